"""The sample company: a year of history, taken in and billed month by month."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.services import Services
from app.storage import paths

MOMENT = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
"""When the sample's history was written: stopped, so that it is the same each time."""
THROUGH = date(2026, 11, 30)
"""The month end that is still open."""


@contextmanager
def make_sample(data: Path) -> Generator[Services]:
    """Make the sample's data file: billed through October, November's facts waiting."""
    with desk(data, create=True, clock=StoppedClock(MOMENT)) as services:
        for stage in sorted(paths.sample().glob("*.json")):
            services.workbook.take_in([stage.read_bytes()])
            through = date.fromisoformat(stage.stem)
            if through < THROUGH:
                review = services.billing.review(through, on=through)
                services.billing.issue(review.proposals, through)
            if through.month in _CREDITS:
                _credit(services, through)
        yield services


_CREDITS = {3: ("MARINER", False), 5: ("RIDGE", True)}
"""In March a whole invoice was wrong and is billed again; in May a part was given as goodwill."""


def _credit(services: Services, day: date) -> None:
    client, waived = _CREDITS[day.month]
    invoice = [row for row in services.documents.list() if row.client == client][-1]
    if waived:
        services.documents.credit(
            invoice.number,
            "Goodwill: slow response on 12 May",
            lines={1: invoice.net.amount() / 5},
            waive=True,
            on=day,
        )
    else:
        services.documents.credit(invoice.number, "Sent to the wrong address", on=day)
