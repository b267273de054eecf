"""From the bytes of a CSV file to rows of text, each with the line it begins on."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from app.domain.errors import InvalidError, Problem, RuleError
from app.domain.sentence import N_

LARGEST_CELL = 100_000
MOST_ROWS = 1_000_000

_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_DELIMITERS = ",;\t|"


class NotTableError(RuleError):
    """The file is no CSV."""

    text = N_("This is not a table that can be read: {detail}.")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, and the line of the file on which it begins."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The names of the columns, and the rows below them."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


def read_grid(data: bytes) -> Grid:
    """The table in a file; raises NotTableError, or InvalidError naming the bad lines."""
    text = text_of(data)
    rows = list(rows_of(text, _delimiter(text)))
    if not rows:
        raise NotTableError(detail=N_("it is empty"))
    header = rows[0]
    width = len(header.cells)
    problems = [
        Problem(
            f"line {row.line}",
            N_("has {count} cells, but the table has {width} columns"),
            count=len(row.cells),
            width=width,
        )
        for row in rows[1:]
        if len(row.cells) != width
    ]
    if problems:
        raise InvalidError(problems)
    return Grid(header.cells, tuple(rows[1:]))


def text_of(data: bytes) -> str:
    """The text of a file, whichever way its letters are written; raises NotTableError."""
    text = _decoded(data)
    if "\0" in text:
        raise NotTableError(detail=N_("it holds bytes that are no text"))
    return text


def _decoded(data: bytes) -> str:
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    # Without a mark it is what spreadsheets on Windows write unless they are told otherwise.
    for name in (encoding, "cp1252") if encoding == "utf-8" else (encoding,):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise NotTableError(detail=N_("its letters cannot be read"))


def _delimiter(text: str) -> str:
    """What parts the cells of the first line, outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=bare.count)


def rows_of(text: str, delimiter: str) -> list[Row]:
    """The rows of a table that are not empty; raises NotTableError."""
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = list[Row]()
    line = 1
    try:
        for cells in reader:
            stripped = tuple(cell.strip() for cell in cells)
            if any(stripped):
                rows.append(Row(line, stripped))
            line = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                raise NotTableError(detail=N_("it has more than a million rows"))
    except csv.Error as error:
        raise NotTableError(detail=f"line {line}: {error}") from error
    return rows
