"""What can be typed after `accord`."""

from __future__ import annotations

import argparse
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.cli.command import Command

TABLES = tuple("clients contacts sites devices users items time expenses".split())

Line = tuple[int, Decimal | None]
_LINE = re.compile(r"(\d{1,6})(?:=(-?\d{1,12}(?:\.\d{1,6})?))?", re.ASCII)


def parser(commands: dict[str, Command]) -> argparse.ArgumentParser:
    """The parser for all commands."""
    top = argparse.ArgumentParser(
        prog="accord", description="The desk of a small managed service provider."
    )
    top.add_argument("--data", type=Path, metavar="FILE", help="the data file to work on")
    subs = top.add_subparsers(dest="command", metavar="COMMAND")
    for name, command in commands.items():
        sub = subs.add_parser(name, help=command.help, description=command.help)
        for add in (command.arguments, _json if command.shows_data else None):
            if add:
                add(sub)
        sub.set_defaults(run=command.run)
    return top


def files_in(sub: argparse.ArgumentParser) -> None:
    """Workbooks to take in, or tables of one kind."""
    sub.add_argument("files", nargs="+", type=Path, metavar="FILE")
    sub.add_argument(
        "--as", dest="kind", choices=TABLES, help="the files are CSV tables of these records"
    )


def file_out(sub: argparse.ArgumentParser) -> None:
    """Where the workbook goes."""
    sub.add_argument("file", type=Path, metavar="FILE")
    sub.add_argument("--without-pdf", action="store_true", help="leave out the printed documents")
    sub.add_argument("--without-files", action="store_true", help="leave out the files of tickets")


def month_end(sub: argparse.ArgumentParser) -> None:
    """The month end's choices."""
    sub.add_argument(
        "--through", type=_day, required=True, metavar="DATE", help="bill what is due by then"
    )
    sub.add_argument("--date", type=_day, metavar="DATE", help="the date the documents bear")
    sub.add_argument("--client", metavar="CODE", help="this client only")
    sub.add_argument("--dry-run", action="store_true", help="show the proposals, write nothing")
    sub.add_argument("--explain", action="store_true", help="say for each line why")
    sub.add_argument("--pdf", type=Path, metavar="DIR", help="write the documents there as PDF")


def paper(sub: argparse.ArgumentParser) -> None:
    """A document and where its paper goes."""
    sub.add_argument("number", metavar="NUMBER")
    sub.add_argument("file", type=Path, metavar="FILE")


def credit(sub: argparse.ArgumentParser) -> None:
    """What to credit and why."""
    sub.add_argument("number", metavar="NUMBER")
    sub.add_argument(
        "--line",
        action="append",
        type=_line,
        default=[],
        metavar="N[=AMOUNT]",
        help="this line only, or an amount of it; may be given more than once",
    )
    sub.add_argument("--waive", action="store_true", help="goodwill: do not bill it again")
    sub.add_argument("--date", type=_day, metavar="DATE", help="the date the credit note bears")
    sub.add_argument("--reason", required=True, metavar="TEXT")


def demo_folder(sub: argparse.ArgumentParser) -> None:
    """Where the sample company goes."""
    sub.add_argument("folder", type=Path, metavar="DIR")


def clocks(sub: argparse.ArgumentParser) -> None:
    """Which ticket, and when."""
    sub.add_argument("ticket", nargs="?", metavar="TICKET", help="this ticket only")
    sub.add_argument("--at", type=_instant, metavar="INSTANT", help="as it was then; else now")
    sub.add_argument(
        "--known-at", type=_instant, metavar="INSTANT", help="as far as it was on record by then"
    )
    sub.add_argument("--open", action="store_true", help="only tickets with an open clock")
    sub.add_argument("--explain", action="store_true", help="say which time counted, and why")


def report(sub: argparse.ArgumentParser) -> None:
    """Which report, and of which days."""
    sub.add_argument("name", choices=("sla",), metavar="NAME", help="sla")
    sub.add_argument("--from", dest="start", type=_day, required=True, metavar="DATE")
    sub.add_argument(
        "--to", type=_day, required=True, metavar="DATE", help="the first day that no longer counts"
    )
    sub.add_argument("--client", metavar="CODE", help="this client only")
    sub.add_argument("--csv", type=Path, metavar="FILE", help="write it as a table")


def _json(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--json", action="store_true", help="print JSON")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2026-11-30") from None


def _instant(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not an instant such as 2026-10-05T09:20:00+01:00"
        )
    return moment


def _line(text: str) -> Line:
    match = _LINE.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a line such as 3 or an amount of it such as 3=25.00"
        )
    number, amount = match.groups()
    return int(number), Decimal(amount) if amount else None
