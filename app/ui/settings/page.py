"""Settings: the company, calendars, SLA policies and agreement types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt

from app.domain.sentence import N_
from app.ui.buttons import Button
from app.ui.form.agreement import KINDS
from app.ui.form.fields import Field, Kind, value_at
from app.ui.form.options import named, or_none
from app.ui.icons import Icon
from app.ui.outbox.poster import Poster
from app.ui.records.sections import SectionsPage
from app.ui.settings.following import FollowSheet
from app.ui.settings.forms import FORMS
from app.ui.settings.holidays import HolidaysSheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.catalog import CatalogRow
    from app.ui.backups.view import BackupsView
    from app.ui.desk import Desk
    from app.ui.form.fields import Form, Record
    from app.ui.form.state import Draft
    from app.ui.records.page import Listing
    from app.ui.settings.timeline import TimelineView
    from app.workbook.merging import Path

_BACKUPS, _HISTORY = N_("Backups"), N_("History")
_OFFICE = {day: [["09:00", "17:30"]] for day in ("mon", "tue", "wed", "thu", "fri")}


class SettingsPage(SectionsPage):
    """How the company works."""

    noun: ClassVar[str] = "settings"
    sections = {
        "company": (N_("Company"), N_("New")),
        "agreement_types": (N_("Agreement types"), N_("New agreement type")),
        "sla_policies": (N_("SLA policies"), N_("New SLA policy")),
        "calendars": (N_("Calendars"), N_("New calendar")),
    }

    nothing = {
        "agreement_types": (
            N_("No agreement types yet"),
            N_("What new agreements begin with: the kind, the SLA policy, when they bill."),
        ),
        "sla_policies": (
            N_("No SLA policies yet"),
            N_("How soon you answer and solve, priority by priority."),
        ),
        "calendars": (
            N_("No calendars yet"),
            N_("The hours in which promises count, and the days on which you are closed."),
        ),
    }
    has_values: ClassVar[bool] = False
    uncounted: ClassVar[frozenset[str]] = frozenset({_BACKUPS, _HISTORY})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.record.pane.question = self._follows

    @cached_property
    def poster(self) -> Poster:
        """Tries the account, and takes its password."""
        return Poster(self._desk, self)

    def words(self) -> tuple[str, str, str, Icon, tuple[str, str]]:
        """What the page is called."""
        return (
            N_("Settings"),
            N_("Filter the settings"),
            N_("New"),
            Icon.SETTINGS,
            (N_("Nothing is set up yet"), N_("Begin with who sends the invoices.")),
        )

    def describe(self) -> Listing[CatalogRow]:
        """The sections, the backups and the history."""
        listing = super().describe()
        return replace(
            listing, segments={**listing.segments, _BACKUPS: _is_none, _HISTORY: _is_none}
        )

    @cached_property
    def backups(self) -> BackupsView:
        """The backups, made when they are first looked at."""
        from app.ui.backups.view import BackupsView

        view = BackupsView(self._desk)
        self._list.addWidget(view)
        return view

    @cached_property
    def history(self) -> TimelineView:
        """The whole history, made when it is first looked at."""
        from app.ui.settings.timeline import TimelineView

        view = TimelineView(self._desk)
        self._list.addWidget(view)
        return view

    @property
    def other(self) -> BackupsView | TimelineView | None:
        """What is on show where that is no list of records."""
        if self.segment.value == _HISTORY:
            return self.history
        return self.backups if self.shows_backups else None

    @property
    def shows_backups(self) -> bool:
        """Whether the backups are on show."""
        return self.segment.value == _BACKUPS

    def show_what(self, what: object) -> None:
        """Show the backups or the history, or open a record."""
        if what in {"backups", "history"}:
            self.show_list()
            self.segment.choose(_BACKUPS if what == "backups" else _HISTORY)
        else:
            super().show_what(what)

    def enter(self) -> None:
        """Put the focus on what is listed."""
        if self.other and self._stack.currentWidget() is not self.record:
            self.other.enter()
        else:
            super().enter()

    def filter(self) -> None:
        """Put the cursor into the filter; backups have none."""
        if self.segment.value == _HISTORY:
            self.history.narrow.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif not self.shows_backups:
            super().filter()

    def show_list(self) -> None:
        """There is one company, and so no other one to begin."""
        super().show_list()
        self._offer_new()

    def path_of(self, row: CatalogRow) -> Path:
        """Where a record is; the company is one of a kind."""
        return ("company",) if row.section == "company" else (row.section, row.key)

    def form_of(self, path: Path, record: Record) -> Form:
        """The form of the section."""
        del record
        return FORMS[path[0]]

    def actions_of(self, path: Path, record: Record) -> Sequence[QWidget]:
        """The company stays, and can try its mail; a calendar can be told a country's holidays."""
        if path == ("company",):
            return self._mail_actions(record)
        actions = super().actions_of(path, record)
        if path[0] != "calendars":
            return actions
        button = Button(
            self._kit.theme, self._kit.language.say("Add holidays…"), icon=Icon.CALENDAR
        )
        button.clicked.connect(self._ask_for_holidays)
        return (button, *actions)

    def _mail_actions(self, record: Record) -> Sequence[QWidget]:
        if value_at(record, "mail.way") != "smtp":
            return ()
        kit, say = self._kit, self._kit.language.say
        secret = Button(kit.theme, say("Password…"), icon=Icon.LOCK)
        secret.clicked.connect(partial(self.poster.ask_for_secret, None))
        test = Button(kit.theme, say("Test e-mail"), icon=Icon.SEND)
        test.clicked.connect(self.poster.test)
        secret.setVisible(value_at(record, "mail.login") != "none")
        return (secret, test)

    def _list_rows(self) -> None:
        # The segments say how many there are, and need the room.
        self._count.hide()
        self.narrow.setVisible(not self.other)
        if other := self.other:
            self.new.say(self._kit.language.say("Back up now"))
            self._offer_new()
            self.facts.hide()
            self._list.setCurrentWidget(other)
            other.refresh()
            return
        super()._list_rows()
        self._offer_new()

    def _offer_new(self) -> None:
        """A backup or a record; there is one company, and the history writes itself."""
        is_list = self.other is None
        self.new.setVisible(self.section != "company" if is_list else self.shows_backups)

    def _show_facts(self) -> None:
        if not self.other:
            super()._show_facts()

    def begin(self, what: str) -> None:
        """There is one company: it is opened instead. Of backups one is made."""
        if what == self.noun and self.shows_backups:
            self.backups.back_up()
        elif what == self.noun and self.other:
            return
        elif what == "company" or (what == self.noun and self.section == "company"):
            self.open_path(("company",))
        else:
            super().begin(what)

    def fields_for_new(self, section: str) -> Sequence[Field]:
        """A name is enough."""
        name = Field("name", N_("Name"), span=6)
        if section == "agreement_types":
            return (
                name,
                Field("kind", N_("Kind"), Kind.CHOICE, options=or_none(KINDS), span=3),
                Field(
                    "sla",
                    N_("SLA policy"),
                    Kind.CHOICE,
                    options=or_none(named("sla_policies")),
                    span=3,
                ),
            )
        if section == "sla_policies":
            return (
                name,
                Field(
                    "calendar",
                    N_("Calendar"),
                    Kind.CHOICE,
                    options=or_none(named("calendars")),
                    span=6,
                ),
            )
        return (name, Field("hours", N_("Open hours"), Kind.WEEK, span=6))

    def start_of_new(self, section: str) -> Record:
        """Office hours, to be changed."""
        return {"hours": _OFFICE} if section == "calendars" else {}

    def _ask_for_holidays(self) -> None:
        country = self._desk.services.company.show().country
        sheet = HolidaysSheet(self._desk, self.window(), self.choices, country)
        sheet.added.connect(self._add_holidays)
        sheet.open(sheet.country.first())

    def _add_holidays(self, days: list[str]) -> None:
        pane = self.record.pane
        if pane.draft:
            closed: list[str] = pane.draft.now.get("closed") or []
            pane.change("closed", sorted({*closed, *days}))

    def _follows(self, draft: Draft) -> FollowSheet | None:
        """Which agreements a change of a type reaches; nothing to ask where there are none."""
        if draft.path[0] != "agreement_types" or draft.is_new:
            return None
        agreements = self._desk.services.agreements
        rows = agreements.following(draft.path[1], draft.changed)
        if not rows:
            return None
        return FollowSheet(self._desk, self.window(), self.choices, draft.base, draft.now, rows)


def _is_none(row: CatalogRow) -> bool:
    """Neither backups nor entries of the history are records."""
    del row
    return False
