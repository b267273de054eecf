import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from app import models as m
from app.domain.changes import Kind
from app.storage import connection, history
from app.storage.changes import KINDS
from app.storage.connection import PRAGMAS, READING_PRAGMAS
from app.storage.errors import (
    BusyError,
    DamagedError,
    DiskError,
    DiskFullError,
    OpenElsewhereError,
    ReadOnlyError,
    UnsureError,
    told,
)
from app.storage.store import note, touch
from tests.storage.samples import by_hand, opened

WORDS = {"ON": 1, "OFF": 0, "EXTRA": 3, "EXCLUSIVE": "exclusive", "DELETE": "delete"}


def written(store, *steps):
    with store.write() as session:
        for step in steps:
            step(session)


def give_up(_):
    raise ZeroDivisionError


def wanted(value):
    return WORDS[value] if value in WORDS else int(value)


@pytest.mark.parametrize(("name", "value"), PRAGMAS.items())
@pytest.mark.parametrize("kind", ["read", "write"])
def test_every_pragma_is_in_force(store, kind, name, value):
    with getattr(store, kind)() as session:
        assert session.execute(text(f"PRAGMA {name}")).scalar() == wanted(value)


@pytest.mark.parametrize(("name", "value"), READING_PRAGMAS.items())
def test_every_pragma_for_reading_is_in_force(data, name, value):
    with opened(data, read_only=True) as store, store.read() as session:
        assert session.execute(text(f"PRAGMA {name}")).scalar() == wanted(value)


def test_no_update_is_lost(store):
    def count_up(_):
        with store.write() as session:
            before = session.execute(select(m.NumberSeries.last)).scalar_one()
            session.execute(update(m.NumberSeries).values(last=before + 1))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(count_up, range(80)))
    with store.read() as session:
        assert session.execute(select(m.NumberSeries.last)).scalar_one() == 83


def test_a_failed_write_takes_its_tables_and_savepoints_back(store):
    def make_a_table(session):
        session.execute(text("CREATE TABLE scratch (id INTEGER) STRICT"))

    def rename_inside(session):
        with session.begin_nested():
            session.execute(update(m.Company).values(name="Other"))

    with pytest.raises(ZeroDivisionError):
        written(store, make_a_table, rename_inside, give_up)
    with store.read() as session:
        assert session.execute(select(m.Company.name)).scalar() == "Harbour IT"
        assert not session.execute(
            text("SELECT name FROM sqlite_schema WHERE name = 'scratch'")
        ).all()


@pytest.mark.parametrize("outer", ["read", "write"])
@pytest.mark.parametrize("inner", ["read", "write"])
def test_transactions_do_not_nest(store, outer, inner):
    with (
        pytest.raises(AssertionError, match="nest"),
        getattr(store, outer)(),
        getattr(store, inner)(),
    ):
        pass
    with getattr(store, inner)():
        pass


