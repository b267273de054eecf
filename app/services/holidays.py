"""Public holidays, as a library of all countries knows them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


def public_holidays(country: str, years: Iterable[int]) -> Mapping[date, str]:
    """The public holidays of a country in some years with their names; none where it has none."""
    # Loaded when it is asked for: the window is to be up first.
    library = import_module("holidays")
    if country not in library.list_supported_countries():
        return {}
    found = library.country_holidays(country, years=list(years))
    return {day: found[day] for day in sorted(found)}
