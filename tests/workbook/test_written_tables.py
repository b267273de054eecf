"""Tables that are handed out: figures stay figures, and nothing typed becomes a formula."""

import csv
import io
from decimal import Decimal

import pytest

from app.workbook.tables.written import written


def read(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("typed", ["=1+1", "+49 30", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_what_a_spreadsheet_would_reckon_with_gets_a_quote(typed):
    assert read(written(["a"], [[typed]]))[1:] == [[f"'{typed}"]]


@pytest.mark.parametrize(
    ("value", "told"),
    [(-2, "-2"), (Decimal("-0.5"), "-0.5"), (None, ""), ("a=b", "a=b"), ('a, "b"', 'a, "b"')],
)
def test_everything_else_stands_as_it_is(value, told):
    assert read(written(["a", "b"], [[value, 1]])) == [["a", "b"], [told, "1"]]
