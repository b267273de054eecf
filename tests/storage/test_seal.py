import sqlite3
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import models as m
from app.storage.seal import canonical, digest, seal_of_stored
from tests.storage.samples import PAPER, by_hand, line, rows, seal_of_rows

TABLES = {"document": m.Document, "document_line": m.DocumentLine, "document_tax": m.DocumentTax}
UNSEALED = {"id", "document_id", "seal"}


def test_a_value_has_one_text():
    value = {"b": [1, True, None], "a": "Ä “x”", "c": date(2026, 3, 1), "d": Decimal("1.50")}
    assert canonical(value) == '{"a":"Ä “x”","b":[1,true,null],"c":"2026-03-01","d":"1.5"}'


def test_decimals_and_moments():
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert canonical([Decimal(100), Decimal("0.000"), Decimal("1E+2"), moment]) == (
        '["100","0","100","2026-03-01T12:00:00+00:00"]'
    )


@pytest.mark.parametrize("value", [0.1, 1e300, float("nan"), float("inf"), [{"a": [1.0]}]])
def test_floats_have_no_one_text(value):
    with pytest.raises(TypeError, match="float"):
        canonical(value)


def test_what_json_does_not_know_is_refused():
    with pytest.raises(TypeError, match="no canonical form"):
        canonical(Fraction(1, 3))


PLAIN = st.none() | st.booleans() | st.integers() | st.text()


@given(st.dictionaries(st.text(), PLAIN | st.lists(PLAIN, max_size=3), max_size=5))
def test_the_order_of_keys_means_nothing(value):
    turned = dict(reversed(list(value.items())))
    assert canonical(turned) == canonical(value)


def test_digests():
    assert digest("abc") == digest(b"abc")
    assert digest("").startswith("e3b0c442")


@pytest.fixture
def written():
    head, lines, taxes, _ = rows(1, [line("A-1/fee/1"), line("A-1/fee/2")], "invoice", PAPER)
    return head, lines, taxes


def stored(data, table, order):
    with by_hand(data) as file:
        file.row_factory = sqlite3.Row
        owner = "id" if table == "document" else "document_id"
        return [
            dict(row)
            for row in file.execute(f"SELECT * FROM {table} WHERE {owner} = 1 ORDER BY {order}")
        ]


def test_what_is_written_and_what_is_read_have_the_same_seal(data):
    [head] = stored(data, "document", "id")
    lines = stored(data, "document_line", "position")
    taxes = stored(data, "document_tax", "position")
    assert seal_of_stored(head, lines, taxes) == head["seal"]


@pytest.mark.parametrize(
    ("place", "column"),
    [
        (place, column.name)
        for place, model in enumerate(TABLES.values())
        for column in model.__table__.columns
        if column.name not in UNSEALED
    ],
)
def test_every_column_is_under_seal(written, place, column):
    before = seal_of_rows(*written)
    row = written[place] if place == 0 else written[place][-1]
    row[column] = date(2026, 3, 31) if column == "through" else changed(row[column])
    assert seal_of_rows(*written) != before


def changed(value):
    match value:
        case None:
            return 1
        case int() | Decimal():
            return value + 1
        case date():
            return value.replace(day=7)
        case _:
            return f"{value} "


def test_the_order_of_lines_is_under_seal(written):
    head, lines, taxes = written
    assert seal_of_rows(head, lines[::-1], taxes) != seal_of_rows(head, lines, taxes)


def test_a_forgotten_column_is_a_mistake(written):
    head, lines, taxes = written
    del lines[0]["detail"]
    with pytest.raises(KeyError, match="detail"):
        seal_of_rows(head, lines, taxes)


def test_the_seal_of_old_documents_never_changes(written):
    """Pinned: what was sealed by any version must hold in each later one."""
    assert seal_of_rows(*written) == (
        "5277d0a0dbf06ee062ed76088392ac8496b257c64eb1e0689d7a2fe5317e2375"
    )
