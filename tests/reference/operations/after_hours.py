"""Work cut at the edges of business hours, each part weighted by its highest multiplier."""

from datetime import timedelta
from decimal import Decimal

from app.domain.after_hours import shared
from app.domain.agreement import AfterHours
from app.domain.catalog import WorkType
from app.domain.dated import Dated
from app.domain.facts import TimeEntry
from app.domain.hours import cut
from app.domain.rates import weight_of
from tests.reference.operations import Given, operation
from tests.reference.operations._calendars import calendar_of, instant


@operation("split_time")
def _split_time(given: Given) -> dict[str, object]:
    start, end = instant(given["start"]), instant(given["end"])
    pieces = cut(calendar_of(given["calendar"]), start, end)
    after = AfterHours("Hours", Decimal(str(given["after_hours_multiplier"])))
    parts = shared(pieces, given["billable_minutes"], after)
    work_type = WorkType("W", multiplier=Dated.always(Decimal(str(given["multiplier"]))))
    minutes = (end - start) // timedelta(minutes=1)
    entry = TimeEntry("t", start.date(), start, minutes, "W", "")
    return {
        "weighted_minutes": sum(
            part.minutes * weight_of(entry, work_type, part.multiplier) for part in parts
        ),
        "in_seconds": sum(piece.seconds for piece in pieces if piece.open),
        "out_seconds": sum(piece.seconds for piece in pieces if not piece.open),
        "segments": len(pieces),
    }
