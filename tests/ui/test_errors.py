import sys

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget

from app.domain.errors import CancelledError, InvalidError, Problem, RuleError, StoreError
from app.ui.errors import hook, present


@pytest.fixture
def over(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def told(over):
    return over.findChild(QMessageBox)


def test_a_rule_is_told_in_its_own_sentence(kit, over):
    present(kit, over, RuleError(detail="the month is closed"))
    box = told(over)
    assert box.text() == "Something is not possible: the month is closed"
    assert [button.text() for button in box.buttons()] == ["Close"]


def test_a_wanted_stop_needs_no_words(kit, over):
    present(kit, over, CancelledError())
    assert told(over) is None


def test_trouble_with_a_file_is_logged_too(kit, over, caplog):
    present(kit, over, StoreError(detail="the disk is full"))
    assert "the disk is full" in caplog.text
    assert told(over).isVisible()


def test_every_problem_is_told_with_its_place(kit, over):
    problems = [Problem(f"clients[{number}].name", "Enter a name.") for number in range(20)]
    present(kit, over, InvalidError(problems))
    lines = told(over).informativeText().splitlines()
    assert lines[0] == "clients[0].name: Enter a name."
    assert lines[-1] == "… and 8 more"


def test_a_bug_is_told_honestly_and_its_details_can_be_copied(kit, over, qapp, caplog, qtbot):
    present(kit, over, ZeroDivisionError("nobody thought of this"))
    box = told(over)
    assert "unexpected" in box.text()
    assert "nobody thought of this" not in box.text()
    # A message may quote what a client is called: neither log nor details have it.
    assert "nobody thought of this" not in caplog.text
    assert "ZeroDivisionError" in caplog.text
    copy = next(button for button in box.buttons() if button.text() == "Copy details")
    copy.click()
    assert "ZeroDivisionError" in qapp.clipboard().text()
    assert "nobody thought of this" not in qapp.clipboard().text()
    assert box.isVisible()
    qtbot.keyClick(box, "\x1b")
    assert not box.isVisible()


def test_what_nobody_expected_ends_here_too(kit, over, monkeypatch, capsys):
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    hook(kit, over)
    error = ValueError("lost")
    sys.excepthook(ValueError, error, None)
    assert told(over).isVisible()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_what_fails_with_every_frame_is_told_once(kit, over):
    for _ in range(3):
        present(kit, over, ValueError("while painting"))
    assert sum(box.isVisible() for box in over.findChildren(QMessageBox)) == 1


@pytest.mark.parametrize("error", [RuleError(detail="no"), ValueError("bug")], ids=["rule", "bug"])
def test_telling_does_not_block(kit, over, error):
    present(kit, over, error)
    assert told(over).isVisible()
