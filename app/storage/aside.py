"""Files that a restore or an upgrade put aside, beside the data file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Aside:
    """The data file as it was before it was replaced."""

    path: Path
    at: datetime
    """When it was put aside."""
    size: int
    shape: int = 0
    """The shape that the file was brought to, where that was why."""


def put_aside(data: Path) -> tuple[Aside, ...]:
    """Those there are of a data file, newest first."""
    named = re.compile(
        rf"{re.escape(data.stem)}-before-(?:shape-(\d{{1,4}})|(\d{{8}}-\d{{6}}))(?:-\d{{1,4}})?"
        rf"{re.escape(data.suffix)}"
    )
    found = list[Aside]()
    for path in data.parent.iterdir() if data.parent.is_dir() else ():
        match = named.fullmatch(path.name)
        if match:
            status = path.stat()
            # A second name of the same bytes: only the change of names tells when it came.
            at = datetime.fromtimestamp(status.st_ctime, UTC)
            found.append(Aside(path, at, status.st_size, int(match[1] or 0)))
    return tuple(sorted(found, key=lambda each: (each.at, each.path.name), reverse=True))
