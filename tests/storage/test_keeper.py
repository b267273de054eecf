import json
import stat
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import update

from app import models as m
from app.storage import locked
from app.storage.aside import put_aside
from app.storage.errors import NotOursError
from app.storage.keeper import Keeper
from app.storage.locked import TooSlowError, WrongPassphraseError
from app.storage.marks import restored_at
from app.storage.restoring import preview, restore
from app.storage.shelf import NOTES, Notes, Shelf
from app.storage.store import note
from tests.storage.samples import CLOCK, findings, issue, line, opened

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def rename(store, name):
    with store.write() as session:
        session.execute(update(m.Company).values(name=name))
        note(session, "change", "company", {"now": {"name": name}})


def bill(store, charge):
    with store.write() as session:
        return issue(session, line(charge))


@pytest.fixture
def keeper(store):
    return Keeper(store, CLOCK)


def test_a_backup_is_made_only_where_something_changed(store, keeper):
    keeper.before("issue")
    keeper.before("issue")
    keeper.leave()
    assert [made.known.why for made in keeper.shelf.backups()] == ["issue"]
    rename(store, "Quay IT")
    keeper.leave()
    assert [made.known.why for made in keeper.shelf.backups()] == ["exit", "issue"]


def test_backups_are_for_nobody_else_to_read(keeper):
    made = keeper.make("hand")
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((made.path.parent / NOTES).stat().st_mode) == 0o600


def test_changes_wait_half_an_hour_at_most(store, data):
    clock = [NOW]

    class Clock:
        def now(self):
            return clock[0]

    keeper = Keeper(store, Clock())
    keeper.if_due()
    rename(store, "Quay IT")
    clock[0] += timedelta(minutes=29)
    keeper.if_due()
    assert len(keeper.shelf.backups()) == 1
    clock[0] += timedelta(minutes=1)
    keeper.if_due()
    keeper.if_due()
    assert len(keeper.shelf.backups()) == 2


def test_a_second_folder_gets_the_same_and_a_missing_one_is_told(store, keeper, tmp_path):
    drive = tmp_path / "drive"
    drive.mkdir()
    keeper.shelf.keep(Notes(second=str(drive)))
    made = keeper.make("hand")
    assert (drive / made.path.name).read_bytes() == made.path.read_bytes()
    drive.rename(tmp_path / "gone")
    rename(store, "Quay IT")
    again = keeper.make("hand")
    assert again.path.exists()
    (told,) = keeper.shelf.notes().trouble
    assert str(drive) in told.plain()
    assert not drive.exists()


def test_what_spoils_the_notes_costs_no_backup(store, keeper):
    made = keeper.make("hand")
    (made.path.parent / NOTES).write_text("{", "utf-8")
    assert [each.path for each in keeper.shelf.backups()] == [made.path]
    rename(store, "Quay IT")
    keeper.make("hand")
    assert len(keeper.shelf.backups()) == 2


def test_a_changed_backup_is_not_called_checked(keeper):
    made = keeper.make("hand")
    made.path.write_bytes(made.path.read_bytes() + b"x")
    (found,) = keeper.shelf.backups()
    assert found.known is None


