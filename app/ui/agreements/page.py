"""Agreements: the list, one of them with the invoices it leads to, and a new one in a minute."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QMenu

from app.domain.changes import Changes, Kind
from app.domain.period import add_months
from app.domain.sentence import N_
from app.services.agreements import AgreementRow
from app.ui.agreements.acts import Acts
from app.ui.agreements.raising import RaiseSheet
from app.ui.agreements.year import YearPanel
from app.ui.buttons import Button, ToolButton
from app.ui.cells import Column, Figure, Pair, Pill, Words
from app.ui.desk import Numbers
from app.ui.form.agreement import form_of
from app.ui.form.fields import Field
from app.ui.form.fields import Kind as Typed
from app.ui.form.options import named, or_none
from app.ui.icons import Icon
from app.ui.records.new import NewSheet
from app.ui.records.page import Listing, RecordsPage
from app.ui.records.record import Tab
from app.ui.standing import status_pill
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.ui.form.fields import Form, Record
    from app.workbook.merging import Path

_UNITS = {
    "week": (N_("a week"), N_("{count} weeks")),
    "month": (N_("a month"), N_("{count} months")),
    "year": (N_("a year"), N_("{count} years")),
}


class AgreementsPage(RecordsPage[AgreementRow]):
    """All agreements of all clients."""

    watches: ClassVar[Changes] = frozenset(
        {Kind.CLIENTS, Kind.AGREEMENTS, Kind.COMPANY, Kind.CATALOG, Kind.DOCUMENTS}
    )
    noun: ClassVar[str] = "agreements"

    def describe(self) -> Listing[AgreementRow]:
        """What the list shows."""
        language = self._kit.language

        def name(found: AgreementRow) -> Pair:
            parts = (found.number, found.client_name, found.type)
            return Pair(found.name, " · ".join(part for part in parts if part))

        def look(found: AgreementRow) -> Pill | Words:
            if not found.findings:
                return Words("")
            count = len(found.findings)
            text = self._kit.counted(count, N_("1 to look at"), N_("{count} to look at"))
            is_serious = any(finding.is_serious for finding in found.findings)
            return Pill(text, Tone.BAD if is_serious else Tone.WARN, Icon.WARNING)

        return Listing(
            title=N_("Agreements"),
            one=N_("1 agreement"),
            many=N_("{count} agreements"),
            filter=N_("Filter agreements"),
            columns=(
                Column(N_("Agreement"), name, is_stretched=True),
                Column(N_("Status"), lambda found: self._pill(found.status)),
                Column(N_("Health"), look, rank=2),
                Column(
                    N_("Ends"),
                    lambda found: Words(language.date(found.end) if found.end else "–"),
                    rank=3,
                ),
                Column(N_("Recurs"), self._recurring, is_right=True),
                Column(N_("Every"), lambda found: Words(self._every(found)), rank=1),
            ),
            key=lambda found: found.number,
            words=lambda found: (
                found.name,
                found.number,
                found.client_name,
                found.client,
                found.type,
            ),
            icon=Icon.AGREEMENTS,
            empty=(
                N_("No agreements yet"),
                N_("It says what a client pays and what is covered. Invoices follow from it."),
            ),
            new=N_("New agreement"),
            segments={
                N_("Active"): lambda found: found.status == "active",
                N_("To look at"): lambda found: bool(found.findings),
                N_("Draft"): lambda found: found.status == "draft",
                N_("All"): lambda _: True,
            },
        )

    def look_up(self) -> tuple[AgreementRow, ...]:
        """All agreements."""
        return self._desk.services.agreements.list()

    def free_number(self) -> str:
        """A number for the next agreement."""
        return next_number([row.number for row in self._rows])

    def path_of(self, row: AgreementRow) -> Path:
        """Where an agreement is."""
        return row.path

    def form_of(self, path: Path, record: Record) -> Form:
        """The form, with what this client has to be counted."""
        return form_of(self._desk.services.editing.record(*path[:2]), record)

    def side(self) -> QWidget:
        """The invoices to come."""
        self.year = YearPanel(self._desk)
        return self.year

    def name_of(self, path: Path, record: Record) -> str:
        """The agreement and its client."""
        client = next((row.client_name for row in self._rows if row.client == path[1]), path[1])
        return f"{record.get('name') or path[-1]} · {client}"

    def chips_of(self, path: Path, record: Record) -> Sequence[Pill]:
        """Its number and its state."""
        del record
        found = next((row for row in self._rows if row.number == path[-1]), None)
        chips = [Pill(path[-1], Tone.MUTE)]
        return [*chips, self._pill(found.status)] if found else chips

    def tabs_of(self, path: Path) -> Sequence[Tab]:
        """What happened."""
        from app.ui.clients.events import EventsTab

        return (Tab(N_("History"), partial(EventsTab, self._desk, path[1], path[-1])),)

    def actions_of(self, path: Path, record: Record) -> Sequence[QWidget]:
        """The client, and what can be done with an agreement."""
        say = self._kit.language.say
        client = Button(self._kit.theme, say("Open the client"))
        client.clicked.connect(partial(self._desk.go, "clients", path[1]))
        more = ToolButton(self._kit.theme, Icon.MORE, say("More"))
        menu = QMenu(more)
        acts = Acts(self._desk, self, path, record)
        for text, icon, act in acts.all():
            action = menu.addAction(self._kit.theme.icon(icon), say(text))
            action.triggered.connect(act)
        more.setMenu(menu)
        more.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
        self.acts = acts
        return (client, more)

    def heading_of(self, row: AgreementRow) -> tuple[str, str]:
        """Its name under its number."""
        return row.name, row.number

    def facts_of(self, row: AgreementRow) -> Sequence[tuple[str, str]]:
        """What one wants to know at once."""
        language = self._kit.language
        health = "\n".join(language.tell(finding.sentence) for finding in row.findings)
        return (
            (N_("Client"), row.client_name),
            (N_("Type"), row.type),
            (N_("Status"), self._pill(row.status).text),
            (
                N_("Recurs"),
                f"{language.money(row.recurring)} {self._every(row)}" if row.recurring else "",
            ),
            (N_("Starts"), language.date(row.start)),
            (N_("Ends"), language.date(row.end) if row.end else ""),
            (N_("To look at"), health),
        )

    def tools(self) -> Sequence[QWidget]:
        """Raise prices, or agree something new."""
        self.raising = Button(
            self._kit.theme, self._kit.language.say("Raise prices…"), icon=Icon.UPLIFT
        )
        self.raising.clicked.connect(self._raise)
        return (self.raising, *super().tools())

    def show_what(self, what: object) -> None:
        """Open one, or begin one with a client: `("new", "ACME")`."""
        match what:
            case ("new", str(client)):
                self._begin_with(client)
            case Numbers(numbers=(number,)):
                super().show_what(number)
            case Numbers():
                self.segment.choose(N_("To look at"))
                self.show_list()
                self._list_rows()
            case _:
                super().show_what(what)

    def begin(self, what: str) -> None:
        """A new agreement."""
        del what
        found = self.table.current
        self._begin_with(found.client if found else "")

    def _begin_with(self, client: str) -> None:
        if not self.choices.names:
            self._later = client
            self.loaded.connect(self._begin_later)
            return
        say = self._kit.language.say
        fields = (
            Field("client", N_("Client"), Typed.CHOICE, options=named("clients"), span=6),
            Field(
                "type", N_("Type"), Typed.CHOICE, options=or_none(named("agreement_types")), span=3
            ),
            Field("name", N_("Name"), span=3, help=N_("Printed on invoices")),
            Field("start", N_("Starts"), Typed.DAY, span=3),
            Field(
                "fee",
                N_("Fixed fee a period"),
                Typed.AMOUNT,
                span=3,
                help=N_("Empty where only lines or work are billed"),
            ),
            Field("number", N_("Number"), span=3),
            Field("fee_taxes", N_("Taxes on the fee"), Typed.NAMES, options=named("taxes"), span=3),
        )
        today = self.choices.today
        first = today.replace(day=1)
        if self._rows and today != first:
            # Whoever begins wants to bill this month; later on the month under way is settled.
            first = add_months(first, 1)
        clients = self.choices.names.get("clients", ())
        types = [key for key, _ in self.choices.names.get("agreement_types", ())]
        taxes = [key for key, _ in self.choices.names.get("taxes", ())]
        start: Record = {
            "client": client or (clients[0][0] if len(clients) == 1 else None),
            "type": types[0] if types else None,
            "name": types[0] if types else say("Managed IT"),
            "start": first.isoformat(),
            "number": self.free_number(),
            "fee_taxes": taxes[:1],
        }
        own: set[str] = set()

        def typed(record: Record, key: str) -> Record:
            own.add(key)
            if key == "type" and "name" not in own:
                return {**record, "name": record.get("type") or record.get("name")}
            return record

        def made(record: Record) -> tuple[Path, Record]:
            path = (
                "clients",
                str(record.get("client") or ""),
                "agreements",
                str(record.get("number") or ""),
            )
            told = {
                key: value
                for key, value in record.items()
                if key not in {"client", "number"} and value
            }
            if not record.get("fee"):
                told.pop("fee_taxes", None)
            return path, told

        sheet = NewSheet(
            self._desk, self.window(), say("New agreement"), fields, self.choices, made, typed=typed
        )
        sheet.created.connect(self.open_path)
        sheet.begin(start)

    def _begin_later(self) -> None:
        self.loaded.disconnect(self._begin_later)
        self._begin_with(self._later)

    def _raise(self) -> None:
        numbers = tuple(row.path for row in self.table.rows if row.status == "active")
        sheet = RaiseSheet(self._desk, self.window(), numbers, self.choices)
        sheet.open(sheet.percent.first())

    def _show_record(self, record: Record) -> None:
        super()._show_record(record)
        self.raising.hide()
        self.year.look()

    def show_list(self) -> None:
        """Go back to the list."""
        super().show_list()
        self.raising.show()

    def _connect(self) -> None:
        super()._connect()
        self.year.follow(self.record.pane)

    def _pill(self, status: str) -> Pill:
        return status_pill(self._kit.language, status)

    def _recurring(self, found: AgreementRow) -> Figure:
        text = self._kit.language.money(found.recurring) if found.recurring else "–"
        return Figure(text, is_faint=not found.recurring)

    def _every(self, found: AgreementRow) -> str:
        one, many = _UNITS.get(found.unit, _UNITS["month"])
        return self._kit.counted(found.every, one, many)


def next_number(numbers: Sequence[str]) -> str:
    """The number after the highest: `A-121` after `A-120`; `A-100` to begin with."""
    found = [
        (int(match[2]), match[1]) for n in numbers if (match := re.fullmatch(r"(.*?)(\d+)", n))
    ]
    last, before = max(found, default=(99, "A-"))
    return f"{before}{last + 1}"
