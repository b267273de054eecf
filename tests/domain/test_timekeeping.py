"""Worked and billed minutes."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalog import Per, Rounding, WorkType
from app.domain.dated import Dated
from app.domain.timekeeping import Counting, counted, counting_steps, rounded_length
from tests.domain.conftest import Make


@pytest.mark.parametrize(
    ("minutes", "rounding", "grace", "billed"),
    [
        (15, Rounding.UP, 0, 15),
        (16, Rounding.UP, 0, 30),
        (17, Rounding.UP, 2, 15),
        (18, Rounding.UP, 2, 30),
        (22, Rounding.NEAREST, 0, 15),
        (23, Rounding.NEAREST, 0, 30),
        (29, Rounding.DOWN, 0, 15),
        (29, Rounding.NONE, 0, 29),
        (0, Rounding.UP, 0, 0),
    ],
)
def test_to_the_quarter(minutes, rounding, grace, billed):
    assert rounded_length(minutes, 15, rounding, grace) == billed


def test_exactly_half_goes_up():
    assert rounded_length(15, 10, Rounding.NEAREST) == 20


@pytest.mark.parametrize(("worked", "billed"), [(0, 0), (1, 30), (20, 30), (31, 45)])
def test_the_minimum_comes_first(worked, billed):
    work_type = WorkType("x", minimum_minutes=Dated.always(20), increment_minutes=Dated.always(15))
    assert Counting.of(work_type, date(2026, 1, 1)).counted(worked) == billed


QUARTERS = WorkType(
    "Remote",
    minimum_minutes=Dated.always(15),
    increment_minutes=Dated.always(15),
    per=Dated.always(Per.TICKET),
)


def billed(entries, **terms):
    work_type = replace(QUARTERS, **{key: Dated.always(value) for key, value in terms.items()})
    return {entry.id: found.minutes for entry, found in counted(entries, {"Remote": work_type})}


def test_a_ticket_is_rounded_as_one(make):
    day = date(2026, 1, 5)
    entries = [
        make.entry("a", day, 5, ticket="T-1"),
        make.entry("b", day, 5, ticket="T-1"),
        make.entry("c", day, 10, ticket="T-1"),
        make.entry("d", date(2026, 2, 3), 11, ticket="T-1"),
        make.entry("other", day, 5, ticket="T-2"),
        make.entry("alone", day, 5),
        make.entry("too", day, 5),
    ]
    # 5, 10, 20 and 31 minutes so far are 15, 15, 30 and 45.
    assert billed(entries) == {
        "a": 15, "b": 0, "c": 15, "d": 15, "other": 15, "alone": 15, "too": 15,
    }  # fmt: skip


def test_a_day_is_rounded_as_one(make):
    first, second = date(2026, 1, 5), date(2026, 1, 6)
    entries = [
        make.entry("a", first, 5, ticket="T-1"),
        make.entry("b", first, 5, ticket="T-2"),
        make.entry("c", first, 5, agreement="A"),
        make.entry("d", second, 5),
    ]
    assert billed(entries, per=Per.DAY) == {"a": 15, "b": 0, "c": 15, "d": 15}


def test_other_terms_begin_to_count_anew(make):
    steps = ((date.min, 15), (date(2026, 1, 6), 30))
    work_type = replace(QUARTERS, increment_minutes=Dated(steps))
    entries = [make.entry(f"t{day}", date(2026, 1, day), 5, ticket="T") for day in (4, 5, 6, 7)]
    found = [each.minutes for _, each in counted(entries, {"Remote": work_type})]
    assert found == [15, 0, 30, 0]


@given(
    st.lists(st.tuples(st.integers(0, 90), st.sampled_from(["", "T-1", "T-2"])), max_size=12),
    st.sampled_from(list(Per)),
    st.sampled_from(list(Rounding)),
    st.integers(0, 14),
    st.randoms(),
)
def test_counting_together_neither_loses_nor_moves(lengths, per, rounding, grace, random):
    """Each entry adds something or nothing; typing order and later entries change none of it."""
    entries = [
        Make.entry(f"t{i:02}", date(2026, 1, 5 + i % 3), minutes, ticket=ticket)
        for i, (minutes, ticket) in enumerate(lengths)
    ]
    terms = {"per": per, "rounding": rounding, "grace_minutes": grace}
    whole = billed(entries, **terms)
    shuffled = random.sample(entries, len(entries))
    assert billed(shuffled, **terms) == whole
    assert all(minutes >= 0 for minutes in whole.values())
    in_order = sorted(entries, key=lambda entry: (entry.start, entry.id))
    for n in range(len(in_order)):
        earlier = billed(in_order[:n], **terms)
        assert earlier == {key: whole[key] for key in earlier}


def test_the_explanation_keeps_the_worked_length(make):
    day = date(2026, 1, 5)
    entries = [make.entry("a", day, 5, ticket="T-1"), make.entry("b", day, 20, ticket="T-1")]
    told = [
        " ".join(step.plain() for step in counting_steps(entry, found))
        for entry, found in counted(entries, {"Remote": QUARTERS})
    ]
    assert told[0].startswith("5 minutes worked, 15 counted")
    assert told[1].startswith("20 minutes worked, after 5 minutes of such work on ticket T-1.")
    assert "25 minutes worked, 30 counted" in told[1]
    assert told[1].endswith("15 of them were counted before, so this entry adds 15.")
