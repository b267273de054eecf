"""Painting of tables: whole rows without a grid, headings that line up with the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.cells import Cell, Figure, Pair, Pill, Tick, Words
from app.ui.chip import chip_width, paint_chip
from app.ui.icons import Icon
from app.ui.tokens import HEADER, INSET, Density, Ink, Text, Weight

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
GAP = 12
"""Free space at both sides of a cell."""
TICK = 16
_BAR = 3
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_ELIDE = Qt.TextElideMode.ElideRight


class Looks(Protocol):
    """What the painter asks the table."""

    hovered: int

    def cell(self, row: int, column: int) -> Cell:
        """What stands at a place."""
        ...

    def insets(self, column: int) -> tuple[int, int]:
        """The free space left and right of a column's words."""
        ...

    def is_right(self, column: int) -> bool:
        """Whether a column is flush right."""
        ...


def cell_width(theme: Theme, cell: Cell) -> float:
    """How wide a cell's own words are."""
    match cell:
        case Pill():
            return chip_width(theme, cell)
        case Tick():
            return theme.scaled(TICK)
        case Figure():
            weight = Weight.STRONG if cell.is_strong else Weight.REGULAR
            return theme.metrics(Text.BODY, weight, figures=True).horizontalAdvance(cell.text)
        case Words():
            weight = Weight.MEDIUM if cell.is_strong else Weight.REGULAR
            return theme.metrics(Text.BODY, weight).horizontalAdvance(cell.text)
        case Pair():
            return max(
                theme.metrics(Text.BODY, Weight.MEDIUM).horizontalAdvance(cell.text),
                theme.metrics(Text.SMALL).horizontalAdvance(cell.note),
            )


