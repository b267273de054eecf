"""From the rows of a table to a workbook, and from its problems back to lines and columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from app.domain.errors import InvalidError, Problem
from app.domain.sentence import N_
from app.workbook.shape.workbook import FORMAT
from app.workbook.tables import cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from zoneinfo import ZoneInfo

    from app.workbook.tables.grid import Grid, Row
    from app.workbook.tables.kinds import Column, Kind

Record = dict[str, Any]
_PLACE = re.compile(r"\w+\[\d+\](\.\w+\[\d+\])?")


@dataclass(frozen=True, slots=True)
class Table:
    """A workbook made of a table, and on which line each of its records stands."""

    workbook: Record
    lines: dict[str, int]
    headings: dict[str, str]


def workbook_of(kind: Kind, grid: Grid, zones: Mapping[str, ZoneInfo]) -> Table:
    """The records of a table; raises InvalidError where its columns or cells are wrong.

    `zones` tells the clients there are, and where a time without an offset is meant.
    """
    columns = _columns(kind, grid)
    problems = [*_empty(columns, grid), *_strangers(columns, grid, zones)]
    if problems:
        raise InvalidError(problems)
    made = [(row, _record(columns, row)) for row in grid.rows]
    if kind.section in {"time", "expenses"}:
        _complete(kind.section, made, zones)
    headings = {column.key.partition(".")[0]: grid.header[i] for i, column in columns.items()}
    if kind.within_client:
        return _within_clients(kind, made, headings)
    lines = {f"{kind.section}[{i}]": row.line for i, (row, _) in enumerate(made)}
    records = [record for _, record in made]
    return Table({"format": FORMAT, kind.section: records}, lines, headings)


def told_of(problem: Problem, table: Table) -> Problem:
    """The same problem, at the line and column of the table."""
    match = _PLACE.match(problem.place)
    line = table.lines.get(match[0]) if match else None
    if match is None or line is None:
        return problem
    key = re.split(r"[.\[]", problem.place[match.end() :].lstrip("."))[0]
    heading = table.headings.get({"active": "from"}.get(key, key), "")
    place = f'line {line}, column "{heading}"' if heading else f"line {line}"
    return Problem(place, problem.sentence.text, **dict(problem.sentence.blanks))


def _columns(kind: Kind, grid: Grid) -> dict[int, Column]:
    """Which column of the table is which; what nobody knows is named, and so is what lacks."""
    free = {i: _plain(name) for i, name in enumerate(grid.header)}
    found: dict[int, Column] = {}
    for rank in range(max(len(column.all_names) for column in kind.columns)):
        for column in kind.columns:
            if column in found.values() or rank >= len(column.all_names):
                continue
            wanted = _plain(column.all_names[rank])
            place = next((i for i, name in free.items() if name == wanted), None)
            if place is not None:
                found[place] = column
                del free[place]
    problems = [
        Problem(
            "line 1",
            N_('has no column "{name}"; a table of this kind has {columns}'),
            name=column.key,
            columns=", ".join(each.key for each in kind.columns),
        )
        for column in kind.columns
        if column.required and column not in found.values()
    ]
    problems += [
        Problem(
            f'line 1, column "{grid.header[i]}"',
            N_("is not known here; a table of this kind has {columns}"),
            columns=", ".join(each.key for each in kind.columns),
        )
        for i, name in free.items()
        if name or any(row.cells[i] for row in grid.rows)
    ]
    if problems:
        raise InvalidError(problems)
    return found


def _empty(columns: dict[int, Column], grid: Grid) -> Iterator[Problem]:
    for row in grid.rows:
        for i, column in columns.items():
            if column.required and not row.cells[i]:
                yield Problem(f'line {row.line}, column "{grid.header[i]}"', N_("is empty"))


def _strangers(
    columns: dict[int, Column], grid: Grid, zones: Mapping[str, ZoneInfo]
) -> Iterator[Problem]:
    """A misspelt client would become a new one."""
    place = next((i for i, column in columns.items() if column.key == "client"), None)
    for row in grid.rows if place is not None else ():
        if place is not None and row.cells[place] and row.cells[place] not in zones:
            yield Problem(
                f'line {row.line}, column "{grid.header[place]}"',
                N_("there is no client {name}"),
                name=row.cells[place],
            )


def _record(columns: dict[int, Column], row: Row) -> Record:
    """The cells that say something, each at its key."""
    record: Record = {}
    for i, column in columns.items():
        if row.cells[i]:
            head, _, inner = column.key.partition(".")
            value = column.make(row.cells[i])
            if inner:
                record.setdefault(head, {})[inner] = value
            else:
                record[head] = value
    return record


def _complete(
    section: str, made: Iterable[tuple[Row, Record]], zones: Mapping[str, ZoneInfo]
) -> None:
    """Give each its id, and each time its offset; hours are a length in minutes."""
    seen = dict[str, int]()
    for row, record in made:
        if section == "time":
            if "hours" in record:
                record.setdefault("minutes", record.pop("hours"))
            start = str(record["start"])
            if not cells.has_offset(start):
                zone = zones[str(record["client"])]
                record["start"] = datetime.fromisoformat(start).replace(tzinfo=zone).isoformat()
        if "id" not in record:
            told = "\0".join(row.cells).encode()
            name = blake2b(told, digest_size=8).hexdigest()
            seen[name] = seen.get(name, 0) + 1
            record["id"] = f"{name}-{seen[name]}" if seen[name] > 1 else name


def _within_clients(
    kind: Kind, made: Iterable[tuple[Row, Record]], headings: dict[str, str]
) -> Table:
    clients: dict[str, Record] = {}
    lines = dict[str, int]()
    for row, record in made:
        code = str(record.pop("client"))
        client = clients.setdefault(code, {"code": code, kind.section: []})
        place = list(clients).index(code)
        lines.setdefault(f"clients[{place}]", row.line)
        lines[f"clients[{place}].{kind.section}[{len(client[kind.section])}]"] = row.line
        if "from" in record:
            record["active"] = [[record.pop("from"), record.pop("until", None)]]
        client[kind.section].append(record)
    return Table({"format": FORMAT, "clients": list(clients.values())}, lines, headings)


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[^\w]+|_", " ", heading.casefold()).split())
