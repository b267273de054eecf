"""The data file: how it is spoken to, what it refuses, and what the self-check notices."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import warnings
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from app.bootstrap import desk
from app.domain.changes import Kind
from app.domain.clock import StoppedClock
from app.domain.errors import StoreError
from app.storage.connection import APPLICATION_ID, PRAGMAS
from app.storage.errors import (
    DiskError,
    MissingError,
    NewerError,
    NotOursError,
    OpenElsewhereError,
)
from app.storage.shape import CURRENT
from app.storage.store import Store, note, touch

# The self-check still asks SQLAlchemy in an old way; test_the_check_gives_no_warning has it.
pytestmark = pytest.mark.filterwarnings("ignore:The Result.tuples")

CLOCK = StoppedClock(datetime(2026, 3, 31, 12, tzinfo=UTC))
DAY = date(2026, 1, 1)
WORKBOOK = {
    "format": "accord/1",
    "company": {"name": "Harbour IT", "currency": "EUR", "timezone": "Europe/Dublin"},
    "taxes": [{"code": "VAT23", "name": "VAT", "rates": [["2012-01-01", "23"]]}],
    "clients": [
        {
            "code": "ACME",
            "name": "Acme Ltd",
            "currency": "EUR",
            "agreements": [
                {
                    "number": "A-1",
                    "name": "Managed IT",
                    "start": "2026-01-01",
                    "cycle": {"every": 1, "unit": "month", "anchor": "2026-01-01"},
                    "fee": "500.00",
                    "fee_taxes": ["VAT23"],
                }
            ],
        }
    ],
}


@pytest.fixture
def data(tmp_path):
    """A data file with one issued document."""
    path = tmp_path / "desk.accord"
    with desk(path, create=True, clock=CLOCK) as services:
        services.workbook.take_in([json.dumps(WORKBOOK).encode()])
        review = services.billing.review(DAY)
        services.billing.issue(review.proposals, review.date)
    return path


@pytest.fixture
def store(data):
    found = Store.open(data, clock=CLOCK)
    yield found
    found.close()


@pytest.fixture
def by_hand(data):
    """The data file as another program sees it."""
    with closing(sqlite3.connect(data, isolation_level=None)) as connection:
        connection.execute("PRAGMA recursive_triggers = ON")
        yield connection


def findings(path):
    with desk(path, clock=CLOCK) as services:
        return [found.plain() for found in services.company.check()]


SPOKEN = {
    "locking_mode": "exclusive",
    "journal_mode": "delete",
    "synchronous": 3,
    "fullfsync": 1,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "busy_timeout": 2000,
    "cache_size": -65536,
    "application_id": APPLICATION_ID,
    "user_version": CURRENT,
}


@pytest.mark.parametrize(("name", "value"), SPOKEN.items())
def test_pragmas_are_in_force(store, name, value):
    with store.read() as session:
        assert session.execute(text(f"PRAGMA {name}")).scalar() == value


def test_every_pragma_is_read_back():
    assert set(PRAGMAS) <= set(SPOKEN)


FROZEN = ["document", "document_line", "document_tax", "document_pdf", "document_closed", "history"]


@pytest.mark.parametrize("table", FROZEN)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET id = id",
        "DELETE FROM {table}",
        "REPLACE INTO {table} SELECT * FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "UPDATE OR REPLACE {table} SET rowid = rowid + 1000",
    ],
)
def test_what_is_issued_stays(by_hand, table, statement):
    before = by_hand.execute(f"SELECT * FROM {table}").fetchall()
    assert before
    with pytest.raises(sqlite3.IntegrityError):
        by_hand.execute(statement.format(table=table))
    assert by_hand.execute(f"SELECT * FROM {table}").fetchall() == before


def columns(connection, table):
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def copied(connection, table, **changes):
    """Add a copy of a table's first row with some columns changed."""
    names = [name for name in columns(connection, table) if name != "id" or "id" in changes]
    picked = ", ".join(f":{name}" if name in changes else name for name in names)
    connection.execute(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {picked} FROM {table} LIMIT 1", changes
    )


def test_nothing_is_added_to_an_issued_document(by_hand):
    with pytest.raises(sqlite3.IntegrityError, match="nothing is added"):
        copied(by_hand, "document_line", position=2, charge="A-1/fee/2026-02-01")


def test_a_charge_is_billed_once(by_hand):
    """The guard of the ledger stands even where the document is still open."""
    by_hand.execute("PRAGMA foreign_keys = OFF")
    with pytest.raises(sqlite3.IntegrityError, match="billed already"):
        copied(by_hand, "document_line", document_id=999)
    copied(by_hand, "document_line", document_id=999, kind="adjustment")


def test_the_check_gives_no_warning(data):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        findings(data)


def test_a_sound_file_has_no_findings(data):
    assert findings(data) == []


CHANGES = {
    "the document": ("document", "UPDATE document SET date = '2026-01-02'", "changed after"),
    "the buyer": ("document", "UPDATE document SET currency = 'USD'", "changed after"),
    "a line": ("document_line", "UPDATE document_line SET description = 'x'", "changed after"),
    "a line's amount": ("document_line", "UPDATE document_line SET net = net + 1", "add up"),
    "a charge": ("document_line", "UPDATE document_line SET charge = 'x'", "changed after"),
    "a tax": ("document_tax", "UPDATE document_tax SET amount = amount + 1", "add up"),
    "the paper": ("document_pdf", "UPDATE document_pdf SET pdf = x'00'", "paper"),
    "the lock of a document": ("document_closed", "DELETE FROM document_closed", "left open"),
    "the history": ("history", "UPDATE history SET actor = 'x' WHERE id = 1", "history"),
    "the beginning": ("history", "DELETE FROM history WHERE id = 1", "history"),
    "a guard": ("document", "DROP TRIGGER ledger_once", "ledger_once"),
    "the series": ("document", "UPDATE number_series SET last = 0", "draw a number again"),
}


