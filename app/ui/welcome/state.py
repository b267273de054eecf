"""What the first run knows: who you are, where you work, and what follows from the country."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Country:
    """What is usual in a country; everything can be changed later."""

    code: str
    currency: str
    locale: str
    timezone: str
    tax: str
    """What the tax number belongs to: "VAT", "GST"."""
    taxes: tuple[Mapping[str, str], ...]
    """Code, name, since and percent of each."""
    hours: tuple[str, str]
    days: tuple[str, ...]
    net_days: int


@dataclass(frozen=True, slots=True)
class About:
    """Who you are; everything may be left empty."""

    name: str = ""
    tax_id: str = ""
    email: str = ""
    country: Country | None = None
    closed: tuple[date, ...] = ()
    """Public holidays on which the desk is closed."""


def countries(folder: Path) -> dict[str, Country]:
    """All presets by the country's code."""
    read: dict[str, dict[str, Any]] = json.loads((folder / "countries.json").read_text("utf-8"))
    return {
        code: Country(
            code,
            found["currency"],
            found["locale"],
            found["timezone"],
            found["tax"],
            tuple(found["taxes"]),
            (found["hours"][0], found["hours"][1]),
            tuple(found["days"]),
            found["net_days"],
        )
        for code, found in read.items()
    }


def likely(known: Iterable[str], names: Iterable[str]) -> str:
    """The country that the computer's own locale (`de_AT.UTF-8`) names, where it is a known one."""
    codes = set(known)
    for name in names:
        code = name.partition(".")[0].replace("-", "_").rpartition("_")[2]
        if code in codes:
            return code
    return ""


def records(about: About) -> dict[str, Any]:
    """What was told, as a workbook; nothing where nothing was told."""
    company = {
        key: text
        for key, text in (
            ("name", about.name.strip()),
            ("tax_id", about.tax_id.strip()),
            ("email", about.email.strip()),
        )
        if text
    }
    country = about.country
    if country is None:
        return {"company": company} if company else {}
    taxes = [
        {
            "code": tax["code"],
            "name": tax["name"],
            "category": "S",
            "rates": [[tax["since"], tax["percent"]]],
        }
        for tax in country.taxes
    ]
    calendar = {
        "name": "Office",
        "timezone": country.timezone,
        "hours": {day: [list(country.hours)] for day in country.days},
        "closed": [day.isoformat() for day in about.closed],
    }
    found: dict[str, Any] = {
        "company": {
            **company,
            "address": {"country": country.code},
            "currency": country.currency,
            "locale": country.locale,
            "timezone": country.timezone,
            "terms": {"net_days": country.net_days},
        },
        "calendars": [calendar],
    }
    if taxes:
        found["taxes"] = taxes
    return found
