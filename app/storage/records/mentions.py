"""Names inside of structures no query looks into: who mentions a tax, a role, a work type."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import func, select, update

from app import models as m
from app.storage.records.values import dump

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TAXES = frozenset({"taxes", "fee_taxes"})
_KEYS = {
    "taxes": _TAXES,
    "roles": frozenset({"role", "roles"}),
    "work_types": frozenset({"work_type", "work_types"}),
    "sla_policies": frozenset({"sla"}),
    "calendars": frozenset({"calendar", "calendars"}),
    "items": frozenset({"item", "items"}),
}
"""The keys whose values are such names."""

_STRUCTURES: tuple[tuple[Any, Any], ...] = (
    (m.ItemTerm, m.ItemTerm.value),
    (m.WorkTypeTerm, m.WorkTypeTerm.value),
    (m.ClientTerm, m.ClientTerm.value),
    (m.AgreementTerm, m.AgreementTerm.value),
    (m.AdditionTerm, m.AdditionTerm.value),
    (m.AgreementType, m.AgreementType.body),
    (m.SlaPolicy, m.SlaPolicy.body),
    (m.Calendar, m.Calendar.body),
    (m.Block, m.Block.taxes),
    (m.Expense, m.Expense.taxes),
    (m.Deposit, m.Deposit.body),
    (m.Quote, m.Quote.body),
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A row that mentions a name: its table, its id, and its structure."""

    model: Any
    column: Any
    id: int
    structure: Any

    def write(self, session: Session, structure: object) -> None:
        """Put another structure in its place."""
        changed = {self.column.key: dump(structure)}
        session.execute(update(self.model).where(self.model.id == self.id).values(changed))


def mentions(session: Session, section: str, name: str) -> Iterator[Mention]:
    """Every row that mentions a record of a section."""
    keys = _KEYS.get(section)
    if keys is None:
        return
    for model, column in _STRUCTURES:
        term = getattr(model, "term", None)
        columns = (model.id, column) if term is None else (model.id, column, term)
        likely = select(*columns).where(func.instr(column, json.dumps(name, ensure_ascii=False)))
        for row in session.execute(likely).all():
            under = row[2] if term is not None else column.key
            structure = json.loads(row[1])
            if name in _names(structure, under, keys):
                yield Mention(model, column, row[0], {under: structure})


def renamed(mention: Mention, section: str, old: str, new: str) -> object:
    """The mention's structure with another name."""
    ((under, structure),) = mention.structure.items()

    def other(name: str) -> str:
        return new if name == old else name

    return _changed(structure, under, _KEYS[section], other)


def _names(value: Any, under: str, keys: frozenset[str]) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, str):
        if under in keys:
            yield value
    elif isinstance(value, dict):
        for key, inner in cast("dict[str, Any]", value).items():
            yield from _names(inner, key, keys)
    elif isinstance(value, list):
        for inner in cast("list[Any]", value):
            yield from _names(inner, under, keys)


def _changed(
    value: Any,  # noqa: ANN401 - any JSON value
    under: str,
    keys: frozenset[str],
    other: Callable[[str], str],
) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return other(value) if under in keys else value
    if isinstance(value, dict):
        found = cast("dict[str, Any]", value)
        return {key: _changed(inner, key, keys, other) for key, inner in found.items()}
    if isinstance(value, list):
        return [_changed(inner, under, keys, other) for inner in cast("list[Any]", value)]
    return value
