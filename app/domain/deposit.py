"""Deposits: paid ahead, and deducted from what falls due later until they are used up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.charge import Charge, ChargeKind
from app.domain.money import Rate
from app.domain.period import one_day
from app.domain.sentence import N_, say

if TYPE_CHECKING:
    from datetime import date

    from app.domain.agreement import Agreement
    from app.domain.catalog import Codes
    from app.domain.money import Money


@dataclass(frozen=True, slots=True)
class Deposit:
    """An amount billed on its date and deducted from later charges that are taxed like it."""

    name: str
    amount: Money
    day: date
    taxes: Codes = ()
    agreement: str = ""

    def key(self, client: str) -> str:
        """The key of its charge."""
        return f"deposit/{client}/{self.name}"


def deposit_charge(deposit: Deposit, client: str, agreement: Agreement | None) -> Charge:
    """What a deposit owes, on its date."""
    return Charge(
        key=deposit.key(client),
        kind=ChargeKind.BLOCK,
        title=say(N_("Deposit: {name}"), name=deposit.name),
        bill_date=deposit.day,
        period=one_day(deposit.day),
        quantity=Decimal(1),
        unit="each",
        price=Rate(deposit.amount.amount(), deposit.amount.currency),
        net=deposit.amount,
        taxes=deposit.taxes,
        explanation=(
            say(
                N_("A deposit of {amount}, to be deducted from what falls due after {day}."),
                amount=deposit.amount,
                day=deposit.day,
            ),
        ),
        agreement=deposit.agreement,
        po_number=agreement.po_number if agreement else "",
    )


def deduction(deposit: Deposit, key: str, day: date, part: Money, left: Money) -> Charge:
    """What is deducted of a deposit on one bill date; taxed as the deposit was."""
    return Charge(
        key=key,
        kind=ChargeKind.BLOCK,
        title=say(N_("Deposit deducted: {name}"), name=deposit.name),
        bill_date=day,
        period=one_day(day),
        quantity=Decimal(-1),
        unit="each",
        price=Rate(part.amount(), part.currency),
        net=-part,
        taxes=deposit.taxes,
        explanation=(
            say(
                N_("The deposit of {amount} of {day} had {before} left; {part} is deducted."),
                amount=deposit.amount,
                day=deposit.day,
                before=left + part,
                part=part,
            ),
            say(N_("Of the deposit {left} is left."), left=left),
        ),
        agreement=deposit.agreement,
        detail=say(N_("Of the deposit {left} is left."), left=left),
        taxed_on=deposit.day,
    )
