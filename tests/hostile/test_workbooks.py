"""Workbooks that were bent at random: taken in whole or refused in words, never half."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bootstrap import desk
from app.domain.errors import AppError
from tests.hostile.text import HOSTILE
from tests.ui.books import CLOCK, FULL

HISTORY = {
    "tickets": [
        {
            "number": "T-1",
            "client": "ACME",
            "summary": "Printer",
            "opened": "2026-01-05T09:00:00+00:00",
        }
    ],
    "time": [
        {
            "id": "t1",
            "client": "ACME",
            "start": "2026-01-05T09:00:00+00:00",
            "minutes": 30,
            "work_type": "Remote",
            "role": "Engineer",
        }
    ],
    "expenses": [
        {
            "id": "e1",
            "client": "ACME",
            "date": "2026-01-05",
            "description": "Cable",
            "price": "12.00",
        }
    ],
}
BOOK = {**FULL, **HISTORY}
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([0, -1, 2**63, 10**30, 1e308, -0.0]),
    st.sampled_from(
        [
            *("", "0", "-1", "1e9", "NaN", "Infinity", "1_000", "\uff11\uff12", "1,5", "9" * 40),
            *("2026-02-30", "0000-00-00", "9999-12-31", "2026-01-01T00:00:00", "24:00"),
            *("EUR", "ACME", "A-100", "VAT23", "Remote", "Mars/Olympus", "de_DE"),
        ]
    ),
    HOSTILE,
    st.lists(st.integers(), max_size=2),
    st.just({}),
    st.just([[]]),
    st.just([{}]),
    st.dictionaries(HOSTILE, st.integers(), max_size=2),
)


def places(found, here=()):
    """Where a value can be bent."""
    yield here
    for key, value in found.items() if isinstance(found, dict) else enumerate(found):
        if isinstance(value, (dict, list)):
            yield from places(value, (*here, key))
        else:
            yield (*here, key)


PLACES = sorted((place for place in places(BOOK) if place), key=str)


@st.composite
def bent(draw):
    """The book with a few values replaced, taken out or doubled."""
    book = copy.deepcopy(BOOK)
    for place in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=3)):
        holder = book
        try:
            for key in place[:-1]:
                holder = holder[key]
            value = holder[place[-1]]
        except (KeyError, IndexError, TypeError):
            continue
        act = draw(st.sampled_from(["put", "put", "drop", "double", "add"]))
        if act == "put":
            holder[place[-1]] = draw(ODD)
        elif act == "drop":
            del holder[place[-1]]
        elif act == "double" and isinstance(holder, list):
            holder.append(copy.deepcopy(value))
        elif isinstance(holder, dict):
            holder[draw(HOSTILE)] = draw(ODD)
    return book


def written(book):
    return json.dumps(book).encode()


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with desk(tmp_path_factory.mktemp("bent") / "desk.accord", create=True, clock=CLOCK) as found:
        found.workbook.take_in([written(BOOK)])
        yield found


def refusal(office, book):
    try:
        office.workbook.take_in([written(book)])
    except AppError as error:
        return error


@settings(
    max_examples=settings.default.max_examples * 2, suppress_health_check=[HealthCheck.too_slow]
)
@given(bent())
def test_a_bent_workbook_is_taken_whole_or_refused(office, book):
    before = office.workbook.hand_out()
    if error := refusal(office, book):
        assert error.sentence.plain()
        assert office.workbook.hand_out() == before
    else:
        again = office.workbook.hand_out()
        office.workbook.take_in([again])
        assert office.workbook.hand_out() == again
        assert office.company.check() == ()
        office.billing.review(office.today())


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_bytes_that_are_no_workbook_are_refused(office, data):
    before = office.workbook.hand_out()
    with pytest.raises(AppError):
        office.workbook.take_in([data])
    assert office.workbook.hand_out() == before
