import sqlite3

import pytest
from sqlalchemy import update

from app import models as m
from app.storage import backup
from app.storage.backup import CopyOntoItselfError, NotWholeError, copy
from app.storage.errors import DamagedError, DiskError
from app.storage.store import note
from tests.storage.samples import findings, opened, without_guards

EARLIER = b"an earlier copy"


@pytest.fixture
def target(tmp_path):
    (tmp_path / "copies").mkdir()
    return tmp_path / "copies" / "copy.accord"


def contents(path):
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_a_copy_is_all_there_is(store, data, target):
    copy(store, target)
    store.close()
    assert contents(target) == contents(data)
    assert findings(target) == []
    assert [file.name for file in target.parent.iterdir()] == [target.name]


def test_a_copy_can_be_read_from_a_read_only_folder(store, target):
    copy(store, target)
    assert target.read_bytes()[18:20] == b"\x01\x01"


def test_one_can_go_on_writing_after_a_copy(store, target):
    for name in ("First", "Second"):
        with store.write() as session:
            session.execute(update(m.Company).values(name=name))
            note(session, "change", "company", {"now": {"name": name}})
        copy(store, target)
    store.close()
    with opened(target) as again, again.read() as session:
        assert session.get_one(m.Company, 1).name == "Second"


def test_a_read_only_file_can_be_copied(data, target):
    with opened(data, read_only=True) as store:
        copy(store, target)
    assert contents(target) == contents(data)


def test_a_copy_is_not_made_over_the_file_itself(store, data):
    other = data.with_name("link.accord")
    other.symlink_to(data)
    for place in (data, other):
        with pytest.raises(CopyOntoItselfError, match="the data file itself"):
            copy(store, place)
    assert not data.with_name(f"{data.name}.part").exists()


def test_a_folder_that_is_not_there(store, target):
    with pytest.raises(DiskError):
        copy(store, target.parent / "none" / "copy.accord")


def test_what_a_killed_copy_left_is_removed(store, target):
    target.with_name("copy.accord.part").write_bytes(b"SQLite format 3\x00 half")
    copy(store, target)
    assert [file.name for file in target.parent.iterdir()] == [target.name]


def cut_short(part):
    part.write_bytes(part.read_bytes()[:-10_000])


def emptied(part):
    opened_part = opened(part.with_name("other.accord"), create=True)
    opened_part.close()
    part.with_name("other.accord").replace(part)


def changed_in_place(part):
    content = part.read_bytes()
    part.write_bytes(content.replace(b"printed once", b"printed ones"))


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [(cut_short, DamagedError), (emptied, NotWholeError), (changed_in_place, NotWholeError)],
)
def test_a_copy_that_did_not_become_whole_is_not_kept(store, target, monkeypatch, spoil, kind):
    write = type(store).copy_into

    def write_badly(self, part):
        write(self, part)
        spoil(part)

    target.write_bytes(EARLIER)
    monkeypatch.setattr(type(store), "copy_into", write_badly)
    with pytest.raises(kind, match=r"copy\.accord"):
        copy(store, target)
    assert target.read_bytes() == EARLIER
    assert [file.name for file in target.parent.iterdir()] == [target.name]


def test_a_full_disk_leaves_the_earlier_copy(store, target, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    target.write_bytes(EARLIER)
    monkeypatch.setattr(backup, "put_in_place", fail)
    with pytest.raises(DiskError, match="No space left"):
        copy(store, target)
    assert target.read_bytes() == EARLIER
    assert [file.name for file in target.parent.iterdir()] == [target.name]


def test_a_fault_of_the_file_itself_is_no_reason_to_go_without_copies(data, target):
    with without_guards(data) as file:
        file.execute("UPDATE document SET date = '2026-04-01' WHERE id = 2")
    with opened(data) as store:
        copy(store, target)
    assert findings(target) == findings(data) == ["INV-00002 was changed after it was issued."]
