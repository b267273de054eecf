"""A few facts about the chosen row, beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.ui.labels import Role, label
from app.ui.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ui.buttons import Button
    from app.ui.kit import Kit


class Facts(QFrame):
    """A heading, facts with their names, and what can be done."""

    def __init__(self, kit: Kit, buttons: Sequence[Button]) -> None:
        super().__init__()
        self._kit = kit
        self.setObjectName("Pane")
        self.setMinimumWidth(300)
        self._above = label(role=Role.MUTED)
        self._name = label(role=Role.H2, wrap=True)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 6, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._body = QWidget()
        self._body.setObjectName("Inside")
        self._body.setLayout(column(self._grid, None))
        scroll = QScrollArea()
        scroll.setObjectName("Scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._body)
        head = column(self._above, self._name, row(*buttons, None, gap=8), gap=8)
        self.setLayout(column(head, (scroll, 1), gap=8, margins=(20, 16, 8, 12)))

    def show_facts(self, heading: tuple[str, str], facts: Sequence[tuple[str, str]]) -> None:
        """Show others."""
        self._name.setText(heading[0])
        self._above.setText(heading[1])
        self._above.setVisible(bool(heading[1]))
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for line, (name, text) in enumerate((n, t) for n, t in facts if t):
            words = label(self._kit.language.say(name), Role.SMALL)
            self._grid.addWidget(words, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(text, wrap=True), line, 1, Qt.AlignmentFlag.AlignTop)
