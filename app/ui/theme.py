"""The theme: light or dark, text size, and the fonts, colours and icons that follow from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette

from app.ui.icons import Icons
from app.ui.style_sheet import style_sheet
from app.ui.tokens import (
    DARK,
    ICON,
    LIGHT,
    ROW,
    ROW_COMPACT,
    Choice,
    Colours,
    Density,
    Ink,
    Text,
    Weight,
)

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QIcon, QPixmap
    from PySide6.QtWidgets import QApplication

    from app.ui.icons import Icon

FAMILY = "Inter"
_TIGHTER = 98.5
_FontKey = tuple[Text, Weight, bool]

_ROLES = {
    QPalette.ColorRole.Window: Ink.BG,
    QPalette.ColorRole.Base: Ink.SURFACE,
    QPalette.ColorRole.AlternateBase: Ink.WELL,
    QPalette.ColorRole.Button: Ink.SURFACE,
    QPalette.ColorRole.WindowText: Ink.TEXT,
    QPalette.ColorRole.Text: Ink.TEXT,
    QPalette.ColorRole.ButtonText: Ink.TEXT,
    QPalette.ColorRole.BrightText: Ink.ON_ACCENT,
    QPalette.ColorRole.Highlight: Ink.ACCENT,
    QPalette.ColorRole.HighlightedText: Ink.ON_ACCENT,
    QPalette.ColorRole.Accent: Ink.ACCENT,
    QPalette.ColorRole.PlaceholderText: Ink.TEXT_3,
    QPalette.ColorRole.Link: Ink.ACCENT_TEXT,
    QPalette.ColorRole.LinkVisited: Ink.ACCENT_TEXT,
    QPalette.ColorRole.ToolTipBase: Ink.TOAST,
    QPalette.ColorRole.ToolTipText: Ink.ON_TOAST,
    QPalette.ColorRole.Light: Ink.WELL,
    QPalette.ColorRole.Midlight: Ink.BORDER,
    QPalette.ColorRole.Mid: Ink.BORDER_STRONG,
    QPalette.ColorRole.Dark: Ink.BORDER_STRONG,
    QPalette.ColorRole.Shadow: Ink.BORDER_STRONG,
}
_WRITING = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def load_fonts(folder: Path) -> None:
    """Make the program's own fonts known to Qt."""
    for file in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


class Theme(QObject):
    """Dresses the whole program and tells whoever paints by hand when that changes."""

    changed = Signal()

    def __init__(self, app: QApplication, icons: Path) -> None:
        super().__init__()
        self._app = app
        self._icons = Icons(icons)
        self._fonts: dict[_FontKey, QFont] = {}
        self._metrics: dict[_FontKey, QFontMetricsF] = {}
        self._colours: dict[Ink, QColor] = {}
        self.choice = Choice.SYSTEM
        self.percent = 100
        self.density = Density.ROOMY
        self.colours = LIGHT
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def choose(self, choice: Choice, percent: int, density: Density | None = None) -> None:
        """Dress the program anew."""
        self.choice = choice
        self.percent = percent
        self.density = density or self.density
        self._dress()

    @property
    def row_height(self) -> int:
        """How high a row of a list is, before it grows with the text."""
        return ROW_COMPACT if self.density is Density.DENSE else ROW

    def font(
        self, size: Text = Text.BODY, weight: Weight = Weight.REGULAR, *, figures: bool = False
    ) -> QFont:
        """A font; `figures` gives all digits one width."""
        key = (size, weight, figures)
        if key not in self._fonts:
            self._fonts[key] = self._made(*key)
        return self._fonts[key]

    def metrics(
        self, size: Text = Text.BODY, weight: Weight = Weight.REGULAR, *, figures: bool = False
    ) -> QFontMetricsF:
        """The measures of a font."""
        key = (size, weight, figures)
        if key not in self._metrics:
            self._metrics[key] = QFontMetricsF(self.font(size, weight, figures=figures))
        return self._metrics[key]

    def colour(self, ink: Ink) -> QColor:
        """A colour of the theme."""
        if ink not in self._colours:
            self._colours[ink] = QColor(self.colours[ink])
        return self._colours[ink]

    def icon(self, name: Icon, ink: Ink = Ink.TEXT_2, size: int = ICON) -> QIcon:
        """An icon for a button."""
        return self._icons.icon(
            name, self.colours[ink], self.colours[Ink.DISABLED], self.scaled(size)
        )

    def pixmap(self, name: Icon, ink: Ink, size: int, density: float) -> QPixmap:
        """An icon to paint."""
        return self._icons.pixmap(name, self.colours[ink], self.scaled(size), density)

    def scaled(self, pixels: int) -> int:
        """A distance that grows with the text."""
        return round(pixels * self.percent / 100)

    def _made(self, size: Text, weight: Weight, figures: bool) -> QFont:
        font = QFont(FAMILY)
        # Hinting makes 500 look bold and lets spacing jump on plain screens.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setPixelSize(self.scaled(size))
        font.setWeight(QFont.Weight(weight))
        if figures:
            font.setFeature(QFont.Tag("tnum"), 1)
        if size >= Text.H2:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, _TIGHTER)
        return font

    def _system_changed(self) -> None:
        if self.choice is Choice.SYSTEM:
            self._dress()

    def _dress(self) -> None:
        self.colours = self._wanted()
        for cache in (self._fonts, self._metrics, self._colours):
            cache.clear()
        self._app.setStyle("Fusion")
        self._app.setFont(self.font())
        self._app.setPalette(self._palette())
        self._app.setStyleSheet(style_sheet(self.colours, self.percent))
        self.changed.emit()

    def _wanted(self) -> Colours:
        if self.choice is Choice.SYSTEM:
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self.choice is Choice.DARK else LIGHT

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, ink in _ROLES.items():
            palette.setColor(role, self.colour(ink))
        for role in _WRITING:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour(Ink.DISABLED))
        palette.setColor(
            QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, self.colour(Ink.BORDER)
        )
        return palette
