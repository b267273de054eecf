"""Every public case passes, or is declined with a reason."""

from pathlib import Path

import pytest

from tests.reference.runner import Verdict, cases, declined, run

CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize("name", [])
def test_no_case_fails(name):
    failed = [result for result in run(cases(CASES / name)) if result.verdict is Verdict.FAILED]
    assert not failed


def test_every_refusal_has_a_reason():
    assert all(one.reason for one in declined())
