"""Recurring charges: the fee and the additions, integrated over each service period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.agreement import Proration
from app.domain.charge import Charge, ChargeKind, priced, rounding_step
from app.domain.dated import Dated, cut
from app.domain.discount import Discounts, limited
from app.domain.errors import RuleError
from app.domain.money import Money, Rate
from app.domain.period import Period, Timing
from app.domain.piece import Piece, day_steps, listed, whole_steps
from app.domain.pricing import Scheme, in_currency, per_unit, printed, schemes
from app.domain.quantity import billing_days, quantity_of
from app.domain.schedule import NOTHING, service_periods
from app.domain.sentence import N_, Sentence, say
from app.domain.uplift import raise_steps, raised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from app.domain.agreement import Addition, Agreement, Uplift
    from app.domain.catalog import Codes
    from app.domain.facts import ClientFacts
    from app.domain.schedule import Service

ONE = Dated.always(Decimal(1))
NONE_DUE = Decimal(0)


class NoPriceError(RuleError):
    """Something is to be charged on a day for which no price is given."""

    text = N_("{what} has no price on {day}. Give it a price from that day, or let it start later.")


@dataclass(frozen=True, slots=True)
class Source:
    """What recurs: the fee or one addition, with its quantity and price as step functions."""

    name: str
    kind: ChargeKind
    title: Sentence
    unit: str
    quantity: Dated[Decimal]
    price: Dated[Scheme]
    taxes: Dated[Codes]
    proration: Dated[Proration]
    origin: Sentence
    po_number: str
    discount: Discounts
    agreed: Dated[Scheme]
    uplift: Dated[Uplift | None]
    bills: Dated[Decimal]


def sources(
    agreement: Agreement,
    client: ClientFacts,
    until: date,
    billed: Mapping[Period, date] = NOTHING,
) -> tuple[Source, ...]:
    """The fee and the additions of an agreement, in the order in which they are printed."""
    uplift, bills = agreement.uplift, billing_days(agreement)
    raises = uplift.map(lambda found: found if found and found.additions else None)

    def ending(discounts: Discounts, quantity: Dated[Decimal]) -> Discounts:
        if not any(found and found.periods is not None for _, found in discounts.steps):
            return discounts
        turns = [service.period for service in service_periods(agreement, until, billed)]
        return limited(discounts, turns, _first_day(quantity, agreement))

    found = list[Source]()
    if agreement.fee:
        fee = agreement.fee.map(per_unit)
        found.append(
            Source(
                "fee",
                ChargeKind.FEE,
                say("{name}", name=agreement.name),
                "each",
                ONE,
                raised(fee, uplift, agreement.start, until),
                agreement.fee_taxes,
                agreement.proration,
                say(N_("The fixed fee of agreement {number}."), number=agreement.number),
                agreement.po_number,
                ending(agreement.fee_discount, ONE),
                fee,
                uplift,
                bills,
            )
        )
    for addition in agreement.additions:
        price = _price_of(addition, client.currency)
        quantity = quantity_of(addition, client)
        found.append(
            Source(
                addition.name,
                ChargeKind.RECURRING,
                say("{name}", name=addition.name),
                addition.item.unit,
                quantity,
                raised(price, raises, agreement.start, until),
                addition.taxes.after(addition.item.taxes),
                addition.proration.after(agreement.proration),
                _origin(agreement, addition),
                addition.po_number or agreement.po_number,
                ending(addition.discount, quantity),
                price,
                raises,
                bills,
            )
        )
    return tuple(found)


def _origin(agreement: Agreement, addition: Addition) -> Sentence:
    """Where an addition's quantity comes from."""
    counts = addition.counts
    if counts is None:
        text = N_("{name}: an addition to agreement {number}, its quantity as typed.")
    elif counts.what == "devices":
        text = (
            N_("{name}: counted from the client's devices of type {type}.")
            if counts.type
            else N_("{name}: counted from all of the client's devices.")
        )
    else:
        text = (
            N_("{name}: counted from the client's users of type {type}.")
            if counts.type
            else N_("{name}: counted from all of the client's users.")
        )
    type_ = counts.type if counts else ""
    origin = say(text, name=addition.name, type=type_, number=agreement.number)
    least = [value for _, value in addition.minimum.steps if value]
    if not least:
        return origin
    if len(addition.minimum.steps) > 1:
        return say(N_("{origin} A minimum holds for each day."), origin=origin)
    return say(
        N_("{origin} At least {minimum} are charged for each day."), origin=origin, minimum=least[0]
    )


