"""Dated terms from their JSON: what many records agree on is read once."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from app.domain.agreement import (
    AfterHours,
    Allowance,
    Answer,
    CoverageRule,
    Labour,
    Measure,
    Proration,
    RateRule,
    Status,
    Uplift,
)
from app.domain.catalog import Codes, Per, Rounding
from app.domain.dated import Dated
from app.domain.money import Rate
from app.domain.period import ALWAYS, Cycle, Timing, Unit
from app.domain.renewal import Renewal
from app.storage.facts.cells import SHARED, day
from app.storage.facts.prices import discount, scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.storage.rows import Plain

Rows = tuple["Plain", ...]
"""The terms of one record: each with its name, its day and its JSON."""
Terms = dict[str, Any]
"""Terms by their names, as the domain's values take them; what is not said is left to these."""


@lru_cache(maxsize=SHARED)
def agreement_terms(rows: Rows, currency: str, start: date) -> Terms:
    """The terms of an agreement that starts on a day."""
    dated = _dated(
        rows,
        {
            "status": Status,
            "cycle": cycle(start),
            "proration": Proration,
            "fee_taxes": _codes,
            "fee_discount": discount(currency),
            "allowance": _allowance(currency),
            "coverage": _coverage,
            "rates": _rate_rules(currency),
            "after_hours": _after_hours,
            "uplift": _uplift,
            "renewal": _renewal,
        },
    )
    return {**dated, **_undated(rows, {"show_covered": bool, "labour": Labour})}


@lru_cache(maxsize=SHARED)
def addition_terms(rows: Rows, currency: str) -> Terms:
    """The terms of an addition."""
    return _dated(
        rows,
        {
            "minimum": Decimal,
            "pricing": scheme(currency),
            "discount": discount(currency),
            "proration": Proration,
            "taxes": _codes,
        },
    )


@lru_cache(maxsize=SHARED)
def item_terms(rows: Rows, currency: str) -> Terms:
    """The terms of an item."""
    return _dated(rows, {"taxes": _codes, "pricing": scheme(currency)})


@lru_cache(maxsize=SHARED)
def client_terms(rows: Rows, currency: str) -> Terms:
    """The terms of a client."""
    return _dated(rows, {"rates": _rate_rules(currency)})


@lru_cache(maxsize=SHARED)
def expense_terms(rows: Rows, currency: str) -> Terms:
    """The terms of an expense."""
    return _dated(rows, {"discount": discount(currency)})


def work_type_terms(rows: Rows) -> Terms:
    """The terms of a work type."""
    return _dated(
        rows,
        {
            "billable": bool,
            "multiplier": Decimal,
            "minimum_minutes": int,
            "increment_minutes": int,
            "grace_minutes": int,
            "rounding": Rounding,
            "per": Per,
            "taxes": _codes,
        },
    )


def company_terms(rows: Rows) -> Terms:
    """The company's terms."""
    undated = _undated(rows, {"labour": Labour, "show_covered": bool, "approve_time": bool})
    return {**_dated(rows, {"after_hours": _after_hours}), **undated}


def cycle(start: date) -> Callable[[Any], Cycle]:
    """Reads a cycle, which counts from the start of its agreement where it names no anchor."""

    def make(given: Any) -> Cycle:  # noqa: ANN401 - JSON
        value: dict[str, Any] = given or {}
        anchor = value.get("anchor")
        return Cycle(
            value.get("every", 1),
            Unit(value.get("unit", "month")),
            day(anchor) if anchor else start,
            Timing(value.get("timing", "advance")),
        )

    return make


def _dated(rows: Rows, readers: Mapping[str, Callable[[Any], Any]]) -> Terms:
    steps: dict[str, list[tuple[date, Any]]] = defaultdict(list)
    for term, since, text in rows:
        if make := readers.get(term):
            steps[term].append((day(since), make(json.loads(text))))
    return {term: Dated.of(found) for term, found in steps.items()}


def _undated(rows: Rows, readers: Mapping[str, Callable[[Any], Any]]) -> Terms:
    """Terms that hold since the start."""
    return {term: found.at(ALWAYS, None) for term, found in _dated(rows, readers).items()}


def _codes(value: Any) -> Codes:  # noqa: ANN401 - JSON
    return tuple(value or ())


def _allowance(currency: str) -> Callable[[Any], Allowance | None]:
    def make(value: Any) -> Allowance | None:  # noqa: ANN401 - JSON
        if value is None:
            return None
        cap, rate, carried = (value[key] for key in ("rollover_cap", "overage_rate", "carried"))
        measure = Measure.HOURS if value["hours"] is not None else Measure.MONEY
        return Allowance(
            Fraction(value[measure]),
            value["rollover_periods"],
            None if cap is None else Fraction(cap),
            None if rate is None else Rate(Decimal(rate), currency),
            None if carried is None else Fraction(carried),
            measure,
            weighted=value.get("weighted", False),
            prorate=value.get("prorate", False),
        )

    return make


def _coverage(value: Any) -> tuple[CoverageRule, ...]:  # noqa: ANN401 - JSON
    return tuple(
        CoverageRule(
            Answer(rule["then"]),
            tuple(rule["work_types"]),
            tuple(rule["roles"]),
            rule.get("after_hours"),
        )
        for rule in value or ()
    )


def _rate_rules(currency: str) -> Callable[[Any], tuple[RateRule, ...]]:
    def make(value: Any) -> tuple[RateRule, ...]:  # noqa: ANN401 - JSON
        return tuple(
            RateRule(
                Rate(Decimal(rule["rate"]), currency), rule["role"] or "", rule["work_type"] or ""
            )
            for rule in value or ()
        )

    return make


def _after_hours(value: Any) -> AfterHours | None:  # noqa: ANN401 - JSON
    if value is None:
        return None
    closed = value["closed_multiplier"]
    return AfterHours(
        value["calendar"],
        Decimal(value["multiplier"]),
        None if closed is None else Decimal(closed),
    )


def _uplift(value: Any) -> Uplift | None:  # noqa: ANN401 - JSON
    if value is None:
        return None
    on = value["on"]
    first = None if on == "anniversary" else day(on)
    return Uplift(Decimal(value["percent"]), first, value["additions"])


def _renewal(value: Any) -> Renewal | None:  # noqa: ANN401 - JSON
    return None if value is None else Renewal(value["months"], value["notice_days"])
