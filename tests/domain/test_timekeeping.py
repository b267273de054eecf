"""Worked and billed minutes."""

from datetime import date

import pytest

from app.domain.catalog import Rounding, WorkType
from app.domain.dated import Dated
from app.domain.timekeeping import Counting, rounded_length


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
