"""When an agreement bills: its service periods, their bill dates, and changes of the cycle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain.charge import ChargeKind
from app.domain.grid import Grid
from app.domain.period import ALWAYS, Period, Timing
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.domain.agreement import Agreement
    from app.domain.facts import Book, ClientFacts

PERIODIC = frozenset({ChargeKind.FEE.value, ChargeKind.RECURRING.value})
"""How the ledger names what is charged for each service period."""

NOTHING: Mapping[Period, date] = {}


@dataclass(frozen=True)
class Service:
    """One service period of an agreement: the days it covers, and the whole turn it is part of."""

    key: date
    whole: Period
    period: Period
    timing: Timing

    @property
    def bill_date(self) -> date:
        """The day on which it becomes due: its start in advance, its end in arrears."""
        return self.period.start if self.timing is Timing.ADVANCE else self.period.end

    @property
    def is_stub(self) -> bool:
        """Whether it is shorter than the whole turn."""
        return self.period != self.whole

    @cached_property
    def told(self) -> tuple[Sentence, ...]:
        """Which days it covers and when it becomes due, in words."""
        text = (
            N_("Service period {period}, billed in advance on {day}.")
            if self.timing is Timing.ADVANCE
            else N_("Service period {period}, billed in arrears on {day}.")
        )
        when = say(text, period=self.period, day=self.bill_date)
        if not self.is_stub:
            return (when,)
        return (
            when,
            say(
                N_("It is a part of the whole period {whole} ({days} of {total} days)."),
                whole=self.whole,
                days=self.period.days,
                total=self.whole.days,
            ),
        )


def billed_periods(client: ClientFacts, agreement: str) -> dict[Period, date]:
    """The periods for which something recurring of an agreement stands billed, and their keys."""
    return {
        entry.period: date.fromisoformat(key.rpartition("/")[2])
        for key, entry in client.ledger.items()
        if entry.agreement == agreement and entry.net and entry.kind in PERIODIC
    }


def horizon(client: ClientFacts, through: date) -> date:
    """The day after all that is due or was billed."""
    days = (billed.bill_date for billed in client.ledger.values())
    return max([through, *days]) + timedelta(days=1)


def renewed(client: ClientFacts, through: date) -> ClientFacts:
    """The client with agreements prolonged as far as anything is due or was billed."""
    if not any(agreement.renewal for agreement in client.agreements):
        return client
    last = horizon(client, through) - timedelta(days=1)
    agreements = tuple(agreement.renewed(last) for agreement in client.agreements)
    return replace(client, agreements=agreements)


def services_of(book: Book, client: ClientFacts, until: date) -> dict[str, tuple[Service, ...]]:
    """The periods of each agreement that are not settled and begin before a day, oldest first."""
    settled = client.settled.until if client.settled else ALWAYS
    found: dict[str, tuple[Service, ...]] = {}
    for agreement in client.agreements:
        floors = [day for day in (agreement.billed_until, book.billed_until) if day]
        billed = billed_periods(client, agreement.number)
        billed_until = max(floors, default=None)
        found[agreement.number] = tuple(
            service_periods(agreement, until, billed, billed_until, settled=settled)
        )
    return found


def service_periods(
    agreement: Agreement,
    until: date,
    billed: Mapping[Period, date] = NOTHING,
    billed_until: date | None = None,
    *,
    settled: date = ALWAYS,
) -> Iterator[Service]:
    """The agreement's periods that begin before a day, oldest first.

    A change of the cycle takes effect where a period of the old one ends, so it makes at most one
    stub; `billed` are periods that were billed, with their keys, and none of them moves.
    Days before `billed_until` belong to another tool and are left out, and so is what is settled.
    """
    term = agreement.term
    floor = max(term.start, billed_until or ALWAYS)
    chargeable = Period(floor, max(floor, term.end))
    cycles = agreement.cycle.steps
    grid = Grid.of(cycles, chargeable, billed)
    # No period reaches over what is settled. Where the cycle changed, what was billed before
    # says where the turns lie.
    first = max(floor, settled) if len(cycles) == 1 else floor
    keys = set[object]()
    for turn in grid.turns(first, min(term.end, until)):
        period = turn.days.within(chargeable)
        if period:
            key = billed.get(period, turn.whole.start)
            key = period.start if key in keys else key
            keys.add(key)
            if period.start >= settled:
                yield Service(key, turn.whole, period, turn.timing)
