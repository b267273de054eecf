"""The SLA report as tables: the counts, and what is listed by name. Times are seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.sla_report import in_percent
from app.workbook.tables.written import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from app.domain.sla_report import ClientReport, Counts, Told

FIGURES = (
    "client metric priority met missed met_percent median worst paused paused_percent "
    "excused overdue"
).split()
LISTED = (
    "client what ticket summary metric cycle priority elapsed target late due stop reason"
).split()


def figures_table(found: Iterable[ClientReport]) -> bytes:
    """A row for each metric of each priority of each client."""
    return written(FIGURES, (row for client in found for row in _figures(client)))


def listed_table(found: Iterable[ClientReport]) -> bytes:
    """A row for each clock that is listed by name; late counts down where there was time left."""
    return written(LISTED, (row for client in found for row in _listed(client)))


def _figures(client: ClientReport) -> Iterator[list[object]]:
    for each in client.counts:
        yield [
            client.client,
            each.metric.value,
            each.priority,
            each.met,
            each.missed,
            in_percent(each.share),
            each.median,
            each.worst,
            each.paused,
            in_percent(each.paused_share),
            _like(each, client.excused),
            _like(each, client.overdue),
        ]


def _like(each: Counts, listed: Iterable[Told]) -> int:
    """How many of some clocks are of this metric and priority."""
    here = (each.metric, each.priority)
    return sum((told.clock.metric, told.clock.priority) == here for told in listed)


def _listed(client: ClientReport) -> Iterator[list[object]]:
    for what, listed in (
        ("missed", client.missed),
        ("overdue", client.overdue),
        ("excused", client.excused),
        ("overdue_before_a_change", client.relieved),
    ):
        for told in listed:
            clock = told.clock
            yield [
                client.client,
                what,
                told.ticket,
                told.summary,
                clock.metric.value,
                clock.number,
                clock.priority,
                clock.elapsed,
                clock.target,
                -(clock.remaining or 0),
                _instant(clock.due),
                _instant(clock.stop),
                clock.excuse.reason if clock.excuse else "",
            ]


def _instant(at: datetime | None) -> str:
    return at.isoformat() if at else ""
