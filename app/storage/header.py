"""What a data file says of itself before anything else is read: that it is ours, and its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION_ID = 0x41434344
"""`ACCD`: says that a file is ours."""
TODAYS_SHAPE = 2
"""The number of the newest shape."""

_MAGIC = b"SQLite format 3\x00"
_ID_AT = slice(68, 72)


def is_ours(path: Path) -> bool:
    """Whether a file's first bytes are those of ours, without SQLite; raises OSError."""
    with path.open("rb") as file:
        header = file.read(_ID_AT.stop)
    return header.startswith(_MAGIC) and header[_ID_AT] == APPLICATION_ID.to_bytes(4, "big")
