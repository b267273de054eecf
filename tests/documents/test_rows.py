"""Labour put together: the lines of one group are one row on paper."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pypdfium2 as pdfium
import pytest

from app.documents.invoice_pdf import draw
from app.documents.rows import rows_of
from app.documents.wording import Wording
from app.domain.charge import ChargeKind
from app.domain.period import Period
from tests.documents.builders import VAT, document, line, tax


@pytest.fixture
def words(fonts, english):
    return Wording(english, fonts)


def labour(number, hours, price="100.00", day=5, **changes):
    """A line of labour; hours that do not end are printed as 1 x net."""
    exact = Fraction(hours)
    amounts = {"quantity": hours, "unit": "hour", "price": price}
    if "/" in hours:
        net = round(Decimal(exact.numerator) * Decimal(price) / exact.denominator, 2)
        amounts = {"quantity": "1", "unit": "each", "price": str(net)}
    terms = {
        "kind": ChargeKind.TIME,
        "charge": f"time/t{number}",
        "period": Period(date(2026, 3, day), date(2026, 3, day + 1)),
        "hours": exact,
        "group": "T-1001 VPN down",
        "taxes": (VAT,),
    }
    return line(number, **{**terms, **changes}, **amounts)


def shown(rows):
    return [
        (row.description, row.detail, f"{row.quantity:f}", f"{row.price:f}", row.net.plain())
        for row in rows
    ]


def test_lines_of_a_group_are_one_row(words):
    found = rows_of([labour(1, "1.25", day=5), labour(2, "0.5", day=9)], words)
    assert shown(found) == [("T-1001 VPN down", "2 entries", "1.75", "100.00", "175.00")]
    assert found[0].period == Period(date(2026, 3, 5), date(2026, 3, 10))
    assert found[0].unit == "hour"


@pytest.mark.parametrize(
    "lines",
    [
        [labour(1, "1.25"), labour(2, "0.5", "120.00")],
        [labour(1, "1.25"), labour(2, "1/2")],
    ],
)
def test_where_one_price_does_not_make_the_net_the_hours_stand_beneath(words, lines):
    [(_, detail, quantity, price, net)] = shown(rows_of(lines, words))
    total = sum(each.net.amount() for each in lines)
    assert (detail, quantity) == ("2 entries, 1.75 h", "1")
    assert Decimal(price) == Decimal(net) == total


def test_hours_are_rounded_for_show_alone(words):
    [(_, detail, _, _, net)] = shown(rows_of([labour(1, "1/3"), labour(2, "1/3")], words))
    assert (detail, net) == ("2 entries, 0.67 h", "66.66")


def test_what_differs_does_not_share_a_row(words):
    other_tax = (tax("VAT", "10"),)
    lines = [
        labour(1, "1"),
        labour(2, "1", group="T-1002 Printer"),
        labour(3, "1", group=""),
        labour(4, "1", group=""),
        labour(5, "1"),
        labour(6, "1", taxes=other_tax),
        labour(7, "1", agreement="A-2"),
    ]
    assert [row.number for row in rows_of(lines, words)] == [1, 2, 3, 4, 5, 6, 7]


def test_an_entry_and_its_overage_are_one_entry(words):
    lines = [labour(1, "1"), labour(2, "1", charge="time/t1/overage")]
    assert shown(rows_of(lines, words))[0][1] == "1 entry"


def test_the_paper_prints_the_row_and_the_whole_total(fonts, english):
    told = document([labour(i, "0.25", day=i) for i in range(1, 13)])
    pdf = draw(told, english, fonts)
    text = "".join(
        page.get_textpage().get_text_range() for page in pdfium.PdfDocument(BytesIO(pdf))
    )
    assert text.count("T-1001 VPN down") == 1
    assert "12 entries · 1–12 Mar 2026" in text
    assert "3 hours" in text
    assert "£360.00" in text
