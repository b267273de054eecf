"""What must fit together in the terms of labour: allowances, blocks, coverage, after hours."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.money import decimals
from app.domain.sentence import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.domain.sentence import Blank
    from app.workbook.merging import Path
    from app.workbook.shape.agreement import Allowance, CoverageRule
    from app.workbook.shape.client import Block


class Checker(Protocol):
    """What collects the problems of a workbook, and knows its names."""

    work_types: set[str]
    roles: set[str]
    calendars: set[str]

    def bad(self, path: Path, key: str, text: str, **blanks: Blank) -> None:
        """Note a problem with a key of a record."""
        ...

    def known(
        self, path: Path, key: str, name: str | None, names: Iterable[str], what: str
    ) -> None:
        """Insist that a name that is given is one of those there are."""
        ...


def steps_of(value: Any) -> list[tuple[date, Any]]:  # noqa: ANN401 - bare or dated
    """The steps of a dated value; a bare one holds since the start."""
    if isinstance(value, list) and value and isinstance(value[0], tuple):
        return value  # type: ignore[return-value]
    return [] if value is None or value == [] else [(date.min, value)]


def places_of(value: Decimal) -> int:
    """How many decimals a number needs."""
    return -int(value.normalize().as_tuple().exponent)


def check_allowance(checker: Checker, path: Path, allowance: Allowance, currency: str) -> None:
    """Hours or money, and terms that suit it."""
    key = "allowance"
    _measured(checker, path, key, allowance, currency)
    for value in (allowance.rollover_cap, allowance.carried):
        _in_measure(checker, path, key, value, allowance, currency)
    if allowance.rollover_cap is not None and not allowance.rollover_periods:
        checker.bad(path, key, N_("has a rollover cap but no rollover periods"))
    if allowance.weighted and allowance.money is not None:
        checker.bad(
            path,
            key,
            N_("is in money, which is drawn by what the work costs; only hours can be weighted"),
        )


def check_block(checker: Checker, path: Path, block: Block, currency: str) -> None:
    """Hours or money, no more of it used than it holds, for work types there are."""
    _measured(checker, path, "hours", block, currency)
    _in_measure(checker, path, "used", block.used, block, currency)
    amount = block.hours if block.money is None else block.money
    if block.used and amount is not None and block.used > amount:
        checker.bad(path, "used", N_("is more than the block holds"))
    for name in block.work_types:
        checker.known(path, "work_types", name, checker.work_types, N_("work type"))


def check_coverage(checker: Checker, path: Path, rules: Sequence[CoverageRule]) -> None:
    """Names there are, and an answer for whatever matches nothing else."""
    for rule in rules:
        for name in rule.work_types:
            checker.known(path, "coverage", name, checker.work_types, N_("work type"))
        for name in rule.roles:
            checker.known(path, "coverage", name, checker.roles, N_("role"))
    last = rules[-1] if rules else None
    if last and (last.work_types or last.roles or last.after_hours is not None):
        checker.bad(
            path,
            "coverage",
            N_("must end with a rule that narrows nothing, for all other work"),
        )


def check_after_hours(checker: Checker, path: Path, value: Any) -> None:  # noqa: ANN401 - bare or dated
    """A calendar there is."""
    for _, found in steps_of(value):
        if found:
            checker.known(path, "after_hours", found.calendar, checker.calendars, N_("calendar"))


def _measured(
    checker: Checker, path: Path, key: str, given: Allowance | Block, currency: str
) -> None:
    if (given.hours is None) == (given.money is None):
        checker.bad(path, key, N_('must be given either as "hours" or as "money"'))
    _in_measure(checker, path, key, given.money, given, currency)


def _in_measure(  # noqa: PLR0917 - a place and a value
    checker: Checker,
    path: Path,
    key: str,
    value: Decimal | None,
    given: Allowance | Block,
    currency: str,
) -> None:
    """Insist on whole minutes beside hours, and on the currency's own decimals beside money."""
    if value is None:
        return
    if given.money is not None and places_of(value) > decimals(currency):
        checker.bad(path, key, N_("{currency} has no such small amounts"), currency=currency)
    if given.hours is not None and (value * 60) % 1:
        checker.bad(
            path, key, N_("{value} hours are not a whole number of minutes"), value=str(value)
        )
