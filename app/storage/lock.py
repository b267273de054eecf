"""One program a data file: an operating-system lock that dies with the process."""

from __future__ import annotations

import errno
import os
import sys
from typing import IO, TYPE_CHECKING

from app.storage.durable import OWN_FILE
from app.storage.errors import OpenElsewhereError
from app.storage.paths import lock_file

if TYPE_CHECKING:
    from pathlib import Path

_OPEN = os.O_CREAT | os.O_APPEND | os.O_WRONLY
_TAKEN = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}


class Lock:
    """Held while the data file is open; the file beside it means nothing by itself."""

    def __init__(self, data: Path) -> None:
        """Take the lock; raises OpenElsewhereError, or OSError where no file can be made."""
        self.path = lock_file(data)
        while True:
            self._file: IO[bytes] = os.fdopen(os.open(self.path, _OPEN, OWN_FILE), "ab")
            try:
                _take(self._file)
            except OSError as error:
                self._file.close()
                if error.errno in _TAKEN:
                    raise OpenElsewhereError(file=str(data)) from error
                raise
            if self._is_in_place():
                return
            # The one who held it before removed it between our opening and our taking it.
            self._file.close()

    def release(self) -> None:
        """Let another program in, and leave nothing behind."""
        if sys.platform == "win32":
            self._file.close()
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            pass  # Windows keeps a file that another program has opened just now
        finally:
            self._file.close()

    def _is_in_place(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._file.fileno()), self.path.stat())
        except FileNotFoundError:
            return False


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
