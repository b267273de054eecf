"""Taxes that stand on some of those before them, told in the order in which they are given."""

import pytest

from tests.reference.operations import load


@pytest.mark.parametrize(
    ("taxes", "amounts"),
    [
        ([(5, "10", False), (10, "20", True), (20, "30", False)], ["10.00", "20.00", "36.00"]),
        ([(5, "10", True), (10, "20", True), (20, "30", False)], ["10.00", "22.00", "39.60"]),
        ([(5, "10", False), (10, "20", False)], ["10.00", "20.00"]),
    ],
)
def test_a_tax_stands_on_those_that_add_to_the_base(taxes, amounts):
    listed = [
        {"order": order, "kind": "percent", "rate": rate, "adds_to_base": adds}
        for order, rate, adds in taxes
    ]
    given = {"unit_price": "100", "quantity": 1, "decimals": 2, "taxes": listed}
    found = load()["tax_sequence"](given)["taxes"]
    assert [each["amount"] for each in found] == amounts
