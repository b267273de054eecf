"""Files that cannot be opened, each refused by its own sentence and left as it is."""

import os
import random
import sys

import pytest

from app.storage.errors import DamagedError, DiskError, MissingError, NewerError, NotOursError
from app.storage.header import APPLICATION_ID
from app.storage.shape import CURRENT
from tests.storage.samples import by_hand, findings, opened, without_guards

PAGE = 4096


def other_program(path):
    with by_hand(path) as file:
        file.execute("CREATE TABLE bookmark (url TEXT)")


def write(content):
    return lambda path: path.write_bytes(content)


STRANGERS = {
    "a folder": lambda path: path.mkdir(),
    "an empty file": write(b""),
    "a text": write(b"Dear Acme,\n" * 100),
    "noise": write(random.Random(1).randbytes(10_000)),
    "the beginning of a database": write(b"SQLite format 3\x00"),
    "a database of another program": other_program,
}
if hasattr(os, "mkfifo"):
    STRANGERS["a pipe"] = os.mkfifo


@pytest.mark.parametrize("create", [False, True], ids=["open", "create"])
@pytest.mark.parametrize("make", STRANGERS.values(), ids=STRANGERS)
def test_what_is_not_ours(tmp_path, make, create):
    path = tmp_path / "stranger.accord"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(NotOursError, match="not a data file of Accord"):
        opened(path, create=create)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_not_there(tmp_path):
    path = tmp_path / "none" / "desk.accord"
    for choices in ({}, {"read_only": True}, {"read_only": True, "create": True}):
        with pytest.raises(MissingError, match="is not there"):
            opened(path, **choices)
    assert not list(tmp_path.iterdir())
    opened(path, create=True).close()
    assert findings(path) == []


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "note.txt").write_text("hello", encoding="utf-8")
    with pytest.raises(DiskError, match="could not be used"):
        opened(tmp_path / "note.txt" / "desk.accord", create=True)


def test_what_a_newer_program_made(data):
    with by_hand(data) as file:
        file.execute(f"PRAGMA user_version = {CURRENT + 1}")
    before = data.read_bytes()
    for choices in ({}, {"read_only": True}, {"create": True}):
        with pytest.raises(NewerError, match="newer Accord"):
            opened(data, **choices)
    assert data.read_bytes() == before


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short(data, sealed, share):
    data.write_bytes(sealed[: int(len(sealed) * share)])
    for choices in ({}, {"read_only": True}):
        with pytest.raises(DamagedError, match="is damaged"):
            opened(data, **choices)
    assert len(data.read_bytes()) == int(len(sealed) * share)


@pytest.mark.parametrize("seed", range(8))
def test_a_page_of_zeros(data, sealed, seed):
    at = random.Random(seed).randrange(1, len(sealed) // PAGE) * PAGE
    data.write_bytes(sealed[:at] + bytes(PAGE) + sealed[at + PAGE :])
    with pytest.raises(DamagedError, match="is damaged"):
        opened(data)


MISSHAPEN = {
    "a column": "ALTER TABLE company ADD COLUMN colour TEXT",
    "a table less": "DROP TABLE decision",
    "an index less": "DROP INDEX ix_document_line_charge_charged",
    "a view": "CREATE VIEW everything AS SELECT * FROM document",
}


@pytest.mark.parametrize("statement", MISSHAPEN.values(), ids=MISSHAPEN)
def test_another_shape(data, statement):
    with by_hand(data) as file:
        file.execute(statement)
    with pytest.raises(DamagedError, match="not as Accord made them"):
        opened(data)


def test_a_shape_that_never_was(data):
    with by_hand(data) as file:
        file.execute("PRAGMA user_version = 0")
    with pytest.raises(DamagedError, match="is damaged"):
        opened(data)


def test_statistics_of_the_planner_are_no_damage(data):
    with by_hand(data) as file:
        file.execute("ANALYZE")
    assert findings(data) == []


def test_a_row_that_refers_to_nothing(data):
    with without_guards(data) as file:
        file.execute("DELETE FROM client")
    with pytest.raises(DamagedError, match="document refers to nothing"):
        opened(data)


def test_another_applications_number(data):
    with by_hand(data) as file:
        file.execute(f"PRAGMA application_id = {APPLICATION_ID + 1}")
    with pytest.raises(NotOursError):
        opened(data)


@pytest.mark.skipif(
    sys.platform == "win32" or not os.geteuid(), reason="the administrator may read anything"
)
def test_a_file_that_may_not_be_read(data):
    data.chmod(0)
    with pytest.raises(DiskError, match="ermission"):
        opened(data)


def test_half_a_creation_is_forgotten(tmp_path):
    path = tmp_path / "desk.accord"
    (tmp_path / "desk.accord.part").write_bytes(b"SQLite format 3\x00 half")
    (tmp_path / "desk.accord.part-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 200)
    opened(path, create=True).close()
    assert findings(path) == []
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_creation_leaves_nothing(tmp_path, monkeypatch):
    statement = "CREATE TABLE company (id INTEGER"
    monkeypatch.setattr("app.storage.migrations.versions.m0001_first_shape.STATEMENTS", [statement])
    with pytest.raises(Exception, match="incomplete"):
        opened(tmp_path / "desk.accord", create=True)
    assert not list(tmp_path.iterdir())


def test_what_was_cut_off_by_a_crash_is_rolled_back(data, sealed, tmp_path):
    """A journal left by a killed program brings the file back to the state before."""
    crashed = tmp_path / "crashed.accord"
    with by_hand(data) as file:
        file.execute("PRAGMA cache_size = 1")
        file.execute("PRAGMA cache_spill = 1")
        file.execute("BEGIN IMMEDIATE")
        file.execute("UPDATE company SET note = ?", ["x" * 200_000])
        journal = data.with_name(f"{data.name}-journal").read_bytes()
        crashed.write_bytes(data.read_bytes())
        crashed.with_name(f"{crashed.name}-journal").write_bytes(journal)
        file.execute("ROLLBACK")
    assert crashed.read_bytes() != sealed
    assert findings(crashed) == []
    assert not crashed.with_name(f"{crashed.name}-journal").exists()
