"""One record to look at and to change: its form, what is wrong with it, and a bar that saves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.domain.errors import InvalidError
from app.domain.sentence import N_, say
from app.ui.buttons import Button
from app.ui.buttons import Kind as Loud
from app.ui.errors import present
from app.ui.form.state import Draft
from app.ui.form.view import FormView
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.labels import ElidedLabel, IconLabel, Role
from app.ui.layout import column, row
from app.ui.tokens import Ink
from app.workbook.merging import joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.errors import Problem
    from app.domain.progress import Progress
    from app.services.editing import Undo
    from app.ui.desk import Desk
    from app.ui.form.ask import Question
    from app.ui.form.drafts import Drafts
    from app.ui.form.fields import Choices, Form, Record
    from app.workbook.merging import Path

_PAUSE = 250
"""Milliseconds without a key before the rules are asked."""


class SaveBar(QFrame):
    """Sticks to the bottom while something is typed and not saved."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        kit = desk.kit
        self._kit = kit
        self.setObjectName("SaveBar")
        self._sign = IconLabel(kit.theme, Icon.WARNING_CIRCLE, Ink.BAD, 16)
        self.told = ElidedLabel(Role.SMALL)
        self.discard = Button(kit.theme, desk.kit.language.say("Discard"))
        self.save = Button(kit.theme, desk.kit.language.say("Save changes"), Loud.PRIMARY)
        self.save.setToolTip(
            QKeySequence("Ctrl+S").toString(QKeySequence.SequenceFormat.NativeText)
        )
        bar = row(self._sign, (self.told, 1), self.discard, self.save, gap=8)
        bar.setContentsMargins(20, 10, 20, 10)
        self.setLayout(bar)

    def tell(self, text: str, *, is_wrong: bool) -> None:
        """Say how it stands."""
        self._sign.setVisible(is_wrong)
        self.told.show_text(text)


