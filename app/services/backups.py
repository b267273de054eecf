"""Backups of the data file, made by itself or when asked, each whole and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app import models as m
from app.domain.clock import today
from app.domain.errors import RuleError
from app.domain.sentence import N_
from app.i18n import FALLBACK
from app.storage.aside import Aside, put_aside
from app.storage.backup import copy
from app.storage.errors import told_of_files
from app.storage.keeper import Keeper, NoPassphraseError, moment
from app.storage.looking import Preview, compared, look_in
from app.storage.passphrases import forget, remember, remembered, suggested
from app.storage.restoring import peek
from app.storage.shape import CURRENT
from app.storage.shelf import Backup

if TYPE_CHECKING:
    from app.documents.press import Press
    from app.domain.clock import Clock
    from app.domain.sentence import Sentence
    from app.storage.store import Store

SHORTEST = 12


class ShortPassphraseError(RuleError):
    """A passphrase that is soon guessed."""

    text = N_("Use at least {count} letters, best of all some words that do not belong together.")


class NoFolderError(RuleError):
    """The second folder is none."""

    text = N_("{file} is no folder. Choose one on another drive.")


class SameFolderError(RuleError):
    """The second folder is the first."""

    text = N_("{file} is where the backups are already. Choose a folder on another drive.")


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with the backups."""

    folder: Path
    second: str
    is_locked: bool
    backups: tuple[Backup, ...]
    """Newest first."""
    drilled: datetime | None
    drill_fault: str
    trouble: tuple[Sentence, ...]
    replaced: tuple[Aside, ...]
    """Files that a restore or an upgrade put aside, newest first."""
    seen: datetime
    """When this was looked up."""


class BackupService:
    """Makes copies while the file is open."""

    SHORTEST = SHORTEST

    def __init__(self, store: Store, clock: Clock, press: Press) -> None:
        """Work on a store; the recovery sheet is drawn by a press."""
        self._store = store
        self._clock = clock
        self._press = press
        self._keeper = Keeper(store, clock)

    def watch(self) -> None:
        """Make backups by itself from now on."""
        self._keeper.watch()

    def if_due(self) -> None:
        """Make one if changes have waited for half an hour."""
        self._keeper.if_due()

    def leave(self) -> None:
        """Make one at the end, if anything has changed."""
        self._keeper.leave()

    def drill_if_due(self) -> bool:
        """Once a month, restore the newest where it harms nothing; says whether it was time."""
        return self._keeper.drill_if_due() is not None

    def drill(self) -> Standing:
        """The same, now; raises StoreError."""
        self._keeper.drill()
        return self.standing()

    def keep(self, passphrase: str = "") -> Backup:
        """Make a backup now; raises StoreError."""
        return self._keeper.make("hand", passphrase)

    def copy_to(self, target: Path, passphrase: str = "") -> None:
        """Make one under a name of one's own; raises StoreError."""
        copy(self._store, target, passphrase)

    def standing(self) -> Standing:
        """What there is."""
        shelf = self._keeper.shelf
        notes = shelf.notes()
        return Standing(
            folder=shelf.folder,
            second=notes.second,
            is_locked=notes.is_locked,
            backups=shelf.backups(notes),
            drilled=moment(notes.drill) if notes.drill else None,
            drill_fault=notes.drill.fault if notes.drill else "",
            trouble=notes.trouble,
            replaced=put_aside(shelf.data),
            seen=self._clock.now(),
        )

    def trouble(self) -> tuple[Sentence, ...]:
        """What went wrong with the last backup."""
        return self._keeper.shelf.notes().trouble

    def upgraded(self) -> Aside | None:
        """The file from before the upgrade to today's shape, until that is let go."""
        found = (each for each in put_aside(self._keeper.shelf.data) if each.shape == CURRENT)
        newest = next(found, None)
        let_go = self._keeper.shelf.notes().let_go
        return newest if newest and newest.path.name != let_go else None

    def let_go_of_upgrade(self) -> None:
        """Offer to undo the upgrade no more; the file from before stays. Raises StoreError."""
        newest = self.upgraded()
        shelf = self._keeper.shelf
        if newest:
            with told_of_files(shelf.folder):
                shelf.keep(replace(shelf.notes(), let_go=newest.path.name))

    def preview(self, backup: Path, passphrase: str = "") -> Preview:
        """What a backup would bring and take; raises StoreError where it cannot be restored."""
        data = self._keeper.shelf.data
        found = peek(backup, data, passphrase or self._passphrase_for(backup))
        with self._store.read() as session:
            return compared(found, look_in(session))

    def put_second(self, folder: str) -> None:
        """Let every backup go to another folder too, or to none; raises RuleError, StoreError."""
        shelf = self._keeper.shelf
        if folder and not Path(folder).is_dir():
            raise NoFolderError(file=folder)
        if folder and shelf.folder.exists() and Path(folder).samefile(shelf.folder):
            raise SameFolderError(file=folder)
        with told_of_files(shelf.folder):
            shelf.keep(replace(shelf.notes(), second=folder, trouble=()))

    def encrypt_with(self, passphrase: str) -> None:
        """Encrypt all backups from now on; raises RuleError, StoreError."""
        if len(passphrase) < SHORTEST:
            raise ShortPassphraseError(count=SHORTEST)
        shelf = self._keeper.shelf
        remember(shelf.data, passphrase)
        with told_of_files(shelf.folder):
            shelf.keep(replace(shelf.notes(), is_locked=True, trouble=()))

    def suggest(self) -> str:
        """A passphrase that nobody guesses."""
        return suggested()

    def recovery_sheet(self, passphrase: str = "") -> bytes:
        """The passphrase on paper, the one that is kept where none is given; nothing stays of it.

        Raises StoreError where none is kept, RuleError where it cannot be printed.
        """
        from app.documents.recovery_pdf import Recovery

        shelf = self._keeper.shelf
        passphrase = passphrase or remembered(shelf.data)
        if not passphrase:
            raise NoPassphraseError
        with self._store.read() as session:
            company = session.get(m.Company, 1) or m.Company(id=1)
            told = Recovery(
                company=company.name or "",
                country=company.country or "",
                passphrase=passphrase,
                folder=str(shelf.folder),
                second=shelf.notes().second,
                day=today(self._clock, company.timezone or "UTC"),
            )
            locale = company.locale or FALLBACK
        return self._press.recovery(told, locale)

    def encrypt_no_more(self) -> None:
        """Leave the backups that come now readable; those there are stay as they are."""
        shelf = self._keeper.shelf
        with told_of_files(shelf.folder):
            shelf.keep(replace(shelf.notes(), is_locked=False))
        forget(shelf.data)

    def _passphrase_for(self, backup: Path) -> str:
        data = self._keeper.shelf.data
        return remembered(data) if backup.suffix == ".age" else ""
