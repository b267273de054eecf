"""Crediting an invoice, or some of its lines: chosen, reasoned and looked at before."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.domain.sentence import N_
from app.ui.buttons import Button, Kind
from app.ui.errors import sentence_of
from app.ui.form.fields import Choices, Field
from app.ui.form.fields import Kind as Typed
from app.ui.form.text import NumberControl, TextControl
from app.ui.form.tick import TickBox
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import column, row, scrolled
from app.ui.pdf_pane import PdfPane
from app.ui.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.document import Document, DocumentLine
    from app.domain.money import Money
    from app.domain.progress import Progress
    from app.ui.desk import Desk

_WIDE = 940
_PATIENCE = 250


class CreditSheet(Sheet):
    """Lines with what is left to credit of each at the left, the credit note at the right."""

    confirmed = Signal()

    def __init__(
        self,
        desk: Desk,
        over: QWidget,
        number: str,
        lines: Sequence[tuple[DocumentLine, Money]],
    ) -> None:
        self._kit, self._desk, self._number = desk.kit, desk, number
        kit, say = desk.kit, desk.kit.language.say
        self._job: Job | None = None
        self._later = QTimer(interval=_PATIENCE, singleShot=True)
        self._later.timeout.connect(self.look)
        choices = Choices(kit.language, desk.through, {})
        self.ticks: dict[int, TickBox] = {}
        self.amounts: dict[int, NumberControl] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        self._left: dict[int, Money] = {}
        for place, (line, left) in enumerate(lines):
            tick = TickBox(kit.theme, "")
            tick.setAccessibleName(line.description)
            tick.setChecked(bool(left))
            tick.setEnabled(bool(left))
            amount = NumberControl(kit, Field("amount", N_("Amount"), Typed.AMOUNT), choices)
            amount.show_value(left.plain())
            amount.setFixedWidth(kit.theme.scaled(104))
            amount.setEnabled(bool(left))
            words = label(line.description, Role.SMALL, wrap=True)
            grid.addLayout(row(tick, (words, 1), gap=6), place, 0)
            grid.addWidget(amount, place, 1)
            self.ticks[line.number], self.amounts[line.number] = tick, amount
            self._left[line.number] = left
            tick.toggled.connect(self._changed)
            amount.changed.connect(self._changed)
        grid.setRowStretch(len(lines), 1)
        grid.setContentsMargins(0, 0, 0, 0)
        self.reason = TextControl(kit, Field("reason", N_("Reason")), choices)
        self.waive = TickBox(kit.theme, say("As goodwill: do not bill it again"))
        self.waive.setToolTip(say("Otherwise what is credited is due again at the next month end."))
        self.told = label(role=Role.SMALL, wrap=True)
        self.pane = PdfPane(kit)
        self.pane.setMinimumHeight(max(over.height() - 240, 200))
        self.ok = Button(kit.theme, say("Issue the credit note"), Kind.PRIMARY)
        self.ok.setEnabled(False)
        cancel = Button(kit.theme, say("Cancel"))
        side = QFrame()
        side.setFixedWidth(kit.theme.scaled(360))
        side.setLayout(
            column(
                (scrolled(grid, max(over.height() - 470, 110)), 1),
                label(say("Reason, printed on it"), Role.SMALL),
                self.reason,
                self.waive,
                self.told,
                gap=8,
            )
        )
        title = say("Credit {number}", number=number)
        inside = column(
            label(title, Role.H2),
            row(side, (self.pane, 1), gap=16),
            row(None, cancel, self.ok),
            gap=12,
            margins=(20, 16, 20, 16),
        )
        super().__init__(over, title, kit.theme.scaled(_WIDE), inside)
        cancel.clicked.connect(self.dismiss)
        self.ok.clicked.connect(self._confirm)
        self.reason.changed.connect(self._changed)
        self.waive.toggled.connect(self._changed)
        self.look()

    @property
    def wanted(self) -> dict[int, Decimal | None] | None:
        """The ticked lines, each with its amount or all of it; None where one is typed wrong."""
        found: dict[int, Decimal | None] = {}
        for number, tick in self.ticks.items():
            if not tick.isChecked():
                continue
            typed = self.amounts[number].value()
            if not typed or self.amounts[number].own_problem:
                return None
            amount = Decimal(typed)
            found[number] = None if amount == self._left[number].amount() else amount
        return found

    @property
    def why(self) -> str:
        """The reason."""
        return str(self.reason.value() or "").strip()

    def look(self) -> None:
        """Draw what would be issued."""
        wanted = self.wanted
        self.ok.setEnabled(False)
        if self._job:
            self._job.cancel()
            self._job = None
        if not wanted:
            say = self._kit.language.say
            self.told.setText(say("Tick the lines to be credited, each with an amount."))
            self.pane.clear()
            return
        why, waive = self.why or " ", self.waive.isChecked()
        self.pane.wait()

        def work(progress: Progress) -> tuple[Document, bytes]:
            progress.step(0, 1)
            return self._desk.services.documents.preview_credit(
                self._number, why, wanted, waive=waive
            )

        job = Job(work)
        job.succeeded.connect(self._drawn)
        job.failed.connect(self._failed)
        self._job = self._kit.jobs.start(job)

    def dismiss(self) -> None:
        """Take it away; what is being drawn is not needed any more."""
        self._later.stop()
        if self._job:
            self._job.cancel()
            self._job = None
        super().dismiss()

    def _changed(self) -> None:
        self.ok.setEnabled(False)
        self._later.start()

    def _drawn(self, found: tuple[Document, bytes]) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        document, pdf = found
        say = self._kit.language.say
        told = say("{total} goes back, {tax} of it tax.", total=document.total, tax=document.tax)
        if not self.why:
            told = f"{told} {say('Say why; the reason is printed.')}"
        self.told.setText(told)
        self.pane.show_pdf(pdf)
        self.ok.setEnabled(bool(self.why))

    def _failed(self, error: Exception) -> None:
        if self.sender() is self._job:
            self._job = None
            self.told.setText(sentence_of(self._kit, error))
            self.pane.clear()

    def _confirm(self) -> None:
        if self.wanted and self.why:
            self.dismiss()
            self.confirmed.emit()
