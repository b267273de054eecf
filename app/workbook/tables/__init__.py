"""Tables of other programs, as CSV: one kind of record a file, a column for each fact."""

from app.workbook.tables.grid import read_grid
from app.workbook.tables.kinds import KINDS
from app.workbook.tables.records import Table, told_of, workbook_of

__all__ = ["KINDS", "Table", "read_grid", "told_of", "workbook_of"]
