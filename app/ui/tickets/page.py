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
from app.domain.timers import About
from app.services.tickets import TicketRow
from app.ui import buttons, shortcuts
from app.ui.buttons import Button
from app.ui.cells import Column, Figure, Pair, Words
from app.ui.empty import Empty
from app.ui.errors import present
from app.ui.filter_field import FilterField
from app.ui.form.fields import Choices, Field
from app.ui.form.fields import Kind as Typed
from app.ui.form.options import named
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import column, framed, line, row
from app.ui.page import Page
from app.ui.preferences import sizes
from app.ui.records.new import NewSheet
from app.ui.segment import Segment
from app.ui.table import Table
from app.ui.tickets import acts, mapping, words
from app.ui.tickets.pane import TicketPane
from app.ui.time.log_sheet import Asked, Logging

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.moving import Movable
    from app.domain.progress import Progress
    from app.domain.sentence import Sentence
    from app.i18n import Language
    from app.services.editing import Undo
    from app.services.tickets import Openable, TicketDetail
    from app.ui.desk import Desk
    from app.ui.form.fields import Option, Record
    from app.ui.preferences import Preferences
    from app.workbook.merging import Path

_EVERY = 30_000
"""How often clocks are looked at, in milliseconds."""
_WAITING = {Category.WAITING_CLIENT, Category.WAITING_VENDOR}
_SEGMENTS: dict[str, Callable[[Category], bool]] = {
    N_("Still open"): lambda category: not category.stopped,
    N_("Waiting"): lambda category: category in _WAITING,
    N_("All"): lambda _: True,
}
_EMPTY = (
    N_("No tickets yet"),
    N_("A ticket needs only a client and a subject. Its clock starts at once."),
)
_TOLD = {
    EventType.NOTE: N_("Note on {number} saved"),
    EventType.AGENT_REPLY: N_("Reply on {number} saved"),
    EventType.CLIENT_MESSAGE: N_("Message on {number} saved"),
}


