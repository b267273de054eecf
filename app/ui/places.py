"""The pages of the window in their order, each with where it stands and what can begin there.

A page is made when it is first opened; only then is its module loaded, so the window is up at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.sentence import N_
from app.ui.desk import Desk
from app.ui.entry import Finder
from app.ui.icons import Icon
from app.ui.page import Page


class Group(StrEnum):
    """Pages that belong together; the value is the caption in the sidebar, marked."""

    TOP = ""
    WORK = N_("Work")
    CLIENTS = N_("Clients")
    MONEY = N_("Money")
    FOOT = "."
    """At the bottom, apart."""


@dataclass(frozen=True, slots=True)
class New:
    """Something that can begin on a page: an entry of the New menu and of the palette."""

    what: str
    """What `Page.begin` is told."""
    text: str
    """Marked: `N_("New client")`."""
    icon: Icon


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands, and how it is made."""

    noun: str
    """The page's folder; `Desk.go` knows it by this."""
    title: str
    group: Group
    icon: Icon
    make: Callable[[Desk], Page]
    news: tuple[New, ...] = ()
    finder: Callable[[Desk], Finder] | None = None
    """What the palette may find here without the page being open."""


def _dashboard(desk: Desk) -> Page:
    from app.ui.dashboard.page import DashboardPage

    return DashboardPage(desk)


def _billing(desk: Desk) -> Page:
    from app.ui.billing.page import MonthEndPage

    return MonthEndPage(desk)


def _documents(desk: Desk) -> Page:
    from app.ui.documents.page import DocumentsPage

    return DocumentsPage(desk)


def _quotes(desk: Desk) -> Page:
    from app.ui.quotes.page import QuotesPage

    return QuotesPage(desk)


def _reminders(desk: Desk) -> Page:
    from app.ui.reminders.page import RemindersPage

    return RemindersPage(desk)


def _outbox(desk: Desk) -> Page:
    from app.ui.outbox.page import OutboxPage

    return OutboxPage(desk)


def _agreements(desk: Desk) -> Page:
    from app.ui.agreements.page import AgreementsPage

    return AgreementsPage(desk)


def _catalog(desk: Desk) -> Page:
    from app.ui.catalog.page import CatalogPage

    return CatalogPage(desk)


def _settings(desk: Desk) -> Page:
    from app.ui.settings.page import SettingsPage

    return SettingsPage(desk)


def _ticketing(desk: Desk) -> Page:
    from app.ui.ticketing.page import TicketingPage

    return TicketingPage(desk)


def _clients(desk: Desk) -> Page:
    from app.ui.clients.page import ClientsPage

    return ClientsPage(desk)


def _time(desk: Desk) -> Page:
    from app.ui.time.page import TimePage

    return TimePage(desk)


def _sla(desk: Desk) -> Page:
    from app.ui.sla.page import SlaPage

    return SlaPage(desk)


def _tickets(desk: Desk) -> Page:
    from app.ui.tickets.page import TicketsPage

    return TicketsPage(desk)


_PLACES: tuple[Place, ...] = (
    Place("dashboard", N_("Dashboard"), Group.TOP, Icon.DASHBOARD, _dashboard),
    Place("billing", N_("Month end"), Group.MONEY, Icon.MONTH_END, _billing),
    Place("documents", N_("Documents"), Group.MONEY, Icon.DOCUMENTS, _documents),
    Place("reminders", N_("Reminders"), Group.MONEY, Icon.BELL, _reminders),
    Place(
        "quotes",
        N_("Quotes"),
        Group.MONEY,
        Icon.PAPER,
        _quotes,
        (New("quote", N_("New quote"), Icon.PAPER),),
    ),
    Place("outbox", N_("Outbox"), Group.MONEY, Icon.SEND, _outbox),
    Place(
        "clients",
        N_("Clients"),
        Group.CLIENTS,
        Icon.BUILDINGS,
        _clients,
        (New("client", N_("New client"), Icon.BUILDINGS),),
    ),
    Place(
        "agreements",
        N_("Agreements"),
        Group.CLIENTS,
        Icon.AGREEMENTS,
        _agreements,
        (New("agreement", N_("New agreement"), Icon.AGREEMENTS),),
    ),
    Place(
        "catalog",
        N_("Catalog"),
        Group.CLIENTS,
        Icon.CATALOG,
        _catalog,
        (New("items", N_("New item"), Icon.CATALOG), New("taxes", N_("New tax"), Icon.TAX)),
    ),
    Place(
        "tickets",
        N_("Tickets"),
        Group.WORK,
        Icon.TICKET,
        _tickets,
        (New("ticket", N_("New ticket"), Icon.TICKET),),
    ),
    Place(
        "time",
        N_("Time"),
        Group.WORK,
        Icon.CLOCK,
        _time,
        (New("entry", N_("Log time"), Icon.CLOCK),),
    ),
    Place("sla", N_("Service levels"), Group.WORK, Icon.CHART, _sla),
    Place("ticketing", N_("Ticket setup"), Group.FOOT, Icon.SLIDERS, _ticketing),
    Place("settings", N_("Settings"), Group.FOOT, Icon.SETTINGS, _settings),
)
_ORDER = list(Group)
PLACES = tuple(sorted(_PLACES, key=lambda place: _ORDER.index(place.group)))
"""As they stand in the sidebar, from the top: Ctrl+1 is the first of them."""
