"""Backups in the window, over a real data file: made, encrypted, put back, an upgrade undone."""

import shutil
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from app.bootstrap import desk
from app.opening import Opening
from app.ui import start
from app.ui.backups.encrypting import EncryptSheet
from app.ui.backups.passphrase import PassphraseSheet
from app.ui.backups.preview import RestoreSheet
from app.ui.preferences import Preferences
from app.ui.problem import Act, ProblemPage
from app.ui.records.confirming import ConfirmSheet
from app.ui.start import Program, Surroundings
from app.ui.toast import Toast
from tests.faults.world import COMPANY
from tests.ui import fakes

AGES = Path(__file__).parents[1] / "storage" / "ages"
PASSPHRASE = "five old green doors"


class Office:
    """The whole program over one file."""

    def __init__(self, program, qtbot):
        self.program, self.window, self.qtbot = program, program.window, qtbot

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.program._jobs._jobs, timeout=60_000)

    def until_open(self):
        self.qtbot.waitUntil(lambda: self.window.is_open, timeout=60_000)
        self.settle()

    @property
    def services(self):
        return self.window._open.desk.services

    def backups(self):
        self.window.go("settings", "backups")
        self.settle()
        return self.window.page("settings").backups

    def press(self, name):
        [button] = [
            one
            for one in self.window.findChildren(QPushButton)
            if one.accessibleName() == name and one.isVisible()
        ]
        assert button.isEnabled(), name
        button.click()
        self.settle()

    def sheet(self, kind):
        self.qtbot.waitUntil(lambda: self.window.findChild(kind) is not None, timeout=60_000)
        return [one for one in self.window.findChildren(kind) if one.isVisible()][-1]

    def said(self):
        return [toast.accessibleName() for toast in self.window.findChildren(Toast)][-1]

    def issue(self, through):
        review = self.services.billing.review(through)
        due = [row.proposal for row in review.rows if row.proposal]
        return [each.number for each in self.services.billing.issue(due, through)]


def words(widget):
    return [one.text() for one in widget.findChildren(QLabel)]


@pytest.fixture
def data(tmp_path):
    return tmp_path / "desk.accord"


@pytest.fixture
def office(qtbot, theme, monkeypatch, data, own_keyring):
    monkeypatch.setattr(start, "hook", lambda kit, window: None)
    made = []

    def open_it():
        if not data.exists():
            import json

            with desk(data, create=True) as services:
                services.workbook.take_in([json.dumps(COMPANY).encode()])
        resources = fakes.RESOURCES
        around = Surroundings(
            data.with_name("accord.ini"),
            resources / "fonts",
            resources / "icons",
            resources / "locale",
            resources / "countries",
        )
        program = Program(Opening(data), around, Preferences(), theme)
        made.append(program)
        qtbot.addWidget(program.window)
        program.begin()
        found = Office(program, qtbot)
        found.until_open()
        return found

    yield open_it
    for program in made:
        program.end()


def test_a_backup_is_made_and_listed(office):
    found = office()
    view = found.backups()
    before = len(view.table.rows)
    found.press("Back up now")
    assert found.said().startswith("Backup made and checked: desk-")
    assert len(view.table.rows) == before + 1
    newest = view.table.rows[0]
    assert newest.why == "Made by hand"
    assert newest.path.stat().st_mode & 0o777 == 0o600
    assert any(text.startswith("Last backup: ") for text in words(view.pane))


def test_a_backup_is_put_back_after_a_look_at_what_would_be_lost(office, data):
    from datetime import date

    found = office()
    found.issue(date(2026, 1, 31))
    view = found.backups()
    found.press("Back up now")
    lost = found.issue(date(2026, 2, 28))
    assert len(lost) == 2
    view.table.choose(view.table.rows[0].path)
    found.press("Restore…")
    sheet = found.sheet(RestoreSheet)
    told = " ".join(words(sheet))
    assert "2 documents were issued after it" in told
    assert all(number in told for number in lost)
    assert found.window.focusWidget() is sheet.cancel
    sheet.cancel.click()
    assert len(found.services.documents.list()) == 4
    found.press("Restore…")
    found.sheet(RestoreSheet).ok.click()
    assert not found.window.is_open
    found.until_open()
    assert found.said().startswith("Restored. The file as it was before is kept: desk-before-")
    numbers = [row.number for row in found.services.documents.list()]
    assert len(numbers) == 2
    again = found.issue(date(2026, 2, 28))
    assert not set(again) & {*lost, *numbers}
    view = found.backups()
    [aside] = [row for row in view.table.rows if row.why == "Replaced by a restore"]
    assert aside.path.parent == data.parent


