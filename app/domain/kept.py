"""What was billed ahead and does not come back: agreements without a refund."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.charge import Charge, ChargeKind
from app.domain.money import Rate
from app.domain.schedule import PERIODIC
from app.domain.sentence import N_, say

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from app.domain.facts import Billed, ClientFacts


def kept_charges(client: ClientFacts, owed: Container[str]) -> Iterator[Charge]:
    """What stays owed although nothing of its period is charged any more, as it was billed.

    It was billed in advance by an agreement that gives nothing back; without this a cancellation
    on a period's first day would give back what one on its second day does not.
    """
    keeping = {each.number for each in client.agreements if not each.refund}
    for key, billed in client.ledger.items():
        ahead = billed.kind in PERIODIC and billed.bill_date == billed.period.start
        if key not in owed and billed.agreement in keeping and ahead and billed.net.minor > 0:
            yield _kept(key, billed)


def _kept(key: str, billed: Billed) -> Charge:
    return Charge(
        key=key,
        kind=ChargeKind(billed.kind),
        title=say("{what}", what=billed.description),
        bill_date=billed.bill_date,
        period=billed.period,
        quantity=Decimal(1),
        unit="each",
        price=Rate(billed.net.amount(), billed.net.currency),
        net=billed.net,
        taxes=tuple(tax.code for tax in billed.taxes if tax.code),
        explanation=(
            say(N_("{net} was billed in advance and is not given back."), net=billed.net),
        ),
        agreement=billed.agreement,
        po_number=billed.po_number,
        no_refund=True,
    )
