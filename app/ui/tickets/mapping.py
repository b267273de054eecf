"""Which agreement a ticket is for, as it is begun; the sheet that moves it to a client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.mapping import About, Found, Mapped, agreement_for
from app.domain.sentence import N_
from app.domain.sentence import say as sentence
from app.ui.cells import Pill
from app.ui.form.fields import Choices, Field, Kind, Option
from app.ui.icons import Icon
from app.ui.records.new import NewSheet
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.domain.moving import Movable
    from app.i18n import Language
    from app.services.tickets import Openable
    from app.ui.desk import Desk
    from app.ui.form.fields import Record
    from app.workbook.merging import Path


def device_field(openable: Openable) -> Field:
    """Asks for the device a ticket is about; it brings its client."""

    def options(choices: Choices) -> Sequence[Option]:
        del choices
        found = [
            Option(f"{code}/{name}", f"{name} – {claims.name}")
            for code, claims in openable.claims.items()
            for name in claims.stands
        ]
        return [Option(None, "–"), *found]

    return Field("device", N_("Device"), Kind.CHOICE, options=options, span=6)


def with_client(openable: Openable, record: Record, key: str) -> Record:
    """A device brings its client; another client has no such device."""
    owner, _, device = str(record.get("device") or "").partition("/")
    if key == "device" and owner in openable.claims and device in openable.claims[owner].stands:
        return {**record, "client": owner}
    if key == "client" and device and owner != record.get("client"):
        return {**record, "device": None}
    return record


def mapped_record(openable: Openable, record: Record) -> Record:
    """A new ticket with its device and the agreement by rule."""
    client, device = (
        str(record.get("client") or ""),
        str(record.get("device") or "").partition("/")[2],
    )
    mapped = mapped_of(openable, client, device)
    body = {key: value for key, value in record.items() if key != "device"}
    if device:
        body["devices"] = [device]
    return {**body, "agreement": mapped.agreement if mapped else None}


def mapped_of(openable: Openable, client: str, device: str = "") -> Mapped | None:
    """The agreement by rule for a client's new ticket, where the client is known."""
    claims = openable.claims.get(client)
    about = About((device,) if device else ())
    return agreement_for(claims, openable.day, about) if claims else None


def reason_of(language: Language, openable: Openable, patch: Record) -> str:
    """Why a new ticket counts for its agreement, or what has to be decided."""
    ticket = patch["tickets"][0]
    device = next(iter(ticket.get("devices") or ()), "")
    mapped = mapped_of(openable, str(ticket.get("client") or ""), device)
    return _told(language, mapped) if mapped else ""


def _told(language: Language, mapped: Mapped) -> str:
    if not mapped.agreement:
        return language.tell(mapped.reason)
    return language.say(
        N_("Agreement {number}: {reason}"), number=mapped.agreement, reason=mapped.reason
    )


def open_pill(language: Language, mapped: Mapped | None) -> Pill | None:
    """A chip for a ticket whose agreement somebody has to choose."""
    if mapped is None or not mapped.is_open:
        return None
    is_missing = mapped.found is Found.MISSING
    text = N_("No agreement") if is_missing else N_("Agreement to choose")
    return Pill(language.say(text), Tone.WARN, Icon.WARNING_CIRCLE)


def move(desk: Desk, over: QWidget, choices: Choices, found: Movable) -> NewSheet:
    """The sheet that moves a ticket, and the work on it, to another client."""

    def clients(choices: Choices) -> Sequence[Option]:
        return [each for each in choices.of("clients") if each.value != found.client]

    def made(record: Record) -> tuple[Path, Record]:
        client = str(record.get("client") or "")
        patch = found.patch(client) if client in found.claims else {}
        body = dict(patch["tickets"][0]) if patch else {"client": client}
        body.pop("number", None)
        also.clear()
        also.update({key: patch[key] for key in ("time", "expenses") if patch.get(key)})
        return ("tickets", found.number), body

    def meant(patch: Record) -> str:
        client = patch["tickets"][0]["client"]
        if client not in found.claims:
            return ""
        return _told(desk.kit.language, agreement_for(found.claims[client], found.opened))

    also: Record = {}
    say = desk.kit.language.say
    fields = (
        Field(
            "client",
            N_("Client"),
            Kind.CHOICE,
            N_("Its unbilled work goes along; contact, site and devices stay behind"),
            options=clients,
            span=6,
        ),
    )
    return NewSheet(
        desk,
        over,
        say(N_("Move {number}"), number=found.number),
        fields,
        choices,
        made,
        verb=say(N_("Move")),
        also=lambda: also,
        meant=meant,
        told=sentence(N_("{what} moved"), what=found.number),
    )
