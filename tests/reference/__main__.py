"""Prints each failing case with what was wanted and what came, then the counts."""

import sys
from collections import Counter
from pathlib import Path

from tests.reference.runner import Verdict, cases, run


def main(arguments: list[str]) -> int:
    """Run the files and return the exit code: 0 where nothing failed."""
    if not arguments:
        print("usage: python -m tests.reference FILE…", file=sys.stderr)
        return 2
    count = Counter[Verdict]()
    for name in arguments:
        for result in run(cases(Path(name))):
            count[result.verdict] += 1
            if result.verdict is Verdict.FAILED:
                print(f"{result.id}\n  wanted {result.wanted}\n  got    {result.got}")
    print(", ".join(f"{count[verdict]} {verdict}" for verdict in Verdict))
    return 1 if count[Verdict.FAILED] else 0


sys.exit(main(sys.argv[1:]))
