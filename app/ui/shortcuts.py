"""Every key of the program in one list, and the sheet that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.sentence import N_
from app.ui.buttons import Button
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.kit import Kit

_WIDE = 620


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

GROUPS = (
    (N_("Everywhere"), (SEARCH, PAGES, NEW, UNDO, FILTER, THEME, HELP, CLOSE)),
    (
        N_("Month end"),
        (
            Keys(("Up", "Down"), N_("Go through the clients")),
            Keys(("Space",), N_("Leave a client out or in")),
            ACCEPT,
            ISSUE,
        ),
    ),
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
            Keys(("+", "-"), N_("Larger or smaller")),
            Keys(("0",), N_("Fit again")),
        ),
    ),
)


class KeySheet(Sheet):
    """The list of all keys."""

    def __init__(self, kit: Kit, window: QWidget) -> None:
        say = kit.language.say
        halves = (QGridLayout(), QGridLayout())
        for place, (title, keys) in enumerate(GROUPS):
            _group(halves[0 if place == 0 else place % 2 and 1], kit, title, keys)
        for half in halves:
            half.setHorizontalSpacing(14)
            half.setVerticalSpacing(7)
            half.setRowStretch(half.rowCount(), 1)
        close = Button(kit.theme, say("Close"))
        title = say("Keys")
        inside = column(
            label(title, Role.H2),
            6,
            row(halves[0], halves[1], gap=36),
            12,
            row(None, close),
            gap=8,
            margins=(24, 22, 24, 20),
        )
        super().__init__(window, title, kit.theme.scaled(_WIDE), inside)
        self.close_button = close
        close.clicked.connect(self.dismiss)


def _group(grid: QGridLayout, kit: Kit, title: str, keys: tuple[Keys, ...]) -> None:
    heading = label(kit.language.say(title), Role.CAPTION)
    heading.setContentsMargins(0, 8 if grid.count() else 0, 0, 2)
    grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
    for one in keys:
        line = grid.rowCount()
        grid.addWidget(label(kit.language.say(one.text), Role.SMALL, wrap=True), line, 0)
        names = [label(native(key), Role.KEY) for key in one.keys[:2] if key != "Ctrl+Enter"]
        grid.addLayout(column(row(None, *names, gap=4), None), line, 1)
    grid.setColumnStretch(0, 1)


def bind(within: QWidget, keys: Keys, act: Callable[[], None]) -> None:
    """Let keys act while the focus is in a widget or in something inside it."""
    for key in keys.keys:
        shortcut = QShortcut(QKeySequence(key), within)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)


def native(keys: str) -> str:
    """Keys as this kind of computer writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