class RecordPane(QWidget):
    """Shows the form of one record; a draft outlives the pane until it is saved or discarded."""

    saved = Signal(object)
    """The path of a record that was just saved."""
    drafted = Signal()
    """Something was typed: the draft is another one now."""
    discarded = Signal()

    def __init__(self, desk: Desk, drafts: Drafts, *, is_stacked: bool = False) -> None:
        super().__init__()
        self._is_stacked = is_stacked
        self._desk = desk
        self._kit = desk.kit
        self._drafts = drafts
        self.draft: Draft | None = None
        self.view: FormView | None = None
        self._name = ""
        self.question: Callable[[Draft], Question | None] = _nothing_to_ask
        """What is to be asked before a draft is saved; nothing where there is nothing to ask."""
        self._checking: Job | None = None
        self._is_saving = False
        self._stack = QStackedWidget()
        self.bar = SaveBar(desk)
        self.bar.save.clicked.connect(self.save)
        self.bar.discard.clicked.connect(self.discard)
        self.bar.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.check)
        self.setLayout(column((self._stack, 1), self.bar, gap=0))
        for keys in ("Ctrl+S", "Ctrl+Return"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(shortcut.context().WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)

    def show_record(
        self, form: Form, choices: Choices, path: Path, record: Record, start: Record | None = None
    ) -> None:
        """Show a record, or begin a new one; what had been typed is still there."""
        kept = self._drafts.kept(path)
        self.draft = Draft.of(path, record, {**(start or {}), **kept})
        view = FormView(
            self._kit, form, choices, is_new=self.draft.is_new, is_stacked=self._is_stacked
        )
        view.typed.connect(self._typed)
        view.show_record(self.draft.now)
        if old := self.view:
            self._stack.removeWidget(old)
            old.deleteLater()
        self.view = view
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self._tell({})
        if self.draft.changed and not self.draft.is_new:
            self.check()

    def check(self) -> None:
        """Ask the rules what they say of the draft."""
        if not self.draft:
            return
        if self._checking:
            self._checking.cancel()
        patch = self.draft.patch()

        def work(progress: Progress) -> tuple[Problem, ...]:
            progress.step(0, 1)
            return self._desk.services.editing.check(patch)

        self._checking = Job(work)
        self._checking.succeeded.connect(self._checked)
        self._checking.failed.connect(self._failed)
        self._kit.jobs.start(self._checking)

    def save(self) -> None:
        """Save what was typed, whole or not at all."""
        if not self.draft or not self.draft.changed or self._is_saving or not self.view:
            return
        if self.view.own_problems():
            self.view.show_problems({})
            self.view.focus_wrong()
            return
        if sheet := self.question(self.draft):
            sheet.confirmed.connect(self._save)
            sheet.open(sheet.ok)
        else:
            self._save({})

    def _save(self, also: Record) -> None:
        assert self.draft
        path, gone = self.draft.path, self.draft.gone()
        patch = joined(self.draft.patch(), also)
        self._name = path[-1] if len(path) > 1 else self._kit.language.say("Settings")

        def work(progress: Progress) -> Undo:
            progress.step(0, 1)
            return self._desk.services.editing.save(patch, gone)

        job = Job(work)
        job.succeeded.connect(self._saved)
        job.failed.connect(self._failed)
        self._is_saving = True
        self._kit.jobs.start(job)

    def discard(self) -> None:
        """Forget what was typed."""
        if not self.draft:
            return
        self._drafts.forget(self.draft.path)
        self.draft = Draft.of(self.draft.path, self.draft.base)
        if self.view:
            self.view.show_record(self.draft.now)
        self._tell({})
        self.drafted.emit()
        self.discarded.emit()

    def change(self, key: str, value: object) -> None:
        """Type a value for the person: it is a draft like any other, to be saved or discarded."""
        if self.draft and self.view:
            self._typed(key, value)
            self.view.boxes[key].control.show_value(value)

    def _typed(self, key: str, value: object) -> None:
        if self.draft and self.view:
            self.draft = self.draft.typed(key, value)
            self._drafts.keep(self.draft)
            self.view.fit(self.draft.now)
            self._tell({})
            self._timer.start()
            self.drafted.emit()

    def _checked(self, problems: tuple[Problem, ...]) -> None:
        if not self.draft:
            return
        told: dict[str, str] = {}
        for problem in problems:
            place = problem.place.removeprefix(self.draft.prefix)
            told.setdefault(place, self._kit.language.tell(problem.sentence))
        self._tell(told)

    def _tell(self, problems: dict[str, str]) -> None:
        if not self.view or not self.draft:
            return
        wrong = self.view.show_problems(problems)
        elsewhere = len(problems) and not wrong
        count = len(self.draft.changed)
        self.bar.setVisible(bool(count))
        if wrong:
            text = self._kit.counted(
                wrong, N_("1 field needs attention"), N_("{count} fields need attention")
            )
        elif elsewhere:
            text = next(iter(problems.values()))
        else:
            text = self._kit.counted(
                count, N_("1 change not saved"), N_("{count} changes not saved")
            )
        self.bar.tell(text, is_wrong=bool(wrong or elsewhere))

    def _saved(self, undo: Undo) -> None:
        self._is_saving = False
        assert self.draft
        path = self.draft.path
        self._drafts.forget(path)
        self.draft = Draft(path, self.draft.now, self.draft.now)
        self._tell({})
        if not undo.is_nothing:
            back = partial(self._desk.services.editing.undo, undo)
            self._desk.undos.push(say(N_("{what} saved"), what=self._name), back)
        self.saved.emit(path)

    def _failed(self, error: Exception) -> None:
        self._is_saving = False
        if isinstance(error, InvalidError):
            self._checked(error.problems)
            if self.view:
                self.view.focus_wrong()
        else:
            present(self._kit, self.window(), error)


def _nothing_to_ask(draft: Draft) -> None:
    del draft
