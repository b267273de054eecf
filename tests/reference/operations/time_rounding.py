"""Worked time to billed time, and billed time to money."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from app.domain.catalog import Rounding
from app.domain.money import Rate, half_away
from app.domain.pieces import Piece, net_of
from app.domain.stock import Lot
from app.domain.timekeeping import Counting, rounded_length
from tests.reference.operations import Given, operation


@operation("round_minutes")
def _round_minutes(given: Given) -> dict[str, object]:
    mode = Rounding(given["mode"])
    return {"minutes": rounded_length(given["minutes"], given["increment"], mode)}


@operation("round_seconds")
def _round_seconds(given: Given) -> dict[str, object]:
    mode = Rounding(given["mode"])
    return {"seconds": rounded_length(given["seconds"], given["increment_seconds"], mode)}


@operation("round_interval")
def _round_interval(given: Given) -> dict[str, object]:
    begin, end = (datetime.strptime(given[key], "%H:%M:%S") for key in ("begin", "end"))  # noqa: DTZ007
    length = int((end - begin).total_seconds())
    seconds = rounded_length(length, given["duration_increment"] * 60, Rounding(given["mode"]))
    return {"begin": given["begin"], "end": given["end"], "seconds": seconds}


@operation("rate_amount")
def _rate_amount(given: Given) -> dict[str, object]:
    exact, _ = net_of([_piece(Fraction(given["seconds"], 60), given["rate_per_hour"])])
    places = given.get("decimals", 2)
    return {"amount": Decimal(half_away(exact * 10**places)).scaleb(-places)}


@operation("billable_time")
def _billable_time(given: Given) -> dict[str, object]:
    minimum, increment = given["minimum_minutes"], given["increment_minutes"]
    counting = Counting(minimum, increment, Rounding(given["mode"]), given.get("grace_minutes", 0))
    minutes = counting.counted(given["worked_minutes"])
    _, net = net_of([_piece(Fraction(minutes), given["rate_per_hour"])])
    hours = Decimal(minutes) / 60
    return {"billed_minutes": minutes, "hours": hours, "amount": net.amount()}


@operation("overtime")
def _overtime(given: Given) -> dict[str, object]:
    """Minutes up to the threshold are a stock that the work draws from; the rest costs more."""
    worked = Fraction(given["worked_minutes"])
    within = Lot(Fraction(given["threshold_minutes"])).draw(worked, Fraction(1))
    pieces = [
        _piece(within, given["rate_per_hour"]),
        _piece(worked - within, given["overtime_rate_per_hour"]),
    ]
    return {"amount": net_of(pieces)[1].amount()}


def _piece(minutes: Fraction, rate: str) -> Piece:
    return Piece(minutes, Rate(Decimal(rate), "EUR"))
