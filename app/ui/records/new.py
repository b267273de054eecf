"""A sheet to begin a new record with the few things it cannot do without."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout

from app.domain.errors import InvalidError
from app.domain.sentence import N_, say
from app.ui.buttons import Button, Kind
from app.ui.errors import present
from app.ui.form.view import FieldBox
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.sheet import Sheet
from app.workbook.merging import around, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from app.domain.progress import Progress
    from app.domain.sentence import Sentence
    from app.services.editing import Undo
    from app.ui.desk import Desk
    from app.ui.form.fields import Choices, Field, Record
    from app.workbook.merging import Path

_WIDE = 560
_PAUSE = 250

Made = tuple["Path", "Record"]


class NewSheet(Sheet):
    """Asks, checks beside the fields, and creates."""

    created = Signal(object)
    """The path of the new record."""

    def __init__(  # noqa: PLR0917 - what a sheet asks, in reading order
        self,
        desk: Desk,
        over: QWidget,
        title: str,
        fields: Sequence[Field],
        choices: Choices,
        made: Callable[[Record], Made],
        *,
        verb: str = "",
        typed: Callable[[Record, str], Record] | None = None,
        also: Callable[[], Record] | None = None,
        meant: Callable[[Record], str] | None = None,
        told: Sentence | None = None,
    ) -> None:
        self._desk = desk
        self._kit = desk.kit
        self._make = made
        self._typed = typed
        self._also = also
        self._meant = meant
        self._done = told
        self._asking: Job | None = None
        self.record: Record = {}
        self._path: Path = ()
        self.boxes = {field.key: FieldBox(desk.kit, field, choices) for field in fields}
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        line = here = 0
        for field in fields:
            if here + field.span > 6:
                line, here = line + 1, 0
            grid.addWidget(self.boxes[field.key], line, here, 1, field.span)
            here += field.span
        for at in range(6):
            grid.setColumnStretch(at, 1)
        self.create_button = Button(
            desk.kit.theme, verb or desk.kit.language.say("Create"), Kind.PRIMARY
        )
        cancel = Button(desk.kit.theme, desk.kit.language.say("Cancel"))
        self.told = label(role=Role.SMALL, wrap=True)
        self.told.hide()
        self.effect = label(role=Role.SMALL, wrap=True)
        """What the record would mean for the invoices, as soon as it can be said."""
        self.effect.hide()
        inside = column(
            label(title, Role.H2),
            6,
            grid,
            self.told,
            self.effect,
            10,
            row(None, cancel, self.create_button),
            gap=8,
            margins=(24, 22, 24, 20),
        )
        super().__init__(over, title, desk.kit.theme.scaled(_WIDE), inside)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.look)
        cancel.clicked.connect(self.dismiss)
        self.create_button.clicked.connect(self.make_it)
        for key, box in self.boxes.items():
            box.control.changed.connect(partial(self._changed, key))
        for keys in ("Return", "Enter", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.make_it)

    def begin(self, record: Record) -> None:
        """Show it with some values."""
        self.record = dict(record)
        for key, box in self.boxes.items():
            box.control.show_value(self.record.get(key))
        self.open(next(iter(self.boxes.values())).control.first())
        self.look()

    def look(self) -> None:
        """Work out in the background what it would mean."""
        typed = {key: box.control.value() for key, box in self.boxes.items()}
        if not self._meant or any(box.control.own_problem for box in self.boxes.values()):
            return
        path, record = self._make(typed)
        if not all(path):
            return
        patch, meant = around(path, record), self._meant
        if self._also:
            patch = joined(self._also(), patch)
        if self._asking:
            self._asking.cancel()

        def work(progress: Progress) -> str:
            progress.step(0, 1)
            return meant(patch)

        self._asking = Job(work)
        self._asking.succeeded.connect(self._tell_effect)
        self._kit.jobs.start(self._asking)

    def _tell_effect(self, text: str) -> None:
        self.effect.setText(text)
        self.effect.setVisible(bool(text))

    def make_it(self) -> None:
        """Create the record, whole or not at all."""
        for key, box in self.boxes.items():
            self.record[key] = box.control.value()
        if any(box.control.own_problem for box in self.boxes.values()):
            for box in self.boxes.values():
                box.show_problems({})
            return
        self._path, record = self._make(self.record)
        patch = around(self._path, record)
        if self._also:
            patch = joined(self._also(), patch)

        def work(progress: Progress) -> Undo:
            progress.step(0, 1)
            return self._desk.services.editing.save(patch)

        job = Job(work)
        job.succeeded.connect(self._created)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _changed(self, key: str) -> None:
        self.record[key] = self.boxes[key].control.value()
        self._pause.start()
        if self._typed:
            self.record = self._typed(self.record, key)
            self._show(but=key)

    def _show(self, but: str = "") -> None:
        for key, box in self.boxes.items():
            if key != but and box.control.value() != self.record.get(key):
                box.control.show_value(self.record.get(key))

    def _created(self, undo: Undo) -> None:
        back = partial(self._desk.services.editing.undo, undo)
        name = str(self.record.get("name") or self._path[-1])
        self.dismiss()
        self._desk.undos.push(self._done or say(N_("{what} created"), what=name), back)
        self.created.emit(self._path)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, InvalidError):
            present(self._kit, self.window(), error)
            return
        rest: list[str] = []
        mine: dict[str, dict[str, str]] = {key: {} for key in self.boxes}
        for problem in error.problems:
            text = self._kit.language.tell(problem.sentence)
            last = problem.place.rpartition(".")[2].partition("[")[0]
            if last in mine:
                mine[last][""] = text
            else:
                rest.append(text)
        for key, box in self.boxes.items():
            box.show_problems(mine[key])
        self.told.setText("\n".join(rest))
        self.told.setVisible(bool(rest))
