"""An amount is the same wherever it stands: in lists, in the workbook, on paper, in the code."""

import csv
import io
import json
import tempfile
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pypdfium2 as pdfium
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from app.bootstrap import desk
from app.domain.books import Program
from app.domain.clock import StoppedClock
from app.domain.document import DocumentKind
from app.domain.money import Money
from app.domain.period import Period, add_months
from app.ui.documents.page import columns

CLOCK = StoppedClock(datetime(2026, 11, 25, 9, tzinfo=UTC))
CENTS = st.integers(1, 9_999_999).map(lambda cents: f"{Decimal(cents) / 100:.2f}")
ADDITIONS = st.lists(
    st.tuples(CENTS, st.sampled_from(["1", "2.5", "7", "0.333"]), st.sampled_from(["VAT", "LOW"])),
    max_size=4,
)
COMPANY = {
    "name": "Harbour IT",
    "currency": "EUR",
    "locale": "en_IE",
    "address": {"country": "IE"},
    "bank": {"iban": "IE29AIBK93115212345678", "holder": "Harbour IT"},
}


def book(fee, additions):
    """A workbook of one client who is billed by the month."""
    return {
        "format": "accord/1",
        "company": COMPANY,
        "taxes": [{"code": "VAT", "rates": "23"}, {"code": "LOW", "rates": "13.5"}],
        "items": [{"sku": "X", "name": "Thing", "price": "1.00"}],
        "clients": [
            {
                "code": "ACME",
                "agreements": [
                    {
                        "number": "A-1",
                        "start": "2026-09-14",
                        "cycle": {"anchor": "2026-09-01"},
                        "fee": fee,
                        "fee_taxes": ["VAT"],
                        "additions": [
                            {"name": f"Line {i}", "item": "X", "quantity": quantity}
                            | {"price": price, "taxes": [tax]}
                            for i, (price, quantity, tax) in enumerate(additions)
                        ],
                    }
                ],
            }
        ],
    }


def squeezed(text):
    return "".join(text.split())


@settings(max_examples=8)
@given(fee=CENTS, additions=ADDITIONS, paid=CENTS)
def test_an_amount_is_the_same_in_lists_files_papers_and_codes(fee, additions, paid):
    with (
        tempfile.TemporaryDirectory() as home,
        desk(Path(home) / "a.accord", create=True, clock=CLOCK) as services,
    ):
        services.workbook.take_in([json.dumps(book(fee, additions)).encode()])
        for day in (date(2026, 9, 30), date(2026, 10, 31)):
            services.billing.issue(services.billing.review(day, on=day).proposals, day)
        first, *_ = services.documents.list()
        received = Money.rounded(Decimal(paid), "EUR")
        patch = services.payments.received(first.number, received, date(2026, 11, 25))
        services.editing.save(patch)
        rows = services.documents.list()
        told = json.loads(services.workbook.hand_out())
        language = services.language
        for row, record in zip(rows, told["documents"], strict=True):
            document = services.documents.show(row.number)
            for name in ("net", "tax", "total"):
                amount = getattr(row, name)
                assert amount == getattr(document, name)
                assert amount.plain() == record[name]
            paper = pdfium.PdfDocument(services.documents.pdf(row.number))
            text = squeezed("".join(page.get_textpage().get_text_range() for page in paper))
            shown = [row.net, row.total, *(line.net for line in document.lines)]
            shown += [group.amount for group in document.taxes]
            assert all(squeezed(language.amount(amount)) in text for amount in shown)
            scanned = zxingcpp.read_barcodes(paper[len(paper) - 1].render(scale=150 / 72).to_pil())
            assert [found.text.split("\n")[7] for found in scanned] == [f"EUR{row.total.plain()}"]
        # Of all that was billed and paid, nothing is lost between invoices and credit.
        applied = [part for each in told["payments"] for _, part in each["applied"]]
        left = sum((row.left.amount() for row in rows), Decimal(0))
        billed = sum((row.total.amount() for row in rows), Decimal(0))
        assert left == billed - sum(map(Decimal, applied))
        assert left == max(billed - received.amount(), Decimal(0))


def text_of(pdf):
    pages = pdfium.PdfDocument(pdf)
    return squeezed("".join(page.get_textpage().get_text_range() for page in pages))


def minor_of(text):
    """The minor units that a cell or a file tells, whatever stands around its digits."""
    digits = "".join(sign for sign in text if sign.isdigit())
    return (-1 if "-" in text else 1) * int(digits or 0)


MONTHS = st.lists(
    st.tuples(st.booleans(), st.integers(0, 100), st.none() | st.integers(1, 99)),
    min_size=1,
    max_size=4,
)
"""Of each month: whether its invoice is paid, by how much in percent, and credited by how much."""


@settings(max_examples=6, deadline=None)
@given(fee=CENTS, additions=ADDITIONS, months=MONTHS)
def test_window_paper_tables_and_workbook_agree_over_random_months(fee, additions, months):
    with (
        tempfile.TemporaryDirectory() as home,
        desk(Path(home) / "a.accord", create=True, clock=CLOCK) as services,
    ):
        services.workbook.take_in([json.dumps(book(fee, additions)).encode()])
        for month, (is_paid, paid, credited) in enumerate(months):
            day = add_months(date(2026, 9, 30), month)
            services.billing.issue(services.billing.review(day, on=day).proposals, day)
            row = services.documents.list()[-1]
            if credited and (part := row.net.in_steps(1).minor * credited // 100):
                first = services.documents.show(row.number).lines[0]
                part = Money(min(part, first.net.minor), "EUR").amount()
                services.documents.credit(row.number, "Goodwill", lines={1: part}, waive=True)
            left = next(r.left for r in services.documents.list() if r.number == row.number)
            if is_paid and (share := Money(left.minor * paid // 100, "EUR")):
                services.editing.save(services.payments.received(row.number, share, day))
        rows = services.documents.list()
        told = json.loads(services.workbook.hand_out())
        cells = {column.heading: column.cell for column in columns(services.language)}
        whole = Period(date(2026, 1, 1), date(2028, 1, 1))
        export = services.books.look(Program.TABLE, whole)
        table = io.StringIO(dict(services.books.files(export))["documents.csv"].decode("utf-8-sig"))
        gross, net = Counter(), Counter()
        for line in csv.DictReader(table):
            gross[line["document"]] += minor_of(line["gross"])
            net[line["document"]] += minor_of(line["net"])
        owed = 0
        for row, record in zip(rows, told["documents"], strict=True):
            sign = -1 if row.kind is DocumentKind.CREDIT_NOTE else 1
            total = minor_of(record["total"])
            owed += sign * total
            assert minor_of(cells["Total"](row).text) == sign * total
            assert gross[row.number] == sign * total
            assert net[row.number] == sign * minor_of(record["net"])
            assert sum(minor_of(line["net"]) for line in record["lines"]) == minor_of(record["net"])
            paper = text_of(services.documents.pdf(row.number))
            assert squeezed(services.language.amount(Money(total, "EUR"))) in paper
        came = sum(minor_of(payment["amount"]) for payment in told.get("payments", ()))
        statement = services.papers.statement("ACME", whole)
        (account,) = statement.accounts
        assert account.closing.minor == owed - came
        assert sum(minor_of(cells["Still open"](row).text) for row in rows) == owed - came + (
            account.credit.minor
        )
        shown = squeezed(services.language.amount(account.closing))
        assert shown in text_of(services.papers.draw(statement))
