"""What else bears on a clock besides its stretches: versions, another due time, excuses, a past."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from app.domain.sentence import N_, Blank, Sentence, say
from app.domain.sla_state import Clock, State

_ENDED = {
    State.MET: N_("First finished {at}: met, {elapsed} of {target}. Then it was opened again."),
    State.MISSED: N_(
        "First finished {at}: missed, {elapsed} of {target}. Then it was opened again."
    ),
}


def notes(
    clock: Clock, moment: Callable[[datetime], str], length: Callable[[int], Blank]
) -> Iterator[Sentence]:
    """Sentences in the order in which one asks; instants and lengths as the reader writes them."""
    if clock.policy_since:
        yield say(
            N_("By the terms of {policy} as they hold since {at}."),
            policy=clock.policy,
            at=moment(clock.policy_since),
        )
    if clock.calendar_since:
        yield say(
            N_("By the hours of {calendar} as they hold since {at}."),
            calendar=clock.calendar,
            at=moment(clock.calendar_since),
        )
    if first := clock.first:
        yield say(
            _ENDED[first.state],
            at=moment(first.at),
            elapsed=length(first.elapsed),
            target=length(first.target),
        )
    if clock.overdue_before:
        yield say(
            N_("It was overdue, due {at}, before a change made room."),
            at=moment(clock.overdue_before),
        )
    if (override := clock.override) and override.due:
        text = N_("Due {due} in place of the target, since {at}: {reason}")
        yield say(
            text if override.reason else N_("Due {due} in place of the target, since {at}."),
            due=moment(override.due),
            at=moment(override.at),
            **({"reason": override.reason} if override.reason else {}),
        )
    if excuse := clock.excuse:
        yield say(N_("Excused {at}: {reason}"), at=moment(excuse.at), reason=excuse.reason or "–")
