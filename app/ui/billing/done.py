"""What was issued, calmly told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout

from app.domain.document import DocumentKind
from app.ui.billing import words
from app.ui.billing.state import totals
from app.ui.billing.unbilled import unbilled
from app.ui.buttons import Button, Kind
from app.ui.empty import Empty
from app.ui.icons import Icon
from app.ui.labels import Role, label
from app.ui.layout import clear, column, framed, row
from app.ui.tokens import Ink

if TYPE_CHECKING:
    from app.ui.billing.state import Run
    from app.ui.kit import Kit

_WIDE = 560


class Done(Empty):
    """The end of a run and the ways on."""

    send = Signal()
    show_documents = Signal()
    save = Signal()
    back = Signal()

    def __init__(self, kit: Kit) -> None:
        say = kit.language.say
        self.send_button = Button(kit.theme, say("Go on to sending"), Kind.PRIMARY, icon=Icon.SEND)
        self.show_button = Button(kit.theme, say("Show documents"), icon=Icon.DOCUMENTS)
        save = Button(kit.theme, say("Save PDFs…"), icon=Icon.DOWNLOAD)
        back = Button(kit.theme, say("Back to the month end"))
        super().__init__(
            kit.theme,
            Icon.CHECK_CIRCLE_FULL,
            self.send_button,
            self.show_button,
            save,
            back,
            ink=Ink.OK,
        )
        self._kit = kit
        self._rest = QVBoxLayout()
        self._rest.setSpacing(10)
        self._caption = label(role=Role.H3)
        self.rest = framed(
            "Card", column(self._caption, self._rest, None, gap=10, margins=(16, 14, 16, 14))
        )
        self._scroll = QScrollArea()
        self._scroll.setObjectName("Scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(say("What stays unbilled"))
        self._scroll.setFixedWidth(kit.theme.scaled(_WIDE))
        self._scroll.setWidget(framed("Inside", column(self.rest, None, gap=0)))
        box = self.layout()
        assert isinstance(box, QBoxLayout)
        box.insertSpacing(box.count() - 2, 10)
        box.insertWidget(box.count() - 2, self._scroll, 6, Qt.AlignmentFlag.AlignHCenter)
        self.send_button.clicked.connect(self.send)
        self.show_button.clicked.connect(self.show_documents)
        save.clicked.connect(self.save)
        back.clicked.connect(self.back)

    def show_run(self, run: Run) -> None:
        """Tell what a run issued."""
        say, language = self._kit.language.say, self._kit.language
        credit_notes = sum(one.kind is DocumentKind.CREDIT_NOTE for one in run.issued)
        found = words.documents(self._kit, len(run.issued), credit_notes)
        # A credit note's paper shows what is given back, so its sign is turned for the sum.
        sums = totals(
            -one.total if one.kind is DocumentKind.CREDIT_NOTE else one.total for one in run.issued
        )
        change = words.signed_sums(language, run.change)
        self._show_rest(run)
        self.say(
            say("{documents} issued", documents=found),
            say(
                "{numbers}\n{sums} with tax",
                numbers=words.numbers(one.number for one in run.issued),
                sums=words.sums(language, sums),
            )
            + (say("\nAgainst the last time: {change} net", change=change) if change else ""),
        )

    def _show_rest(self, run: Run) -> None:
        kit = self._kit
        clear(self._rest)
        found = unbilled(run)
        self._scroll.setVisible(bool(found))
        self._caption.setText(kit.language.say("What stays unbilled"))
        for one in found:
            amount = kit.language.money(one.amount) if one.amount is not None else ""
            name = label(one.name, Role.STRONG, wrap=True)
            figure = label(amount, Role.STRONG)
            why = label(kit.language.tell(one.why), Role.SMALL, wrap=True)
            why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._rest.addWidget(framed("Step", column(row((name, 1), figure, gap=12), why, gap=1)))
