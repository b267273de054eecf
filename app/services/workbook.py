"""All data in and out as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app import models as m
from app.domain.changes import Kind
from app.domain.errors import InvalidError, Problem
from app.domain.sentence import N_
from app.storage.changes import SECTION_KINDS
from app.storage.history import export_history, import_history
from app.storage.issuing import documents_of, issued_of, store_documents
from app.storage.marks import passed_over, raise_to
from app.storage.parties import receivers_of, sender_of
from app.storage.records import read_records, write_records
from app.storage.sla import kept_from
from app.storage.store import note, touch
from app.storage.use import billed_use
from app.workbook.billed_terms import BilledUse
from app.workbook.change import Change, change_of, present
from app.workbook.documents import (
    PaperedDocument,
    document_record,
    document_value,
    verified,
)
from app.workbook.reading import Record, parsed
from app.workbook.tables import KINDS, read_grid, told_of, workbook_of
from app.workbook.writing import schema, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy.orm import Session

    from app.domain.clock import Clock
    from app.domain.document import Document
    from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class Imported:
    """How many records of each section a file changed."""

    changed: dict[str, int]


_OF_DOCUMENTS = ("payments", "reminders", "marks")
"""What refers to documents, and so is written after them."""


class WorkbookService:
    """Import and export."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on a store."""
        self._store = store
        self._clock = clock

    def take_in(self, files: Sequence[bytes]) -> Imported:
        """Take in one or more workbooks: all of them whole, or nothing.

        Raises InvalidError with every problem of a file, each with its place.
        """
        counts: dict[str, int] = {}
        workbooks = [parsed(data) for data in files]
        self._store.brace("import")
        with self._store.write() as session:
            for workbook in workbooks:
                for section, count in self._take_in(session, workbook).items():
                    counts[section] = counts.get(section, 0) + count
        return Imported(counts)

    def take_in_tables(self, files: Sequence[bytes], kind: str) -> Imported:
        """Take in tables of one kind: all of them whole, or nothing.

        Raises NotTableError, or InvalidError with every problem at its line and column.
        """
        counts: dict[str, int] = {}
        grids = [read_grid(data) for data in files]
        self._store.brace("import")
        with self._store.write() as session:
            for grid in grids:
                table = workbook_of(KINDS[kind], grid, _zones(session))
                try:
                    changed = self._take_in(session, table.workbook)
                except InvalidError as error:
                    raise InvalidError([told_of(each, table) for each in error.problems]) from error
                for section, count in changed.items():
                    counts[section] = counts.get(section, 0) + count
        return Imported(counts)

    def hand_out(self, *, with_pdf: bool = True, with_files: bool = True) -> bytes:
        """Everything as one workbook; the same data gives the same bytes."""
        with self._store.read() as session:
            record = _present(session)
            if not with_files:
                for attachment in record.get("attachments", ()):
                    attachment.pop("content", None)
            record["documents"] = [
                document_record(document, pdf if with_pdf else None, sha256)
                for document, pdf, sha256 in _papered(session)
            ]
            record["history"] = export_history(session)
        return text_of(record)

    def schema(self) -> Record:
        """The workbook's JSON Schema."""
        return schema()

    def _take_in(self, session: Session, workbook_file: Record) -> dict[str, int]:
        was_empty = session.execute(select(m.Company.id)).first() is None
        change = change_of(_present(session), workbook_file, kept_from(session, self._clock))
        problems = list(change.problems(lambda: BilledUse(**billed_use(session))))
        documents = tuple(_checked_documents(session, change, problems))
        issued = issued_of(session)
        for found in documents:
            issued[found.document.number] = found.document.client, found.document.currency
        problems.extend(change.document_problems(issued))
        if problems:
            raise InvalidError(problems)
        changed = change.changed()
        if was_empty and "company" not in changed:
            changed["company"] = [change.workbook.company.model_dump(mode="json")]
        of_documents = {name: changed.pop(name) for name in _OF_DOCUMENTS if name in changed}
        write_records(session, changed)
        _store_documents(session, documents)
        write_records(session, of_documents)
        changed.update(of_documents)
        if was_empty and import_history(session, change.given.get("history") or []):
            raise_to(session, passed_over(session))
        else:
            for subject, told in change.difference().told():
                note(session, "change", subject, told)
        touch(session, *(SECTION_KINDS[section] for section in changed))
        if documents:
            touch(session, Kind.DOCUMENTS)
        counts = {section: len(records) for section, records in changed.items()}
        return {**counts, "documents": len(documents)} if documents else counts


def _zones(session: Session) -> dict[str, ZoneInfo]:
    """The zone of each client; the company's for those without one."""
    company = session.execute(select(m.Company.timezone)).scalar() or "UTC"
    rows = session.execute(select(m.Client.code, m.Client.timezone)).all()
    return {row.code: ZoneInfo(row.timezone or company) for row in rows}


def _present(session: Session) -> Record:
    """What the data file holds, in canonical form."""
    return present(read_records(session))


def _papered(session: Session) -> Iterator[tuple[Document, bytes | None, str]]:
    rows = session.execute(
        select(m.Document.number, m.Document.sha256, m.DocumentPdf.pdf).outerjoin(
            m.DocumentPdf, m.DocumentPdf.id == m.Document.id
        )
    ).all()
    papers = {row.number: (row.pdf, row.sha256) for row in rows}
    for document in documents_of(session):
        yield document, *papers[document.number]


def _checked_documents(
    session: Session, change: Change, problems: list[Problem]
) -> Iterator[PaperedDocument]:
    """The documents of a file that are new here; a changed one is a problem."""
    records: list[Record] = change.given.get("documents") or []
    if not records:
        return
    known = {document.number: (document, sha256) for document, _, sha256 in _papered(session)}
    ours = change.workbook.company.currency
    clients = {client.code: client.currency or ours for client in change.workbook.clients}
    for i, record in enumerate(records):
        place = f"documents[{i}]"
        try:
            found = verified(document_value(record, clients, place), clients.keys(), place)
        except InvalidError as error:
            problems.extend(error.problems)
            continue
        before = known.get(found.document.number)
        if before is None:
            known[found.document.number] = (found.document, found.sha256)
            yield found
        elif before != (found.document, found.sha256):
            problems.append(
                Problem(
                    place,
                    N_("{number} is issued already, and not like this; issued is issued"),
                    number=found.document.number,
                )
            )


def _store_documents(session: Session, documents: Iterable[PaperedDocument]) -> None:
    papers = [(found.document, found.pdf, found.sha256) for found in documents]
    if papers:
        receivers = receivers_of(session, sender_of(session))
        ids = {code: receiver.id for code, receiver in receivers.items()}
        store_documents(session, papers, ids)
