"""The timer card, pinned in the sidebar: one clock runs, the others wait with their time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError
from app.domain.sentence import N_
from app.domain.timers import About, worked
from app.ui.agreements.acts import AskSheet
from app.ui.buttons import Button, ToolButton
from app.ui.errors import present
from app.ui.form.fields import Choices, Field, Option
from app.ui.form.fields import Kind as Typed
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.labels import ElidedLabel, Role, label
from app.ui.layout import clear, column, line, row
from app.ui.nav import Pinned
from app.ui.time import words
from app.ui.time.away_sheet import AwaySheet
from app.ui.time.log_sheet import Around, Asked, Logging

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.progress import Progress
    from app.domain.timers import Absence, Timer
    from app.services.timekeeping import Loggable
    from app.ui.desk import Desk
    from app.ui.form.fields import Record

_SECOND = 1000
_BEAT = 30
"""So many seconds from one sign of life to the next."""


class TimerCard(Pinned):
    """Starts, pauses, switches and stops; what is stopped is logged on the sheet."""

    def __init__(self, desk: Desk, over: Callable[[], QWidget], about: Callable[[], About]) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self._over = over
        self._about = about
        self._service = desk.services.timers
        self._beats = 0
        self._away: AwaySheet | None = None
        self.logging = Logging(desk, over)
        self.setObjectName("TimerCard")
        say = desk.kit.language.say
        self.clock = label(role=Role.H3)
        self.clock.setFont(desk.kit.theme.font(figures=True))
        self.what = ElidedLabel(Role.SMALL)
        self.start = Button(desk.kit.theme, say(N_("Start timer")), icon=Icon.PLAY)
        self.start.setToolTip(f"{say(N_('Start timer'))}  Ctrl+T")
        self.pause = ToolButton(desk.kit.theme, Icon.PAUSE, say(N_("Pause the timer")))
        self.edit = ToolButton(desk.kit.theme, Icon.EDIT, say(N_("What it is for, and since when")))
        self.stop = ToolButton(desk.kit.theme, Icon.CHECK_CIRCLE, say(N_("Stop and log")), "Ctrl+T")
        self.small = ToolButton(desk.kit.theme, Icon.PLAY, say(N_("Start timer")), "Ctrl+T")
        self.small.hide()
        self.small.clicked.connect(self.toggle)
        self._is_collapsed = False
        self._waiting = column(gap=2)
        self._top = QWidget()
        self._top.setLayout(row((self.clock, 1), self.edit, self.pause, self.stop, gap=0))
        self.setLayout(
            column(
                line(),
                self._top,
                self.what,
                self._waiting,
                self.start,
                self.small,
                gap=3,
                margins=(2, 4, 2, 6),
            )
        )
        self.start.clicked.connect(self.begin)
        self.pause.clicked.connect(self.rest)
        self.stop.clicked.connect(self.end)
        self.edit.clicked.connect(self.name)
        desk.undos.undone.connect(self.refresh)
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND)
        self._timer.timeout.connect(self._tick)
        self.refresh()
        if found := self._service.found():
            QTimer.singleShot(0, self, partial(self._ask, found.absence))

    def collapse(self, *, is_collapsed: bool) -> None:
        """Only a button in a narrow sidebar: it starts, or stops and logs."""
        self._is_collapsed = is_collapsed
        self.refresh()

    def let_go(self) -> None:
        """Tick no more; the timers themselves go on."""
        self._timer.stop()

    def toggle(self) -> None:
        """Start one, or stop the one that runs."""
        if self._service.timers.running:
            self.end()
        else:
            self.begin()

    def begin(self) -> None:
        """Start a timer for what is being looked at; one that runs is paused, not lost."""
        self._service.start(self._about())
        self.refresh()

    def rest(self) -> None:
        """Pause the one that runs."""
        self._service.pause()
        self.refresh()

    def resume(self, id_: str) -> None:
        """Let a waiting one run; the other one waits."""
        self._service.resume(id_)
        self.refresh()

    def name(self) -> None:
        """Say what the running one is for, or that it began at another time."""
        services, language = self._desk.services, self._kit.language

        def work(progress: Progress) -> Around:
            progress.step(0, 1)
            names = services.editing.choices()
            return Around(Choices(language, services.today(), names), services.time.loggable())

        job = Job(work)
        job.succeeded.connect(self._ask_name)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _ask_name(self, around: Around) -> None:
        running = self._service.timers.running
        if running is None or running.began is None:
            return
        found = around.loggable

        def tickets(choices: Choices) -> Sequence[Option]:
            del choices
            texts = [Option(one.number, f"{one.number} – {one.summary}") for one in found.tickets]
            return [Option(None, "–"), *texts]

        fields = (
            Field("ticket", N_("Ticket"), Typed.CHOICE, options=tickets, span=6),
            Field("note", N_("Note"), span=6),
            Field("at", N_("Began at"), span=6),
        )
        say = self._kit.language.say
        began = running.began.astimezone(found.zone)
        self.naming = AskSheet(
            self._desk,
            self._over(),
            say(N_("The timer")),
            say(N_("It began at {time}; another time moves its start."), time=f"{began:%H:%M}"),
            fields,
            around.choices,
        )
        self.naming.answered.connect(partial(self._named_anew, running.id, found))
        about = running.about
        self.naming.begin(
            {"ticket": about.ticket or None, "note": about.note, "at": f"{began:%H:%M}"}
        )

    def _named_anew(self, id_: str, found: Loggable, record: Record) -> None:
        timer = self._service.timers.of(id_)
        number = str(record.get("ticket") or "")
        ticket = next((one for one in found.tickets if one.number == number), None)
        about = replace(
            timer.about,
            ticket=number,
            client=ticket.client if ticket else timer.about.client,
            note=str(record.get("note") or ""),
        )
        try:
            self._service.tell(id_, about)
            began = (timer.began or found.now).astimezone(found.zone)
            hour, _, minute = str(record.get("at") or "").replace(".", ":").partition(":")
            if hour.isdigit() and (not minute or minute.isdigit()):
                at = (int(hour) % 24, int(minute or 0) % 60)
                if at != (began.hour, began.minute):
                    start = began.replace(hour=at[0], minute=at[1], second=0)
                    self._service.begin_at(id_, start.astimezone(UTC))
        except AppError as error:
            self._failed(error)
        self.refresh()

    def _failed(self, error: Exception) -> None:
        present(self._kit, self._over(), error)

    def end(self) -> None:
        """Stop the one that runs, and log it."""
        if running := self._service.timers.running:
            self.log(running.id)

    def log(self, id_: str) -> None:
        """Log a timer: it waits until its sheet is saved, so that nothing is lost."""
        timers = self._service.timers
        if timers.running and timers.running.id == id_:
            self._service.pause()
            self.refresh()
        self._log(self._service.timers.of(id_), 0)

    def _log(self, timer: Timer, place: int) -> None:
        """One sheet after the other, where it was worked on several days."""
        zone = self._kit_zone()
        parts = worked(timer, zone, self._service.now())
        about, part = timer.about, parts[place]
        asked = Asked(
            about.client,
            about.ticket,
            about.agreement,
            part.start,
            part.minutes,
            about.work_type,
            about.role,
            about.note,
        )
        if place + 1 < len(parts):
            self.logging.ask(asked, partial(self._log, timer, place + 1))
        else:
            back = partial(self._service.give_back, timer)
            self.logging.ask(asked, partial(self._logged, timer.id), back)

    def _kit_zone(self) -> ZoneInfo:
        return ZoneInfo(self._desk.services.company.show().timezone)

    def _logged(self, id_: str) -> None:
        self._service.drop(id_)
        self.refresh()

    def refresh(self) -> None:
        """Show the clocks as they are."""
        timers = self._service.timers
        running = timers.running
        has_room = not self._is_collapsed
        self._top.setVisible(has_room and running is not None)
        self.what.setVisible(has_room and running is not None)
        self.start.setVisible(has_room and running is None)
        self.small.setVisible(not has_room)
        clear(self._waiting)
        for timer in timers.all:
            if has_room and not timer.is_running:
                self._waiting.addWidget(self._waiting_row(timer))
        if running:
            self.what.show_text(self._named(running))
            self._timer.start()
        else:
            self._timer.stop()
        self._show_seconds()

    def _waiting_row(self, timer: Timer) -> QWidget:
        say = self._kit.language.say
        name, seconds = self._named(timer), timer.seconds(self._service.now())
        words_ = ElidedLabel(Role.MUTED)
        words_.show_text(f"{words.ticking(seconds)}  {name}")
        go_on = ToolButton(self._kit.theme, Icon.PLAY, say(N_("Go on with {what}"), what=name))
        log = ToolButton(self._kit.theme, Icon.CHECK_CIRCLE, say(N_("Log {what}"), what=name))
        go_on.clicked.connect(partial(self.resume, timer.id))
        log.clicked.connect(partial(self.log, timer.id))
        made = QWidget()
        made.setLayout(row((words_, 1), go_on, log, gap=0))
        return made

    def _named(self, timer: Timer) -> str:
        about = timer.about
        found = " · ".join(filter(None, (about.ticket or about.client, about.note)))
        return found or self._kit.language.say(N_("Nothing named yet"))

    def _show_seconds(self) -> None:
        if running := self._service.timers.running:
            text = words.ticking(running.seconds(self._service.now()))
            self.clock.setText(text)
            name = self._kit.language.say(N_("Timer {time}"), time=text)
            self.clock.setAccessibleName(name)
            if self._is_collapsed:
                self.small.show_icon(Icon.CHECK_CIRCLE, name)
        elif self._is_collapsed:
            self.small.show_icon(Icon.PLAY, self._kit.language.say(N_("Start timer")))

    def _tick(self) -> None:
        self._show_seconds()
        self._beats += 1
        if self._beats % _BEAT == 0 and self._away is None:
            try:
                absence = self._service.beat()
            except OSError as error:
                present(self._kit, self._over(), error)
                self._timer.stop()
                return
            if absence:
                self._ask(absence)

    def _ask(self, absence: Absence) -> None:
        name = self._named(self._service.timers.of(absence.timer))
        self._away = AwaySheet(self._kit, self._over(), name, absence, self._kit_zone())
        self._away.answered.connect(partial(self._answered, absence))
        self._away.closed.connect(self._asked)
        self._away.open(self._away.keep)

    def _asked(self) -> None:
        self._away = None
        self.refresh()

    def _answered(self, absence: Absence, answer: str) -> None:
        service = self._service
        if answer == "keep":
            service.keep_absence(absence)
        elif answer == "split":
            old = service.timers.of(absence.timer).about
            service.split_absence(absence, replace(old, ticket="", note=""))
        else:
            service.cut_absence(absence, go_on=answer == "go_on")
        self.refresh()
