"""Files that must survive a power cut: contents and names forced to the disk.

Every file the program writes is written here, or by SQLite into a file that was begun here.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

OWN_FILE, OWN_FOLDER = 0o600, 0o700
"""Nobody else on this computer may read what the program keeps for itself."""


def write_file(
    path: Path, data: bytes, *, is_private: bool = True, is_lasting: bool = True
) -> None:
    """Write a file whole or not at all; raises OSError, and then what was there is there still.

    What is not private is for others to read as the person's own habits say. What need not
    last is there at once, but a power cut may take it.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            if file.write(data) != len(data):
                raise OSError(28, "No space left on device")  # noqa: TRY301 - like the others
            file.flush()
            if is_lasting:
                os.fsync(file.fileno())
        if not is_private:
            part.chmod(0o666 & ~_mask())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    if is_lasting:
        sync_folder(path.parent)


def begin_file(path: Path) -> None:
    """Make an empty file that only its owner can read, for SQLite or a copy to fill."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWN_FILE))


def begin_folder(path: Path) -> None:
    """Make a folder of the program's own, where it is not there yet."""
    path.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file's bytes into one that only its owner can read; not yet forced to the disk."""
    begin_file(target)
    with source.open("rb") as read, target.open("wb") as write:
        while piece := read.read(1 << 20):
            if write.write(piece) != len(piece):
                raise OSError(28, "No space left on device")


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


def unused(path: Path) -> Path:
    """The path itself, or with -2, -3 … before its ending where that is taken."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
