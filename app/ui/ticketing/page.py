"""Ticket setup: tickets that are opened by rule, words written often, and the desk's statuses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from app.domain.changes import Changes, Kind
from app.domain.sentence import N_
from app.ui.form.fields import Field
from app.ui.form.fields import Kind as Typed
from app.ui.form.options import named
from app.ui.icons import Icon
from app.ui.records.sections import SectionsPage
from app.ui.ticketing.forms import CATEGORIES, FORMS, UNITS

if TYPE_CHECKING:
    from app.ui.form.fields import Form, Record
    from app.workbook.merging import Path


class TicketingPage(SectionsPage):
    """What is set up once for all tickets."""

    watches: ClassVar[Changes] = frozenset({Kind.CATALOG, Kind.WORK, Kind.CLIENTS, Kind.COMPANY})
    noun: ClassVar[str] = "ticketing"
    sections = {
        "recurring_tickets": (N_("Recurring tickets"), N_("New recurring ticket")),
        "canned_notes": (N_("Canned notes"), N_("New canned note")),
        "statuses": (N_("Statuses"), N_("New status")),
    }
    nothing = {
        "recurring_tickets": (
            N_("No recurring tickets yet"),
            N_("Patch days, backup checks: Accord opens them by itself when they are due."),
        ),
        "canned_notes": (
            N_("No canned notes yet"),
            N_("What you write again and again, put into a note with two clicks."),
        ),
        "statuses": (
            N_("No statuses of your own"),
            N_(
                "Give what a ticket waits for your own word; it still means the same to the clocks."
            ),
        ),
    }
    has_values: ClassVar[bool] = False

    def words(self) -> tuple[str, str, str, Icon, tuple[str, str]]:
        """What the page is called."""
        return (
            N_("Ticket setup"),
            N_("Filter the ticket setup"),
            N_("New"),
            Icon.SLIDERS,
            (N_("Nothing is set up yet"), N_("Tickets by rule, canned notes, your own statuses.")),
        )

    def _build(self) -> None:
        super()._build()
        # Each section can be empty by itself, so its own words stand there instead of a page's.
        self._nothing, self._nothing_new = self._work, self._begin_here

    def show_what(self, what: object) -> None:
        """Open a record, or list a section by its name."""
        if isinstance(what, str) and what in self.sections:
            self.show_list()
            self.segment.choose(self.sections[what][0])
        else:
            super().show_what(what)

    def form_of(self, path: Path, record: Record) -> Form:
        """The form of the section."""
        del record
        return FORMS[path[0]]

    def fields_for_new(self, section: str) -> Sequence[Field]:
        """What cannot be left out."""
        name = Field("name", N_("Name"), span=6)
        if section == "statuses":
            meaning = Field("category", N_("Means"), Typed.CHOICE, options=CATEGORIES, span=6)
            return (name, meaning)
        if section == "canned_notes":
            return (name, Field("text", N_("Text"), Typed.LONG, span=6))
        return (
            name,
            Field("client", N_("Client"), Typed.CHOICE, options=named("clients"), span=6),
            Field("every", N_("Every"), Typed.WHOLE, span=2),
            Field("unit", N_("Unit of time"), Typed.CHOICE, options=UNITS, span=2),
            Field("start", N_("First day"), Typed.DAY, span=2),
        )

    def start_of_new(self, section: str) -> Record:
        """A rule begins today; a status says what it means."""
        if section == "recurring_tickets":
            today = self._desk.services.today().isoformat()
            return {"every": 1, "unit": "month", "start": today}
        return {"category": "active"} if section == "statuses" else {}
