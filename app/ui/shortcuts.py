"""Every key of the program in one list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.domain.sentence import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys and what they do; the words are marked, not translated."""

    keys: tuple[str, ...]
    text: str


SEARCH = Keys(("Ctrl+K",), N_("Search, go, do"))
PAGES = Keys(("Ctrl+1", "Ctrl+9"), N_("Go to a page"))
NEW = Keys(("Ctrl+N",), N_("New on this page"))
UNDO = Keys(("Ctrl+Z",), N_("Undo"))
FILTER = Keys(("Ctrl+F",), N_("Filter the list"))
HELP = Keys(("F1",), N_("Show the keys"))
THEME = Keys(("Ctrl+Shift+L",), N_("Light or dark"))
CLOSE = Keys(("Esc",), N_("Close, empty the filter"))
ISSUE = Keys(("Ctrl+Return", "Ctrl+Enter"), N_("Issue what is ready"))
ACCEPT = Keys(("A",), N_("Accept what to look at"))
HOLD = Keys(("H",), N_("Hold a line"))
WAIVE = Keys(("W",), N_("Waive a line"))
ORIGIN = Keys(("E",), N_("Open what a line comes from"))
ADD_LINE = Keys(("L",), N_("Add a line"))
CHECK = Keys(("C",), N_("Tick the document as checked, and go on"))
STEPS = Keys(("Alt+1", "Alt+5"), N_("Go to a step"))
APPROVE_ALL = Keys(("Shift+A",), N_("Approve all work that is listed"))
WRITE_OFF = Keys(("W",), N_("Write work off"))
OPEN_MAIL = Keys(("Return", "Enter"), N_("Open the mail"))
PRINT = Keys(("Ctrl+P",), N_("Print"))
PRINT_NOW = Keys(("Ctrl+Shift+P",), N_("Print at once on the usual printer"))
REPLY = Keys(("R",), N_("Reply to the client"))
NOTE = Keys(("N",), N_("Write a note"))
STATUS = Keys(("S",), N_("Change the status"))
PRIORITY = Keys(("P",), N_("Change the priority"))
RESOLVE = Keys(("E",), N_("Resolve or reopen"))
BULK = Keys(("B",), N_("Change all that are chosen"))
LOG = Keys(("L",), N_("Log time"))
CHANGE = Keys(("Return", "Enter", "F2"), N_("Change the entry, log a gap"))
APPROVE = Keys(("A",), N_("Approve the entry, or no more"))
REMOVE = Keys(("Del",), N_("Take the entry away"))
EARLIER = Keys(("[",), N_("A day or a week back"))
LATER = Keys(("]",), N_("A day or a week on"))
BEFORE = Keys(("[",), N_("The days before"))
AFTER = Keys(("]",), N_("The days after"))
OPEN = Keys(("Return", "Enter"), N_("Open the ticket"))
TIMER = Keys(("Ctrl+T",), N_("Start a timer; stop and log it"))
PAUSE = Keys(("Ctrl+Shift+T",), N_("Pause the timer"))
SAVE_NOTE = Keys(("Ctrl+Return", "Ctrl+Enter"), N_("Save what was written"))

GROUPS = (
    (N_("Everywhere"), (SEARCH, PAGES, NEW, UNDO, TIMER, PAUSE, FILTER, THEME, HELP, CLOSE)),
    (
        N_("Month end"),
        (
            Keys(("Up", "Down"), N_("Go through the clients")),
            Keys(("Space",), N_("Leave a client out or in")),
            STEPS,
            ACCEPT,
            CHECK,
            HOLD,
            WAIVE,
            ORIGIN,
            ADD_LINE,
            ISSUE,
            APPROVE_ALL,
            WRITE_OFF,
        ),
    ),
    (N_("Tickets"), (REPLY, NOTE, SAVE_NOTE, STATUS, PRIORITY, RESOLVE, BULK, LOG)),
    (N_("Service levels"), (BEFORE, AFTER, OPEN)),
    (N_("Time"), (CHANGE, APPROVE, REMOVE, EARLIER, LATER)),
    (
        N_("Dates"),
        (
            Keys(("Up", "Down"), N_("A day on or back")),
            Keys(("PgUp", "PgDown"), N_("Month end before or after")),
            Keys(("F4",), N_("Open the month")),
        ),
    ),
    (
        N_("Paper"),
        (
            PRINT,
            PRINT_NOW,
            Keys(("+", "-"), N_("Larger or smaller")),
            Keys(("0",), N_("Fit again")),
        ),
    ),
)


def bind(within: QWidget, keys: Keys, act: Callable[[], None]) -> None:
    """Let keys act while the focus is in a widget or in something inside it."""
    for key in keys.keys:
        shortcut = QShortcut(QKeySequence(key), within)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)


def native(keys: str) -> str:
    """Keys as this kind of computer writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
