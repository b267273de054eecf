"""Starts Accord: a command where one is given, else the window."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Run the command line, or open the program."""
    if getattr(sys, "frozen", False):
        # A packed program starts itself once more for each process that draws papers.
        from multiprocessing import freeze_support

        freeze_support()
    window, named = _asks_for_window(sys.argv[1:])
    if window:
        return open_window(named)
    from app.cli.main import parsed, run

    args = parsed(sys.argv[1:])
    return run(sys.argv[1:]) if args.command else open_window(args.data)


def open_window(named: Path | None) -> int:
    """Open the data file in the window, or raise the window that has it open."""
    from app.storage import paths
    from app.ui import preferences

    kept = preferences.load(paths.preferences())
    data = paths.data_or_sample(named, in_sample=kept.in_sample)
    if paths.lock_file(data).exists():
        from app.ui.one_window import raise_other

        if raise_other(data):
            return 0
    from app.ui.application import first_window

    window = first_window(kept)
    from app.opening import Opening
    from app.ui.start import Surroundings, run

    around = Surroundings(
        paths.preferences(), paths.fonts(), paths.icons(), paths.locale(), paths.countries()
    )
    opening = Opening(named, in_sample=kept.in_sample)
    return run(opening, around, kept, window)


def _asks_for_window(argv: list[str]) -> tuple[bool, Path | None]:
    """Whether there is plainly no command, so that the commands need not be loaded."""
    if not argv:
        return True, None
    if len(argv) == 2 and argv[0] == "--data":  # noqa: PLR2004
        return True, Path(argv[1])
    return False, None


if __name__ == "__main__":
    sys.exit(main())
