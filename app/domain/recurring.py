"""Recurring charges: the fee and the additions, integrated over each service period."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.agreement import Proration
from app.domain.charge import Charge, ChargeKind, priced, rounding_step
from app.domain.dated import Dated
from app.domain.errors import RuleError
from app.domain.money import Money, Rate
from app.domain.period import Period, Timing
from app.domain.quantity import billing_days, quantity_of
from app.domain.sentence import N_, Sentence, say
from app.domain.uplift import raised

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.domain.agreement import Agreement
    from app.domain.catalog import Codes
    from app.domain.facts import ClientFacts
    from app.domain.schedule import Service

ONE = Dated.always(Decimal(1))
NONE_DUE = Decimal(0)


class NoPriceError(RuleError):
    """Something is to be charged on a day for which no price is given."""

    text = N_("{what} has no price on {day}. Give it a price from that day.")


@dataclass(frozen=True, slots=True)
class Source:
    """What recurs: the fee or one addition, with its quantity and price as step functions."""

    name: str
    kind: ChargeKind
    title: Sentence
    unit: str
    quantity: Dated[Decimal]
    price: Dated[Rate]
    taxes: Dated[Codes]
    proration: Dated[Proration]
    origin: Sentence
    po_number: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some days with one quantity at one price."""

    days: Period
    quantity: Decimal
    price: Rate

    def costs_like(self, other: Piece) -> bool:
        """Whether quantity and price are the same."""
        return (self.quantity, self.price) == (other.quantity, other.price)


def sources(agreement: Agreement, client: ClientFacts, until: date) -> tuple[Source, ...]:
    """The fee and the additions of an agreement, in the order in which they are printed."""
    uplift = agreement.uplift
    found = list[Source]()
    if agreement.fee:
        found.append(
            Source(
                "fee",
                ChargeKind.FEE,
                say("{name}", name=agreement.name),
                "each",
                ONE,
                raised(agreement.fee, uplift, agreement.start, until),
                agreement.fee_taxes,
                agreement.proration,
                say(N_("The fixed fee of agreement {number}."), number=agreement.number),
                agreement.po_number,
            )
        )
    for addition in agreement.additions:
        price = addition.price or in_currency(addition.item.price, client.currency)
        raises = uplift.map(lambda found: found if found and found.additions else None)
        if addition.counts and addition.counts.what == "devices":
            origin = N_("{name}: counted from the client's devices of type {type}.")
        elif addition.counts:
            origin = N_("{name}: counted from the client's users of type {type}.")
        else:
            origin = N_("{name}: an addition to agreement {number}, its quantity as typed.")
        found.append(
            Source(
                addition.name,
                ChargeKind.RECURRING,
                say("{name}", name=addition.name),
                addition.item.unit,
                quantity_of(addition, client),
                raised(price, raises, agreement.start, until),
                addition.taxes or addition.item.taxes,
                addition.proration or agreement.proration,
                say(
                    origin,
                    name=addition.name,
                    type=(addition.counts.type if addition.counts else "") or "*",
                    number=agreement.number,
                ),
                addition.po_number or agreement.po_number,
            )
        )
    return tuple(found)


def in_currency(price: Dated[Rate], currency: str) -> Dated[Rate]:
    """A catalog price where it is in the currency; a price in another is never used."""
    return Dated(tuple(step for step in price.steps if step[1].currency == currency))


