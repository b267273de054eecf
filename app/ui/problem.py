"""A start that did not work: what happened, where the data is, and the safe ways out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError, StoreError, Trouble
from app.domain.sentence import N_
from app.ui.buttons import Button, Kind
from app.ui.icons import Icon
from app.ui.labels import IconLabel, Role, label
from app.ui.layout import column, framed, row
from app.ui.tokens import ICON_HERO, Ink

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.kit import Kit

_WIDE = 520


class Act(StrEnum):
    """What a person can do about it; none of these changes the file that was refused."""

    RAISE = "raise"
    AGAIN = "again"
    OTHER = "other"
    RESTORE = "restore"
    FOLDER = "folder"
    NEW = "new"
    HOME = "home"
    HERE = "here"
    UPGRADE = "upgrade"
    CLOSE = "close"


_WORDS = {
    Act.RAISE: N_("Show that window"),
    Act.AGAIN: N_("Try again"),
    Act.OTHER: N_("Open another file…"),
    Act.RESTORE: N_("Restore a backup…"),
    Act.FOLDER: N_("Show the folder"),
    Act.NEW: N_("Start new"),
    Act.HOME: N_("Keep a copy on this computer"),
    Act.HERE: N_("Leave it there"),
    Act.UPGRADE: N_("Upgrade it again"),
    Act.CLOSE: N_("Close Accord"),
}


@dataclass(frozen=True, slots=True)
class Advice:
    """How a kind of trouble is shown: the first act is the one we would choose."""

    title: str
    icon: Icon
    acts: tuple[Act, ...]
    ending: str = N_("Nothing was changed.")


_USUAL = (Act.AGAIN, Act.OTHER, Act.FOLDER)
_ADVICE = {
    Trouble.OPEN_ELSEWHERE: Advice(
        N_("Your data is open already"), Icon.WINDOW, (Act.RAISE, Act.AGAIN, Act.OTHER)
    ),
    Trouble.NEWER: Advice(
        N_("A newer Accord made this file"), Icon.REFRESH, (Act.RESTORE, Act.OTHER, Act.FOLDER)
    ),
    Trouble.OUTDATED: Advice(
        N_("This file must be brought up to date first"),
        Icon.LOCK,
        (Act.HOME, Act.OTHER, Act.FOLDER),
    ),
    Trouble.DAMAGED: Advice(
        N_("Your data is damaged"), Icon.WARNING, (Act.RESTORE, Act.OTHER, Act.FOLDER)
    ),
    Trouble.MISSING: Advice(
        N_("Your data is not where it was"), Icon.SEARCH, (Act.OTHER, Act.RESTORE, Act.NEW)
    ),
    Trouble.NOT_OURS: Advice(
        N_("This is not a data file of Accord"), Icon.HELP, (Act.OTHER, Act.FOLDER)
    ),
    Trouble.READ_ONLY: Advice(
        N_("Nothing can be written here"), Icon.LOCK, (Act.AGAIN, Act.OTHER, Act.FOLDER)
    ),
    Trouble.FULL: Advice(N_("The disk is full"), Icon.WARNING, (Act.AGAIN, Act.FOLDER)),
    Trouble.SHARED_PLACE: Advice(
        N_("This is not a safe place for your data"), Icon.CLOUD, (Act.HOME, Act.HERE, Act.OTHER)
    ),
    Trouble.LOCKED: Advice(
        N_("This file is encrypted"), Icon.LOCK, (Act.RESTORE, Act.OTHER, Act.FOLDER)
    ),
    Trouble.UNDONE: Advice(
        N_("The upgrade is undone"),
        Icon.UNDO,
        (Act.FOLDER, Act.UPGRADE),
        N_("The file as it was until now is kept beside it."),
    ),
    Trouble.OTHER: Advice(N_("Accord cannot open your data"), Icon.WARNING, _USUAL),
}


class ProblemPage(QWidget):
    """One calm page instead of a window that cannot work."""

    asked = Signal(object)
    """An Act."""

    def __init__(self, kit: Kit, error: AppError, data: Path) -> None:
        super().__init__()
        say = kit.language.say
        advice = _ADVICE[error.trouble if isinstance(error, StoreError) else Trouble.OTHER]
        title = label(say(advice.title), Role.H2, wrap=True)
        text = label(kit.language.tell(error.sentence), wrap=True)
        caption = label(say("Your data is in"), Role.CAPTION)
        place = label(str(data), Role.SMALL, wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        safe = label(say(advice.ending), Role.MUTED, wrap=True)
        wide = kit.theme.scaled(_WIDE)
        for words in (title, text, safe):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.setFixedWidth(wide)
        self.buttons = {act: Button(kit.theme, say(_WORDS[act])) for act in advice.acts}
        self.buttons[Act.CLOSE] = Button(kit.theme, say(_WORDS[Act.CLOSE]), Kind.LINK)
        self.first = self.buttons[advice.acts[0]]
        self.first.setProperty("kind", Kind.PRIMARY.value)
        for act, button in self.buttons.items():
            button.clicked.connect(partial(self.asked.emit, act))
        where = framed("Card", column(caption, place, gap=2, margins=(16, 12, 16, 12)))
        where.setFixedWidth(wide)
        acts = [self.buttons[act] for act in advice.acts]
        self.setLayout(
            column(
                None,
                row(None, IconLabel(kit.theme, advice.icon, Ink.WARN, ICON_HERO), None),
                4,
                row(None, title, None),
                row(None, text, None),
                row(None, safe, None),
                8,
                row(None, where, None),
                12,
                row(None, *acts, None),
                row(None, self.buttons[Act.CLOSE], None),
                None,
                None,
                gap=8,
                margins=(24, 24, 24, 24),
            )
        )
