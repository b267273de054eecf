"""A page with a list of records and one of them open: filter, segments, facts, form."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from app.domain.errors import AppError
from app.domain.sentence import N_, say
from app.ui import buttons
from app.ui.buttons import Button
from app.ui.cells import Column, Row
from app.ui.empty import Empty
from app.ui.errors import present
from app.ui.filter_field import FilterField
from app.ui.form.drafts import Drafts
from app.ui.form.fields import Choices
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import column, framed, line, row
from app.ui.page import Page
from app.ui.preferences import sizes
from app.ui.records.facts import Facts
from app.ui.records.record import RecordView, Tab
from app.ui.records.renaming import ask_for_name
from app.ui.segment import Segment
from app.ui.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from app.domain.progress import Progress
    from app.ui.cells import Pill
    from app.ui.desk import Desk
    from app.ui.form.fields import Form, Record
    from app.ui.preferences import Preferences
    from app.workbook.merging import Path


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """What a list shows, in marked words."""

    title: str
    one: str
    many: str
    filter: str
    columns: tuple[Column[Row], ...]
    key: Callable[[Row], Hashable]
    words: Callable[[Row], Sequence[str]]
    """What the filter finds a row by."""
    icon: Icon
    empty: tuple[str, str]
    new: str
    segments: Mapping[str, Callable[[Row], bool]]
    """Marked words, and which rows they mean; the first is chosen to begin with."""


class RecordsPage(Page, Generic[Row]):
    """Lists records; Enter opens one, Esc goes back."""

    noun: ClassVar[str] = ""
    uncounted: ClassVar[frozenset[str]] = frozenset()
    """Segments that list something else than the page's rows."""
    loaded = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self._rows: tuple[Row, ...] = ()
        self._wanted: object = None
        self._opened: Path | None = None
        self._waiting: list[Callable[[], None]] = []
        self.drafts = Drafts.of(desk.kept.habit(f"{self.noun}.drafts"))
        self.listing = self.describe()
        self._build()
        self._connect()

    @abstractmethod
    def describe(self) -> Listing[Row]:
        """What the list shows."""

    @abstractmethod
    def look_up(self) -> tuple[Row, ...]:
        """All rows; called in the background."""

    @abstractmethod
    def path_of(self, row: Row) -> Path:
        """Where a row's record is."""

    @abstractmethod
    def form_of(self, path: Path, record: Record) -> Form:
        """The form of a record."""

    def facts_of(self, row: Row) -> Sequence[tuple[str, str]]:
        """What stands beside the list about the chosen row: marked words, and what to say."""
        del row
        return ()

    def name_of(self, path: Path, record: Record) -> str:
        """What a record is called."""
        return str(record.get("name") or path[-1])

    def chips_of(self, path: Path, record: Record) -> Sequence[Pill]:
        """What is to be seen of a record at once."""
        del path, record
        return ()

    def tabs_of(self, path: Path) -> Sequence[Tab]:
        """What else there is to see of a record."""
        del path
        return ()

    def actions_of(self, path: Path, record: Record) -> Sequence[QWidget]:
        """The buttons beside a record's name."""
        del path, record
        return ()

    def side(self) -> QWidget | None:
        """What stands beside the form."""
        return None

    def refresh(self) -> None:
        """Look up all rows, and what there is to choose from."""

        def work(progress: Progress) -> tuple[object, ...]:
            progress.step(0, 1)
            services = self._desk.services
            return self.look_up(), services.editing.choices(), services.today()

        job = Job(work)
        job.succeeded.connect(self._listed)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def title(self) -> tuple[str, str]:
        """The page's name, or that of the record that is open."""
        say = self._kit.language.say
        if self._opened and self._stack.currentWidget() is self.record:
            return self.record.name, ""
        return say(self.listing.title), ""

    def tools(self) -> Sequence[QWidget]:
        """The button for a new record."""
        return (self.new,)

    def enter(self) -> None:
        """Put the focus on the list, or into the form."""
        if self._stack.currentWidget() is self.record:
            self.record.enter()
        elif self._stack.currentWidget() is self._nothing:
            self._nothing_new.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def filter(self) -> None:
        """Put the cursor into the filter."""
        self.show_list()
        self.narrow.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.narrow.selectAll()

    def show_what(self, what: object) -> None:
        """Open the record of a key, now or as soon as it is listed."""
        self._wanted = what
        if self._rows:
            self._open_wanted()

    def keep(self, preferences: Preferences) -> Preferences:
        """Remember what was typed and not saved, and how the room is divided."""
        kept = preferences.keeping(f"{self.noun}.drafts", self.drafts.text())
        if self._stack.currentWidget() is not self._work:
            return kept
        return kept.keeping(f"{self.noun}.split", " ".join(map(str, self._split.sizes())))

    def open_path(self, path: Path) -> None:
        """Open a record."""

        def work(progress: Progress) -> Record:
            progress.step(0, 1)
            return self._desk.services.editing.record(*path)

        self._opened = path
        job = Job(work)
        job.succeeded.connect(self._show_record)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def rename(self, path: Path) -> None:
        """Give a record another name, wherever it is mentioned."""
        ask_for_name(self._desk, self.window(), self.choices, path, self.open_path)

    def remove(self, path: Path) -> None:
        """Take a record away, as long as nothing refers to it."""
        editing = self._desk.services.editing
        try:
            undo = editing.remove(*path)
        except AppError as error:
            present(self._kit, self.window(), error)
            return
        self._desk.undos.push(say(N_("{what} removed"), what=path[-1]), partial(editing.undo, undo))
        self.show_list()

    def show_list(self) -> None:
        """Go back to the list."""
        self._opened = None
        self.new.show()
        self._stack.setCurrentWidget(self._work if self._rows else self._nothing)
        self.titled.emit()
        self.enter()

    def _build(self) -> None:
        kit, say, listing = self._kit, self._kit.language.say, self.listing
        self.choices = Choices(kit.language, self._desk.through, {})
        self.new = Button(kit.theme, say(listing.new), buttons.Kind.PRIMARY, Icon.PLUS)
        self.narrow = FilterField(kit.theme, say(listing.filter), say(listing.filter))
        self.narrow.setMaximumWidth(kit.theme.scaled(320))
        self.segment = Segment[str](
            kit.theme, say("Show"), {text: say(text) for text in listing.segments}
        )
        self._count = label(role=Role.MUTED)
        tools = row(self.segment, (self.narrow, 2), None, self._count, gap=10)
        tools.setContentsMargins(20, 4, 16, 12)
        self.table = Table[Row](kit.theme, kit.language, listing.columns, listing.key)
        self.table.setAccessibleName(say(listing.title))
        clear = Button(kit.theme, say("Show all"))
        clear.clicked.connect(self._clear)
        self._no_match = Empty(kit.theme, Icon.SEARCH, clear)
        self._no_match.say(say("Nothing here"), say("Nothing matches the filter."))
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self._no_match)
        self._list.setMinimumWidth(380)
        self.facts = Facts(kit, self.buttons_of_facts())
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._list)
        self._split.addWidget(self.facts)
        self._split.setSizes(sizes(self._desk.kept.habit(f"{self.noun}.split")) or [800, 340])
        self._work = QWidget()
        self._work.setLayout(column(framed("Pane", tools), line(), (self._split, 1), gap=0))
        self._nothing_new = Button(kit.theme, say(listing.new), buttons.Kind.PRIMARY, Icon.PLUS)
        bring = Button(kit.theme, say("Import a workbook…"))
        bring.clicked.connect(self._desk.import_workbook)
        self._nothing = Empty(kit.theme, listing.icon, self._nothing_new, bring)
        self._nothing.say(say(listing.empty[0]), say(listing.empty[1]))
        self.record = RecordView(self._desk, self.drafts, say(listing.title), self.side())
        self._stack = QStackedWidget()
        for view in (framed("Well", column()), self._work, self._nothing, self.record):
            self._stack.addWidget(view)
        self.setLayout(column((self._stack, 1), gap=0))

    def buttons_of_facts(self) -> Sequence[Button]:
        """What can be done with the chosen row."""
        button = Button(self._kit.theme, self._kit.language.say("Open"))
        button.clicked.connect(self._open_current)
        return (button,)

    def _connect(self) -> None:
        self.narrow.textChanged.connect(self._list_rows)
        self.segment.changed.connect(self._list_rows)
        self.table.chosen.connect(self._show_facts)
        self.table.doubleClicked.connect(self._open_current)
        for button in (self.new, self._nothing_new):
            button.clicked.connect(partial(self.begin, self.noun))
        self.record.back.connect(self.show_list)
        self.record.pane.saved.connect(self._saved)
        self.record.titled.connect(self.titled)
        for key in ("Return", "Enter"):
            self._key(key, self.table, self._open_current)
        self._key("Esc", self.record, self.show_list)
        QWidget.setTabOrder(self.narrow, self.table)

    def _key(self, key: str, within: QWidget, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), within)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _listed(
        self, found: tuple[tuple[Row, ...], dict[str, tuple[tuple[str, str], ...]], object]
    ) -> None:
        self._rows, names, today = found
        self.choices = Choices(self._kit.language, today, names)  # type: ignore[arg-type]
        listing = self.listing
        self.segment.count(
            {
                text: sum(map(is_in, self._rows))
                for text, is_in in listing.segments.items()
                if text not in self.uncounted
            }
        )
        self._list_rows()
        if self._stack.currentWidget() is not self.record:
            had_focus = self._stack.currentIndex() == 0
            self._stack.setCurrentWidget(self._work if self._rows else self._nothing)
            if had_focus and self.isVisible():
                self.enter()
        elif self._opened:
            self.record.look_again()
        self._open_wanted()
        self.loaded.emit(self._rows)

        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def when_listed(self, act: Callable[[], None]) -> None:
        """Do something once there is a list: a sheet would have nothing to choose from before.

        And the list, when it comes, would take the keys away from it.
        """
        if self._stack.currentIndex() == 0:
            self._waiting.append(act)
        else:
            act()

    def _open_wanted(self) -> None:
        if self._wanted is None:
            return
        wanted, self._wanted = self._wanted, None
        for found in self._rows:
            if wanted in {self.listing.key(found), self.path_of(found)}:
                self.table.choose(self.listing.key(found))
                self.open_path(self.path_of(found))
                return

    def _list_rows(self) -> None:
        is_in = self.listing.segments[self.segment.value]
        rows = [
            found
            for found in self._rows
            if is_in(found) and self.narrow.finds(*self.listing.words(found))
        ]
        self._count.setText(self._kit.counted(len(rows), self.listing.one, self.listing.many))
        self._list.setCurrentWidget(self.table if rows else self._no_match)
        self.table.show_rows(rows)
        self._show_facts()

    def _show_facts(self) -> None:
        found = self.table.current
        self.facts.setVisible(found is not None)
        if found is not None:
            self.facts.show_facts(self.heading_of(found), self.facts_of(found))

    def heading_of(self, row: Row) -> tuple[str, str]:
        """The name of a row, and what stands above it."""
        return str(self.listing.key(row)), ""

    def _open_current(self) -> None:
        if (found := self.table.current) is not None:
            self.open_path(self.path_of(found))

    def _show_record(self, record: Record) -> None:
        path = self._opened
        if path is None:
            return
        if not record:
            self.show_list()
            return
        self.record.show_record(
            self.form_of(path, record),
            self.choices,
            path,
            record,
            self.name_of(path, record),
            self.chips_of(path, record),
            self.tabs_of(path),
            self.actions_of(path, record),
        )
        self._stack.setCurrentWidget(self.record)
        self.new.hide()
        self.titled.emit()
        self.record.enter()

    def _saved(self, path: Path) -> None:
        self.open_path(path)

    def _clear(self) -> None:
        self.narrow.clear()
        self.segment.choose(next(iter(self.listing.segments)))

    def _failed(self, error: Exception) -> None:
        present(self._kit, self.window(), error)
