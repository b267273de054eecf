"""What can be done with a client beside its form: files, another name, an end."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent

from app.ui.buttons import ToolButton
from app.ui.records.asking import AskSheet
from app.ui.records.confirming import ConfirmSheet
from tests.ui.books import ACME, COMPANY

PATH = ("clients", "ACME")


@pytest.fixture
def office(open_office):
    return open_office({**COMPANY, "clients": [ACME]})


@pytest.fixture
def files(office):
    page = office.open("clients", *PATH)
    page.record.segment.choose("Files")
    office.settle()
    return page.record._made["Files"]


@pytest.fixture
def told(monkeypatch):
    sentences = []
    for module in ("app.ui.records.files", "app.ui.records.page", "app.ui.clients.acts"):
        monkeypatch.setattr(
            f"{module}.present", lambda kit, over, error: sentences.append(str(error))
        )
    return sentences


def drop(tab, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    tab.dropEvent(event)
    return event.isAccepted()


def names(tab):
    return [row.name for row in tab.table.rows]


def test_files_are_dropped_opened_saved_and_removed_and_come_back(
    office, files, tmp_path, monkeypatch
):
    for name in ("plan.txt", "keys.txt"):
        (tmp_path / name).write_text(f"{name} of Acme")
    assert not files.table.rows
    assert files._stack.currentIndex() == 1
    assert drop(files, tmp_path / "plan.txt", tmp_path / "keys.txt")
    office.settle()
    assert names(files) == ["keys.txt", "plan.txt"]
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    files.table.choose(files.table.rows[1].id)
    files.open.click()
    office.settle()
    assert [Path(path).read_text() for path in opened] == ["plan.txt of Acme"]
    files.write_current(str(tmp_path / "copy.txt"))
    office.settle()
    assert (tmp_path / "copy.txt").read_text() == "plan.txt of Acme"
    files.table.setFocus()
    office.press(Qt.Key.Key_Delete)
    assert names(files) == ["keys.txt"]
    assert files.table.hasFocus()
    office.window.undos.undo()
    office.settle()
    assert sorted(names(files)) == ["keys.txt", "plan.txt"]
    office.window.undos.undo()
    office.settle()
    assert names(files) == []


def test_what_cannot_be_kept_or_opened_is_told(office, files, told, tmp_path):
    large = tmp_path / "large.iso"
    with large.open("wb") as file:
        file.truncate(10_000_001)
    small = tmp_path / "setup.exe"
    small.write_bytes(b"MZ")
    files.take([str(small), str(large)])
    office.settle()
    assert told == ["large.iso has 10.0 MB; a file that is kept has 10 MB at most."]
    assert names(files) == []
    files.take([str(small)])
    office.settle()
    files.open_current()
    assert told[1].startswith("setup.exe is a program and is not opened from here.")
    files.take([str(tmp_path / "gone.txt")])
    office.settle()
    assert told[2].startswith("gone.txt cannot be read")


def act(page, text):
    actions = [
        action
        for button in page.record.findChildren(ToolButton)
        if button.menu()
        for action in button.menu().actions()
    ]
    next(action for action in actions if action.text() == text).trigger()


def test_a_client_gets_another_code_and_name_and_its_old_ones_back(office):
    page = office.open("clients", *PATH)
    act(page, "Rename…")
    sheet = office.sheet(AskSheet)
    sheet.boxes["code"].control.line.setText("DENTAL")
    sheet.boxes["name"].control.line.setText("Dental Group")
    sheet.answer()
    office.settle()
    assert page.record.path == ("clients", "DENTAL")
    assert office.services.editing.record("clients", "DENTAL")["name"] == "Dental Group"
    office.window.undos.undo()
    office.settle()
    assert office.services.editing.record(*PATH)["name"] == ACME["name"]
    assert office.services.editing.record("clients", "DENTAL") == {}


def test_a_client_goes_with_all_that_is_its_own_and_comes_back(office):
    whole = office.services.editing.record(*PATH)
    page = office.open("clients", *PATH)
    act(page, "Remove…")
    sheet = office.sheet(ConfirmSheet)
    assert sheet.ok.accessibleName() == f"Remove {ACME['name']}"
    assert sheet.cancel.hasFocus()
    sheet.ok.click()
    office.settle()
    assert office.services.clients.list() == ()
    office.window.undos.undo()
    office.settle()
    assert office.services.editing.record(*PATH) == whole


def test_a_billed_client_stays_and_keeps_its_code(office, told):
    through = date(2026, 11, 30)
    billing = office.services.billing
    billing.issue(billing.review(through).proposals, through)
    page = office.open("clients", *PATH)
    act(page, "Rename…")
    sheet = office.sheet(AskSheet)
    assert list(sheet.boxes) == ["name"]
    sheet.dismiss()
    act(page, "Remove…")
    office.sheet(ConfirmSheet).ok.click()
    office.settle()
    assert told == ["ACME cannot be removed: it is used by 1 issued document."]
    assert [row.code for row in office.services.clients.list()] == ["ACME"]
