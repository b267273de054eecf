"""Starts Accord: a command where one is given, else the window."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line, or open the program."""
    from app.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
