"""Agreements with their additions."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.domain.agreement import Addition, Agreement, Counts
from app.domain.dated import Dated
from app.domain.period import NEVER
from app.storage.facts.cells import body, day, day_or_none, numbers, rates
from app.storage.facts.prices import document_discount, named
from app.storage.facts.terms import addition_terms, agreement_terms, cycle
from app.storage.rows import by_owner, read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from app.domain.catalog import Item
    from app.storage.facts.terms import Terms


def agreements_of(
    session: Session, currencies: Mapping[int, str], items: Mapping[int, Item]
) -> Mapping[int, Sequence[Agreement]]:
    """The agreements of the clients whose currencies are given, in the order of their numbers."""
    fees = by_owner(read_rows(session, "agreement_fee", "agreement_id since amount"))
    terms = by_owner(read_rows(session, "agreement_term", "agreement_id term since value"))
    discounts = by_owner(read_rows(session, "agreement_discount", "agreement_id name body"))
    cycles = {
        id_: body(found).get("cycle")
        for id_, found in read_rows(session, "agreement_type", "id body")
    }
    additions = _additions(session, items)
    columns = "id client_id number name start end type_id billed_until po_number refund"
    found: dict[int, list[Agreement]] = defaultdict(list)
    for id_, client, number, name, begins, ends, type_, billed_until, po, refund in read_rows(
        session, "agreement", columns, order="number"
    ):
        currency = currencies.get(client)
        if currency is None:
            continue
        start = day(begins)
        own: Terms = agreement_terms(tuple(terms.get(id_, ())), currency, start)
        if "cycle" not in own:
            own = {**own, "cycle": Dated.always(cycle(start)(cycles.get(type_)))}
        found[client].append(
            Agreement(
                number=number,
                name=name or number,
                start=start,
                end=NEVER if ends is None else day(ends),
                fee=rates(tuple(fees.get(id_, ())), currency),
                additions=tuple(additions(id_, currency)),
                discounts=named(discounts.get(id_, ()), document_discount(currency)),
                billed_until=day_or_none(billed_until),
                po_number=po,
                refund=bool(refund),
                **own,
            )
        )
    return found


def _additions(
    session: Session, items: Mapping[int, Item]
) -> Callable[[int, str], Iterator[Addition]]:
    columns = "agreement_id id name item_id counts counts_type start end po_number"
    rows = by_owner(read_rows(session, "addition", columns))
    prices = by_owner(read_rows(session, "addition_price", "addition_id since amount"))
    quantities = by_owner(read_rows(session, "addition_quantity", "addition_id since quantity"))
    terms = by_owner(read_rows(session, "addition_term", "addition_id term since value"))

    def of(agreement: int, currency: str) -> Iterator[Addition]:
        for id_, name, item, counts, type_, start, end, po_number in rows.get(agreement, ()):
            yield Addition(
                name=name,
                item=items[item],
                quantity=numbers(tuple(quantities.get(id_, ()))),
                counts=Counts(counts, type_) if counts else None,
                price=rates(tuple(prices.get(id_, ())), currency),
                start=day_or_none(start),
                end=day_or_none(end),
                po_number=po_number,
                **addition_terms(tuple(terms.get(id_, ())), currency),
            )

    return of
