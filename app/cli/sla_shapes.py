"""What the commands about SLA clocks print as JSON. Times are seconds."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from app.domain.sla_intervals import intervals
from app.domain.sla_policy import Metric
from app.domain.sla_report import in_percent

if TYPE_CHECKING:
    from app.domain.sla_report import ClientReport, Told
    from app.domain.sla_state import Clock
    from app.services.alerts import News
    from app.services.sla import SlaRow

Json = dict[str, Any]


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
        "policy_since": _instant(found.policy_since),
        "calendar_since": _instant(found.calendar_since),
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


def _percent(share: Fraction | None) -> str | None:
    return None if share is None else f"{in_percent(share)}"


def _instant(at: datetime | None) -> str | None:
    return at and at.isoformat()
