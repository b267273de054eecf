"""Raising the prices of many agreements at once, each shown before and after."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.period import add_months
from app.domain.sentence import N_, say
from app.ui.buttons import Button, Kind
from app.ui.cells import Column, Figure, Pair, Words
from app.ui.errors import present
from app.ui.form.day import DayControl
from app.ui.form.fields import Choices, Field
from app.ui.form.fields import Kind as Typed
from app.ui.form.text import NumberControl
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.sheet import Sheet
from app.ui.table import Table

if TYPE_CHECKING:
    from app.domain.progress import Progress
    from app.services.agreements import Raise, Raised
    from app.services.editing import Undo
    from app.ui.desk import Desk
    from app.workbook.merging import Path


class RaiseSheet(Sheet):
    """Percent and day, the agreements it would reach, and a button that says how many."""

    def __init__(
        self, desk: Desk, over: QWidget, paths: tuple[Path, ...], choices: Choices
    ) -> None:
        self._desk = desk
        self._kit = desk.kit
        self._paths = paths
        self._found: Raise | None = None
        self.percent = NumberControl(
            desk.kit, Field("percent", N_("Percent"), Typed.NUMBER), choices
        )
        self.percent.show_value("3")
        self.since = DayControl(desk.kit, Field("since", N_("From"), Typed.DAY), choices)
        self.since.show_value(add_months(choices.today.replace(day=1), 1).isoformat())
        self.table = Table["Raised"](
            desk.kit.theme, desk.kit.language, self._columns(desk), lambda r: r.number
        )
        self.table.setAccessibleName(desk.kit.language.say("Agreements"))
        self.table.setMinimumHeight(260)
        self.told = label(role=Role.SMALL, wrap=True)
        self.go = Button(desk.kit.theme, desk.kit.language.say("Raise prices"), Kind.PRIMARY)
        cancel = Button(desk.kit.theme, desk.kit.language.say("Cancel"))
        inside = column(
            label(desk.kit.language.say("Raise prices"), Role.H2),
            label(
                desk.kit.language.say(
                    "Of the active agreements in the list: fees and the prices of their lines."
                ),
                Role.SMALL,
                wrap=True,
            ),
            row(
                column(label(desk.kit.language.say("Percent"), Role.SMALL), self.percent, gap=4),
                column(label(desk.kit.language.say("From"), Role.SMALL), self.since, gap=4),
                gap=14,
            ),
            6,
            self.table,
            self.told,
            10,
            row(None, cancel, self.go),
            gap=8,
            margins=(24, 22, 24, 20),
        )
        super().__init__(
            over, desk.kit.language.say("Raise prices"), desk.kit.theme.scaled(680), inside
        )
        cancel.clicked.connect(self.dismiss)
        self.go.clicked.connect(self.raise_them)
        self.percent.changed.connect(self.look)
        self.since.changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """See what it would mean."""
        percent, since = self.percent.value(), self.since.value()
        self.go.setEnabled(False)
        if not percent or not since or self.percent.own_problem or self.since.own_problem:
            self.told.setText(self.percent.own_problem or self.since.own_problem)
            return

        def work(progress: Progress) -> Raise:
            progress.step(0, 1)
            return self._desk.services.agreements.raise_of(self._paths, Decimal(percent), since)

        job = Job(work)
        job.succeeded.connect(self._show)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def raise_them(self) -> None:
        """Do it, for all or for none."""
        if not self._found:
            return
        patch = self._found.patch

        def work(progress: Progress) -> Undo:
            progress.step(0, 1)
            return self._desk.services.editing.save(patch)

        job = Job(work)
        job.succeeded.connect(self._done)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _show(self, found: Raise) -> None:
        self._found = found
        self.table.show_rows(found.rows)
        self.told.setText(
            ""
            if found.rows
            else self._kit.language.say("None of them has a price that could be raised.")
        )
        self.go.setEnabled(bool(found.rows))
        count = len(found.rows)
        verb = self._kit.counted(count, N_("Raise 1 agreement"), N_("Raise {count} agreements"))
        self.go.say(verb)

    def _done(self, undo: Undo) -> None:
        count = len(self._found.rows) if self._found else 0
        self.dismiss()
        back = partial(self._desk.services.editing.undo, undo)
        self._desk.undos.push(say(N_("Prices of {count} agreements raised"), count=count), back)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self.window(), error)

    def _columns(self, desk: Desk) -> tuple[Column[Raised], ...]:
        language = desk.kit.language
        return (
            Column(N_("Agreement"), lambda r: Pair(r.name, r.number), is_stretched=True),
            Column(
                N_("What"),
                lambda r: Words(self._kit.counted(r.prices, N_("1 price"), N_("{count} prices"))),
            ),
            Column(N_("Before"), lambda r: Figure(language.money(r.before)), is_right=True),
            Column(
                N_("After"),
                lambda r: Figure(language.money(r.after), is_strong=True),
                is_right=True,
            ),
        )
