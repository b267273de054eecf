"""Data files of very many tickets: five years of a busy desk, one in twenty still open."""

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from tests.benchmarks import desks

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
CLIENTS = 200
SINCE = timedelta(days=5 * 365)
WEEK = {day: [["09:00", "17:30"]] for day in ("mon", "tue", "wed", "thu", "fri")}
WORDS = (
    "printer outlook mailbox certificate password laptop screen keyboard router switch firewall "
    "backup restore licence update driver share folder calendar meeting teams sharepoint onedrive "
    "vpn wifi phone scanner toner invoice account access permission profile domain server storage "
    "disk memory crash reboot slow missing broken expired locked full noisy cable dock camera "
    "microphone headset browser website portal report export import sync archive quarantine spam"
).split()
NOTES = (
    "Restarted the service and watched it for ten minutes",
    "Waiting for the supplier to send the part",
    "Cleared the queue and printed a test page",
    "Spoke with the user and showed how it is done",
    "Renewed it and wrote down the new date",
)
PEOPLE = ("Sam", "Alex", "Robin")


def make(data: Path, tickets: int, entries: int):
    """A data file of so many tickets and time entries, by plain statements."""
    clock = StoppedClock(NOW)
    with desk(data, create=True, clock=clock) as services:
        book = desks.desk(CLIENTS)
        book["calendars"] = [{"name": "Office", "hours": WEEK}]
        targets = {f"P{i}": {"first_response": f"{i}h", "resolution": f"{i * 8}h"} for i in (1, 2)}
        gold = {"name": "Gold", "default": True, "calendar": "Office", "targets": targets}
        book["sla_policies"] = [gold]
        services.workbook.take_in([json.dumps(book).encode()])
        with services._store.write() as session:
            connection = session.connection().connection.driver_connection
            connection.execute("PRAGMA cache_size=-1000000")
            fill(connection, tickets, entries)


def fill(connection, tickets, entries):
    """Tickets, their events and the work on them; the same every time."""
    chance = random.Random(7)
    owners = connection.execute("SELECT id, client_id FROM agreement ORDER BY id").fetchall()
    kind = connection.execute("SELECT id FROM work_type").fetchone()[0]
    step = SINCE / tickets
    rows, events, work = [], [], []
    for id_ in range(1, tickets + 1):
        agreement, client = owners[chance.randrange(len(owners))]
        opened = (NOW - SINCE + step * id_).replace(microsecond=0)
        summary = " ".join(chance.sample(WORDS, 4)).capitalize()
        priority = chance.choice(("P1", "P2", "P2", ""))
        rows.append(
            (id_, f"T-{1000 + id_}", client, agreement, summary, priority, opened.isoformat())
        )
        events += happened(id_, opened, chance)
    for number in range(entries):
        ticket = rows[number % tickets]
        note = f"{chance.choice(NOTES)}, {chance.choice(WORDS)} {number}"
        start, minutes = ticket[6], chance.randrange(5, 90)
        work.append((f"W{number}", ticket[2], ticket[0], ticket[3], start, minutes, kind, note))
    connection.executemany(
        "INSERT INTO ticket (id, number, client_id, agreement_id, summary, priority, opened) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    connection.executemany(
        "INSERT INTO ticket_event (ticket_id, position, at, type, body) VALUES (?, ?, ?, ?, ?)",
        events,
    )
    connection.executemany(
        "INSERT INTO time_entry (code, client_id, ticket_id, agreement_id, start, minutes, "
        "work_type_id, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        work,
    )


def happened(ticket, opened, chance):
    """What happened to a ticket: given to somebody, answered, and mostly resolved."""
    told = [{"type": "assign", "to": chance.choice(PEOPLE)}]
    told.append({"type": "agent_reply", "note": chance.choice(NOTES)})
    if chance.random() < 0.95:
        told.append({"type": "status", "to": "resolved"})
    elif chance.random() < 0.3:
        told.append({"type": "status", "to": "waiting_client"})
    for position, event in enumerate(told):
        at = min(opened + timedelta(minutes=40 * (position + 1)), NOW).isoformat()
        kind = event.pop("type")
        yield ticket, position, at, kind, json.dumps(event)
