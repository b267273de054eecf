"""When a document is to be paid, and where it stands."""

from datetime import date
from decimal import Decimal

from app.domain.payments import Instalment, Share, Standing, schedule, standing
from app.domain.terms import Terms
from tests.reference.operations import Given, operation
from tests.reference.operations._amounts import currency_of, money

_STATUS = {Standing.CREDITED: "void", Standing.PART_PAID: "partially_paid", Standing.ISSUED: "sent"}
_SHARES = {
    "percent_of_total": Share.TOTAL,
    "percent_of_remainder": Share.REST,
    "fixed": Share.FIXED,
    "remainder": Share.REMAINDER,
}


@operation("due_date")
def _due_date(given: Given) -> dict[str, object]:
    return {"due_date": Terms(net_days=given["net_days"]).due(_day(given["invoice_date"]))}


@operation("due_day_of_month")
def _due_day(given: Given) -> dict[str, object]:
    return {"due_date": Terms(day_of_month=given["day"]).due(_day(given["invoice_date"]))}


@operation("due_last_of_month")
def _due_last(given: Given) -> dict[str, object]:
    return {"due_date": Terms(end_of_month=True).due(_day(given["invoice_date"]))}


@operation("payment_schedule")
def _schedule(given: Given) -> dict[str, object]:
    parts = [
        Instalment(
            _SHARES[line["kind"]],
            Decimal(line["value"]) if "value" in line else None,
            line.get("months", 0),
            line.get("set_day"),
            line.get("days", 0) + 7 * line.get("weeks", 0),
        )
        for line in given["lines"]
    ]
    amount = money(given["amount"], currency_of(given))
    found = schedule(amount, _day(given["invoice_date"]), parts)
    return {"due": [{"date": day, "amount": part.plain()} for day, part in found]}


@operation("invoice_status")
def _status(given: Given) -> dict[str, object]:
    found = standing(
        money(given["balance"]),
        money(given["paid"]),
        _day(given["due_date"]) if given["due_date"] else None,
        _day(given["today"]),
        issued=given["issued"],
        credited=given["voided"],
    )
    return {"status": _STATUS.get(found, found.value)}


def _day(text: str) -> date:
    return date.fromisoformat(text)
