"""One mail: how it stands, who got it, what it says, and what a person may decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.domain.delivery import State, Step
from app.domain.sentence import N_
from app.ui.buttons import Button, Kind
from app.ui.chip import Chip
from app.ui.icons import Icon
from app.ui.labels import Role, label
from app.ui.layout import clear, column, line, row
from app.ui.outbox import words

if TYPE_CHECKING:
    from app.domain.outbox import Mail
    from app.ui.kit import Kit

_TEXTS = {
    Step.SETTLE: (N_("It arrived"), None),
    Step.AGAIN: (N_("Try again"), None),
    Step.RELEASE: (N_("Release"), None),
    Step.HAND_OVER: (N_("Hand over…"), Icon.UPLOAD),
    Step.WITHDRAW: (N_("Withdraw"), Icon.REMOVE),
}
_FIRST = {
    State.UNCERTAIN: Step.SETTLE,
    State.FAILED: Step.AGAIN,
    State.HELD: Step.RELEASE,
}


class MailPane(QFrame):
    """Shows one mail as it was written."""

    asked = Signal(object)
    """A Step the person takes."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        say = kit.language.say
        self.setObjectName("Pane")
        self._to = label(role=Role.MUTED, wrap=True)
        self._subject = label(role=Role.H2, wrap=True)
        self._chip = row(gap=6)
        self._why = label(role=Role.SMALL, wrap=True)
        self.buttons = {
            step: Button(kit.theme, say(text), icon=icon) for step, (text, icon) in _TEXTS.items()
        }
        for step, button in self.buttons.items():
            button.setProperty("step", step.value)
            button.clicked.connect(self._ask)
        self._got = QGridLayout()
        self._got.setHorizontalSpacing(14)
        self._got.setVerticalSpacing(6)
        self._got.setColumnStretch(1, 1)
        self._papers = label(role=Role.SMALL, wrap=True)
        self._body = label(wrap=True)
        self._body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        decide = self.buttons
        inside = QWidget()
        inside.setObjectName("Inside")
        inside.setLayout(
            column(
                self._to,
                self._subject,
                self._chip,
                self._why,
                row(decide[Step.SETTLE], decide[Step.AGAIN], decide[Step.RELEASE], None, gap=8),
                row(decide[Step.HAND_OVER], decide[Step.WITHDRAW], None, gap=8),
                6,
                label(say("Recipients"), Role.H3),
                self._got,
                6,
                line(),
                6,
                self._body,
                6,
                self._papers,
                None,
                gap=8,
                margins=(20, 16, 20, 16),
            )
        )
        scroll = QScrollArea()
        scroll.setObjectName("Scroll")
        scroll.setAccessibleName(say("Mail"))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self._inside = inside
        self.setLayout(column(scroll, gap=0))

    def show_mail(self, mail: Mail | None) -> None:
        """Show another mail."""
        self._inside.setVisible(mail is not None)
        clear(self._chip)
        clear(self._got)
        if mail is None:
            return
        language = self._kit.language
        self._to.setText(mail.client_name)
        self._subject.setText(mail.subject)
        self._chip.addWidget(Chip(self._kit.theme, words.pill(language, mail)))
        self._chip.addStretch(1)
        self._why.setText(words.why(language, mail))
        for step, button in self.buttons.items():
            button.setVisible(mail.delivery.may(step))
            kind = Kind.PRIMARY if _FIRST.get(mail.state) is step else Kind.PLAIN
            if button.property("kind") != kind.value:
                button.setProperty("kind", kind.value)
                button.style().unpolish(button)
                button.style().polish(button)
        # Whether it arrived is asked where that is in doubt.
        doubt = mail.state is State.UNCERTAIN
        self.buttons[Step.AGAIN].say(
            language.say("It did not arrive: try again") if doubt else language.say("Try again")
        )
        for place, one in enumerate(mail.delivery.recipients):
            name = label(words.role(language, one.role), Role.SMALL)
            self._got.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            told = label(f"{words.who(one)}\n{words.fate(language, one)}", wrap=True)
            self._got.addWidget(told, place, 1)
        self._body.setText(mail.body)
        papers = [f"{number}.pdf" for number in mail.documents] + list(mail.papers)
        self._papers.setText(language.say("Attached: {papers}", papers=", ".join(papers)))

    def _ask(self) -> None:
        self.asked.emit(Step(str(self.sender().property("step"))))
