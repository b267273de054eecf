"""Tickets: what is due next, and the chosen one beside the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from app.domain.changes import Changes, Kind
from app.domain.sentence import N_, say
from app.domain.sla_policy import Category
from app.domain.ticket import Basis, EventType
from app.domain.ticket_view import Part
from app.domain.timers import About
from app.ui import buttons, shortcuts
from app.ui.buttons import Button
from app.ui.empty import Empty
from app.ui.errors import present
from app.ui.form.fields import Choices, Field
from app.ui.form.fields import Kind as Typed
from app.ui.form.options import named
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.layout import column, framed, line
from app.ui.page import Page
from app.ui.preferences import sizes
from app.ui.records.new import NewSheet
from app.ui.tickets import acts, mapping, words
from app.ui.tickets.bulk import BulkBar
from app.ui.tickets.pane import TicketPane
from app.ui.tickets.ticket_list import TicketList
from app.ui.time.log_sheet import Asked, Logging

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.moving import Movable
    from app.domain.progress import Progress
    from app.domain.sentence import Sentence
    from app.services.editing import Undo
    from app.services.tickets import Openable, TicketDetail
    from app.ui.desk import Desk
    from app.ui.form.fields import Option, Record
    from app.ui.preferences import Preferences
    from app.workbook.merging import Path

_EVERY = 30_000
"""How often clocks are looked at, in milliseconds."""
_EMPTY = (
    N_("No tickets yet"),
    N_("A ticket needs only a client and a subject. Its clock starts at once."),
)
_TOLD = {
    EventType.NOTE: N_("Note on {number} saved"),
    EventType.AGENT_REPLY: N_("Reply on {number} saved"),
    EventType.CLIENT_MESSAGE: N_("Message on {number} saved"),
}


class TicketsPage(Page):
    """Lists tickets by what is due next; every change is saved at once and can be undone."""

    watches: ClassVar[Changes] = frozenset(
        {Kind.WORK, Kind.FILES, Kind.CLIENTS, Kind.AGREEMENTS, Kind.CATALOG, Kind.COMPANY}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self.logging = Logging(desk, self.window)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.timeout.connect(self._look_now)
        self._build()
        self._connect()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def refresh(self) -> None:
        """Look up the tickets on show as they stand now."""
        self.list.refresh()

    def title(self) -> tuple[str, str]:
        """The page's name."""
        return self._kit.language.say("Tickets"), ""

    def tools(self) -> Sequence[QWidget]:
        """The button for a new ticket."""
        return (self.new,)

    def enter(self) -> None:
        """Put the focus on the list."""
        first = self._nothing_new if self._stack.currentWidget() is self._nothing else self.table
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def filter(self) -> None:
        """Put the cursor into the filter."""
        self.narrow.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.narrow.selectAll()

    def show_what(self, what: object) -> None:
        """Choose the ticket of a number, now or as soon as it is listed."""
        if isinstance(what, str):
            self.list.show_number(what)

    def begin(self, what: str) -> None:
        """A new ticket: client and subject are enough."""
        del what
        services = self._desk.services

        def work() -> tuple[Choices, Openable]:
            names = services.editing.choices()
            return Choices(self._kit.language, services.today(), names), services.tickets.openable()

        self._work_on(work, self._ask)

    def subject(self) -> About | None:
        """The ticket that is chosen."""
        found = self.table.current
        return About(found.client, found.number) if found else None

    def log(self) -> None:
        """Log time on the chosen ticket."""
        if found := self.table.current:
            self.logging.ask(Asked(found.client, found.number))

    def keep(self, preferences: Preferences) -> Preferences:
        """Remember how the list is looked at, and how the room is divided, once it was."""
        kept = self.list.keep(preferences)
        if self._stack.currentWidget() is not self._work:
            return kept
        return kept.keeping("tickets.split", " ".join(map(str, self._split.sizes())))

    def _build(self) -> None:
        kit, say_ = self._kit, self._kit.language.say
        self.new = Button(kit.theme, say_(N_("New ticket")), buttons.Kind.PRIMARY, Icon.PLUS)
        self.list = TicketList(self._desk)
        self.table, self.narrow = self.list.table, self.list.narrow
        self.pane = TicketPane(self._desk)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self.bulk = BulkBar(self._desk, self.table)
        left = QWidget()
        left.setLayout(column((self.list, 1), self.bulk, gap=0))
        self._split.addWidget(left)
        self._split.addWidget(self.pane)
        self._split.setSizes(sizes(self._desk.kept.habit("tickets.split")) or [780, 400])
        self._work = QWidget()
        self._work.setLayout(column(self.list.bar, line(), (self._split, 1), gap=0))
        self._nothing_new = Button(
            kit.theme, say_(N_("New ticket")), buttons.Kind.PRIMARY, Icon.PLUS
        )
        bring = Button(kit.theme, say_(N_("Import a workbook…")))
        bring.clicked.connect(self._desk.import_workbook)
        self._nothing = Empty(kit.theme, Icon.TICKET, self._nothing_new, bring)
        name, text = _EMPTY
        self._nothing.say(say_(name), say_(text))
        self._stack = QStackedWidget()
        for view in (framed("Well", column()), self._work, self._nothing):
            self._stack.addWidget(view)
        self.setLayout(column((self._stack, 1), gap=0))

    def _connect(self) -> None:
        self.list.listed.connect(self._listed)
        self.list.chosen.connect(self._look_at_chosen)
        self.list.failed.connect(self._failed)
        self.bulk.failed.connect(self._failed)
        shortcuts.bind(self.table, shortcuts.BULK, self.bulk.ask)
        for button in (self.new, self._nothing_new):
            button.clicked.connect(partial(self.begin, "ticket"))
        self.pane.turned.connect(self._turn)
        self.pane.ranked.connect(self._rank)
        self.pane.moving.connect(self._move)
        self.pane.client_wanted.connect(partial(self._desk.go, "clients"))
        self.pane.composer.told.connect(self._tell)
        write = self.pane.write
        shortcuts.bind(self.table, shortcuts.REPLY, partial(write, EventType.AGENT_REPLY))
        shortcuts.bind(self.table, shortcuts.NOTE, partial(write, EventType.NOTE))
        shortcuts.bind(self.table, shortcuts.STATUS, self.pane.choose_status)
        shortcuts.bind(self.table, shortcuts.PRIORITY, self.pane.choose_priority)
        shortcuts.bind(self.table, shortcuts.RESOLVE, self.pane.end_it)
        shortcuts.bind(self.table, shortcuts.LOG, self.log)
        shortcuts.bind(self.pane, shortcuts.CLOSE, self.enter)
        QWidget.setTabOrder(self.list.views, self.table)

    def _work_on(self, ask: Callable[[], object], then: Callable[..., None]) -> None:
        def work(progress: Progress) -> object:
            progress.step(0, 1)
            return ask()

        job = Job(work)
        job.succeeded.connect(then)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _listed(self) -> None:
        had_focus = self._stack.currentIndex() == 0
        self._stack.setCurrentWidget(self._work if self.list.counts[Part.ALL] else self._nothing)
        if had_focus and self.isVisible():
            self.enter()
        self.pane.setVisible(bool(self.table.rows))
        self._look_at_chosen()

    def _look_at_chosen(self) -> None:
        """Show the chosen ticket, once the list itself is painted."""
        self._look.start()

    def _look_now(self) -> None:
        if found := self.table.current:
            self._work_on(partial(self._desk.services.tickets.show, found.number), self._shown)

    def _shown(self, detail: TicketDetail) -> None:
        current = self.table.current
        if current and current.number == detail.row.number:
            self.pane.show_ticket(detail)

    def _tick(self) -> None:
        if self.isVisible() and self.table.rows:
            self.refresh()

    def _tell(self, note: str, kind: EventType) -> None:
        if detail := self.pane.detail:
            number = detail.row.number

            def done(undo: Undo) -> None:
                self.pane.composer.forget(number, note)
                self._done(say(_TOLD[kind], number=number), undo)

            self._work_on(partial(acts.tell, self._desk.services, number, note, kind), done)

    def _turn(self, status: str) -> None:
        if detail := self.pane.detail:
            number = detail.row.number
            is_own = status not in set(Category)
            to = status if is_own else say(words.CATEGORIES[Category(status)][0])
            done = say(N_("{number}: {to}"), number=number, to=to)
            act = partial(acts.turn, self._desk.services, number, status)
            self._work_on(act, partial(self._done, done))

    def _rank(self, priority: str, basis: Basis) -> None:
        if detail := self.pane.detail:
            number = detail.row.number
            done = say(N_("{number}: priority {to}"), number=number, to=priority)
            act = partial(acts.rank, self._desk.services, number, priority, basis)
            self._work_on(act, partial(self._done, done))

    def _done(self, done: Sentence, undo: Undo) -> None:
        self._desk.undos.push(done, partial(self._desk.services.editing.undo, undo))

    def _ask(self, found: tuple[Choices, Openable]) -> None:
        choices, openable = found

        def priorities(choices: Choices) -> Sequence[Option]:
            return words.options(choices, openable.priorities)

        fields = (
            Field("client", N_("Client"), Typed.CHOICE, options=named("clients"), span=6),
            Field("summary", N_("Subject"), span=4),
            Field("priority", N_("Priority"), Typed.CHOICE, options=priorities),
            mapping.device_field(openable),
        )

        def made(record: Record) -> tuple[Path, Record]:
            mapped = mapping.mapped_record(openable, record)
            body = {**mapped, "opened": openable.at.isoformat()}
            given = {key: value for key, value in body.items() if value}
            return ("tickets", openable.number), given

        title = self._kit.language.say("New ticket")
        sheet = NewSheet(
            self._desk,
            self.window(),
            title,
            fields,
            choices,
            made,
            typed=partial(mapping.with_client, openable),
            meant=partial(mapping.reason_of, self._kit.language, openable),
        )
        sheet.created.connect(self._opened)
        current = self.table.current
        clients = [code for code, _ in choices.names.get("clients", ())]
        usual = current.client if current else next(iter(clients), None)
        sheet.begin({"client": usual})

    def _move(self, number: str) -> None:
        services = self._desk.services

        def work() -> tuple[Choices, Movable]:
            names = services.editing.choices()
            choices = Choices(self._kit.language, services.today(), names)
            return choices, services.tickets.movable(number)

        self._work_on(work, self._ask_where)

    def _ask_where(self, found: tuple[Choices, Movable]) -> None:
        choices, ticket = found
        sheet = mapping.move(self._desk, self.window(), choices, ticket)
        sheet.created.connect(self._opened)
        sheet.begin({"client": None})

    def _opened(self, path: Path) -> None:
        self.list.show_number(path[-1])
        self.enter()

    def _failed(self, error: Exception) -> None:
        present(self._kit, self.window(), error)
