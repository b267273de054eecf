"""Every entry of the products' documentation is tested, or declined with a reason."""

import json
import re
from pathlib import Path

from tests.products.told import NOT_OURS

HERE = Path(__file__).parent
CASES = json.loads((HERE.parent / "cases" / "products.json").read_text("utf-8"))


def test_nothing_that_products_say_is_passed_over():
    sources = "".join(path.read_text("utf-8") for path in HERE.glob("test_*.py"))
    marks = re.findall(r"@says\(([^)]*)\)", sources)
    tested = set(re.findall(r'"([A-Z]+-\d+)"', " ".join(marks)))
    assert not tested & NOT_OURS.keys()
    assert tested | NOT_OURS.keys() == {case["id"] for case in CASES}


def test_every_refusal_says_why():
    assert all(reason.endswith(".") for reason in NOT_OURS.values())
