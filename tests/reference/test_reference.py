"""Every public case passes, or is declined with a reason."""

from pathlib import Path

import pytest

from tests.reference.runner import Verdict, cases, declined, run

CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("billing.json", "time-rounding"),
        ("billing.json", "block-hours"),
        ("billing.json", "rates"),
        ("billing.json", "discount"),
        ("billing.json", "price-revision"),
        ("billing.json", "proration"),
        ("billing.json", "quantity-pricing"),
        ("billing.json", "recurrence-dates"),
        ("billing.json", "sla"),
        ("billing.json", "tax-rounding"),
        ("billing.json", "payment-terms"),
        ("billing.json", "credit-note"),
        ("invoices.json", None),
    ],
)
def test_no_case_fails(name, area):
    asked = [case for case in cases(CASES / name) if case.get("area") == area]
    failed = [result for result in run(asked) if result.verdict is Verdict.FAILED]
    assert asked
    assert not failed


@pytest.mark.parametrize(
    "kind", "add_business_time business_time_between split_time sla_due sla_state".split()
)
def test_no_clock_reads_otherwise(kind):
    asked = [case for case in cases(CASES / "sla.json") if case["kind"] == kind]
    failed = [result for result in run(asked) if result.verdict is Verdict.FAILED]
    assert asked
    assert not failed


def test_every_refusal_has_a_reason():
    assert all(one.reason for one in declined())
