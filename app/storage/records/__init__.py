"""The tables as plain records and back: what a workbook holds, by names instead of ids.

Records are dictionaries of JSON values, complete with defaults; dated values are
`[[from, value], …]`, or bare where they hold since the start.
"""

from app.storage.records.reading import read_records
from app.storage.records.related import related_records
from app.storage.records.removing import remove_record, rename_record
from app.storage.records.writing import Changed, write_records

__all__ = [
    "Changed",
    "read_records",
    "related_records",
    "remove_record",
    "rename_record",
    "write_records",
]
