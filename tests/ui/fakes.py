"""Services that answer from memory: a month at a desk with all kinds of clients."""

import io
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

from babel import Locale
from pypdfium2 import PdfDocument

from app.domain.catalog import Category
from app.domain.changes import Kind
from app.domain.charge import ChargeKind
from app.domain.comparison import Change, Comparison
from app.domain.dashboard import BegunRow, Dashboard, EndingRow, OwedRow, RevenueRow
from app.domain.document import DocumentKind
from app.domain.money import Money, Rate
from app.domain.month_end import Marks
from app.domain.outstanding import Bill, OpenBill
from app.domain.period import Period
from app.domain.progress import QUIET
from app.domain.proposal import Exceptional, Level, Line, Proposal
from app.domain.sentence import say
from app.domain.tax import AppliedTax, TaxTotal
from app.domain.timers import Timers
from app.i18n import Language
from app.services.billing import Issued, Readiness, Review, ReviewRow
from app.services.company import CompanyRow
from app.services.documents import DocumentRow
from app.services.search import FoundRow, Kin
from app.services.sla import Pressing, SlaRow

RESOURCES = Path(__file__).parents[2] / "resources"
THROUGH = date(2026, 11, 30)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 12, 1))
STANDARD = AppliedTax("standard", "VAT", Category.STANDARD, Decimal(20))
ENGLISH = Language(Locale.parse("en_GB"))


def blank_pdf(pages=1):
    document = PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    kept = io.BytesIO()
    document.save(kept)
    document.close()
    return kept.getvalue()


PDF = blank_pdf()


def line(title, quantity, price, currency="GBP", kind=ChargeKind.RECURRING):
    rate = Rate(Decimal(price), currency)
    net = rate.times(Decimal(quantity))
    explanation = (
        say("{quantity} on every day of {period}.", quantity=Decimal(quantity), period=NOVEMBER),
        say("{quantity} × {price} is {net}.", quantity=Decimal(quantity), price=rate, net=net),
        say("Tax: VAT at 20 %."),
    )
    return Line(
        charge=f"{title}/2026-11-01",
        kind=kind,
        title=say(title),
        detail=None,
        period=NOVEMBER,
        bill_date=NOVEMBER.start,
        quantity=Decimal(quantity),
        unit="each",
        price=rate,
        net=net,
        taxes=(STANDARD,),
        explanation=explanation,
        source=kind.value,
    )


def proposal(client, lines, currency="GBP", po_number=""):
    net = Money.total((one.net for one in lines), currency)
    tax = Money.rounded(net.amount() * Decimal(20) / 100, currency)
    taxes = (TaxTotal(STANDARD, net, tax),)
    return Proposal(client, currency, po_number, THROUGH, tuple(lines), taxes)


def row(name, lines=(), *, looks=(), blocks=(), currency="GBP", po_number=""):
    client = name.split()[0].upper()
    exceptions = tuple(
        Exceptional(client, level, say(text))
        for level, texts in ((Level.BLOCK, blocks), (Level.LOOK, looks))
        for text in texts
    )
    readiness = Readiness.LOOK if looks else Readiness.READY if lines else Readiness.NOTHING
    offer = proposal(client, lines, currency, po_number) if lines else None
    recurring = Money.total((one.net for one in lines if one.kind is not ChargeKind.TIME), currency)
    net = offer.net if offer else Money.zero(currency)
    summary = exceptions[0].sentence if exceptions else say("Nothing to bill")
    if offer and not exceptions:
        summary = say("{first} and {count} more", first=lines[0].title, count=len(lines))
    return ReviewRow(
        client=client,
        name=name,
        summary=summary,
        readiness=Readiness.BLOCKED if blocks else readiness,
        currency=currency,
        recurring=recurring,
        work=net - recurring,
        total=offer.total if offer else Money.zero(currency),
        proposal=offer,
        exceptions=exceptions,
    )


def work(title, hours, price, currency="GBP"):
    return line(title, hours, price, currency, ChargeKind.TIME)


