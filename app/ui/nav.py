"""The sidebar: whose desk it is, and the pages."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QWidget

from app.ui.buttons import is_enter
from app.ui.labels import ElidedLabel, Role, label
from app.ui.layout import clear, column, row
from app.ui.tokens import (
    BADGE,
    ICON_LARGE,
    NAV,
    SIDEBAR,
    SIDEBAR_COLLAPSED,
    Ink,
    Text,
    Tone,
    Weight,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QLayout

    from app.ui.icons import Icon
    from app.ui.kit import Kit
    from app.ui.theme import Theme

_MARK = 30
_ICON_X = 10
_WORDS_X = 38


def _scrolling(inside: QLayout) -> QScrollArea:
    """The pages go up and down where the window is short."""
    area = QScrollArea()
    area.setObjectName("Scroll")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # A scroll area wants to be wider than a sidebar of icons, which would cut the badges.
    area.setMinimumWidth(1)
    held = QWidget()
    held.setObjectName("Inside")
    held.setLayout(inside)
    area.setWidget(held)
    return area


class Mark(QWidget):
    """The company's first letter on the accent colour."""

    def __init__(self, theme: Theme, name: str, edge: int = _MARK) -> None:
        super().__init__()
        self._theme = theme
        self._letter = name.strip()[:1].upper() or "A"
        self.setFixedSize(edge, edge)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Ink.ACCENT))
        corner = self.width() * 8 / _MARK
        painter.drawRoundedRect(self.rect(), corner, corner)
        painter.setPen(self._theme.colour(Ink.ON_ACCENT))
        font = self._theme.font(Text.H3, Weight.STRONG)
        if self.width() > _MARK:
            font = self._theme.font(Text.H1, Weight.STRONG)
        painter.setFont(font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letter)
        painter.end()


class NavButton(QAbstractButton):
    """One page in the sidebar, with a badge for what needs the person."""

    def __init__(self, theme: Theme, text: str, icon: Icon, keys: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._badge = 0
        self._badge_words = ""
        self.setText(text)
        self.setToolTip(f"{text}  {keys}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.changed.connect(self.updateGeometry)

    def count(self, badge: int, words: str) -> None:
        """Show how many things need the person; nothing where none does."""
        self._badge = badge
        self.setAccessibleName(f"{self.text()}, {words}" if badge else self.text())
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a row of the sidebar."""
        return QSize(40, self._theme.scaled(NAV))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon, words and badge."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            ground = Ink.SELECTED if self.isChecked() else Ink.HOVER
            painter.setBrush(self._theme.colour(ground))
            painter.drawRoundedRect(frame, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour(Ink.FOCUS), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self._paint_words(painter, frame)
        if self._badge:
            self._paint_badge(painter)
        painter.end()

    def _paint_words(self, painter: QPainter, frame: QRectF) -> None:
        ink = Ink.ACCENT_TEXT if self.isChecked() else Ink.TEXT_2
        icon = self._icon.full if self.isChecked() else self._icon
        edge = self._theme.scaled(ICON_LARGE)
        pixmap = self._theme.pixmap(icon, ink, ICON_LARGE, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(_ICON_X, (self.height() - edge) / 2), pixmap)
        if self._is_narrow():
            return
        painter.setFont(
            self._theme.font(Text.BODY, Weight.STRONG if self.isChecked() else Weight.MEDIUM)
        )
        painter.setPen(self._theme.colour(ink))
        room = frame.adjusted(_WORDS_X + edge - ICON_LARGE, 0, -8, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _paint_badge(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Tone.WARN.ground))
        if self._is_narrow():
            painter.setBrush(self._theme.colour(Tone.WARN.ink))
            painter.drawEllipse(QPointF(self.width() - 9, 9), 3.5, 3.5)
            return
        text = str(self._badge)
        words = self._theme.metrics(Text.CAPTION, Weight.STRONG, figures=True)
        height = self._theme.scaled(BADGE)
        width = max(height + 2, words.horizontalAdvance(text) + 12)
        box = QRectF(self.width() - width - 8, (self.height() - height) / 2, width, height)
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setFont(self._theme.font(Text.CAPTION, Weight.STRONG, figures=True))
        painter.setPen(self._theme.colour(Tone.WARN.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _is_narrow(self) -> bool:
        return self.width() < 2 * _WORDS_X


class Pinned(QFrame):
    """What may be pinned in the sidebar."""

    @abstractmethod
    def collapse(self, *, is_collapsed: bool) -> None:
        """Make do with the room of an icon, or no more."""


class Sidebar(QFrame):
    """The company's name above groups of pages; only icons where the window is narrow."""

    def __init__(self, kit: Kit, company: str, note: str) -> None:
        super().__init__()
        self.setObjectName("Sidebar")
        self._is_collapsed = False
        self._name = ElidedLabel(Role.STRONG)
        self._name.show_text(company)
        self._words: list[QWidget] = [self._name]
        names = column(self._name, gap=0)
        if note:
            below = label(note, Role.MUTED)
            self._words.append(below)
            names.addWidget(below)
        mark = Mark(kit.theme, company)
        mark.setToolTip(company)
        head = row(mark, names, gap=10, margins=(4, 0, 0, 6))
        self._groups = column(gap=2)
        self._foot = column(gap=2, margins=(10, 4, 10, 10))
        self._pinned = column(gap=0, margins=(10, 4, 10, 0))
        self._pin: Pinned | None = None
        top = column(head, margins=(10, 13, 10, 0))
        self._inside = column(self._groups, None, gap=0, margins=(10, 0, 10, 4))
        pages = _scrolling(self._inside)
        self.setLayout(column(top, (pages, 1), self._pinned, self._foot, gap=2))
        self.setFixedWidth(SIDEBAR)

    def group(self, caption: str, buttons: list[NavButton]) -> None:
        """Add pages that belong together."""
        if caption:
            words = label(caption, Role.CAPTION)
            words.setContentsMargins(_ICON_X, 14, 0, 4)
            self._words.append(words)
            self._groups.addWidget(words)
        for button in buttons:
            self._groups.addWidget(button)

    def foot(self, *widgets: QWidget) -> None:
        """Add what always stays at the bottom, whatever the height."""
        for widget in widgets:
            self._foot.addWidget(widget)

    def pin(self, widget: Pinned | None) -> None:
        """Keep something above the foot; nothing takes it away."""
        clear(self._pinned)
        self._pin = widget
        if widget:
            self._pinned.addWidget(widget)
            widget.collapse(is_collapsed=self._is_collapsed)

    def collapse(self, *, is_collapsed: bool) -> None:
        """Show only the icons, or the words too."""
        if is_collapsed != self._is_collapsed:
            self._is_collapsed = is_collapsed
            for words in self._words:
                words.setVisible(not is_collapsed)
            if self._pin:
                self._pin.collapse(is_collapsed=is_collapsed)
            self.setFixedWidth(SIDEBAR_COLLAPSED if is_collapsed else SIDEBAR)
            # Captions that hide before they were ever shown leave the pages as wide as they were.
            self._inside.invalidate()
            self._inside.activate()
