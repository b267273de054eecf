"""What the commands about SLA clocks print as JSON and write as a table. Times are seconds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from app.domain.sla_intervals import intervals
from app.domain.sla_policy import Metric

if TYPE_CHECKING:
    from app.domain.sla_report import ClientReport, Counts, Told
    from app.domain.sla_state import Clock
    from app.services.alerts import News
    from app.services.sla import SlaRow

Json = dict[str, Any]
COLUMNS = (
    "client metric priority met missed met_percent median worst paused paused_percent "
    "excused overdue"
).split()


def ticket(row: SlaRow) -> Json:
    """A ticket: each metric's present clock, and the ones before it."""
    state = row.state
    badge = state.badge
    return {
        "ticket": row.number,
        "client": row.client,
        "summary": row.summary,
        "status": state.category.value,
        "priority": state.priority,
        "agreement": state.agreement or None,
        "reopened": state.reopened,
        "badge": badge.metric.value if badge else None,
        **{
            metric.value: {
                **clock(state.current(metric)),
                "earlier": [
                    clock(each)
                    for each in state.clocks
                    if each.metric is metric and each is not state.current(metric)
                ],
            }
            for metric in Metric
        },
    }


def clock(found: Clock) -> Json:
    """One clock, with every stretch of its life."""
    return {
        "state": found.state.value,
        "cycle": found.number,
        "priority": found.priority,
        "policy": found.policy or None,
        "calendar": found.calendar or None,
        "start": _instant(found.start),
        "stop": _instant(found.stop),
        "elapsed": found.elapsed,
        "target": found.target,
        "remaining": found.remaining,
        "due": _instant(found.due),
        "due_if_resumed": _instant(found.resumed),
        "running": found.running,
        "paused": found.reading.paused_seconds if found.reading else 0,
        "overdue_before": _instant(found.overdue_before),
        "override": found.override.reason if found.override else None,
        "excuse": found.excuse.reason if found.excuse else None,
        "thresholds": [
            {"percent": percent, "at": _instant(at)} for percent, at in found.thresholds
        ],
        "intervals": [
            {
                "start": _instant(each.start),
                "end": _instant(each.end),
                "what": each.counted.value,
                "seconds": each.seconds,
            }
            for each in (intervals(found.reading) if found.reading else ())
        ],
    }


def news(found: News) -> Json:
    """What ran out, and what rules did by themselves."""
    return {
        "missed": found.missed,
        "at_risk": found.at_risk,
        "notices": [
            {
                "ticket": each.ticket,
                "metric": each.metric.value,
                "percent": each.percent,
                "at": _instant(each.at),
            }
            for each in found.notices
        ],
        "acts": [
            {"ticket": each.ticket, "type": each.type.value, "to": each.to, "at": _instant(each.at)}
            for each in found.acts
        ],
        "next": _instant(found.next),
    }


def report(found: ClientReport) -> Json:
    """One client's promises in a period."""
    return {
        "client": found.client,
        "name": found.name,
        "met_percent": _percent(found.share),
        "tickets": found.tickets,
        "reopened": found.reopened,
        "metrics": [
            {
                "metric": each.metric.value,
                "priority": each.priority,
                "met": each.met,
                "missed": each.missed,
                "met_percent": _percent(each.share),
                "median": each.median,
                "worst": each.worst,
                "paused": each.paused,
                "paused_percent": _percent(each.paused_share),
            }
            for each in found.counts
        ],
        "missed": [_told(each) for each in found.missed],
        "overdue": [_told(each) for each in found.overdue],
        "excused": [_told(each) for each in found.excused],
    }


def table(found: Iterable[ClientReport]) -> bytes:
    """The counts as comma-separated values."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for client in found:
        for each in client.counts:
            writer.writerow(_row(client, each))
    return text.getvalue().encode("utf-8-sig")


def _row(client: ClientReport, each: Counts) -> list[object]:
    listed = (client.excused, client.overdue)
    same = [
        sum(
            (told.clock.metric, told.clock.priority) == (each.metric, each.priority)
            for told in some
        )
        for some in listed
    ]
    return [
        client.client,
        each.metric.value,
        each.priority,
        each.met,
        each.missed,
        _percent(each.share),
        each.median,
        each.worst,
        each.paused,
        _percent(each.paused_share),
        *same,
    ]


def _told(told: Told) -> Json:
    found = told.clock
    return {
        "ticket": told.ticket,
        "summary": told.summary,
        "metric": found.metric.value,
        "cycle": found.number,
        "priority": found.priority,
        "elapsed": found.elapsed,
        "target": found.target,
        "late": -(found.remaining or 0),
        "due": _instant(found.due),
        "stop": _instant(found.stop),
        "reason": found.excuse.reason if found.excuse else None,
    }


def percent_of(share: Fraction) -> Decimal:
    """With one decimal, cut off: a share with a miss in it is never 100."""
    return Decimal(share.numerator * 1000 // share.denominator).scaleb(-1)


def _percent(share: Fraction | None) -> str | None:
    return None if share is None else f"{percent_of(share)}"


def _instant(at: datetime | None) -> str | None:
    return at and at.isoformat()
