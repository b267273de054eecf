"""Periods, their boundaries and their bill dates."""

from datetime import UTC, datetime, time
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from app.domain.clock import StoppedClock, today
from app.domain.dated import Dated
from app.domain.period import ALWAYS, NEVER, Cycle, Timing, Unit, add_months
from app.domain.renewal import Renewal
from app.domain.schedule import service_periods
from tests.reference.operations import operation
from tests.reference.operations._notation import DAY, GRID, UNITS, agreement, cycle, dates, day


@operation("add_months")
def _add_months(given):
    return {"date": add_months(day(given["date"]), given["months"])}


@operation("next_date")
def _next_date(given):
    every, unit = UNITS[given["unit"]]
    return {"next": Cycle(given["every"] * every, unit, day(given["current"])).boundary(1)}


@operation("period_by_index")
def _period_by_index(given):
    return dates(cycle(given).period(given["index"]))


@operation("period_containing")
def _period_containing(given):
    return dates(cycle(given).holding(day(given["date"])))


@operation("index_of_date")
def _index_of_date(given):
    return {"index": cycle(given).index(day(given["date"]))}


@operation("boundaries")
def _boundaries(given):
    turns = cycle(given)
    return {"dates": [turns.boundary(k) for k in range(given["count"])]}


@operation("first_cycle_day")
def _first_cycle_day(given):
    first = next(_on_cycle_day(given))
    return {"date": first.period.end if first.is_stub else first.period.start}


@operation("arrears_billed_through")
def _arrears_billed_through(given):
    through = day(given["target_date"])
    services = _on_cycle_day({**given, "timing": "arrears"})
    billed = day(given["start"])
    for service in services:
        if service.bill_date > through:
            return {"billed_through_exclusive": billed, "next_billing_date": service.bill_date}
        billed = service.period.end
    raise AssertionError


@operation("billed_boundaries")
def _billed_boundaries(given):
    through = day(given["target_date"])
    due = takewhile(lambda service: service.bill_date <= through, _on_cycle_day(given))
    return {"boundaries": [day(given["start"]), *(service.period.end for service in due)]}


@operation("service_schedule")
def _service_schedule(given):
    periods = [
        {
            "service_start": service.period.start,
            "service_last_day": service.period.last,
            "invoice_date": service.bill_date,
        }
        for service in islice(_contract(given), given.get("count"))
    ]
    return {"periods": periods}


@operation("first_invoice_date")
def _first_invoice_date(given):
    return {"invoice_date": next(_contract(given)).bill_date}


@operation("first_period")
def _first_period(given):
    first = next(_contract(given))
    return {
        "service_start": first.period.start,
        "service_last_day": first.period.last,
        "invoice_date": first.bill_date,
    }


@operation("period_for_billing_date")
def _period_for_billing_date(given):
    period = _billed_on(cycle(given), day(given["billing_date"]))
    return {"service_start": period.start, "service_last_day": period.last}


@operation("local_period_start_utc")
def _local_period_start_utc(given):
    zone = given["timezone"]
    local = today(StoppedClock(datetime.fromisoformat(given["billing_instant_utc"])), zone)
    start = _billed_on(cycle(given), local).start
    instant = datetime.combine(start, time(), ZoneInfo(zone)).astimezone(UTC)
    return {
        "local_billing_date": local,
        "service_start_local": start,
        "service_start_utc": instant.isoformat().replace("+00:00", "Z"),
    }


@operation("invoice_window")
def _invoice_window(given):
    turns = cycle(given)
    start = day(given["service_start"])
    first = next(service_periods(agreement(start, NEVER, turns), NEVER))
    window = turns.holding(first.bill_date)
    return {"window_start": window.start, "window_end_exclusive": window.end}


@operation("in_notice_window")
def _in_notice_window(given):
    notice = Renewal(1, given["notice_days"]).notice(day(given["contract_end"]))
    return {"in_window": day(given["today"]) in notice}


@operation("extend_term")
def _extend_term(given):
    renewal = Dated.always(Renewal(given["term_months"]))
    held = agreement(ALWAYS, day(given["end_exclusive"]), None, renewal=renewal)
    return {"end_exclusive": held.renewed(day(given["due_period_start"])).end}


def _on_cycle_day(given):
    """The periods of an agreement whose turns begin on a day of the month, from its start on."""
    start = day(given["start"])
    monthly = Cycle(1, Unit.MONTH, GRID.replace(day=given["cycle_day"]))
    first = monthly.holding(start)
    anchor = first.start if first.start == start else first.end
    turns = Cycle(
        given.get("interval_months", 1), Unit.MONTH, anchor, Timing(given.get("timing", "advance"))
    )
    return service_periods(agreement(start, NEVER, turns), NEVER)


def _contract(given):
    """The periods of a contract that names its last day."""
    start = day(given["service_start"])
    last = day(given.get("contract_last_day"))
    end = last + DAY if last else NEVER
    return service_periods(agreement(start, end, cycle(given, start)), NEVER)


def _billed_on(turns, billing_date):
    """The period that the last bill date up to a day belongs to."""
    holding = turns.index(billing_date)
    return turns.period(holding if turns.timing is Timing.ADVANCE else holding - 1)
