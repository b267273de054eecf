"""Issued documents: the list, and the paper exactly as it was issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QWidget

from app.domain.ageing import Age
from app.domain.changes import Changes, Kind
from app.domain.document import DocumentKind
from app.domain.payments import Standing
from app.domain.sentence import N_
from app.services.documents import DocumentRow
from app.ui import buttons
from app.ui.buttons import Button
from app.ui.cells import Column, Figure, Pair, Pill, Words
from app.ui.desk import Numbers
from app.ui.documents.ageing import AgeingStrip, age
from app.ui.documents.bank import BankImport
from app.ui.documents.bookkeeping import AccountingExport
from app.ui.documents.paper import IssuedPaper
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
from app.ui.shortcuts import PRINT, PRINT_NOW, bind
from app.ui.table import Table
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from app.domain.progress import Progress
    from app.i18n import Language
    from app.ui.desk import Desk
    from app.ui.preferences import Preferences

_KINDS = {
    DocumentKind.INVOICE: (N_("Issued"), Tone.MUTE),
    DocumentKind.CREDIT_NOTE: (N_("Credit note"), Tone.INFO),
    DocumentKind.OPENING: (N_("Opening"), Tone.MUTE),
}


_STANDINGS = {
    Standing.PAID: (N_("Paid"), Tone.OK),
    Standing.PART_PAID: (N_("Part paid"), Tone.WARN),
    Standing.OVERDUE: (N_("Overdue"), Tone.BAD),
    Standing.CREDITED: (N_("Credited"), Tone.INFO),
}


def status(language: Language, found: DocumentRow) -> Pill:
    """How far it is settled; where that says nothing, what it is."""
    text, tone = _STANDINGS.get(found.standing, _KINDS[found.kind])
    return Pill(language.say(text), tone)


def columns(language: Language) -> tuple[Column[DocumentRow], ...]:
    """What the list shows of a document."""

    def client(found: DocumentRow) -> Pair:
        due = language.say("Due {day}", day=found.due) if found.due else ""
        return Pair(found.client_name, due)

    def total(found: DocumentRow) -> Figure:
        is_credit = found.kind is DocumentKind.CREDIT_NOTE
        return Figure(language.money(-found.total if is_credit else found.total))

    def left(found: DocumentRow) -> Figure:
        open_ = found.left
        return Figure(language.amount(open_) if open_ else "", is_faint=not open_)

    return (
        Column(N_("Number"), lambda found: Words(found.number, is_strong=True)),
        Column(N_("Date"), lambda found: Words(language.date(found.date)), rank=3),
        Column(N_("Client"), client, is_stretched=True),
        Column(N_("State"), lambda found: status(language, found), rank=1),
        Column(N_("Total"), total, is_right=True),
        Column(N_("Still open"), left, is_right=True, rank=2),
    )


class DocumentsPage(Page):
    """Lists what was issued, newest first."""

    watches: ClassVar[Changes] = frozenset({Kind.DOCUMENTS, Kind.CLIENTS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self._documents = desk.services.documents
        self._rows: tuple[DocumentRow, ...] = ()
        self._day = desk.through
        self._wanted = ""
        self._only: frozenset[str] | None = None
        self._build(desk.kept)
        self.narrow.textChanged.connect(self._list_rows)
        self.ages.changed.connect(self._list_rows)
        self.table.chosen.connect(self._show_chosen)
        QWidget.setTabOrder(self.narrow, self.ages.tiles[Age.NOT_DUE])
        QWidget.setTabOrder(self.ages.tiles[Age.OLDER], self.table)

    def refresh(self) -> None:
        """Look up all documents."""

        def work(progress: Progress) -> tuple[tuple[DocumentRow, ...], date]:
            progress.step(0, 1)
            return self._documents.list(), self._desk.services.today()

        job = Job(work)
        job.succeeded.connect(self._listed)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def title(self) -> tuple[str, str]:
        """The page's name."""
        return self._kit.language.say("Documents"), ""

    def tools(self) -> Sequence[QWidget]:
        """What goes for all, and to send what is selected."""
        return (self.more, self.send)

    def enter(self) -> None:
        """Put the focus on the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def filter(self) -> None:
        """Put the cursor into the filter."""
        self.narrow.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.narrow.selectAll()

    def show_what(self, what: object) -> None:
        """Choose the document of a number, or show those of a month or of certain numbers."""
        self._only = None
        self.ages.clear()
        if isinstance(what, Numbers):
            self.narrow.clear()
            self._only = frozenset(what.numbers)
            self._list_rows()
        elif isinstance(what, date):
            self.narrow.setText(f"{what:%Y-%m}")
        elif isinstance(what, str):
            self.narrow.clear()
            self._wanted = what
            self.table.choose(what)
            self.enter()

    def keep(self, preferences: Preferences) -> Preferences:
        """Remember how the room is divided, once it was."""
        if self._stack.currentWidget() is not self._work:
            return preferences
        return replace(preferences, documents_split=" ".join(map(str, self._split.sizes())))

    def _build(self, kept: Preferences) -> None:
        kit, say = self._kit, self._kit.language.say
        self.narrow = FilterField(kit.theme, say("Filter documents"), say("Filter documents"))
        self.narrow.setMaximumWidth(kit.theme.scaled(320))
        self._count = label(role=Role.MUTED)
        self.all = Button(kit.theme, say("Show all documents"), buttons.Kind.LINK)
        self.all.clicked.connect(self._show_all)
        tools = framed(
            "Pane",
            row((self.narrow, 2), self.all, None, self._count, gap=10, margins=(20, 12, 16, 12)),
        )
        self.ages = AgeingStrip(kit)
        self.table = Table[DocumentRow](
            kit.theme, kit.language, columns(kit.language), lambda found: found.number
        )
        self.table.setAccessibleName(say("Documents"))
        self.table.allow_many()
        self.send = Button(kit.theme, say("Send…"), icon=Icon.SEND)
        self.send.setToolTip(say("Select several documents with Shift or Ctrl"))
        self.send.clicked.connect(self._send)
        self.more = Button(kit.theme, say("More"), icon=Icon.MORE)
        self._menu = QMenu(self.more)
        self.accounting = AccountingExport(self._desk, self)
        self._menu.addAction(say("Export for accounting…")).triggered.connect(self.accounting.ask)
        self.printing = Printing(kit, self._documents, self)
        self._menu.addAction(say("Print…")).triggered.connect(self.print)
        self._menu.addAction(say("Print at once")).triggered.connect(self.print_now)
        bind(self, PRINT, self.print)
        bind(self, PRINT_NOW, self.print_now)
        self._menu.addSeparator()
        self.bank = BankImport(self._desk, self)
        self._menu.addAction(say("Import a bank statement…")).triggered.connect(self.bank.ask)
        self.more.setMenu(self._menu)
        self._no_match = Empty(kit.theme, Icon.SEARCH, self._clear_button())
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self._no_match)
        self._list.setMinimumWidth(380)
        self.paper = IssuedPaper(self._desk)
        self.paper.setMinimumWidth(380)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._list)
        self._split.addWidget(self.paper)
        self._split.setSizes(sizes(kept.documents_split) or [650, 550])
        work = QWidget()
        work.setLayout(column(tools, self.ages, line(), (self._split, 1), gap=0))
        self._nothing = Empty(kit.theme, Icon.DOCUMENTS, self._month_end_button())
        self._nothing.say(
            say("No documents yet"),
            say("Invoices and credit notes are listed here once they are issued at a month end."),
        )
        self._stack = QStackedWidget()
        self._work = work
        for view in (framed("Well", column()), work, self._nothing):
            self._stack.addWidget(view)
        self.setLayout(column((self._stack, 1), gap=0))

    def _clear_button(self) -> Button:
        button = Button(self._kit.theme, self._kit.language.say("Show all documents"))
        button.clicked.connect(self._show_all)
        return button

    def _month_end_button(self) -> Button:
        text = self._kit.language.say("Go to the month end")
        button = Button(self._kit.theme, text, buttons.Kind.PRIMARY, icon=Icon.MONTH_END)
        button.clicked.connect(self._show_month_end)
        return button

    def _show_all(self) -> None:
        self._only = None
        self.ages.clear()
        self.narrow.clear()
        self._list_rows()

    def _show_month_end(self) -> None:
        self._desk.go("billing", None)

    def _listed(self, found: tuple[tuple[DocumentRow, ...], date]) -> None:
        rows, self._day = found
        self._rows = tuple(reversed(rows))
        self.ages.show_rows(rows, self._day)
        self._stack.setCurrentWidget(self._work if rows else self._nothing)
        self._list_rows()
        if self._wanted:
            self.table.choose(self._wanted)
            self._wanted = ""

    @cached_property
    def _sender(self) -> Sender:
        return Sender(self._desk, self)

    def print(self) -> None:
        """Print what is selected, on a printer one chooses."""
        self.printing.ask(self._picked())

    def print_now(self) -> None:
        """Print what is selected on the usual printer."""
        self.printing.quick(self._picked())

    def _picked(self) -> list[str]:
        return [found.number for found in reversed(self.table.picked)]

    def _send(self) -> None:
        # The newest stands first in the list; a mail names the oldest first.
        self._sender.ask(self._picked())

    def _list_rows(self) -> None:
        wanted = self.ages.value
        rows = [
            found
            for found in self._rows
            if (self._only is None or found.number in self._only)
            and (wanted is None or age(found, self._day) is wanted)
            and self.narrow.finds(
                found.number, found.client_name, found.client, str(found.date), found.total.plain()
            )
        ]
        self._list.setCurrentWidget(self.table if rows else self._no_match)
        if not rows:
            say = self._kit.language.say
            self._no_match.say(say("No document here"), say("No document matches the filter."))
        self.table.show_rows(rows)
        self.all.setVisible(self._only is not None or wanted is not None)
        count = self._kit.counted(len(self._rows), N_("1 document"), N_("{count} documents"))
        if len(rows) != len(self._rows):
            count = self._kit.language.say("{shown} of {all}", shown=len(rows), all=count)
        self._count.setText(count)
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.paper.show_document(self.table.current)
        self.send.setEnabled(self.table.current is not None)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self.window(), error)
