"""What the window says of tickets: chips, lengths of time, and the clock in sentences."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.sentence import N_, Sentence, say
from app.domain.sla_intervals import Counted, intervals
from app.domain.sla_notes import notes
from app.domain.sla_policy import Category, Metric
from app.domain.sla_state import State
from app.domain.ticket import Basis, EventType
from app.ui.cells import Pill, Words
from app.ui.form.fields import Choices, Option
from app.ui.icons import Icon
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from app.domain.sla_state import Clock
    from app.i18n import Language
    from app.services.tickets import Happening, TicketRow

CATEGORIES = {
    Category.ACTIVE: (N_("In progress"), Tone.INFO),
    Category.WAITING_CLIENT: (N_("Waiting for the client"), Tone.WARN),
    Category.WAITING_VENDOR: (N_("Waiting for a supplier"), Tone.WARN),
    Category.SCHEDULED: (N_("Scheduled"), Tone.MUTE),
    Category.RESOLVED: (N_("Resolved"), Tone.OK),
    Category.CLOSED: (N_("Closed"), Tone.MUTE),
    Category.CANCELLED: (N_("Cancelled"), Tone.MUTE),
    Category.MERGED: (N_("Merged"), Tone.MUTE),
    Category.SPAM: (N_("Spam"), Tone.MUTE),
}
_SHORT = {
    Category.WAITING_CLIENT: N_("Waiting"),
    Category.WAITING_VENDOR: N_("Supplier"),
}
METRICS = {
    Metric.FIRST_RESPONSE: N_("First response"),
    Metric.UPDATE: N_("Update"),
    Metric.RESOLUTION: N_("Resolution"),
}
_PROMISES = {
    State.ON_TRACK: (N_("{time} left"), Tone.OK, Icon.CLOCK),
    State.AT_RISK: (N_("{time} left"), Tone.WARN, Icon.HOURGLASS),
    State.BREACHED: (N_("Overdue {time}"), Tone.BAD, Icon.WARNING_CIRCLE),
    State.PAUSED: (N_("Paused"), Tone.MUTE, Icon.PAUSE),
    State.MET: (N_("Met"), Tone.OK, Icon.CHECK_CIRCLE),
    State.MISSED: (N_("Missed by {time}"), Tone.BAD, Icon.BLOCKED),
}
_STANDING = {
    State.NONE: N_("Nothing is promised."),
    State.NOT_STARTED: N_("Not started."),
    State.ON_TRACK: N_("Due {due}: {elapsed} of {target} so far."),
    State.AT_RISK: N_("Due {due}: {elapsed} of {target} so far."),
    State.BREACHED: N_("Overdue by {late}: it was due {due}, {elapsed} of {target}."),
    State.PAUSED: N_("Paused at {elapsed} of {target}; due {due} if it went on now."),
    State.MET: N_("Met: {elapsed} of {target}."),
    State.MISSED: N_("Missed by {late}: {elapsed} of {target}."),
    State.EXCLUDED: N_("Does not count."),
}
_COUNTED = {
    Counted.COUNTED: N_("{start} – {end}: {length} counted."),
    Counted.CLOSED: N_("{start} – {end}: closed, nothing counted."),
    Counted.CLOSED_DAY: N_("{start} – {end}: a closed day, nothing counted."),
    Counted.PAUSED: N_("{start} – {end}: paused, {length} of open time not counted."),
    Counted.STOPPED: N_("{start} – {end}: resolved, {length} of open time not counted."),
    Counted.RESTARTED: N_("{start} – {end}: before the priority was changed, not counted."),
}
_HAPPENED = {
    EventType.CREATED: N_("Opened"),
    EventType.AGENT_REPLY: N_("Reply to the client"),
    EventType.CLIENT_CONTACT: N_("Spoke with the client"),
    EventType.CLIENT_MESSAGE: N_("The client wrote"),
    EventType.NOTE: N_("Internal note"),
    EventType.AGREEMENT: N_("Agreement: {to}"),
    EventType.OVERRIDE: N_("Another due time"),
    EventType.EXCUSE: N_("Excused"),
    EventType.RETRACTION: N_("Taken back"),
    EventType.ASSIGN: N_("Assigned to {to}"),
    EventType.NOTIFY: N_("To be told: {to}"),
}


def status_pill(language: Language, category: Category, *, short: bool = False) -> Pill:
    """The chip of a status."""
    text, tone = CATEGORIES[category]
    return Pill(language.say(_SHORT.get(category, text) if short else text), tone)


def own_status_pill(language: Language, row: TicketRow, *, short: bool = False) -> Pill:
    """The owner's word for the status, in the colour of what it means."""
    pill = status_pill(language, row.state.category, short=short)
    return pill if row.status in {"", *Category} else Pill(row.status, pill.tone)


