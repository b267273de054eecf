"""What a line bears in tax: which taxes, and how that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.catalog import Category
from app.domain.sentence import N_, Sentence, say
from app.domain.tax import Taxes, Treatment, applied, is_treated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.domain.catalog import Codes, Tax

_NOT_CHARGED = {
    Category.EXEMPT: N_("No tax is charged: the client is exempt from tax."),
    Category.REVERSE_CHARGE: N_("No tax is charged: the client accounts for it (reverse charge)."),
    Category.EXPORT: N_("No tax is charged: this is an export."),
    Category.OUTSIDE: N_("No tax is charged: this is outside the scope of tax."),
}


class Bearing(NamedTuple):
    """The taxes on a line, and the steps that tell them."""

    taxes: Taxes
    steps: tuple[Sentence, ...]


def bearing_of(
    taxes: Mapping[str, Tax], codes: Codes, treatment: Treatment, reason: str, day: date
) -> Bearing:
    """What a line bears that is taxed on a day; raises as `applied` does."""
    found = applied(codes, taxes, treatment, reason, day)
    return Bearing(found, _steps(found))


def included(taxes: Taxes) -> tuple[Sentence, ...]:
    """Which taxes are in a price."""
    return tuple(
        say(
            N_("The price includes {name} at {rate} % of the net and the taxes before it.")
            if tax.compound
            else N_("The price includes {name} at {rate} %."),
            name=tax.name or tax.code,
            rate=tax.rate,
        )
        for tax in taxes
    )


def _steps(taxes: Taxes) -> tuple[Sentence, ...]:
    if is_treated(taxes):
        return (say(_NOT_CHARGED[taxes[0].category]),)
    if not taxes:
        return (say(N_("It bears no tax.")),)
    if taxes[0].inclusive:
        return included(taxes)
    return tuple(
        say(
            N_("Tax: {name} at {rate} % of the net and the taxes before it.")
            if tax.compound
            else N_("Tax: {name} at {rate} %."),
            name=tax.name or tax.code,
            rate=tax.rate,
        )
        for tax in taxes
    )
