"""Backups that somebody else prepared: each refused in words, the data file untouched."""

import io
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime

import pytest

from app.domain.errors import StoreError
from app.storage.header import APPLICATION_ID
from app.storage.locked import lock_up
from app.storage.restoring import preview, restore
from app.storage.shape import CURRENT
from app.storage.triggers import TRIGGERS
from tests.storage.conftest import *  # noqa: F403 - a store with documents
from tests.storage.samples import findings

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def planted(*statements):
    def plant(path):
        with closing(sqlite3.connect(path, isolation_level=None)) as file:
            for statement in statements:
                file.execute(statement)

    return plant


def schema(statement):
    """Change what SQLite keeps of its tables, past every check of its own."""
    return planted("PRAGMA writable_schema = ON", statement)


def changed(change):
    def write(path):
        path.write_bytes(change(path.read_bytes()))

    return write


def zipped(name, times=1):
    def write(path):
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, path.read_bytes() * times)
        path.write_bytes(kept.getvalue())

    return write


def locked(change):
    def write(path):
        change(path)
        lock_up(path, "five old green doors")

    return write


QUIET_TRIGGER = (
    "CREATE TRIGGER help AFTER INSERT ON document BEGIN "
    'UPDATE company SET bank = \'{"iban": "EVIL"}\'; END'
)
GUARD = "document_no_delete"
PREPARED = {
    "a trigger of its own": planted(QUIET_TRIGGER),
    "a trigger on reading's table": planted(
        "CREATE TRIGGER h AFTER INSERT ON history BEGIN DELETE FROM payment; END"
    ),
    "a guard that guards nothing": planted(
        f"DROP TRIGGER {GUARD}",
        f"CREATE TRIGGER {GUARD} BEFORE DELETE ON document BEGIN SELECT 1; END",
    ),
    "a guard less": planted(f"DROP TRIGGER {GUARD}"),
    "a view": planted("CREATE VIEW client_view AS SELECT load_extension('evil')"),
    "a view in a table's place": planted(
        "ALTER TABLE decision RENAME TO decision_old",
        "CREATE VIEW decision AS SELECT * FROM decision_old",
    ),
    "a virtual table": planted("CREATE VIRTUAL TABLE words USING fts5(text)"),
    "one table more": planted("CREATE TABLE evil (x)"),
    "an index on an expression": planted("CREATE INDEX evil ON client (abs(id))"),
    "a column that computes": planted(
        "ALTER TABLE client ADD COLUMN evil INTEGER GENERATED ALWAYS AS (abs(id))"
    ),
    "a default that was rewritten": schema(
        "UPDATE sqlite_schema SET sql = replace(sql, 'EUR', 'XXX') WHERE name = 'company'"
    ),
    "a schema of noise": schema("UPDATE sqlite_schema SET sql = 'evil' WHERE name = 'client'"),
    "a page that points elsewhere": schema(
        "UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'document'"
    ),
    "another program's number": planted(f"PRAGMA application_id = {APPLICATION_ID + 1}"),
    "a newer shape": planted(f"PRAGMA user_version = {CURRENT + 1}"),
    "an older shape that it is not": planted("PRAGMA user_version = 1"),
    "a shape below all": planted("PRAGMA user_version = -1"),
    "a document's total, its guards put back": planted(
        *(f"DROP TRIGGER {name}" for name in TRIGGERS),
        "UPDATE document SET total = total + 1, tax = tax + 1 WHERE id = 2",
        *TRIGGERS.values(),
    ),
    "half of it": changed(lambda data: data[: len(data) // 2]),
    "no end": changed(lambda data: data + bytes(4096)),
    "another page size": changed(lambda data: data[:16] + b"\x00\x03" + data[18:]),
    "write-ahead logging": changed(lambda data: data[:18] + b"\x02\x02" + data[20:]),
    "nothing": changed(lambda data: b""),
    "its name alone": changed(lambda data: data[:16]),
    "noise after its name": changed(lambda data: data[:16] + bytes(range(256)) * 40),
    "an archive": zipped("desk.accord"),
    "an archive that climbs": zipped("../../desk.accord"),
    "an archive that fills the disk": zipped("desk.accord", 200),
    "an encrypted trigger": locked(planted(QUIET_TRIGGER)),
    "age without an inside": changed(lambda data: b"age-encryption.org/v1\n-> X25519 x\n--- x\n"),
    "age that works for years": changed(
        lambda data: (
            b"age-encryption.org/v1\n-> scrypt bBjlhJVYZeE4aqUdmtRHfw 60\n"
            b"NPzXHeSKeAhQp/8JYIZvYq0LzX2r7fQ2a1r+f7f2k2o\n--- " + b"A" * 43 + b"\n" + data[:99]
        )
    ),
}
ALLOWED = {"no end", "write-ahead logging"}
"""What SQLite itself sees past, or what changes nothing that counts: sound or refused."""


@pytest.mark.parametrize(
    "prepare",
    [
        pytest.param(prepare, id=name, marks=pytest.mark.thorough if "encrypted" in name else ())
        for name, prepare in PREPARED.items()
    ],
)
def test_it_is_refused_and_nothing_is_touched(store, data, tmp_path, prepare, request):
    store.close()
    other = tmp_path / "from-a-friend.accord"
    other.write_bytes(data.read_bytes())
    prepare(other)
    before, files = data.read_bytes(), sorted(data.parent.rglob("*"))
    name = request.node.callspec.id
    for act in (preview, lambda *given: restore(*given[:2], NOW, passphrase=given[2])):
        error = refusal(act, other, data, "five old green doors")
        if error:
            assert error.sentence.plain()
            assert data.read_bytes() == before
            assert sorted(data.parent.rglob("*")) == files
        else:
            assert name in ALLOWED
            assert findings(data) == []


def refusal(act, *given):
    try:
        act(*given)
    except StoreError as error:
        return error
