"""What is done to several tickets at once: one change, one way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.sentence import N_, say
from app.domain.sla_policy import Category
from app.ui.buttons import Button
from app.ui.form.fields import Choices, Field, Option
from app.ui.form.fields import Kind as Typed
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import row
from app.ui.records.asking import AskSheet
from app.ui.tickets import acts
from app.ui.tickets.filters import status_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.domain.progress import Progress
    from app.domain.sentence import Sentence
    from app.services.editing import Undo
    from app.services.tickets import Known, TicketRow
    from app.ui.desk import Desk
    from app.ui.form.fields import Options, Record
    from app.ui.table import Table

_OFFERED = tuple(each for each in Category if each is not Category.MERGED)


class BulkBar(QFrame):
    """Appears below the list where more than one ticket is chosen."""

    failed = Signal(Exception)

    def __init__(self, desk: Desk, table: Table[TicketRow]) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self._table = table
        words = desk.kit.language.say
        self.setObjectName("Pane")
        self._count = label(role=Role.STRONG)
        self.change = Button(desk.kit.theme, words(N_("Change…")))
        self.merge = Button(desk.kit.theme, words(N_("Merge…")))
        self.setLayout(
            row(self._count, None, self.merge, self.change, gap=8, margins=(20, 8, 16, 8))
        )
        self.change.clicked.connect(self.ask)
        self.merge.clicked.connect(self.ask_to_merge)
        table.selectionModel().selectionChanged.connect(self.look)
        table.chosen.connect(self.look)
        self.hide()

    def look(self) -> None:
        """Say how many are chosen; nothing where it is one."""
        picked = self._table.picked
        self.setVisible(len(picked) > 1)
        self._count.setText(self._kit.language.say(N_("{count} tickets chosen"), count=len(picked)))
        self.merge.setEnabled(len({found.client for found in picked}) == 1)

    def ask(self) -> None:
        """Ask what is to change of all that are chosen."""
        if len(self._table.picked) < 2:
            return

        def work(progress: Progress) -> tuple[Choices, Known, Sequence[str]]:
            progress.step(0, 1)
            services = self._desk.services
            names = services.editing.choices()
            choices = Choices(self._kit.language, services.today(), names)
            return choices, services.tickets.known(), services.tickets.openable().priorities

        self._work_on(work, self._offer)

    def ask_to_merge(self) -> None:
        """Ask into which of the chosen ones the others go."""
        picked = self._table.picked
        words = self._kit.language.say
        oldest = min(picked, key=lambda found: found.opened)
        choices = Choices(self._kit.language, self._desk.through, {})
        found = [
            Option(each.number, " – ".join(filter(None, (each.number, each.summary))))
            for each in picked
        ]
        field = Field("into", N_("Into"), Typed.CHOICE, options=lambda _: found)
        text = words(
            N_(
                "Notes, files and work that is not billed go there; the others are closed and "
                "name it. What is billed stays where it is."
            )
        )
        sheet = AskSheet(
            self._desk, self.window(), words(N_("Merge tickets")), text, (field,), choices
        )
        sheet.answered.connect(partial(self._merge, [each.number for each in picked]))
        sheet.begin({"into": oldest.number})

    def _offer(self, found: tuple[Choices, Known, Sequence[str]]) -> None:
        choices, known, priorities = found
        picked = self._table.picked
        language, words = self._kit.language, self._kit.language.say
        offered: dict[str, Options] = {
            "status": _kept(
                Option(each, status_text(language, each))
                for each in (*(found.value for found in _OFFERED), *known.own_statuses)
            ),
            "priority": _kept(Option(each, each) for each in priorities),
            "assigned": _kept(Option(each, each) for each in known.people),
        }
        labels = {"status": N_("Status"), "priority": N_("Priority"), "assigned": N_("Assigned to")}
        fields = tuple(
            Field(name, labels[name], Typed.CHOICE, options=options, free=name == "assigned")
            for name, options in offered.items()
        )
        title = words(N_("Change {count} tickets"), count=len(picked))
        text = words(N_("What is left as it is does not change."))
        sheet = AskSheet(self._desk, self.window(), title, text, fields, choices)
        sheet.answered.connect(partial(self._change, [each.number for each in picked]))
        sheet.begin({})

    def _change(self, numbers: Sequence[str], found: Record) -> None:
        kinds = {"status": "status", "priority": "priority", "assigned": "assign"}
        events = [{"type": kinds[name], "to": to} for name, to in found.items() if to]
        if events:
            done = say(N_("{count} tickets changed"), count=len(numbers))
            act = partial(acts.happen_to_all, self._desk.services, numbers, events)
            self._do(act, done)

    def _merge(self, numbers: Sequence[str], found: Record) -> None:
        if into := found.get("into"):
            others = [number for number in numbers if number != into]
            done = say(N_("{count} tickets merged into {number}"), count=len(others), number=into)
            self._do(partial(acts.merge, self._desk.services, into, others), done)

    def _do(self, act: Callable[[], Undo], done: Sentence) -> None:
        def work(progress: Progress) -> tuple[Sentence, Undo]:
            progress.step(0, 1)
            return done, act()

        self._work_on(work, self._done)

    def _done(self, told: tuple[Sentence, Undo]) -> None:
        done, undo = told
        self._desk.undos.push(done, partial(self._desk.services.editing.undo, undo))

    def _work_on(self, work: Callable[[Progress], object], then: Callable[..., None]) -> None:
        job = Job(work)
        job.succeeded.connect(then)
        job.failed.connect(self.failed)
        self._kit.jobs.start(job)


def _kept(options: Iterable[Option]) -> Options:
    """Some values, or none of them."""
    found = tuple(options)
    return lambda choices: [Option(None, choices.language.say(N_("As it is"))), *found]
