"""One record with the whole page to itself: the way back, its name, its form, and more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.ui.buttons import Button, Kind
from app.ui.chip import Chip
from app.ui.form.pane import RecordPane
from app.ui.icons import Icon
from app.ui.layout import column, line, row
from app.ui.segment import Segment

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.ui.cells import Pill
    from app.ui.desk import Desk
    from app.ui.form.drafts import Drafts
    from app.ui.form.fields import Choices, Form, Record
    from app.workbook.merging import Path


_SIDE = 300
"""What stands beside a form is at least so wide."""


@runtime_checkable
class Looking(Protocol):
    """What can look up again by itself what it shows."""

    def look(self) -> None:
        """Look it up."""
        ...


@dataclass(frozen=True)
class Tab:
    """Something else to see of a record: marked words, and the widget, made when it is opened."""

    text: str
    make: Callable[[], QWidget]


class RecordView(QWidget):
    """The form of a record, and tabs for all else."""

    back = Signal()
    titled = Signal()

    def __init__(
        self, desk: Desk, drafts: Drafts, whence: str, side: QWidget | None = None
    ) -> None:
        super().__init__()
        self._kit = desk.kit
        self.name = ""
        self._whence = whence
        self.path: Path = ()
        self._tabs: tuple[Tab, ...] = ()
        self._made: dict[str, QWidget] = {}
        self._choice = ""
        self.pane = RecordPane(desk, drafts, is_stacked=side is not None)
        self.way_back = Button(desk.kit.theme, whence, Kind.LINK, Icon.ARROW_LEFT)
        self.way_back.clicked.connect(self.back)
        self._chips = row(gap=6)
        self._chip_box = QWidget()
        self._chip_box.setLayout(self._chips)
        self._side = side
        self._actions = row(gap=8)
        self._segment_box = row(gap=0)
        self._tabs_home = QWidget()
        self._tabs_home.setLayout(self._segment_box)
        self._upper = row(self.way_back, self._chip_box, None, gap=8)
        self._upper.addLayout(self._actions)
        self._lower = row(None, gap=8)
        self._head = QFrame()
        self._head.setObjectName("Pane")
        self._head.setLayout(column(self._upper, self._lower, gap=0, margins=(14, 0, 20, 10)))
        self._place_tabs(below=False)
        self._stack = QStackedWidget()
        self._front: QWidget = self.pane
        if side:
            self._front = QWidget()
            self._front.setLayout(row((self.pane, 1), line(upright=True), side, gap=0))
        self._stack.addWidget(self._front)
        self.setLayout(column(self._head, line(), (self._stack, 1), gap=0))

    def show_record(  # noqa: PLR0917 - a record and all that is seen of it
        self,
        form: Form,
        choices: Choices,
        path: Path,
        record: Record,
        name: str,
        chips: Sequence[Pill],
        tabs: Sequence[Tab],
        actions: Sequence[QWidget],
    ) -> None:
        """Show another record, on the tab that was open if it is the same one."""
        tab = self._choice if path == self.path else ""
        self.path, self.name = path, name
        self.pane.show_record(form, choices, path, record)
        for box, widgets in (
            (self._chips, [Chip(self._kit.theme, pill) for pill in chips]),
            (self._actions, list(actions)),
        ):
            while item := box.takeAt(0):
                if widget := item.widget():
                    widget.hide()
                    widget.deleteLater()
            for widget in widgets:
                box.addWidget(widget)
        self._lay_tabs(tuple(tabs), tab)
        # What was never shown has not heard of its style yet, and takes itself for smaller.
        QTimer.singleShot(0, self, self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the chips and what stands beside the form give way where it is narrow."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out the chips, then the words of the way back, where it is narrow; or take a line.

        The tabs go below all else where even that is too wide.
        """
        for below, whence, shows_chips in self._ways():
            self._place_tabs(below=below)
            self.way_back.say(whence)
            self._chip_box.setVisible(shows_chips)
            if self._fits():
                break
        self.way_back.setAccessibleName(self._whence)
        self.way_back.setToolTip(self._whence)
        if self._side:
            wanted = self._side.sizeHint().width()
            self._side.setFixedWidth(min(wanted, max(self.width() * 36 // 100, _SIDE)))

    def _ways(self) -> Iterator[tuple[bool, str, bool]]:
        """Whether the tabs go below, the words of the way back, and whether chips are shown."""
        nothing = ""
        for below in (False, True):
            yield below, self._whence, True
            yield below, self._whence, False
            yield below, nothing, False

    def _place_tabs(self, *, below: bool) -> None:
        self._upper.removeWidget(self._tabs_home)
        self._lower.removeWidget(self._tabs_home)
        if below:
            self._lower.insertWidget(0, self._tabs_home)
        else:
            self._upper.insertWidget(1, self._tabs_home)
        self._lower.setContentsMargins(0, 8 if below else 0, 0, 0)

    def _fits(self) -> bool:
        if box := self._head.layout():
            box.invalidate()
        return self._head.sizeHint().width() <= self.width()

    def look_again(self) -> None:
        """Something changed: the tabs look again, or are made anew."""
        if all(isinstance(widget, Looking) for widget in self._made.values()):
            for widget in self._made.values():
                if isinstance(widget, Looking):
                    widget.look()
            return
        self._forget()
        self._turn(self._choice)

    def enter(self) -> None:
        """Put the cursor into the form."""
        if self._stack.currentWidget() is self._front and self.pane.view:
            self.pane.view.focus_first()

    def _lay_tabs(self, tabs: tuple[Tab, ...], chosen: str) -> None:
        say = self._kit.language.say
        self._forget()
        self._tabs = tabs
        while item := self._segment_box.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._choice = chosen if chosen in {tab.text for tab in tabs} else ""
        if tabs:
            words = {"": say("Details"), **{tab.text: say(tab.text) for tab in tabs}}
            segment = Segment[str](self._kit.theme, say("Show"), words)
            segment.choose(self._choice)
            segment.changed.connect(lambda: self._turn(segment.value))
            self._segment_box.addWidget(segment)
            self.segment = segment
        self._turn(self._choice)

    def _turn(self, text: str) -> None:
        self._choice = text
        if not text:
            self._stack.setCurrentWidget(self._front)
            return
        if text not in self._made:
            tab = next(tab for tab in self._tabs if tab.text == text)
            self._made[text] = tab.make()
            self._stack.addWidget(self._made[text])
        self._stack.setCurrentWidget(self._made[text])

    def _forget(self) -> None:
        self._stack.setCurrentWidget(self._front)
        for widget in self._made.values():
            self._stack.removeWidget(widget)
            widget.deleteLater()
        self._made = {}
