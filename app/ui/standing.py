"""How an agreement stands, as a chip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.sentence import N_
from app.ui.cells import Pill
from app.ui.icons import Icon
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from app.i18n import Language

_PILLS = {
    "draft": (N_("Draft"), Tone.INFO, Icon.EDIT),
    "active": (N_("Active"), Tone.OK, Icon.CHECK_CIRCLE),
    "suspended": (N_("Suspended"), Tone.WARN, Icon.PAUSE),
    "ended": (N_("Ended"), Tone.MUTE, Icon.LEFT_OUT),
}


def status_pill(language: Language, status: str) -> Pill:
    """The chip of an agreement's state."""
    text, tone, icon = _PILLS[status]
    return Pill(language.say(text), tone, icon)
