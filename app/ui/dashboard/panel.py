"""A card with a title and rows: an icon, a fact, a note, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from app.ui.buttons import Button, Kind
from app.ui.labels import ElidedLabel, IconLabel, Role, label
from app.ui.layout import clear, column, row
from app.ui.tokens import ICON_LARGE, Ink

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.ui.icons import Icon
    from app.ui.kit import Kit


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a panel, already in the person's language."""

    icon: Icon
    ink: Ink
    text: str
    note: str
    offer: str = ""
    act: Callable[[], None] | None = None


class Panel(QFrame):
    """Shows other facts when they change."""

    def __init__(self, kit: Kit, title: str, *beside: QWidget) -> None:
        super().__init__()
        self.setObjectName("Card")
        self._kit = kit
        head = row(label(title, Role.H3), None, *beside, gap=8)
        self.body = column(gap=6)
        self.setLayout(column(head, 4, self.body, None, gap=4, margins=(16, 12, 12, 12)))
        self._facts: tuple[Fact, ...] = ()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these rows and no others."""
        clear(self.body)
        self._facts = tuple(facts)
        for fact in facts:
            self.body.addWidget(self._row(fact))

    def _row(self, fact: Fact) -> QWidget:
        made = QWidget()
        icon = IconLabel(self._kit.theme, fact.icon, fact.ink, ICON_LARGE)
        text, note = ElidedLabel(Role.STRONG), ElidedLabel(Role.MUTED)
        text.show_text(fact.text)
        note.show_text(fact.note)
        words = column(text, gap=0) if not fact.note else column(text, note, gap=0)
        box = row(icon, gap=12, margins=(0, 3, 0, 3))
        box.addLayout(words, 1)
        if fact.act:
            button = Button(self._kit.theme, fact.offer, Kind.PLAIN)
            button.setAccessibleName(f"{fact.offer}: {fact.text}")
            button.clicked.connect(fact.act)
            box.addWidget(button)
        made.setLayout(box)
        made.setMinimumHeight(self._kit.theme.scaled(40))
        return made