def charge_of(agreement: Agreement, source: Source, service: Service) -> Charge | None:
    """What one source owes for one service period; nothing where its quantity is nothing."""
    proration = source.proration.at(service.period.start, Proration.DAILY)
    bills = billing_days(agreement)
    pieces = tuple(_pieces(source, bills, service.period))
    if not pieces:
        return None
    currency = pieces[0].price.currency
    if proration is Proration.DAILY:
        whole = service.whole.days
        exact = sum(
            (
                Fraction(piece.quantity) * Fraction(piece.price.amount) * piece.days.days
                for piece in pieces
            ),
            Fraction(0),
        ) / Fraction(whole)
        steps = tuple(_day_step(piece, whole) for piece in pieces)
    else:
        piece = _one_piece(source, bills, pieces, service.period, proration)
        if piece is None:
            return None
        pieces = (piece,)
        exact = Fraction(piece.quantity) * Fraction(piece.price.amount)
        steps = (_whole_step(piece, proration),)
    net = Money.rounded(exact, currency)
    quantity, price = (
        priced(Fraction(pieces[0].quantity), pieces[0].price, net)
        if len(pieces) == 1
        else priced(Fraction(1), Rate(net.amount(), currency), net)
    )
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
        explanation=(source.origin, *_when(service), *steps, *rounding_step(exact, net)),
        agreement=agreement.number,
        po_number=source.po_number,
        no_refund=not agreement.refund and service.timing is Timing.ADVANCE,
    )


def _pieces(source: Source, bills: Dated[Decimal], period: Period) -> Iterator[Piece]:
    """The period cut where quantity, price or status change; days with nothing are left out."""
    last: Piece | None = None
    for part in _parts(source, bills, period):
        if last and last.days.end == part.days.start and last.costs_like(part):
            last = Piece(Period(last.days.start, part.days.end), part.quantity, part.price)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def _parts(source: Source, bills: Dated[Decimal], period: Period) -> Iterator[Piece]:
    for days, quantity in source.quantity.pieces(period, NONE_DUE):
        if not quantity:
            continue
        for billing, on in bills.pieces(days, NONE_DUE):
            if not on:
                continue
            for part, price in source.price.pieces(billing, None):
                if price is not None:
                    yield Piece(part, quantity, price)
                elif source.kind is not ChargeKind.FEE:
                    raise NoPriceError(what=source.name, day=part.start)


def _one_piece(
    source: Source,
    bills: Dated[Decimal],
    pieces: tuple[Piece, ...],
    period: Period,
    proration: Proration,
) -> Piece | None:
    """Without proration: the highest quantity (`none`) or the first day's (`next`), first price."""
    first = period.start
    price = source.price.at(first, None) or pieces[0].price
    if proration is Proration.NONE:
        return Piece(period, max(piece.quantity for piece in pieces), price)
    quantity = source.quantity.at(first, NONE_DUE) * bills.at(first, NONE_DUE)
    return Piece(period, quantity, price) if quantity else None


def _day_step(piece: Piece, whole: int) -> Sentence:
    if piece.days.days == whole:
        return say(
            N_("{period}: {quantity} × {price} for the whole period."),
            period=piece.days,
            quantity=piece.quantity,
            price=piece.price,
        )
    return say(
        N_("{period}: {quantity} × {price} × {days} of {whole} days = {exact}."),
        period=piece.days,
        quantity=piece.quantity,
        price=piece.price,
        days=piece.days.days,
        whole=whole,
        exact=Fraction(piece.quantity)
        * Fraction(piece.price.amount)
        * Fraction(piece.days.days, whole),
    )


def _whole_step(piece: Piece, proration: Proration) -> Sentence:
    text = (
        N_("{quantity} × {price}: the highest quantity of the period, not prorated.")
        if proration is Proration.NONE
        else N_("{quantity} × {price}: as on the first day; changes count from the next period.")
    )
    return say(text, quantity=piece.quantity, price=piece.price)


def _when(service: Service) -> tuple[Sentence, ...]:
    text = (
        N_("Service period {period}, billed in advance on {day}.")
        if service.timing is Timing.ADVANCE
        else N_("Service period {period}, billed in arrears on {day}.")
    )
    when = say(text, period=service.period, day=service.bill_date)
    if not service.is_stub:
        return (when,)
    return (
        when,
        say(
            N_("It is a part of the whole period {whole} ({days} of {total} days)."),
            whole=service.whole,
            days=service.period.days,
            total=service.whole.days,
        ),
    )
