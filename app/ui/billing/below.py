"""What stands below the paper: its lines, or why they come to another sum than last time."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.domain.sentence import N_
from app.ui.billing.differences import Differences
from app.ui.billing.lines import Lines
from app.ui.layout import column, line, row
from app.ui.segment import Segment

if TYPE_CHECKING:
    from app.domain.comparison import Comparison
    from app.domain.proposal import Proposal
    from app.ui.kit import Kit


class Tell(StrEnum):
    """What is told of a document."""

    LINES = N_("Lines")
    DIFFERENCES = N_("Why different?")


class Below(QWidget):
    """Turns between the two; the choice stays from client to client."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        say = kit.language.say
        self.lines = Lines(kit)
        self.differences = Differences(kit)
        self.tell = Segment[Tell](
            kit.theme, say("What to tell"), {one: say(one.value) for one in Tell}
        )
        self.tools: QHBoxLayout = row(gap=2)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.lines)
        self._stack.addWidget(self.differences)
        self.tell.changed.connect(self._turn)
        head = row(self.tell, None, self.tools, gap=8, margins=(16, 6, 10, 6))
        self.setLayout(column(line(), head, line(), (self._stack, 1), gap=0))

    def show_document(self, proposal: Proposal | None, compared: Comparison | None) -> None:
        """Tell of another document."""
        self.lines.show_lines(proposal)
        self.differences.show_comparison(compared)

    def _turn(self) -> None:
        self._stack.setCurrentIndex(list(Tell).index(self.tell.value))
