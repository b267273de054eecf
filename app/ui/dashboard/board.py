"""The board: the dashboard's cards and panels, which show what they are told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.domain.money import Money
from app.domain.sentence import N_
from app.ui.bar_chart import Bar, BarChart
from app.ui.buttons import Button, Kind
from app.ui.cells import Pill
from app.ui.chip import Chip
from app.ui.dashboard import words
from app.ui.dashboard.get_started import GetStarted, Step, progress
from app.ui.dashboard.panel import Panel
from app.ui.icons import Icon
from app.ui.kpi_card import KpiCard
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.legend import Legend
from app.ui.tokens import Ink, Tone

if TYPE_CHECKING:
    from app.domain.dashboard import Dashboard
    from app.services.billing import Review
    from app.services.sla import Pressing
    from app.ui.kit import Kit

_GAP = 16
_WIDEST = 1800
"""Wider cards would only put more nothing between their words."""


def start_button(kit: Kit) -> Button:
    """The way to the month end."""
    words = kit.language.say("Start the month end")
    return Button(kit.theme, words, Kind.PRIMARY, Icon.MONTH_END)


class Board(QWidget):
    """Tells what was asked for; it looks up nothing itself."""

    wanted = Signal(str, object)
    """A page, and what to show there."""
    begun = Signal(str)
    """The noun of the page on which to begin something."""
    folder_wanted = Signal()
    """A folder for backups is to be chosen."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.found: Dashboard | None = None
        """The figures that are shown."""
        self.review: Review | None = None
        """What is due, as it was worked out last."""
        self._build()

    def title(self) -> tuple[str, str]:
        """A greeting, the day, and how much needs the person."""
        if not self.found:
            return self._kit.language.say("Dashboard"), ""
        day = self._kit.language.date(self.found.today, "full")
        return words.greeting(self._kit, self.found), f"{day}  ·  {self._needs()}"

    def enter(self) -> None:
        """Let the arrows scroll; the first figure is one Tab away."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_found(self, found: Dashboard, *, has_backup: bool) -> None:
        """Show the figures that need no working out."""
        self.found = found
        self._show_figures(found)
        self._show_chart(found)
        is_new = not found.begun.has_invoice
        self.get_started.show_progress(progress(found.begun, has_backup=has_backup))
        self.get_started.setVisible(is_new)
        self.ready.setVisible(not is_new)
        self.week.setVisible(not is_new)
        self.promises.setVisible(found.has_tickets)
        self.worked.setVisible(not found.has_tickets)
        self._tell()

    def show_expected(self, monthly: Money) -> None:
        """Show what agreements will bill in a month, as nothing was billed yet."""
        assert self.found
        kit = self._kit
        many = kit.counted(self.found.agreements, N_("1 agreement"), N_("{count} agreements"))
        pill = Pill(kit.language.say("Expected"), Tone.INFO)
        self.monthly.show_figure(kit.language.money(monthly), pill, many)

    def show_review(self, review: Review) -> None:
        """Show what is due."""
        self.review = review
        assert self.found
        figure, others = words.sums(self._kit, words.unbilled(review), self.found.currency)
        to_check = self.to_check()
        say = self._kit.language.say
        pill = None
        if to_check:
            pill = Pill(say("{count} to check", count=to_check), Tone.WARN, Icon.WARNING)
        self.unbilled.show_figure(figure, pill, others or say("through {day}", day=review.through))
        self.ready.show_facts(tuple(words.month_end(self._kit, review, self.wanted.emit)))
        self._month.show_pill(Pill(self._kit.language.date(review.through, "LLLL"), Tone.MUTE))
        self._tell()

    def show_pressing(self, found: Pressing) -> None:
        """Show how the promises on tickets stand."""
        count = len(found.breached) + len(found.at_risk)
        self.promises.show_figure(str(count), *words.promises(self._kit, found))

    def to_check(self) -> int:
        """How many clients wait for a look or are blocked."""
        return words.to_check(self.review) if self.review else 0

    def _build(self) -> None:
        kit, say = self._kit, self._kit.language.say
        theme = kit.theme
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
        self.no_revenue = label(
            say("What you invoice is shown here, month by month."), Role.SMALL, wrap=True
        )
        self.revenue.body.addWidget(self.no_revenue)
        self.revenue.body.addWidget(self.chart, 1)
        self._legend = legend
        self._month = Chip(theme, Pill("", Tone.MUTE))
        self.ready = Panel(kit, say("Ready for month end"), self._month)
        self.week = Panel(kit, say("This week"))
        self.get_started = GetStarted(kit, self._steps())
        self.get_started.hide()
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        self._grid.setContentsMargins(24, 2, 24, 24)
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        inside.setObjectName("Inside")
        inside.setLayout(column(self._grid, None, gap=0))
        self._area = QScrollArea()
        self._area.setObjectName("Scroll")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
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

    def _steps(self) -> tuple[Step, ...]:
        return (
            Step(
                N_("Add your first client"),
                N_("A name is enough to begin."),
                N_("Add client"),
                partial(self.begun.emit, "clients"),
            ),
            Step(
                N_("Agree on something"),
                N_("A monthly fee, seats, devices or hours."),
                N_("Add agreement"),
                partial(self.begun.emit, "agreements"),
            ),
            Step(
                N_("Log your first hour"),
                N_("It is billed at the month end."),
                N_("Log time"),
                partial(self.begun.emit, "time"),
            ),
            Step(
                N_("Issue your first invoice"),
                N_("The month end shows each one before it is issued."),
                N_("Open the month end"),
                partial(self.wanted.emit, "billing", None),
            ),
            Step(
                N_("Choose a folder for backups"),
                N_("A stick, a second disk or a folder in the cloud."),
                N_("Choose…"),
                self.folder_wanted.emit,
            ),
        )

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
        has_begun = found.begun.has_invoice
        self.monthly.show_figure(
            kit.language.money(found.monthly) if has_begun else "–",
            words.change(kit, found.monthly, found.monthly_before),
            kit.counted(found.agreements, N_("1 agreement"), N_("{count} agreements"))
            if has_begun or found.agreements
            else say("What agreements bill a month"),
            [each.recurring.minor for each in found.revenue if each.total][-6:],
        )
        share = found.billable_minutes * 100 // found.minutes if found.minutes else 0
        self.worked.show_figure(
            words.hours(kit, found.minutes),
            Pill(say("{percent} % billable", percent=share), Tone.MUTE) if found.minutes else None,
            "",
        )
        self.week.show_facts(tuple(words.week(kit, found, self.wanted.emit)))

    def _show_chart(self, found: Dashboard) -> None:
        language = self._kit.language
        has_any = any(each.recurring or each.other for each in found.revenue)
        self.no_revenue.setVisible(not has_any)
        for part in (self.chart, self._legend):
            part.setVisible(has_any)
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
        currency = self.found.currency if self.found else "EUR"
        return self._kit.language.short_money(Money(minor, currency))

    def _tell(self) -> None:
        if not self.found:
            return
        kit = self._kit
        facts = tuple(words.attention(kit, self.found, self.review, self.wanted.emit))
        if facts:
            self.attention.show_facts(facts)
        else:
            say = kit.language.say
            self.attention.show_facts(
                (words.calm(say("Nothing needs you now"), say("Well done.")),)
            )

    def _needs(self) -> str:
        assert self.found
        count = self.to_check() + bool(self.found.overdue)
        if not count:
            return self._kit.language.say("Nothing needs you now")
        return self._kit.counted(count, N_("1 thing needs you"), N_("{count} things need you"))
