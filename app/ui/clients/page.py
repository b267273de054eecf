"""Clients: the list, and one of them with all that belongs to it."""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QMenu

from app.domain.changes import Changes, Kind
from app.domain.sentence import N_
from app.services.agreements import AgreementRow
from app.services.clients import ClientRow
from app.services.documents import DocumentRow
from app.ui.buttons import Button, ToolButton
from app.ui.cells import Column, Figure, Pair, Pill, Words
from app.ui.clients import acts
from app.ui.clients.assets import AssetsTab
from app.ui.clients.events import EventsTab
from app.ui.clients.form import form_of
from app.ui.clients.listed import ListedTab
from app.ui.documents.page import columns
from app.ui.form.fields import Field, value_at
from app.ui.form.options import TREATMENTS
from app.ui.icons import Icon
from app.ui.papers.opening import show_hours, show_statement
from app.ui.records.files import FilesTab
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


class ClientsPage(RecordsPage[ClientRow]):
    """All clients."""

    watches: ClassVar[Changes] = frozenset(
        {
            Kind.CLIENTS,
            Kind.AGREEMENTS,
            Kind.COMPANY,
            Kind.CATALOG,
            Kind.DOCUMENTS,
            Kind.FILES,
        }
    )
    noun: ClassVar[str] = "clients"

    def describe(self) -> Listing[ClientRow]:
        """What the list shows."""
        language = self._kit.language

        def billed(found: ClientRow) -> Words:
            return Words(language.date(found.last_billed) if found.last_billed else "–")

        def total(found: ClientRow) -> Figure:
            return Figure(
                language.money(found.last_total) if found.last_total else "–",
                is_faint=not found.last_total,
            )

        return Listing(
            title=N_("Clients"),
            one=N_("1 client"),
            many=N_("{count} clients"),
            filter=N_("Filter clients"),
            columns=(
                Column(
                    N_("Client"),
                    lambda found: Pair(
                        found.name,
                        " · ".join(filter(None, (found.code, found.city, found.contact))),
                    ),
                    is_stretched=True,
                ),
                Column(
                    N_("Agreements"),
                    lambda found: Figure(
                        str(found.agreements or "–"), is_faint=not found.agreements
                    ),
                    is_right=True,
                    rank=1,
                ),
                Column(
                    N_("Devices"),
                    lambda found: Figure(str(found.devices or "–"), is_faint=not found.devices),
                    is_right=True,
                    rank=2,
                ),
                Column(
                    N_("Users"),
                    lambda found: Figure(str(found.users or "–"), is_faint=not found.users),
                    is_right=True,
                    rank=3,
                ),
                Column(N_("Last invoice"), billed, rank=4),
                Column(N_("Total"), total, is_right=True, rank=5),
            ),
            key=lambda found: found.code,
            words=lambda found: (found.name, found.code, found.city, found.contact, found.email),
            icon=Icon.BUILDINGS,
            empty=(
                N_("No clients yet"),
                N_("A client needs only a name. What it pays is said in its agreements."),
            ),
            new=N_("New client"),
            segments={
                N_("All"): lambda _: True,
                N_("With agreements"): lambda found: found.agreements > 0,
                N_("Without"): lambda found: not found.agreements,
            },
        )

    def look_up(self) -> tuple[ClientRow, ...]:
        """All clients."""
        return self._desk.services.clients.list()

    def path_of(self, row: ClientRow) -> Path:
        """Where a client is."""
        return ("clients", row.code)

    def form_of(self, path: Path, record: Record) -> Form:
        """The form of a client."""
        del path
        return form_of(record)

    def heading_of(self, row: ClientRow) -> tuple[str, str]:
        """The client's name under its code."""
        return row.name, row.code

    def facts_of(self, row: ClientRow) -> Sequence[tuple[str, str]]:
        """What one wants to know at once."""
        language = self._kit.language
        return (
            (N_("Contact"), row.contact),
            (N_("E-mail"), row.email),
            (N_("Phone"), row.phone),
            (N_("Town"), row.city),
            (N_("Currency"), row.currency),
            (N_("Agreements"), str(row.agreements)),
            (N_("Devices"), str(row.devices)),
            (N_("Users"), str(row.users)),
            (N_("Last invoice"), language.date(row.last_billed) if row.last_billed else ""),
        )

    def buttons_of_facts(self) -> Sequence[Button]:
        """Open it, or agree something."""
        agree = Button(self._kit.theme, self._kit.language.say("New agreement"), icon=Icon.PLUS)
        agree.clicked.connect(self._agree)
        return (*super().buttons_of_facts(), agree)

    def chips_of(self, path: Path, record: Record) -> Sequence[Pill]:
        """The code, and how it is taxed where that is unusual."""
        found = [Pill(path[-1], Tone.MUTE)]
        treatment = str(value_at(record, "tax.treatment") or "standard")
        if treatment != "standard":
            words = {each.value: each.text for each in TREATMENTS(self.choices)}
            found.append(Pill(words.get(treatment, treatment), Tone.INFO))
        return found

    def tabs_of(self, path: Path) -> Sequence[Tab]:
        """What is agreed and billed, devices, users, and what happened."""
        code = path[1]
        return (
            Tab(N_("Agreements"), partial(self._agreements, code)),
            Tab(N_("Documents"), partial(self._documents, code)),
            Tab(N_("Devices"), partial(AssetsTab, self._desk, self.choices, code, "devices")),
            Tab(N_("Users"), partial(AssetsTab, self._desk, self.choices, code, "users")),
            Tab(N_("Files"), partial(FilesTab, self._desk, ("clients", code))),
            Tab(N_("History"), partial(EventsTab, self._desk, code)),
        )

    def actions_of(self, path: Path, record: Record) -> Sequence[QWidget]:
        """Agree something with it, or take it away."""
        say = self._kit.language.say
        agree = Button(self._kit.theme, say("New agreement"), icon=Icon.PLUS)
        agree.clicked.connect(partial(self._desk.go, "agreements", ("new", path[1])))
        more = ToolButton(self._kit.theme, Icon.MORE, say("More"))
        menu = QMenu(more)
        for text, icon, act in (
            (N_("Statement of account…"), Icon.PAPER, partial(self._statement, path[1])),
            (N_("Statement of hours…"), Icon.CLOCK, partial(self._hours, path[1])),
            (N_("Rename…"), Icon.EDIT, partial(self._rename, path, record)),
            (N_("Remove…"), Icon.REMOVE, partial(self._remove, path, record)),
        ):
            action = menu.addAction(self._kit.theme.icon(icon), say(text))
            action.triggered.connect(act)
        more.setMenu(menu)
        more.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
        return (agree, more)

    def begin(self, what: str) -> None:
        """A new client: its name is enough."""
        del what
        say = self._kit.language.say
        fields = (
            Field("name", N_("Name"), span=4),
            Field("code", N_("Code"), help=N_("Made from the name")),
            Field("email", N_("E-mail"), span=3),
            Field("phone", N_("Phone"), span=3),
        )
        taken = {code for code, _ in self.choices.names.get("clients", ())}
        own: set[str] = set()

        def typed(record: Record, key: str) -> Record:
            if key == "code":
                own.add(key)
            if key == "name" and not own:
                return {**record, "code": code_of(str(record.get("name") or ""), taken)}
            return record

        def made(record: Record) -> tuple[Path, Record]:
            code = str(record.get("code") or "")
            return ("clients", code), {k: v for k, v in record.items() if k != "code" and v}

        sheet = NewSheet(
            self._desk, self.window(), say("New client"), fields, self.choices, made, typed=typed
        )
        sheet.created.connect(self.open_path)
        sheet.begin({})

    def _agreements(self, code: str) -> QWidget:
        language, services = self._kit.language, self._desk.services

        def recurs(found: AgreementRow) -> Figure:
            text = language.money(found.recurring) if found.recurring else "–"
            return Figure(text, is_faint=not found.recurring)

        return ListedTab[AgreementRow](
            self._desk,
            N_("Agreements"),
            (
                Column(
                    N_("Agreement"),
                    lambda found: Pair(
                        found.name, " · ".join(filter(None, (found.number, found.type)))
                    ),
                    is_stretched=True,
                ),
                Column(N_("Status"), lambda found: status_pill(language, found.status)),
                Column(N_("From"), lambda found: Words(language.date(found.start)), rank=2),
                Column(
                    N_("Ends"),
                    lambda found: Words(language.date(found.end) if found.end else "–"),
                    rank=1,
                ),
                Column(N_("Recurs"), recurs, is_right=True),
            ),
            lambda found: found.number,
            lambda: [row for row in services.agreements.list() if row.client == code],
            lambda found: self._desk.go("agreements", found.number),
            (
                Icon.AGREEMENTS,
                N_("No agreements yet"),
                N_("It says what a client pays and what is covered. Invoices follow from it."),
            ),
        )

    def _documents(self, code: str) -> QWidget:
        services = self._desk.services
        return ListedTab[DocumentRow](
            self._desk,
            N_("Documents"),
            columns(self._kit.language),
            lambda found: found.number,
            lambda: [row for row in reversed(services.documents.list()) if row.client == code],
            lambda found: self._desk.go("documents", found.number),
            (
                Icon.DOCUMENTS,
                N_("No documents yet"),
                N_("Issued invoices and credit notes of this client are listed here."),
            ),
        )

    def _statement(self, code: str) -> None:
        show_statement(self._desk, self.window(), code)

    def _hours(self, code: str) -> None:
        show_hours(self._desk, self.window(), code)

    def _rename(self, path: Path, record: Record) -> None:
        is_billed = any(row.code == path[-1] and row.last_billed for row in self._rows)
        acts.rename(
            self._desk,
            self.window(),
            self.choices,
            path,
            record,
            self.open_path,
            is_billed=is_billed,
        )

    def _remove(self, path: Path, record: Record) -> None:
        acts.remove(self._desk, self.window(), path, record, self.remove)

    def _agree(self) -> None:
        if found := self.table.current:
            self._desk.go("agreements", ("new", found.code))


def code_of(name: str, taken: set[str]) -> str:
    """A short code for a name: `Acme Dental Ltd` is ACME, and ACME2 where that is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", plain)
    code = next((word for word in words if len(word) > 2), "".join(words))[:10].upper()
    if not code:
        return ""
    return next(
        made for made in (code, *(f"{code}{i}" for i in range(2, 1000))) if made not in taken
    )
