"""Runs the benchmarks named, or all, and prints their figures beside their limits."""

import argparse
import sys
from importlib import import_module

NAMES = ("rows", "papers", "month", "history", "memory", "clocks", "starts", "desk", "tickets")


def main(arguments):
    """Run them and return the exit code: 0 where every figure keeps to its limit."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--rounds", type=int, default=3, help="so many times each")
    told = parser.parse_args(arguments)
    if strange := set(told.names) - set(NAMES):
        parser.error(f"there is no benchmark {', '.join(strange)}")
    print(f"{'':50} {'measured':>11} {'limit':>17}")
    kept = True
    for name in told.names or NAMES:
        # Loaded here, for the processes that draw papers load this file too.
        for figure in import_module(f"tests.benchmarks.{name}").run(told.rounds):
            print(line(figure), flush=True)
            kept = kept and getattr(figure, "holds", True)
    return 0 if kept else 1


def line(figure):
    """One line of the table."""
    if hasattr(figure, "why"):
        return f"{figure.name:50} skipped: {figure.why}"
    limit = f"{'at least' if figure.at_least else 'at most'} {figure.limit:.4g} {figure.unit}"
    told = " · ".join(filter(None, ("" if figure.holds else "MISSED", figure.note)))
    return f"{figure.name:50} {figure.value:8.2f} {figure.unit:2} {limit:>17}  {told}".rstrip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
