"""The bar above every page: search, New, the look, the keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QMenu, QSizePolicy

from app.ui.buttons import Button, ToolButton, is_enter
from app.ui.icons import Icon
from app.ui.layout import row
from app.ui.look_menu import LookButton
from app.ui.shortcuts import HELP, SEARCH, native
from app.ui.tokens import CONTROL, ICON, TOP_BAR, Ink, Text, Weight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from app.ui.kit import Kit
    from app.ui.places import Place

_WIDE = 360
_NARROWEST = 150


class TopBar(QFrame):
    """Tells what was asked for; the window does it."""

    search = Signal()
    keys = Signal()
    begin = Signal(str, str)
    """The noun of a place, and what begins there."""

    def __init__(self, kit: Kit, places: Iterable[Place]) -> None:
        super().__init__()
        self.setObjectName("TopBar")
        self._kit = kit
        say = kit.language.say
        self.search_button = SearchButton(kit, say("Search or jump to…"), native(SEARCH.keys[0]))
        self.search_button.clicked.connect(self.search)
        self.new = Button(kit.theme, say("New"), icon=Icon.PLUS)
        self.news = self._news(places)
        if not self.news.actions():
            self.new.hide()
        self.new.clicked.connect(self.offer_news)
        self.look = LookButton(kit)
        self.help = ToolButton(kit.theme, Icon.HELP, say("Keys"), native(HELP.keys[0]))
        self.help.clicked.connect(self.keys)
        bar = row((self.search_button, 3), gap=10, margins=(20, 0, 14, 0))
        bar.addStretch(2)
        for tool in (self.new, self.look, self.help):
            bar.addWidget(tool)
        self.setLayout(bar)
        kit.theme.changed.connect(self._fit)
        self._fit()

    def offer_news(self) -> None:
        """Open the New menu below its button."""
        corner = self.new.mapToGlobal(self.new.rect().bottomRight())
        self.news.popup(QPoint(corner.x() - self.news.sizeHint().width(), corner.y() + 5))

    def _news(self, places: Iterable[Place]) -> QMenu:
        menu = QMenu(self)
        theme = self._kit.theme
        for place in places:
            for new in place.news:
                action = menu.addAction(theme.icon(new.icon), self._kit.language.say(new.text))
                action.triggered.connect(partial(self.begin.emit, place.noun, new.what))
        return menu

    def _fit(self) -> None:
        self.setFixedHeight(self._kit.theme.scaled(TOP_BAR))


class SearchButton(QAbstractButton):
    """Looks like a field and opens the palette, where one types."""

    def __init__(self, kit: Kit, text: str, keys: str) -> None:
        super().__init__()
        self._theme = kit.theme
        self._keys = keys
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(f"{text}  {keys}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_NARROWEST)
        kit.theme.changed.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as a field."""
        return QSize(self._theme.scaled(_WIDE), self._theme.scaled(CONTROL))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a field with a glass, the words and the keys."""
        del event
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        pen = QPen(theme.colour(Ink.FOCUS), 2) if self.hasFocus() else Qt.PenStyle.NoPen
        painter.setPen(pen)
        painter.setBrush(theme.colour(Ink.PRESSED if self.underMouse() else Ink.WELL))
        painter.drawRoundedRect(frame, 6, 6)
        edge = theme.scaled(ICON)
        density = self.devicePixelRatioF()
        glass = theme.pixmap(Icon.SEARCH, Ink.TEXT_3, ICON, density)
        painter.drawPixmap(12, (self.height() - edge) // 2, glass)
        keys = self._paint_keys(painter, frame)
        room = QRectF(24 + edge, 0, keys - 32 - edge, self.height())
        painter.setFont(theme.font())
        painter.setPen(theme.colour(Ink.TEXT_3))
        words = theme.metrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def _paint_keys(self, painter: QPainter, frame: QRectF) -> float:
        """Paint the keys at the right, and return where they begin."""
        theme = self._theme
        font = theme.font(Text.CAPTION, Weight.MEDIUM)
        metrics = theme.metrics(Text.CAPTION, Weight.MEDIUM)
        width, height = metrics.horizontalAdvance(self._keys) + 14, theme.scaled(20)
        left = frame.right() - width - 5
        box = QRectF(left, (self.height() - height) / 2, width, height).toAlignedRect()
        painter.setPen(QPen(theme.colour(Ink.BORDER_STRONG), 1))
        painter.setBrush(theme.colour(Ink.SURFACE))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(font)
        painter.setPen(theme.colour(Ink.TEXT_2))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._keys)
        return left

    def _fit(self) -> None:
        self.setMaximumWidth(self._theme.scaled(_WIDE))
        self.updateGeometry()
