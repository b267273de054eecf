"""How a mail stands, in words and as a chip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.delivery import Fate, Role, State
from app.domain.sentence import N_
from app.ui.cells import Pill
from app.ui.icons import Icon
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.delivery import Recipient
    from app.domain.outbox import Mail
    from app.i18n import Language

_STATES = {
    State.PENDING: (N_("Waiting"), Tone.INFO, Icon.HOURGLASS),
    State.HELD: (N_("Held"), Tone.WARN, Icon.PAUSE),
    State.SENDING: (N_("Being sent"), Tone.INFO, Icon.REFRESH),
    State.SENT: (N_("Sent"), Tone.OK, Icon.CHECK_CIRCLE),
    State.FAILED: (N_("Refused"), Tone.BAD, Icon.BLOCKED),
    State.UNCERTAIN: (N_("Uncertain"), Tone.WARN, Icon.HELP),
    State.HANDED_OVER: (N_("Handed over"), Tone.MUTE, Icon.UPLOAD),
    State.WITHDRAWN: (N_("Withdrawn"), Tone.MUTE, Icon.LEFT_OUT),
}
_WHY = {
    State.PENDING: N_("It goes out with the next Send now."),
    State.HELD: N_(
        "It was in a copy of your data that was put back, so it may have gone out already. "
        "Release it only if you know that it has not."
    ),
    State.SENDING: N_("It is being given to the mail server."),
    State.SENT: N_("The mail server has taken it."),
    State.FAILED: N_("The mail server did not take it. Nothing was sent."),
    State.UNCERTAIN: N_(
        "The line broke when the mail server may have had it already. It is never sent again by "
        "itself: look into the mailbox it came from, or ask the client, and say what you found."
    ),
    State.HANDED_OVER: N_(
        "It was given to another mail program; whether it went out is seen there."
    ),
    State.WITHDRAWN: N_("You did not want it sent."),
}
_FATES = {
    Fate.WAITING: N_("not sent yet"),
    Fate.ACCEPTED: N_("accepted"),
    Fate.REFUSED: N_("refused"),
    Fate.UNCERTAIN: N_("uncertain"),
}
_ROLES = {Role.TO: N_("To"), Role.CC: N_("Copy"), Role.BCC: N_("Hidden copy")}


def pill(language: Language, mail: Mail) -> Pill:
    """The chip of a mail."""
    if mail.is_partly_refused:
        return Pill(language.say("Partly refused"), Tone.WARN, Icon.WARNING)
    text, tone, icon = _STATES[mail.state]
    return Pill(language.say(text), tone, icon)


def why(language: Language, mail: Mail) -> str:
    """What that means, and what to do about it."""
    if mail.is_partly_refused:
        return language.say("The mail server has taken it, but not for everyone.")
    if mail.state is State.PENDING and mail.delivery.not_before:
        when = moment(language, mail.delivery.not_before)
        return language.say(
            "The mail server had no time. It may be tried again at {when}.", when=when
        )
    return language.say(_WHY[mail.state])


def role(language: Language, role: Role) -> str:
    """How somebody is written to."""
    return language.say(_ROLES[role])


def fate(language: Language, one: Recipient) -> str:
    """What became of it for one recipient, with the server's own words."""
    told = language.say(_FATES[one.fate])
    return f"{told}: {one.reply}" if one.reply else told


def who(one: Recipient) -> str:
    """A recipient as mail programs write them."""
    return f"{one.name} <{one.address}>" if one.name else one.address


def moment(language: Language, at: datetime) -> str:
    """When something was, on this computer's clock."""
    here = at.astimezone()
    return f"{language.date(here.date())} {here:%H:%M}"
