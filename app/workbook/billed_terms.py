"""A term that bears on billed money does not change without a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from app.domain.errors import Problem
from app.domain.sentence import N_
from app.workbook.base import Shape
from app.workbook.reading import Record, record_lists
from app.workbook.shape.agreement import Addition, Agreement
from app.workbook.shape.catalog import Item, Role, Tax, WorkType
from app.workbook.shape.client import Client
from app.workbook.shape.prices import Deposit, DocumentDiscount
from app.workbook.shape.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

TERMS: dict[type[Shape], tuple[str, ...]] = {
    Agreement: tuple(
        "status cycle proration fee fee_taxes fee_discount allowance coverage rates after_hours "
        "uplift renewal".split()
    ),
    Addition: tuple("item counts quantity minimum price pricing discount proration taxes".split()),
    WorkType: tuple(
        "billable multiplier minimum_minutes increment_minutes grace_minutes rounding per "
        "taxes".split()
    ),
    Item: ("price", "pricing", "taxes"),
    Role: ("rates",),
    Tax: ("rates", "compound", "inclusive"),
    Client: ("rates",),
    DocumentDiscount: tuple("percent amount from periods on".split()),
    Deposit: tuple("amount date taxes agreement".split()),
}


@dataclass(frozen=True)
class BilledUse:
    """What issued documents rest on, by the names of the records."""

    agreements: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    work_types: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    taxes: frozenset[str] = frozenset()
    clients: frozenset[str] = frozenset()
    reductions: frozenset[str] = frozenset()
    """Document discounts and deposits, as their charges are named."""

    @property
    def any_work(self) -> bool:
        """Whether any work was billed; one who says that all was holds every name, this too."""
        return bool(self.work_types) or "" in self.work_types

    def rests_on(self, shape: type[Shape], name: str, owner: str) -> bool:
        """Whether something was billed by the terms of a record; the owner is what it is in."""
        if shape is DocumentDiscount:
            named = (f"{owner}/{name}", f"discount/{owner}/{name}")
            return any(each in self.reductions for each in named)
        if shape is Deposit:
            return f"deposit/{owner}/{name}" in self.reductions
        names: dict[type[Shape], frozenset[str]] = {
            Agreement: self.agreements,
            Item: self.items,
            WorkType: self.work_types,
            Role: self.roles,
            Tax: self.taxes,
            Client: self.clients,
        }
        return name in names.get(shape, frozenset())


def undated_changes(old: Record, new: Record, given: Record, use: BilledUse) -> Iterator[Problem]:
    """Each bare term by which a file changes what was billed.

    `old` and `new` are the whole workbooks before and after, in canonical form; `given` is the
    file's own.
    """
    before, after, company = (_company(record) for record in (old, new, given))
    term = "after_hours"
    if use.any_work and term in company and _is_undated_change(term, before, after):
        yield Problem(f"company.{term}", SAY_FROM_WHEN)
    yield from _changes(Workbook, (old, new, given), use, ("", ""), billed=False)


def _company(workbook: Record) -> Record:
    return workbook.get("company") or {}


def _changes(
    shape: type[Shape],
    records: tuple[Record, Record, Record],
    use: BilledUse,
    where: tuple[str, str],
    *,
    billed: bool,
) -> Iterator[Problem]:
    old, new, given = records
    place, owner = where
    for name, inner in record_lists(shape):
        before = _by_key(inner, old.get(name))
        after = _by_key(inner, new.get(name))
        for i, record in enumerate(given.get(name) or ()):
            key = record[inner.key]
            if key not in before:
                continue
            here = f"{place}{name}[{i}]"
            rests = use.rests_on(inner, key, owner) or (inner is Addition and billed)
            if rests:
                for term in TERMS[inner]:
                    if term in record and _is_undated_change(term, before[key], after[key]):
                        text = MAKE_ANOTHER if term in _FOR_EVER else SAY_FROM_WHEN
                        text = NAME_ANOTHER if inner in _UNDATED else text
                        yield Problem(f"{here}.{term}", text)
            yield from _changes(
                inner, (before[key], after[key], record), use, (f"{here}.", key), billed=rests
            )


_FOR_EVER = {"compound", "inclusive"}
MAKE_ANOTHER = N_("was billed like this; make another tax, with a code of its own, for what comes")
SAY_FROM_WHEN = N_(
    "changes what billed periods rest on; say from when, as [[from, value], …] beginning with "
    "the value that held before"
)


NAME_ANOTHER = N_(
    "changes what issued documents rest on; leave it as it is and give the new one another name"
)
_UNDATED = frozenset({DocumentDiscount, Deposit})


def _is_undated_change(term: str, before: Record, after: Record) -> bool:
    return before.get(term) != after.get(term) and not _is_dated(after.get(term))


def _is_dated(value: Any) -> bool:  # noqa: ANN401 - any term
    if not isinstance(value, list):
        return False
    steps = cast("list[object]", value)
    return bool(steps) and isinstance(steps[0], (list, tuple))


def _by_key(shape: type[Shape], records: list[Record] | None) -> dict[str, Record]:
    return {record[shape.key]: record for record in records or ()}
