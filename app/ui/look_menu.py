"""The menu for the look: theme, text size, density and language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.domain.sentence import N_
from app.i18n import SCREEN_LANGUAGES
from app.ui.buttons import ToolButton
from app.ui.icons import Icon
from app.ui.tokens import TEXT_SIZES, Choice, Density

if TYPE_CHECKING:
    from app.ui.kit import Kit

_CHOICES = {
    Choice.SYSTEM: N_("Like the system"),
    Choice.LIGHT: N_("Light"),
    Choice.DARK: N_("Dark"),
}
_DENSITIES = {Density.ROOMY: N_("Roomy"), Density.DENSE: N_("Dense")}


class LookButton(ToolButton):
    """Opens the menu; what is chosen there holds at once."""

    language_wanted = Signal(str)
    """The code of a language that is complete on the screen."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme, Icon.MOON, kit.language.say("Theme, text size, language"))
        self._kit = kit
        menu = QMenu(self)
        themes, text_sizes, densities, languages = (QActionGroup(menu) for _ in range(4))
        self._caption(menu, kit.language.say("Theme"))
        for choice, text in _CHOICES.items():
            action = self._choice(menu, themes, kit.language.say(text))
            action.setChecked(choice is kit.theme.choice)
            action.triggered.connect(partial(self._choose, choice, None))
        menu.addSeparator()
        self._caption(menu, kit.language.say("Text size"))
        for percent in TEXT_SIZES:
            action = self._choice(
                menu, text_sizes, kit.language.say("{percent} %", percent=percent)
            )
            action.setChecked(percent == kit.theme.percent)
            action.triggered.connect(partial(self._choose, None, percent))
        menu.addSeparator()
        self._caption(menu, kit.language.say("Lists"))
        for density, text in _DENSITIES.items():
            action = self._choice(menu, densities, kit.language.say(text))
            action.setChecked(density is kit.theme.density)
            action.triggered.connect(partial(self._spread, density))
        menu.addSeparator()
        self._caption(menu, kit.language.say("Language"))
        for code in SCREEN_LANGUAGES:
            action = self._choice(menu, languages, kit.language.own_name(code))
            action.setChecked(code == kit.language.spoken)
            action.triggered.connect(partial(self.language_wanted.emit, code))
        self._menu = menu
        self.clicked.connect(self.offer)

    def offer(self) -> None:
        """Open the menu below its button."""
        corner = self.mapToGlobal(self.rect().bottomRight())
        self._menu.popup(QPoint(corner.x() - self._menu.sizeHint().width(), corner.y() + 5))

    def _spread(self, density: Density) -> None:
        theme = self._kit.theme
        theme.choose(theme.choice, theme.percent, density)

    def _caption(self, menu: QMenu, text: str) -> None:
        menu.addAction(text).setEnabled(False)

    def _choice(self, menu: QMenu, group: QActionGroup, text: str) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        group.addAction(action)
        return action

    def _choose(self, choice: Choice | None, percent: int | None) -> None:
        theme = self._kit.theme
        theme.choose(choice or theme.choice, percent or theme.percent)
