"""The full self-check of the data file: everything that was sealed is looked at again."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text

from app import models as m
from app.domain.sentence import N_, Sentence, say
from app.storage.history import broken_at
from app.storage.seal import digest, seal_of_rows
from app.storage.triggers import triggers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session


def check(session: Session) -> Iterator[Sentence]:
    """Each thing that is wrong, documents named by their numbers."""
    for (answer,) in session.execute(text("PRAGMA integrity_check")).all():
        if answer != "ok":
            yield say(N_("SQLite finds the file damaged: {detail}"), detail=str(answer))
    for row in session.execute(text("PRAGMA foreign_key_check")).all():
        yield say(N_("A row of {table} refers to something that is not there."), table=str(row[0]))
    yield from _guards(session)
    yield from _documents(session)
    yield from _numbers(session)
    row = broken_at(session)
    if row is not None:
        yield say(N_("The history was changed at entry {row}."), row=row)


def _guards(session: Session) -> Iterator[Sentence]:
    rows = session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
    found = {row[0]: row[1] for row in rows}
    for name, statement in triggers().items():
        if found.get(name) != statement:
            yield say(N_("The guard {name} is missing or was changed."), name=name)


def _documents(session: Session) -> Iterator[Sentence]:
    lines = _rows_of(session, m.DocumentLine)
    taxes = _rows_of(session, m.DocumentTax)
    papers = {
        row.id: row.pdf
        for row in session.execute(select(m.DocumentPdf.id, m.DocumentPdf.pdf)).all()
    }
    closed = set(session.execute(select(m.DocumentClosed.id)).scalars())
    for head in session.execute(select(*m.Document.__table__.columns)).mappings():
        its_lines, its_taxes = lines[head["id"]], taxes[head["id"]]
        number = head["number"]
        if seal_of_rows(head, its_lines, its_taxes) != head["seal"]:
            yield say(N_("{number} was changed after it was issued."), number=number)
        pdf = papers.get(head["id"])
        if pdf is not None and digest(pdf) != head["sha256"]:
            yield say(N_("The paper of {number} was changed after it was issued."), number=number)
        if head["id"] not in closed:
            yield say(N_("{number} was left open."), number=number)
        net = sum(line["net"] for line in its_lines)
        tax = sum(group["amount"] for group in its_taxes)
        if (net, tax, net + tax) != (head["net"], head["tax"], head["total"]):
            yield say(N_("{number} does not add up."), number=number)


def _rows_of(session: Session, model: Any) -> dict[int, list[Any]]:  # noqa: ANN401
    found: dict[int, list[Any]] = defaultdict(list)
    statement = select(*model.__table__.columns).order_by(model.document_id, model.position)
    for row in session.execute(statement).mappings():
        found[row["document_id"]].append(row)
    return found


def _numbers(session: Session) -> Iterator[Sentence]:
    drawn: dict[str, list[int]] = defaultdict(list)
    for row in session.execute(
        select(m.Document.series, m.Document.seq).where(m.Document.series != "")
    ).all():
        drawn[row.series].append(row.seq)
    last = dict(session.execute(select(m.NumberSeries.series, m.NumberSeries.last)).tuples().all())
    for series, numbers in drawn.items():
        missing = sorted(set(range(min(numbers), max(numbers) + 1)) - set(numbers))
        if missing:
            yield say(
                N_("Series {series} misses {numbers}."),
                series=series,
                numbers=", ".join(map(str, missing)),
            )
        if last.get(series, 0) < max(numbers):
            yield say(N_("Series {series} would draw a number again."), series=series)
