"""The sheet of all keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.buttons import Button
from app.ui.labels import Role, label
from app.ui.layout import column, row, scrolled
from app.ui.sheet import Sheet
from app.ui.shortcuts import GROUPS, native

if TYPE_CHECKING:
    from app.ui.kit import Kit
    from app.ui.shortcuts import Keys

_WIDE = 680


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
        room = window.height() - kit.theme.scaled(210)
        keys = scrolled(row(halves[0], halves[1], gap=36), room)
        keys.setAccessibleName(title)
        inside = column(
            label(title, Role.H2),
            6,
            (keys, 1),
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
