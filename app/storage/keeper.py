"""Makes backups by itself: before what is big, every half hour of change, and at the end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from app.domain.changes import Kind
from app.domain.errors import StoreError
from app.domain.keeping import BETWEEN_DRILLS, is_due
from app.domain.sentence import N_, Sentence, say
from app.storage.backup import copy
from app.storage.durable import begin_folder, copy_file, discard, put_in_place
from app.storage.errors import told_of_files
from app.storage.history import head
from app.storage.marks import marks_of
from app.storage.passphrases import remembered
from app.storage.restoring import try_out
from app.storage.seal import digest
from app.storage.shelf import Backup, Drill, Known, Notes, Shelf

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.changes import Changes
    from app.domain.clock import Clock
    from app.storage.store import Store


class NoPassphraseError(StoreError):
    """Backups are to be encrypted, and the passphrase is gone."""

    text = N_(
        "No backup was made: the passphrase is not in this computer's keyring any more. "
        "Type it again in Settings, under Backups."
    )


class Keeper:
    """Keeps the shelf of an open store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Keep the shelf beside a store's file."""
        self._store = store
        self._clock = clock
        self.shelf = Shelf(store.path)

    def watch(self) -> None:
        """From now on: a backup before what is big, and a note of the last numbers elsewhere."""
        if not self._store.read_only:
            self._store.brace_with(self.before)
            self._store.listen(self._hear)

    def make(self, why: str, passphrase: str = "") -> Backup:
        """Make one now, and put it into the second folder too; raises StoreError."""
        now = self._clock.now()
        notes = self.shelf.notes()
        if notes.is_locked and not passphrase:
            passphrase = remembered(self.shelf.data)
            if not passphrase:
                raise NoPassphraseError
        with told_of_files(self.shelf.folder):
            begin_folder(self.shelf.folder)
            place = self.shelf.place(now, is_locked=bool(passphrase))
            state = copy(self._store, place, passphrase)
            size = place.stat().st_size
            known = Known(why, size, state.head, state.rows.get("document", 0))
            notes = replace(notes, known={**notes.known, place.name: known}, trouble=())
            notes = self._second(notes, place)
            folders = [self.shelf.folder, *([Path(notes.second)] if notes.second else [])]
            self.shelf.keep(self.shelf.prune(notes, now, *folders))
        return next(made for made in self.shelf.backups() if made.path == place)

    def before(self, why: str) -> None:
        """Make one ahead of something big, unless the newest is as the file is; never refuses."""
        if self._is_changed():
            self._try(why)

    def if_due(self) -> None:
        """Make one if changes have waited for long enough."""
        newest = next(iter(self.shelf.backups()), None)
        if is_due(newest.at if newest else None, self._clock.now()) and self._is_changed():
            self._try("change")

    def leave(self) -> None:
        """Make one at the end, if anything has changed."""
        if self._is_changed():
            self._try("exit")

    def drill(self) -> Drill:
        """Restore the newest backup in a folder apart, look at all of it, and note how it went."""
        backups = self.shelf.backups()
        now = self._clock.now()
        if not backups:
            self.make("drill")
            backups = self.shelf.backups()
        newest = backups[0]
        folder = self.shelf.folder / "drill"
        fault = ""
        try:
            passphrase = remembered(self.shelf.data) if newest.is_locked else ""
            try_out(newest.path, folder, passphrase)
        except StoreError as error:
            fault = error.sentence.plain()
        with told_of_files(self.shelf.folder):
            if folder.exists():
                folder.rmdir()
            drill = Drill(now.isoformat(), newest.path.name, fault)
            self.shelf.keep(replace(self.shelf.notes(), drill=drill))
        return drill

    def drill_if_due(self) -> Drill | None:
        """The same, where the last was a month ago."""
        from datetime import datetime

        if self._store.read_only or self._is_sample():
            return None
        last = self.shelf.notes().drill
        if is_due(
            datetime.fromisoformat(last.at) if last else None, self._clock.now(), BETWEEN_DRILLS
        ):
            return self.drill()
        return None

    def _try(self, why: str) -> None:
        """Make one; where that is impossible, the work goes on and the trouble is told."""
        try:
            self.make(why)
        except StoreError as error:
            self._tell(error.sentence)

    def _tell(self, *trouble: Sentence) -> None:
        try:
            self.shelf.keep(replace(self.shelf.notes(), trouble=trouble))
        except OSError:
            return  # the folder is the trouble: whoever asks sees that the newest is old

    def _second(self, notes: Notes, place: Path) -> Notes:
        if not notes.second:
            return notes
        folder = Path(notes.second)
        target = folder / place.name
        part = folder / f"{place.name}.part"
        try:
            discard(part)
            copy_file(place, part)
            if digest(part.read_bytes()) != digest(place.read_bytes()):
                raise OSError(5, "The copy is not as it was written")  # noqa: TRY301
            put_in_place(part, target)
        except OSError as error:
            told = say(
                N_("The second folder {file} could not be reached: {detail}. It gets the next."),
                file=notes.second,
                detail=error.strerror or str(error),
            )
            return replace(notes, trouble=(told,))
        return notes

    def _is_changed(self) -> bool:
        """Whether the newest backup that is whole is of another state of the file."""
        if self._store.read_only or self._is_sample():
            return False
        with self._store.read() as session:
            now = head(session)
        newest = next((made for made in self.shelf.backups() if made.known), None)
        return bool(now) and (newest is None or newest.known is None or newest.known.head != now)

    def _is_sample(self) -> bool:
        with self._store.read() as session:
            return bool(session.execute(text("SELECT sample FROM company")).scalar())

    def _hear(self, changes: Changes) -> None:
        """Keep the last numbers outside the file, where no restore takes them back."""
        if Kind.DOCUMENTS not in changes or self._is_sample():
            return
        with self._store.read() as session:
            first = session.execute(text("SELECT hash FROM history ORDER BY id LIMIT 1")).scalar()
            marks = marks_of(session)
        notes = self.shelf.notes()
        if first and notes.marks.get(first) != marks:
            try:
                self.shelf.keep(replace(notes, marks={**notes.marks, first: marks}))
            except OSError:
                return  # they are in the file itself, and in its copies


def moment(drill: Drill) -> datetime:
    """When a drill was."""
    from datetime import datetime

    return datetime.fromisoformat(drill.at)