ROWS = (
    row(
        "Brightside Law LLP",
        [
            line("Gold support, per seat", "12", "38.00"),
            line("Server monitoring", "2", "65.00"),
            line("Microsoft 365 Business Premium", "12", "18.10"),
            work("Hours beyond the allowance (T-1048, T-1044)", "3.25", "85.00"),
            line("UPS battery RBC7, supplied and fitted", "1", "189.00"),
        ],
        looks=["The net total is £1,268.45; the last one was £803.20."],
        po_number="BL-4471",
    ),
    row(
        "Harbour & Finch Architects and Interior Designers of North Yorkshire",
        [line("Silver support, per seat", "16", "40.00"), work("Remote work", "1.5", "85.00")],
        looks=[
            "Harbour & Finch Architects of North Yorkshire wants a PO number, and there is none.",
            "Silver support catches up on 3 periods.",
        ],
    ),
    row(
        "Zentrum für Angewandte Softwareentwicklung GmbH & Co. KG",
        [line("Wartung", "1", "1250.00", "EUR")],
        blocks=["Tax standard has no rate on 1 Nov 2026. Add one in its list of rates."],
        currency="EUR",
    ),
    row("Acme Dental Practice", [line("Gold support, per seat", "8", "51.50")]),
    row(
        "Northgate Veterinary",
        [line("Server care", "1", "390.00"), work("On-site work", "2", "85.00")],
    ),
    row("Kettle & Crumb Bakery", [work("Remote work", "2.5", "85.00")]),
    row("Ridgeway Motors", [line("Silver support, per seat", "5", "35.00")]),
    row(
        "St Aidan's Parish",
        [line("Charity plan", "1", "60.00"), work("Remote work", "0.5", "85.00")],
    ),
    row(
        "Sakura Trading",
        [line("Managed desktops", "40", "12500", "JPY"), work("Migration", "8", "15000", "JPY")],
        currency="JPY",
    ),
    row("Al Noor Clinics", [line("Device care", "21", "14.750", "KWD")], currency="KWD"),
    row("Returned Goods Ltd", [line("Adjustment: Backup seats", "-3", "12.00")]),
    row("Orchard Lettings"),
)


def review(rows=ROWS):
    return Review(THROUGH, THROUGH, tuple(rows))


class Company:
    def __init__(self, name="Sam Carter IT"):
        self._row = CompanyRow(name, "en_GB", "GBP", "Europe/London", "GB")

    def show(self):
        return self._row

    def is_sample(self):
        return True


COMPARED = {
    "BRIGHTSIDE": Comparison(
        date(2026, 10, 31),
        Money(803_20, "GBP"),
        Money(1268_45, "GBP"),
        (
            Change(
                say("Work"), Money(0, "GBP"), Money(276_25, "GBP"),
                say("{now} h billed, last time {before} h.", now=Decimal("3.25"), before=0),
            ),
            Change(
                say("UPS battery"), Money(0, "GBP"), Money(189_00, "GBP"), say("Billed once."),
            ),
        ),
    ),
}  # fmt: skip


class MonthEnd:
    """Keeps what was decided, by the day of the run."""

    def __init__(self):
        self.kept = {}

    def marks(self, through):
        return self.kept.get(through, Marks())

    def keep(self, through, marks):
        self.kept[through] = marks

    def sendings(self, through):
        return ()


class Time:
    """All work was reviewed."""

    def unreviewed(self, through):
        return ()


@dataclass
class Billing:
    """Issues what it is told to; `gates` lets a test stand between two steps."""

    rows: tuple = ROWS
    reviews: list = field(default_factory=list)
    previews: list = field(default_factory=list)
    issued: list = field(default_factory=list)
    at_step: object = None
    refusal: Exception | None = None
    pdf: object = None

    def review(self, through, *, client=None, on=None):
        self.reviews.append(through)
        return replace(review(self.rows), through=through, date=through)

    def compare(self, review):
        return {row.client: COMPARED[row.client] for row in review.rows if row.client in COMPARED}

    def preview(self, proposal, on):
        self.previews.append(proposal)
        return self.pdf(proposal, on) if self.pdf else PDF

    def issue(self, proposals, on, progress=QUIET):
        if self.refusal:
            raise self.refusal
        found = []
        for done, one in enumerate(proposals):
            progress.step(done, len(proposals))
            if self.at_step:
                self.at_step(done)
            number = f"INV-2026-{31 + done:05}"
            found.append(Issued(number, DocumentKind.INVOICE, one.client, one.total))
        progress.step(len(proposals), len(proposals))
        self.issued.extend(found)
        gone = {one.client for one in proposals}
        self.rows = tuple(
            row(old.name, currency=old.currency) if old.client in gone else old for old in self.rows
        )
        return tuple(found)


@dataclass
class Documents:
    rows: tuple = ()
    lists: int = 0
    paper: bytes = PDF

    def list(self):
        self.lists += 1
        return self.rows

    def pdf(self, number):
        return self.paper