@pytest.mark.parametrize(("table", "statement", "word"), CHANGES.values(), ids=CHANGES)
def test_the_check_notices(data, by_hand, table, statement, word):
    guards = by_hand.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
    ).fetchall()
    kept = [(name, sql) for name, sql in guards if name not in statement]
    for name, _ in kept:
        by_hand.execute(f"DROP TRIGGER {name}")
    by_hand.execute(statement)
    for _, sql in kept:
        by_hand.execute(sql)
    by_hand.close()
    assert any(word in found for found in findings(data))


def test_missing_guards_are_noticed(data, by_hand):
    by_hand.execute("DROP TRIGGER history_no_update")
    by_hand.close()
    assert findings(data) == ["The guard history_no_update is missing or was changed."]


def test_a_weakened_guard_is_noticed(data, by_hand):
    by_hand.execute("DROP TRIGGER history_no_update")
    by_hand.execute("CREATE TRIGGER history_no_update BEFORE UPDATE ON history BEGIN SELECT 1; END")
    by_hand.close()
    assert findings(data) == ["The guard history_no_update is missing or was changed."]


@pytest.mark.parametrize("outer", ["read", "write"])
@pytest.mark.parametrize("inner", ["read", "write"])
def test_transactions_do_not_nest(store, outer, inner):
    with (
        getattr(store, outer)(),
        pytest.raises(AssertionError, match="nest"),
        getattr(store, inner)(),
    ):
        pass
    with getattr(store, inner)():
        pass


def rows(store):
    with store.read() as session:
        return session.execute(text("SELECT count(*) FROM history")).scalar()


def break_off(store):
    with store.write() as session:
        note(session, "change", "company", {})
        touch(session, Kind.COMPANY)
        session.execute(text("UPDATE company SET name = 'x'"))
        raise RuntimeError


def test_a_failed_write_leaves_nothing(store):
    before, heard = rows(store), []
    store.listen(heard.append)
    with pytest.raises(RuntimeError):
        break_off(store)
    assert rows(store) == before
    assert heard == []
    with store.read() as session:
        assert session.execute(text("SELECT name FROM company")).scalar() == "Harbour IT"


def test_a_commit_tells_what_it_touched(store):
    heard = []
    stop = store.listen(heard.append)
    with store.write() as session:
        touch(session, Kind.COMPANY, Kind.WORK)
    stop()
    with store.write() as session:
        touch(session, Kind.WORK)
    assert heard == [frozenset({Kind.COMPANY, Kind.WORK})]


def test_one_program_at_a_time(store, data):
    with pytest.raises(OpenElsewhereError):
        Store.open(data, clock=CLOCK)


def test_closing_lets_the_next_one_in(data):
    for _ in range(2):
        Store.open(data, clock=CLOCK).close()


def test_what_cannot_be_opened(tmp_path, data, by_hand):
    with pytest.raises(MissingError):
        Store.open(tmp_path / "none.accord", clock=CLOCK)
    (tmp_path / "note.txt").write_text("hello", encoding="utf-8")
    with pytest.raises(NotOursError):
        Store.open(tmp_path / "note.txt", clock=CLOCK)
    with pytest.raises(DiskError):
        Store.open(tmp_path / "note.txt" / "x.accord", clock=CLOCK, create=True)
    by_hand.execute(f"PRAGMA user_version = {CURRENT + 1}")
    by_hand.close()
    with pytest.raises(NewerError):
        Store.open(data, clock=CLOCK)


def test_a_file_cut_short(data):
    content = data.read_bytes()
    data.write_bytes(content[: len(content) // 2])
    with pytest.raises(StoreError):
        Store.open(data, clock=CLOCK)
    assert data.read_bytes() == content[: len(content) // 2]


READ_ONLY = """
import sys
sys.path.insert(0, sys.argv[3])
from app.cli.main import run
status = run(["--data", sys.argv[1], "documents"])
assert status == 0, status
status = run(["--data", sys.argv[1], "check"])
assert status == 0, status
status = run(["--data", sys.argv[1], "import", sys.argv[2]])
assert status == 1, status
status = run(["--data", sys.argv[1], "bill", "--through", "2026-02-01"])
assert status == 1, status
"""
NOBODY = 65534


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not read-only there")
def test_a_read_only_folder_can_be_read(data):
    """As a user without rights: the administrator may write anywhere."""
    as_nobody = []
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        if not setpriv:
            pytest.skip("no setpriv to give up the administrator's rights")
        as_nobody = [setpriv, f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        place = folder / "theirs"
        place.mkdir()
        path = place / "desk.accord"
        shutil.copy(data, path)
        workbook = place / "more.json"
        workbook.write_text(json.dumps(WORKBOOK), encoding="utf-8")
        before = path.read_bytes()
        path.chmod(0o444)
        workbook.chmod(0o444)
        place.chmod(0o555)
        try:
            done = subprocess.run(
                [*as_nobody, sys.executable, "-B", "-c", READ_ONLY, path, workbook, Path.cwd()],
                capture_output=True,
                text=True,
                check=False,
                cwd=folder,
                env={**os.environ, "HOME": str(folder)},
            )
        finally:
            place.chmod(0o755)
        assert done.returncode == 0, done.stderr
        assert "INV-2026-00001" in done.stdout
        assert done.stderr.count("read-only") == 2
        assert path.read_bytes() == before
        assert sorted(found.name for found in place.iterdir()) == ["desk.accord", "more.json"]
