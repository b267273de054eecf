"""Postal addresses, in the order in which each country writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.document import Address

_POSTAL_CODE_FIRST = frozenset(
    "AD AT BA BE BG BR BY CH CY CZ DE DK DZ EE ES FI FO FR GL GR HR HU IL IS IT LI LT LU MA MC ME"
    " MK MX NL NO PL PT RO RS SE SI SK SM TN TR UA VA XK".split()
)


def address_lines(address: Address, country: str = "") -> tuple[str, ...]:
    """The address line by line; the country's name last, where it is given."""
    place = ", ".join(filter(None, (address.city, address.region)))
    if address.country in _POSTAL_CODE_FIRST:
        town = f"{address.postal_code} {place}"
    else:
        town = f"{place} {address.postal_code}"
    return tuple(line for line in (*address.lines, town.strip(), country) if line.strip())
