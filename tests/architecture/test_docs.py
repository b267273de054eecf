"""What the documentation shows is run."""

import doctest
import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_walk_of_one_line_is_as_it_is_told():
    page = DOCS / "one-line.md"
    told = re.sub("^```.*$", "", page.read_text("utf-8"), flags=re.MULTILINE)
    example = doctest.DocTestParser().get_doctest(told, {}, page.name, str(page), 0)
    complaints = []
    results = doctest.DocTestRunner(verbose=False).run(example, out=complaints.append)
    assert results.attempted > 40
    assert not complaints, "".join(complaints)
