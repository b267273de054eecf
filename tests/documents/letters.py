"""Papers besides documents to draw: ordinary ones, and ones in which everything is too long."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from app.domain.agreement import Measure
from app.domain.catalog import Category, Tax
from app.domain.dated import Dated
from app.domain.document import Bank, DocumentKind
from app.domain.dunning import Item, Letter
from app.domain.facts import Book, ClientFacts
from app.domain.hours_statement import HoursAccount, Source, Use
from app.domain.money import Money
from app.domain.money_in import Payment, PaymentKind
from app.domain.offering import quote_paper
from app.domain.outstanding import Bill
from app.domain.papers import (
    Between,
    HoursPaper,
    ReceiptPaper,
    ReminderPaper,
    Settles,
    StatementPaper,
)
from app.domain.period import Period, one_day
from app.domain.quote import Every, Offer, Quote
from app.domain.statement import account
from tests.documents.builders import BUYER, LONG, SELLER

DAY = date(2026, 11, 25)
BANK = Bank("Northern Bank", "Sam Carter IT Services", "GB29NWBK60161331926819", "NWBKGB2L")
AUTUMN = Period(date(2026, 10, 1), date(2026, 11, 26))


def pounds(minor):
    return Money(minor, "GBP")


def between(locale="en_GB", **changes):
    return replace(Between(SELLER, BUYER, DAY, locale, BANK), **changes)


def bill(number, day, minor, kind=DocumentKind.INVOICE, corrects=()):
    return Bill(number, kind, "BRI-014", day + timedelta(days=14), pounds(minor), corrects, day)


def payment(id_, day, minor, *parts, kind=PaymentKind.PAYMENT, **more):
    told = tuple((number, pounds(part)) for number, part in parts)
    return Payment(id_, "BRI-014", day, pounds(minor), told, kind, **more)


BILLS = (
    bill("INV-2026-0101", date(2026, 7, 31), 40_000),
    bill("INV-2026-0109", date(2026, 8, 31), 61_250),
    bill("INV-2026-0117", date(2026, 10, 5), 112_345),
    bill("CN-2026-0003", date(2026, 10, 20), 12_345, DocumentKind.CREDIT_NOTE, ("INV-2026-0117",)),
    bill("INV-2026-0125", date(2026, 11, 20), 99_900),
)
PAYMENTS = (
    payment("P-00001", date(2026, 9, 10), 30_000, ("INV-2026-0101", 30_000)),
    payment(
        "P-00002",
        date(2026, 10, 22),
        70_000,
        ("INV-2026-0109", 61_250),
        ("INV-2026-0101", 4_000),
        method="Bank transfer",
        reference="FT26295",
    ),
)


def statement(locale="en_GB", bills=BILLS, payments=PAYMENTS, **changes):
    found = account("BRI-014", bills, payments, "GBP", AUTUMN)
    return StatementPaper(between(locale, **changes), AUTUMN, (found,))


def receipt(locale="en_GB", minor=70_000):
    paid = replace(PAYMENTS[1], amount=pounds(minor))
    if minor < 0:
        paid = replace(paid, parts=(("CN-2026-0003", pounds(minor)),))
        told = (
            Settles("CN-2026-0003", date(2026, 10, 20), pounds(-minor), pounds(minor), pounds(0)),
        )
    else:
        told = (
            Settles("INV-2026-0109", date(2026, 8, 31), pounds(61_250), pounds(61_250), pounds(0)),
            Settles(
                "INV-2026-0101", date(2026, 7, 31), pounds(40_000), pounds(4_000), pounds(6_000)
            ),
        )
    return ReceiptPaper(between(locale), paid, told)


def reminder(level=2, locale="en_GB", fee=574, items=2, **changes):
    found = tuple(
        Item(
            f"INV-2026-{101 + i:04}",
            level if i == 0 else 1,
            date(2026, 8, 31),
            date(2026, 9, 14) + timedelta(days=i),
            72 - i,
            pounds(61_250 + i),
            pounds(fee if i == 0 else 0),
        )
        for i in range(items)
    )
    letter = Letter("BRI-014", DAY, "GBP", found)
    return replace(ReminderPaper(between(locale), "R-00007", letter, 3), **changes)


def hours(locale="en_GB", uses=3, name="Projects"):
    def work(i):
        day = date(2026, 10, 2) + timedelta(days=i % 28)
        if i % 3 == 2:
            return Use(one_day(day), "", "Quarterly review with the partners", Fraction(3, 4))
        days = Period(day, day + timedelta(days=1 + i % 4))
        return Use(days, f"T-{1040 + i}", "Mail flow stopped after the update", Fraction(5, 2))

    block = Source(
        name,
        Measure.HOURS,
        Fraction(31, 2),
        Fraction(20 + uses * 3),
        tuple(map(work, range(uses))),
        Fraction(3),
        expires=date(2027, 2, 1),
    )
    included = Source(
        "Managed IT",
        Measure.HOURS,
        Fraction(2),
        Fraction(10),
        (Use(one_day(date(2026, 10, 9)), "T-1033", "New starter", Fraction(7, 3)),),
        Fraction(0),
        period=Period(date(2026, 10, 1), date(2026, 11, 1)),
    )
    money = Source("Retainer", Measure.MONEY, Fraction(0), Fraction(900), (), Fraction(0))
    return HoursPaper(between(locale), HoursAccount(AUTUMN, (block, money), (included,)), "GBP")


OFFERS = (
    Offer("Setup and migration", Decimal(1), "each", Decimal("1250.00"), taxes=("VAT",)),
    Offer(
        "Managed workstation", Decimal(12), "device", Decimal("45.00"), Every.MONTH, "WS", ("VAT",)
    ),
    Offer("Microsoft 365", Decimal(12), "licence", Decimal("18.10"), Every.MONTH, "", ("VAT",)),
    Offer("Domain and certificate", Decimal(1), "each", Decimal("99.00"), Every.YEAR),
)
_BOOK = Book(
    "GBP", {"VAT": Tax("VAT", "VAT", Category.STANDARD, Dated.always(Decimal(20)))}, {}, {}
)


def quote(locale="en_GB", offers=OFFERS, *, pro_forma=False, title="Managed IT for Park Row"):
    found = Quote(
        "QU-2026-00004",
        "BRI-014",
        date(2026, 11, 2),
        date(2026, 11, 30),
        "GBP",
        tuple(offers),
        title,
        "Prices hold for a start before the end of the year.",
        pro_forma=pro_forma,
    )
    return quote_paper(found, between(locale), _BOOK, ClientFacts("BRI-014", "Brightside", "GBP"))


def every(locale="en_GB"):
    """One of each, by name."""
    return {
        "statement": statement(locale),
        "receipt": receipt(locale),
        "refund": receipt(locale, -12_345),
        "reminder": reminder(2, locale),
        "hours": hours(locale),
        "quote": quote(locale),
        "pro forma": quote(locale, OFFERS[:1], pro_forma=True),
    }


def longest():
    """The same where everything is longer than anyone would wish."""
    who = {
        "seller": replace(SELLER, name=LONG * 2),
        "buyer": replace(BUYER, name=LONG * 2, contact=LONG),
        "bank": Bank(LONG, LONG * 2, "DE89370400440532013000" * 2, "COBADEFF" * 4),
    }
    many = tuple(
        bill(
            f"INV-2026-{i:04}-{'X' * 20}",
            date(2026, 10, 1) + timedelta(days=i % 50),
            123_456_789 + i,
        )
        for i in range(60)
    )
    paid = tuple(
        payment(f"P-{i}", found.day, 99_999_999, (found.number, 99_999_999), reference="R" * 40)
        for i, found in enumerate(many[:20])
    )
    return {
        "statement": statement(bills=many, payments=paid, **who),
        "reminder": reminder(3, items=45, between=between(**who), texts={"en": LONG * 9}),
        "hours": hours(uses=70, name=LONG * 2),
        "quote": quote(
            offers=[replace(offer, description=LONG * 3) for offer in OFFERS * 6], title=LONG
        ),
    }
