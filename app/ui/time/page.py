"""Time: a day with its gaps, or the week as a grid; each entry with what it comes to."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.changes import Changes, Kind
from app.domain.duration import clock_text
from app.domain.gaps import Gap, gaps
from app.domain.sentence import N_, say
from app.domain.timers import About
from app.services.timekeeping import EntryRow
from app.ui import buttons, shortcuts
from app.ui.buttons import Button, ToolButton
from app.ui.cells import Cell, Column, Figure, Pair, Pill, Words
from app.ui.date_field import DateField
from app.ui.empty import Empty
from app.ui.errors import present
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import column, framed, line, row
from app.ui.page import Page
from app.ui.segment import Segment
from app.ui.table import Table
from app.ui.time import words
from app.ui.time.log_sheet import Asked, Logging
from app.ui.time.week import DAYS, CannotSpreadError, Subject, WeekGrid, edit_of
from app.ui.toast import Toast
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.progress import Progress
    from app.domain.sentence import Sentence
    from app.i18n import Language
    from app.services.editing import Undo
    from app.ui.desk import Desk

Line = EntryRow | Gap


def _key(found: Line) -> object:
    return found.id if isinstance(found, EntryRow) else found


def columns(language: Language) -> tuple[Column[Line], ...]:
    """What the day shows of an entry, or of a gap."""

    def when(found: Line) -> Cell:
        return Figure(f"{found.start:%H:%M} – {found.end:%H:%M}", is_faint=isinstance(found, Gap))

    def what(found: Line) -> Cell:
        if isinstance(found, Gap):
            text = language.say(N_("{length} not logged"), length=clock_text(found.minutes))
            return Pair(text, language.say(N_("Enter logs it")), is_faint=True)
        work = f"{found.ticket} {found.summary}".strip()
        title = found.note or work or found.work_type
        note = " · ".join(filter(None, (found.client_name, work if found.note else "")))
        return Pair(title, note)

    def kind(found: Line) -> Cell:
        return Words("" if isinstance(found, Gap) else found.work_type)

    def long(found: Line) -> Cell:
        text = "" if isinstance(found, Gap) else words.lengths(language, found)
        return Figure(text)

    def standing(found: Line) -> Cell:
        return Words("") if isinstance(found, Gap) else words.standing_pill(language, found)

    def approved(found: Line) -> Cell:
        is_on = isinstance(found, EntryRow) and found.is_approved
        return (
            Pill(language.say(N_("Approved")), Tone.OK, Icon.CHECK_CIRCLE) if is_on else Words("")
        )

    return (
        Column(N_("Time"), when),
        Column(N_("Work"), what, is_stretched=True),
        Column(N_("Type"), kind, rank=2),
        Column(N_("Length"), long, is_right=True),
        Column(N_("Comes to"), standing),
        Column(N_("Approval"), approved, rank=1),
    )


class TimePage(Page):
    """Logs, changes and approves; everything is saved at once and can be undone."""

    watches: ClassVar[Changes] = frozenset(Kind)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self._rows: tuple[EntryRow, ...] = ()
        self.logging = Logging(desk, self.window)
        self._build(desk.services.today())
        self._connect()

    def refresh(self) -> None:
        """Look up the day or the week."""
        since, days = self._span()
        entries = self._desk.services.time.entries
        self._work_on(partial(entries, since, since + timedelta(days=days)), self._listed)

    def title(self) -> tuple[str, str]:
        """The page's name."""
        return self._kit.language.say(N_("Time")), ""

    def tools(self) -> Sequence[QWidget]:
        """The button to log time."""
        return (self.new,)

    def enter(self) -> None:
        """Put the focus on the list."""
        view = self.week if self.segment.value == "week" else self.table
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def filter(self) -> None:
        """Put the cursor into the day."""
        self.day.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.day.selectAll()

    def begin(self, what: str) -> None:
        """Log time on the day that is shown."""
        del what
        self.logging.ask(Asked(start=self._next_start()))

    def show_what(self, what: object) -> None:
        """Show a day."""
        if isinstance(what, date):
            self.segment.choose("day")
            self.day.show_day(what)

    def subject(self) -> About | None:
        """What a timer would be for."""
        found = self.table.current
        if not isinstance(found, EntryRow) or self.segment.value != "day":
            return None
        agreement = "" if found.ticket else found.agreement
        return About(found.client, found.ticket, agreement, found.work_type, found.role, found.note)

    def _build(self, today: date) -> None:
        kit, say_ = self._kit, self._kit.language.say
        self.new = Button(kit.theme, say_(N_("Log time")), buttons.Kind.PRIMARY, Icon.PLUS)
        texts = {"day": say_(N_("Day")), "week": say_(N_("Week"))}
        self.segment = Segment[str](kit.theme, say_("Show"), texts)
        self.day = DateField(kit, say_(N_("Day")), today)
        self.back = ToolButton(kit.theme, Icon.CARET_LEFT, say_(N_("Before")), "[")
        self.on = ToolButton(kit.theme, Icon.CARET_RIGHT, say_(N_("After")), "]")
        self.sum = label(role=Role.MUTED)
        tools = row(self.segment, self.back, self.day, self.on, None, self.sum, gap=8)
        tools.setContentsMargins(20, 4, 16, 12)
        self.table = Table[Line](kit.theme, kit.language, columns(kit.language), _key)
        self.table.setAccessibleName(say_(N_("The day")))
        self.week = WeekGrid(kit)
        nothing = Button(kit.theme, say_(N_("Log time")))
        nothing.clicked.connect(partial(self.begin, ""))
        self.nothing = Empty(kit.theme, Icon.CLOCK, nothing)
        self.nothing.say(
            say_(N_("Nothing logged")), say_(N_("Log time here, on a ticket, or start a timer."))
        )
        self._views = QStackedWidget()
        for view in (self.table, self.week, self.nothing):
            self._views.addWidget(view)
        self.why = label(role=Role.SMALL, wrap=True)
        self.open = Button(kit.theme, "", buttons.Kind.LINK)
        foot = row((self.why, 1), column(self.open, None), gap=12, margins=(20, 10, 16, 12))
        self._foot = framed("Pane", foot)
        self.setLayout(
            column(framed("Pane", tools), line(), (self._views, 1), line(), self._foot, gap=0)
        )

    def _connect(self) -> None:
        self.new.clicked.connect(partial(self.begin, ""))
        self.segment.changed.connect(self._again)
        self.day.changed.connect(self.refresh)
        self.back.clicked.connect(partial(self._step, -1))
        self.on.clicked.connect(partial(self._step, 1))
        self.table.chosen.connect(self._explain)
        self.table.doubleClicked.connect(self.change)
        self.week.typed.connect(self._typed)
        self.week.refused.connect(self._refused)
        self.open.clicked.connect(self._open_document)
        shortcuts.bind(self.table, shortcuts.CHANGE, self.change)
        shortcuts.bind(self.table, shortcuts.APPROVE, self.approve)
        shortcuts.bind(self.table, shortcuts.REMOVE, self.remove)
        shortcuts.bind(self, shortcuts.EARLIER, partial(self._step, -1))
        shortcuts.bind(self, shortcuts.LATER, partial(self._step, 1))

    def change(self) -> None:
        """Change the chosen entry, or log what was missed."""
        match self.table.current:
            case EntryRow() as found:
                self.logging.ask(Asked.of(found))
            case Gap() as gap:
                self.logging.ask(Asked(start=gap.start, minutes=gap.minutes))
            case None:
                pass

    def approve(self) -> None:
        """Approve the chosen entry, or take that back."""
        found = self.table.current
        if isinstance(found, EntryRow):
            text = (
                N_("{what} not approved any more") if found.is_approved else N_("{what} approved")
            )
            record = {"id": found.id, "approved": not found.is_approved}
            save = partial(self._desk.services.editing.save, {"time": [record]})
            self._work_on(save, partial(self._done, say(text, what=found.client_name)))

    def remove(self) -> None:
        """Take the chosen entry away, unless it was billed."""
        found = self.table.current
        if isinstance(found, EntryRow):
            act = partial(self._desk.services.editing.remove, "time", found.id)
            self._work_on(
                act, partial(self._done, say(N_("{what} removed"), what=found.client_name))
            )

    def _span(self) -> tuple[date, int]:
        day = self.day.day
        if self.segment.value == "day":
            return day, 1
        return day - timedelta(days=day.weekday()), DAYS

    def _step(self, by: int) -> None:
        self.day.show_day(self.day.day + timedelta(days=by * self._span()[1]))

    def _again(self) -> None:
        self.refresh()

    def _next_start(self) -> datetime | None:
        """After the last entry of the day that is shown; now, where that is today."""
        if self.day.day == self._desk.services.today() or self.segment.value != "day":
            return None
        ends = [found.end for found in self._rows]
        return max(ends) if ends else None

    def _listed(self, rows: tuple[EntryRow, ...]) -> None:
        self._rows = rows
        total = sum(found.minutes for found in rows)
        payable = sum(int(found.told.billable) for found in rows if found.told)
        self.sum.setText(
            self._kit.language.say(
                N_("{worked} worked, {billable} billable"),
                worked=clock_text(total),
                billable=clock_text(payable),
            )
        )
        if self.segment.value == "week":
            self.week.show_week(self._span()[0], rows)
            self._views.setCurrentWidget(self.week if rows else self.nothing)
        else:
            missing = gaps((found.start, found.minutes) for found in rows)
            lines: list[Line] = sorted([*rows, *missing], key=lambda found: found.start)
            self._views.setCurrentWidget(self.table if rows else self.nothing)
            self.table.show_rows(lines)
        self._explain()

    def _explain(self) -> None:
        found = self.table.current
        is_entry = self.segment.value == "day" and isinstance(found, EntryRow) and bool(self._rows)
        self._foot.setVisible(is_entry)
        if not is_entry or not isinstance(found, EntryRow):
            return
        language = self._kit.language
        texts = list(words.explained(language, found.told)) if found.told else []
        if found.is_locked:
            texts.insert(0, language.say(N_("It was billed. Enter changes it, with a reason.")))
        self.why.setText("\n".join(texts))
        self.open.say(language.say(N_("Open {number}"), number=found.document))
        self.open.setVisible(bool(found.document))

    def _open_document(self) -> None:
        found = self.table.current
        if isinstance(found, EntryRow) and found.document:
            self._desk.go("documents", found.document)

    def _typed(self, subject: Subject, day: date, minutes: int) -> None:
        services = self._desk.services
        rows = self._rows
        if not rows:
            return
        zone = services.time.loggable().zone
        try:
            record, gone = edit_of(subject, rows, day, minutes, zone)
        except CannotSpreadError:
            self._tell(N_("What is billed stays; change it in the day, with a reason."))
            self.refresh()
            return
        if not record and not gone:
            self.refresh()
            return

        def work() -> Undo:
            start = record.get("start")
            new = {"id": services.time.free_id(datetime.fromisoformat(start))} if start else {}
            patch = {"time": [{**new, **record}]} if record else {}
            return services.editing.save(patch, [("time", id_) for id_ in gone])

        done = say(N_("{length} for {what}"), length=clock_text(minutes), what=subject.client_name)
        self._work_on(work, partial(self._done, done))

    def _refused(self) -> None:
        self._tell(N_("Type a length such as 1:30, 90m or 1.5"))
        self.refresh()

    def _tell(self, text: str) -> None:
        Toast(self._kit.theme, self.window(), self._kit.language.say(text))

    def _done(self, done: Sentence, undo: Undo) -> None:
        self._desk.undos.push(done, partial(self._desk.services.editing.undo, undo))

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
