"""The first step of a month end: work nobody approved or that is for no agreement, and timers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.facts import Verdict
from app.domain.sentence import N_, say
from app.services.timekeeping import Unreviewed
from app.ui.banner import Banner
from app.ui.buttons import Button, Kind
from app.ui.cells import Cell, Column, Figure, Pair, Pill, Words
from app.ui.empty import Empty
from app.ui.icons import Icon
from app.ui.labels import Role, label
from app.ui.layout import clear, column, framed, line, row
from app.ui.shortcuts import APPROVE, APPROVE_ALL, CHANGE, WRITE_OFF, bind
from app.ui.table import Table
from app.ui.time import words
from app.ui.time.log_sheet import Asked, Logging
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from app.domain.timers import Timer
    from app.i18n import Language
    from app.ui.billing.acts import Acts
    from app.ui.billing.state import Run
    from app.ui.desk import Desk


def columns(language: Language) -> tuple[Column[Unreviewed], ...]:
    """What the review shows of an entry."""

    def when(found: Unreviewed) -> Cell:
        return Words(language.date(found.entry.day, "EEE d MMM"))

    def what(found: Unreviewed) -> Cell:
        entry = found.entry
        work = f"{entry.ticket} {entry.summary}".strip()
        return Pair(entry.note or work or entry.work_type, work if entry.note else "")

    def why(found: Unreviewed) -> Cell:
        if found.agreements:
            return Pill(language.say(N_("No agreement")), Tone.WARN, Icon.WARNING)
        return Pill(language.say(N_("Not approved")), Tone.MUTE, Icon.CIRCLE)

    return (
        Column(N_("Why"), why),
        Column(N_("Day"), when),
        Column(N_("Client"), lambda found: Words(found.entry.client_name), rank=1),
        Column(N_("Work"), what, is_stretched=True),
        Column(N_("Type"), lambda found: Words(found.entry.work_type), rank=2),
        Column(
            N_("Length"), lambda found: Figure(words.lengths(language, found.entry)), is_right=True
        ),
        Column(N_("Comes to"), lambda found: words.standing_pill(language, found.entry)),
    )


class ReviewTime(QWidget):
    """Approves, changes and writes off; each is saved at once and can be undone."""

    next = Signal()
    left_as_it_is = Signal(object)
    """Work is for no agreement knowingly."""
    counted = Signal()
    """A timer was kept running knowingly."""

    def __init__(self, desk: Desk, acts: Acts) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self._acts = acts
        self._kept: set[str] = set()
        self.logging = Logging(desk, self.window)
        kit, say_ = desk.kit, desk.kit.language.say
        self.table = Table[Unreviewed](
            kit.theme, kit.language, columns(kit.language), lambda found: found.entry.id
        )
        self.table.setAccessibleName(say_("Work to review"))
        self._timers = QVBoxLayout()
        self._timers.setSpacing(6)
        self._banners = QWidget()
        self._banners.setLayout(column(self._timers, margins=(20, 10, 16, 10)))
        self.why = label(role=Role.SMALL, wrap=True)
        self.approve_all = Button(kit.theme, say_("Approve all"), icon=Icon.CHECK_CIRCLE)
        self.approve_all.setToolTip("Shift+A")
        self.change = Button(kit.theme, say_("Change…"), icon=Icon.EDIT)
        self.change.setToolTip("Enter")
        self.write_off = Button(kit.theme, say_("Write off…"), icon=Icon.LEFT_OUT)
        self.write_off.setToolTip("W")
        self.approve = Button(kit.theme, say_("Approve"), Kind.PRIMARY)
        self.approve.setToolTip("A")
        bar = row(
            (self.why, 1), self.approve_all, self.write_off, self.change, self.approve,
            gap=8, margins=(20, 11, 16, 12),
        )  # fmt: skip
        self._bar = framed("Pane", column(line(), bar, gap=0))
        self.go_on = Button(kit.theme, say_("Go on"), Kind.PRIMARY, Icon.ARROW_RIGHT)
        self.nothing = Empty(kit.theme, Icon.CHECK_CIRCLE_FULL, self.go_on)
        self.nothing.say(
            say_("All work is reviewed"),
            say_("What was worked until then is approved, and every hour knows its agreement."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        ground = framed("Pane", column(self._banners, (self._stack, 1), self._bar, gap=0))
        self.setLayout(column((ground, 1), gap=0))
        self._connect()

    def _connect(self) -> None:
        self.table.chosen.connect(self._explain)
        self.table.doubleClicked.connect(self.change_it)
        for button, act in (
            (self.approve, self.approve_it),
            (self.approve_all, self.approve_them),
            (self.change, self.change_it),
            (self.write_off, self.write_it_off),
            (self.go_on, self.next.emit),
        ):
            button.clicked.connect(act)
        for keys, act in (
            (APPROVE, self.approve_it),
            (APPROVE_ALL, self.approve_them),
            (CHANGE, self.change_it),
            (WRITE_OFF, self.write_it_off),
        ):
            bind(self.table, keys, act)

    @property
    def timers(self) -> tuple[Timer, ...]:
        """The timers nobody has decided about."""
        found = self._desk.services.timers.timers.all
        return tuple(timer for timer in found if timer.id not in self._kept)

    def show_run(self, run: Run) -> None:
        """Show what is left to review."""
        rows = run.to_review
        had_focus = self.isVisible() and self.table.hasFocus()
        self.table.show_rows(rows)
        self._stack.setCurrentWidget(self.table if rows else self.nothing)
        self._bar.setVisible(bool(rows))
        self.approve_all.setEnabled(any(not found.agreements for found in rows))
        if had_focus and not rows:
            self.enter()
        self._show_timers()
        self._explain()

    def enter(self) -> None:
        """Put the focus on the work, or on the way on."""
        first = self.table if self.table.rows else self.go_on
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def approve_it(self) -> None:
        """Approve the chosen entry as it is, for no agreement too."""
        found = self.table.current
        if found is None:
            return
        if found.agreements:
            self.left_as_it_is.emit(found)
        if not found.entry.is_approved:
            done = say(N_("{what} approved"), what=found.entry.client_name)
            self._acts.approve_entries([found.entry.id], done)

    def approve_them(self) -> None:
        """Approve all that is listed; what is for no agreement has to be looked at by itself."""
        waiting = [found.entry.id for found in self.table.rows if not found.agreements]
        if waiting:
            text = N_("1 entry approved") if len(waiting) == 1 else N_("{count} entries approved")
            self._acts.approve_entries(waiting, say(text, count=len(waiting)))

    def change_it(self) -> None:
        """Change the chosen entry, or say which agreement it is for."""
        if found := self.table.current:
            self.logging.ask(Asked.of(found.entry))

    def write_it_off(self) -> None:
        """Ask why the chosen work is never to be billed."""
        if found := self.table.current:
            what = found.entry.note or found.entry.summary or found.entry.client_name
            self._acts.decide(f"time/{found.entry.id}", what, Verdict.WAIVE)

    def _explain(self) -> None:
        found, language = self.table.current, self._kit.language
        if found is None:
            return
        told = found.entry.told
        text = next(words.explained(language, told), "") if told else ""
        if found.agreements:
            text = language.say(
                "It is for no agreement, but one of these may be meant: {names}. "
                "Enter chooses; approved, it stays without.",
                names=", ".join(found.agreements),
            )
        self.why.setText(text)

    def _show_timers(self) -> None:
        clear(self._timers)
        timers = self.timers
        self._banners.setVisible(bool(timers))
        for timer in timers:
            self._timers.addWidget(self._banner(timer))

    def _banner(self, timer: Timer) -> Banner:
        kit, say_ = self._kit, self._kit.language.say
        about = timer.about
        what = " · ".join(filter(None, (about.ticket or about.client, about.note)))
        what = what or say_("Nothing named yet")
        text = (
            say_("A timer still runs: {what}", what=what)
            if timer.is_running
            else say_("A timer waits to be logged: {what}", what=what)
        )
        log = Button(kit.theme, say_("Stop and log") if timer.is_running else say_("Log it"))
        keep = Button(kit.theme, say_("Leave it"), Kind.LINK)
        log.clicked.connect(partial(self._desk.log_timer, timer.id))
        keep.clicked.connect(partial(self._keep, timer.id))
        return Banner(kit.theme, Tone.WARN, text, log, keep)

    def _keep(self, id_: str) -> None:
        self._kept.add(id_)
        self._show_timers()
        self.counted.emit()
