"""Parts of periods and what they cost, and changes in the middle of them."""

from datetime import timedelta
from fractions import Fraction

from app.domain.billing import propose
from app.domain.dated import Dated
from app.domain.facts import Billed, Book, ClientFacts
from app.domain.money import Money, half_away
from app.domain.period import ALWAYS, NEVER, Cycle, Period, Timing, Unit
from app.domain.recurring import charge_of, sources
from app.domain.schedule import Service, service_periods
from tests.reference.operations import operation
from tests.reference.operations._notation import DAY, GRID, agreement, cycle, day, end, rate


@operation("active_fraction")
def _active_fraction(given):
    whole = Period(day(given["period_start"]), day(given["period_end_exclusive"]))
    start = day(given.get("service_start")) or ALWAYS
    part = Period(start, end(given, "service_end_exclusive")).within(whole)
    return {"days_active": part.days if part else 0, "days_period": whole.days}


@operation("prorate_amount")
def _prorate_amount(given):
    whole = Period(GRID, GRID + timedelta(days=given["days_period"]))
    part = Period(GRID, GRID + timedelta(days=given["days_active"]))
    return {"amount": _fee(given, given["period_price"], whole, part)}


@operation("prorate_between")
def _prorate_between(given):
    whole = Period(day(given["period_start"]), day(given["period_end_exclusive"]))
    part = Period(day(given["service_start"]), day(given["service_last_day"]) + DAY)
    part = part.within(whole) or Period(whole.start, whole.start)
    amount = _fee(given, given["period_price"], whole, part)
    return {"days_active": part.days, "days_period": whole.days, "amount": amount}


@operation("prorate_dates")
def _prorate_dates(given):
    start, stop = day(given["from"]), day(given["to_exclusive"])
    turns = cycle({"interval_months": 1, **given}, day(given.get("period_start")) or start)
    found = list(service_periods(agreement(start, stop, turns), stop))
    share = sum((Fraction(each.period.days, each.whole.days) for each in found), Fraction(0))
    places = given.get("decimals", 9)
    return {
        "days_active": sum(each.period.days for each in found),
        "days_period": turns.holding(start).days,
        "fraction": f"{half_away(share * 10**places):0{places + 1}}e-{places}",
    }


@operation("prorate_on_grid")
def _prorate_on_grid(given):
    start = day(given["service_start"])
    stop = end(given, "service_end_exclusive")
    turns = cycle(given)
    stop = min(stop, turns.holding(start).end)
    service = next(service_periods(agreement(start, stop, turns), stop))
    return {
        "days_active": service.period.days,
        "days_period": service.whole.days,
        "amount": _fee(given, given["period_price"], service.whole, service.period),
    }


@operation("bill_in_advance")
def _bill_in_advance(given):
    held = agreement(day(given["start"]), end(given, "end_exclusive"), cycle(given))
    through = day(given["target_date"])
    found = [s for s in service_periods(held, through + DAY) if s.bill_date <= through]
    return {"fractions": [f"{s.period.days}/{s.whole.days}" if s.is_stub else "1" for s in found]}


@operation("change_mid_period")
def _change_mid_period(given):
    """The old plan ends and the new one begins: two agreements on one grid."""
    whole = Period(day(given["period_start"]), day(given["period_end_exclusive"]))
    turns = Cycle(whole.days, Unit.DAY, whole.start)
    fees = {key: Dated.always(rate(given[f"{key}_price"], given)) for key in ("old", "new")}
    return _switched(given, day(given["change_date"]), (turns, fees["old"]), (turns, fees["new"]))


@operation("switch_cycle")
def _switch_cycle(given):
    """The old plan ends and another begins in full, with a grid of its own."""
    whole = Period(day(given["old_period_start"]), day(given["old_period_end_exclusive"]))
    change = day(given["switch_date"])
    old = Dated.always(rate(given["old_price"], given))
    new = Dated.always(rate(given["new_full_price"], given))
    return _switched(
        given,
        change,
        (Cycle(whole.days, Unit.DAY, whole.start), old),
        (Cycle(1, Unit.YEAR, change), new),
    )


def _switched(given, change, old, new):
    """Bill the old plan, end it, begin the new one, bill again: what the second document says."""
    turns, fee = old
    through = turns.anchor
    ledger = {
        line.charge: Billed(
            line.net, line.source, "", line.bill_date, line.period, agreement=line.agreement
        )
        for line in _lines((agreement(turns.anchor, NEVER, turns, fee=fee),), through, {})
    }
    ended = agreement(turns.anchor, change, turns, fee=fee)
    begun = agreement(change, NEVER, new[0], number="B", fee=new[1])
    second = _lines((ended, begun), change, ledger)
    zero = Money.zero(rate(0, given).currency)
    net = {
        number: Money.total(
            (line.net for line in second if line.agreement == number), zero.currency
        )
        for number in ("A", "B")
    }
    return {
        "credit_old": net["A"].plain(),
        "charge_new": net["B"].plain(),
        "net": (net["A"] + net["B"]).plain(),
    }


def _lines(agreements, through, ledger):
    """What the engine proposes."""
    currency = agreements[0].fee.steps[0][1].currency
    client = ClientFacts("C", "C", currency, agreements=agreements, ledger=ledger)
    outcome = propose(Book(currency, {}, {}, {}), client, through)
    return [line for proposal in outcome.proposals for line in proposal.lines]


def _fee(given, price, whole, part):
    """What a fee of this price costs for a part of a period."""
    fee = agreement(
        part.start,
        part.end,
        Cycle(1, Unit.MONTH, whole.start),
        fee=Dated.always(rate(price, given)),
    )
    client = ClientFacts("C", "C", fee.fee.steps[0][1].currency)
    service = Service(whole.start, whole, part, Timing.ADVANCE)
    charge = charge_of(fee, sources(fee, client, NEVER)[0], service)
    return charge.net.plain() if charge else "0"
