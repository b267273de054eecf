"""Runs the benchmarks named, or all, and prints their figures beside their limits."""

import argparse
import sys

from tests.benchmarks import clocks, papers, rows
from tests.benchmarks.measures import Skipped

BENCHMARKS = {"rows": rows.run, "papers": papers.run, "clocks": clocks.run}


def main(arguments):
    """Run them and return the exit code: 0 where every figure keeps to its limit."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many counts")
    told = parser.parse_args(arguments)
    for name in told.names:
        if name not in BENCHMARKS:
            parser.error(f"there is no benchmark {name}")
    print(f"{'':44} {'measured':>10} {'limit':>12}")
    kept = True
    for name in told.names or BENCHMARKS:
        for figure in BENCHMARKS[name](told.rounds):
            print(line(figure), flush=True)
            kept = kept and (isinstance(figure, Skipped) or figure.holds)
    return 0 if kept else 1


def line(figure):
    """One line of the table."""
    if isinstance(figure, Skipped):
        return f"{figure.name:44} skipped: {figure.why}"
    limit = f"{'at least' if figure.at_least else 'at most'} {figure.limit:g} {figure.unit}"
    verdict = "" if figure.holds else "MISSED"
    told = " · ".join(filter(None, (verdict, figure.note)))
    return f"{figure.name:44} {figure.value:8.2f} {figure.unit:2} {limit:>14}  {told}"


sys.exit(main(sys.argv[1:]))
