"""One program a data file: an operating-system lock that dies with the process."""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING

from app.domain.errors import StoreError
from app.domain.sentence import N_

if TYPE_CHECKING:
    from pathlib import Path


class OpenElsewhereError(StoreError):
    """Another program has the data file open."""

    text = N_("{file} is open in another window or program. Close it there first.")


class Lock:
    """Held while the data file is open."""

    def __init__(self, data: Path) -> None:
        """Take the lock beside the data file; raises OpenElsewhereError."""
        path = data.with_name(f".{data.name}.lock")
        self._file: IO[bytes] = path.open("ab")
        try:
            _take(self._file)
        except OSError as error:
            self._file.close()
            raise OpenElsewhereError(file=str(data)) from error

    def release(self) -> None:
        """Let another program in."""
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_writable(data: Path) -> bool:
    """Whether the file and its folder can be written."""
    folder = data.parent
    return os.access(folder, os.W_OK | os.X_OK) and (not data.exists() or os.access(data, os.W_OK))
