"""The first step: who you are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import AppError, StoreError
from app.domain.sentence import N_
from app.services.logo import checked_logo
from app.ui.buttons import Button, Kind
from app.ui.icons import Icon
from app.ui.labels import Role, label
from app.ui.layout import column, framed, row

if TYPE_CHECKING:
    from app.ui.kit import Kit

_LOGO = (168, 64)


class CannotReadLogoError(StoreError):
    """The picture's file gives nothing."""

    text = N_("{file} cannot be read: {reason}")


class WhoStep(QWidget):
    """Name, tax number, address for mail, and a logo."""

    done = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.logo: bytes | None = None
        say = kit.language.say
        self.name = self._field(say("Business name"), say("Harbour IT"))
        self.tax_id = self._field(say("Tax number"), say("As it stands on your invoices"))
        self.email = self._field(say("E-mail for questions"), "billing@example.com")
        for field in (self.name, self.tax_id, self.email):
            field.returnPressed.connect(self.done)
        self._picture = QLabel(say("No logo"))
        self._picture.setObjectName("OnPaper")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setFixedSize(*_LOGO)
        self.choose = Button(kit.theme, say("Choose a logo…"), icon=Icon.IMAGE)
        self.choose.clicked.connect(self._ask)
        self.remove = Button(kit.theme, say("Remove"), Kind.LINK)
        self.remove.clicked.connect(self._remove)
        self.remove.hide()
        self._wrong = label(role=Role.SMALL, wrap=True)
        self._wrong.setProperty("tone", "bad")
        self._wrong.hide()
        frame = framed("LogoWell", column(self._picture, margins=(6, 6, 6, 6)))
        buttons = row(self.choose, self.remove, None, gap=6)
        beside = column(None, buttons, label(say("PNG or JPEG, at most 2 MB"), Role.MUTED), None)
        logo = row(frame, gap=16)
        logo.addLayout(beside, 1)
        pair = row(gap=16)
        pair.addLayout(self._named(say("Tax number"), self.tax_id), 1)
        pair.addLayout(self._named(say("E-mail for questions"), self.email), 1)
        self.setLayout(
            column(
                self._named(say("Business name"), self.name),
                pair,
                label(say("Logo"), Role.CAPTION),
                logo,
                self._wrong,
                None,
                gap=12,
            )
        )

    def forget(self) -> None:
        """Skip the step: nothing of it is kept."""
        for field in (self.name, self.tax_id, self.email):
            field.clear()
        self._remove()

    def take(self, path: str) -> None:
        """Take a picture as the logo, or say what is wrong with it."""
        try:
            self.logo = checked_logo(_read(Path(path)))
        except AppError as error:
            self._wrong.setText(self._kit.language.tell(error.sentence))
            self._wrong.show()
            return
        self._wrong.hide()
        self._draw()

    def _ask(self) -> None:
        say = self._kit.language.say
        dialog = QFileDialog(self, say("Choose a logo"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([say("Pictures") + " (*.png *.jpg *.jpeg)"])
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def _remove(self) -> None:
        self.logo = None
        self._wrong.hide()
        self._draw()

    def _draw(self) -> None:
        self.remove.setVisible(self.logo is not None)
        if self.logo is None:
            self._picture.setPixmap(QPixmap())
            self._picture.setText(self._kit.language.say("No logo"))
            return
        pixmap = QPixmap()
        pixmap.loadFromData(self.logo)
        density = self.devicePixelRatioF()
        fitted = pixmap.scaled(
            round(_LOGO[0] * density),
            round(_LOGO[1] * density),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(density)
        self._picture.setPixmap(fitted)

    def _field(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        return field

    def _named(self, name: str, field: QLineEdit) -> QVBoxLayout:
        words = label(name, Role.CAPTION)
        words.setBuddy(field)
        return column(words, field, gap=4)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotReadLogoError(file=path.name, reason=error.strerror or str(error)) from error
