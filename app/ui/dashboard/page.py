"""The dashboard: what needs you today and how it goes; every figure leads to its rows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QScrollArea, QWidget

from app.domain.changes import Changes, Kind
from app.domain.money import Money
from app.domain.sentence import N_
from app.ui import buttons
from app.ui.bar_chart import Bar, BarChart
from app.ui.buttons import Button
from app.ui.cells import Pill
from app.ui.chip import Chip
from app.ui.dashboard import words
from app.ui.dashboard.get_started import GetStarted, Step, progress
from app.ui.dashboard.panel import Panel
from app.ui.desk import Numbers
from app.ui.errors import present
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.kpi_card import KpiCard
from app.ui.layout import column, row
from app.ui.legend import Legend
from app.ui.page import Page
from app.ui.toast import Toast
from app.ui.tokens import Ink, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.progress import Progress
    from app.services.billing import Review
    from app.services.dashboard import Dashboard
    from app.services.sla import Pressing, SlaRow
    from app.ui.desk import Desk
    from app.ui.preferences import Preferences

_GAP = 16
_TWO_COLUMNS_BELOW = 820


class DashboardPage(Page):
    """Shows quick figures first; what is due is worked out after."""

    watches: ClassVar[Changes] = frozenset(Kind)
    ground: ClassVar[str] = "Bare"
    inset: ClassVar[int] = 24

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self._found: Dashboard | None = None
        self._review: Review | None = None
        self._reviewing: Job | None = None
        self._pressing: tuple[SlaRow, ...] = ()
        self._backup_folder = desk.kept.backup_folder
        self._build()
        self._connect()

    @property
    def is_filled(self) -> bool:
        """Whether the first figures are there."""
        return self._found is not None

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
        if not self._found:
            return self._kit.language.say("Dashboard"), ""
        day = self._kit.language.date(self._found.today, "full")
        return words.greeting(self._kit, self._found), f"{day}  ·  {self._needs()}"

    def tools(self) -> Sequence[QWidget]:
        """The way to the month end."""
        return (self.start,)

    def enter(self) -> None:
        """Let the arrows scroll; the first figure is one Tab away."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self, preferences: Preferences) -> Preferences:
        """Remember where copies go."""
        return replace(preferences, backup_folder=self._backup_folder)

    def _build(self) -> None:
        kit, say = self._kit, self._kit.language.say
        theme = kit.theme
        self.start = Button(theme, say("Start the month end"), buttons.Kind.PRIMARY, Icon.MONTH_END)
        self.unbilled = KpiCard(theme, say("Unbilled this month"), Icon.MONTH_END)
        self.owed = KpiCard(theme, say("Outstanding invoices"), Icon.HOURGLASS)
        self.monthly = KpiCard(theme, say("Recurring revenue"), Icon.REPEAT)
        self.worked = KpiCard(theme, say("Logged this week"), Icon.CLOCK)
        self.promises = KpiCard(theme, say("SLA at risk"), Icon.TICKET)
        self.promises.hide()
        self._cards = (self.unbilled, self.owed, self.monthly, self.worked)
        self.attention = Panel(kit, say("Needs attention"))
        self.chart = BarChart(theme, say("Revenue by month"), self._scale)
        legend = Legend(
            theme, ((say("Agreements"), Ink.ACCENT), (say("Time and extras"), Ink.ACCENT_MID))
        )
        self.revenue = Panel(kit, say("Revenue"), legend)
        self.revenue.body.addWidget(self.chart, 1)
        self._month = Chip(theme, Pill("", Tone.MUTE))
        self.ready = Panel(kit, say("Ready for month end"), self._month)
        self.week = Panel(kit, say("This week"))
        self.get_started = GetStarted(kit, self._steps())
        self.get_started.hide()
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        self._grid.setContentsMargins(24, 2, 24, 24)
        inside = QWidget()
        inside.setObjectName("Inside")
        inside.setLayout(column(self._grid, None, gap=0))
        self._area = QScrollArea()
        self._area.setObjectName("Scroll")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        self._area.verticalScrollBar().rangeChanged.connect(self._make_room)
        ground = QFrame()
        ground.setObjectName("Bare")
        ground.setLayout(row((self._area, 1), gap=0))
        self.setLayout(column((ground, 1), gap=0))
        self._arrange()

    def _arrange(self) -> None:
        """Four cards in a row, and two panels below each other's side."""
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, 0, place)
            self._grid.setColumnStretch(place, 1)
        self._grid.addWidget(self.promises, 0, len(self._cards) - 1)
        self._grid.addWidget(self.attention, 1, 0, 1, 2)
        self._grid.addWidget(self.revenue, 1, 2, 1, 2)
        self._grid.addWidget(self.get_started, 2, 0, 1, 4)
        self._grid.addWidget(self.ready, 3, 0, 1, 2)
        self._grid.addWidget(self.week, 3, 2, 1, 2)

    def _make_room(self, lowest: int, highest: int) -> None:
        """Keep the cards below the title's end, with or without a scroll bar."""
        bar = self._area.verticalScrollBar().sizeHint().width() if highest > lowest else 0
        self._grid.setContentsMargins(24, 2, 24 - bar, 24)

    def _connect(self) -> None:
        self.start.clicked.connect(partial(self._open, "billing"))
        self.unbilled.clicked.connect(partial(self._open, "billing"))
        self.owed.clicked.connect(self._show_open)
        self.monthly.clicked.connect(self._show_recurring)
        self.worked.clicked.connect(self._show_worked)
        self.promises.clicked.connect(self._show_promises)
        self.chart.chosen.connect(self._show_month)

    def _steps(self) -> tuple[Step, ...]:
        return (
            Step(
                N_("Add your first client"),
                N_("A name is enough to begin."),
                N_("Add client"),
                partial(self._begin, "clients"),
            ),
            Step(
                N_("Agree on something"),
                N_("A monthly fee, seats, devices or hours."),
                N_("Add agreement"),
                partial(self._begin, "agreements"),
            ),
            Step(
                N_("Log your first hour"),
                N_("It is billed at the month end."),
                N_("Log time"),
                partial(self._begin, "time"),
            ),
            Step(
                N_("Issue your first invoice"),
                N_("The month end shows each one before it is issued."),
                N_("Open the month end"),
                partial(self._open, "billing"),
            ),
            Step(
                N_("Choose a folder for backups"),
                N_("A stick, a second disk or a folder in the cloud."),
                N_("Choose…"),
                self._ask_for_folder,
            ),
        )

    def _show(self, found: Dashboard) -> None:
        self._found = found
        self._show_figures(found)
        self._show_chart(found)
        begun = progress(found.begun, has_backup=bool(self._backup_folder))
        is_new = not found.begun.has_invoice
        self.get_started.show_progress(begun)
        self.get_started.setVisible(is_new)
        self.ready.setVisible(not is_new)
        self.week.setVisible(not is_new)
        self._tell()
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
        self.promises.setVisible(found.has_tickets)
        self.worked.setVisible(not found.has_tickets)
        if found.has_tickets:
            self._look_at_promises()

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
        self.promises.show_figure(str(len(self._pressing)), *words.promises(self._kit, found))

    def _reviewed(self, review: Review) -> None:
        self._review = review
        assert self._found
        figure, others = words.sums(self._kit, words.unbilled(review), self._found.currency)
        to_check = self._to_check()
        say = self._kit.language.say
        pill = None
        if to_check:
            pill = Pill(say("{count} to check", count=to_check), Tone.WARN, Icon.WARNING)
        self.unbilled.show_figure(figure, pill, others or say("through {day}", day=review.through))
        self.ready.show_facts(tuple(words.month_end(self._kit, review, self._desk.go)))
        self._month.show_pill(Pill(self._kit.language.date(review.through, "LLLL"), Tone.MUTE))
        self._tell()

    def _not_reviewed(self, error: Exception) -> None:
        # Without a company there is nothing to bill, which is no fault on a first day.
        if self._found and self._found.begun.has_client:
            self._failed(error)

    def _show_figures(self, found: Dashboard) -> None:
        kit, say = self._kit, self._kit.language.say
        figure, others = words.sums(kit, [each.total for each in found.owed], found.currency)
        late = len(found.overdue)
        pill = Pill(say("{count} overdue", count=late), Tone.WARN, Icon.WARNING) if late else None
        oldest = (
            say("oldest {count} days", count=found.overdue[0].days_late(found.today))
            if late
            else ""
        )
        if not late and found.open:
            pill = Pill(say("On time"), Tone.OK, Icon.CHECK_CIRCLE)
        self.owed.show_figure(figure, pill, " · ".join(part for part in (oldest, others) if part))
        self.monthly.show_figure(
            kit.language.money(found.monthly),
            words.change(kit, found.monthly, found.monthly_before),
            kit.counted(found.agreements, N_("1 agreement"), N_("{count} agreements")),
            [each.recurring.minor for each in found.revenue if each.total][-6:],
        )
        share = found.billable_minutes * 100 // found.minutes if found.minutes else 0
        self.worked.show_figure(
            words.hours(kit, found.minutes),
            Pill(say("{percent} % billable", percent=share), Tone.MUTE) if found.minutes else None,
            "",
        )
        self.week.show_facts(tuple(words.week(kit, found, self._desk.go)))

    def _show_chart(self, found: Dashboard) -> None:
        language = self._kit.language
        self.chart.show_bars(
            [
                Bar(
                    language.date(each.month, "LLL"),
                    (each.recurring.minor, each.other.minor),
                    language.say(
                        "{month}: {recurring} agreements, {other} time and extras",
                        month=language.date(each.month, "LLLL y"),
                        recurring=each.recurring,
                        other=each.other,
                    ),
                )
                for each in found.revenue
            ]
        )

    def _scale(self, minor: int) -> str:
        currency = self._found.currency if self._found else "EUR"
        return self._kit.language.short_money(Money(minor, currency))

    def _tell(self) -> None:
        if not self._found:
            return
        kit = self._kit
        facts = tuple(words.attention(kit, self._found, self._review, self._desk.go))
        if facts:
            self.attention.show_facts(facts)
        else:
            say = kit.language.say
            self.attention.show_facts(
                (words.calm(say("Nothing needs you now"), say("Well done.")),)
            )
        self.titled.emit()
        self._desk.count("billing", self._to_check())

    def _to_check(self) -> int:
        return words.to_check(self._review) if self._review else 0

    def _needs(self) -> str:
        assert self._found
        count = self._to_check() + bool(self._found.overdue)
        if not count:
            return self._kit.language.say("Nothing needs you now")
        return self._kit.counted(count, N_("1 thing needs you"), N_("{count} things need you"))

    def _open(self, noun: str) -> None:
        self._desk.go(noun, None)

    def _begin(self, noun: str) -> None:
        """Begin on a page where there is one, else bring what there is from a file."""
        if noun in self._desk.nouns:
            self._desk.begin(noun)
        else:
            self._desk.import_workbook()

    def _show_open(self) -> None:
        numbers = tuple(each.bill.number for each in self._found.open) if self._found else ()
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
        if self._found:
            self._desk.go("documents", self._found.revenue[place].month)

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
            return folder, self._desk.services.backups.keep(Path(folder))

        job = Job(work)
        job.succeeded.connect(self._kept_copy)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _kept_copy(self, kept: tuple[str, Path]) -> None:
        self._backup_folder, copy = kept
        text = self._kit.language.say("A copy was made: {file}", file=copy.name)
        Toast(self._kit.theme, self.window(), text)
        if self._found:
            begun = progress(self._found.begun, has_backup=True)
            self.get_started.show_progress(begun)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self.window(), error)
