"""Where the backups of a data file stand, and what is known of each."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.domain.keeping import Made, worth_keeping
from app.domain.sentence import Sentence, say
from app.storage import paths
from app.storage.durable import begin_folder, write_file
from app.storage.locked import ENDING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NOTES = "backups.json"
DATA = ".accord"
_MOMENT = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Known:
    """What was noted of a backup when it was made and checked."""

    why: str
    size: int
    head: str
    documents: int


@dataclass(frozen=True, slots=True)
class Drill:
    """The last time that a backup was restored to see whether it can be."""

    at: str
    name: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """What is kept beside the backups, outside the data file, so that no restore takes it back."""

    second: str = ""
    """Another folder that gets every backup too."""
    is_locked: bool = False
    """Whether new backups are encrypted."""
    known: dict[str, Known] = field(default_factory=dict[str, Known])
    marks: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])
    """The last number of each series, by how the company's history begins."""
    drill: Drill | None = None
    trouble: tuple[Sentence, ...] = ()
    """What went wrong the last time."""
    let_go: str = ""
    """The file from before an upgrade of which the person wants to hear no more."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup on the shelf."""

    path: Path
    at: datetime
    size: int
    is_locked: bool
    known: Known | None
    """Nothing where it was put there by hand, or has changed since."""


class Shelf:
    """A folder of backups and the notes on them."""

    def __init__(self, data: Path) -> None:
        """The shelf beside a data file."""
        self.data = data
        self.folder = paths.backups(data)
        self._name = re.compile(
            rf"{re.escape(data.stem)}-(\d{{8}}-\d{{6}})(?:-(\d{{1,4}}))?{DATA}({ENDING})?"
        )

    def notes(self) -> Notes:
        """What is known; what cannot be read is as if it had never been noted."""
        try:
            return _notes(json.loads((self.folder / NOTES).read_text("utf-8")))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return Notes()

    def keep(self, notes: Notes) -> None:
        """Note it; raises OSError."""
        begin_folder(self.folder)
        told = asdict(notes)
        told["trouble"] = [[each.text, dict(each.blanks)] for each in notes.trouble]
        text = json.dumps(told, ensure_ascii=False, indent=1, default=str)
        write_file(self.folder / NOTES, text.encode())

    def backups(self, notes: Notes | None = None) -> tuple[Backup, ...]:
        """Those there are, newest first."""
        known = (notes or self.notes()).known
        found = list[Backup]()
        for path, at, is_locked in self._named(self.folder):
            size = path.stat().st_size
            noted = known.get(path.name)
            sound = noted if noted and noted.size == size else None
            found.append(Backup(path, at, size, is_locked, sound))
        return tuple(sorted(found, key=lambda made: (made.at, made.path.name), reverse=True))

    def place(self, now: datetime, *, is_locked: bool) -> Path:
        """The name of the next; one of a moment is enough, whether it is encrypted or not."""
        begun = f"{self.data.stem}-{now.astimezone(UTC):{_MOMENT}}"
        number = 1
        while True:
            name = f"{begun}{f'-{number}' if number > 1 else ''}{DATA}"
            plain, locked = self.folder / name, self.folder / f"{name}{ENDING}"
            if not plain.exists() and not locked.exists():
                return locked if is_locked else plain
            number += 1

    def prune(self, notes: Notes, now: datetime, *folders: Path) -> Notes:
        """Take away what is not worth its room any more; raises OSError."""
        for folder in folders:
            made = [
                Made(path.name, at, _is_good(path, notes)) for path, at, _ in self._named(folder)
            ]
            kept = worth_keeping(made, now)
            for each in made:
                if each.name not in kept:
                    (folder / each.name).unlink(missing_ok=True)
            for rest in folder.glob(f"{self.data.stem}-*{DATA}*.part*"):
                rest.unlink(missing_ok=True)
        there = {path.name for path, _, _ in self._named(self.folder)}
        return replace(
            notes, known={name: noted for name, noted in notes.known.items() if name in there}
        )

    def _named(self, folder: Path) -> Iterator[tuple[Path, datetime, bool]]:
        try:
            there: Iterable[Path] = list(folder.iterdir())
        except OSError:
            return
        for path in there:
            match = self._name.fullmatch(path.name)
            if match:
                try:
                    at = datetime.strptime(match.group(1), _MOMENT).replace(tzinfo=UTC)
                except ValueError:
                    continue
                # Those of one second stand in the order of their numbers.
                at += timedelta(microseconds=int(match.group(2) or 1) - 1)
                yield path, at, bool(match.group(3))


def _is_good(path: Path, notes: Notes) -> bool:
    """Nothing gets such a name before it was checked; it is bad where it changed since."""
    known = notes.known.get(path.name)
    return known is None or known.size == path.stat().st_size


def _notes(told: dict[str, Any]) -> Notes:
    drill = told.get("drill")
    return Notes(
        second=str(told.get("second", "")),
        is_locked=bool(told.get("is_locked", False)),
        known={name: Known(**known) for name, known in told.get("known", {}).items()},
        marks={
            first: {series: int(last) for series, last in marks.items()}
            for first, marks in told.get("marks", {}).items()
        },
        drill=Drill(**drill) if drill else None,
        let_go=str(told.get("let_go", "")),
        trouble=tuple(
            say(text, **{str(name): str(value) for name, value in blanks.items()})
            for text, blanks in told.get("trouble", [])
        ),
    )
