"""The sample company: a year of history, taken in and billed month by month."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

from app.bootstrap import desk
from app.domain.progress import QUIET, Progress
from app.services import Services
from app.storage import paths

MOMENT = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
"""When the sample is looked at: its clock stops here, so that it is the same each time."""
THROUGH = date(2026, 11, 30)
"""The month end that is still open."""


@dataclass(frozen=True, slots=True)
class Credit:
    """An invoice of the sample that is credited: in full, or the amounts of some lines."""

    on: date
    client: str
    invoiced: date
    reason: str
    lines: Mapping[int, Decimal] = field(default_factory=dict[int, Decimal])
    waive: bool = False


CREDITS = (
    Credit(
        date(2026, 6, 5),
        "MOYLE",
        date(2026, 5, 31),
        "That order was closed in May; the same goes out again on your new order",
    ),
    Credit(
        date(2026, 9, 4),
        "TIDE",
        date(2026, 8, 31),
        "Goodwill: half a day without the appointment book on 19 August",
        {1: Decimal("60.00")},
        waive=True,
    ),
)


@dataclass(slots=True)
class SampleClock:
    """Tells the moment it was set to, so that each month's history has its own date."""

    moment: datetime

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment

    def turn(self, day: date, hour: int) -> None:
        """Set it to a full hour of a day."""
        self.moment = datetime.combine(day, time(hour), UTC)


@contextmanager
def make_sample(data: Path, progress: Progress = QUIET) -> Generator[Services]:
    """Make the sample's data file: billed through October, November's facts waiting."""
    clock = SampleClock(MOMENT)
    with desk(data, create=True, clock=clock) as services:
        stages = sorted(paths.sample().glob("*.json"))
        for done, stage in enumerate(stages):
            progress.step(done, len(stages))
            through = date.fromisoformat(stage.stem)
            for credit in CREDITS:
                if credit.on.replace(day=1) == through.replace(day=1):
                    clock.turn(credit.on, 10)
                    _credit(services, credit)
            if through == THROUGH:
                clock.moment = MOMENT
                services.workbook.take_in([stage.read_bytes()])
            else:
                clock.turn(through, 16)
                services.workbook.take_in([stage.read_bytes()])
                review = services.billing.review(through, on=through)
                services.billing.issue(review.proposals, through)
                _pay(services, through)
        progress.step(len(stages), len(stages))
        yield services


def _pay(services: Services, day: date) -> None:
    """Let the clients pay what was due a while ago; two of them take their time."""
    late = {"TIDE": 45, "MOYLE": 30}
    payments = [
        {
            "id": f"pay-{found.bill.number}",
            "document": found.bill.number,
            "date": min(found.bill.due or day, day).isoformat(),
            "amount": found.left.plain(),
        }
        for found in services.dashboard.show(day).open
        if found.days_late(day) >= late.get(found.bill.client, 0)
        and found.bill.due
        and found.bill.due <= day
    ]
    if payments:
        book = {"format": "accord/1", "payments": payments}
        services.workbook.take_in([json.dumps(book).encode()])


def _credit(services: Services, credit: Credit) -> None:
    invoice = next(
        row
        for row in services.documents.list()
        if (row.client, row.date) == (credit.client, credit.invoiced)
    )
    services.documents.credit(
        invoice.number,
        credit.reason,
        lines=dict(credit.lines),
        waive=credit.waive,
        on=credit.on,
    )
