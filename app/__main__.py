"""Starts Accord: a command where one is given, else the window."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from app.ui.start import Choice, Surroundings


def main() -> int:
    """Run the command line, or open the program."""
    if getattr(sys, "frozen", False):
        # A packed program starts itself once more for each process that draws papers.
        from multiprocessing import freeze_support

        freeze_support()
    from app.cli.main import parsed, run

    args = parsed(sys.argv[1:])
    return run(sys.argv[1:]) if args.command else open_window(args.data)


def open_window(named: Path | None) -> int:
    """Open the data file in the window; on the first start, ask how to begin."""
    from app.domain.errors import AppError
    from app.i18n import FALLBACK, Languages
    from app.storage import paths
    from app.ui.start import Begin, Surroundings, run_problem, run_welcome

    around = Surroundings(paths.preferences(), paths.fonts(), paths.icons())
    language = Languages(paths.locale()).get(FALLBACK)
    data = named or _present(paths.data_file(), paths.sample_file())
    try:
        if data.exists():
            return _show(data, around)
        choice = run_welcome(language, around, data)
        if choice.begin is Begin.NOT:
            return 0
        return _begin(choice, data, paths.sample_file() if named is None else data, around)
    except AppError as error:
        return run_problem(language, around, error, data)


def _present(own: Path, sample: Path) -> Path:
    """The person's own data if there is any, else the sample they looked around in."""
    return sample if sample.exists() and not own.exists() else own


def _begin(choice: Choice, data: Path, sample: Path, around: Surroundings) -> int:
    from app.bootstrap import desk
    from app.cli.sample import make_sample
    from app.ui.start import Begin

    if choice.begin is Begin.SAMPLE:
        with make_sample(sample):
            pass
        return _show(sample, around)
    workbook = b'{"format": "accord/1"}'
    if choice.begin is Begin.WORKBOOK and choice.workbook:
        from app.cli.files import read_file

        workbook = read_file(choice.workbook)
    with desk(data, create=True) as services:
        services.workbook.take_in([workbook])
    return _show(data, around)


def _show(data: Path, around: Surroundings) -> int:
    from app.bootstrap import SystemClock, desk
    from app.cli.sample import THROUGH
    from app.domain.clock import today
    from app.ui.start import run_window

    with desk(data) as services:
        zone = services.company.show().timezone
        through = THROUGH if services.company.is_sample() else month_end(today(SystemClock(), zone))
        return run_window(services, around, through)


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


if __name__ == "__main__":
    sys.exit(main())
