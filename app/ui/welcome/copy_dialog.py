"""Asks for a copy of a data file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.kit import Kit


class CopyDialog(QFileDialog):
    """Asks which copy to restore."""

    def __init__(self, kit: Kit, over: QWidget) -> None:
        say = kit.language.say
        super().__init__(over, say("Restore a backup"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.setNameFilters([say("Accord files") + " (*.accord *.age)", say("All files") + " (*)"])
