"""The first run: who you are, where you work, how you want to begin; every step can be skipped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from app.domain.sentence import N_
from app.ui.buttons import Button, Kind
from app.ui.doors import Beginning, Way
from app.ui.icons import Icon
from app.ui.import_workbook import WorkbookDialog
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.nav import Mark
from app.ui.welcome.begin import BeginStep
from app.ui.welcome.copy_dialog import CopyDialog
from app.ui.welcome.state import About, countries, records
from app.ui.welcome.where import WhereStep
from app.ui.welcome.who import WhoStep

if TYPE_CHECKING:
    from datetime import date

    from app.ui.jobs import Job
    from app.ui.kit import Kit

_WIDE = 520
_MARK = 40
_TITLES = (
    (N_("Welcome to Accord"), N_("Who sends the invoices? It stands on your paper.")),
    (N_("Where do you work?"), N_("Currency, taxes and hours follow. You can change them later.")),
    (N_("How do you want to begin?"), N_("Everything stays in one file on this computer.")),
)


class WelcomePage(QWidget):
    """Tells how to begin, and shows how far that is."""

    chosen = Signal(object)
    """A Beginning."""

    def __init__(self, kit: Kit, data: Path, presets: Path, today: date) -> None:
        super().__init__()
        self._kit = kit
        self._job: Job | None = None
        say = kit.language.say
        self._title = label(role=Role.H1, wrap=True)
        self._text = label(role=Role.BODY, wrap=True)
        self.who = WhoStep(kit)
        self.where = WhereStep(kit, countries(presets), today)
        self.how = BeginStep(kit, data)
        self.steps = QStackedWidget()
        self._steps: tuple[QWidget, ...] = (self.who, self.where, self.how)
        for step in self._steps:
            step.setFixedWidth(kit.theme.scaled(_WIDE))
            self.steps.addWidget(step)
        self.first = self.who.name
        self.back = Button(kit.theme, say("Back"), icon=Icon.ARROW_LEFT)
        self.skip = Button(kit.theme, say("Skip"), Kind.LINK)
        self.next = Button(kit.theme, say("Continue"), Kind.PRIMARY)
        self._count = label(role=Role.MUTED)
        self._told = label(role=Role.SMALL)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(say("Progress"))
        self.stop = Button(kit.theme, say("Cancel"), icon=Icon.CLOSE)
        self._working = QWidget()
        progress = column(self._told, self.bar, gap=7)
        working = row(gap=16)
        working.addLayout(progress, 1)
        working.addWidget(self.stop)
        self._working.setLayout(working)
        self._working.hide()
        self._ways = QWidget()
        self._ways.setLayout(row(self.back, self._count, None, self.skip, self.next, gap=10))
        head = row(Mark(kit.theme, "A", _MARK), column(self._title, self._text, gap=2), gap=14)
        box = QWidget()
        box.setFixedWidth(kit.theme.scaled(_WIDE))
        box.setLayout(column(head, 18, self.steps, 18, self._ways, self._working, gap=0))
        self.setLayout(column(None, row(None, box, None), None, margins=(24, 16, 24, 16)))
        self._connect()
        self._show(0)

    def begin_work(self, job: Job) -> None:
        """Show how far it is, and offer to stop."""
        self._job = job
        self._told.setText(self._kit.language.say("Making your desk…"))
        self.bar.setRange(0, 0)
        job.progressed.connect(self._progressed)
        job.cancelled.connect(self.end_work)
        self._set_working(True)
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_work(self) -> None:
        """It did not come to be: offer everything again."""
        self._set_working(False)

    def _connect(self) -> None:
        self.back.clicked.connect(self._back)
        self.next.clicked.connect(self._on)
        self.skip.clicked.connect(self._skip)
        self.stop.clicked.connect(self._cancel)
        self.who.done.connect(self._on)
        self.where.done.connect(self._on)
        self.how.empty.clicked.connect(self._empty)
        self.how.sample.clicked.connect(self._sample)
        self.how.bring.clicked.connect(self._ask_for_workbook)
        self.how.restore.clicked.connect(self._ask_for_copy)

    def _show(self, step: int) -> None:
        say = self._kit.language.say
        title, text = _TITLES[step]
        self._title.setText(say(title))
        self._text.setText(say(text))
        self.steps.setCurrentIndex(step)
        # Only the step that is shown has a say in how high the page is.
        for place, one in enumerate(self._steps):
            one.setVisible(place == step)
        self._count.setText(say("Step {step} of {steps}", step=step + 1, steps=self.steps.count()))
        self.back.setVisible(step > 0)
        is_last = step == self.steps.count() - 1
        self.skip.setVisible(not is_last)
        self.next.setVisible(not is_last)
        first = (self.who.name, self.where.country, self.how.empty)[step]
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _back(self) -> None:
        self._show(self.steps.currentIndex() - 1)

    def _on(self) -> None:
        self._show(self.steps.currentIndex() + 1)

    def _skip(self) -> None:
        step = self.steps.currentWidget()
        if isinstance(step, (WhoStep, WhereStep)):
            step.forget()
        self._on()

    def _begin(self, way: Way, file: Path | None = None) -> None:
        about = About(
            self.who.name.text(),
            self.who.tax_id.text(),
            self.who.email.text(),
            self.where.chosen,
            self.where.closed(),
        )
        self.chosen.emit(Beginning(way, records(about), self.who.logo, file))

    def _empty(self) -> None:
        self._begin(Way.EMPTY)

    def _sample(self) -> None:
        self._begin(Way.SAMPLE)

    def _ask_for_workbook(self) -> None:
        dialog = WorkbookDialog(self._kit, self)
        dialog.fileSelected.connect(self._bring)
        dialog.open()

    def _bring(self, path: str) -> None:
        self._begin(Way.WORKBOOK, Path(path))

    def _ask_for_copy(self) -> None:
        dialog = CopyDialog(self._kit, self)
        dialog.fileSelected.connect(self._restore)
        dialog.open()

    def _restore(self, path: str) -> None:
        self._begin(Way.RESTORE, Path(path))

    def _progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        say = self._kit.language.say
        if total > 1:
            self._told.setText(
                say("Making a year of history: {done} of {total} months", done=done, total=total)
            )

    def _cancel(self) -> None:
        if self._job:
            self._told.setText(self._kit.language.say("Stopping…"))
            self._job.cancel()

    def _set_working(self, is_working: bool) -> None:
        self._ways.setVisible(not is_working)
        self._working.setVisible(is_working)
        self.steps.setEnabled(not is_working)
