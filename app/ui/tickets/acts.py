"""What is done to a ticket: each adds to what happened to it, by a small workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.ticket import Basis, EventType
from app.workbook.merging import around

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.sla_policy import Category, Metric
    from app.services import Services
    from app.services.editing import Undo
    from app.services.ticket_parts import Step


def tell(services: Services, number: str, note: str, kind: EventType = EventType.NOTE) -> Undo:
    """Write down a note, what was told to the client, or what the client wrote."""
    return _happen(services, number, {"type": kind.value, "note": note.strip()})


def turn(services: Services, number: str, category: Category) -> Undo:
    """Give it another status."""
    return _happen(services, number, {"type": EventType.STATUS.value, "to": category.value})


def rank(services: Services, number: str, priority: str, basis: Basis) -> Undo:
    """Give it another priority, which counts from the start or from now on."""
    event = {"type": EventType.PRIORITY.value, "to": priority}
    if basis is not Basis.FROM_START:
        event["basis"] = basis.value
    return _happen(services, number, event)


def excuse(services: Services, number: str, metric: Metric, reason: str) -> Undo:
    """Say why a promise that was not kept is none of our doing; the report lists it apart."""
    event = {"type": EventType.EXCUSE.value, "metric": metric.value, "reason": reason.strip()}
    return _happen(services, number, event)


def relate(services: Services, number: str, links: Mapping[str, object]) -> Undo:
    """Say whom and what it is about: its contact, its site, its devices."""
    return services.editing.save(around(("tickets", number), dict(links)))


def list_steps(services: Services, number: str, steps: Sequence[Step]) -> Undo:
    """Give it another checklist."""
    found = [{"text": each.text, "done": each.is_done} for each in steps]
    return services.editing.save(around(("tickets", number), {"checklist": found}))


def _happen(services: Services, number: str, event: dict[str, str]) -> Undo:
    before = services.editing.record("tickets", number).get("events", ())
    now = {"at": services.tickets.now().isoformat(), **event}
    return services.editing.save(around(("tickets", number), {"events": [*before, now]}))
