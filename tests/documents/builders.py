"""Documents to draw: ordinary ones by the number of their lines, and the odd ones by name."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.domain.catalog import Category, unit_code
from app.domain.charge import ChargeKind
from app.domain.document import Address, Bank, Document, DocumentKind, DocumentLine, Party
from app.domain.facts import TaxRounding
from app.domain.money import Rate
from app.domain.period import Period
from app.domain.tax import AppliedTax, taxed

ON_A_DAY = {ChargeKind.TIME, ChargeKind.EXPENSE}
MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
VAT = AppliedTax("STD", "VAT", Category.STANDARD, Decimal(20))

SELLER = Party(
    name="Sam Carter IT Services",
    address=Address(("14 Dock Street",), "Leeds", "", "LS10 1NB", "GB"),
    tax_id="GB 980 7806 84",
    email="accounts@samcarter.example",
    phone="+44 113 496 0121",
    website="samcarter.example",
)
BUYER = Party(
    name="Brightside Law LLP",
    address=Address(("2 Park Row",), "Leeds", "", "LS1 5HD", "GB"),
    tax_id="GB 731 2214 09",
    code="BRI-014",
    contact="Priya Nair",
)
BANK = Bank(
    name="Northern Bank", holder="Sam Carter IT Services", account="12345678", sort_code="12-34-56"
)

# What an MSP sells in a month: kind, text, detail, quantity, unit, price.
GOODS = (
    (ChargeKind.FEE, "Gold support", "", "1", "each", "640.00"),
    (ChargeKind.RECURRING, "Microsoft 365 Business Premium", "", "12", "licence", "18.10"),
    (ChargeKind.RECURRING, "Server monitoring", "", "2", "device", "65.00"),
    (
        ChargeKind.TIME,
        "T-1048: Mail flow stopped after the certificate had expired",
        "5 Mar 2026 · Remote · 195 min",
        "3.25",
        "hour",
        "85.00",
    ),
    (
        ChargeKind.EXPENSE,
        "UPS battery RBC7, supplied and fitted",
        "9 Mar 2026",
        "1",
        "each",
        "189.00",
    ),
    (ChargeKind.RECURRING, "Offsite backup", "Two servers", "1400", "GB", "0.045"),
    (
        ChargeKind.ADJUSTMENT,
        "Adjustment: Microsoft 365 Business Premium",
        "One seat less from 18 Mar 2026",
        "-1",
        "each",
        "8.17",
    ),
    (
        ChargeKind.TIME,
        "T-1051: New starter",
        "12 Mar 2026 · On site · 60 min",
        "1",
        "hour",
        "85.00",
    ),
)


def line(number, **changes):
    kind, text, detail, quantity, unit, price = GOODS[(number - 1) % len(GOODS)]
    amounts = {"quantity": Decimal(quantity), "price": Decimal(price)}
    amounts |= {name: Decimal(changes.pop(name)) for name in amounts if name in changes}
    currency = changes.pop("currency", "GBP")
    unit = changes.get("unit", unit)
    net = Rate(amounts["price"], currency).times(amounts["quantity"])
    told = DocumentLine(
        number=number,
        charge=f"AG-1/line-{number}",
        kind=kind,
        description=text,
        detail=detail,
        period=Period(date(2026, 3, 5), date(2026, 3, 6)) if kind in ON_A_DAY else MARCH,
        quantity=amounts["quantity"],
        unit=unit,
        unit_code=unit_code(unit),
        price=amounts["price"],
        net=net,
        charged=net,
        bill_date=MARCH.end,
        taxes=(VAT,),
        explanation=(),
    )
    return replace(told, **changes)


def document(lines=5, **changes):
    """A document of so many ordinary lines, or of these; the totals follow from the lines."""
    rows = tuple(map(line, range(1, lines + 1))) if isinstance(lines, int) else tuple(lines)
    currency = changes.get("currency", rows[0].net.currency if rows else "GBP")
    found = taxed(((row.net, row.taxes) for row in rows), TaxRounding.DOCUMENT, currency)
    rows = tuple(replace(row, net=net) for row, net in zip(rows, found.nets, strict=True))
    told = Document(
        number="INV-2026-0117",
        kind=DocumentKind.INVOICE,
        client="BRI-014",
        date=date(2026, 3, 31),
        due=date(2026, 4, 14),
        currency=currency,
        locale="en_GB",
        seller=SELLER,
        buyer=BUYER,
        bank=BANK,
        po_number="BL-4471",
        lines=rows,
        taxes=found.groups,
    )
    return replace(told, **changes)


def tax(name, rate, category=Category.STANDARD, reason="", *, compound=False):
    return AppliedTax(f"{name}{rate}", name, category, Decimal(rate), reason, compound)


def treated(category, reason=""):
    """The tax of a client who is not taxed as usual."""
    return (AppliedTax("", "", category, Decimal(0), reason),)


def credit_note(lines=3, **changes):
    told = {
        "number": "CN-2026-0003",
        "kind": DocumentKind.CREDIT_NOTE,
        "corrects": ("INV-2026-0117", "INV-2026-0110"),
        "reason": "Two licences were billed although they had been cancelled.",
        "due": None,
    }
    return document(lines, **(told | changes))


HOSTILE = (
    "<b>AT&amp;T</b> & S\u00f6hne %s {} {name} \\n (x) \u202eevil\u202c \x00\x07"
    " <img src='/etc/passwd'/> e\u0301"
)
LONG = "Donaudampfschifffahrtselektrizit\u00e4tenhauptbetriebswerkbauunterbeamtengesellschaft "


def hostile():
    """A document whose every text tries to be something else."""
    party = {"name": HOSTILE, "tax_id": HOSTILE, "email": HOSTILE, "contact": HOSTILE}
    return document(
        [
            line(1, description=HOSTILE, detail=HOSTILE, unit="<unit & {}>"),
            line(2, description="First\n\n  Second\ttab\r\nThird"),
        ],
        seller=replace(SELLER, **party),
        buyer=replace(BUYER, code=HOSTILE, **party),
        po_number=HOSTILE,
        note=HOSTILE,
        number="INV<&>{}%s",
        bank=Bank(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE),
    )


def longest():
    """A document in which everything is longer than anyone would wish."""
    street = tuple(f"Address line {i} of a very long address, Building {i}" for i in range(6))
    town = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    address = Address(street, town, "Isle of Anglesey", "LL61 5UJ", "GB")
    surcharge = tax("Provincial Goods and Services Surcharge of the Territories", "12.3456")
    exempt = treated(Category.EXEMPT, LONG * 4)
    return document(
        [
            line(
                1,
                description=LONG * 6,
                detail=LONG * 3,
                quantity="123456.123456",
                price="9999.123456",
                unit="very special custom unit of measure",
                taxes=(surcharge, VAT),
            ),
            line(2, description="x" * 900, quantity="-99999", price="99999", taxes=exempt),
            line(3, quantity="99999", price="99999.99", taxes=(surcharge,)),
        ],
        seller=replace(
            SELLER,
            name=LONG * 2,
            address=address,
            website="https://" + "very-long-domain-" * 8 + ".example",
            email="a" * 80 + "@long.example",
        ),
        buyer=replace(
            BUYER,
            name=LONG * 2,
            contact=LONG,
            address=replace(address, country="FR"),
            tax_id="9" * 60,
            code="C" * 40,
        ),
        po_number="PO-" + "4711-" * 40,
        number="INV-" + "2026-" * 12,
        note=LONG * 8,
        bank=Bank(
            LONG, LONG * 2, "DE89370400440532013000" * 2, "COBADEFF" * 4, "1" * 70, "12-34" * 8
        ),
    )
