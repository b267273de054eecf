"""How it stands with the backups, beside their list: each fact with what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.ui.backups.rows import moment
from app.ui.buttons import Button
from app.ui.icons import Icon
from app.ui.labels import IconLabel, Role, label
from app.ui.layout import column, row
from app.ui.tokens import ICON_LARGE, Ink

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.domain.sentence import Sentence
    from app.services.backups import Standing
    from app.ui.kit import Kit

_WIDE = 330


class Item(QWidget):
    """An icon, a fact, why it matters, and buttons."""

    def __init__(self, kit: Kit, *buttons: Button) -> None:
        super().__init__()
        self._icon = IconLabel(kit.theme, Icon.CIRCLE, Ink.TEXT_3, ICON_LARGE)
        self.text = label(role=Role.STRONG, wrap=True)
        self.note = label(role=Role.SMALL, wrap=True)
        words = column(self.text, self.note, gap=2)
        if buttons:
            words.addSpacing(4)
            words.addLayout(row(*buttons, None, gap=6))
        box = row(column(self._icon, None, margins=(0, 1, 0, 0)), gap=10)
        box.addLayout(words, 1)
        self.setLayout(box)

    def say(self, icon: Icon, ink: Ink, text: str, note: str) -> None:
        """Say how it is now."""
        self._icon.show_icon(icon, ink)
        self.text.setText(text)
        self.note.setText(note)


class StandingPane(QFrame):
    """The last backup, the drill, the second folder, encryption, the self-check."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        theme, say = kit.theme, kit.language.say
        self.setObjectName("Pane")
        self.folder = Button(theme, say("Show the folder"))
        self.drill = Button(theme, say("Drill now"))
        self.second = Button(theme, say("Choose…"))
        self.no_second = Button(theme, say("None any more"))
        self.encrypt = Button(theme, say("Encrypt…"))
        self.paper = Button(theme, say("Recovery sheet…"))
        self.plain = Button(theme, say("Stop encrypting…"))
        self.check = Button(theme, say("Check now"))
        self._last = Item(kit, self.folder)
        self._drill = Item(kit, self.drill)
        self._second = Item(kit, self.second, self.no_second)
        self._lock = Item(kit, self.encrypt, self.paper, self.plain)
        self._check = Item(kit, self.check)
        items = (self._last, self._drill, self._second, self._lock, self._check)
        body = QWidget()
        body.setObjectName("Inside")
        body.setLayout(column(*items, None, gap=18, margins=(20, 16, 16, 16)))
        scroll = QScrollArea()
        scroll.setObjectName("Scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        self.setLayout(column(scroll, gap=0))
        theme.changed.connect(self._fit)
        self._fit()
        self._check.say(
            Icon.CIRCLE,
            Ink.TEXT_3,
            say("Self-check"),
            say("Shortly after the file is opened all of it is checked: sums, seals, history."),
        )

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Those that begin work."""
        return (self.drill, self.second, self.no_second, self.encrypt, self.plain, self.check)

    def show_standing(self, standing: Standing) -> None:
        """Show how it stands."""
        self._tell_last(standing)
        self._tell_drill(standing)
        self._tell_second(standing)
        self._tell_lock(standing)

    def show_findings(self, found: Sequence[Sentence], at: datetime) -> None:
        """Show what the self-check found."""
        language = self._kit.language
        when = moment(language, at)
        if found:
            text = language.say("The self-check of {moment} found faults", moment=when)
            note = " ".join(language.tell(each) for each in found[:6])
            note = f"{note} {language.say('Restore the newest backup that is whole.')}"
            self._check.say(Icon.WARNING_FULL, Ink.BAD, text, note)
        else:
            text = language.say("All is sound, {moment}", moment=when)
            note = language.say("Sums, seals, numbers and history of all documents were checked.")
            self._check.say(Icon.CHECK_CIRCLE_FULL, Ink.OK, text, note)

    def _tell_last(self, standing: Standing) -> None:
        language = self._kit.language
        newest = next((each for each in standing.backups if each.known), None)
        note = language.say("They are kept in {folder}", folder=str(standing.folder))
        if standing.trouble:
            told = " ".join(language.tell(each) for each in standing.trouble)
            text = language.say("The last backup did not go well")
            self._last.say(Icon.WARNING_FULL, Ink.BAD, text, told)
        elif newest:
            text = language.say("Last backup: {moment}", moment=moment(language, newest.at))
            self._last.say(Icon.CHECK_CIRCLE_FULL, Ink.OK, text, note)
        else:
            text = language.say("No backup yet")
            note = language.say(
                "The first comes by itself: after half an hour of changes, before documents are "
                "issued, and when Accord is closed."
            )
            self._last.say(Icon.WARNING_FULL, Ink.WARN, text, note)

    def _tell_drill(self, standing: Standing) -> None:
        language = self._kit.language
        note = language.say(
            "Once a month the newest backup is restored where it harms nothing, and all of it is "
            "looked at."
        )
        if not standing.drilled:
            self._drill.say(Icon.CIRCLE, Ink.TEXT_3, language.say("No restore drill yet"), note)
            return
        when = moment(language, standing.drilled)
        if standing.drill_fault:
            text = language.say("The restore drill of {moment} failed", moment=when)
            self._drill.say(Icon.WARNING_FULL, Ink.BAD, text, standing.drill_fault)
        else:
            text = language.say("Restore drill passed: {moment}", moment=when)
            self._drill.say(Icon.CHECK_CIRCLE_FULL, Ink.OK, text, note)

    def _tell_second(self, standing: Standing) -> None:
        say = self._kit.language.say
        self.no_second.setVisible(bool(standing.second))
        self.second.say(say("Change…") if standing.second else say("Choose…"))
        if standing.second:
            note = say("Every backup goes to {folder} too.", folder=standing.second)
            text = say("Second folder")
            self._second.say(Icon.CHECK_CIRCLE_FULL, Ink.OK, text, note)
        else:
            note = say("A drive that breaks or a thief takes all there is on this computer.")
            text = say("No second folder")
            self._second.say(Icon.WARNING_FULL, Ink.WARN, text, note)

    def _tell_lock(self, standing: Standing) -> None:
        say = self._kit.language.say
        locked = standing.is_locked
        self.encrypt.setVisible(not locked)
        self.paper.setVisible(locked)
        self.plain.setVisible(locked)
        if locked:
            note = say("They open only with the passphrase, here or with the free tool age.")
            text = say("Backups are encrypted")
            self._lock.say(Icon.LOCK, Ink.OK, text, note)
        else:
            note = say("Whoever has one can read it. Encrypt them where others reach the folder.")
            text = say("Backups are not encrypted")
            self._lock.say(Icon.CIRCLE, Ink.TEXT_3, text, note)

    def _fit(self) -> None:
        self.setFixedWidth(self._kit.theme.scaled(_WIDE))
