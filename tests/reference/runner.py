"""Runs reference cases: which pass, which fail and how, and which we decline and why."""

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any

from tests.reference.operations import load

DECLINED = Path(__file__).parent / "declined.toml"


class Verdict(StrEnum):
    """What became of a case."""

    PASSED = "passed"
    FAILED = "failed"
    DECLINED = "declined"


@dataclass(frozen=True)
class Result:
    """One case: what was wanted, what Accord says, or why it does not answer."""

    id: str
    verdict: Verdict
    wanted: Any = None
    got: Any = None
    reason: str = ""


@dataclass(frozen=True)
class Declined:
    """What Accord rightly does otherwise: an operation, narrowed by values of `given`."""

    operation: str
    where: dict[str, Any]
    reason: str

    def matches(self, operation: str, given: dict[str, Any]) -> bool:
        """Whether a case asks for this; a list of values means any of them."""
        if operation != self.operation:
            return False
        return all(
            any(
                found in (value if isinstance(value, list) else [value])
                for found in _at(given, key)
            )
            for key, value in self.where.items()
        )


def declined() -> list[Declined]:
    """All that we decline, each with its reason."""
    listed = tomllib.loads(DECLINED.read_text("utf-8")).get("declined", [])
    return [Declined(one["operation"], one.get("where", {}), one["reason"]) for one in listed]


def cases(path: Path) -> list[dict[str, Any]]:
    """The cases of a file."""
    return json.loads(path.read_text("utf-8"))


def operation_of(case: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """What a case asks for, and what it gives; an invoice is told by its shape."""
    if "kind" in case and "calendar" in case:
        return case["kind"], {"calendar": case["calendar"], **case["given"]}
    if "given" in case:
        return case["given"].get("operation", ""), case["given"]
    shape = "invoice" if "type_code" in case else "ticket"
    given = {key: value for key, value in case.items() if key != "expect"}
    if shape == "invoice":
        # What was paid before and by how much is rounded is told by the sender (BT-113, BT-114).
        given |= {key: case["expect"].get(key) for key in ("prepaid", "rounding")}
    return shape, given


def run(found: Iterable[dict[str, Any]]) -> Iterator[Result]:
    """Run each case against the domain."""
    operations, refused = load(), declined()
    for case in found:
        name, given = operation_of(case)
        reason = next((one.reason for one in refused if one.matches(name, given)), "")
        if reason:
            yield Result(case["id"], Verdict.DECLINED, reason=reason)
            continue
        try:
            got: Any = operations[name](given)
        except Exception as error:  # noqa: BLE001 - a case that raises is a case that failed
            got = f"{type(error).__name__}: {error}"
        verdict = Verdict.PASSED if same(_ordered(case["expect"]), got) else Verdict.FAILED
        yield Result(case["id"], verdict, case["expect"], got)


def _ordered(wanted: dict[str, Any]) -> dict[str, Any]:
    """The groups of a tax summary by category and falling rate: their order means nothing."""
    groups = wanted.get("vat_breakdown")
    if groups is None:
        return wanted
    by_rate = sorted(groups, key=lambda group: (group["category"], -Decimal(group["rate"])))
    return {**wanted, "vat_breakdown": by_rate}


def same(wanted: Any, got: Any) -> bool:
    """Whether all that is wanted was got; numbers and instants by their value."""
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(
            key in got and same(value, got[key]) for key, value in wanted.items()
        )
    if isinstance(wanted, list):
        return (
            isinstance(got, (list, tuple))
            and len(wanted) == len(got)
            and all(same(one, other) for one, other in zip(wanted, got, strict=True))
        )
    if isinstance(got, datetime) and isinstance(wanted, str):
        return datetime.fromisoformat(wanted) == got
    if wanted is None or isinstance(wanted, bool) or got is None or isinstance(got, bool):
        return wanted is got
    one, other = _number(wanted), _number(got)
    if one is not None and other is not None:
        return one == other
    return str(wanted) == str(got)


def _number(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _at(given: dict[str, Any], key: str) -> list[Any]:
    """The values under a dotted key; a list on the way stands for all its members."""
    values: list[Any] = [given]
    for part in key.split("."):
        values = [value.get(part) if isinstance(value, dict) else None for value in values]
        values = [
            one for value in values for one in (value if isinstance(value, list) else [value])
        ]
    return values
