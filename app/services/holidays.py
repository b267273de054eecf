"""Public holidays, where the library that knows them is installed."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_LIBRARY = "holidays"


def are_known() -> bool:
    """Whether there is anyone to ask."""
    return find_spec(_LIBRARY) is not None


def public_holidays(country: str, years: Iterable[int]) -> tuple[date, ...]:
    """The public holidays of a country in some years; none where nobody knows them."""
    if not are_known():
        return ()
    library = import_module(_LIBRARY)
    if country not in library.list_supported_countries():
        return ()
    return tuple(sorted(library.country_holidays(country, years=list(years))))