def length(seconds: int) -> Sentence:
    """A length of time: `2h 05m`, or `40m`."""
    hours, minutes = divmod(abs(seconds) // 60, 60)
    if not hours:
        return say(N_("{minutes}m"), minutes=minutes)
    return say(N_("{hours}h {minutes}m"), hours=hours, minutes=f"{minutes:02}")


def worked(minutes: int) -> str:
    """Worked time: `1:42`."""
    return f"{minutes // 60}:{minutes % 60:02}"


def promise_pill(language: Language, clock: Clock | None) -> Pill | Words:
    """The chip of a promise: an icon and words; red only where it was not kept."""
    if clock is None or clock.remaining is None or clock.state not in _PROMISES:
        return Words("–")
    text, tone, icon = _PROMISES[clock.state]
    return Pill(language.say(text, time=length(clock.remaining)), tone, icon)


def moment(language: Language, at: datetime, zone: ZoneInfo) -> str:
    """A day and the time of day, where the client is."""
    here = at.astimezone(zone)
    return f"{language.date(here.date())}, {here:%H:%M}"


def standing(language: Language, clock: Clock, zone: ZoneInfo) -> str:
    """How a promise stands, in a sentence."""
    due = clock.due or clock.resumed
    return language.say(
        _STANDING[clock.state],
        elapsed=length(clock.elapsed),
        target=length(clock.target or 0),
        late=length(clock.remaining or 0),
        due=moment(language, due, zone) if due else "–",
    )


def explained(language: Language, clock: Clock, zone: ZoneInfo) -> Iterator[str]:
    """Which stretches counted, and why the others did not; the oldest first."""
    if clock.calendar:
        yield language.say(
            "Counted by the calendar {calendar}, promised for {priority} by {policy}.",
            calendar=clock.calendar,
            priority=clock.priority,
            policy=clock.policy,
        )
    when = partial(moment, language, zone=zone)
    for note in notes(clock, when, length):
        yield language.tell(note)
    for each in intervals(clock.reading) if clock.reading else ():
        yield language.say(
            _COUNTED[each.counted],
            start=moment(language, each.start, zone),
            end=moment(language, each.end, zone),
            length=length(each.seconds),
        )


def happened(language: Language, event: Happening) -> str:
    """What an event was."""
    if event.type is EventType.STATUS:
        known = {category.value: text for category, (text, _) in CATEGORIES.items()}
        to = language.say(known[event.to]) if event.to in known else event.to
        return language.say("Status: {to}", to=to)
    if event.type is EventType.PRIORITY:
        if event.basis is Basis.FROM_CHANGE:
            return language.say("Priority: {to}, counted from then on", to=event.to)
        return language.say("Priority: {to}", to=event.to)
    return language.say(_HAPPENED[event.type], to=event.to)


def options(choices: Choices, priorities: Sequence[str]) -> list[Option]:
    """The priorities that may be chosen, or none."""
    none = Option(None, choices.language.say("None"))
    return [none, *(Option(priority, priority) for priority in priorities)]
