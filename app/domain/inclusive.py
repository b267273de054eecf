"""Prices that include their taxes: the net of a line, and what is left without them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.bearing import included
from app.domain.charge import plain
from app.domain.money import Rate
from app.domain.sentence import N_, Sentence, say
from app.domain.tax import Treatment, applied, factor, without

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.catalog import Tax
    from app.domain.charge import Charge
    from app.domain.money import Money
    from app.domain.proposal import Line

_FINEST_PRICE = 4
"""A net unit price with more decimals than this is not printed."""


def with_net(line: Line, net: Money) -> Line:
    """The line of a document whose taxes were worked out; its price includes some where it says."""
    if not line.taxes or not line.taxes[0].inclusive:
        return line
    gross, by = line.net, factor(line.taxes)
    included = say(N_("{gross} including tax"), gross=gross)
    detail = (
        say("{detail} · {more}", detail=line.detail, more=included) if line.detail else included
    )
    quantity, price = _shown(line.quantity, net)
    return replace(
        line,
        net=net,
        gross=gross,
        detail=detail,
        quantity=quantity,
        unit=line.unit if quantity == line.quantity else "each",
        price=price,
        explanation=(*line.explanation, _net_step(gross, by, net)),
    )


def without_tax(charge: Charge, taxes: Mapping[str, Tax]) -> Charge:
    """The charge of a client who is not taxed: what its price includes is taken out."""
    own = applied(charge.taxes, taxes, Treatment.STANDARD, "", charge.taxed_on or charge.bill_date)
    if not own or not own[0].inclusive:
        return charge
    net, by = without(charge.net, own), factor(own)
    quantity, price = _shown(charge.quantity, net)
    return replace(
        charge,
        net=net,
        quantity=quantity,
        unit=charge.unit if quantity == charge.quantity else "each",
        price=price,
        explanation=(
            *charge.explanation,
            *included(own),
            say(
                N_("That tax is taken out: {gross} ÷ {factor} = {exact}, rounded to {net}."),
                gross=charge.net,
                factor=by,
                exact=Fraction(charge.net.amount()) / by,
                net=net,
            ),
        ),
    )


def _net_step(gross: Money, by: Fraction, net: Money) -> Sentence:
    return say(
        N_(
            "Net: {gross} ÷ {factor} = {exact}, shown as {net}; nets and taxes of all lines with "
            "such prices make exactly the sum of these prices."
        ),
        gross=gross,
        factor=by,
        exact=Fraction(gross.amount()) / by,
        net=net,
    )


def _shown(quantity: Decimal, net: Money) -> tuple[Decimal, Rate]:
    """The quantity at its net price where that is exact and short, else one at its net."""
    if quantity and (price := Fraction(net.amount()) / Fraction(quantity)) >= 0:
        scaled = price * 10**_FINEST_PRICE
        if scaled.denominator == 1:
            fine = Decimal(scaled.numerator).scaleb(-_FINEST_PRICE)
            return quantity, Rate(plain(fine), net.currency)
    sign = 1 if net.minor >= 0 else -1
    return Decimal(sign), Rate(abs(net).amount(), net.currency)