def document(number, name="Acme Dental Practice", kind=DocumentKind.INVOICE, minor=49440):
    total = Money(minor, "GBP")
    return DocumentRow(
        number, kind, name.split()[0].upper(), name, THROUGH, None, "GBP", total, total, total,
        total, "",
    )  # fmt: skip


class Workbook:
    def __init__(self):
        self.taken = []

    def take_in(self, files):
        self.taken.append(files)
        return type("Imported", (), {"changed": {"clients": 2}})()


class Expecting:
    """Agreements of which no invoice was made yet."""

    def monthly(self, currency):
        return Money(123_400, currency)


class Search:
    """Finds clients by their names, as the real one does."""

    def __init__(self, rows):
        self._rows = rows

    def there(self, records):
        keys = {row.client for row in self._rows}
        return {(kin, key) for kin, key in records if key in keys}

    def find(self, typed, few=6):
        return tuple(
            FoundRow(Kin.DOCUMENT, row.client, row.name, "")
            for row in self._rows
            if typed.casefold() in row.name.casefold()
        )[:few]


def eur(minor):
    return Money(minor, "GBP")


def dashboard(**changed):
    months = [date(2026, month, 1) for month in range(4, 12)]
    late = Bill("INV-2026-00012", DocumentKind.INVOICE, "ACME", date(2026, 10, 20), eur(49440))
    due = Bill("INV-2026-00030", DocumentKind.INVOICE, "ORCHARD", date(2026, 12, 14), eur(120_00))
    usual = Dashboard(
        moment=datetime(2026, 11, 25, 9, 5, tzinfo=UTC),
        currency="GBP",
        owed=(OwedRow(eur(614_00), 1), OwedRow(Money(52_000, "JPY"), 0)),
        open=(OpenBill(late, late.total), OpenBill(due, due.total)),
        names={row.client: row.name for row in ROWS},
        monthly=eur(9_350_00),
        monthly_before=eur(8_980_00),
        agreements=11,
        revenue=tuple(
            RevenueRow(month, eur(7_600_00 + 250_00 * i), eur(2_000_00 + 170_00 * (i % 4)))
            for i, month in enumerate(months)
        ),
        minutes=23 * 60 + 40,
        billable_minutes=19 * 60 + 15,
        ending=(EndingRow("A-104", "Northgate Veterinary", date(2026, 12, 10)),),
        begun=BegunRow(has_client=True, has_agreement=True, has_time=True, has_invoice=True),
    )
    return replace(usual, **changed)


NEW = dashboard(
    owed=(OwedRow(eur(0), 0),),
    open=(),
    monthly=eur(0),
    monthly_before=eur(0),
    agreements=0,
    revenue=(),
    minutes=0,
    billable_minutes=0,
    ending=(),
    begun=BegunRow(has_client=True, has_agreement=False, has_time=False, has_invoice=False),
)


@dataclass
class Figures:
    """The dashboard's figures."""

    found: Dashboard = field(default_factory=dashboard)

    def show(self, on=None):
        return self.found


def pressing(at_risk=1, breached=2):
    def rows(first, count):
        return tuple(
            SlaRow(f"T-{first + i}", "ORCHARD", "Orchard Lettings", "Printer", "UTC", None)
            for i in range(count)
        )

    return Pressing(rows(100, at_risk), rows(200, breached))


@dataclass
class Promises:
    """How the promises on tickets stand."""

    found: Pressing = field(default_factory=pressing)

    def pressing(self):
        return self.found


class Backups:
    def __init__(self):
        self.second = ""

    def put_second(self, folder):
        self.second = folder

    def upgraded(self):
        return None

    def keep(self):
        return SimpleNamespace(path=Path("desk-20261125-090000.accord"))

    def leave(self):
        pass


class Clocks:
    """No timer was ever started."""

    timers = Timers()

    def found(self):
        return None


class Services:
    is_read_only = False

    def __init__(self, rows=ROWS, documents=(), language=ENGLISH):
        self.company = Company()
        self.workbook = Workbook()
        self.billing = Billing(rows=tuple(rows))
        self.month_end = MonthEnd()
        self.time = Time()
        self.mail = None
        self.documents = Documents(tuple(documents))
        self.search = Search(rows)
        self.dashboard = Figures()
        self.agreements = Expecting()
        self.sla = Promises()
        self.backups = Backups()
        self.timers = Clocks()
        self.language = language
        self.listeners = []

    def today(self):
        return THROUGH

    def clock_is_behind(self):
        return False

    def listen(self, callback):
        self.listeners.append(callback)
        return lambda: self.listeners.remove(callback)

    def tell(self, *kinds):
        for callback in list(self.listeners):
            callback(frozenset(kinds or Kind))
