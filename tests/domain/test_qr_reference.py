"""References of Swiss QR-bills."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.qr_reference import check_digit, qr_reference


@pytest.mark.parametrize(
    ("digits", "check"),
    [
        # From the payment standards' own examples of valid references.
        ("21000000000313947143000901", "7"),
        ("00000000000000000000000000", "0"),
    ],
)
def test_the_check_digit_is_that_of_the_payment_standards(digits, check):
    assert check_digit(digits) == check


@given(st.integers(0, 25), st.integers(1, 9))
def test_a_digit_typed_wrong_is_noticed(place, by):
    good = "21000000000313947143000901"
    wrong = f"{good[:place]}{(int(good[place]) + by) % 10}{good[place + 1 :]}"
    assert check_digit(wrong) != check_digit(good)


@given(st.from_regex(r"[A-Z]{0,4}-?[0-9]{4}-[0-9]{5}", fullmatch=True))
def test_a_reference_is_27_digits_with_its_own_check_digit(number):
    found = qr_reference(number)
    assert len(found) == 27
    assert found.isdigit()
    assert found[-1] == check_digit(found[:-1])


def test_other_series_have_other_references():
    numbers = ["INV-2026-00001", "CN-2026-00001", "INV-2026-00010", "INV-2025-00001"]
    assert len({qr_reference(number) for number in numbers}) == 4