def _price_of(addition: Addition, currency: str) -> Dated[Scheme]:
    """The addition's own price, or else its item's."""
    item = addition.item
    if addition.price or addition.pricing:
        return schemes(addition.price, addition.pricing)
    return in_currency(schemes(item.price, item.pricing), currency)


def _first_day(quantity: Dated[Decimal], agreement: Agreement) -> date:
    """The first day of the agreement on which there is any quantity."""
    days = quantity.pieces(agreement.term, NONE_DUE)
    return next((part.start for part, found in days if found), agreement.start)


def charge_of(agreement: Agreement, source: Source, service: Service) -> Charge | None:
    """What one source owes for one service period; nothing where its quantity is nothing."""
    proration = source.proration.at(service.period.start, Proration.DAILY)
    pieces = tuple(_pieces(source, service.period))
    if not pieces:
        return None
    currency = pieces[0].price.currency
    if proration is Proration.DAILY:
        whole = service.whole.days
        shares = [piece.share(whole) for piece in pieces]
        exact = sum(shares[1:], shares[0])
        steps = tuple(step for piece in pieces for step in day_steps(piece, whole))
    else:
        piece = _one_piece(source, pieces, service.period, proration)
        if piece is None:
            return None
        pieces = (piece,)
        exact = piece.cost
        steps = whole_steps(piece, proration)
    net = Money.rounded(exact, currency)
    quantity, price = (
        priced(*printed(pieces[0].price, pieces[0].quantity, net), net)
        if len(pieces) == 1
        else priced(Fraction(1), Rate(net.amount(), currency), net)
    )
    discounts = dict.fromkeys(piece.discount for piece in pieces if piece.discount)
    return Charge(
        key=f"{agreement.number}/{source.name}/{service.key.isoformat()}",
        kind=source.kind,
        title=source.title,
        bill_date=service.bill_date,
        period=service.period,
        quantity=quantity,
        unit=source.unit if quantity == pieces[0].quantity else "each",
        price=price,
        net=net,
        taxes=source.taxes.at(service.bill_date, ()),
        explanation=(
            source.origin,
            *service.told,
            *raise_steps(source.agreed, source.uplift, agreement.start, service.period),
            *steps,
            *rounding_step(exact, net),
        ),
        agreement=agreement.number,
        po_number=source.po_number,
        detail=listed([discount.printed for discount in discounts]),
        no_refund=not agreement.refund and service.timing is Timing.ADVANCE,
    )


def _pieces(source: Source, period: Period) -> Iterator[Piece]:
    """The period cut where quantity, price or status change; days with nothing are left out."""
    last: Piece | None = None
    for part in _parts(source, period):
        if last and last.days.end == part.days.start and last.costs_like(part):
            last = replace(part, days=Period(last.days.start, part.days.end))
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def _parts(source: Source, period: Period) -> Iterator[Piece]:
    for days in cut(period, source.quantity, source.bills, source.price, source.discount):
        first = days.start
        quantity = source.quantity.at(first, NONE_DUE)
        if not (quantity and source.bills.at(first, NONE_DUE)):
            continue
        price = source.price.at(first, None)
        if price is not None:
            yield Piece(days, quantity, price, source.discount.at(first, None))
        elif source.kind is not ChargeKind.FEE:
            raise NoPriceError(what=source.name, day=first)


def _one_piece(
    source: Source,
    pieces: tuple[Piece, ...],
    period: Period,
    proration: Proration,
) -> Piece | None:
    """Without proration: the highest quantity (`none`) or the first day's (`next`), first price."""
    first = period.start
    price = source.price.at(first, None) or pieces[0].price
    discount = source.discount.at(first, None)
    if proration is Proration.NONE:
        return Piece(period, max(piece.quantity for piece in pieces), price, discount)
    quantity = source.quantity.at(first, NONE_DUE) * source.bills.at(first, NONE_DUE)
    return Piece(period, quantity, price, discount) if quantity else None
