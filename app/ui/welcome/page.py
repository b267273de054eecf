"""The first start: what Accord is, and three ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.buttons import is_enter
from app.ui.icons import Icon
from app.ui.import_workbook import WorkbookDialog
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.nav import Mark
from app.ui.tokens import ICON_LARGE, Ink, Text, Weight

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from app.ui.kit import Kit
    from app.ui.theme import Theme

_WIDE = 500
_MARK = 52
_SIDE = 18
_WORDS_X = 52
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class WelcomePage(QWidget):
    """Tells which way was chosen; the start program goes it."""

    sample = Signal()
    empty = Signal()
    workbook = Signal(str)

    def __init__(self, kit: Kit, data: Path) -> None:
        super().__init__()
        self._kit = kit
        say, theme = kit.language.say, kit.theme
        title = label(say("Welcome to Accord"), Role.H1)
        text = label(
            say(
                "Accord turns what you agreed with your clients, and the work you did for them, "
                "into correct invoices. Everything stays in one file on this computer."
            ),
            wrap=True,
        )
        place = label(
            say("Your data will be kept in {file}", file=str(data)), Role.MUTED, wrap=True
        )
        for words in (title, text, place):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.setFixedWidth(theme.scaled(_WIDE))
        self.look_around = Way(
            theme,
            Icon.BUILDINGS,
            say("Look around with the sample company"),
            say(
                "A made-up company with clients, agreements and a month of work. Yours stays apart."
            ),
            is_primary=True,
        )
        self.start_empty = Way(
            theme,
            Icon.PLUS,
            say("Start empty"),
            say("Your own company, without anything in it yet."),
        )
        self.bring = Way(
            theme,
            Icon.UPLOAD,
            say("Import a workbook…"),
            say("Bring clients, agreements and work from a file."),
        )
        ways = (self.look_around, self.start_empty, self.bring)
        for way in ways:
            way.setFixedWidth(theme.scaled(_WIDE))
        self.look_around.clicked.connect(self.sample)
        self.start_empty.clicked.connect(self.empty)
        self.bring.clicked.connect(self._ask)
        self.setLayout(
            column(
                None,
                row(None, Mark(theme, "A", _MARK), None),
                8,
                row(None, title, None),
                row(None, text, None),
                16,
                *(row(None, way, None) for way in ways),
                14,
                row(None, place, None),
                None,
                gap=10,
                margins=(24, 24, 24, 24),
            )
        )

    def _ask(self) -> None:
        dialog = WorkbookDialog(self._kit, self)
        dialog.fileSelected.connect(self.workbook)
        dialog.open()


class Way(QAbstractButton):
    """A large button that says what happens."""

    def __init__(
        self, theme: Theme, icon: Icon, title: str, text: str, *, is_primary: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._explained = text
        self._is_primary = is_primary
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As high as its words."""
        width = self._theme.scaled(_WIDE)
        room = QRectF(0, 0, width - _WORDS_X - 40, 400)
        note = self._theme.metrics(Text.SMALL).boundingRect(room, _WRAPPED, self._explained)
        title = self._theme.metrics(Text.BODY, Weight.STRONG).height()
        return QSize(width, round(title + note.height()) + 28)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        del event
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.colour(self._edge()), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.colour(self._ground()))
        inner = frame.adjusted(0.5, 0.5, -0.5, -0.5) if self.hasFocus() else frame
        painter.drawRoundedRect(inner, 10, 10)
        density = self.devicePixelRatioF()
        edge = theme.scaled(ICON_LARGE)
        ink = Ink.ON_ACCENT if self._is_primary else Ink.ACCENT_TEXT
        middle = (self.height() - edge) // 2
        painter.drawPixmap(_SIDE, middle, theme.pixmap(self._icon, ink, ICON_LARGE, density))
        caret = theme.pixmap(Icon.CARET_RIGHT, self._ink(Ink.TEXT_3), 14, density)
        painter.drawPixmap(self.width() - 32, (self.height() - theme.scaled(14)) // 2, caret)
        title = theme.metrics(Text.BODY, Weight.STRONG).height()
        room = QRectF(_WORDS_X, 14, self.width() - _WORDS_X - 40, self.height())
        painter.setFont(theme.font(Text.BODY, Weight.STRONG))
        painter.setPen(theme.colour(self._ink(Ink.TEXT)))
        painter.drawText(room, _WRAPPED, self.text())
        painter.setFont(theme.font(Text.SMALL))
        painter.setPen(theme.colour(self._ink(Ink.TEXT_2)))
        painter.drawText(room.adjusted(0, title, 0, 0), _WRAPPED, self._explained)
        painter.end()

    def _ink(self, usual: Ink) -> Ink:
        return Ink.ON_ACCENT if self._is_primary else usual

    def _ground(self) -> Ink:
        if self._is_primary:
            return Ink.ACCENT_HOVER if self.underMouse() else Ink.ACCENT
        return Ink.HOVER if self.underMouse() else Ink.SURFACE

    def _edge(self) -> Ink:
        if self.hasFocus():
            return Ink.FOCUS_STRONG if self._is_primary else Ink.FOCUS
        return Ink.ACCENT if self._is_primary else Ink.BORDER_STRONG
