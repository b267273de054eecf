"""A picture of a record: chosen from a file, checked, and shown as it will be printed."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from app.domain.errors import AppError
from app.services.logo import checked_logo
from app.ui.buttons import Button
from app.ui.buttons import Kind as Loud
from app.ui.form.control import Control
from app.ui.icons import Icon
from app.ui.labels import Role, label
from app.ui.layout import column, framed, row

if TYPE_CHECKING:
    from app.ui.form.fields import Choices, Field
    from app.ui.kit import Kit

_ROOM = (168, 64)


class PictureControl(Control):
    """Shows a picture on paper, with buttons to choose another or to take it away."""

    def __init__(self, kit: Kit, field: Field, choices: Choices) -> None:
        super().__init__(kit, field, choices)
        say = kit.language.say
        self._text = ""
        self._picture = QLabel()
        self._picture.setObjectName("OnPaper")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setFixedSize(*_ROOM)
        self.choose = Button(kit.theme, say("Choose a logo…"), icon=Icon.IMAGE)
        self.choose.clicked.connect(self._ask)
        self.remove = Button(kit.theme, say("Remove"), Loud.LINK)
        self.remove.clicked.connect(self._remove)
        well = framed("LogoWell", column(self._picture, margins=(6, 6, 6, 6)))
        beside = column(
            None,
            row(self.choose, self.remove, None, gap=6),
            label(say("PNG or JPEG, at most 2 MB"), Role.MUTED),
            None,
        )
        box = row(well, gap=16)
        box.addLayout(beside, 1)
        self.setLayout(box)
        self.show_value(None)

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show a picture, or that there is none."""
        self.own_problem = ""
        self._text = str(value or "")
        self.remove.setVisible(bool(self._text))
        pixmap = QPixmap()
        if self._text:
            pixmap.loadFromData(base64.b64decode(self._text))
        if pixmap.isNull():
            self._picture.setPixmap(QPixmap())
            self._picture.setText(self.kit.language.say("No logo"))
            return
        density = self.devicePixelRatioF()
        fitted = pixmap.scaled(
            round(_ROOM[0] * density),
            round(_ROOM[1] * density),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(density)
        self._picture.setPixmap(fitted)

    def value(self) -> Any:  # noqa: ANN401
        """The picture as a workbook holds it."""
        return self._text or None

    def first(self) -> QWidget:
        """The button that chooses one."""
        return self.choose

    def take(self, path: str) -> None:
        """Take a picture from a file, or say what is wrong with it."""
        try:
            found = checked_logo(Path(path).read_bytes())
        except AppError as error:
            self.own_problem = self.kit.language.tell(error.sentence)
        except OSError as error:
            self.own_problem = self.kit.language.say(
                "{file} cannot be read: {reason}", file=path, reason=error.strerror or ""
            )
        else:
            self.show_value(base64.b64encode(found).decode())
        self.changed.emit()

    def _ask(self) -> None:
        say = self.kit.language.say
        dialog = QFileDialog(self, say("Choose a logo"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([say("Pictures") + " (*.png *.jpg *.jpeg)"])
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def _remove(self) -> None:
        self.show_value(None)
        self.changed.emit()
