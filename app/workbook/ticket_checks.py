"""What is wrong with tickets' files and links, statuses and recurring tickets, taken together."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from app.domain.recurrence import is_day
from app.domain.sentence import N_
from app.domain.sla_policy import Category
from app.workbook.ticket_shape import LARGEST_ATTACHMENT

if TYPE_CHECKING:
    from app.workbook.merging import Path
    from app.workbook.shape.client import Client
    from app.workbook.sla_checks import Checker
    from app.workbook.ticket_shape import Attachment, RecurringTicket, Ticket

_MEGABYTE = 1_000_000
_WORDS = {category.value for category in Category}


def check_links(checker: Checker, ticket: Ticket, client: Client | None) -> None:
    """A contact, a site and devices that are the client's own."""
    if client is None:
        return
    here: Path = ("tickets", ticket.number)
    contacts = {contact.name for contact in client.contacts}
    checker.known(here, "contact", ticket.contact, contacts, N_("contact"))
    checker.known(here, "site", ticket.site, {site.name for site in client.sites}, N_("site"))
    devices = {device.name for device in client.devices}
    for i, device in enumerate(ticket.devices):
        checker.known(here, f"devices[{i}]", device, devices, N_("device"))


def check_attachment(checker: Checker, attachment: Attachment) -> None:
    """A file of one owner, readable and not too large; one without content was left out."""
    here: Path = ("attachments", attachment.id)
    if (attachment.ticket is None) == (attachment.client is None):
        checker.bad(here, "ticket", N_("name the ticket or the client it is kept with"))
    try:
        size = len(base64.b64decode(attachment.content, validate=True))
    except (binascii.Error, ValueError):
        checker.bad(here, "content", N_("is not base64"))
        return
    if size > LARGEST_ATTACHMENT:
        checker.bad(
            here,
            "content",
            N_("is {size} MB; a file that is kept has {limit} MB at most"),
            size=f"{size / _MEGABYTE:.1f}",
            limit=LARGEST_ATTACHMENT // _MEGABYTE,
        )


def check_statuses(checker: Checker) -> None:
    """Names that do not say one thing and mean another."""
    for status in checker.workbook.statuses:
        here: Path = ("statuses", status.name)
        if here in checker.places and status.name in _WORDS:
            checker.bad(here, "name", N_("is a word of Accord's own; choose another"))


def check_recurring(checker: Checker, rule: RecurringTicket) -> None:
    """A rule that falls on some day."""
    here: Path = ("recurring_tickets", rule.name)
    if not is_day(rule.on, rule.unit):
        checker.bad(
            here,
            "on",
            N_(
                "is no day of a {unit}; write a weekday for weeks, and such as "
                "'first monday', 'last friday', '15' or 'last day' for months and years"
            ),
            unit=rule.unit.value,
        )
    if rule.end is not None and rule.end <= rule.start:
        checker.bad(here, "end", N_("is not after the start"))
    if rule.time == "24:00":
        checker.bad(here, "time", N_("is the next day; write 00:00"))
