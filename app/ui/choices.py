"""The lines of the palette, painted with what was typed in bold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QWidget

from app.ui.entry import Entry
from app.ui.finding import spans
from app.ui.tokens import ICON_LARGE, Ink, Text, Weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem

    from app.ui.kit import Kit
    from app.ui.theme import Theme

SHOWN = 10
"""So many lines are seen at once."""
_ENTRY = Qt.ItemDataRole.UserRole
_ROW, _CAPTION = 36, 28


class Choices(QListWidget):
    """Lines under captions; captions cannot be chosen."""

    chosen = Signal()

    def __init__(self, kit: Kit, focus: QWidget) -> None:
        super().__init__()
        self.typed = ""
        self._theme = kit.theme
        self.setObjectName("Choices")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(focus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Painter(kit.theme, self))
        self.itemEntered.connect(self._hover)
        self.itemClicked.connect(self._click)

    @property
    def entry(self) -> Entry | None:
        """The chosen line."""
        item = self.currentItem()
        return entry_of(item) if item else None

    def show_entries(self, entries: Sequence[Entry], typed: str) -> None:
        """Show other lines under the captions of their groups."""
        self.typed = typed
        self.clear()
        height, group = 10, ""
        for entry in entries:
            if entry.group != group:
                group = entry.group
                height += self._add(group, _CAPTION, None)
            height += self._add(entry.text, _ROW, entry)
        self.setFixedHeight(min(height, self._theme.scaled(_ROW) * SHOWN + 70))
        self.setCurrentRow(1 if entries else -1)
        self.scrollToTop()

    def step(self, by: int) -> None:
        """Choose a line further on, past captions, round at the ends."""
        rows = [i for i in range(self.count()) if entry_of(self.item(i))]
        if rows:
            here = rows.index(self.currentRow()) if self.currentRow() in rows else -1
            at = here + by if abs(by) == 1 else min(max(here + by, 0), len(rows) - 1)
            self.setCurrentRow(rows[at % len(rows)])
            if self.currentRow() == rows[0]:
                self.scrollToTop()

    def _add(self, text: str, height: int, entry: Entry | None) -> int:
        item = QListWidgetItem(text)
        item.setData(_ENTRY, entry)
        said = f"{entry.text}, {entry.note}" if entry and entry.note else text
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        scaled = self._theme.scaled(height)
        item.setSizeHint(QSize(100, scaled))
        if not entry:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)
        return scaled

    def _hover(self, item: QListWidgetItem) -> None:
        if entry_of(item):
            self.setCurrentItem(item)

    def _click(self, item: QListWidgetItem) -> None:
        if entry_of(item):
            self.chosen.emit()


def entry_of(item: QListWidgetItem) -> Entry | None:
    """The entry of a line; a caption has none."""
    data = item.data(_ENTRY)
    return data if isinstance(data, Entry) else None


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, lines: Choices) -> None:
        super().__init__(lines)
        self._theme = theme
        self._lines = lines

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a caption or a line."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        item = self._lines.item(index.row())
        entry = entry_of(item)
        if entry:
            self._line(painter, QRectF(place), entry, item is self._lines.currentItem())
        else:
            painter.setFont(self._theme.font(Text.CAPTION, Weight.STRONG))
            painter.setPen(self._theme.colour(Ink.TEXT_3))
            room = QRectF(place).adjusted(20, 4, -20, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, item.text())
        painter.restore()

    def _line(self, painter: QPainter, place: QRectF, entry: Entry, is_chosen: bool) -> None:
        theme = self._theme
        frame = place.adjusted(8, 0, -8, 0)
        if is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Ink.SELECTED))
            painter.drawRoundedRect(frame, 6, 6)
        edge = theme.scaled(ICON_LARGE)
        ink = Ink.ACCENT_TEXT if is_chosen else Ink.TEXT_2
        pixmap = theme.pixmap(entry.icon, ink, ICON_LARGE, painter.device().devicePixelRatioF())
        painter.drawPixmap(round(frame.x() + 12), round(frame.center().y() - edge / 2), pixmap)
        left = frame.x() + 24 + edge
        right = self._keys(painter, frame, "Enter" if is_chosen and not entry.keys else entry.keys)
        left += self._words(
            painter, QRectF(left, frame.y(), right - left, frame.height()), entry.text, Text.BODY
        )
        room = QRectF(left + 10, frame.y(), right - left - 10, frame.height())
        if entry.note and room.width() > 40:
            self._words(painter, room, entry.note, Text.SMALL)

    def _words(self, painter: QPainter, room: QRectF, text: str, size: Text) -> float:
        """Paint words with what was typed in bold, and return how wide they are."""
        theme = self._theme
        is_note = size is Text.SMALL
        usual = Weight.REGULAR if is_note else Weight.MEDIUM
        painter.setPen(theme.colour(Ink.TEXT_3 if is_note else Ink.TEXT))
        x, done = room.x(), 0
        typed = self._lines.typed
        marks = [] if is_note else list(spans(typed, text))
        for start, end in [*marks, (len(text), len(text))]:
            for part, weight in ((text[done:start], usual), (text[start:end], Weight.STRONG)):
                metrics = theme.metrics(size, weight)
                left = room.right() - x
                shown = metrics.elidedText(part, Qt.TextElideMode.ElideRight, left)
                painter.setFont(theme.font(size, weight))
                if shown:
                    painter.drawText(
                        QRectF(x, room.y(), left, room.height()),
                        Qt.AlignmentFlag.AlignVCenter,
                        shown,
                    )
                x += metrics.horizontalAdvance(shown)
            done = max(done, end)
        return x - room.x()

    def _keys(self, painter: QPainter, frame: QRectF, keys: str) -> float:
        if not keys:
            return frame.right() - 12
        theme = self._theme
        metrics = theme.metrics(Text.CAPTION, Weight.MEDIUM)
        width, height = metrics.horizontalAdvance(keys) + 14, theme.scaled(20)
        box = QRectF(
            frame.right() - width - 10, frame.center().y() - height / 2, width, height
        ).toAlignedRect()
        painter.setPen(QPen(theme.colour(Ink.BORDER_STRONG), 1))
        painter.setBrush(theme.colour(Ink.SURFACE))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(theme.font(Text.CAPTION, Weight.MEDIUM))
        painter.setPen(theme.colour(Ink.TEXT_2))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)
        return box.x() - 10
