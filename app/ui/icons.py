"""Icons: the names of the drawings, and the drawings tinted in any colour."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from pathlib import Path


class Icon(StrEnum):
    """A drawing; its value is its file's name."""

    AGREEMENTS = "handshake"
    AGREEMENTS_FULL = "handshake-fill"
    ARROW_LEFT = "arrow-left"
    ARROW_RIGHT = "arrow-right"
    BELL = "bell"
    BELL_FULL = "bell-fill"
    BUILDINGS = "buildings"
    BUILDINGS_FULL = "buildings-fill"
    CALENDAR = "calendar-blank"
    CARET_DOWN = "caret-down"
    CARET_LEFT = "caret-left"
    CARET_RIGHT = "caret-right"
    CATALOG = "package"
    CATALOG_FULL = "package-fill"
    CHART = "chart-bar"
    CHART_FULL = "chart-bar-fill"
    CHECK = "check-bold"
    CHECK_CIRCLE = "check-circle"
    CHECK_CIRCLE_FULL = "check-circle-fill"
    CLOCK = "clock"
    COPY = "copy"
    DEVICE = "desktop"
    DOCUMENTS = "files"
    DOCUMENTS_FULL = "files-fill"
    DOWNLOAD = "download-simple"
    PAPER = "file-text"
    PAPER_FULL = "file-text-fill"
    FIT_PAGE = "corners-out"
    FIT_WIDTH = "arrows-out-line-horizontal"
    EDIT = "pencil-simple"
    HELP = "question"
    HISTORY = "clock-counter-clockwise"
    LEFT_OUT = "minus-circle"
    MOON = "moon"
    MONTH_END = "receipt"
    MONTH_END_FULL = "receipt-fill"
    MORE = "dots-three"
    NOTHING = "minus"
    PAUSE = "pause"
    PERSON = "user"
    PLAY = "play"
    PLUS = "plus"
    REMOVE = "trash"
    RENEW = "arrows-clockwise"
    SEARCH = "magnifying-glass"
    SETTINGS = "gear-six"
    SETTINGS_FULL = "gear-six-fill"
    SLIDERS = "sliders-horizontal"
    SLIDERS_FULL = "sliders-horizontal-fill"
    TAX = "percent"
    UPLIFT = "trend-up"
    UPLOAD = "upload-simple"
    WARNING = "warning"
    WARNING_CIRCLE = "warning-circle-fill"
    WARNING_FULL = "warning-fill"
    BLOCKED = "prohibit"
    CLOSE = "x"
    ZOOM_IN = "magnifying-glass-plus"
    ZOOM_OUT = "magnifying-glass-minus"
    UNDO = "arrow-counter-clockwise"
    KEYS = "keyboard"
    CLOUD = "cloud-warning"
    LOCK = "lock-simple"
    HANDSHAKE = "handshake"
    IMAGE = "image"
    RESTORE = "clock-counter-clockwise"
    TEXT_SIZE = "text-aa"
    ROWS = "rows"
    REFRESH = "arrows-clockwise"
    WINDOW = "app-window"
    TICKET = "ticket"
    TICKET_FULL = "ticket-fill"
    DASHBOARD = "squares-four"
    TREND_UP = "trend-up"
    TREND_DOWN = "trend-down"
    REPEAT = "repeat"
    HOURGLASS = "hourglass-medium"
    CIRCLE = "circle"
    DASHBOARD_FULL = "squares-four-fill"
    CLOCK_FULL = "clock-fill"
    SEND = "paper-plane-tilt"
    SEND_FULL = "paper-plane-tilt-fill"

    @property
    def full(self) -> Icon:
        """The filled drawing of the same thing, for the page that is open."""
        return Icon(f"{self.value}-fill")


class Icons:
    """Draws the icons of one folder; every drawing is made once per colour, size and density."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.pixmap = lru_cache(maxsize=512)(self._pixmap)

    def icon(self, name: Icon, colour: str, disabled: str, size: int) -> QIcon:
        """An icon for a button, sharp on dense screens too."""
        icon = QIcon()
        for density in (1.0, 1.5, 2.0, 3.0):
            icon.addPixmap(self.pixmap(name, colour, size, density))
            icon.addPixmap(self.pixmap(name, disabled, size, density), QIcon.Mode.Disabled)
        return icon

    def _pixmap(self, name: Icon, colour: str, size: int, density: float) -> QPixmap:
        drawing = (self._folder / f"{name.value}.svg").read_text("utf-8")
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
        edge = round(size * density)
        pixmap = QPixmap(QSize(edge, edge))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, edge, edge))
        painter.end()
        pixmap.setDevicePixelRatio(density)
        return pixmap
