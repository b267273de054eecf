"""Documents of any length to draw."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from app.documents.fonts import Fonts
from app.documents.invoice_pdf import draw
from app.domain.catalog import Category
from app.domain.charge import ChargeKind
from app.domain.document import Address, Bank, Document, DocumentKind, DocumentLine, Party
from app.domain.money import Money
from app.domain.period import Period
from app.domain.tax import AppliedTax, TaxRounding, totals
from app.i18n import Languages

RESOURCES = Path(__file__).parents[2] / "resources"
FONTS = Fonts.load(RESOURCES / "fonts")
LANGUAGES = Languages(RESOURCES / "locale")
VAT = AppliedTax("VAT23", "VAT", Category.STANDARD, Decimal(23))
LOW = AppliedTax("VAT135", "VAT", Category.STANDARD, Decimal("13.5"))
REVERSE = AppliedTax("", "", Category.REVERSE_CHARGE, Decimal(0))
TITLES = ("Gold support", "Servers & care", "Premium <Business>", "T-1048: Rebuilt the tunnel")
SELLER = Party(
    "Harbour IT",
    Address(("4 Quay Street",), "Galway", "", "H91", "IE"),
    "IE1234567FA",
    "billing@harbour.example",
)
BUYER = Party("Brightside Law LLP", Address(("2 Park Row",), "Leeds", "", "LS1", "GB"), code="BR")
NOVEMBER = Period(date(2026, 11, 1), date(2026, 12, 1))


def line(number, description, *, tax=VAT, currency="EUR", detail="", net=None):
    price = Decimal(38) if net is None else net
    amount = Money.rounded(price, currency)
    return DocumentLine(
        number,
        f"A-1/x/{number}",
        ChargeKind.RECURRING,
        description,
        detail,
        NOVEMBER,
        Decimal(1),
        "each",
        "C62",
        price,
        amount,
        amount,
        NOVEMBER.start,
        (tax,),
        (),
    )


def document(lines, *, kind=DocumentKind.INVOICE, currency="EUR", locale="en_IE", **changes):
    taxes = totals(((each.net, each.taxes) for each in lines), TaxRounding.DOCUMENT, currency)
    values = {
        "number": "INV-2026-00117",
        "kind": kind,
        "client": "BR",
        "date": date(2026, 11, 30),
        "due": date(2026, 12, 14),
        "currency": currency,
        "locale": locale,
        "seller": SELLER,
        "buyer": BUYER,
        "bank": Bank("Bank", "Harbour IT", "IE29AIBK93115212345678", "AIBKIE2D"),
        "po_number": "BL-4471",
        "lines": tuple(lines),
        "taxes": taxes,
        "note": "Thank you.",
    }
    return Document(**{**values, **changes})


def of_lines(count, *, long=False):
    extra = " and a longer story of what was done for whom" if long else ""
    return document(
        [
            line(n, TITLES[n % 4] + extra * (n % 5), tax=LOW if n % 5 == 0 else VAT)
            for n in range(1, count + 1)
        ]
    )


def pdf_of(paper, **more):
    return draw(paper, LANGUAGES.get(paper.locale), FONTS, **more)
