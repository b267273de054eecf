"""The palette: find, go and do, by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from app.ui.choices import SHOWN, Choices
from app.ui.finding import fitting
from app.ui.icons import Icon
from app.ui.labels import IconLabel, Role, label
from app.ui.layout import column, framed, line, row
from app.ui.tokens import ICON_LARGE, Ink

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from app.ui.entry import Entry
    from app.ui.kit import Kit

    Offer = Callable[[str], Sequence[Entry]]
    """What there is for what was typed; nothing typed is a question too."""

_WIDE = 620
_FROM_TOP = 88
_COMMANDS = ">"
_SCRIM = QColor(15, 18, 22, 90)


class Palette(QWidget):
    """Covers its window; Esc takes it away and gives the focus back."""

    closed = Signal()

    def __init__(self, kit: Kit, over: QWidget, offer: Offer, commands: Offer) -> None:
        super().__init__(over)
        self._kit = kit
        self._over = over
        self._offer = offer
        self._commands = commands
        self._before = over.window().focusWidget()
        self._silenced = [key for key in over.findChildren(QShortcut) if key.isEnabled()]
        say = kit.language.say
        self.field = QLineEdit()
        self.field.setObjectName("Naked")
        self.field.setPlaceholderText(say("Search, or type > for commands"))
        self.field.setAccessibleName(say("Search or jump to…"))
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.list = Choices(kit, self.field)
        self.list.setAccessibleName(say("Results"))
        self.list.chosen.connect(self.act)
        self._nothing = label(say("Nothing found"), Role.MUTED)
        self._nothing.setContentsMargins(20, 14, 20, 16)
        glass = IconLabel(kit.theme, Icon.SEARCH, Ink.TEXT_3, ICON_LARGE)
        keys = column(None, label("Esc", Role.KEY), None)
        head = row(glass, (self.field, 1), keys, gap=12, margins=(20, 13, 16, 13))
        self.card = framed("Sheet", column(head, line(), self.list, self._nothing, gap=0))
        box = column(row(None, self.card, None), None, margins=(24, 0, 24, 24))
        box.insertSpacing(0, min(_FROM_TOP, over.height() // 8))
        self.setLayout(box)
        self.card.setFixedWidth(min(kit.theme.scaled(_WIDE), over.width() - 48))
        over.installEventFilter(self)

    def open(self, typed: str = "") -> None:
        """Show it, ready to type."""
        for key in self._silenced:
            key.setEnabled(False)
        self.resize(self._over.size())
        self.field.setText(typed)
        self._find(typed)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Take it away."""
        for key in self._silenced:
            # A list that was looked up anew meanwhile has taken its keys with it.
            if isValid(key):
                key.setEnabled(True)
        self._over.removeEventFilter(self)
        self.hide()
        if self._before and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def act(self) -> None:
        """Do what the chosen line says."""
        entry = self.list.entry
        if entry:
            self.dismiss()
            entry.act()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Go through the lines: there is nowhere else to go."""
        self.list.step(1 if next else -1)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move the choice while one types, and grow with the window."""
        if watched is self._over and event.type() is QEvent.Type.Resize:
            self.resize(self._over.size())
        if watched is self.field and event.type() is QEvent.Type.KeyPress:
            return self._pressed(event)  # pyright: ignore[reportArgumentType]
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing below the palette hears a key."""
        self._pressed(event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the card takes the palette away."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what is below."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), _SCRIM)
        painter.end()

    def _pressed(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: SHOWN,
            Qt.Key.Key_PageUp: -SHOWN,
        }
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.act()
        elif key in steps:
            self.list.step(steps[key])
        else:
            return False
        return True

    def _find(self, typed: str) -> None:
        if typed.startswith(_COMMANDS):
            wanted = typed[len(_COMMANDS) :].strip()
            entries = fitting(wanted, self._commands(""))
        else:
            wanted = typed.strip()
            entries = list(self._offer(wanted))
        self.list.show_entries(entries, wanted)
        self.list.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
