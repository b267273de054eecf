"""Charges that happen once: expenses, and blocks of hours on the day they were bought."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.agreement import Measure
from app.domain.charge import Charge, ChargeKind, priced, rounding_step
from app.domain.money import Money, Rate
from app.domain.period import NEVER, Period
from app.domain.sentence import N_, say

if TYPE_CHECKING:
    from app.domain.agreement import Block
    from app.domain.facts import Expense


def expense_charge(expense: Expense) -> Charge:
    """What an expense owes, on its date."""
    gross = Fraction(expense.quantity) * Fraction(expense.price.amount)
    discount = expense.discount
    exact = discount.off(gross) if discount else gross
    net = Money.rounded(exact, expense.price.currency)
    quantity, price = priced(Fraction(expense.quantity), expense.price, net)
    formula = say(
        N_("{quantity} × {price} on {day}."),
        quantity=expense.quantity,
        price=expense.price,
        day=expense.day,
    )
    day = say(N_("{day}"), day=expense.day)
    note = say(N_("{day} · {note}"), day=expense.day, note=expense.note)
    detail = note if expense.note else day
    return Charge(
        key=f"expense/{expense.id}",
        kind=ChargeKind.EXPENSE,
        title=say("{name}", name=expense.name),
        bill_date=expense.day,
        period=Period(expense.day, expense.day.fromordinal(expense.day.toordinal() + 1)),
        quantity=quantity,
        unit=expense.unit if quantity == expense.quantity else "each",
        price=price,
        net=net,
        taxes=expense.taxes,
        explanation=(
            formula,
            *((discount.step(gross),) if discount else ()),
            *rounding_step(exact, net),
        ),
        detail=say("{first} · {rest}", first=detail, rest=discount.printed) if discount else detail,
    )


def block_charge(block: Block, client: str) -> Charge:
    """What a block of hours or money costs, on the day it was bought."""
    currency = block.price.currency
    in_hours = block.measure is Measure.HOURS
    title = N_("Block of hours: {name}") if in_hours else N_("Prepaid work: {name}")
    holds = (
        say(N_("{hours} hours"), hours=block.amount)
        if in_hours
        else say(N_("Work worth {amount}"), amount=Money.rounded(block.amount, currency))
    )
    bought = say(
        N_("{holds} bought on {day} for {price}."),
        holds=holds,
        day=block.bought,
        price=block.price,
    )
    detail = holds
    steps = [bought]
    if block.expires != NEVER:
        detail = say(N_("{holds}, to be used before {end}"), holds=holds, end=block.expires)
        steps.append(say(N_("Usable before {end}."), end=block.expires))
    return Charge(
        key=f"block/{client}/{block.name}",
        kind=ChargeKind.BLOCK,
        title=say(title, name=block.name),
        bill_date=block.bought,
        period=Period(block.bought, block.expires),
        quantity=Decimal(1),
        unit="each",
        price=Rate(block.price.amount(), currency),
        net=Money(block.price.minor, currency),
        taxes=block.taxes,
        explanation=tuple(steps),
        detail=detail,
    )
