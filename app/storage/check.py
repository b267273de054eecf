"""The full self-check of a data file: everything that was sealed is looked at again."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from app.domain.sentence import N_, Sentence, say
from app.storage.connection import driver_of
from app.storage.history import broken_at
from app.storage.marks import gaps, passed_over
from app.storage.seal import Row, digest, seal_of_stored
from app.storage.shape import CURRENT, SHAPES, tables_hash, wrong_guards

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from sqlalchemy.orm import Session

Finding = Sentence


def check(session: Session) -> tuple[Finding, ...]:
    """Each thing that is wrong, documents named by their numbers; nothing in a sound file."""
    with _whatever_text(session):
        damage = tuple(_damage(session))
        if damage:
            return damage  # what stands in the rows means nothing then
        return (
            *_shape(session),
            *_documents(session),
            *_papers(session),
            *_numbers(session),
            *_history(session),
        )


def _damage(session: Session) -> Iterator[Finding]:
    for (answer,) in session.execute(text("PRAGMA integrity_check")).all():
        if answer != "ok":
            yield say(N_("SQLite finds the file damaged: {detail}"), detail=_shown(answer))


def _shape(session: Session) -> Iterator[Finding]:
    strays = {row[0] for row in session.execute(text("PRAGMA foreign_key_check"))}
    for table in sorted(strays):
        yield say(N_("A row of {table} refers to something that is not there."), table=table)
    connection = session.connection()
    for name in wrong_guards(connection):
        yield say(N_("The guard {name} is missing or was changed."), name=name)
    if tables_hash(connection) != SHAPES[CURRENT]:
        yield say(N_("The tables are not as Accord made them."))


def _documents(session: Session) -> Iterator[Finding]:
    lines, taxes = _parts(session, "document_line"), _parts(session, "document_tax")
    closed = set(session.execute(text("SELECT id FROM document_closed")).scalars())
    for document in _rows(session, "SELECT * FROM document ORDER BY id"):
        number, id_ = _shown(document["number"]), document["id"]
        if seal_of_stored(document, lines[id_], taxes[id_]) != document["seal"]:
            yield say(N_("{number} was changed after it was issued."), number=number)
        if id_ not in closed:
            yield say(N_("{number} was left open."), number=number)
        net = _sum(lines[id_], "net")
        tax = _sum(taxes[id_], "amount")
        if (document["net"], document["tax"], document["total"]) != (net, tax, net + tax):
            yield say(N_("{number} does not add up."), number=number)


def _papers(session: Session) -> Iterator[Finding]:
    # One after the other: the papers of many years together may not fit into memory.
    for row in session.execute(
        text("SELECT number, sha256, pdf FROM document JOIN document_pdf USING (id)"),
        execution_options={"yield_per": 50},
    ):
        if digest(row.pdf) != row.sha256:
            number = _shown(row.number)
            yield say(N_("The paper of {number} was changed after it was issued."), number=number)


def _numbers(session: Session) -> Iterator[Finding]:
    rows = session.execute(text("SELECT series, last FROM number_series"))
    last: dict[str, int] = {row.series: row.last for row in rows}
    drawn: dict[str, list[int]] = defaultdict(list)
    for series, seq in session.execute(
        text("SELECT series, seq FROM document WHERE series <> '' ORDER BY series, seq")
    ):
        drawn[series].append(seq)
    restored = gaps(session)
    passed = passed_over(session)
    for series in drawn.keys() | passed.keys():
        drawn[series] = drawn[series] or [0]
    for series, numbers in sorted(drawn.items()):
        newest = max(last.get(series, 0), numbers[-1])
        over = [(start, end) for name, start, end in restored if name == series]
        missing = [
            f"{start}" if end == start else f"{start}-{end}"
            for before, after in pairwise([*numbers, newest + 1])
            for start, end in _without(before + 1, after - 1, over)
        ]
        if missing:
            yield say(
                N_("Series {series} misses {numbers}."),
                series=_shown(series),
                numbers=", ".join(missing),
            )
        if len(set(numbers)) < len(numbers):
            yield say(N_("Series {series} has a number twice."), series=_shown(series))
        if last.get(series, 0) < max(newest, passed.get(series, 0)):
            yield say(N_("Series {series} would draw a number again."), series=_shown(series))


def _without(start: int, end: int, passed: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of a run of numbers when those that a restore passed over are taken out."""
    for first, last in sorted(passed):
        if start <= end and first <= end and last >= start:
            if first > start:
                yield start, first - 1
            start = last + 1
    if start <= end:
        yield start, end


def _history(session: Session) -> Iterator[Finding]:
    row = broken_at(session)
    if row is not None:
        yield say(N_("The history was changed at entry {row}."), row=row)
    for number in session.execute(
        text(
            "SELECT DISTINCT subject FROM history WHERE action IN ('issue', 'credit') "
            "AND subject NOT IN (SELECT number FROM document) ORDER BY subject"
        )
    ).scalars():
        yield say(N_("{number} was issued, and is not there any more."), number=_shown(number))


def _rows(session: Session, statement: str) -> Iterator[Row]:
    """Rows as SQLite keeps them, past the types of the tables."""
    for row in session.execute(text(statement)).mappings():
        yield {str(key): value for key, value in row.items()}


def _parts(session: Session, table: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in _rows(session, f"SELECT * FROM {table} ORDER BY document_id, position"):  # noqa: S608
        found[row["document_id"]].append(row)
    return found


def _sum(rows: Iterable[Row], column: str) -> int:
    return sum(row[column] for row in rows)


def _shown(text: object) -> str:
    """Text that can be printed, whatever a damaged row holds."""
    return str(text).encode("utf-8", "replace").decode()


@contextmanager
def _whatever_text(session: Session) -> Generator[None]:
    """Read texts that are damaged too, byte by byte, so that the seal can tell."""
    driver = driver_of(session.connection())
    before: Any = driver.text_factory
    driver.text_factory = _leniently
    try:
        yield
    finally:
        driver.text_factory = before


def _leniently(data: bytes) -> str:
    return str(data, "utf-8", "surrogateescape")
