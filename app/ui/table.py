"""The one table: a model of rows that are plain values, and the view that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from app.ui.cell_painting import CellPainter, Header, cell_width, edges
from app.ui.cells import Cell, Column, Pair, Row, Tick
from app.ui.tokens import ROW, Text, Weight

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent

    from app.i18n import Language
    from app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_STRETCHED = 170
"""What the stretched column needs at least, before others make room."""
_UP, _DOWN = " ↑", " ↓"
_MEASURED = 24
"""How many of the longest cells of a column are measured for its width."""


class RowTable(QAbstractTableModel, Generic[Row]):
    """Rows of one kind and the columns that show them."""

    def __init__(self, columns: Sequence[Column[Row]], language: Language) -> None:
        super().__init__()
        self.columns: tuple[Column[Row], ...] = ()
        self.rows: tuple[Row, ...] = ()
        self._sorted: tuple[int | None, str] = (None, "")
        self._language = language
        self._cells: dict[tuple[int, int], Cell] = {}
        self._headings: list[str] = []
        self.choose(columns)

    def choose(self, columns: Sequence[Column[Row]]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._cells.clear()
        self._headings = [
            self._language.say(column.heading) if column.heading else "" for column in columns
        ]
        self.endResetModel()

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self._cells.clear()
        self.endResetModel()

    def point(self, column: int | None, arrow: str) -> None:
        """Put an arrow into the heading of a column."""
        self._sorted = (column, arrow)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def add(self, rows: Sequence[Row]) -> None:
        """Show more rows below."""
        first = len(self.rows)
        self.beginInsertRows(_ROOT, first, first + len(rows) - 1)
        self.rows = (*self.rows, *rows)
        self.endInsertRows()

    def cell(self, row: int, column: int) -> Cell:
        """What stands at a place."""
        place = (row, column)
        if place not in self._cells:
            self._cells[place] = self.columns[column].cell(self.rows[row])
        return self._cells[place]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """What a cell says."""
        cell = self.cell(index.row(), index.column())
        if role in _SPEAKING or (role == Qt.ItemDataRole.ToolTipRole and isinstance(cell, Pair)):
            return cell.spoken
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """What a heading says."""
        if orientation is not Qt.Orientation.Horizontal or role not in _SPEAKING:
            return None
        column, arrow = self._sorted
        return self._headings[section] + (arrow if section == column else "")


_SPEAKING = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}


class Table(QTableView, Generic[Row]):
    """Shows rows, keeps the chosen one chosen, and leaves out columns where it is narrow."""

    chosen = Signal()
    """Another row is the current one, or there is none any more."""
    toggled = Signal()
    """The current row's tick box was asked to change."""
    heading_clicked = Signal(int)
    """The heading of a column, where the table can be sorted."""

    def __init__(
        self,
        theme: Theme,
        language: Language,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        row_height: int = ROW,
    ) -> None:
        super().__init__()
        self.hovered = -1
        self._theme = theme
        self._key = key
        self._row_height = row_height
        self._rows = RowTable(columns, language)
        self.setModel(self._rows)
        self.setItemDelegate(CellPainter(theme, self, self))
        self.setHorizontalHeader(Header(theme, self, self))
        self._behave()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.entered.connect(self._hover)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows on show."""
        return self._rows.rows

    @property
    def picked(self) -> tuple[Row, ...]:
        """The rows that are selected, in their order; more than one only where that is allowed."""
        places = {index.row() for index in self.selectionModel().selectedRows()}
        return tuple(self.rows[place] for place in sorted(places))

    def allow_many(self) -> None:
        """Let several rows be selected, with Shift and Ctrl."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    @property
    def current(self) -> Row | None:
        """The row that is chosen."""
        row = self.currentIndex().row()
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; what was chosen stays chosen, else what took its place is."""
        before = self.current
        place = self.currentIndex().row()
        self._rows.show(rows)
        keys = [self._key(row) for row in rows]
        if before is not None and self._key(before) in keys:
            place = keys.index(self._key(before))
        self._fit_columns()
        if keys:
            self.selectRow(min(max(place, 0), len(keys) - 1))
        elif before is not None:
            self.chosen.emit()

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Show more rows below; the columns stay as wide as they are."""
        if rows:
            self._rows.add(rows)

    def choose_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show other columns of the same rows."""
        chosen = self.current
        self._rows.choose(columns)
        self._fit_columns()
        if chosen is not None:
            self.choose(self._key(chosen))

    def allow_sorting(self) -> None:
        """Let the headings be clicked."""
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.heading_clicked)

    def show_sorted(self, column: int | None, *, is_down: bool = False) -> None:
        """Point in a heading to how the rows are sorted."""
        self._rows.point(column, _DOWN if is_down else _UP)
        self._fit_columns()

    def choose(self, key: Hashable) -> None:
        """Choose the row of a key, where it is on show."""
        for place, row in enumerate(self.rows):
            if self._key(row) == key:
                self.selectRow(place)
                return

    def cell(self, row: int, column: int) -> Cell:
        """What stands at a place."""
        return self._rows.cell(row, column)

    def insets(self, column: int) -> tuple[int, int]:
        """The free space left and right of a column's words."""
        shown = [i for i in range(len(self._rows.columns)) if not self.isColumnHidden(i)]
        return edges(column, shown[0], shown[-1])

    def is_right(self, column: int) -> bool:
        """Whether a column is flush right."""
        return self._rows.columns[column].is_right

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks the current row."""
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a tick box ticks it."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and isinstance(self.cell(index.row(), index.column()), Tick):
            self.toggled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the new room."""
        super().resizeEvent(event)
        self._fit_columns()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(_ROOT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys arrive here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys arrive elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _behave(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(
            self._theme.scaled(min(self._row_height, self._theme.row_height))
        )
        self._fit_columns()
        self.viewport().update()

    def _fit_columns(self) -> None:
        columns = self._rows.columns
        for place in range(len(columns)):
            self.setColumnHidden(place, False)
        words = {
            place: self._words(place)
            for place, column in enumerate(columns)
            if not column.is_stretched
        }
        widths = {
            place: words[place] + sum(self.insets(place))
            if place in words
            else self._theme.scaled(_STRETCHED)
            for place in range(len(columns))
        }
        room = self.viewport().width()
        for rank in sorted({column.rank for column in columns if column.rank}, reverse=True):
            if sum(widths.values()) <= room:
                break
            for place, column in enumerate(columns):
                if column.rank == rank:
                    self.setColumnHidden(place, True)
                    del widths[place]
        # Which columns are first and last, and so their insets, is known only now.
        for place in widths.keys() & words.keys():
            widths[place] = words[place] + sum(self.insets(place))
        spare = room - sum(widths.values())
        for place, width in widths.items():
            self.setColumnWidth(place, width + (spare if columns[place].is_stretched else 0))

    def _words(self, column: int) -> int:
        cells = {self.cell(row, column) for row in range(len(self.rows))}
        longest = sorted(cells, key=lambda cell: len(cell.spoken), reverse=True)[:_MEASURED]
        heading = self._theme.metrics(Text.CAPTION, Weight.STRONG).horizontalAdvance(
            self._rows.headerData(column, Qt.Orientation.Horizontal) or ""
        )
        words = max([heading, *(cell_width(self._theme, cell) for cell in longest)])
        return round(words + 0.5)

    def _moved(self) -> None:
        self.chosen.emit()

    def _hover(self, index: QModelIndex) -> None:
        self.hovered = index.row() if index.isValid() else -1
        self.viewport().update()
