"""Which policy and which calendar hold for a client's tickets, and from when."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from app.domain.dated import Dated
from app.domain.hours import Calendar
from app.domain.period import ALWAYS
from app.domain.sla_policy import NO_POLICY, SlaPolicy

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Versions(Generic[T]):
    """What was recorded when: the first holds since ever, each later one from its instant."""

    first: T
    later: tuple[tuple[datetime, T], ...] = ()

    def at(self, instant: datetime) -> T:
        """What was in force at an instant."""
        i = bisect_right(self.later, instant, key=lambda step: step[0])
        return self.later[i - 1][1] if i else self.first

    def since(self, instant: datetime) -> datetime | None:
        """Since when that has been in force; nothing where it always was."""
        i = bisect_right(self.later, instant, key=lambda step: step[0])
        return self.later[i - 1][0] if i else None


@dataclass(frozen=True)
class SlaRules:
    """All that decides over a client's tickets besides what happened to them.

    A ticket is judged by its agreement's policy, else the client's, else the company's. A policy's
    calendars are in the client's zone where they name none themselves.
    """

    policies: Mapping[str, Versions[SlaPolicy]]
    calendars: Mapping[str, Versions[Calendar]]
    agreements: Mapping[str, Dated[str]] = field(default_factory=dict[str, Dated[str]])
    own: Dated[str] = field(default_factory=Dated[str])
    default: str = ""
    zone: str = "UTC"

    def policy(self, agreement: str, at: datetime) -> SlaPolicy:
        """The policy in force at an instant for tickets under an agreement, or under none."""
        if agreement in self._constant:
            return self._constant[agreement]
        day = at.astimezone(self._zone).date()
        steps = self.agreements.get(agreement)
        name = (steps.at(day, "") if steps else "") or self.own.at(day, "") or self.default
        versions = self.policies.get(name)
        return versions.at(at) if versions else NO_POLICY

    def held_since(self, agreement: str, at: datetime) -> datetime | None:
        """Since when the terms in force at an instant have held; nothing where they always did."""
        versions = self.policies.get(self.policy(agreement, at).name)
        steps = [since for since, _ in versions.later if since <= at] if versions else []
        return steps[-1] if steps else None

    def calendar_of(self, policy: SlaPolicy, priority: str, at: datetime) -> Calendar | None:
        """The calendar a policy's targets for a priority counted by at an instant."""
        versions = self.calendars.get(policy.target(priority).calendar or policy.calendar)
        return versions.at(at) if versions else None

    def changes(self, agreement: str, after: datetime) -> list[datetime]:
        """The instants after one at which what holds under an agreement may become another."""
        steps = (*self.own.steps, *self.agreements.get(agreement, Dated[str]()).steps)
        days = {day for day, _ in steps if day > after.astimezone(self._zone).date()}
        found = [datetime.combine(day, time(), self._zone) for day in days]
        versions = (*self.policies.values(), *self.calendars.values())
        found += [at for each in versions for at, _ in each.later]
        return [at for at in found if at > after]

    @cached_property
    def _constant(self) -> Mapping[str, SlaPolicy]:
        """The policies that never changed, by agreement; the one without a name is none."""
        if not self._is_constant(self.own):
            return {}
        names = {"": Dated[str](), **self.agreements}
        found = dict[str, SlaPolicy]()
        for agreement, steps in names.items():
            if self._is_constant(steps):
                name = steps.at(date.max, "") or self.own.at(date.max, "") or self.default
                versions = self.policies.get(name)
                if versions is None or not versions.later:
                    found[agreement] = versions.first if versions else NO_POLICY
        return found

    @staticmethod
    def _is_constant(steps: Dated[str]) -> bool:
        return all(day == ALWAYS for day, _ in steps.steps)

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


def single(policy: SlaPolicy, *calendars: Calendar, zone: str = "UTC") -> SlaRules:
    """One policy for all tickets, as it always was."""
    return SlaRules(
        {policy.name: Versions(policy)},
        {calendar.name: Versions(calendar) for calendar in calendars},
        default=policy.name,
        zone=zone,
    )
