"""Which agreements follow a change of their type, and which say it themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.workbook.merging import Path
    from app.workbook.reading import Record

KEYS = ("kind", "sla", "cycle")
"""What an agreement takes from its type where it says nothing itself."""


@dataclass(frozen=True, slots=True)
class Following:
    """One agreement of a type that changes."""

    path: Path
    name: str
    client_name: str
    follows: tuple[str, ...]
    """The changed keys about which it says nothing itself; none of them leaves it as it is."""
    keeps: Record
    """What it would have to say itself to stay as it is."""

    @property
    def number(self) -> str:
        """The agreement's number."""
        return self.path[-1]


def following(name: str, was: Record, changed: Record, records: Record) -> Iterator[Following]:
    """The agreements of a type, each with what the change does to it."""
    for client in records.get("clients", ()):
        for agreement in client.get("agreements", ()):
            if agreement.get("type") != name:
                continue
            follows = tuple(key for key in KEYS if key in changed and not _says(agreement, key))
            yield Following(
                ("clients", client["code"], "agreements", agreement["number"]),
                agreement.get("name") or agreement["number"],
                client.get("name") or client["code"],
                follows,
                {key: was.get(key) or _nothing(key, agreement) for key in follows},
            )


def _nothing(key: str, agreement: Record) -> Any:  # noqa: ANN401 - any JSON value
    """How an agreement says that it does not follow what its type did not say until now."""
    match key:
        case "sla":
            return [[agreement["start"], None]]
        case "cycle":
            return {"unit": "month"}
        case _:
            return "fixed_fee"


def _says(agreement: Record, key: str) -> bool:
    value: Any = agreement.get(key)
    return value not in (None, "", [])
