"""The month end: what each client gets, the paper of it, and why; then issue."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from app.domain.changes import Changes, Kind
from app.domain.facts import Verdict
from app.domain.period import add_months
from app.services.billing import Issued, ReviewRow
from app.ui.billing import words
from app.ui.billing.acts import Acts, source_of, source_of_line
from app.ui.billing.agreeing import Agreeing
from app.ui.billing.answers import Answer
from app.ui.billing.below import Tell
from app.ui.billing.confirm import Confirm
from app.ui.billing.detail import Detail
from app.ui.billing.done import Done
from app.ui.billing.footer import Footer
from app.ui.billing.previews import Previews
from app.ui.billing.review import ReviewTime
from app.ui.billing.rows import columns
from app.ui.billing.send import SendStep
from app.ui.billing.state import Found, Run, Show, Stage, key_of
from app.ui.billing.steps import Steps
from app.ui.buttons import Button
from app.ui.date_field import DateField
from app.ui.empty import Empty
from app.ui.errors import present
from app.ui.filter_field import FilterField
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import column, framed, line, row
from app.ui.outbox.sending import Sender
from app.ui.page import Page
from app.ui.preferences import sizes
from app.ui.printing import Printing
from app.ui.save_pdf import PdfSaver
from app.ui.segment import Segment
from app.ui.shortcuts import ACCEPT, ADD_LINE, CHECK, HOLD, ISSUE, ORIGIN, WAIVE, Keys, bind
from app.ui.table import Table
from app.ui.typed_date import month_end

if TYPE_CHECKING:
    from datetime import date

    from app.domain.money import Money
    from app.domain.progress import Progress
    from app.domain.proposal import Exceptional
    from app.services.timekeeping import Unreviewed
    from app.ui.desk import Desk
    from app.ui.preferences import Preferences


_STAGES = {Show.TO_CHECK: Stage.EXCEPTIONS, Show.READY: Stage.PREVIEW}


class MonthEndPage(Page):
    """Looks through all clients, then issues what is ready."""

    watches: ClassVar[Changes] = frozenset(Kind)
    busy = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        kit, services = desk.kit, desk.services
        self._desk = desk
        self._kit = kit
        self._services = services
        self._run = Run(desk.through)
        self._stage: Stage | None = None
        self._wanted = ""
        self._reviewing: Job | None = None
        self._issuing: Job | None = None
        self._change: tuple[Money, ...] = ()
        self._previews = Previews(kit, services.billing)
        self._acts = Acts(desk, self)
        self._agreeing = Agreeing(desk, self)
        self._sender = Sender(desk, self)
        self._printing = Printing(kit, services.documents, self)
        self._saver = PdfSaver(kit, services.documents, self)
        self._build(desk.through, desk.kept)
        self._connect()
        bind(self, ISSUE, self.ask)
        bind(self.table, ACCEPT, self.accept_next)
        bind(self.table, CHECK, self.check)
        for place, stage in enumerate(Stage, start=1):
            bind(self, Keys((f"Alt+{place}",), ""), partial(self.go_to, stage))
        for keys, act in (
            (HOLD, self.hold),
            (WAIVE, self.waive),
            (ORIGIN, self.open_origin),
            (ADD_LINE, self.add_line),
        ):
            for within in (self.table, self.detail.lines.table):
                bind(within, keys, act)

    def refresh(self) -> None:
        """Look up what is due."""
        if self._reviewing:
            self._reviewing.cancel()
        through = self._run.through

        is_known = self._run.decided is not None
        services = self._services

        def work(progress: Progress) -> Found:
            progress.step(0, 1)
            review = services.billing.review(through)
            progress.step(0, 1)
            marks = None if is_known else services.month_end.marks(through)
            return Found(
                review,
                services.billing.compare(review),
                marks,
                services.time.unreviewed(through),
                services.month_end.sendings(through),
            )

        job = Job(work)
        job.succeeded.connect(self._reviewed)
        job.failed.connect(self._failed)
        self._reviewing = self._kit.jobs.start(job)

    def title(self) -> tuple[str, str]:
        """The page's name and the month."""
        language = self._kit.language
        return language.say("Month end"), language.date(self._run.through, "LLLL y")

    def enter(self) -> None:
        """Put the focus on the clients, or on the way on."""
        place = self._stack.currentIndex()
        first = (self._blank, self.table, self.through, self.done.send_button)
        if place < len(first):
            first[place].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            (self.review, self.send)[place - len(first)].enter()

    def show_what(self, what: object) -> None:
        """Show the clients that are so far, or choose one by its code."""
        if isinstance(what, Show):
            self.go_to(_STAGES.get(what, Stage.PREVIEW))
            self.segment.choose(what)
        elif isinstance(what, str):
            self.go_to(Stage.PREVIEW)
            self.narrow.clear()
            self.segment.choose(Show.ALL)
            self._wanted = what
            self._choose_wanted()

    def _choose_wanted(self) -> None:
        for found in self.table.rows:
            if found.client == self._wanted:
                self._wanted = ""
                self.table.choose(key_of(found))
                return

    def filter(self) -> None:
        """Put the cursor into the filter."""
        self.narrow.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.narrow.selectAll()

    def keep(self, preferences: Preferences) -> Preferences:
        """Remember how the room is divided, once it was."""
        if self._stack.currentWidget() is not self._work:
            return preferences
        return replace(
            preferences,
            month_end_split=" ".join(map(str, self._split.sizes())),
            lines_split=" ".join(map(str, self.detail.split.sizes())),
        )

    def go_to(self, stage: Stage) -> None:
        """Go to a step; to issue is a question, and stays where one is."""
        if self._issuing:
            return
        if stage is Stage.ISSUE:
            self._show_steps()
            self.ask()
            return
        self._stage = stage
        self._run = self._run.finished(())
        if stage is Stage.EXCEPTIONS:
            self.segment.choose(Show.TO_CHECK if self._run.shown(Show.TO_CHECK) else Show.ALL)
        elif stage is Stage.PREVIEW:
            self.segment.choose(Show.READY if self._run.chosen else Show.ALL)
        if self._run.review:
            self._draw()
            self.enter()

    def ask(self) -> None:
        """Ask once more before issuing."""
        if not self._run.can_issue or self._issuing or not self._run.review:
            return
        sheet = Confirm(self._kit, self.window(), self._run, self._run.review)
        sheet.confirmed.connect(self.issue)
        sheet.open(sheet.issue)

    def issue(self) -> None:
        """Issue all that is ready."""
        assert self._run.review
        proposals, on = self._run.proposals, self._run.review.date
        job = Job(partial(self._services.billing.issue, proposals, on))
        job.progressed.connect(self.footer.progress)
        job.succeeded.connect(self._issued)
        job.failed.connect(self._not_issued)
        job.cancelled.connect(self._stopped)
        self.footer.begin(len(proposals))
        self._issuing = job
        self._change = self._run.changes()
        self._draw()
        self.busy.emit(True)
        self._kit.jobs.start(job)

    def accept(self, found: Exceptional) -> None:
        """Accept an exception, or take that back."""
        by_keyboard = self.detail.has_banner_focus()
        self._decide(self._run.accepting(found))
        if by_keyboard and not self.detail.focus_accept():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self, found: Exceptional, answer: Answer) -> None:
        """Do what was answered to an exception."""
        chosen = self.table.current
        match answer:
            case Answer.ACCEPT | Answer.TAKE_BACK:
                self.accept(found)
            case Answer.ALWAYS | Answer.ASK_AGAIN:
                self._decide(self._run.remembering(found))
            case Answer.HOLD | Answer.WAIVE:
                verdict = Verdict.HOLD if answer is Answer.HOLD else Verdict.WAIVE
                self._acts.decide(found.charge, self._named(found.charge), verdict)
            case Answer.BILL:
                self._acts.bill(found.charge, self._named(found.charge))
            case Answer.APPROVE | Answer.AGREE:
                if chosen:
                    act = self._acts.approve if answer is Answer.APPROVE else self._agreeing.ask
                    act(chosen)
            case Answer.WHY:
                self.detail.below.tell.choose(Tell.DIFFERENCES)
            case Answer.GO:
                self._acts.open(source_of(found.charge, found.client))

    def hold(self) -> None:
        """Ask why the chosen line is to wait."""
        self._ask_about_line(Verdict.HOLD)

    def waive(self) -> None:
        """Ask why the chosen line is never to be billed."""
        self._ask_about_line(Verdict.WAIVE)

    def open_origin(self) -> None:
        """Go to the agreement or the client that the chosen line follows from."""
        row, line = self.table.current, self.detail.below.line
        if row and line and not self._issuing:
            self._acts.open(source_of_line(line, row.client))

    def add_line(self) -> None:
        """Ask for something more to charge the chosen client."""
        if (row := self.table.current) and self._run.review and not self._issuing:
            self._acts.add_line(row, self._run.review.date)

    def _ask_about_line(self, verdict: Verdict) -> None:
        line = self.detail.below.line
        if line and not self._issuing:
            self._acts.decide(line.charge, self._kit.language.tell(line.title), verdict)

    def _named(self, charge: str) -> str:
        """A charge as its line says it, or by its key where it has none."""
        row = self.table.current
        lines = row.proposal.lines if row and row.proposal else ()
        title = next((line.title for line in lines if line.charge == charge), None)
        return self._kit.language.tell(title) if title else charge

    def accept_next(self) -> None:
        """Accept the first thing to look at of the chosen row."""
        if (chosen := self.table.current) and not self._issuing:
            for found in self._run.open_looks(chosen)[:1]:
                self.accept(found)

    def check(self) -> None:
        """Tick the chosen document as looked at and go on, or take the tick back."""
        chosen = self.table.current
        if not chosen or not chosen.proposal or self._issuing:
            return
        was_checked = self._run.is_checked(chosen)
        self._decide(self._run.checking(chosen))
        if not was_checked and not self.detail.check.hasFocus():
            self.table.selectRow(min(self.table.currentIndex().row() + 1, len(self.table.rows) - 1))

    def toggle(self) -> None:
        """Leave the chosen row out, or take it in again."""
        if (chosen := self.table.current) and not self._issuing:
            self._decide(self._run.toggled(chosen))

    def _decide(self, run: Run) -> None:
        """Go on with other decisions, and keep them for the next time."""
        if run == self._run or run.decided is None:
            return
        through, decided = run.through, run.decided
        self._run = run

        def work(progress: Progress) -> None:
            progress.step(0, 1)
            self._services.month_end.keep(through, decided)

        job = Job(work)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)
        self._draw()

    def _build(self, through: date, kept: Preferences) -> None:
        kit, say = self._kit, self._kit.language.say
        self.segment = Segment[Show](
            kit.theme, say("Show"), {show: say(text) for show, text in words.SHOWS.items()}
        )
        self.narrow = FilterField(kit.theme, say("Filter clients"), say("Filter clients"))
        self.narrow.setMaximumWidth(kit.theme.scaled(220))
        self.through = DateField(kit, say("Bill through"), through)
        until = label(say("Bill through"), Role.SMALL)
        until.setBuddy(self.through)
        tools = row(self.segment, (self.narrow, 1), None, until, self.through, gap=10)
        tools.setContentsMargins(20, 12, 16, 12)
        self.steps = Steps(kit)
        bar = row(self.steps, None, margins=(20, 4, 16, 0))
        self._tools = QWidget()
        self._tools.setLayout(tools)
        self._head = framed("Pane", column(bar, self._tools, line(), gap=0))
        self.table = Table[ReviewRow](
            kit.theme, kit.language, columns(kit.language, lambda: self._run), key_of
        )
        self.table.setAccessibleName(say("Clients"))
        self._no_match = Empty(kit.theme, Icon.SEARCH, self._clear_button())
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self._no_match)
        self.footer = Footer(kit)
        left = framed("Pane", column((self._list, 1), self.footer, gap=0))
        left.setMinimumWidth(380)
        self.detail = Detail(kit)
        self.detail.setMinimumWidth(kit.theme.scaled(400))
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(left)
        self._split.addWidget(self.detail)
        self._split.setSizes(sizes(kept.month_end_split) or [650, 550])
        self.detail.split.setSizes(sizes(kept.lines_split) or [600, 360])
        work = QWidget()
        work.setLayout(column((self._split, 1), gap=0))
        self._blank = framed("Well", column())
        self._nothing = Empty(kit.theme, Icon.MONTH_END, *self._ways_on())
        self.done = Done(kit)
        self._stack = QStackedWidget()
        self.review = ReviewTime(self._desk, self._acts)
        self.send = SendStep(kit, self._sender)
        for view in (self._blank, work, self._nothing, self.done, self.review, self.send):
            self._stack.addWidget(view)
        self._work = work
        self.setLayout(column(self._head, (self._stack, 1), gap=0))

    def _clear_button(self) -> Button:
        button = Button(self._kit.theme, self._kit.language.say("Show all clients"))
        button.clicked.connect(self._show_all)
        return button

    def _ways_on(self) -> tuple[Button, Button, Button]:
        say, theme = self._kit.language.say, self._kit.theme
        self._next_month = Button(theme, say("Look at the next month"), icon=Icon.ARROW_RIGHT)
        self._next_month.clicked.connect(self._look_ahead)
        self._new_client = Button(theme, say("New client"), icon=Icon.PLUS)
        self._new_client.clicked.connect(partial(self._desk.begin, "clients"))
        self._import = Button(theme, say("Import a workbook…"), icon=Icon.UPLOAD)
        self._import.clicked.connect(self._desk.import_workbook)
        return self._next_month, self._new_client, self._import

    def _connect(self) -> None:
        self.through.changed.connect(self._until)
        self.segment.changed.connect(self._list_rows)
        self.narrow.textChanged.connect(self._list_rows)
        self.table.chosen.connect(self._show_chosen)
        self.table.toggled.connect(self.toggle)
        self.detail.answered.connect(self.answer)
        below = self.detail.below
        below.hold.clicked.connect(self.hold)
        below.waive.clicked.connect(self.waive)
        below.edit.clicked.connect(self.open_origin)
        below.add.clicked.connect(self.add_line)
        self.detail.check.clicked.connect(self.check)
        self.steps.wanted.connect(self.go_to)
        self.review.next.connect(partial(self.go_to, Stage.EXCEPTIONS))
        self.review.left_as_it_is.connect(self._leave_as_it_is)
        self.review.counted.connect(self._show_steps)
        self.send.save.connect(self._save_sent)
        self.send.printed.connect(self._print)
        self.send.summary.connect(self._recall)
        self.send.open_mail.connect(partial(self._desk.go, "outbox"))
        self._desk.undos.undone.connect(self._show_steps)
        self.done.send.connect(partial(self.go_to, Stage.SEND))
        self.footer.issue.connect(self.ask)
        self.footer.cancel.connect(self._stop)
        self.done.show_documents.connect(self._show_documents)
        self.done.save.connect(self._save)
        self.done.back.connect(self._go_on)
        self._previews.drawn.connect(self.detail.paper.show_pdf)
        self._previews.waiting.connect(self.detail.paper.wait)
        self._previews.failed.connect(self._failed)
        for before, after in (
            (self.steps.buttons[Stage.SEND], self.segment),
            (self.segment, self.narrow),
            (self.narrow, self.through),
            (self.through, self.table),
            (self.table, self.footer.button),
        ):
            QWidget.setTabOrder(before, after)

    def _until(self) -> None:
        self._run = self._run.until(self.through.day)
        self._change = ()
        self.titled.emit()
        self.refresh()

    def _look_ahead(self) -> None:
        self.through.show_day(month_end(add_months(self._run.through.replace(day=1), 1)))

    def _reviewed(self, found: Found) -> None:
        if self.sender() is not self._reviewing:
            return
        self._previews.forget()
        self._run = self._run.with_found(found)
        if self._stage is None:
            self._stage = self._run.next_stage(len(self.review.timers))
        self._draw()
        self._choose_wanted()

    def _draw(self) -> None:
        run, is_busy = self._run, self._issuing is not None
        self.segment.count(run.counts())
        self.footer.show_run(run, is_busy=is_busy)
        self.through.setEnabled(not is_busy)
        self._show_steps()
        self.review.show_run(run)
        self.send.show_run(run)
        self.counted.emit(run.counts()[Show.TO_CHECK])
        if run.issued:
            self.done.show_run(run)
            self._turn_to(self.done)
        elif run.review and self._stage is Stage.REVIEW:
            self._turn_to(self.review)
        elif run.review and self._stage is Stage.SEND:
            self._turn_to(self.send)
        elif run.review and run.is_empty:
            self._explain_nothing()
            self._turn_to(self._nothing)
        elif run.review:
            self._turn_to(self._work)
            self._list_rows()

    def _turn_to(self, view: QWidget) -> None:
        if self._stack.currentWidget() is view:
            return
        self._stack.setCurrentWidget(view)
        self._head.setVisible(view is not self.done)
        for tool in (self.segment, self.narrow):
            tool.setVisible(view is self._work)
        if self.isVisible() and not self.through.hasFocus():
            self.enter()

    def _show_steps(self) -> None:
        run, timers = self._run, len(self.review.timers)
        left = run.left(timers)
        now = self._stage or Stage.PREVIEW
        done = {stage for stage in (Stage.REVIEW, Stage.EXCEPTIONS) if not left[stage]}
        if run.chosen and not left[Stage.PREVIEW]:
            done.add(Stage.PREVIEW)
        if run.sendings and not left[Stage.ISSUE]:
            done |= {Stage.PREVIEW, Stage.ISSUE} | ({Stage.SEND} if not left[Stage.SEND] else set())
        is_known = run.review is not None
        known = frozenset(done) if is_known else frozenset[Stage]()
        self.steps.show_steps(now, left, known, is_busy=self._issuing is not None)

    def _leave_as_it_is(self, found: Unreviewed) -> None:
        self._decide(self._run.reviewing(found))

    def _recall(self) -> None:
        """Tell once more what this month end came to."""
        issued = tuple(
            Issued(one.number, one.kind, one.client, one.total) for one in self._run.sendings
        )
        self._run = self._run.finished(issued, self._change)
        self._draw()

    def _save_sent(self) -> None:
        self._saver.ask_for_folder([one.number for one in self._run.sendings])

    def _print(self) -> None:
        self._printing.ask([one.number for one in self._run.sendings])

    def _explain_nothing(self) -> None:
        language = self._kit.language
        has_clients = bool(self._run.rows)
        self._next_month.setVisible(has_clients)
        for button in (self._new_client, self._import):
            button.setVisible(not has_clients)
        if has_clients:
            self._nothing.say(
                language.say("Nothing to bill"),
                language.say(
                    "Nothing is due through {day} that was not billed already.",
                    day=self._run.through,
                ),
            )
        else:
            self._nothing.say(
                language.say("No clients yet"),
                language.say("What clients owe for a month is listed here, to be looked at first."),
            )

    def _list_rows(self) -> None:
        tell = self._kit.language.tell
        rows = [
            found
            for found in self._run.shown(self.segment.value)
            if self.narrow.finds(found.name, found.client, tell(found.summary))
        ]
        self._list.setCurrentWidget(self.table if rows else self._no_match)
        if not rows:
            say = self._kit.language.say
            self._no_match.say(say("No client here"), say("No client matches the filter."))
        self.table.show_rows(rows)
        self._show_chosen()

    def _show_all(self) -> None:
        self.narrow.clear()
        self.segment.choose(Show.ALL)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chosen(self) -> None:
        chosen = self.table.current
        self.detail.show_row(chosen, self._run, is_busy=self._issuing is not None)
        if chosen and chosen.proposal and self._run.review:
            self._previews.want(chosen.proposal, self._run.review.date)
        else:
            self._previews.want_nothing()
            self.detail.paper.clear(self._kit.language.say("There is no document to show."))

    def _stop(self) -> None:
        if self._issuing:
            self._issuing.cancel()
            self.footer.stopping()

    def _issued(self, issued: tuple[Issued, ...]) -> None:
        self._run = self._run.finished(issued, self._change)
        self._end()

    def _stopped(self) -> None:
        self._end()
        self.refresh()

    def _not_issued(self, error: Exception) -> None:
        self._end()
        self._failed(error)
        self.refresh()

    def _end(self) -> None:
        self._issuing = None
        self._draw()
        self.busy.emit(False)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self.window(), error)

    def _numbers(self) -> tuple[str, ...]:
        return tuple(one.number for one in self._run.issued)

    def _show_documents(self) -> None:
        numbers = self._numbers()
        self._go_on()
        self._desk.go("documents", numbers[0])

    def _save(self) -> None:
        self._saver.ask_for_folder(self._numbers())

    def _go_on(self) -> None:
        self._run = self._run.finished(())
        self._draw()
        self.table.selectRow(0)
