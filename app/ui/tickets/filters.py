"""What the list of tickets is narrowed to: asked on a sheet, shown as words to take away."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.sentence import N_
from app.domain.sla_policy import Category
from app.domain.ticket_view import FILTERS, NOBODY, TicketView
from app.ui.buttons import Button, Kind
from app.ui.errors import present
from app.ui.form.fields import Choices, Field, Option
from app.ui.form.fields import Kind as Typed
from app.ui.form.options import named
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.layout import clear, row
from app.ui.records.asking import AskSheet
from app.ui.tickets import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.domain.progress import Progress
    from app.i18n import Language
    from app.services.tickets import Known
    from app.ui.desk import Desk
    from app.ui.form.fields import Options, Record

LABELS = {
    "client": N_("Client"),
    "status": N_("Status"),
    "priority": N_("Priority"),
    "agreement": N_("Agreement"),
    "assigned": N_("Assigned to"),
}


def status_text(language: Language, status: str) -> str:
    """What a status is called: the owner's word, or that of the category."""
    if status in set(Category):
        return language.say(words.CATEGORIES[Category(status)][0])
    return status


class FilterBar(QWidget):
    """Shows each value that the list is narrowed to; nothing where there is none."""

    changed = Signal(object)
    """To which TicketView."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self._view = TicketView()
        self._names: Mapping[str, str] = {}
        self.button = Button(desk.kit.theme, desk.kit.language.say(N_("Filter…")))
        self.button.clicked.connect(self.ask)
        self._row = row(gap=6, margins=(20, 0, 16, 10))
        self.setLayout(self._row)
        self.hide()

    def show_view(self, view: TicketView) -> None:
        """Show what a view is narrowed to."""
        self._view = view
        clear(self._row)
        language = self._kit.language
        values = [(name, getattr(view, name)) for name in FILTERS if getattr(view, name)]
        for name, value in values:
            text = language.say(
                "{what}: {value}",
                what=language.say(LABELS[name]),
                value=self._said(name, value),
            )
            button = Button(self._kit.theme, text, Kind.PLAIN, Icon.CLOSE)
            button.setAccessibleName(language.say(N_("Show others than {what}"), what=text))
            button.clicked.connect(partial(self._without, name))
            self._row.addWidget(button)
        self._row.addStretch(1)
        self.setVisible(bool(values))

    def ask(self) -> None:
        """Ask on a sheet what to narrow the list to."""

        def work(progress: Progress) -> tuple[Choices, Known]:
            progress.step(0, 1)
            services = self._desk.services
            choices = Choices(self._kit.language, services.today(), services.editing.choices())
            return choices, services.tickets.known()

        job = Job(work)
        job.succeeded.connect(self._offer)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _offer(self, found: tuple[Choices, Known]) -> None:
        choices, known = found
        say, language = self._kit.language.say, self._kit.language
        self._names = dict(choices.names.get("clients", ()))
        nobody = Option(NOBODY, say(N_("Nobody")))
        offered: dict[str, Options] = {
            "client": named("clients"),
            "status": _options(known.statuses, partial(status_text, language)),
            "priority": _options(known.priorities),
            "agreement": _options(known.agreements),
            "assigned": _options(known.people, first=nobody),
        }
        fields = tuple(
            Field(name, LABELS[name], Typed.CHOICE, options=_or_any(options))
            for name, options in offered.items()
        )
        title = say(N_("Filter tickets"))
        text = say(N_("Only tickets to which all of this applies."))
        sheet = AskSheet(self._desk, self.window(), title, text, fields, choices)
        sheet.answered.connect(self._answered)
        sheet.begin({name: getattr(self._view, name) or None for name in FILTERS})

    def _answered(self, found: Record) -> None:
        self.changed.emit(replace(self._view, **{name: found[name] or "" for name in FILTERS}))

    def _without(self, name: str) -> None:
        self.changed.emit(replace(self._view, **{name: ""}))

    def _said(self, name: str, value: str) -> str:
        if name == "status":
            return status_text(self._kit.language, value)
        if value == NOBODY:
            return self._kit.language.say(N_("Nobody"))
        return self._names.get(value) or value if name == "client" else value

    def _failed(self, error: Exception) -> None:
        present(self._kit, self.window(), error)


def _options(
    values: Sequence[str], text: Callable[[str], str] = str, first: Option | None = None
) -> Options:
    found = [Option(value, text(value)) for value in values]
    return lambda _: [*([first] if first else []), *found]


def _or_any(options: Options) -> Options:
    return lambda choices: [Option(None, choices.language.say(N_("Any"))), *options(choices)]
