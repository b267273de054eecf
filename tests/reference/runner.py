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
            _at(given, key) in (value if isinstance(value, list) else [value])
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
    return shape, {key: value for key, value in case.items() if key != "expect"}


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
        verdict = Verdict.PASSED if same(case["expect"], got) else Verdict.FAILED
        yield Result(case["id"], verdict, case["expect"], got)


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


def _at(given: dict[str, Any], key: str) -> Any:
    value: Any = given
    for part in key.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value
