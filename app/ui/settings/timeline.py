"""Who changed what and when: every entry of the history, and a table of it to take away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from app.domain.sentence import N_
from app.services.timeline import Entry, Timeline
from app.services.writing import write_out
from app.ui.buttons import Button
from app.ui.catalog.forms import FORMS as CATALOG
from app.ui.cells import Column, Pair, Words
from app.ui.clients.telling import Teller
from app.ui.empty import Empty
from app.ui.errors import present
from app.ui.filter_field import FilterField
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import column, framed, line, row
from app.ui.save_pdf import CannotWriteError
from app.ui.settings.forms import FORMS as SETTINGS
from app.ui.table import Table
from app.ui.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.progress import Progress
    from app.i18n import Language
    from app.ui.desk import Desk

_SECTIONS = {
    "company": N_("Company"),
    "clients": N_("Client"),
    "agreement_types": N_("Agreement type"),
    "sla_policies": N_("SLA policy"),
    "calendars": N_("Calendar"),
    "work_types": N_("Work type"),
    "roles": N_("Role"),
    "items": N_("Item"),
    "taxes": N_("Tax"),
    "tickets": N_("Ticket"),
    "time": N_("Time"),
    "expenses": N_("Expense"),
    "payments": N_("Payment"),
}
_DID = {
    "issue": N_("Issued"),
    "credit": N_("Credited"),
    "remove": N_("Removed"),
    "rename": N_("Renamed"),
    "restore": N_("Put back from a backup"),
    "mail": N_("E-mail"),
    "escalate": N_("Escalated"),
}


class TimelineView(QWidget):
    """Lists entries, newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self._found: Timeline | None = None
        kit, language = desk.kit, desk.kit.language
        say = language.say
        teller = Teller(language, [*CATALOG.values(), *SETTINGS.values()])

        def detail(entry: Entry) -> str:
            return ", ".join(teller.told(entry.was, entry.now)) or ", ".join(_told(entry))

        columns = (
            Column[Entry](N_("When"), lambda entry: Words(_moment(language, entry))),
            Column[Entry](N_("Who"), lambda entry: Words(entry.who), rank=1),
            Column[Entry](
                N_("What"),
                lambda entry: Pair(
                    f"{_did(language, entry)}: {_about(language, entry)}", detail(entry)
                ),
                is_stretched=True,
            ),
        )
        self.narrow = FilterField(kit.theme, say("Filter the history"), say("Filter the history"))
        self.narrow.setMaximumWidth(kit.theme.scaled(320))
        self.told = label(role=Role.MUTED)
        self.save = Button(kit.theme, say("Save as a table…"), icon=Icon.DOWNLOAD)
        tools = row((self.narrow, 2), self.told, None, self.save, gap=10)
        tools.setContentsMargins(20, 10, 16, 10)
        self.table = Table[Entry](kit.theme, language, columns, lambda entry: entry.number)
        self.table.setAccessibleName(say("History"))
        nothing = Empty(kit.theme, Icon.HISTORY)
        nothing.say(say("Nothing here"), say("Nothing matches the filter."))
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(nothing)
        self._list.setMinimumWidth(380)
        self.setLayout(column(framed("Pane", tools), line(), (self._list, 1), gap=0))
        self.narrow.textChanged.connect(self._list_rows)
        self.save.clicked.connect(self._ask_for_file)
        self._teller = detail

    def refresh(self) -> None:
        """Look it up."""

        def work(progress: Progress) -> Timeline:
            progress.step(0, 1)
            return self._desk.services.timeline.list()

        job = Job(work)
        job.succeeded.connect(self._listed)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def enter(self) -> None:
        """Put the focus on the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_as(self, path: str) -> None:
        """Write all of it as a table."""

        def work(progress: Progress) -> Path:
            progress.step(0, 1)
            target = Path(path)
            try:
                write_out(target, self._desk.services.timeline.table())
            except OSError as error:
                reason = error.strerror or str(error)
                raise CannotWriteError(file=target.name, reason=reason) from error
            return target

        job = Job(work)
        job.succeeded.connect(self._saved)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _listed(self, found: Timeline) -> None:
        self._found = found
        say = self._kit.language.say
        if found.broken_at is None:
            text = self._kit.counted(
                found.count,
                N_("1 entry, none changed since it was written"),
                N_("{count} entries, none changed since they were written"),
            )
        else:
            text = say("The history was changed at entry {row}.", row=found.broken_at)
        self.told.setText(text)
        self._list_rows()

    def _list_rows(self) -> None:
        entries = self._found.entries if self._found else ()
        language = self._kit.language
        shown = [
            entry
            for entry in entries
            if self.narrow.finds(
                entry.about,
                _about(language, entry),
                entry.who,
                _did(language, entry),
                self._teller(entry),
            )
        ]
        self.table.show_rows(shown)
        self._list.setCurrentIndex(0 if shown or not entries else 1)

    def _ask_for_file(self) -> None:
        say = self._kit.language.say
        dialog = QFileDialog(self.window(), say("Save the history"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("CSV (*.csv)")
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(say("history") + ".csv")
        dialog.fileSelected.connect(self.save_as)
        dialog.open()

    def _saved(self, path: Path) -> None:
        text = self._kit.language.say("Saved as {file}", file=path.name)
        Toast(self._kit.theme, self.window(), text)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self.window(), error)


def _did(language: Language, entry: Entry) -> str:
    if entry.did == "change":
        return language.say(N_("Changed")) if entry.was else language.say(N_("Entered"))
    return language.say(_DID[entry.did]) if entry.did in _DID else entry.did


def _about(language: Language, entry: Entry) -> str:
    section, _, name = entry.about.partition("/")
    return f"{language.say(_SECTIONS[section])} {name}" if section in _SECTIONS else entry.about


def _moment(language: Language, entry: Entry) -> str:
    return f"{language.date(entry.at.date())}, {entry.at:%H:%M}"


def _told(entry: Entry) -> Iterator[str]:
    """Figures and reasons that stand beside a change; nothing that only a program reads."""
    for key in ("total", "reason", "to", "from", "recipients", "state"):
        value = entry.told.get(key)
        if isinstance(value, str | int):
            yield str(value)
