"""Allowances and blocks: what work draws, what carries over and what is left."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from app.domain.agreement import Allowance, Block
from app.domain.coverage import Burn, draw
from app.domain.hours import cut
from app.domain.money import Money, Rate, half_away
from app.domain.period import NEVER, Cycle, Unit
from app.domain.stock import BlockLot, Lot, Pool, block_lots, open_lots
from tests.reference.operations import Given, operation
from tests.reference.operations._amounts import currency_of
from tests.reference.operations._calendars import instant, schedule_of

HOUR = Fraction(60)
LONG_AGO = date(2000, 1, 1)


@operation("allowance_chain")
def _allowance_chain(given: Given) -> dict[str, object]:
    allowance = Allowance(given["included_minutes"] / HOUR, int(given["rollover"]))
    pool, periods = Pool(), []
    for used in given["used_minutes_by_period"]:
        pool.turn(allowance)
        rolled = sum(lot.left for lot in pool.carried)
        available = pool.base.left + rolled
        overage = _draw(pool.lots, used)
        periods.append({"rolled_in": rolled, "available": available, "overage": overage})
    return {"periods": periods}


@operation("allowance_overage")
def _allowance_overage(given: Given) -> dict[str, object]:
    pool = Pool()
    carried = given.get("rolled_in_minutes", 0) / HOUR
    pool.turn(Allowance(given["included_minutes"] / HOUR, carried=carried))
    minutes = _draw(pool.lots, given["used_minutes"])
    rate = Rate(Decimal(given["overage_rate_per_hour"]), currency_of(given))
    return {"overage_minutes": minutes, "amount": rate.times(minutes / HOUR).amount()}


@operation("allowance_overage_units")
def _allowance_overage_units(given: Given) -> dict[str, object]:
    used = Fraction(given["used"])
    overage = used - Lot(Fraction(given["included"])).draw(used, Fraction(1))
    rate = Rate(Decimal(given["rate_per_unit"]), currency_of(given))
    return {"overage": overage, "amount": rate.times(overage).amount()}


@operation("allocate")
def _allocate(given: Given) -> dict[str, object]:
    places = given["decimals"]
    total = Money(int(Decimal(given["total"]).scaleb(places)), "EUR")
    parts = total.split([Fraction(weight) for weight in given["weights"]])
    return {"parts": [Decimal(part.minor).scaleb(-places) for part in parts]}


@operation("cover_entries")
def _cover_entries(given: Given) -> dict[str, object]:
    lot = Lot(Fraction(given["included_minutes"]))
    billable = [_draw([lot], minutes) for minutes in given["entries_minutes"]]
    covered = [
        minutes - left for minutes, left in zip(given["entries_minutes"], billable, strict=True)
    ]
    return {"covered": covered, "billable": billable}


@operation("weighted_minutes")
def _weighted_minutes(given: Given) -> dict[str, object]:
    pieces = cut(schedule_of(given), instant(given["start_utc"]), instant(given["end_utc"]))
    lot = Lot(Fraction(10**9))
    before = lot.left
    for piece in pieces:
        key = "in_hours_multiplier" if piece.open else "out_of_hours_multiplier"
        lot.draw(piece.seconds / HOUR, Fraction(given[key]))
    return {"weighted_minutes": Decimal(half_away((before - lot.left) * 100)).scaleb(-2)}


@operation("allowance_period_start")
def _allowance_period_start(given: Given) -> dict[str, object]:
    cycle = Cycle(1, Unit.MONTH, LONG_AGO.replace(day=given["reset_day"]))
    return {"period_start": cycle.holding(date.fromisoformat(given["date"])).start}


@operation("draw_blocks")
def _draw_blocks(given: Given) -> dict[str, object]:
    draws, left = _draw_step(_lots(given["blocks"]), given)
    return {"draws": draws, "uncovered_minutes": left}


@operation("draw_blocks_sequence")
def _draw_blocks_sequence(given: Given) -> dict[str, object]:
    lots = _lots(given["blocks"])
    found = {step["entry"]: _draw_step(lots, step) for step in given["steps"]}
    return {
        "draws": {entry: draws for entry, (draws, _) in found.items()},
        "uncovered": {entry: left for entry, (_, left) in found.items()},
        "balances_after": {lot.block.name: lot.left for lot in lots},
    }


@operation("block_available_at")
def _block_available_at(given: Given) -> dict[str, object]:
    at = datetime.fromisoformat(given["instant_utc"]).astimezone(ZoneInfo(given["timezone"]))
    (lot,) = _lots([given])
    return {"available_minutes": lot.left_on(at.date())}


@operation("lot_ledger")
def _lot_ledger(given: Given) -> dict[str, object]:
    lots = block_lots(
        Block(
            lot["id"],
            Fraction(lot["hours"]),
            date.fromisoformat(lot["granted_on"]),
            date.fromisoformat(lot["expires_on"]) if lot["expires_on"] else NEVER,
            Money.zero("EUR"),
        )
        for lot in given["lots"]
    )
    before = sum(lot.left for lot in lots)
    for debit in given["debits"]:
        minutes = Fraction(debit["hours"]) * 60
        draw(open_lots(lots, date.fromisoformat(debit["on"]), ""), minutes, _unweighted())
    as_of = date.fromisoformat(given["as_of"])
    return {
        "forfeited": {
            lot.block.name: lot.left / HOUR
            for lot in lots
            if lot.left and lot.block.expires <= as_of
        },
        "balance": sum(lot.left_on(as_of) for lot in lots) / HOUR,
        "used": (before - sum(lot.left for lot in lots)) / HOUR,
    }


def _unweighted() -> Burn:
    return Burn(Fraction(1), lambda: Rate(Decimal(0), "EUR"))


def _draw(lots, minutes) -> Fraction:
    return draw(lots, Fraction(minutes), _unweighted())


def _lots(blocks) -> list[BlockLot]:
    """Blocks whose last day still counts; no scope is all work."""
    return block_lots(
        Block(
            block.get("id", ""),
            block["minutes_left"] / HOUR,
            date.fromisoformat(block.get("purchased_on") or LONG_AGO.isoformat()),
            date.fromisoformat(block["expires_on"]) + timedelta(days=1)
            if block["expires_on"]
            else NEVER,
            Money.zero("EUR"),
            work_types=tuple(block.get("scope") or ()),
        )
        for block in blocks
    )


def _draw_step(lots, step) -> tuple[list[dict[str, object]], Fraction]:
    """What a piece of work draws from each block, and what none of them covers."""
    day = date.fromisoformat(step["work_date"])
    before = {lot.block.name: lot.left for lot in lots}
    left = _draw(open_lots(lots, day, step.get("service", "")), step["minutes"])
    draws = [
        {"block": lot.block.name, "minutes": before[lot.block.name] - lot.left}
        for lot in lots
        if before[lot.block.name] != lot.left
    ]
    return draws, left
