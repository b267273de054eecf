import sqlite3
from datetime import UTC, datetime

import pytest

from app.storage.backup import copy
from app.storage.errors import NotOursError, OpenElsewhereError
from app.storage.restoring import FaultyCopyError, SameFileError, restore
from tests.storage.samples import by_hand, findings, opened, without_guards

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def contents(path):
    """Everything but the history, which tells of the restore."""
    with by_hand(path) as file:
        return [line for line in file.iterdump() if not line.startswith('INSERT INTO "history"')]


@pytest.fixture
def kept(store, tmp_path):
    target = tmp_path / "copies" / "copy.accord"
    target.parent.mkdir()
    copy(store, target)
    store.close()
    return target


def test_a_copy_takes_the_place_and_the_old_file_stays(kept, data):
    old = data.read_bytes()
    before = restore(kept, data, NOW)
    assert before == data.with_name("desk-before-20261125-093000.accord")
    assert before.read_bytes() == old
    assert contents(data) == contents(kept)
    assert findings(data) == []


def test_a_copy_can_be_restored_where_there_was_nothing(kept, tmp_path):
    new = tmp_path / "new" / "desk.accord"
    assert restore(kept, new, NOW) is None
    assert findings(new) == []


def test_something_else_is_refused_and_nothing_changes(kept, data):
    old = data.read_bytes()
    kept.write_bytes(b"not a data file at all, but long enough to be looked at" * 4)
    with pytest.raises(NotOursError):
        restore(kept, data, NOW)
    assert data.read_bytes() == old
    assert {file.name for file in data.parent.iterdir()} == {"desk.accord", "copies"}


def test_a_copy_that_was_tampered_with_is_refused(kept, data):
    old = data.read_bytes()
    with without_guards(kept) as connection:
        connection.execute("UPDATE document SET total = total + 1")
    with pytest.raises(FaultyCopyError):
        restore(kept, data, NOW)
    assert data.read_bytes() == old


def test_the_file_itself_is_no_copy(data):
    with pytest.raises(SameFileError):
        restore(data, data, NOW)


def test_an_open_file_is_left_alone(data, tmp_path):
    with opened(data) as store:
        target = tmp_path / "copy.accord"
        copy(store, target)
        with pytest.raises(OpenElsewhereError):
            restore(target, data, NOW)


def test_a_journal_goes_with_the_file_it_belongs_to(kept, data):
    journal = data.with_name("desk.accord-journal")
    journal.write_bytes(b"")
    before = restore(kept, data, NOW)
    assert not journal.exists()
    assert before.with_name(f"{before.name}-journal").exists()
    assert sqlite3.connect(data).execute("SELECT count(*) FROM document").fetchone()
