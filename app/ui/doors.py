"""What the window asks of whoever opens the data file, and what it gets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.errors import StoreError, Trouble
from app.domain.sentence import N_

if TYPE_CHECKING:
    from app.domain.dashboard import Dashboard
    from app.domain.progress import Progress
    from app.services import Services
    from app.services.backups import Preview


class UpgradeUndoneError(StoreError):
    """The file is for the Accord from before the upgrade."""

    trouble = Trouble.UNDONE
    text = N_(
        "{file} is as it was before it was brought up to date. Open it with the Accord you had "
        "before; this one would bring it up to date again."
    )


class Way(StrEnum):
    """How a person wants to begin."""

    EMPTY = "empty"
    SAMPLE = "sample"
    WORKBOOK = "workbook"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the first run was told."""

    way: Way
    records: dict[str, Any] = field(default_factory=dict[str, Any])
    """The company and what comes with its country, as a workbook."""
    logo: bytes | None = None
    file: Path | None = None
    """The workbook to import, or the copy to restore."""
    passphrase: str = ""
    """Of the copy, where it is encrypted."""


@dataclass(frozen=True, slots=True)
class PutBack:
    """A backup that is to take the place of the file that is open."""

    file: Path | None
    passphrase: str = ""
    is_undo: bool = False
    """It is the file from before an upgrade, for the Accord from before."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A data file that is open."""

    services: Services
    through: date
    """The month end that is next."""
    data: Path
    is_sample: bool
    read_only: bool = False
    glanced: Dashboard | None = None
    """The dashboard's figures as they were read before the file was open."""


class Doors(Protocol):
    """Opens, begins and restores data files; every method but `close` may raise AppError.

    They are called on the worker's thread, one at a time.
    """

    data: Path
    """The file that is open, or would be."""

    def today(self) -> date:
        """The day it is on this computer."""
        ...

    def is_there(self) -> bool:
        """Whether the file exists already."""
        ...

    def use(self, data: Path) -> None:
        """Take another file from now on."""
        ...

    def use_own(self) -> None:
        """Take the person's own file from now on, not the sample."""
        ...

    def glance(self, *, accept_place: str) -> Dashboard | None:
        """The dashboard's figures, read at once; None where the file must be opened for them."""
        ...

    def open(self, progress: Progress, *, accept_place: str) -> Opened:
        """Open the file; a doubtful place is refused once, unless it is the accepted one."""
        ...

    def begin(self, beginning: Beginning, progress: Progress) -> None:
        """Make the file as the first run was told; nothing is left of it if that is stopped."""
        ...

    def preview(self, copy: Path, passphrase: str) -> Preview:
        """What a copy would bring to a person's own file that is not open, and take from it."""
        ...

    def restore(self, copy: Path, passphrase: str = "") -> Path | None:
        """Put a copy in the own file's place; returns where the old one is kept, if there was."""
        ...

    def put_back(self, copy: Path, passphrase: str = "") -> Path | None:
        """The same in the place of the file that is open, which is closed first."""
        ...

    def move_home(self) -> None:
        """Take a copy of the file on this computer from now on; the old one stays as it is."""
        ...

    def close(self) -> None:
        """Let go of what is open."""
        ...
