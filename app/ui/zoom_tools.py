"""The buttons that zoom a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.buttons import ToolButton
from app.ui.icons import Icon
from app.ui.layout import row

if TYPE_CHECKING:
    from app.ui.kit import Kit
    from app.ui.pdf_pane import PdfPane


class ZoomTools(QWidget):
    """Smaller, larger, and the change between a page's width and the whole of it."""

    def __init__(self, kit: Kit, pane: PdfPane) -> None:
        super().__init__()
        self._kit = kit
        self._pane = pane
        say = kit.language.say
        smaller = ToolButton(kit.theme, Icon.ZOOM_OUT, say("Zoom out"), "−")
        larger = ToolButton(kit.theme, Icon.ZOOM_IN, say("Zoom in"), "+")
        self._fit = ToolButton(kit.theme, Icon.FIT_PAGE, say("Show the whole page"))
        smaller.clicked.connect(pane.zoom_out)
        larger.clicked.connect(pane.zoom_in)
        self._fit.clicked.connect(self._change)
        self.setLayout(row(smaller, larger, self._fit, gap=0))

    def _change(self) -> None:
        say = self._kit.language.say
        self._pane.fit(page=not self._pane.fits_page)
        if self._pane.fits_page:
            self._fit.show_icon(Icon.FIT_WIDTH, say("Fit to the width"))
        else:
            self._fit.show_icon(Icon.FIT_PAGE, say("Show the whole page"))
