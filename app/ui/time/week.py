"""The week as a grid: what was worked on by day; a cell takes a length as one types it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem

from app.domain.duration import clock_text, minutes_of
from app.domain.sentence import N_
from app.ui.tokens import Ink

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from app.services.timekeeping import EntryRow
    from app.ui.form.fields import Record
    from app.ui.kit import Kit

DAYS = 7
_MORNING = time(9)


@dataclass(frozen=True, slots=True)
class Subject:
    """What was worked on: a row of the grid."""

    client: str
    client_name: str
    ticket: str
    summary: str
    agreement: str
    work_type: str
    role: str

    @classmethod
    def of(cls, row: EntryRow) -> Subject:
        """What an entry is about."""
        agreement = "" if row.ticket else row.agreement
        return cls(
            row.client, row.client_name, row.ticket, row.summary, agreement, row.work_type, row.role
        )

    @property
    def text(self) -> str:
        """How the row is called."""
        what = f"{self.ticket} {self.summary}".strip() or self.agreement
        return " · ".join(filter(None, (self.client_name, what, self.work_type)))


class CannotSpreadError(ValueError):
    """A cell cannot be that long: what is billed stays."""


def edit_of(
    subject: Subject, rows: Iterable[EntryRow], day: date, minutes: int, zone: ZoneInfo
) -> tuple[Record, tuple[str, ...]]:
    """The entries that make a day's cell so long: the last open one takes the difference.

    Returns the records to save and the ids to take away; raises CannotSpreadError.
    """
    cell = [row for row in rows if row.day == day and Subject.of(row) == subject]
    others = [row for row in rows if row.day == day]
    more = minutes - sum(row.minutes for row in cell)
    gone = list[str]()
    for row in reversed([row for row in cell if not row.is_locked]):
        if row.minutes + more > 0:
            return {"id": row.id, "minutes": row.minutes + more}, tuple(gone)
        gone.append(row.id)
        more += row.minutes
        if more == 0:
            return {}, tuple(gone)
    if more < 0:
        raise CannotSpreadError
    if more == 0:
        return {}, tuple(gone)
    start = max((row.end for row in others), default=datetime.combine(day, _MORNING, zone))
    if start.astimezone(zone).date() != day:
        start = datetime.combine(day, _MORNING, zone)
    new = {
        "client": subject.client,
        "ticket": subject.ticket or None,
        "agreement": subject.agreement or None,
        "work_type": subject.work_type,
        "role": subject.role or None,
        "start": start.isoformat(),
        "minutes": more,
    }
    return new, tuple(gone)


class WeekGrid(QTableWidget):
    """F2 or any digit edits a cell; Del empties it; totals stand below."""

    typed = Signal(object, object, int)
    """A Subject, a day, and the minutes it should have."""
    refused = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._monday = date.min
        self._subjects: tuple[Subject, ...] = ()
        self._is_showing = False
        self.setAccessibleName(kit.language.say(N_("The week")))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setObjectName("Week")
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(kit.theme.scaled(36))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cellChanged.connect(self._changed)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The rows on show."""
        return self._subjects

    def show_week(self, monday: date, rows: Iterable[EntryRow]) -> None:
        """Show a week."""
        self._is_showing = True
        self._monday = monday
        found: dict[Subject, dict[date, list[EntryRow]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            found[Subject.of(row)][row.day].append(row)
        self._subjects = tuple(sorted(found, key=lambda subject: subject.text.casefold()))
        language, place = self._kit.language, (self.currentRow(), self.currentColumn())
        self.setRowCount(len(self._subjects) + 1)
        self.setColumnCount(DAYS + 2)
        days = [monday + timedelta(days=i) for i in range(DAYS)]
        names = [f"{language.weekday(_NAMES[day.weekday()])} {day.day}" for day in days]
        headings = [language.say(N_("Work")), *names, language.say(N_("Total"))]
        self.setHorizontalHeaderLabels(headings)
        for at in range(DAYS + 2):
            if heading := self.horizontalHeaderItem(at):
                heading.setTextAlignment(_RIGHT if at else _LEFT)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at in range(1, DAYS + 2):
            self.setColumnWidth(at, self._kit.theme.scaled(80))
        sums = [0] * DAYS
        for line, subject in enumerate(self._subjects):
            self._put(line, 0, subject.text, is_fixed=True)
            minutes = [sum(row.minutes for row in found[subject][day]) for day in days]
            for at, (day, length) in enumerate(zip(days, minutes, strict=True)):
                cell = found[subject][day]
                self._put(
                    line,
                    at + 1,
                    clock_text(length) if length else "",
                    is_fixed=bool(cell) and all(row.is_locked for row in cell),
                )
                sums[at] += length
            self._put(line, DAYS + 1, clock_text(sum(minutes)), is_fixed=True)
        last = len(self._subjects)
        totals = [
            language.say(N_("Total")),
            *(clock_text(each) if each else "–" for each in sums),
            clock_text(sum(sums)),
        ]
        for at, text in enumerate(totals):
            self._put(last, at, text, is_fixed=True, is_strong=True)
        if place[0] >= 0:
            self.setCurrentCell(min(place[0], last), place[1])
        elif self._subjects:
            self.setCurrentCell(0, 1)
        self._is_showing = False

    def _put(
        self, line: int, at: int, text: str, *, is_fixed: bool, is_strong: bool = False
    ) -> None:
        item = QTableWidgetItem(text)
        if is_fixed:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        if at:
            item.setTextAlignment(_RIGHT)
        if is_fixed and at and not is_strong:
            item.setForeground(self._kit.theme.colour(Ink.TEXT_2))
        if is_strong:
            font = self.font()
            font.setWeight(font.Weight.DemiBold)
            item.setFont(font)
        if not at:
            item.setToolTip(text)
        self.setItem(line, at, item)

    def _changed(self, line: int, at: int) -> None:
        if self._is_showing or not 0 < at <= DAYS or line >= len(self._subjects):
            return
        item = self.item(line, at)
        text = item.text().strip() if item else ""
        minutes = minutes_of(text) if text else 0
        if minutes is None:
            self.refused.emit()
        else:
            day = self._monday + timedelta(days=at - 1)
            self.typed.emit(self._subjects[line], day, minutes)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