class CellPainter(QStyledItemDelegate):
    """Paints one cell after the other so that they look like one row."""

    def __init__(self, theme: Theme, view: QTableView, looks: Looks) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._looks = looks

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of a row; columns take their width from the table."""
        del option, index
        return QSize(40, self._view.verticalHeader().defaultSectionSize())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, line and words."""
        painter.save()
        place: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        self._ground(painter, place, index, is_selected=bool(state & _SELECTED))
        left, right = self._looks.insets(index.column())
        room = QRectF(place).adjusted(left, 0, -right, -1)
        match cell := self._looks.cell(index.row(), index.column()):
            case Pill():
                paint_chip(painter, self._theme, room, cell)
            case Tick():
                self._tick(painter, room, cell)
            case Pair():
                self._pair(painter, room, cell)
            case Figure():
                self._figure(painter, room, cell)
            case Words():
                self._words(painter, room, cell)
        painter.restore()

    def _ground(self, painter: QPainter, place: QRect, index: Index, *, is_selected: bool) -> None:
        is_hovered = self._looks.hovered == index.row()
        ground = Ink.SELECTED if is_selected else Ink.HOVER if is_hovered else Ink.SURFACE
        painter.fillRect(place, self._theme.colour(ground))
        bottom = QRect(place.x(), place.bottom(), place.width(), 1)
        painter.fillRect(bottom, self._theme.colour(Ink.GRID))
        if is_selected and index.column() == 0:
            ink = Ink.ACCENT if self._view.hasFocus() else Ink.BORDER_STRONG
            painter.fillRect(
                QRect(place.x(), place.y(), _BAR, place.height()), self._theme.colour(ink)
            )

    def _tick(self, painter: QPainter, room: QRectF, cell: Tick) -> None:
        if cell.is_on is None:
            return
        edge = self._theme.scaled(TICK)
        box = QRectF(room.x(), round(room.center().y() - edge / 2), edge, edge)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_full = cell.is_on and not cell.is_pale
        painter.setPen(QPen(self._theme.colour(Ink.ACCENT if is_full else Ink.FIELD_BORDER), 1))
        painter.setBrush(self._theme.colour(Ink.ACCENT if is_full else Ink.SURFACE))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if cell.is_on:
            density = painter.device().devicePixelRatioF()
            ink = Ink.ON_ACCENT if is_full else Ink.TEXT_3
            check = self._theme.pixmap(Icon.CHECK, ink, TICK - 4, density)
            painter.drawPixmap(QPointF(box.x() + 2, box.y() + 2), check)

    def _pair(self, painter: QPainter, room: QRectF, cell: Pair) -> None:
        name = self._theme.metrics(Text.BODY, Weight.MEDIUM)
        note = self._theme.metrics(Text.SMALL)
        if self._theme.density is Density.DENSE:
            self._pair_in_a_line(painter, room, cell)
            return
        height = name.height() + note.height() if cell.note else name.height()
        top = room.center().y() - height / 2
        painter.setFont(self._theme.font(Text.BODY, Weight.MEDIUM))
        painter.setPen(self._theme.colour(Ink.TEXT_3 if cell.is_faint else Ink.TEXT))
        first = QRectF(room.x(), top, room.width(), name.height())
        painter.drawText(first, _LEFT, name.elidedText(cell.text, _ELIDE, room.width()))
        painter.setFont(self._theme.font(Text.SMALL))
        painter.setPen(self._theme.colour(Ink.TEXT_3))
        second = QRectF(room.x(), first.bottom(), room.width(), note.height())
        painter.drawText(second, _LEFT, note.elidedText(cell.note, _ELIDE, room.width()))

    def _pair_in_a_line(self, painter: QPainter, room: QRectF, cell: Pair) -> None:
        name = self._theme.metrics(Text.BODY, Weight.MEDIUM)
        painter.setFont(self._theme.font(Text.BODY, Weight.MEDIUM))
        painter.setPen(self._theme.colour(Ink.TEXT_3 if cell.is_faint else Ink.TEXT))
        shown = name.elidedText(cell.text, _ELIDE, room.width())
        painter.drawText(room, _LEFT, shown)
        beside = room.adjusted(name.horizontalAdvance(shown) + GAP, 0, 0, 0)
        if beside.width() > 3 * GAP:
            note = self._theme.metrics(Text.SMALL)
            painter.setFont(self._theme.font(Text.SMALL))
            painter.setPen(self._theme.colour(Ink.TEXT_3))
            painter.drawText(beside, _LEFT, note.elidedText(cell.note, _ELIDE, beside.width()))

    def _figure(self, painter: QPainter, room: QRectF, cell: Figure) -> None:
        weight = Weight.STRONG if cell.is_strong else Weight.REGULAR
        painter.setFont(self._theme.font(Text.BODY, weight, figures=True))
        painter.setPen(self._theme.colour(Ink.TEXT_3 if cell.is_faint else Ink.TEXT))
        painter.drawText(room, _RIGHT, cell.text)

    def _words(self, painter: QPainter, room: QRectF, cell: Words) -> None:
        weight = Weight.MEDIUM if cell.is_strong else Weight.REGULAR
        painter.setFont(self._theme.font(Text.BODY, weight))
        painter.setPen(self._theme.colour(Ink.TEXT if cell.is_strong else Ink.TEXT_2))
        measure = self._theme.metrics(Text.BODY, weight)
        painter.drawText(room, _LEFT, measure.elidedText(cell.text, _ELIDE, room.width()))


_SELECTED = QStyle.StateFlag.State_Selected


class Header(QHeaderView):
    """Headings; a style sheet could not give the first and last one the page's inset."""

    def __init__(self, theme: Theme, view: QTableView, looks: Looks) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme = theme
        self._looks = looks
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(GAP)
        self._fit()
        theme.changed.connect(self._fit)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Paint one heading."""
        painter.save()
        painter.fillRect(rect, self._theme.colour(Ink.SURFACE))
        bottom = QRect(rect.x(), rect.bottom(), rect.width(), 1)
        painter.fillRect(bottom, self._theme.colour(Ink.BORDER))
        left, right = self._looks.insets(logicalIndex)
        heading = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        painter.setFont(self._theme.font(Text.CAPTION, Weight.STRONG))
        painter.setPen(self._theme.colour(Ink.TEXT_3))
        flush = _RIGHT if self._looks.is_right(logicalIndex) else _LEFT
        painter.drawText(QRectF(rect).adjusted(left, 0, -right, 0), flush, heading)
        painter.restore()

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.scaled(HEADER))
        self.viewport().update()


def edges(column: int, first: int, last: int) -> tuple[int, int]:
    """The free space left and right of a column: the page's inset at the ends of the row."""
    return (INSET if column == first else GAP, INSET if column == last else GAP)
