"""What belongs to a ticket, in tabs: what happened, its checklist, its files, what it is about."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.sentence import N_, Sentence, say
from app.ui.buttons import Button, ToolButton
from app.ui.errors import present
from app.ui.form.fields import Choices, Field, Kind
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.records.asking import AskSheet
from app.ui.records.files import FilesTab
from app.ui.segment import Segment
from app.ui.tickets import acts
from app.ui.tickets.about import AboutTab
from app.ui.tickets.steps import StepsTab

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QAbstractButton

    from app.domain.progress import Progress
    from app.domain.sla_policy import Metric
    from app.services.editing import Undo
    from app.services.ticket_parts import Step, TicketParts
    from app.ui.desk import Desk
    from app.ui.form.fields import Record

ACTIVITY, STEPS, FILES, ABOUT = "activity", "steps", "files", "about"
_HIGH = 280
_WORDS = {ACTIVITY: N_("Activity"), STEPS: N_("Steps"), FILES: N_("Files"), ABOUT: N_("About")}


class TicketFiles(FilesTab):
    """The files of a ticket, in a narrow place."""

    def made_tool(self, text: str, icon: Icon) -> QAbstractButton:
        """An icon instead of words."""
        return ToolButton(self._kit.theme, icon, text)

    def made_nothing(self, add: Button) -> QWidget:
        """A sentence instead of a page."""
        words = self._kit.language.say(
            "Drop files here, or add them. They are kept in the data file, 10 MB each."
        )
        made = QWidget()
        made.setLayout(column(label(words, Role.SMALL, wrap=True), row(add, None), None, gap=10))
        return made


class TicketTabs(QWidget):
    """Looks up what the tabs show, and saves what is changed in them."""

    turned = Signal()
    """Another tab is on show."""

    def __init__(self, desk: Desk, activity: QWidget) -> None:
        super().__init__()
        self._desk, self._kit = desk, desk.kit
        self._number = ""
        words = desk.kit.language.say
        self.segment = Segment[str](
            desk.kit.theme, words(N_("Show")), {key: words(text) for key, text in _WORDS.items()}
        )
        self.activity = activity
        self.steps = StepsTab(desk.kit)
        self.about = AboutTab(desk.kit)
        self.files: TicketFiles | None = None
        self._room = column(activity, self.steps, self.about, gap=0)
        self.setLayout(column(row(self.segment, None), self._room, gap=12))
        self.segment.changed.connect(self._turn)
        self.steps.changed.connect(self._list_steps)
        self.about.related.connect(self._relate)
        self._turn()

    def show_ticket(self, number: str) -> None:
        """Look up what belongs to a ticket."""
        if number != self._number:
            self._number = number
            self._drop_files()
        self._work_on(partial(self._desk.services.ticket_parts.show, number), self._shown)
        self._turn()

    def excuse(self, metric: Metric) -> None:
        """Ask why a promise that was not kept is to be excused."""
        words, number = self._kit.language.say, self._number
        choices = Choices(self._kit.language, self._desk.services.today(), {})
        reason = Field("reason", N_("Reason"), Kind.LONG, span=6)
        sheet = AskSheet(
            self._desk,
            self.window(),
            words(N_("Excuse")),
            words(N_("It is listed in the report with its reason, and in no percentage.")),
            (reason,),
            choices,
        )
        sheet.answered.connect(partial(self._excuse, number, metric))
        sheet.begin({})

    def _excuse(self, number: str, metric: Metric, found: Record) -> None:
        if reason := str(found.get("reason") or "").strip():
            act = partial(acts.excuse, self._desk.services, number, metric, reason)
            self._save(act, N_("{number} excused"))

    def take(self, paths: Sequence[str]) -> None:
        """Keep files that were dropped on the ticket."""
        if self._number:
            self.segment.choose(FILES)
            self._made_files().take(paths)

    def _shown(self, parts: TicketParts) -> None:
        if parts.number != self._number:
            return
        self.steps.show_steps(parts.steps)
        self.about.show_parts(parts)
        words = self._kit.language.say
        steps = f"  {parts.done}/{len(parts.steps)}" if parts.steps else ""
        files = f"  {parts.files}" if parts.files else ""
        self.segment.say(STEPS, words(_WORDS[STEPS]) + steps)
        self.segment.say(FILES, words(_WORDS[FILES]) + files)
        if self.files:
            self.files.look()

    def _turn(self) -> None:
        now = self.segment.value
        for key, tab in ((ACTIVITY, self.activity), (STEPS, self.steps), (ABOUT, self.about)):
            tab.setVisible(key == now)
        if now == FILES and self._number:
            self._made_files().show()
        elif self.files:
            self.files.hide()
        self.turned.emit()

    def _made_files(self) -> TicketFiles:
        if self.files is None:
            self.files = TicketFiles(self._desk, ("tickets", self._number))
            self.files.setMinimumHeight(self._kit.theme.scaled(_HIGH))
            self._room.addWidget(self.files)
        return self.files

    def _drop_files(self) -> None:
        if self.files:
            self.files.hide()
            self._room.removeWidget(self.files)
            self.files.deleteLater()
            self.files = None

    def _list_steps(self, steps: Sequence[Step]) -> None:
        act = partial(acts.list_steps, self._desk.services, self._number, steps)
        self._save(act, N_("Checklist of {number} changed"))

    def _relate(self, links: dict[str, object]) -> None:
        act = partial(acts.relate, self._desk.services, self._number, links)
        self._save(act, N_("What {number} is about changed"))

    def _save(self, act: Callable[[], Undo], done: str) -> None:
        self._work_on(act, partial(self._done, say(done, number=self._number)))

    def _done(self, done: Sentence, undo: Undo) -> None:
        self._desk.undos.push(done, partial(self._desk.services.editing.undo, undo))

    def _work_on(self, ask: Callable[[], object], then: Callable[..., None]) -> None:
        def work(progress: Progress) -> object:
            progress.step(0, 1)
            return ask()

        job = Job(work)
        job.succeeded.connect(then)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self.window(), error)
