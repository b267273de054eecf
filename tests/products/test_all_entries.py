"""Every entry of the products' documentation is tested, declined with a reason, or waits."""

import json
import re
from pathlib import Path

from tests.products.told import NOT_OURS, WAITING

HERE = Path(__file__).parent
CASES = json.loads((HERE.parent / "cases" / "products.json").read_text("utf-8"))


def test_nothing_that_products_say_is_passed_over():
    sources = "".join(path.read_text("utf-8") for path in HERE.glob("test_*.py"))
    marks = re.findall(r"@says\(([^)]*)\)", sources)
    tested = set(re.findall(r'"([A-Z]+-\d+)"', " ".join(marks)))
    waiting = {case["id"] for case in CASES if case["area"].startswith(WAITING)}
    assert not tested & NOT_OURS.keys()
    assert tested | NOT_OURS.keys() | waiting == {case["id"] for case in CASES}


def test_every_refusal_says_why():
    assert all(reason.endswith(".") for reason in NOT_OURS.values())
