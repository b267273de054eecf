"""A closed month: a client's figures as they were reported, kept beside what is true by now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from app.domain.openings import instant_of, wall
from app.domain.period import Period
from app.domain.sla_policy import Metric
from app.domain.sla_report import ClientReport, Counts, Told, share_of
from app.domain.sla_rules import SlaRules

_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Listed:
    """A clock that was listed by name: by how many seconds it was late, and the reason given."""

    ticket: str
    metric: Metric
    cycle: int
    priority: str
    late: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """All that a report says of a month."""

    tickets: int = 0
    reopened: int = 0
    counts: tuple[Counts, ...] = ()
    missed: tuple[Listed, ...] = ()
    overdue: tuple[Listed, ...] = ()
    excused: tuple[Listed, ...] = ()

    @property
    def share(self) -> Fraction | None:
        """The part that was kept; nothing where nothing was to be kept."""
        return share_of(self.counts)


@dataclass(frozen=True, slots=True)
class Closing:
    """A month as it was closed, and by which versions of the rules it was judged.

    A version is the instant since which it held; nothing for one that always did.
    """

    client: str
    month: str
    at: datetime
    figures: Figures
    policies: Mapping[str, datetime | None] = field(default_factory=dict[str, "datetime | None"])
    calendars: Mapping[str, datetime | None] = field(default_factory=dict[str, "datetime | None"])
    tzdata: str = ""

    def is_restated_by(self, report: ClientReport) -> bool:
        """Whether what is true by now is something else than what was reported."""
        return figures_of(report) != self.figures


def figures_of(report: ClientReport) -> Figures:
    """What a report says, to be kept."""
    return Figures(
        report.tickets,
        report.reopened,
        report.counts,
        _listed(report.missed),
        _listed(report.overdue),
        _listed(report.excused),
    )


def closing_of(
    report: ClientReport, month: str, at: datetime, rules: SlaRules, tzdata: str
) -> Closing:
    """A month as it stands, to be closed at an instant; judged by what was in force at its end."""
    end = min(at, instant_of(wall(report.period.end, 0, ZoneInfo(rules.zone))))
    found = {rules.policy(agreement, end).name for agreement in ("", *rules.agreements)} - {""}
    policies = {name: rules.policies[name].since(end) for name in sorted(found)}
    named = {
        name
        for policy in (rules.policies[each].at(end) for each in policies)
        for name in (policy.calendar, *(target.calendar for target in policy.targets.values()))
    }
    calendars = {
        name: rules.calendars[name].since(end) for name in sorted(named & set(rules.calendars))
    }
    return Closing(report.client, month, at, figures_of(report), policies, calendars, tzdata)


def is_over(period: Period, zone: str, now: datetime) -> bool:
    """Whether the last second of a period has passed where a client is."""
    return now >= instant_of(wall(period.end, 0, ZoneInfo(zone)))


def month_of(period: Period) -> str | None:
    """The name of a period that is a whole month, such as "2026-10"."""
    month = f"{period.start:%Y-%m}"
    return month if period == period_of(month) else None


def period_of(month: str) -> Period:
    """The days of a month by its name."""
    year, number = (int(part) for part in month.split("-"))
    after = date(year + 1, 1, 1) if number == _DECEMBER else date(year, number + 1, 1)
    return Period(date(year, number, 1), after)


def _listed(told: Iterable[Told]) -> tuple[Listed, ...]:
    return tuple(
        Listed(
            each.ticket,
            each.clock.metric,
            each.clock.number,
            each.clock.priority,
            -(each.clock.remaining or 0),
            each.clock.excuse.reason if each.clock.excuse else "",
        )
        for each in told
    )