def test_trouble_is_told_and_stops_nothing(store, keeper, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.storage.backup.put_in_place", fail)
    keeper.before("issue")
    assert "No space left" in keeper.shelf.notes().trouble[0].plain()
    assert [path.name for path in keeper.shelf.folder.iterdir()] == [NOTES]


@pytest.mark.thorough
def test_an_encrypted_backup_opens_with_its_passphrase_alone(store, data, keeper, tmp_path):
    made = keeper.make("hand", "correct horse battery staple")
    assert made.is_locked
    assert b"Acme" not in made.path.read_bytes()
    store.close()
    with pytest.raises(WrongPassphraseError):
        preview(made.path, data, "wrong")
    new = tmp_path / "new" / "desk.accord"
    restore(made.path, new, NOW, passphrase="correct horse battery staple")
    assert findings(new) == []
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    assert [path.name for path in new.parent.iterdir()] == [new.name]


def test_a_drill_restores_the_newest_and_notes_how_it_went(keeper):
    made = keeper.make("hand")
    drill = keeper.drill()
    assert (drill.name, drill.fault) == (made.path.name, "")
    assert keeper.drill_if_due() is None
    assert not (keeper.shelf.folder / "drill").exists()


def test_a_drill_says_what_is_wrong(keeper):
    made = keeper.make("hand")
    made.path.write_bytes(b"nothing like a data file")
    assert "not a data file" in keeper.drill().fault


def test_numbers_go_on_after_those_of_the_replaced_file(store, data, keeper):
    backup = keeper.make("hand").path
    lost = [bill(store, f"later/{i}") for i in range(2)]
    store.close()
    found = preview(backup, data)
    assert found.lost == tuple(lost) == ("INV-00004", "INV-00005")
    assert found.changes == 2
    restore(backup, data, NOW)
    assert findings(data) == []
    with opened(data) as again, again.read() as session:
        assert session.query(m.NumberSeries).one().last == 5
        assert restored_at(session) == NOW
    restore(backup, data, NOW)
    with opened(data) as again, again.read() as session:
        assert session.query(m.NumberSeries).one().last == 5
    assert findings(data) == []
    assert len(list(data.parent.glob("desk-before-*"))) == 2


def test_numbers_go_on_where_the_replaced_file_cannot_be_read(store, data, keeper):
    keeper.watch()
    backup = keeper.make("hand").path
    with store.write() as session:
        session.execute(update(m.Company).values(name="Quay IT"))
        issue(session, line("later"))
    store.close()
    data.write_bytes(data.read_bytes()[:4096])
    restore(backup, data, NOW, marks=Shelf(data).notes().marks)
    with opened(data) as again, again.read() as session:
        assert session.query(m.NumberSeries).one().last == 4
    assert findings(data) == []


def test_another_companys_numbers_are_not_taken_over(store, data, keeper, tmp_path):
    backup = keeper.make("hand").path
    store.close()
    other = tmp_path / "other.accord"
    with opened(other, create=True) as fresh, fresh.write() as session:
        note(session, "change", "company", {"now": {"name": "Else"}})
        session.add(m.NumberSeries(series="INV-{seq:05}", last=900))
    assert preview(backup, other).is_other
    restore(backup, other, NOW)
    assert findings(other) == []
    with opened(other) as again, again.read() as session:
        assert session.query(m.NumberSeries).one().last == 3


def test_a_gap_that_no_restore_explains_is_still_told(store, data):
    with store.write() as session:
        session.query(m.NumberSeries).one().last = 7
    store.close()
    assert findings(data) == ["Series INV-{seq:05} misses 4-7."]


def test_a_foreign_file_is_no_backup(store, data, tmp_path):
    store.close()
    other = tmp_path / "other.accord"
    other.write_text(json.dumps({"some": "thing"}), "utf-8")
    before = data.read_bytes()
    with pytest.raises(NotOursError):
        preview(other, data)
    assert data.read_bytes() == before


@pytest.mark.parametrize("locks", [(True, True, False), (False, True, True), (True, False, True)])
def test_backups_of_one_second_are_all_found_again(data, locks):
    shelf = Shelf(data)
    shelf.folder.mkdir()
    for is_locked in locks:
        shelf.place(NOW, is_locked=is_locked).touch()
    found = shelf.backups()
    assert len(found) == len(locks)
    assert sorted(each.is_locked for each in found) == sorted(locks)


def test_what_was_put_aside_is_found_by_its_name_alone(data):
    for name in (
        "desk-before-shape-2.accord",
        "desk-before-20260101-101112.accord",
        "desk-before-20260101-101112-2.accord",
        "desk-before-lunch.accord",
        "other-before-shape-2.accord",
        "desk-before-shape-2.accord-journal",
    ):
        data.with_name(name).touch()
    found = put_aside(data)
    assert sorted(each.path.name for each in found) == [
        "desk-before-20260101-101112-2.accord",
        "desk-before-20260101-101112.accord",
        "desk-before-shape-2.accord",
    ]
    assert sorted(each.shape for each in found) == [0, 0, 2]


class Busy:
    """age on a computer that seems slow at first."""

    class DecryptError(Exception):
        pass

    def __init__(self, times):
        self.left, self.passphrase = times, self

    def decrypt(self, locked, passphrase):
        self.left -= 1
        if self.left >= 0:
            raise self.DecryptError("Excessive work parameter for passphrase.")
        if passphrase != "right":
            raise self.DecryptError("Decryption failed")
        return locked


@pytest.mark.parametrize(
    ("times", "passphrase", "error"),
    [(3, "right", None), (10_000, "right", TooSlowError), (3, "wrong", WrongPassphraseError)],
)
def test_a_busy_moment_is_no_wrong_passphrase(tmp_path, monkeypatch, times, passphrase, error):
    monkeypatch.setattr(locked, "_age", partial(_same, Busy(times)))
    path = tmp_path / "a.age"
    path.write_bytes(b"inside")
    with pytest.raises(error) if error else nullcontext():
        locked.unlock(path, tmp_path / "b", passphrase)
    assert error or (tmp_path / "b").read_bytes() == b"inside"


def _same(age):
    return age
