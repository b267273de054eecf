"""Tables as spreadsheets: amounts are numbers, days are days, and text is never a formula."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def sheet(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One table as an Excel file; the names of its columns stay in sight."""
    # It has no types of its own.
    library: Any = import_module("xlsxwriter")
    made = io.BytesIO()
    with library.Workbook(made, {"in_memory": True}) as book:
        page = book.add_worksheet(name)
        bold, days = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        page.freeze_panes(1, 0)
        for column, heading in enumerate(columns):
            page.write_string(0, column, heading, bold)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                match value:
                    case date():
                        page.write_datetime(line, column, datetime.combine(value, time()), days)
                    case Decimal() | int():
                        page.write_number(line, column, value)
                    case None:
                        pass
                    case _:
                        page.write_string(line, column, str(value))
    return made.getvalue()
