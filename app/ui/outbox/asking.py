"""Before documents are sent: to whom, with which words, and whether now or later."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.delivery import Role as Place
from app.domain.mail_account import Way
from app.domain.sentence import N_
from app.ui.buttons import Button, Kind
from app.ui.form.tick import TickBox
from app.ui.icons import Icon
from app.ui.labels import IconLabel, Role, label
from app.ui.layout import column, framed, row, scrolled
from app.ui.outbox import words
from app.ui.sheet import Sheet
from app.ui.tokens import Ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.mail_account import MailAccount
    from app.domain.outbox import Draft
    from app.ui.kit import Kit


class How(StrEnum):
    """What is to be done with the mails."""

    LATER = "later"
    NOW = "now"
    DRAFTS = "drafts"


class SendSheet(Sheet):
    """Shows each mail as it would be written."""

    confirmed = Signal(object, bool)
    """How, and whether what was sent before goes once more."""

    def __init__(
        self, kit: Kit, over: QWidget, drafts: Sequence[Draft], account: MailAccount
    ) -> None:
        say = kit.language.say
        self._can_go = sum(one.can_go for one in drafts)
        self._fresh = sum(one.can_go and not one.earlier for one in drafts)
        title = kit.counted(len(drafts), N_("Send 1 mail"), N_("Send {count} mails"))
        is_smtp = account.way is Way.SMTP
        how = (
            say("They leave as {sender}.", sender=account.sender or "–")
            if is_smtp
            else say("They become drafts for your mail program; the settings say how mails leave.")
        )
        self.again = TickBox(kit.theme, say("Also what was sent before"))
        self.again.setVisible(self._fresh < self._can_go)
        self.later = Button(kit.theme, say("Put in the outbox"))
        self.now = Button(
            kit.theme, say("Send now") if is_smtp else say("Save as drafts…"), Kind.PRIMARY
        )
        cancel = Button(kit.theme, say("Cancel"))
        cards = column(*(_card(kit, draft) for draft in drafts), gap=10)
        inside = column(
            label(title, Role.H2),
            label(how, Role.SMALL, wrap=True),
            6,
            (scrolled(cards, max(over.height() - 320, 160)), 1),
            self.again,
            10,
            row(None, cancel, self.later, self.now),
            gap=8,
            margins=(24, 22, 24, 20),
        )
        super().__init__(over, title, kit.theme.scaled(640), inside)
        cancel.clicked.connect(self.dismiss)
        self.again.clicked.connect(self._fit)
        self.later.clicked.connect(partial(self._confirm, How.LATER))
        self.now.clicked.connect(partial(self._confirm, How.NOW if is_smtp else How.DRAFTS))
        self._fit()

    def _fit(self) -> None:
        count = self._can_go if self.again.isChecked() else self._fresh
        for button in (self.later, self.now):
            button.setEnabled(bool(count))

    def _confirm(self, how: How) -> None:
        again = self.again.isChecked()
        self.dismiss()
        self.confirmed.emit(how, again)


def _card(kit: Kit, draft: Draft) -> QWidget:
    language = kit.language
    to = [words.who(one) for one in draft.recipients if one.role is Place.TO]
    copies = [words.who(one) for one in draft.recipients if one.role is not Place.TO]
    told = [language.say("To {people}", people=", ".join(to))] if to else []
    if copies:
        told.append(language.say("Copy to {people}", people=", ".join(copies)))
    body = label(draft.body, Role.SMALL, wrap=True)
    box = column(
        label(draft.client_name, Role.H3, wrap=True),
        gap=6,
        margins=(16, 12, 16, 12),
    )
    if told:
        box.addWidget(label("\n".join(told), Role.SMALL, wrap=True))
    if draft.problem:
        box.addLayout(_warning(kit, language.tell(draft.problem), Ink.BAD))
    elif draft.earlier:
        earlier = language.say("Sent before: {numbers}", numbers=", ".join(draft.earlier))
        box.addLayout(_warning(kit, earlier, Ink.WARN))
    box.addWidget(label(draft.subject, Role.STRONG, wrap=True))
    box.addWidget(body)
    papers = ", ".join((*(f"{number}.pdf" for number in draft.documents), *draft.papers))
    box.addWidget(label(language.say("Attached: {papers}", papers=papers), Role.MUTED, wrap=True))
    return framed("Card", box)


def _warning(kit: Kit, text: str, ink: Ink) -> QHBoxLayout:
    box = row(IconLabel(kit.theme, Icon.WARNING, ink), gap=6)
    box.addWidget(label(text, Role.SMALL, wrap=True), 1)
    return box