def columns(language: Language) -> tuple[Column[TicketRow], ...]:
    """What the list shows of a ticket."""
    return (
        Column(N_("Ticket"), lambda found: Words(found.number)),
        Column(
            N_("Subject"),
            lambda found: Pair(found.summary or "–", found.client_name),
            is_stretched=True,
        ),
        Column(
            N_("Status"),
            lambda found: words.status_pill(language, found.state.category, short=True),
            rank=1,
        ),
        Column(N_("Priority"), lambda found: Words(found.state.priority or "–"), rank=3),
        Column(N_("SLA"), lambda found: words.promise_pill(language, found.promise)),
        Column(
            N_("Time"),
            lambda found: Figure(words.worked(found.minutes), is_faint=not found.minutes),
            is_right=True,
            rank=2,
        ),
    )


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
        self._rows: tuple[TicketRow, ...] = ()
        self._wanted = ""
        self._build()
        self._connect()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def refresh(self) -> None:
        """Look up all tickets as they stand now."""
        self._work_on(self._look_up, self._listed)

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
            self._wanted = what
            self._choose_wanted()

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
        """Remember how the room is divided, once it was."""
        if self._stack.currentWidget() is not self._work:
            return preferences
        return preferences.keeping("tickets.split", " ".join(map(str, self._split.sizes())))

    def _build(self) -> None:
        kit, say_ = self._kit, self._kit.language.say
        self.new = Button(kit.theme, say_(N_("New ticket")), buttons.Kind.PRIMARY, Icon.PLUS)
        self.narrow = FilterField(kit.theme, say_(N_("Filter tickets")), say_(N_("Filter tickets")))
        self.narrow.setMaximumWidth(kit.theme.scaled(320))
        self.segment = Segment[str](
            kit.theme, say_(N_("Show")), {text: say_(text) for text in _SEGMENTS}
        )
        self._count = label(role=Role.MUTED)
        tools = row(self.segment, (self.narrow, 2), None, self._count, gap=10)
        tools.setContentsMargins(20, 4, 16, 12)
        self.table = Table[TicketRow](
            kit.theme, kit.language, columns(kit.language), lambda found: found.number
        )
        self.table.setAccessibleName(say_(N_("Tickets")))
        clear = Button(kit.theme, say_(N_("Show all")))
        clear.clicked.connect(self._clear)
        self._no_match = Empty(kit.theme, Icon.SEARCH, clear)
        self._no_match.say(say_(N_("Nothing here")), say_(N_("Nothing matches the filter.")))
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self._no_match)
        self._list.setMinimumWidth(380)
        self.pane = TicketPane(self._desk)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._list)
        self._split.addWidget(self.pane)
        self._split.setSizes(sizes(self._desk.kept.habit("tickets.split")) or [780, 400])
        self._work = QWidget()
        self._work.setLayout(column(framed("Pane", tools), line(), (self._split, 1), gap=0))
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
        self.narrow.textChanged.connect(self._list_rows)
        self.segment.changed.connect(self._list_rows)
        self.table.chosen.connect(self._look_at_chosen)
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
        QWidget.setTabOrder(self.narrow, self.table)

    def _look_up(self) -> tuple[TicketRow, ...]:
        return self._desk.services.tickets.list()

    def _work_on(self, ask: Callable[[], object], then: Callable[..., None]) -> None:
        def work(progress: Progress) -> object:
            progress.step(0, 1)
            return ask()

        job = Job(work)
        job.succeeded.connect(then)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _listed(self, rows: tuple[TicketRow, ...]) -> None:
        self._rows = rows
        categories = [found.state.category for found in rows]
        self.segment.count({text: sum(map(is_in, categories)) for text, is_in in _SEGMENTS.items()})
        had_focus = self._stack.currentIndex() == 0
        self._stack.setCurrentWidget(self._work if rows else self._nothing)
        self._list_rows()
        if had_focus and self.isVisible():
            self.enter()
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        if any(found.number == self._wanted for found in self._rows):
            if not any(found.number == self._wanted for found in self.table.rows):
                self._clear()
            self.table.choose(self._wanted)
            self._wanted = ""

    def _list_rows(self) -> None:
        is_in = _SEGMENTS[self.segment.value]
        rows = [
            found
            for found in self._rows
            if is_in(found.state.category)
            and self.narrow.finds(found.number, found.summary, found.client_name, found.client)
        ]
        self._list.setCurrentWidget(self.table if rows else self._no_match)
        self.table.show_rows(rows)
        self._count.setText(self._kit.counted(len(rows), N_("1 ticket"), N_("{count} tickets")))
        self.pane.setVisible(bool(rows))
        self._look_at_chosen()

    def _look_at_chosen(self) -> None:
        if found := self.table.current:
            self._work_on(partial(self._desk.services.tickets.show, found.number), self._shown)

    def _shown(self, detail: TicketDetail) -> None:
        current = self.table.current
        if current and current.number == detail.row.number:
            self.pane.show_ticket(detail)

    def _tick(self) -> None:
        if self.isVisible() and self._rows:
            self.refresh()

    def _tell(self, note: str, kind: EventType) -> None:
        if detail := self.pane.detail:
            number = detail.row.number

            def done(undo: Undo) -> None:
                self.pane.composer.forget(number, note)
                self._done(say(_TOLD[kind], number=number), undo)

            self._work_on(partial(acts.tell, self._desk.services, number, note, kind), done)

    def _turn(self, category: Category) -> None:
        if detail := self.pane.detail:
            number = detail.row.number
            to = say(words.CATEGORIES[category][0])
            done = say(N_("{number}: {to}"), number=number, to=to)
            act = partial(acts.turn, self._desk.services, number, category)
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
        self._wanted = path[-1]
        self._choose_wanted()
        self.enter()

    def _clear(self) -> None:
        self.narrow.clear()
        self.segment.choose(N_("All"))

    def _failed(self, error: Exception) -> None:
        present(self._kit, self.window(), error)
