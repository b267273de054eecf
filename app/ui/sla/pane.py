"""One client's promises beside the list: the figures, what is listed by name, and the paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.domain.file_names import safe_name
from app.ui import shortcuts
from app.ui.banner import Banner
from app.ui.buttons import Button
from app.ui.empty import Empty
from app.ui.errors import sentence_of
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.labels import ElidedLabel, Role, label
from app.ui.layout import clear, column, line, row
from app.ui.pdf_pane import PdfPane
from app.ui.save_file import FileSaver
from app.ui.segment import Segment
from app.ui.sla import words
from app.ui.table import Table
from app.ui.tokens import Tone
from app.ui.zoom_tools import ZoomTools

if TYPE_CHECKING:
    from app.domain.period import Period
    from app.domain.progress import Progress
    from app.domain.sla_report import Counts
    from app.services.sla_report import ReportRow
    from app.ui.desk import Desk

_FIGURES, _LISTED, _PAPER = "figures", "listed", "paper"


class ReportPane(QFrame):
    """Shows one client; the paper is drawn when it is looked at."""

    opened = Signal(str)
    """Which ticket is to be opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        kit = desk.kit
        self._desk, self._kit = desk, kit
        self._row: ReportRow | None = None
        self._period: Period | None = None
        self._job: Job | None = None
        self._drawn: object = None
        self.setObjectName("Pane")
        say = kit.language.say
        self._saver = FileSaver(kit, self)
        self._name = ElidedLabel(Role.H2)
        self._sum = label(role=Role.SMALL, wrap=True)
        self.save = Button(kit.theme, say("Save PDF…"), icon=Icon.DOWNLOAD)
        texts = {_FIGURES: say("Figures"), _LISTED: say("By name"), _PAPER: say("Paper")}
        self.segment = Segment[str](kit.theme, say("Show"), texts)
        self.counts = Table["Counts"](
            kit.theme, kit.language, words.count_columns(kit.language), _count_key
        )
        self.counts.setAccessibleName(say("Figures"))
        self.listed = Table[words.Named](
            kit.theme, kit.language, words.named_columns(kit.language), _named_key
        )
        self.listed.setAccessibleName(say("By name"))
        self._none = Empty(kit.theme, Icon.CHECK_CIRCLE)
        self._none.say(
            say("Nothing to list"), say("Nothing was missed, is overdue or was excused.")
        )
        self.paper = PdfPane(kit)
        self._zoom = ZoomTools(kit, self.paper)
        self._views = QStackedWidget()
        for view in (self.counts, self.listed, self._none, self.paper):
            self._views.addWidget(view)
        self._told = QWidget()
        self._told.setLayout(column(gap=0, margins=(20, 0, 16, 10)))
        head = row(gap=10, margins=(20, 14, 14, 4))
        head.addWidget(self._name, 1)
        head.addWidget(self.save)
        about = row((self._sum, 1), margins=(20, 0, 16, 10))
        turn = row(self.segment, None, self._zoom, margins=(20, 0, 14, 10))
        self.setLayout(column(head, about, self._told, turn, line(), (self._views, 1), gap=0))
        self.save.clicked.connect(self.ask)
        self.segment.changed.connect(self._turn)
        self.listed.doubleClicked.connect(self.open)
        shortcuts.bind(self.listed, shortcuts.OPEN, self.open)

    def show_row(self, found: ReportRow, period: Period) -> None:
        """Show a client in a period, or the same as it is now."""
        self._row, self._period = found, period
        language = self._kit.language
        self._name.show_text(found.report.name)
        self._sum.setText(words.summed(language, found.report))
        self._tell_closing(words.closed(language, found, ZoneInfo(found.zone)), found)
        self.counts.show_rows(found.report.counts)
        listed = tuple(words.named(found.report))
        self.listed.show_rows(listed)
        self.segment.count({_LISTED: len(listed)})
        self._turn()

    def open(self) -> None:
        """Open the chosen ticket."""
        if found := self.listed.current:
            self.opened.emit(found.told.ticket)

    def ask(self) -> None:
        """Ask where to save the paper."""
        if self._row and self._period:
            self._saver.ask(self._kit.language.say("Save PDF"), *self.paper_of(self._row))

    def paper_of(self, found: ReportRow) -> tuple[str, partial[bytes]]:
        """The name of a client's paper as a file, and what draws it."""
        assert self._period
        client, period = found.report.client, self._period
        name = safe_name(f"{client} {period.start} {period.last}.pdf").replace(" ", "_")
        return name, partial(self._desk.services.sla_report.pdf, client, period)

    def _tell_closing(self, text: str, found: ReportRow) -> None:
        box = self._told.layout()
        assert box
        clear(box)
        tone = Tone.WARN if found.is_restated else Tone.MUTE
        if text:
            box.addWidget(Banner(self._kit.theme, tone, text))
        self._told.setVisible(bool(text))

    def _turn(self) -> None:
        what = self.segment.value
        self._zoom.setVisible(what == _PAPER)
        if what == _FIGURES:
            self._views.setCurrentWidget(self.counts)
        elif what == _LISTED:
            self._views.setCurrentWidget(self.listed if self.listed.rows else self._none)
        else:
            self._views.setCurrentWidget(self.paper)
            self._draw()

    def _draw(self) -> None:
        """Draw the paper, unless it is the one on show."""
        if self._row is None or self._drawn == (self._row, self._period):
            return
        self._drawn = (self._row, self._period)
        _, make = self.paper_of(self._row)
        if self._job:
            self._job.cancel()
        self.paper.wait()

        def work(progress: Progress) -> bytes:
            progress.step(0, 1)
            return make()

        job = Job(work)
        job.succeeded.connect(self._fetched)
        job.failed.connect(self._failed)
        self._job = self._kit.jobs.start(job)

    def _fetched(self, pdf: bytes) -> None:
        if self.sender() is self._job:
            self.paper.show_pdf(pdf)

    def _failed(self, error: Exception) -> None:
        if self.sender() is self._job:
            self._drawn = None
            self.paper.clear(sentence_of(self._kit, error))


def _count_key(found: Counts) -> tuple[str, str]:
    return found.metric.value, found.priority


def _named_key(found: words.Named) -> tuple[str, str, str, int]:
    return found.key
