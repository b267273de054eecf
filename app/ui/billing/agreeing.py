"""Choosing the agreement of work that names none, where the month end asks about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.sentence import N_, say
from app.ui.errors import present
from app.ui.form.fields import Choices, Field, Kind, Option
from app.ui.jobs import Job
from app.ui.records.asking import AskSheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from app.domain.progress import Progress
    from app.services import Services
    from app.services.billing import ReviewRow
    from app.services.editing import Undo
    from app.ui.desk import Desk
    from app.ui.form.fields import Record


class Agreeing(QObject):
    """Asks once, and changes all of a client's due work that is for no agreement."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page

    def ask(self, row: ReviewRow) -> None:
        """Look up the client's agreements, then ask which."""

        def work() -> list[Option]:
            return [
                Option(each.number, f"{each.number} – {each.name}" if each.name else each.number)
                for each in self._desk.services.agreements.list()
                if each.client == row.client
            ]

        self._start(work, partial(self._choose, row))

    def _choose(self, row: ReviewRow, options: list[Option]) -> None:
        language = self._desk.kit.language

        def offered(choices: Choices) -> Sequence[Option]:
            del choices
            return options

        sheet = AskSheet(
            self._desk,
            self._page.window(),
            language.say(N_("Choose the agreement")),
            language.say(
                N_(
                    "Work of {client} that is for no agreement yet will count for it, "
                    "and so will its tickets."
                ),
                client=row.name,
            ),
            (Field("agreement", N_("Agreement"), Kind.CHOICE, options=offered, span=6),),
            Choices(language, self._desk.through, {}),
        )
        sheet.answered.connect(partial(self._answered, row))
        sheet.begin({})

    def _answered(self, row: ReviewRow, found: Record) -> None:
        if number := found.get("agreement"):
            work = partial(agreed, self._desk.services, due_without(row), str(number))
            self._start(work, partial(self._done, row, str(number)))

    def _done(self, row: ReviewRow, number: str, undo: Undo) -> None:
        done = say(N_("Work of {client} counts for {agreement}"), client=row.name, agreement=number)
        self._desk.undos.push(done, partial(self._desk.services.editing.undo, undo))

    def _start(self, ask: Callable[[], object], then: Callable[..., None]) -> None:
        def work(progress: Progress) -> object:
            progress.step(0, 1)
            return ask()

        job = Job(work)
        job.succeeded.connect(then)
        job.failed.connect(self._failed)
        self._desk.kit.jobs.start(job)

    def _failed(self, error: Exception) -> None:
        present(self._desk.kit, self._page.window(), error)


def due_without(row: ReviewRow) -> tuple[str, ...]:
    """The work that a row's document would bill outside every agreement."""
    lines = row.proposal.lines if row.proposal else ()
    ids = [
        line.charge.split("/")[1]
        for line in lines
        if line.charge.startswith("time/") and not line.agreement
    ]
    return tuple(dict.fromkeys(ids))


def agreed(services: Services, entries: Sequence[str], number: str) -> Undo:
    """Let work that names no agreement count for one: by its ticket, where it has one."""
    tickets, time = dict[str, "Record"](), list["Record"]()
    for id_ in entries:
        entry = services.editing.record("time", id_)
        if ticket := entry.get("ticket"):
            if not services.editing.record("tickets", ticket).get("agreement"):
                tickets[ticket] = {"number": ticket, "agreement": number}
        elif not entry.get("agreement"):
            time.append({"id": id_, "agreement": number})
    return services.editing.save({"tickets": [*tickets.values()], "time": time})
