"""What a ticket is about and what is to be done on it: people, places, devices, steps, files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app import models as m
from app.domain.ticket import EventType
from app.storage.sla import NoSuchTicketError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a ticket's checklist."""

    text: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A contact of a client."""

    name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A device of a client, and where it stands."""

    name: str
    type: str
    site: str


@dataclass(frozen=True, slots=True)
class TicketParts:
    """A ticket's links and steps, and what its client has to link it with."""

    number: str
    client: str
    contact: str
    site: str
    devices: tuple[str, ...]
    steps: tuple[Step, ...]
    files: int
    people: tuple[Person, ...]
    sites: tuple[str, ...]
    things: tuple[Thing, ...]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.is_done for step in self.steps)


@dataclass(frozen=True, slots=True)
class Canned:
    """Words that are written again and again, and as what."""

    name: str
    text: str
    kind: EventType


class TicketPartsService:
    """Looks up what belongs to a ticket; what changes it is an edit."""

    def __init__(self, store: Store) -> None:
        """Work on a store."""
        self._store = store

    def show(self, number: str) -> TicketParts:
        """One ticket's; raises NoSuchTicketError."""
        with self._store.read() as session:
            row = session.execute(
                select(m.Ticket.id, m.Ticket.client_id, m.Ticket.body, m.Client.code)
                .join(m.Client, m.Client.id == m.Ticket.client_id)
                .where(m.Ticket.number == number)
            ).one_or_none()
            if row is None:
                raise NoSuchTicketError(number=number)
            body: dict[str, Any] = json.loads(row.body)
            files = select(func.count(m.Attachment.id)).where(m.Attachment.ticket_id == row.id)
            return TicketParts(
                number,
                row.code,
                body.get("contact") or "",
                body.get("site") or "",
                tuple(body.get("devices") or ()),
                tuple(
                    Step(each["text"], bool(each.get("done")))
                    for each in body.get("checklist") or ()
                ),
                session.execute(files).scalar_one(),
                *_client(session, row.client_id),
            )

    def canned(self) -> tuple[Canned, ...]:
        """Every canned note by its name."""
        with self._store.read() as session:
            note = m.CannedNote
            rows = session.execute(select(note.name, note.body).order_by(note.name)).all()
        bodies = [(row.name, json.loads(row.body)) for row in rows]
        return tuple(
            Canned(name, body.get("text") or "", EventType(body.get("kind") or "agent_reply"))
            for name, body in bodies
        )


def _client(
    session: Session, client: int
) -> tuple[tuple[Person, ...], tuple[str, ...], tuple[Thing, ...]]:
    """The people, sites and devices of a client, by name."""
    contact, asset = m.Contact, m.Asset
    people = session.execute(
        select(contact.name, contact.email, contact.phone)
        .where(contact.client_id == client)
        .order_by(contact.name)
    ).all()
    sites = session.execute(
        select(m.Site.name).where(m.Site.client_id == client).order_by(m.Site.name)
    ).scalars()
    things = session.execute(
        select(asset.name, asset.type, m.Site.name.label("site"))
        .outerjoin(m.Site, m.Site.id == asset.site_id)
        .where(asset.client_id == client, asset.what == "device")
        .order_by(asset.name)
    ).all()
    return (
        tuple(Person(*row) for row in people),
        tuple(sites),
        tuple(Thing(row.name, row.type, row.site or "") for row in things),
    )
