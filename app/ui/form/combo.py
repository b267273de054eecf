"""A field that offers a list and finds in it what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QSizePolicy

from app.ui.form.fields import Option
from app.ui.icons import Icon
from app.ui.tokens import Ink

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from app.ui.kit import Kit
    from app.ui.theme import Theme

CARET = 14


def paint_caret(painter: QPainter, theme: Theme, field: QWidget) -> None:
    """What says that a field offers a list."""
    caret = theme.pixmap(Icon.CARET_DOWN, Ink.TEXT_2, CARET, field.devicePixelRatioF())
    edge = theme.scaled(CARET)
    painter.drawPixmap(QPointF(field.width() - edge - 9, (field.height() - edge) / 2), caret)


class _Line(QLineEdit):
    """Ends words that are too long with an ellipsis, as long as nobody types in them."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, or as much of them as there is room for."""
        text, room = self.text(), self.contentsRect().adjusted(2, 0, -2, 0)
        metrics = self.fontMetrics()
        is_cut = not self.hasFocus() and metrics.horizontalAdvance(text) > room.width()
        self.setToolTip(text if is_cut else "")
        if not is_cut:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, middle, elided)
        painter.end()


class Combo(QComboBox):
    """Holds one of its options; with `is_free`, anything else too."""

    chosen = Signal()

    def __init__(
        self, kit: Kit, name: str, options: Sequence[Option], *, is_free: bool = False
    ) -> None:
        super().__init__()
        self._theme = kit.theme
        self._options = tuple(options)
        self._is_free = is_free
        self.setEditable(True)
        self.setLineEdit(_Line())
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setAccessibleName(name)
        line = self.lineEdit()
        if line:
            line.setAccessibleName(name)
            line.textEdited.connect(self._edited)
            line.editingFinished.connect(self._tidy)
        for option in self._options:
            self.addItem(option.text, option.value)
        self.setCurrentIndex(-1)
        completer = self.completer()
        if isinstance(completer, QCompleter):
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.activated.connect(self._edited)
        self.activated.connect(self._edited)
        kit.theme.changed.connect(self.update)

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - any JSON value
        """Choose a value; one that is not offered is shown as it is."""
        for place, option in enumerate(self._options):
            if option.value == value:
                self.setCurrentIndex(place)
                self._home()
                return
        self.setCurrentIndex(-1)
        self.setEditText("" if value is None else str(value))
        self._home()

    def value(self) -> Any:  # noqa: ANN401 - any JSON value
        """The value that is chosen; none where nothing of the list is meant."""
        typed = self.currentText().strip()
        for option in self._options:
            if option.text == typed or (option.value is not None and option.value == typed):
                return option.value
        close = [o for o in self._options if typed and typed.casefold() == o.text.casefold()]
        if close:
            return close[0].value
        return (typed or None) if self._is_free else None

    @property
    def is_strange(self) -> bool:
        """Whether something is typed that the list does not hold."""
        typed = self.currentText().strip().casefold()
        return (
            bool(typed)
            and not self._is_free
            and typed
            not in {
                text.casefold()
                for option in self._options
                for text in (option.text, str(option.value))
            }
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a page changes no field on the way."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then its caret."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint_caret(painter, self._theme, self)
        painter.end()

    def _home(self) -> None:
        if line := self.lineEdit():
            line.setCursorPosition(0)

    def _edited(self) -> None:
        self.chosen.emit()

    def _tidy(self) -> None:
        typed = self.currentText().strip().casefold()
        found = [o for o in self._options if typed and o.text.casefold().startswith(typed)]
        if self.value() is None and len(found) == 1 and not self._is_free:
            self.show_value(found[0].value)
            self.chosen.emit()
