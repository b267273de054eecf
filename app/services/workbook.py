"""All data in and out as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pydantic import ValidationError
from sqlalchemy import select

from app import models as m
from app.domain.changes import Kind
from app.domain.errors import InvalidError, Problem
from app.domain.sentence import N_
from app.storage.history import export_history, import_history
from app.storage.issuing import documents_of, store_documents
from app.storage.parties import receivers_of, sender_of
from app.storage.records import read_records, write_records
from app.storage.store import note, touch
from app.storage.use import billed_use
from app.workbook.billed_terms import BilledUse, undated_changes
from app.workbook.checks import check
from app.workbook.documents import (
    PaperedDocument,
    document_record,
    document_value,
    verified,
)
from app.workbook.merging import merged, places
from app.workbook.problems import problems_of
from app.workbook.reading import Record, checked, completed, parsed, record_lists
from app.workbook.shape import Shape, Workbook
from app.workbook.tables import KINDS, read_grid, told_of, workbook_of
from app.workbook.writing import canonical, schema, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy.orm import Session

    from app.domain.document import Document
    from app.storage.store import Store

SECTIONS = {
    "company": Kind.COMPANY,
    "taxes": Kind.CATALOG,
    "items": Kind.CATALOG,
    "roles": Kind.CATALOG,
    "work_types": Kind.CATALOG,
    "calendars": Kind.CATALOG,
    "sla_policies": Kind.CATALOG,
    "agreement_types": Kind.AGREEMENTS,
    "clients": Kind.CLIENTS,
    "tickets": Kind.WORK,
    "time": Kind.WORK,
    "expenses": Kind.WORK,
    "decisions": Kind.DECISIONS,
    "payments": Kind.DOCUMENTS,
}


@dataclass(frozen=True, slots=True)
class Imported:
    """How many records of each section a file changed."""

    changed: dict[str, int]


class WorkbookService:
    """Import and export."""

    def __init__(self, store: Store) -> None:
        """Work on a store."""
        self._store = store

    def take_in(self, files: Sequence[bytes]) -> Imported:
        """Take in one or more workbooks: all of them whole, or nothing.

        Raises InvalidError with every problem of a file, each with its place.
        """
        counts: dict[str, int] = {}
        workbooks = [parsed(data) for data in files]
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

    def hand_out(self, *, with_pdf: bool = True) -> bytes:
        """Everything as one workbook; the same data gives the same bytes."""
        with self._store.read() as session:
            record = _present(session)
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
        old = _present(session)
        given = checked(completed(workbook_file, old))
        wanted = merged(old, given)
        try:
            workbook = Workbook.model_validate(wanted)
        except ValidationError as error:
            raise InvalidError(tuple(problems_of(error))) from error
        new = canonical(workbook)
        problems = [
            *check(workbook, places(given)),
            *undated_changes(old, new, given, _billed_use(session)),
        ]
        documents = tuple(_checked_documents(session, given, workbook, problems))
        problems.extend(_payment_problems(session, given, workbook, documents))
        if problems:
            raise InvalidError(problems)
        changed = dict(_changed(old, new, workbook))
        if was_empty and "company" not in changed:
            changed["company"] = [workbook.company.model_dump(mode="json")]
        payments = changed.pop("payments", [])
        write_records(session, changed)
        _store_documents(session, documents)
        write_records(session, {"payments": payments})
        if payments:
            changed["payments"] = payments
        if not (was_empty and import_history(session, given.get("history") or [])):
            _note_changes(session, old, new, changed)
        touch(session, *(SECTIONS[section] for section in changed))
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
    records = {"format": "accord/1", **read_records(session)}
    return canonical(Workbook.model_validate(records))


def _changed(old: Record, new: Record, workbook: Workbook) -> Iterator[tuple[str, list[Record]]]:
    """The records that are not as they were, complete with defaults, by section."""
    if old.get("company") != new.get("company"):
        yield "company", [workbook.company.model_dump(mode="json")]
    for section in SECTIONS:
        if section == "company":
            continue
        shapes: list[Shape] = getattr(workbook, section)
        if not shapes:
            continue
        key = shapes[0].key
        before = {record[key]: record for record in old.get(section, [])}
        found = [
            shape.model_dump(mode="json")
            for shape, record in zip(shapes, new[section], strict=True)
            if before.get(record[key]) != record
        ]
        if found:
            yield section, found


def _note_changes(
    session: Session, old: Record, new: Record, changed: dict[str, list[Record]]
) -> None:
    """One line of history for each record: what it was and what it is."""
    for section, records in changed.items():
        if section == "company":
            note(session, "change", "company", _difference(old.get("company"), new.get("company")))
            continue
        key = _key_of(section)
        before = {record[key]: record for record in old.get(section, [])}
        after = {record[key]: record for record in new.get(section, [])}
        for record in records:
            name = record[key]
            told = _difference(before.get(name), after[name])
            note(session, "change", f"{section}/{name}", told)


def _key_of(section: str) -> str:
    return dict(record_lists(Workbook))[section].key


def _difference(old: Record | None, new: Record | None) -> Record:
    old, new = old or {}, new or {}
    keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    return {
        "was": {key: old[key] for key in keys if key in old},
        "now": {key: new[key] for key in keys if key in new},
    }


def _billed_use(session: Session) -> BilledUse:
    """The records by whose terms something stands billed."""
    return BilledUse(**billed_use(session))


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
    session: Session, given: Record, workbook: Workbook, problems: list[Problem]
) -> Iterator[PaperedDocument]:
    """The documents of a file that are new here; a changed one is a problem."""
    records: list[Record] = given.get("documents") or []
    if not records:
        return
    known = {document.number: (document, sha256) for document, _, sha256 in _papered(session)}
    clients = {client.code for client in workbook.clients}
    for i, record in enumerate(records):
        place = f"documents[{i}]"
        try:
            found = verified(document_value(record, place), clients, place)
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


def _payment_problems(
    session: Session, given: Record, workbook: Workbook, documents: Sequence[PaperedDocument]
) -> Iterator[Problem]:
    numbers = set(session.execute(select(m.Document.number)).scalars())
    numbers |= {found.document.number for found in documents}
    where = places(given)
    for payment in workbook.payments:
        if payment.document not in numbers:
            place = where.get(("payments", payment.id), f"payments[{payment.id}]")
            yield Problem(
                f"{place}.document", N_("there is no document {name}"), name=payment.document
            )
