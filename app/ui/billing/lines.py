"""The lines of a proposal, and why the chosen one comes to its amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.domain.period import add_months
from app.domain.proposal import Line
from app.domain.sentence import N_
from app.ui.cells import Column, Figure, Pair
from app.ui.labels import Role, label
from app.ui.layout import clear, column, framed, row
from app.ui.table import Table

if TYPE_CHECKING:
    from app.domain.period import Period
    from app.domain.proposal import Proposal
    from app.i18n import Language
    from app.ui.kit import Kit


def columns(language: Language) -> tuple[Column[Line], ...]:
    """What the list shows of a line."""

    def title(line: Line) -> Pair:
        return Pair(language.tell(line.title), note(language, line))

    def net(line: Line) -> Figure:
        return Figure(language.money(line.net), is_faint=not line.net)

    return (
        Column(N_("Line"), title, is_stretched=True),
        Column(N_("Net"), net, is_right=True),
    )


def note(language: Language, line: Line) -> str:
    """How many at which price, and when."""
    return language.say(
        "{quantity} × {price}  ·  {period}",
        quantity=line.quantity,
        price=line.price,
        period=_when(language, line.period),
    )


def _when(language: Language, period: Period) -> str:
    """A whole month by its name, anything else by its days."""
    first = period.start
    if first.day == 1 and period.end == add_months(first, 1):
        return language.date(first, "LLL y")
    return language.period(period)


class Lines(QWidget):
    """The list left, the explanation of the chosen line right."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.table = Table[Line](
            kit.theme, kit.language, columns(kit.language), lambda line: line.charge
        )
        self.table.setAccessibleName(kit.language.say("Lines"))
        self.table.setMinimumWidth(180)
        self.table.chosen.connect(self._explain)
        self.why = Why(kit)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.why)
        split.setSizes([330, 240])
        self.setLayout(column(split, gap=0))

    def show_lines(self, proposal: Proposal | None) -> None:
        """Show the lines of another proposal."""
        self.table.show_rows(proposal.lines if proposal else ())
        self._explain()

    def _explain(self) -> None:
        self.why.show_line(self.table.current)


class Why(QScrollArea):
    """The sentences that lead to an amount, one after the other."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(180)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(kit.language.say("Why this amount?"))
        self._steps = QVBoxLayout()
        self._steps.setSpacing(7)
        inside = framed(
            "Pane",
            column(
                label(kit.language.say("Why this amount?"), Role.STRONG),
                self._steps,
                None,
                gap=8,
                margins=(16, 10, 16, 14),
            ),
        )
        self.setWidget(inside)

    def show_line(self, line: Line | None) -> None:
        """Explain another line."""
        clear(self._steps)
        language = self._kit.language
        if line is None:
            self._steps.addWidget(
                label(
                    language.say("Choose a line to see how it came about."), Role.MUTED, wrap=True
                )
            )
            return
        for sentence in line.explanation:
            self._steps.addWidget(_step(language.tell(sentence)))
        self._steps.addWidget(_net(language.say("Net"), language.money(line.net)))


def _step(text: str) -> QWidget:
    words = label(text, Role.SMALL, wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    bullet = label("•", Role.MUTED)
    return framed("Step", row(column(bullet, None), (words, 1), gap=7))


def _net(word: str, amount: str) -> QWidget:
    return framed("Step", row(label(word, Role.STRONG), None, label(amount, Role.STRONG)))
