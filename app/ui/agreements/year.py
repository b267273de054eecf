"""The invoices to come, beside the form: what each month end would bill, and the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.domain.sentence import N_
from app.ui.agreements.bars import Bars
from app.ui.agreements.meters import MeterLine
from app.ui.errors import sentence_of
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.labels import IconLabel, Role, label
from app.ui.layout import column, row
from app.ui.tokens import Ink

if TYPE_CHECKING:
    from PySide6.QtWidgets import QBoxLayout

    from app.domain.progress import Progress
    from app.services.agreements import Month, YearPreview
    from app.ui.desk import Desk
    from app.ui.form.pane import RecordPane

_PAUSE = 350
_WIDE = 330
_LINES = 12
"""A month that catches up may have many more."""


class YearPanel(QScrollArea):
    """Recomputes while one types, in the background, from the engine that bills."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self._pane: RecordPane | None = None
        self._job: Job | None = None
        say = desk.kit.language.say
        self.setObjectName("Scroll")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._told = label(role=Role.SMALL, wrap=True)
        self.bars = Bars(desk.kit)
        self.bars.chosen.connect(self._tell_month)
        self._sum = label(role=Role.STRONG, wrap=True)
        self._month_title = label(role=Role.H3, wrap=True)
        self._month = column(gap=6)
        self._wants_last = False
        self._used_title = label(say("Used of what is included"), Role.H3)
        self._used = column(gap=12)
        self._now_title = label(say("As of today"), Role.H3)
        self._now = column(gap=6)
        self._health_title = label(say("To look at"), Role.H3)
        self._health = column(gap=8)
        inside = QWidget()
        inside.setObjectName("Inside")
        inside.setLayout(
            column(
                label(say("The next twelve invoices"), Role.H3),
                self._told,
                self.bars,
                self._sum,
                14,
                self._month_title,
                self._month,
                14,
                self._used_title,
                self._used,
                14,
                self._now_title,
                self._now,
                14,
                self._health_title,
                self._health,
                None,
                gap=6,
                margins=(18, 20, 18, 20),
            )
        )
        self.setWidget(inside)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.look)

    def sizeHint(self) -> QSize:
        """As wide as a month with its amounts."""
        return QSize(self._kit.theme.scaled(_WIDE), super().sizeHint().height())

    def follow(self, pane: RecordPane) -> None:
        """Show what the draft of a form would mean."""
        self._pane = pane
        pane.drafted.connect(self._timer.start)

    def look(self) -> None:
        """Ask the engine."""
        if not self._pane or not self._pane.draft or len(self._pane.draft.path) < 4:
            return
        if self._job:
            self._job.cancel()
        patch, path = self._pane.draft.patch(), self._pane.draft.path

        def work(progress: Progress) -> YearPreview:
            progress.step(0, 1)
            return self._desk.services.agreements.preview_year(patch, path)

        self._job = Job(work)
        self._job.succeeded.connect(self._show)
        self._job.failed.connect(self._failed)
        self._kit.jobs.start(self._job)

    def _show(self, found: YearPreview) -> None:
        language = self._kit.language
        if found.problems:
            self._told.setText(language.say("They are shown again when nothing is wrong any more."))
            self._told.show()
            return
        text = language.tell(found.blocked) if found.blocked else ""
        self._told.setText(text)
        self._told.setVisible(bool(text))
        self.bars.show_months(found.months)
        self._choose(found.months)
        total = sum((month.net for month in found.months[1:]), found.months[0].net)
        before = sum((month.before for month in found.months[1:]), found.months[0].before)
        if total == before:
            words = language.say("{total} in twelve months, without tax", total=total)
        else:
            difference = total - before
            more = language.say("{amount} more", amount=difference)
            less = language.say("{amount} less", amount=-difference)
            words = language.say(
                "{total} in twelve months: {change} than without the change",
                total=total,
                change=more if difference.minor > 0 else less,
            )
        self._sum.setText(words)
        _clear(self._used)
        self._used_title.setVisible(bool(found.meters))
        for meter in found.meters:
            self._used.addWidget(MeterLine(self._kit, meter, found.currency))
        self._list(self._now, [language.tell(each) for each in found.now])
        self._now_title.setVisible(bool(found.now))
        _clear(self._health)
        self._health_title.setVisible(bool(found.findings))
        for finding in found.findings:
            ink = Ink.BAD if finding.is_serious else Ink.WARN
            sign = IconLabel(self._kit.theme, Icon.WARNING_FULL, ink, 16)
            words_ = label(language.tell(finding.sentence), Role.SMALL, wrap=True)
            self._health.addLayout(row(column(sign, None), (words_, 1), gap=8))

    def show_last(self) -> None:
        """Choose the last invoice there will be, as soon as the draft is worked out."""
        self._wants_last = True
        self.bars.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, months: tuple[Month, ...]) -> None:
        billed = [place for place, month in enumerate(months) if month.lines]
        if self._wants_last and billed:
            self.bars.choose(billed[-1])
        self._wants_last = False
        self._tell_month()

    def _tell_month(self) -> None:
        """Say what the invoice of the chosen month is made of."""
        _clear(self._month)
        month, language = self.bars.month, self._kit.language
        self._month_title.setVisible(month is not None)
        if month is None:
            return
        name = language.date(month.through, "LLLL y")
        self._month_title.setText(name)
        for line in month.lines[:_LINES]:
            words_ = label(language.tell(line.title), Role.SMALL, wrap=True)
            amount = label(language.money(line.net), Role.SMALL)
            self._month.addLayout(row((words_, 1), column(amount, None), gap=10))
        if (rest := len(month.lines) - _LINES) > 0:
            more = self._kit.counted(rest, N_("and 1 more line"), N_("and {count} more lines"))
            self._month.addWidget(label(more, Role.SMALL))
        if not month.lines:
            self._month.addWidget(label(language.say("Nothing is billed."), Role.SMALL))

    def _list(self, box: QBoxLayout, texts: list[str]) -> None:
        _clear(box)
        for text in texts:
            box.addWidget(label(text, Role.SMALL, wrap=True))

    def _failed(self, error: Exception) -> None:
        self._told.setText(sentence_of(self._kit, error))
        self._told.show()


def _clear(box: QBoxLayout) -> None:
    while item := box.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            while part := inner.takeAt(0):
                if widget := part.widget():
                    widget.hide()
                    widget.deleteLater()
                elif deep := part.layout():
                    while last := deep.takeAt(0):
                        if widget := last.widget():
                            widget.hide()
                            widget.deleteLater()
