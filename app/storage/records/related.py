"""The records that bear on an edit: those it names, what they name, and what rests on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import select

from app import models as m
from app.storage.records.reading import read_records
from app.storage.records.scope import KEYS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.storage.records.values import Record

_KEYS = dict(KEYS.values())
_NAMED = {
    "attachments": "id",
    "sla_months": "id",
    "time": "id",
    "expenses": "id",
    "payments": "id",
    "reminders": "id",
    "marks": "document",
}
"""What a record is called by, where that is not the name of the column."""
_OWNED = (
    "recurring_tickets tickets attachments sla_months time expenses payments reminders quotes"
).split()
"""What names a client or a ticket."""
_CATALOG = "taxes items roles work_types calendars sla_policies agreement_types".split()
"""What others name."""


def related_records(session: Session, file: Record) -> Record:
    """What a file's records are now, with all that has to be known to check them.

    Only a new currency of the company bears on everything.
    """
    if "currency" in (file.get("company") or {}):
        return read_records(session)
    wanted = _named(file)
    _with_owners(session, file, wanted)
    _with_dependents(session, file, wanted)
    found: Record = {"company": read_records(session, {"company": frozenset()}).get("company", {})}
    names = {section: _all_keys(session, section) for section in _CATALOG}
    mentioned = {*_strings(file), *_strings(found["company"])}
    wanted["calendars"] |= names["calendars"] & mentioned
    seen: dict[str, set[str]] = defaultdict(set)
    while wanted:
        fresh = read_records(session, wanted)
        mentioned.update(_strings(fresh))
        for section, records in fresh.items():
            found.setdefault(section, []).extend(records)
        for section, keys in wanted.items():
            seen[section] |= keys
        following = {section: keys & mentioned for section, keys in names.items()}
        _with_work(fresh, following)
        _with_clients_of(session, _agreements_of(fresh), following)
        wanted = {s: rest for s, keys in following.items() if (rest := keys - seen[s])}
    return found


def _named(file: Record) -> dict[str, set[str]]:
    """The keys of the records that a file holds; whatever is no text was never a key."""
    found: dict[str, set[str]] = defaultdict(set)
    for section, column in _KEYS.items():
        name = _NAMED.get(section) or column.key
        for record in _records(file.get(section)):
            if isinstance(key := record.get(name), str):
                found[section].add(key)
    _with_work(file, found)
    _with_reversed(file, found)
    return found


def _with_work(file: Record, wanted: dict[str, set[str]]) -> None:
    """The clients and tickets that work names."""
    for section in _OWNED:
        for record in _records(file.get(section)):
            for name, other in (("client", "clients"), ("ticket", "tickets")):
                if isinstance(key := record.get(name), str):
                    wanted.setdefault(other, set()).add(key)


def _with_owners(session: Session, file: Record, wanted: dict[str, set[str]]) -> None:
    """The clients whose agreements a file names, wherever it names them."""
    numbers = {
        number
        for client in _records(file.get("clients"))
        for agreement in _records(client.get("agreements"))
        if isinstance(number := agreement.get("number"), str)
    } | _agreements_of(file)
    _with_clients_of(session, numbers, wanted)


def _with_reversed(file: Record, wanted: dict[str, set[str]]) -> None:
    """The payments that others take back."""
    for record in _records(file.get("payments")):
        if isinstance(key := record.get("reverses"), str):
            wanted.setdefault("payments", set()).add(key)


def _agreements_of(file: Record) -> set[str]:
    return {
        number
        for section in ("recurring_tickets", "tickets", "time")
        for record in _records(file.get(section))
        if isinstance(number := record.get("agreement"), str)
    }


def _with_clients_of(session: Session, numbers: set[str], wanted: dict[str, set[str]]) -> None:
    if numbers:
        owners = (
            select(m.Client.code)
            .join(m.Agreement, m.Agreement.client_id == m.Client.id)
            .where(m.Agreement.number.in_(numbers))
        )
        wanted.setdefault("clients", set()).update(session.execute(owners).scalars())


def _with_dependents(session: Session, file: Record, wanted: dict[str, set[str]]) -> None:
    """What may not fit any more: additions and expenses at an item's price, work on a ticket."""
    items = {
        sku
        for item in _records(file.get("items"))
        if isinstance(sku := item.get("sku"), str) and not {"price", "currency"}.isdisjoint(item)
    }
    if items:
        rest_on = (
            select(m.Client.code)
            .join(m.Agreement, m.Agreement.client_id == m.Client.id)
            .join(m.Addition, m.Addition.agreement_id == m.Agreement.id)
            .join(m.Item, m.Item.id == m.Addition.item_id)
            .where(m.Item.sku.in_(items))
        )
        wanted.setdefault("clients", set()).update(session.execute(rest_on).scalars())
        spent = (
            select(m.Expense.code)
            .join(m.Item, m.Item.id == m.Expense.item_id)
            .where(m.Item.sku.in_(items))
        )
        wanted.setdefault("expenses", set()).update(session.execute(spent).scalars())
    if file.get("tickets"):
        wanted.setdefault("statuses", set()).update(_all_keys(session, "statuses"))
    if file.get("tickets") or file.get("sla_policies"):
        # Any policy may know a ticket's priority, and one of them is the default.
        wanted.setdefault("sla_policies", set()).update(_all_keys(session, "sla_policies"))
    tickets = {
        number
        for ticket in _records(file.get("tickets"))
        if isinstance(number := ticket.get("number"), str) and "client" in ticket
    }
    if tickets:
        for section, model in (("time", m.TimeEntry), ("expenses", m.Expense)):
            on = (
                select(model.code)
                .join(m.Ticket, m.Ticket.id == model.ticket_id)
                .where(m.Ticket.number.in_(tickets))
            )
            wanted.setdefault(section, set()).update(session.execute(on).scalars())


def _all_keys(session: Session, section: str) -> set[str]:
    return set(session.execute(select(_KEYS[section])).scalars())


def _records(value: Any) -> Iterator[Record]:  # noqa: ANN401 - whatever a file holds
    if isinstance(value, list):
        for record in cast("list[object]", value):
            if isinstance(record, dict):
                yield cast("Record", record)


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in cast("dict[str, object]", value).values():
            yield from _strings(inner)
    elif isinstance(value, (list, tuple)):
        for inner in cast("Iterable[object]", value):
            yield from _strings(inner)