WRITES = {
    "add": lambda session: session.add(m.Role(name="Engineer")),
    "change": lambda session: setattr(session.get_one(m.Company, 1), "name", "Other"),
    "delete": lambda session: session.delete(session.get_one(m.Client, 1)),
    "insert": lambda session: session.execute(insert(m.Role), [{"name": "Engineer"}]),
    "update": lambda session: session.execute(update(m.Company).values(name="Other")),
    "plain SQL": lambda session: session.execute(text("UPDATE company SET name = 'Other'")),
    "a note": lambda session: note(session, "change", "company", {}),
    "a touch": lambda session: touch(session, Kind.COMPANY),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_read_does_not_write(data, store, write):
    with pytest.raises(AssertionError, match="a read does not write"), store.read() as session:
        write(session)
    store.close()
    with opened(data) as again, again.read() as session:
        assert session.execute(select(m.Company.name)).scalar() == "Harbour IT"
        assert not session.execute(select(m.Role.id)).all()


def test_a_read_sees_one_moment(store):
    def rename():
        with store.write() as session:
            session.execute(update(m.Company).values(name="Other"))

    with ThreadPoolExecutor(1) as thread:
        with store.read() as session:
            before = session.execute(select(m.Company.name)).scalar()
            writing = thread.submit(rename)
            assert session.execute(select(m.Company.name)).scalar() == before
        writing.result()
    with store.read() as session:
        assert session.execute(select(m.Company.name)).scalar() == "Other"


def test_waiting_for_another_thread_has_an_end(data, monkeypatch):
    monkeypatch.setattr(connection, "PATIENCE", 0)

    def look(store):
        with store.read() as session:
            history.head(session)

    with (
        opened(data) as store,
        ThreadPoolExecutor(1) as thread,
        store.write(),
        pytest.raises(BusyError),
    ):
        thread.submit(look, store).result()


def heard_of(store, write):
    heard = []
    stop = store.listen(heard.append)
    written(store, write)
    stop()
    return heard


NEWS = {
    "nothing": (lambda _: None, []),
    "an object": (WRITES["add"], [{Kind.CATALOG}]),
    "a changed object": (WRITES["change"], [{Kind.COMPANY}]),
    "a looked at object": (lambda session: session.get_one(m.Company, 1), []),
    "rows": (WRITES["insert"], [{Kind.CATALOG}]),
    "a statement": (WRITES["update"], [{Kind.COMPANY}]),
    "touched": (lambda session: touch(session, Kind.WORK, Kind.CLIENTS), [{"work", "clients"}]),
}


@pytest.mark.parametrize(("write", "news"), NEWS.values(), ids=NEWS)
def test_a_commit_tells_what_it_touched(store, write, news):
    assert heard_of(store, write) == news


def test_who_stopped_listening_hears_nothing(store):
    heard = []
    stop = store.listen(heard.append)
    stop()
    stop()
    heard_of(store, WRITES["add"])
    assert heard == []


def test_a_failed_write_tells_nothing(store):
    heard = []
    store.listen(heard.append)
    with pytest.raises(ZeroDivisionError):
        written(store, WRITES["add"], WRITES["a note"], give_up)
    assert heard == []
    with store.read() as session:
        assert not session.execute(select(m.Role.id)).all()


def test_a_listener_may_look(store):
    seen = []

    def look(_):
        with store.read() as session:
            seen.append(session.execute(select(m.Role.name)).scalar())

    store.listen(look)
    written(store, WRITES["add"])
    assert seen == ["Engineer"]


def test_every_table_belongs_to_a_kind():
    tables = {mapper.class_ for mapper in m.Base.registry.mappers}
    worked_out = {m.Settlement, m.TicketNow, m.TicketStale}
    others = {m.History, m.MonthEndHabit, m.MonthEndMark, m.SlaNotice, *worked_out}
    assert tables - others == set(KINDS)


def head_of(store):
    with store.read() as session:
        return history.head(session)


def test_the_head_moves_with_every_change_told_or_not(store):
    heads = [head_of(store)]
    for write in (WRITES["update"], WRITES["insert"], NEWS["touched"][0]):
        heard_of(store, write)
        heads.append(head_of(store))
    assert len(set(heads)) == 4
    heard_of(store, NEWS["nothing"][0])
    assert head_of(store) == heads[-1]


def test_many_notes_are_one_statement(store):
    statements = []

    def remember(_connection, _cursor, statement, _parameters, _context, many):
        if "INSERT INTO history" in statement:
            statements.append(many)

    with store.write() as session:
        event.listen(session.connection(), "before_cursor_execute", remember)
        for i in range(50):
            note(session, "change", f"clients/{i}", {"now": {"name": str(i)}})
    assert statements == [True]


def test_what_is_read_only_on_request_is_not_written(data):
    before = data.read_bytes()
    with opened(data, read_only=True) as store:
        assert store.read_only
        with pytest.raises(ReadOnlyError, match="read-only"), store.write():
            pass
        with store.read() as session:
            assert session.execute(select(m.Company.name)).scalar() == "Harbour IT"
    assert data.read_bytes() == before


def test_nothing_is_written_where_a_guard_is_missing(data):
    with by_hand(data) as file:
        file.execute("DROP TRIGGER document_no_update")
    with opened(data) as store:
        with pytest.raises(DamagedError, match="document_no_update"), store.write():
            pass
        with store.read() as session:
            assert session.execute(select(m.Company.name)).scalar() == "Harbour IT"


def test_looking_changes_no_byte(data, sealed):
    with opened(data) as store:
        head_of(store)
    assert data.read_bytes() == sealed
    assert [file.name for file in data.parent.iterdir()] == ["desk.accord"]


def test_a_full_disk_is_told_and_changes_nothing(store):
    def fill_the_disk(session):
        session.execute(text("PRAGMA max_page_count = 1"))

    def write_much(session):
        session.execute(update(m.Company).values(note="x" * 100_000))

    with pytest.raises(DiskFullError, match="full"):
        written(store, fill_the_disk, write_much)
    with store.read() as session:
        assert session.execute(select(m.Company.note)).scalar() == ""


def failing(code, message="said SQLite"):
    error = sqlite3.OperationalError(message)
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "committing", "kind"),
    [
        (sqlite3.SQLITE_BUSY, False, OpenElsewhereError),
        (sqlite3.SQLITE_LOCKED, False, OpenElsewhereError),
        (sqlite3.SQLITE_READONLY_ROLLBACK, False, ReadOnlyError),
        (sqlite3.SQLITE_FULL, True, DiskFullError),
        (sqlite3.SQLITE_CORRUPT, False, DamagedError),
        (sqlite3.SQLITE_NOTADB, False, DamagedError),
        (sqlite3.SQLITE_IOERR_WRITE, False, DiskError),
        (sqlite3.SQLITE_IOERR_DIR_FSYNC, True, UnsureError),
        (sqlite3.SQLITE_CANTOPEN, False, DiskError),
    ],
)
def test_what_sqlite_says_becomes_a_sentence(tmp_path, code, committing, kind):
    file = tmp_path / "desk.accord"
    for error in (failing(code), DBAPIError("COMMIT", None, failing(code))):
        with pytest.raises(kind) as caught, told(file, committing=committing):
            raise error
        assert "desk.accord" in caught.value.sentence.plain()


def test_a_mistake_of_ours_stays_one(store):
    with pytest.raises(IntegrityError), store.write() as session:
        session.execute(insert(m.Company), [{"id": 2}])


def test_a_commit_that_fails_at_the_last_moment_is_not_called_undone(store):
    def fail(_):
        raise DBAPIError("COMMIT", None, failing(sqlite3.SQLITE_IOERR_DIR_FSYNC))

    def prepare(session):
        event.listen(session, "before_commit", fail)

    heard = []
    store.listen(heard.append)
    with pytest.raises(UnsureError, match="look whether"):
        written(store, prepare, WRITES["add"])
    assert heard == []


def test_a_closed_store_does_not_come_back(data):
    store = opened(data)
    store.close()
    store.close()
    with pytest.raises(AssertionError, match="closed"), store.read():
        pass
