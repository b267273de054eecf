"""Last time, this time, and what makes the difference: in amounts and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.billing.words import signed
from app.ui.labels import Role, label
from app.ui.layout import clear, column, framed, line, row

if TYPE_CHECKING:
    from app.domain.comparison import Change, Comparison
    from app.ui.kit import Kit


class Differences(QScrollArea):
    """Tells how a client's net total came to differ from the last one."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(kit.language.say("Why different?"))
        self._told = QVBoxLayout()
        self._told.setSpacing(8)
        inside = column(self._told, None, gap=0, margins=(16, 10, 16, 14))
        self.setWidget(framed("Pane", inside))

    def show_comparison(self, found: Comparison | None) -> None:
        """Tell of another client."""
        clear(self._told)
        if found is None:
            return
        language = self._kit.language
        if found.last is None:
            text = language.say("It is billed for the first time, so there is nothing to compare.")
            self._told.addWidget(label(text, Role.MUTED, wrap=True))
            return
        self._told.addWidget(self._totals(found))
        self._told.addWidget(line())
        if not found.changes:
            self._told.addWidget(label(language.say("The same as last time."), Role.MUTED))
        for change in found.changes:
            self._told.addWidget(self._change(change))

    def _totals(self, found: Comparison) -> QWidget:
        language = self._kit.language
        then = language.say("Last time, through {day}", day=found.last or "")
        return framed(
            "Step",
            row(
                (_figure(then, language.money(found.before)), 1),
                (_figure(language.say("This time"), language.money(found.now)), 1),
                _figure(language.say("Difference"), signed(language, found.delta), is_right=True),
                gap=12,
            ),
        )

    def _change(self, change: Change) -> QWidget:
        language = self._kit.language
        title = label(language.tell(change.title), Role.STRONG, wrap=True)
        amount = label(signed(language, change.delta), Role.STRONG)
        why = label(language.tell(change.why), Role.SMALL, wrap=True)
        why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = row((title, 1), amount, gap=12)
        head.setAlignment(amount, Qt.AlignmentFlag.AlignTop)
        return framed("Step", column(head, why, gap=1))


def _figure(caption: str, amount: str, *, is_right: bool = False) -> QWidget:
    side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    words, figure = label(caption, Role.SMALL, wrap=not is_right), label(amount, Role.STRONG)
    for one in (words, figure):
        one.setAlignment(side | Qt.AlignmentFlag.AlignTop)
    return framed("Step", column(words, figure, None, gap=1))
