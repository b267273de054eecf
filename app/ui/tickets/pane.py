"""One ticket beside the list: where it stands, its clock, what happened, what was worked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QVBoxLayout, QWidget

from app.domain.sentence import N_
from app.domain.sla_policy import Category, Metric
from app.domain.ticket import Basis, EventType
from app.ui.buttons import Button, Kind
from app.ui.cells import Pill
from app.ui.chip import Chip
from app.ui.labels import Role, label
from app.ui.layout import clear, column, line, row
from app.ui.records.files import dropped
from app.ui.tickets import mapping, words
from app.ui.tickets.composer import Composer
from app.ui.tickets.promise import PromiseBox
from app.ui.tickets.tabs import ACTIVITY, TicketTabs
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from app.services.tickets import TicketDetail
    from app.ui.desk import Desk

_OFFERED = (
    Category.ACTIVE,
    Category.WAITING_CLIENT,
    Category.WAITING_VENDOR,
    Category.SCHEDULED,
    Category.RESOLVED,
    Category.CLOSED,
    Category.CANCELLED,
)


class TicketPane(QFrame):
    """Asks for what one does; the page does it."""

    turned = Signal(object)
    """To which Category."""
    ranked = Signal(str, object)
    """To which priority, and on which Basis."""
    client_wanted = Signal(str)
    moving = Signal(str)
    """Which ticket is to move to another client."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        kit = desk.kit
        self._kit = kit
        self.detail: TicketDetail | None = None
        self.setObjectName("Pane")
        say = kit.language.say
        self._number = label(role=Role.MUTED)
        self._subject = label(role=Role.H2, wrap=True)
        self._status = Chip(kit.theme, Pill("", Tone.MUTE))
        self._priority = Chip(kit.theme, Pill("", Tone.MUTE))
        self._mapping = Chip(kit.theme, Pill("", Tone.WARN))
        self._mapping_why = label(role=Role.SMALL, wrap=True)
        self.client = Button(kit.theme, "", Kind.LINK)
        self.move_on = Button(kit.theme, say("Move…"), Kind.LINK)
        self._opened = label(role=Role.SMALL, wrap=True)
        self.end = Button(kit.theme, say("Resolve"))
        self.status = Button(kit.theme, say("Status…"))
        self.priority = Button(kit.theme, say("Priority…"))
        self.composer = Composer(desk)
        self.boxes = {metric: PromiseBox(kit, metric, Tone.MUTE) for metric in Metric}
        self._no_promise = label(say("Nothing is promised for this ticket."), Role.SMALL, wrap=True)
        self._activity = column(gap=10)
        self._work = column(gap=10)
        self._worked = label(role=Role.H3)
        happened = QWidget()
        happened.setLayout(
            column(
                label(say("Service level"), Role.H3),
                self._no_promise,
                *self.boxes.values(),
                4,
                label(say("Activity"), Role.H3),
                self._activity,
                4,
                self._worked,
                self._work,
                gap=8,
            )
        )
        self.tabs = TicketTabs(desk, happened)
        self._build()

    def show_ticket(self, detail: TicketDetail) -> None:
        """Show a ticket, or the same one as it is now."""
        language, found = self._kit.language, detail.row
        is_other = self.detail is None or self.detail.row.number != found.number
        self.detail = detail
        self._number.setText(found.number)
        self._subject.setText(found.summary or language.say("Without a subject"))
        self._status.show_pill(words.own_status_pill(language, found))
        self._priority.show_pill(Pill(found.state.priority, Tone.MUTE))
        self._priority.setVisible(bool(found.state.priority))
        self.client.say(found.client_name)
        pill = mapping.open_pill(language, detail.mapped)
        if pill:
            self._mapping.show_pill(pill)
        why = detail.mapped.reason if detail.mapped and pill else None
        self._mapping_why.setText(language.tell(why) if why else "")
        self._mapping.setVisible(pill is not None)
        self._mapping_why.setVisible(pill is not None)
        opened = language.say(
            "Opened {when}", when=words.moment(language, found.opened, detail.zone)
        )
        self._opened.setText(" · ".join(filter(None, (opened, found.state.agreement))))
        done = found.state.category.stopped
        self.end.say(language.say("Reopen") if done else language.say("Resolve"))
        self.priority.setEnabled(bool(detail.priorities))
        for metric, box in self.boxes.items():
            box.show_promise(found.state.current(metric), detail.zone)
        self._no_promise.setVisible(all(box.isHidden() for box in self.boxes.values()))
        self._show_activity(detail)
        self._show_work(detail)
        self.tabs.show_ticket(found.number)
        self.composer.show_draft(found.number)
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)

    def write(self, kind: EventType) -> None:
        """Put the cursor where one writes."""
        self.tabs.segment.choose(ACTIVITY)
        self.composer.write(kind)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped on a ticket, and nothing else."""
        if self.detail and dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep what is dropped."""
        event.acceptProposedAction()
        self.tabs.take(dropped(event))

    def choose_status(self) -> None:
        """Offer every other status."""
        if self.detail is None:
            return
        menu = QMenu(self)
        for category in _OFFERED:
            if category is not self.detail.row.state.category:
                text = self._kit.language.say(words.CATEGORIES[category][0])
                menu.addAction(text).triggered.connect(partial(self.turned.emit, category.value))
        if self.detail.statuses:
            menu.addSeparator()
        for name in self.detail.statuses:
            if name != self.detail.row.status:
                shown = name.replace("&", "&&")
                menu.addAction(shown).triggered.connect(partial(self.turned.emit, name))
        self._offer(menu, self.status)

    def choose_priority(self) -> None:
        """Offer every other priority: it was so all along, or it got worse now."""
        if self.detail is None:
            return
        menu, say = QMenu(self), self._kit.language.say
        for priority in self.detail.priorities:
            if priority != self.detail.row.state.priority:
                for basis, text in _BASES.items():
                    act = menu.addAction(say(text, priority=priority))
                    act.triggered.connect(partial(self.ranked.emit, priority, basis))
        self._offer(menu, self.priority)

    def end_it(self) -> None:
        """Resolve it, or open it again."""
        if self.detail:
            done = self.detail.row.state.category.stopped
            self.turned.emit((Category.ACTIVE if done else Category.RESOLVED).value)

    def _offer(self, menu: QMenu, under: QWidget) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))
        if actions := menu.actions():
            menu.setActiveAction(actions[0])

    def _build(self) -> None:
        say = self._kit.language.say
        inside = QWidget()
        inside.setObjectName("Inside")
        inside.setLayout(
            column(
                self._number,
                self._subject,
                row(self._status, self._priority, None, gap=6),
                row(self._mapping, None),
                self._mapping_why,
                row(self.client, self.move_on, None),
                self._opened,
                row(self.end, self.status, self.priority, None, gap=8),
                4,
                self.tabs,
                None,
                gap=8,
                margins=(20, 16, 20, 16),
            )
        )
        self._scroll = QScrollArea()
        self._scroll.setObjectName("Scroll")
        self._scroll.setAccessibleName(say("Ticket"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setMinimumWidth(self._kit.theme.scaled(360))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self.composer.setContentsMargins(20, 12, 20, 14)
        self.setLayout(column((self._scroll, 1), line(), self.composer, gap=0))
        self.setAcceptDrops(True)
        self.tabs.turned.connect(self._turn)
        for metric, box in self.boxes.items():
            box.excuse.clicked.connect(partial(self.tabs.excuse, metric))
        self.end.clicked.connect(self.end_it)
        self.status.clicked.connect(self.choose_status)
        self.priority.clicked.connect(self.choose_priority)
        self.client.clicked.connect(self._want_client)
        self.move_on.clicked.connect(self._want_move)

    def _turn(self) -> None:
        self.composer.setVisible(self.tabs.segment.value == ACTIVITY)

    def _want_move(self) -> None:
        if self.detail:
            self.moving.emit(self.detail.row.number)

    def _want_client(self) -> None:
        if self.detail:
            self.client_wanted.emit(self.detail.row.client)

    def _show_activity(self, detail: TicketDetail) -> None:
        language = self._kit.language
        clear(self._activity)
        for each in detail.happenings:
            told = words.happened(language, each)
            self._add(self._activity, told, words.moment(language, each.at, detail.zone), each.note)
        if not any(each.type is EventType.CREATED for each in detail.happenings):
            when = words.moment(language, detail.row.opened, detail.zone)
            self._add(self._activity, language.say("Opened"), when, "")

    def _show_work(self, detail: TicketDetail) -> None:
        language = self._kit.language
        clear(self._work)
        self._worked.setText(
            language.say("Time  {worked}", worked=words.worked(detail.row.minutes))
        )
        for each in detail.work:
            when = words.moment(language, each.at, detail.zone)
            told = f"{words.worked(each.minutes)}  {each.work_type}"
            self._add(self._work, told, when, each.note)
        if not detail.work:
            self._work.addWidget(label(language.say("Nothing logged yet"), Role.SMALL))

    def _add(self, to: QVBoxLayout, told: str, when: str, note: str) -> None:
        made = QWidget()
        texts = column(label(told, Role.STRONG, wrap=True), label(when, Role.SMALL), gap=2)
        if note:
            texts.addWidget(label(note, wrap=True))
        made.setLayout(texts)
        to.addWidget(made)


_BASES = {
    Basis.FROM_START: N_("{priority}: it was so from the start"),
    Basis.FROM_CHANGE: N_("{priority}: things got worse just now"),
}
