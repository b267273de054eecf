"""The dashboard: what needs you today and how it goes; every figure leads to its rows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.changes import Changes, Kind
from app.ui.billing.state import Show
from app.ui.dashboard.board import Board, start_button
from app.ui.desk import Numbers
from app.ui.errors import present
from app.ui.jobs import Job
from app.ui.layout import column
from app.ui.page import Page
from app.ui.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.dashboard import Dashboard
    from app.domain.money import Money
    from app.domain.progress import Progress
    from app.services.billing import Review
    from app.services.sla import Pressing, SlaRow
    from app.ui.desk import Desk
    from app.ui.preferences import Preferences


class DashboardPage(Page):
    """Shows quick figures first; what is due is worked out after."""

    watches: ClassVar[Changes] = frozenset(Kind)
    ground: ClassVar[str] = "Bare"
    inset: ClassVar[int] = 24

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self._reviewing: Job | None = None
        self._pressing: tuple[SlaRow, ...] = ()
        self._backup_folder = desk.kept.backup_folder
        self.start = start_button(desk.kit)
        self.board = Board(desk.kit)
        self.setLayout(column((self.board, 1), gap=0))
        self._connect()
        if desk.glanced:
            self._show_found(desk.glanced)

    def refresh(self) -> None:
        """Look up the figures, then what is due."""

        def look(job: Progress) -> Dashboard:
            job.step(0, 1)
            return self._desk.services.dashboard.show()

        first = Job(look)
        first.succeeded.connect(self._show)
        first.failed.connect(self._failed)
        self._kit.jobs.start(first)

    def title(self) -> tuple[str, str]:
        """A greeting, the day, and how much needs the person."""
        return self.board.title()

    def tools(self) -> Sequence[QWidget]:
        """The way to the month end."""
        return (self.start,)

    def enter(self) -> None:
        """Let the arrows scroll; the first figure is one Tab away."""
        self.board.enter()

    def keep(self, preferences: Preferences) -> Preferences:
        """Remember where copies go."""
        return replace(preferences, backup_folder=self._backup_folder)

    def _connect(self) -> None:
        board = self.board
        board.wanted.connect(self._desk.go)
        board.begun.connect(self._begin)
        board.folder_wanted.connect(self._ask_for_folder)
        self.start.clicked.connect(partial(self._desk.go, "billing", None))
        board.unbilled.clicked.connect(partial(self._desk.go, "billing", Show.ALL))
        board.owed.clicked.connect(self._show_open)
        board.monthly.clicked.connect(self._show_recurring)
        board.worked.clicked.connect(self._show_worked)
        board.promises.clicked.connect(self._show_promises)
        board.chart.chosen.connect(self._show_month)

    def _show(self, found: Dashboard) -> None:
        self._show_found(found)
        if self._reviewing:
            self._reviewing.cancel()
        through = self._desk.through

        def work(job: Progress) -> Review:
            job.step(0, 1)
            return self._desk.services.billing.review(through)

        job = Job(work)
        job.succeeded.connect(self._reviewed)
        job.failed.connect(self._not_reviewed)
        self._reviewing = self._kit.jobs.start(job)
        if found.has_tickets:
            self._look_at_promises()
        if found.agreements and not found.begun.has_invoice:
            self._look_ahead(found.currency)

    def _look_ahead(self, currency: str) -> None:
        """Before the first invoice nothing recurred: say what will."""

        def work(job: Progress) -> Money:
            job.step(0, 1)
            return self._desk.services.agreements.monthly(currency)

        job = Job(work)
        job.succeeded.connect(self.board.show_expected)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _show_found(self, found: Dashboard) -> None:
        self.board.show_found(found, has_backup=bool(self._backup_folder))
        self._tell()

    def _look_at_promises(self) -> None:
        def work(job: Progress) -> Pressing:
            job.step(0, 1)
            return self._desk.services.sla.pressing()

        job = Job(work)
        job.succeeded.connect(self._show_pressing)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _show_pressing(self, found: Pressing) -> None:
        self._pressing = (*found.breached, *found.at_risk)
        self.board.show_pressing(found)

    def _reviewed(self, review: Review) -> None:
        self.board.show_review(review)
        self._tell()

    def _not_reviewed(self, error: Exception) -> None:
        # Without a company there is nothing to bill, which is no fault on a first day.
        if self.board.found and self.board.found.begun.has_client:
            self._failed(error)

    def _tell(self) -> None:
        self.titled.emit()
        self._desk.count("billing", self.board.to_check())

    def _begin(self, noun: str) -> None:
        """Begin on a page where there is one, else bring what there is from a file."""
        if noun in self._desk.nouns:
            self._desk.begin(noun)
        else:
            self._desk.import_workbook()

    def _show_open(self) -> None:
        found = self.board.found
        numbers = tuple(each.bill.number for each in found.open) if found else ()
        self._desk.go("documents", Numbers(numbers) if numbers else None)

    def _show_recurring(self) -> None:
        self._desk.go("agreements" if "agreements" in self._desk.nouns else "documents", None)

    def _show_worked(self) -> None:
        self._desk.go("time" if "time" in self._desk.nouns else "billing", None)

    def _show_promises(self) -> None:
        """Go to the tickets, or while they have no page, to the most pressing one's client."""
        if "tickets" in self._desk.nouns:
            self._desk.go("tickets", None)
        else:
            self._desk.go("clients", self._pressing[0].client if self._pressing else None)

    def _show_month(self, place: int) -> None:
        if self.board.found:
            self._desk.go("documents", self.board.found.revenue[place].month)

    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self, self._kit.language.say("Choose a folder for backups"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.keep_copies_in)
        dialog.open()

    def keep_copies_in(self, folder: str) -> None:
        """Make the first copy there, and keep the folder if that went well."""

        def work(job: Progress) -> tuple[str, Path]:
            job.step(0, 1)
            backups = self._desk.services.backups
            backups.put_second(folder)
            return folder, backups.keep().path

        job = Job(work)
        job.succeeded.connect(self._kept_copy)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _kept_copy(self, kept: tuple[str, Path]) -> None:
        self._backup_folder, copy = kept
        text = self._kit.language.say("A copy was made: {file}", file=copy.name)
        Toast(self._kit.theme, self.window(), text)
        if self.board.found:
            self._show_found(self.board.found)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self.window(), error)
