"""What stands below the paper: its lines, or why they come to another sum than last time."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.sentence import N_
from app.ui.billing.differences import Differences
from app.ui.billing.lines import Lines
from app.ui.buttons import ToolButton
from app.ui.icons import Icon
from app.ui.layout import column, line, row
from app.ui.segment import Segment

if TYPE_CHECKING:
    from app.domain.comparison import Comparison
    from app.domain.proposal import Line, Proposal
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
        theme = kit.theme
        self.hold = ToolButton(theme, Icon.PAUSE, say("Hold the line…"), "H")
        self.waive = ToolButton(theme, Icon.LEFT_OUT, say("Waive the line…"), "W")
        self.edit = ToolButton(theme, Icon.EDIT, say("Open what the line comes from"), "E")
        self.add = ToolButton(theme, Icon.PLUS, say("Add a line…"), "L")
        tools = row(self.hold, self.waive, self.edit, self.add, gap=2)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.lines)
        self._stack.addWidget(self.differences)
        self.tell.changed.connect(self._turn)
        self.lines.table.chosen.connect(self._offer)
        self._is_busy = False
        head = row(self.tell, None, tools, gap=8, margins=(16, 6, 10, 6))
        self.setLayout(column(line(), head, line(), (self._stack, 1), gap=0))

    def show_document(
        self, proposal: Proposal | None, compared: Comparison | None, *, is_busy: bool = False
    ) -> None:
        """Tell of another document."""
        self._is_busy = is_busy
        self.lines.show_lines(proposal)
        self.differences.show_comparison(compared)
        self._offer()

    @property
    def line(self) -> Line | None:
        """The line that is chosen, if lines are shown."""
        return self.lines.table.current if self.tell.value is Tell.LINES else None

    def _offer(self) -> None:
        for tool in (self.hold, self.waive, self.edit):
            tool.setEnabled(self.line is not None and not self._is_busy)
        self.add.setEnabled(not self._is_busy)

    def _turn(self) -> None:
        self._offer()
        self._stack.setCurrentIndex(list(Tell).index(self.tell.value))
