"""The real paper: every page of a PDF, drawn as sharp as the screen is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from app.domain.sentence import N_
from app.ui.paper import Paper, UnreadableError
from app.ui.tokens import Ink, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from app.ui.kit import Kit

_MARGIN = 20
_BETWEEN = 16
_STEP = 1.2
_SMALLEST, _LARGEST = 0.25, 6.0
_KEPT_IMAGES = 6
_SHADOWS = ((4, 8), (2, 14), (1, 22))
_VEIL = 110
_NOTCH = 120
_PATIENCE = 300
_ONE_PAGE = N_("The paper, 1 page")
_PAGES = N_("The paper, {count} pages")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page lies, in pixels from the top of the paper."""

    page: int
    rect: QRectF


class PdfPane(QAbstractScrollArea):
    """Shows all pages below each other; fits them to its width until one zooms."""

    zoomed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._paper: Paper | None = None
        self._pages: list[QSizeF] = []
        self._images: dict[tuple[int, float], QImage] = {}
        self._zoom: float | None = None
        self._message = ""
        self._is_waiting = False
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._give_up)
        self.fits_page = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumSize(200, 120)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # Drawn on top of nothing, so that no part is painted twice.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._name()
        kit.theme.changed.connect(self.viewport().update)

    @property
    def page_count(self) -> int:
        """How many pages are on show."""
        return len(self._pages)

    def show_pdf(self, pdf: bytes) -> None:
        """Show another paper, from its top."""
        self.clear()
        try:
            self._paper = Paper(pdf)
            self._pages = self._paper.pages
        except UnreadableError:
            self.clear(self._kit.language.say("This paper cannot be shown."))
        self._name()
        self._fit()
        self.verticalScrollBar().setValue(0)

    def clear(self, message: str = "") -> None:
        """Show no paper, and perhaps why."""
        if self._paper:
            self._paper.close()
        self._paper = None
        self._pages = []
        self._images.clear()
        self._message = message
        self._is_waiting = False
        self._patience.stop()
        self._name()
        self._fit()

    def wait(self) -> None:
        """Veil what is on show: another paper is being drawn. If that takes long, show nothing."""
        self._is_waiting = True
        self._patience.start()
        self.viewport().update()

    def zoom_in(self) -> None:
        """Draw larger."""
        self._set_zoom(self._scale() * _STEP)

    def zoom_out(self) -> None:
        """Draw smaller."""
        self._set_zoom(self._scale() / _STEP)

    def fit(self, *, page: bool) -> None:
        """Fit to the width, or to a whole page."""
        self.fits_page = page
        self._set_zoom(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom with + - 0; read on with the arrow and page keys."""
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_in()
            case Qt.Key.Key_Minus:
                self.zoom_out()
            case Qt.Key.Key_0:
                self.fit(page=self.fits_page)
            case Qt.Key.Key_Space | Qt.Key.Key_PageDown:
                bar.setValue(bar.value() + bar.pageStep())
            case Qt.Key.Key_PageUp:
                bar.setValue(bar.value() - bar.pageStep())
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom while Ctrl is held, else read on."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._set_zoom(self._scale() * _STEP ** (event.angleDelta().y() / _NOTCH))
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the new room."""
        super().resizeEvent(event)
        self._fit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Draw anew where the screen's density changed."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._images.clear()
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages that can be seen."""
        painter = QPainter(self.viewport())
        theme = self._kit.theme
        painter.fillRect(event.rect(), theme.colour(Ink.WELL))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in self._places():
            rect = place.rect.translated(*self._offset())
            if rect.intersects(QRectF(event.rect())):
                self._draw(painter, place.page, rect)
        if self._message:
            painter.setFont(theme.font(Text.SMALL))
            painter.setPen(theme.colour(Ink.TEXT_2))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._message)
        if self.hasFocus():
            painter.setPen(theme.colour(Ink.FOCUS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = QRectF(self.viewport().rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRect(frame)
        painter.end()

    def _give_up(self) -> None:
        self.clear(self._kit.language.say("The paper is being drawn…"))

    def _draw(self, painter: QPainter, page: int, rect: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for spread, alpha in _SHADOWS:
            painter.setBrush(QColor(16, 24, 40, alpha))
            painter.drawRoundedRect(rect.adjusted(-spread, 2 - spread, spread, 2 + spread), 3, 3)
        density = self.viewport().devicePixelRatioF()
        image = self._image(page, self._scale() * density)
        # On whole device pixels, else every line of the paper would be blurred.
        corner = QPointF(round(rect.x() * density) / density, round(rect.y() * density) / density)
        image.setDevicePixelRatio(density)
        painter.drawImage(corner, image)
        if self._is_waiting:
            veil = QColor(self._kit.theme.colour(Ink.WELL))
            veil.setAlpha(_VEIL)
            painter.fillRect(rect, veil)

    def _image(self, page: int, scale: float) -> QImage:
        assert self._paper
        key = (page, round(scale, 4))
        if key not in self._images:
            while len(self._images) >= _KEPT_IMAGES:
                del self._images[next(iter(self._images))]
            self._images[key] = self._paper.image(page, scale)
        return self._images[key]

    def _scale(self) -> float:
        if self._zoom:
            return self._zoom
        if not self._pages:
            return 1.0
        widest = max(page.width() for page in self._pages)
        scale = (self.viewport().width() - 2 * _MARGIN) / widest
        if self.fits_page:
            highest = max(page.height() for page in self._pages)
            scale = min(scale, (self.viewport().height() - 2 * _MARGIN) / highest)
        return min(max(scale, _SMALLEST), _LARGEST)

    def _set_zoom(self, zoom: float | None) -> None:
        self._zoom = min(max(zoom, _SMALLEST), _LARGEST) if zoom else None
        self._fit()
        self.zoomed.emit()

    def _places(self) -> list[_Place]:
        scale = self._scale()
        width = max(self.viewport().width(), self._extent().width())
        top = max(
            float(_MARGIN), (self.viewport().height() - self._extent().height()) / 2 + _MARGIN
        )
        places = list[_Place]()
        for number, page in enumerate(self._pages):
            left = (width - page.width() * scale) / 2
            size = page * scale
            places.append(_Place(number, QRectF(QPointF(left, top), size)))
            top += size.height() + _BETWEEN
        return places

    def _extent(self) -> QSizeF:
        scale = self._scale()
        height = sum(page.height() * scale + _BETWEEN for page in self._pages) - _BETWEEN
        width = max((page.width() for page in self._pages), default=0.0) * scale
        return QSizeF(width + 2 * _MARGIN, max(height, 0) + 2 * _MARGIN)

    def _offset(self) -> tuple[float, float]:
        return (-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def _fit(self) -> None:
        paper = self._extent()
        view = self.viewport().size()
        for bar, whole, seen in (
            (self.horizontalScrollBar(), paper.width(), view.width()),
            (self.verticalScrollBar(), paper.height(), view.height()),
        ):
            bar.setRange(0, max(0, round(whole) - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(40)
        self.viewport().update()

    def _name(self) -> None:
        language = self._kit.language
        if self._pages:
            name = self._kit.counted(len(self._pages), _ONE_PAGE, _PAGES)
        else:
            name = self._message or language.say("Nothing to show")
        self.setAccessibleName(name)
