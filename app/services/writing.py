"""Files that the window writes: whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.storage.durable import begin_folder, write_file

if TYPE_CHECKING:
    from pathlib import Path


def write_own(path: Path, data: bytes) -> None:
    """Keep something of the program's own, for its owner alone; raises OSError."""
    begin_folder(path.parent)
    write_file(path, data)


def write_out(path: Path, data: bytes) -> None:
    """Write what the person asked for, where they asked for it; raises OSError."""
    write_file(path, data, is_private=False)
