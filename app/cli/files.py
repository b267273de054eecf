"""Files of the command line: read with plain errors, written whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import StoreError
from app.domain.sentence import N_
from app.storage import durable

if TYPE_CHECKING:
    from collections.abc import Iterable


class FileError(StoreError):
    """A file cannot be read or written."""

    text = N_("{file}: {detail}.")


def read_file(path: Path) -> bytes:
    """A file's bytes; raises FileError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileError(file=str(path), detail=error.strerror or str(error)) from error


def make_folder(path: Path) -> None:
    """Make a folder that can be written into; raises FileError before anything is issued."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        raise FileError(file=str(path), detail=error.strerror or str(error)) from error


def write_file(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there when it is on the disk; raises FileError."""
    _write(path, data, lasting=True)


def write_papers(folder: Path, papers: Iterable[tuple[str, bytes]]) -> None:
    """Write papers under their names, each whole or not at all; raises FileError."""
    for name, data in papers:
        # The data file has them too, so nobody waits a thousand times for the disk.
        _write(folder / name, data, lasting=False)


def _write(path: Path, data: bytes, *, lasting: bool) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        durable.write_file(path, data, is_private=False, is_lasting=lasting)
    except OSError as error:
        raise FileError(file=str(path), detail=error.strerror or str(error)) from error
