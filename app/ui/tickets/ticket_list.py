"""The list of tickets: a page of rows at a time, narrowed and sorted by the data file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from app.domain.sentence import N_
from app.domain.ticket_view import Part, TicketView
from app.services.tickets import MANY, PAGE, TicketRow
from app.ui.buttons import Button
from app.ui.empty import Empty
from app.ui.filter_field import FilterField
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import column, framed, row
from app.ui.segment import Segment
from app.ui.table import Table
from app.ui.tickets import listed
from app.ui.tickets.filters import FilterBar
from app.ui.tickets.view_menu import ViewButton

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.domain.progress import Progress
    from app.services.tickets import Listed, Place
    from app.ui.desk import Desk
    from app.ui.preferences import Preferences

_LEAST = 12
_MOST = 500
"""No more rows than this are looked up again when something has changed."""
_SOON = 30
"""Milliseconds after which the rows below are fetched: when those on show are painted."""


class TicketList(QStackedWidget):
    """Asks for the rows that fit, and for more while one scrolls; never for all of them."""

    chosen = Signal()
    listed = Signal()
    """There are other rows."""
    failed = Signal(Exception)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._tickets = desk.services.tickets
        self._kit = desk.kit
        self.view = TicketView()
        self.counts: Mapping[Part, int] = {}
        self.wanted = ""
        """The ticket to choose as soon as it is listed."""
        self._after: Place | None = None
        self._asked = 0
        self._answered = 0
        self._is_going_on = False
        self._build()
        self._connect()

    @property
    def is_asking(self) -> bool:
        """Whether an answer is still to come."""
        return self._answered < self._asked

    def refresh(self) -> None:
        """Look up the rows on show as they stand now, and how many there are of each part."""
        many = min(max(self._fitting(), len(self.table.rows)), _MOST)
        view, tickets = self.view, self._tickets

        def ask() -> tuple[Mapping[Part, int], Listed]:
            if tickets.is_behind:
                tickets.catch_up()
            return tickets.counts(), tickets.list(view, many)

        self._ask(ask, self._refreshed)

    def show_view(self, view: TicketView) -> None:
        """Narrow and sort the list otherwise."""
        was, self.view = self.view, view
        for field in (self.segment, self.narrow):
            field.blockSignals(True)
        self.segment.choose(view.part)
        if self.narrow.text() != view.text:
            self.narrow.setText(view.text)
        for field in (self.segment, self.narrow):
            field.blockSignals(False)
        self.filters.show_view(view)
        if (was.order, was.is_down) != (view.order, view.is_down):
            self._point()
        self._ask(partial(self._tickets.list, view, self._fitting()), self._take)

    def show_number(self, number: str) -> None:
        """Choose a ticket, wherever it is."""
        self.wanted = number
        self._choose_wanted()

    def keep(self, preferences: Preferences) -> Preferences:
        """Remember the order, the columns and the views."""
        return self.views.keep(preferences, self.view)

    def _build(self) -> None:
        kit, say_ = self._kit, self._kit.language.say
        self.narrow = FilterField(kit.theme, say_(N_("Filter tickets")), say_(N_("Filter tickets")))
        self.narrow.setMaximumWidth(kit.theme.scaled(320))
        self.segment = Segment[Part](
            kit.theme,
            say_(N_("Show")),
            {part: say_(text) for part, text in listed.PARTS.items()},
        )
        self.filters = FilterBar(self._desk)
        self.views = ViewButton(self._desk)
        self.view = replace(self.view, **self.views.order())
        self._count = label(role=Role.MUTED)
        tools = row(
            self.segment,
            (self.narrow, 2),
            self.filters.button,
            self.views,
            None,
            self._count,
            gap=10,
        )
        tools.setContentsMargins(20, 4, 16, 12)
        self.bar = framed("Pane", column(tools, self.filters, gap=0))
        self.table = Table[TicketRow](
            kit.theme,
            kit.language,
            listed.columns(kit.language, self.views.columns),
            lambda found: found.number,
        )
        self.table.setAccessibleName(say_(N_("Tickets")))
        self.table.allow_many()
        self.table.allow_sorting()
        clear = Button(kit.theme, say_(N_("Show all")))
        clear.clicked.connect(self.clear)
        self.no_match = Empty(kit.theme, Icon.SEARCH, clear)
        self.no_match.say(say_(N_("Nothing here")), say_(N_("Nothing matches the filter.")))
        self.addWidget(self.table)
        self.addWidget(self.no_match)
        self.setMinimumWidth(380)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._point()

    def _connect(self) -> None:
        self.narrow.textChanged.connect(self._narrowed)
        self.segment.changed.connect(self._narrowed)
        self.filters.changed.connect(self.show_view)
        self.views.changed.connect(self.show_view)
        self.views.asked.connect(self._tell_view)
        self.views.columns_changed.connect(self._choose_columns)
        self.table.heading_clicked.connect(self._sort)
        self.table.chosen.connect(self.chosen)
        self.table.verticalScrollBar().valueChanged.connect(self._go_on)
        self._soon.timeout.connect(self._go_on)

    def clear(self) -> None:
        """Show every ticket."""
        usual = TicketView(Part.ALL)
        self.show_view(replace(usual, order=self.view.order, is_down=self.view.is_down))

    def _narrowed(self) -> None:
        self.show_view(replace(self.view, part=self.segment.value, text=self.narrow.text()))

    def _tell_view(self) -> None:
        self.views.offer(self.view)

    def _sort(self, place: int) -> None:
        order = self.views.columns[place]
        is_down = not self.view.is_down if order is self.view.order else order in listed.DOWN_FIRST
        self.show_view(replace(self.view, order=order, is_down=is_down))

    def _choose_columns(self) -> None:
        self.table.choose_columns(listed.columns(self._kit.language, self.views.columns))
        self._point()

    def _point(self) -> None:
        columns = self.views.columns
        place = columns.index(self.view.order) if self.view.order in columns else None
        self.table.show_sorted(place, is_down=self.view.is_down)

    def _fitting(self) -> int:
        height = self.table.verticalHeader().defaultSectionSize()
        return max(self.table.viewport().height() // max(height, 1) + 2, _LEAST)

    def _ask(self, ask: Callable[[], object], then: Callable[..., None]) -> None:
        """Ask in the background; only the newest question is answered."""
        self._asked += 1
        question = self._asked

        def work(progress: Progress) -> tuple[int, object]:
            progress.step(0, 1)
            return question, (then, ask()) if question == self._asked else None

        job = Job(work)
        job.succeeded.connect(self._answer)
        job.failed.connect(self._fail)
        self._kit.jobs.start(job)

    def _answer(self, told: tuple[int, tuple[Callable[..., None], object] | None]) -> None:
        question, found = told
        if found and question == self._asked:
            self._answered = question
            then, answer = found
            then(answer)

    def _fail(self, error: Exception) -> None:
        self._answered = self._asked
        self.failed.emit(error)

    def _refreshed(self, found: tuple[Mapping[Part, int], Listed]) -> None:
        self.counts, page = found
        self.segment.count(self.counts)
        self._take(page)

    def _take(self, page: Listed) -> None:
        self._after = page.after
        self._is_going_on = False
        self._say_how_many(page.many)
        self.setCurrentWidget(self.table if page.rows else self.no_match)
        self.table.show_rows(page.rows)
        self.listed.emit()
        self._choose_wanted()
        self._soon.start()

    def _say_how_many(self, many: int | None) -> None:
        if many is None and not self.view.is_narrowed:
            many = self.counts.get(self.view.part, 0)
        text = (
            self._kit.language.say(N_("More than {count} tickets"), count=MANY)
            if many is None
            else self._kit.counted(many, N_("1 ticket"), N_("{count} tickets"))
        )
        self._count.setText(text)

    def _go_on(self) -> None:
        """Fetch the next page before the last row is reached."""
        bar = self.table.verticalScrollBar()
        if self._is_going_on or self._after is None or self.is_asking:
            return
        if bar.value() + 2 * bar.pageStep() < bar.maximum():
            return
        self._is_going_on = True
        question, view, after = self._asked, self.view, self._after

        def work(progress: Progress) -> tuple[int, Listed]:
            progress.step(0, 1)
            return question, self._tickets.list(view, PAGE, after)

        job = Job(work)
        job.succeeded.connect(self._add)
        job.failed.connect(self._fail)
        self._kit.jobs.start(job)

    def _add(self, told: tuple[int, Listed]) -> None:
        question, page = told
        if question == self._asked:
            self._is_going_on = False
            self._after = page.after
            self.table.add_rows(page.rows)

    def _choose_wanted(self) -> None:
        wanted = self.wanted
        if not wanted or self.is_asking:
            return
        if any(found.number == wanted for found in self.table.rows):
            self.wanted = ""
            self.table.choose(wanted)
        elif self.view.part is not Part.ALL or self.view.text not in {"", wanted}:
            self.clear()
        elif self.view.text != wanted and self._after is not None:
            # It is further down than one would scroll: then it is looked for by its number.
            self.show_view(replace(self.view, text=wanted))
        else:
            self.wanted = ""
