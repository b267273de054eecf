"""What the commands about SLA clocks print for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.domain.sentence import N_, Sentence, say
from app.domain.sla_intervals import Counted, intervals
from app.domain.sla_notes import notes
from app.domain.sla_policy import Metric
from app.domain.sla_report import in_percent
from app.domain.sla_state import State

if TYPE_CHECKING:
    from app.domain.sla_report import ClientReport, Told
    from app.domain.sla_state import Clock
    from app.i18n import Language
    from app.services.alerts import News
    from app.services.sla import SlaRow

METRICS = {
    Metric.FIRST_RESPONSE: N_("first response"),
    Metric.UPDATE: N_("update"),
    Metric.RESOLUTION: N_("resolution"),
}
STATES = {
    State.NONE: N_("nothing promised"),
    State.NOT_STARTED: N_("not started"),
    State.ON_TRACK: N_("on track"),
    State.AT_RISK: N_("at risk"),
    State.PAUSED: N_("paused"),
    State.BREACHED: N_("overdue"),
    State.MET: N_("met"),
    State.MISSED: N_("missed"),
    State.EXCLUDED: N_("does not count"),
}
COUNTED = {
    Counted.COUNTED: N_("counted"),
    Counted.CLOSED: N_("closed"),
    Counted.CLOSED_DAY: N_("closed day"),
    Counted.PAUSED: N_("paused"),
    Counted.STOPPED: N_("stopped"),
    Counted.RESTARTED: N_("before the change of priority"),
}


def length(seconds: int) -> str:
    """A length of time in hours, minutes and, where there are any, seconds."""
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "h"), (minutes, "min"), (rest, "s")]
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 min"


def tickets(rows: Sequence[SlaRow], language: Language, *, explain: bool) -> None:
    """Each ticket with its clocks."""
    for row in rows:
        zone = ZoneInfo(row.zone)
        print(f"{row.number}  {row.client}  {row.state.priority}  {row.summary}")
        for clock in row.state.clocks:
            if clock.state is State.NONE:
                continue
            name = language.say(METRICS[clock.metric])
            print(f"  {name}: {language.tell(_standing(clock, language, zone))}")
            if explain:
                when = partial(_moment, language=language, zone=zone)
                for note in notes(clock, when, length):
                    print(f"      {language.tell(note)}")
            if explain and clock.reading:
                for each in intervals(clock.reading):
                    start, end = (_moment(at, language, zone) for at in (each.start, each.end))
                    what = language.say(COUNTED[each.counted])
                    print(f"      {start} – {end}  {what}  {length(each.seconds)}")
    if not rows:
        print(language.say(N_("There are no such tickets.")))


def _standing(clock: Clock, language: Language, zone: ZoneInfo) -> Sentence:
    state = say(STATES[clock.state])
    left = clock.remaining
    if left is None or clock.state in {State.NOT_STARTED, State.EXCLUDED}:
        return state
    if not clock.state.open:
        return say(
            N_("{state}, {elapsed} of {target}"),
            state=state,
            elapsed=length(clock.elapsed),
            target=length(clock.target or 0),
        )
    due = clock.due or clock.resumed
    if due is None:
        return say(N_("{state}, {left} left"), state=state, left=length(left))
    when = _moment(due, language, zone)
    if clock.state is State.BREACHED:
        return say(N_("{state} by {late}, was due {due}"), state=state, late=length(left), due=when)
    if clock.state is State.PAUSED:
        return say(
            N_("{state}, {left} left, due {due} if it went on now"),
            state=state,
            left=length(left),
            due=when,
        )
    return say(N_("{state}, {left} left, due {due}"), state=state, left=length(left), due=when)


def reports(found: Sequence[ClientReport], language: Language) -> None:
    """Each client's promises in a period."""
    for client in found:
        print(f"{client.client}  {client.name}  {language.period(client.period)}")
        for each in client.counts:
            name = language.say(METRICS[each.metric])
            told = language.say(
                N_(
                    "{met} of {all} met ({percent}), median {median}, worst {worst}, "
                    "paused {paused}"
                ),
                met=each.met,
                percent=language.percent(in_percent(each.share)),
                all=each.met + each.missed,
                median=length(each.median),
                worst=length(each.worst),
                paused=length(each.paused),
            )
            print(f"  {name} {each.priority}: {told}")
        if not client.counts:
            print(f"  {language.say(N_('no tickets'))}")
        _listed(N_("missed"), client.missed, language)
        _listed(N_("still open and overdue"), client.overdue, language)
        _listed(N_("excused"), client.excused, language)
    if not found:
        print(language.say(N_("no tickets")))


def news(found: News, language: Language) -> None:
    """What ran out, and what rules did by themselves."""
    for notice in found.notices:
        text = N_("missed") if notice.is_missed else N_("at risk")
        metric = language.say(METRICS[notice.metric])
        when = _moment(notice.at, language, ZoneInfo("UTC"))
        print(f"{notice.ticket}  {metric}  {language.say(text)}  {notice.percent} %  {when} UTC")
    for act in found.acts:
        print(f"{act.ticket}  {act.type.value}  {act.to}  {act.at.isoformat()}")
    if not found.notices and not found.acts:
        print(language.say(N_("Nothing ran out since.")))


def _listed(title: str, listed: Iterable[Told], language: Language) -> None:
    for told in listed:
        clock = told.clock
        reason = f"  ({clock.excuse.reason})" if clock.excuse else ""
        late = language.say(N_("{late} late"), late=length(clock.remaining or 0))
        metric = language.say(METRICS[clock.metric])
        print(f"  {language.say(title)}: {told.ticket} {metric} {clock.priority}, {late}{reason}")


def _moment(at: datetime, language: Language, zone: ZoneInfo) -> str:
    return language.date(at.astimezone(zone), "short")
