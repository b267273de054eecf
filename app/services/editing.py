"""Every edit is a small workbook: checked and kept like a file, with the way back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app import models as m
from app.domain.changes import Kind
from app.domain.errors import InvalidError, Problem
from app.domain.sentence import N_
from app.storage.changes import SECTION_KINDS
from app.storage.issuing import issued_of
from app.storage.records import (
    related_records,
    remove_record,
    rename_record,
    write_records,
)
from app.storage.sla import kept_from
from app.storage.store import note, touch
from app.storage.use import billed_use
from app.workbook.billed_terms import BilledUse
from app.workbook.change import Change, change_of, present
from app.workbook.differences import told
from app.workbook.merging import Path, around, joined, record_at
from app.workbook.reading import Record
from app.workbook.shape.workbook import FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from app.domain.clock import Clock
    from app.storage.store import Store


COMPANY = ("company",)


_CHOICES = {
    "taxes": select(m.Tax.code, m.Tax.name).order_by(m.Tax.id),
    "items": select(m.Item.sku, m.Item.name).order_by(m.Item.sku),
    "roles": select(m.Role.name, m.Role.name).order_by(m.Role.name),
    "work_types": select(m.WorkType.name, m.WorkType.name).order_by(m.WorkType.name),
    "calendars": select(m.Calendar.name, m.Calendar.name).order_by(m.Calendar.name),
    "sla_policies": select(m.SlaPolicy.name, m.SlaPolicy.name).order_by(m.SlaPolicy.name),
    "agreement_types": select(m.AgreementType.name, m.AgreementType.name).order_by(
        m.AgreementType.id
    ),
    "statuses": select(m.TicketStatus.name, m.TicketStatus.name).order_by(m.TicketStatus.id),
    "clients": select(m.Client.code, m.Client.name).order_by(m.Client.name, m.Client.code),
}


@dataclass(frozen=True, slots=True)
class Undo:
    """The way back from an edit.

    Names to give back, what to take away again (the last first), and the values to put back.
    """

    patch: Record = field(default_factory=Record)
    added: tuple[Path, ...] = ()
    renamed: tuple[tuple[Path, str], ...] = ()
    documents: int = 0
    """How many documents had been issued: values go back undated while there are no more."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing had been changed."""
        return not (self.patch or self.added or self.renamed)


class EditingService:
    """Changes records by small workbooks, and looks them up to be changed."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on a store."""
        self._store = store
        self._clock = clock

    def record(self, *path: str) -> Record:
        """A record as a workbook holds it, without what is as it would be anyway; `{}` if none."""
        with self._store.read() as session:
            return _record(session, path)

    def check(self, patch: Record) -> tuple[Problem, ...]:
        """What would be wrong with an edit, each problem with its place; nothing is written."""
        with self._store.read() as session:
            try:
                change = _change(session, patch, self._clock)
            except InvalidError as error:
                return error.problems
            return tuple(_problems(session, change))

    def save(self, patch: Record, gone: Iterable[Path] = ()) -> Undo:
        """Make an edit and take records away, all of it or nothing.

        Raises InvalidError with every problem, StillUsedError for what something refers to.
        """
        with self._store.write() as session:
            done = _save(session, patch, self._clock)
            back = done.patch
            for path in gone:
                back = joined(back, _remove(session, path))
            return Undo(back, done.added, documents=done.documents)

    def choices(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The keys and names of all that others may name, by section, in their order."""
        with self._store.read() as session:
            return {
                section: tuple((row[0], row[1]) for row in session.execute(columns).all())
                for section, columns in _CHOICES.items()
            }

    def undo(self, undo: Undo) -> Undo:
        """Go back, and return the way forth again; raises where something was built on it since."""
        with self._store.write() as session:
            names = [_rename(session, path, name) for path, name in undo.renamed]
            back: Record = {}
            for path in reversed(undo.added):
                back = joined(_remove(session, path), back)
            goes_back = _documents(session) == undo.documents
            done = _save(session, undo.patch, self._clock, goes_back=goes_back)
            patch = joined(done.patch, back)
            return Undo(patch, done.added, tuple(reversed(names)), done.documents)

    def remove(self, *path: str) -> Undo:
        """Take a record away; raises StillUsedError where anything refers to it."""
        with self._store.write() as session:
            return Undo(_remove(session, path), documents=_documents(session))

    def rename(self, path: Path, name: str) -> Undo:
        """Give a record another key, and everything that mentions it; raises NameTakenError."""
        with self._store.write() as session:
            back = _rename(session, path, name)
            return Undo(renamed=(back,), documents=_documents(session))


def _change(session: Session, patch: Record, clock: Clock) -> Change:
    file = {"format": FORMAT, **patch}
    for key in ("documents", "history"):
        if key in file:
            raise InvalidError([Problem(key, N_("is not changed by an edit"))])
    old = present(related_records(session, file))
    return change_of(old, file, kept_from(session, clock))


def _problems(session: Session, change: Change) -> Iterable[Problem]:
    yield from change.problems(lambda: _billed_use(session, change))
    if change.names_documents:
        yield from change.document_problems(issued_of(session))


def _billed_use(session: Session, change: Change) -> BilledUse:
    """What stands billed, of the clients alone where nothing but clients changes."""
    others = set(change.given) - {"format", "clients"}
    clients = [client["code"] for client in change.given.get("clients", ())]
    return BilledUse(**billed_use(session, None if others else clients))


def _save(session: Session, patch: Record, clock: Clock, *, goes_back: bool = False) -> Undo:
    change = _change(session, patch, clock)
    problems = list(change.problems(BilledUse) if goes_back else _problems(session, change))
    if problems:
        raise InvalidError(problems)
    changed = change.changed()
    if changed and session.execute(select(m.Company.id)).first() is None:
        # Whatever is entered first, there is a company from then on.
        changed.setdefault("company", [change.workbook.company.model_dump(mode="json")])
    write_records(session, changed)
    told = change.difference()
    for subject, content in told.told():
        note(session, "change", subject, content)
    touch(session, *(SECTION_KINDS[section] for section in changed))
    return Undo(told.was, told.added, documents=_documents(session))


def _remove(session: Session, path: Path) -> Record:
    """Take a record away and return the workbook that brings it back."""
    record = _record(session, path)
    remove_record(session, path)
    note(session, "remove", "/".join(path), told(record))
    return around(path, record)


def _rename(session: Session, path: Path, name: str) -> tuple[Path, str]:
    rename_record(session, path, name)
    note(session, "rename", "/".join(path), {"to": name})
    touch(session, *Kind)
    return (*path[:-1], name), path[-1]


def _record(session: Session, path: Path) -> Record:
    file = Record() if path == COMPANY else around(path[:2], {})
    records = present(related_records(session, file))
    return records.get("company", {}) if path == COMPANY else record_at(records, path)


def _documents(session: Session) -> int:
    return session.execute(select(func.count(m.Document.id))).scalar_one()
