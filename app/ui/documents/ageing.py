"""The ageing strip: what is open by how long it is overdue; each stretch narrows the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy

from app.domain.ageing import AGES, Age, age_of
from app.domain.money import Money
from app.ui.buttons import is_enter
from app.ui.layout import row
from app.ui.tokens import Ink, Text, Weight

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from app.services.documents import DocumentRow
    from app.ui.kit import Kit
    from app.ui.theme import Theme

_HEIGHT = 50
_SIDE = 12
_BAR = 3
_INKS = {
    Age.NOT_DUE: Ink.OK,
    Age.TO_30: Ink.INFO,
    Age.TO_60: Ink.WARN,
    Age.TO_90: Ink.BAD,
    Age.OLDER: Ink.BAD,
}


def age(found: DocumentRow, day: date) -> Age | None:
    """How old what is open of a document is; nothing where nothing is open."""
    if not found.left or found.left.minor <= 0:
        return None
    return age_of(found.days_late(day))


class AgeTile(QAbstractButton):
    """One stretch: its name over its sum, with its colour at the left."""

    def __init__(self, theme: Theme, name: str, ink: Ink) -> None:
        super().__init__()
        self._theme = theme
        self._ink = ink
        self._name = name
        self.figure = ""
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.scaled(92))
        theme.changed.connect(self.updateGeometry)

    def show_figure(self, figure: str) -> None:
        """Show another sum."""
        self.figure = figure
        self.setAccessibleName(f"{self._name}, {figure}")
        self.setToolTip(f"{self._name}: {figure}")
        self.update()

    def sizeHint(self) -> QSize:
        """All tiles are of one height."""
        return QSize(140, self._theme.scaled(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tile."""
        del event
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = Ink.FOCUS if self.hasFocus() else Ink.BORDER
        if self.isChecked() and not self.hasFocus():
            edge = Ink.ACCENT
        elif self.underMouse() and not self.hasFocus():
            edge = Ink.BORDER_STRONG
        painter.setPen(QPen(theme.colour(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.colour(Ink.ACCENT_SOFT if self.isChecked() else Ink.SURFACE))
        painter.drawRoundedRect(frame, 8, 8)
        room = QRectF(self.rect()).adjusted(_SIDE + _BAR + 4, 7, -_SIDE, -7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._ink))
        painter.drawRoundedRect(QRectF(_SIDE - 2, room.y() + 1, _BAR, room.height() - 2), 1.5, 1.5)
        self._write(painter, room)
        painter.end()

    def _write(self, painter: QPainter, room: QRectF) -> None:
        theme, half = self._theme, room.height() / 2
        right = Qt.TextElideMode.ElideRight
        for top, text, size, weight, ink in (
            (room.y(), self._name, Text.SMALL, Weight.REGULAR, Ink.TEXT_2),
            (room.y() + half, self.figure, Text.BODY, Weight.STRONG, Ink.TEXT),
        ):
            figures = weight is Weight.STRONG
            metrics = theme.metrics(size, weight, figures=figures)
            painter.setFont(theme.font(size, weight, figures=figures))
            painter.setPen(theme.colour(ink))
            place = QRectF(room.x(), top, room.width(), half)
            shown = metrics.elidedText(text, right, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)


class AgeingStrip(QFrame):
    """All stretches beside each other; at most one narrows the list."""

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setObjectName("Pane")
        self._kit = kit
        self.setAccessibleName(kit.language.say("What is open by age"))
        self.tiles = {
            each: AgeTile(kit.theme, kit.language.say(text), _INKS[each])
            for each, text in AGES.items()
        }
        for tile in self.tiles.values():
            tile.toggled.connect(self._toggled)
        self.setLayout(row(*self.tiles.values(), gap=8, margins=(20, 0, 16, 12)))

    @property
    def value(self) -> Age | None:
        """The stretch that is chosen."""
        return next((each for each, tile in self.tiles.items() if tile.isChecked()), None)

    def show_rows(self, rows: Sequence[DocumentRow], day: date) -> None:
        """Add up what is open."""
        sums: dict[Age, dict[str, Money]] = {each: {} for each in Age}
        for found in rows:
            if (own := age(found, day)) and found.left:
                before = sums[own].get(found.currency, Money.zero(found.currency))
                sums[own][found.currency] = before + found.left
        for each, tile in self.tiles.items():
            amounts = [self._kit.language.money(amount) for amount in sums[each].values()]
            tile.show_figure(" + ".join(amounts) or "–")
        self.setVisible(any(sums.values()))

    def clear(self) -> None:
        """Narrow nothing."""
        for tile in self.tiles.values():
            tile.setChecked(False)

    def _toggled(self, is_on: bool) -> None:
        pressed = self.sender()
        if is_on:
            for tile in self.tiles.values():
                if tile is not pressed and tile.isChecked():
                    tile.blockSignals(True)
                    tile.setChecked(False)
                    tile.blockSignals(False)
                    tile.update()
        self.changed.emit()
