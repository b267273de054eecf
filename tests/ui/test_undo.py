import pytest
from PySide6.QtCore import Qt

from app.domain.errors import RuleError
from app.domain.sentence import say
from app.ui.toast import Toast
from app.ui.undo import Undos

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def undos(jobs):
    return Undos(jobs)


def test_the_newest_is_taken_back_first_and_each_only_once(qtbot, undos):
    back = []
    for name in ("first", "second"):
        undos.push(say(name), lambda name=name: back.append(name))
    for _ in range(2):
        with qtbot.waitSignal(undos.undone):
            undos.undo()
    undos.undo()
    assert back == ["second", "first"]
    assert undos.next is None


def test_while_one_is_taken_back_no_other_is(qtbot, undos):
    back = []
    undos.push(say("first"), lambda: back.append("first"))
    undos.push(say("second"), lambda: back.append("second"))
    with qtbot.waitSignal(undos.undone):
        undos.undo()
        undos.undo()
    assert back == ["second"]
    assert undos.next.done == say("first")


def test_what_an_older_toast_offers_can_still_be_taken_back(qtbot, undos):
    back = []
    older = undos.push(say("first"), lambda: back.append("first"))
    undos.push(say("second"), lambda: back.append("second"))
    with qtbot.waitSignal(undos.undone):
        undos.take_back(older)
    assert back == ["first"]
    assert undos.next.done == say("second")


def test_what_cannot_be_taken_back_now_says_why_and_stays(qtbot, undos):
    def refuse():
        raise RuleError(detail="it was billed meanwhile")

    undos.push(say("Archived"), refuse)
    with qtbot.waitSignal(undos.failed) as told:
        undos.undo()
    assert "billed meanwhile" in str(told.args[0])
    assert undos.next.done == say("Archived")


def test_after_forgetting_there_is_nothing_to_take_back(qtbot, undos):
    undos.push(say("Archived"), lambda: None)
    undos.forget()
    with qtbot.assertNotEmitted(undos.undone):
        undos.undo()


def toasts(desk):
    return [one for one in desk.window.findChildren(Toast) if one.isVisible()]


def test_the_window_says_what_was_done_and_offers_to_take_it_back(desk):
    back = []
    desk.window.undos.push(say("{name} archived", name="Acme"), lambda: back.append("Acme"))
    (toast,) = toasts(desk)
    assert toast.accessibleName() == "Acme archived"
    with desk.qtbot.waitSignal(desk.window.undos.undone):
        toast.button.click()
    assert back == ["Acme"]
    assert [one.accessibleName() for one in toasts(desk)] == ["Undone: Acme archived"]


def test_control_z_takes_back_whichever_page_is_open(desk):
    back = []
    desk.window.undos.push(say("Archived"), lambda: back.append(1))
    desk.window.go("documents")
    with desk.qtbot.waitSignal(desk.window.undos.undone):
        desk.qtbot.keyClick(desk.window.focusWidget(), Qt.Key.Key_Z, CONTROL)
    assert back == [1]


def test_while_one_types_control_z_takes_back_the_typing(desk):
    back = []
    desk.window.undos.push(say("Archived"), lambda: back.append(1))
    narrow = desk.month_end.narrow
    narrow.setFocus()
    desk.qtbot.keyClicks(narrow, "acme")
    desk.qtbot.keyClick(narrow, Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert (narrow.text(), back) == ("", [])


def test_a_newer_toast_takes_the_place_of_the_older(desk):
    first = Toast(desk.window._kit.theme, desk.window, "One")
    second = Toast(desk.window._kit.theme, desk.window, "Two")
    assert not first.isVisible()
    desk.window.resize(1100, 700)
    assert abs(second.geometry().center().x() - 550) <= 1