def test_backups_are_encrypted_and_opened_again(office, tmp_path, own_keyring):
    found = office()
    view = found.backups()
    found.press("Encrypt…")
    sheet = found.sheet(EncryptSheet)
    first = sheet.line.text()
    sheet.again.click()
    assert sheet.line.text() != first
    sheet.line.setText("short")
    sheet.kept.click()
    assert not sheet.ok.isEnabled()
    sheet.line.setText(PASSPHRASE)
    paper = tmp_path / "sheet.pdf"
    view.save_paper(PASSPHRASE, str(paper))
    found.settle()
    assert paper.stat().st_mode & 0o777 == 0o600
    told = PdfReader(BytesIO(paper.read_bytes())).pages[0].extract_text()
    assert "Recovery sheet" in told
    assert "Harbour IT" in told
    sheet.ok.click()
    found.settle()
    newest = view.table.rows[0].path
    assert newest.name.endswith(".accord.age")
    assert list(own_keyring.kept.values()) == [PASSPHRASE]
    view.put_back_file(str(newest))
    found.settle()
    found.sheet(RestoreSheet).cancel.click()
    own_keyring.kept.clear()
    view.put_back_file(str(newest))
    found.settle()
    for typed in ("wrong", PASSPHRASE):
        asks = found.sheet(PassphraseSheet)
        asks.line.setText(typed)
        asks.answer()
        found.settle()
    found.sheet(RestoreSheet).cancel.click()
    own_keyring.set_password("Accord backups", str(view._standing.folder), PASSPHRASE)
    found.press("Stop encrypting…")
    found.sheet(ConfirmSheet).ok.click()
    found.settle()
    assert view.table.rows[0].path.suffix == ".accord"
    assert "Backups are not encrypted" in words(view.pane)


def test_the_passphrase_is_only_in_the_keyring(office, tmp_path, own_keyring, own_home, caplog):
    found = office()
    view = found.backups()
    view.encrypt(PASSPHRASE)
    found.settle()
    view.drill()
    found.settle()
    written = [path for where in (tmp_path, own_home) for path in where.rglob("*")]
    assert any(path.name.endswith(".age") for path in written)
    for path in written:
        if path.is_file():
            assert PASSPHRASE.encode() not in path.read_bytes(), path
    assert PASSPHRASE not in caplog.text


def test_a_backup_that_is_damaged_changes_nothing(office, data):
    found = office()
    view = found.backups()
    found.press("Back up now")
    newest = view.table.rows[0].path
    whole = newest.read_bytes()
    newest.write_bytes(whole[: len(whole) // 2])
    view.put_back_file(str(newest))
    found.settle()
    [box] = [one for one in found.window.findChildren(QMessageBox) if one.isVisible()]
    assert newest.name in box.text()
    box.close()
    assert found.window.is_open
    view.refresh()
    found.settle()
    assert view.table.rows[0].state[0] == "Not as it was"


def test_a_drill_and_a_check_say_how_it_went(office):
    found = office()
    view = found.backups()
    assert "No restore drill yet" in words(view.pane)
    view.drill()
    found.settle()
    view.check()
    found.settle()
    told = " ".join(words(view.pane))
    assert "Restore drill passed: " in told
    assert "All is sound, " in told


def test_a_second_folder_gets_every_backup(office, tmp_path):
    found = office()
    view = found.backups()
    other = tmp_path / "usb"
    other.mkdir()
    view.use_second(str(other))
    found.settle()
    [copied] = other.iterdir()
    assert copied.read_bytes() == view.table.rows[0].path.read_bytes()
    found.press("None any more")
    assert "No second folder" in words(view.pane)


def test_an_upgrade_is_offered_to_be_undone_until_it_is_let_go(office, data):
    shutil.copy(AGES / "0001.accord", data)
    found = office()
    found.press("Undo the upgrade…")
    sheet = found.sheet(RestoreSheet)
    assert "this one would upgrade it again" in " ".join(words(sheet))
    sheet.ok.click()
    found.qtbot.waitUntil(lambda: isinstance(found.window.alone, ProblemPage), timeout=60_000)
    assert version(data) == 1
    page = found.window.alone
    assert "The upgrade is undone" in words(page)
    page.buttons[Act.UPGRADE].click()
    found.until_open()
    assert version(data) == 2
    found.press("It is fine")
    assert "Undo the upgrade…" not in buttons(found.window)
    found.program._leave()
    found.program._open()
    found.until_open()
    assert "Undo the upgrade…" not in buttons(found.window)
    whys = [row.why for row in found.backups().table.rows]
    assert "Replaced by an upgrade" in whys


def buttons(window):
    return [one.accessibleName() for one in window.findChildren(QPushButton) if one.isVisible()]


def version(path):
    import sqlite3

    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as file:
        return file.execute("PRAGMA user_version").fetchone()[0]


def test_a_clock_that_was_set_back_is_told_above_every_page(office, data):
    import json
    from datetime import UTC, datetime, timedelta

    from app.domain.clock import StoppedClock

    ahead = StoppedClock(datetime.now(UTC) + timedelta(days=2))  # noqa: TID251 - the real one
    with desk(data, create=True, clock=ahead) as services:
        services.workbook.take_in([json.dumps(COMPANY).encode()])
    found = office()
    assert any("clock is behind" in text for text in words(found.window))


def test_the_history_is_read_and_taken_away(office, tmp_path):
    found = office()
    found.services.editing.save({"clients": [{"code": "ACME", "phone": "0123"}]})
    found.window.go("settings", "history")
    found.settle()
    view = found.window.page("settings").history
    assert view.table.rows[0].about == "clients/ACME"
    assert "none changed since" in view.told.text()
    view.narrow.setText("0123")
    assert [each.about for each in view.table.rows] == ["clients/ACME"]
    view.save_as(str(tmp_path / "history.csv"))
    found.settle()
    assert b"clients/ACME" in (tmp_path / "history.csv").read_bytes()
    assert found.said() == "Saved as history.csv"
