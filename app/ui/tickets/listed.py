"""The columns of the list of tickets: those one may choose, and what each sorts by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.sentence import N_
from app.domain.ticket_view import Order, Part
from app.ui.cells import Column, Figure, Pair, Words
from app.ui.tickets import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.i18n import Language
    from app.services.tickets import TicketRow

PARTS = {
    Part.OPEN: N_("Still open"),
    Part.DUE: N_("Due today"),
    Part.WAITING: N_("Waiting"),
    Part.ALL: N_("All"),
}
ORDERS = {
    Order.DUE: N_("Due next"),
    Order.NUMBER: N_("Ticket"),
    Order.SUMMARY: N_("Subject"),
    Order.CLIENT: N_("Client"),
    Order.STATUS: N_("Status"),
    Order.PRIORITY: N_("Priority"),
    Order.AGREEMENT: N_("Agreement"),
    Order.ASSIGNED: N_("Assigned to"),
    Order.OPENED: N_("Opened"),
    Order.MINUTES: N_("Time"),
}
DOWN_FIRST = {Order.OPENED, Order.MINUTES}
"""What one wants to see the largest of first."""
ALWAYS = (Order.NUMBER, Order.SUMMARY)
USUAL = (*ALWAYS, Order.STATUS, Order.PRIORITY, Order.DUE, Order.MINUTES)
_SHOWN = (
    Order.NUMBER,
    Order.SUMMARY,
    Order.CLIENT,
    Order.STATUS,
    Order.PRIORITY,
    Order.DUE,
    Order.AGREEMENT,
    Order.ASSIGNED,
    Order.OPENED,
    Order.MINUTES,
)
"""All columns, in the order in which they stand."""
CHOSEN = tuple(order for order in _SHOWN if order not in ALWAYS)
"""Those that one may choose."""


def shown(chosen: Iterable[str]) -> tuple[Order, ...]:
    """The columns to show, in their order."""
    wanted = {*ALWAYS, *chosen}
    return tuple(order for order in _SHOWN if order in wanted)


def columns(language: Language, chosen: Iterable[Order]) -> tuple[Column[TicketRow], ...]:
    """What the list shows of a ticket."""
    every = _columns(language)
    return tuple(every[order] for order in chosen)


def _columns(language: Language) -> Mapping[Order, Column[TicketRow]]:
    return {
        Order.NUMBER: Column(N_("Ticket"), lambda found: Words(found.number)),
        Order.SUMMARY: Column(
            N_("Subject"),
            lambda found: Pair(found.summary or "–", found.client_name),
            is_stretched=True,
        ),
        Order.CLIENT: Column(N_("Client"), lambda found: Words(found.client_name), rank=4),
        Order.STATUS: Column(
            N_("Status"), lambda found: words.own_status_pill(language, found, short=True), rank=1
        ),
        Order.PRIORITY: Column(
            N_("Priority"), lambda found: Words(found.state.priority or "–"), rank=3
        ),
        Order.DUE: Column(N_("SLA"), lambda found: words.promise_pill(language, found.promise)),
        Order.AGREEMENT: Column(
            N_("Agreement"), lambda found: Words(found.state.agreement or "–"), rank=7
        ),
        Order.ASSIGNED: Column(
            N_("Assigned to"), lambda found: Words(found.assigned or "–"), rank=5
        ),
        Order.OPENED: Column(
            N_("Opened"), lambda found: Words(language.date(found.opened.date())), rank=6
        ),
        Order.MINUTES: Column(
            N_("Time"),
            lambda found: Figure(words.worked(found.minutes), is_faint=not found.minutes),
            is_right=True,
            rank=2,
        ),
    }
