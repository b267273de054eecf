"""A small company as rows, and documents issued with nothing but the store."""

import sqlite3
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import func, insert, select
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from app import models as m
from app.domain.clock import StoppedClock
from app.storage.check import check
from app.storage.seal import canonical, digest, seal_of_stored
from app.storage.store import Store, note

CLOCK = StoppedClock(datetime(2026, 3, 31, 12, tzinfo=UTC))
DAY = date(2026, 3, 31)
DIALECT = SQLiteDialect_pysqlite()
PAPER = b"%PDF-1.7 printed once "


def opened(path, **choices):
    return Store.open(path, clock=CLOCK, **choices)


def begin(store):
    """A company with one client."""
    with store.write() as session:
        session.execute(insert(m.Company), [{"id": 1, "name": "Harbour IT"}])
        session.execute(insert(m.Client), [{"id": 1, "code": "ACME", "name": "Acme Ltd"}])
        note(session, "change", "company", {"now": {"name": "Harbour IT"}})


def line(charge, charged=10_000, kind="fee", **others):
    return {"charge": charge, "charged": charged, "kind": kind, "net": charged, **others}


def issue(session, *lines, kind="invoice", close=True, paper=PAPER):
    """Issue one document with these lines; returns its number."""
    id_ = (session.execute(select(func.max(m.Document.id))).scalar() or 0) + 1
    head, its_lines, taxes, pdf = rows(id_, lines, kind, paper)
    session.execute(insert(m.Document), [head])
    session.execute(insert(m.DocumentLine), its_lines)
    session.execute(insert(m.DocumentTax), taxes)
    session.execute(insert(m.DocumentPdf), [{"id": id_, "pdf": pdf}])
    if close:
        session.execute(insert(m.DocumentClosed), [{"id": id_}])
    series = session.execute(select(m.NumberSeries)).scalar_one_or_none()
    if series is None:
        session.add(m.NumberSeries(series="INV-{seq:05}", last=id_))
    else:
        series.last = id_
    note(session, "issue", head["number"], {"sha256": head["sha256"]})
    return head["number"]


def rows(id_, lines, kind, paper):
    number = f"INV-{id_:05}"
    pdf = paper + number.encode() * 20
    its_lines = [_line(id_, i, given) for i, given in enumerate(lines, start=1)]
    net = sum(found["net"] for found in its_lines)
    tax = net * 23 // 100
    taxes = [
        {
            "document_id": id_,
            "position": 1,
            "code": "VAT23",
            "name": "VAT",
            "category": "S",
            "rate": Decimal(23),
            "reason": "",
            "compound": 0,
            "inclusive": None,
            "net": net,
            "amount": tax,
        }
    ]
    head = {
        "id": id_,
        "number": number,
        "kind": kind,
        "client_id": 1,
        "date": DAY,
        "due": date(2026, 4, 30),
        "through": None,
        "currency": "EUR",
        "locale": "en",
        "net": net,
        "tax": tax,
        "total": net + tax,
        "po_number": "",
        "corrects": "[]",
        "reason": "",
        "waived": 0,
        "series": "INV-{seq:05}",
        "seq": id_,
        "content": canonical({"seller": {"name": "Harbour IT"}, "buyer": {"name": "Acme Ltd"}}),
        "sha256": digest(pdf),
        "payable": None,
    }
    head["seal"] = seal_of_rows(head, its_lines, taxes)
    return head, its_lines, taxes, pdf


def _line(document_id, position, given):
    return {
        "document_id": document_id,
        "position": position,
        "source": "",
        "agreement": "A-1",
        "description": "Managed IT, as agreed – “all in”",
        "detail": "",
        "grouped": None,
        "hours": None,
        "start": date(2026, 3, 1),
        "end": date(2026, 4, 1),
        "quantity": Decimal("1.50"),
        "unit": "month",
        "unit_code": "MON",
        "price": Decimal("66.666667"),
        "bill_date": date(2026, 3, 1),
        "taxes": "[]",
        "explanation": canonical(["as agreed"]),
        "corrects": "",
        "corrects_line": None,
        **given,
    }


def fill(store, documents=3):
    """The company with some documents of two lines each."""
    begin(store)
    with store.write() as session:
        for i in range(documents):
            issue(session, line(f"A-1/fee/{i}"), line(f"A-1/backup/{i}", 2_500, "recurring"))


def findings(path, **choices):
    with opened(path, **choices) as store, store.read() as session:
        return [finding.plain() for finding in check(session)]


@contextmanager
def by_hand(path, *, recursive_triggers=False):
    """The file as another program has it."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute(f"PRAGMA recursive_triggers={recursive_triggers}")
        yield connection
    finally:
        connection.close()


@contextmanager
def without_guards(path):
    """The file as someone has it who takes the triggers away for a while."""
    with by_hand(path) as connection:
        guards = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, sql in guards:
            connection.execute(sql)


def seal_of_rows(document, lines, taxes):
    """The seal of rows whose values are not yet as SQLite keeps them."""
    kept = (
        [row | dict(_kept(model, row)) for row in rows]
        for model, rows in (
            (m.Document, [document]),
            (m.DocumentLine, lines),
            (m.DocumentTax, taxes),
        )
    )
    (head,), its_lines, its_taxes = kept
    return seal_of_stored(head, its_lines, its_taxes)


def _kept(model, row):
    """A row's values as the types of their columns keep them."""
    for column in model.__table__.columns:
        write = column.type.dialect_impl(DIALECT).bind_processor(DIALECT)
        if write and column.name in row:
            yield column.name, write(row[column.name])
