"""Service levels: every client's promises in some days, and months that are closed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QWidget

from app.domain.changes import Changes, Kind
from app.domain.period import Period, add_months
from app.domain.sentence import N_, say
from app.domain.sla_closing import period_of
from app.ui import buttons, shortcuts
from app.ui.buttons import Button
from app.ui.empty import Empty
from app.ui.errors import present
from app.ui.filter_field import FilterField
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.layout import column, framed, line, row
from app.ui.page import Page
from app.ui.preferences import sizes
from app.ui.save_file import FileSaver
from app.ui.sla import words
from app.ui.sla.days import DaysBar, Span, holding
from app.ui.sla.pane import ReportPane
from app.ui.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.progress import Progress
    from app.services.editing import Undo
    from app.services.sla_report import Reported, ReportRow
    from app.ui.desk import Desk
    from app.ui.preferences import Preferences


class SlaPage(Page):
    """Shows the month before this one at first: that is the one to report."""

    watches: ClassVar[Changes] = frozenset(
        {Kind.WORK, Kind.CLIENTS, Kind.AGREEMENTS, Kind.CATALOG, Kind.COMPANY}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self.found: Reported | None = None
        self._wanted = ""
        self._saver = FileSaver(desk.kit, self)
        last = add_months(desk.services.today().replace(day=1), -1)
        self._build(holding(Span.MONTH, last))
        self._connect()

    def refresh(self) -> None:
        """Work the report out."""
        self._work_on(partial(self._desk.services.sla_report.show, self.days.period), self._listed)

    def title(self) -> tuple[str, str]:
        """The page's name."""
        return self._kit.language.say(N_("Service levels")), ""

    def tools(self) -> Sequence[QWidget]:
        """What is handed out, and the month's end."""
        return self.export, self.close_month

    def enter(self) -> None:
        """Put the focus on the list."""
        has_rows = self.found is not None and bool(self.found.rows)
        (self.table if has_rows else self.days.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def filter(self) -> None:
        """Put the cursor into the filter."""
        self.narrow.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.narrow.selectAll()

    def show_what(self, what: object) -> None:
        """Show a month by its name or days, or a client."""
        if isinstance(what, Period):
            self.days.span.choose(Span.DAYS)
            self.days.show_period(what)
        elif isinstance(what, str):
            self._wanted = what
            self.table.choose(what)

    def keep(self, preferences: Preferences) -> Preferences:
        """Remember how the room is divided, once it was."""
        if self._stack.currentWidget() is not self._work:
            return preferences
        return preferences.keeping("sla.split", " ".join(map(str, self._split.sizes())))

    def _build(self, period: Period) -> None:
        kit, say_ = self._kit, self._kit.language.say
        self.export = Button(kit.theme, say_(N_("Export…")), icon=Icon.DOWNLOAD)
        self.close_month = Button(
            kit.theme, say_(N_("Close the month")), buttons.Kind.PRIMARY, Icon.LOCK
        )
        self.close_month.setEnabled(False)
        self.days = DaysBar(kit, period)
        self.narrow = FilterField(kit.theme, say_(N_("Filter clients")), say_(N_("Filter clients")))
        tools = row(self.days, None)
        tools.setContentsMargins(20, 4, 16, 12)
        self.table = Table["ReportRow"](
            kit.theme, kit.language, words.client_columns(kit.language), _key
        )
        self.table.setAccessibleName(say_(N_("Clients")))
        self.pane = ReportPane(self._desk)
        self.pane.setMinimumWidth(380)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        narrow = row(self.narrow, margins=(20, 10, 16, 10))
        self._matching = QStackedWidget()
        left = framed("Pane", column(narrow, line(), (self._matching, 1), gap=0))
        left.setMinimumWidth(320)
        self._split.addWidget(left)
        self._split.addWidget(self.pane)
        self._split.setSizes(sizes(self._desk.kept.habit("sla.split")) or [560, 620])
        self._work = self._split
        to_tickets = Button(kit.theme, say_(N_("Go to the tickets")))
        to_tickets.clicked.connect(partial(self._desk.go, "tickets", None))
        self._nothing = Empty(kit.theme, Icon.CHART, to_tickets)
        self._nothing.say(
            say_(N_("No tickets in these days")),
            say_(
                N_(
                    "Promises are counted in the days in which their clocks stopped. "
                    "Go to other days, or work on tickets."
                )
            ),
        )
        clear = Button(kit.theme, say_(N_("Show all")))
        clear.clicked.connect(self.narrow.clear)
        self._no_match = Empty(kit.theme, Icon.SEARCH, clear)
        self._no_match.say(say_(N_("Nothing here")), say_(N_("Nothing matches the filter.")))
        self._stack = QStackedWidget()
        for view in (framed("Well", column()), self._work, self._nothing):
            self._stack.addWidget(view)
        for view in (self.table, self._no_match):
            self._matching.addWidget(view)
        self.setLayout(column(framed("Pane", tools), line(), (self._stack, 1), gap=0))

    def _connect(self) -> None:
        self.days.changed.connect(self.refresh)
        self.narrow.textChanged.connect(self._list_rows)
        self.table.chosen.connect(self._show_chosen)
        self.export.clicked.connect(self.offer_exports)
        self.close_month.clicked.connect(self.close_it)
        self.pane.opened.connect(partial(self._desk.go, "tickets"))
        shortcuts.bind(self, shortcuts.BEFORE, partial(self.days.step, -1))
        shortcuts.bind(self, shortcuts.AFTER, partial(self.days.step, 1))
        QWidget.setTabOrder(self.narrow, self.table)

    def close_it(self) -> None:
        """Keep this month's figures as they were reported; Undo opens it again."""
        if self.found is None or not self.found.month or not self.found.to_close:
            return
        services, month = self._desk.services, self.found.month

        def work() -> Undo:
            return services.editing.save(services.sla_report.closed(month))

        self._work_on(work, partial(self._closed, month))

    def offer_exports(self) -> None:
        """Offer tables of all clients, and a paper for each."""
        menu, say_ = QMenu(self), self._kit.language.say
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        reports, period = self._desk.services.sla_report, self.days.period
        stem = f"{period.start}_{period.last}"
        for text, name, make in (
            (N_("Figures as CSV…"), f"service_levels_{stem}.csv", reports.figures),
            (N_("What is listed by name as CSV…"), f"by_name_{stem}.csv", reports.listed),
        ):
            act = menu.addAction(say_(text))
            ask = partial(self._saver.ask, say_(N_("Save CSV")), name, partial(make, period))
            act.triggered.connect(ask)
        papers = menu.addAction(say_(N_("A PDF for each client…")))
        papers.triggered.connect(self.ask_for_papers)
        menu.popup(self.export.mapToGlobal(self.export.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def ask_for_papers(self) -> None:
        """Ask for a folder for the papers of all clients that are listed."""
        if self.table.rows:
            makes = [self.pane.paper_of(each) for each in self.table.rows]
            title = self._kit.language.say(N_("Save PDFs in a folder"))
            self._saver.ask_for_folder(title, [(name, make) for name, make in makes])

    def _closed(self, month: str, undo: Undo) -> None:
        told = self._kit.language.date(period_of(month).start, "LLLL y")
        back = partial(self._desk.services.editing.undo, undo)
        self._desk.undos.push(say(N_("{month} closed"), month=told), back)

    def _listed(self, found: Reported) -> None:
        if found.period != self.days.period:
            return
        is_first = self.found is None
        self.found = found
        self.export.setEnabled(bool(found.rows))
        self._offer_close(found)
        self._list_rows()
        if self._wanted:
            self.table.choose(self._wanted)
            self._wanted = ""
        if is_first and self.isVisible():
            self.enter()

    def _offer_close(self, found: Reported) -> None:
        say_ = self._kit.language.say
        self.close_month.setEnabled(bool(found.to_close))
        if found.to_close:
            hint = N_("Keep the figures as they are reported now; later changes are shown beside")
        elif found.month is None:
            hint = N_("Choose a whole month to close it")
        elif found.rows and all(row.closing for row in found.rows):
            hint = N_("This month is closed")
        else:
            hint = N_("A month can be closed once it is over")
        self.close_month.setToolTip(say_(hint))
        self.close_month.setAccessibleDescription(say_(hint))

    def _list_rows(self) -> None:
        if self.found is None:
            return
        rows = [
            row for row in self.found.rows if self.narrow.finds(row.report.name, row.report.client)
        ]
        self._stack.setCurrentWidget(self._work if self.found.rows else self._nothing)
        self._matching.setCurrentWidget(self.table if rows else self._no_match)
        self.table.show_rows(rows)
        self._show_chosen()

    def _show_chosen(self) -> None:
        if self.found and (current := self.table.current):
            self.pane.show_row(current, self.found.period)

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


def _key(found: ReportRow) -> str:
    return found.report.client
