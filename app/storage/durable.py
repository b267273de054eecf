"""Files that must survive a power cut: contents and names forced to the disk."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def put_in_place(part: Path, target: Path) -> None:
    """Give a finished file its name, whatever had it before; both or neither survive a cut."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows sees to that by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def discard(part: Path) -> None:
    """Remove an unfinished data file and its journal, which must never meet another file."""
    for name in (f"{part.name}-journal", part.name):
        part.with_name(name).unlink(missing_ok=True)
