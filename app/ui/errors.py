"""The one place where an error meets a person."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from app.domain.errors import AppError, CancelledError, InvalidError, StoreError, Trouble
from app.domain.sentence import N_
from app.ui.icons import Icon
from app.ui.tokens import ICON_HERO, Ink

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

    from app.ui.kit import Kit

_SHOWN_PROBLEMS = 12
_log = logging.getLogger(__name__)
_BUG = N_(
    "Something unexpected happened. Your data is as it was before. "
    "If it happens again, copy the details and send them to us."
)


def sentence_of(kit: Kit, error: Exception) -> str:
    """What to tell the person: the error's own sentence, or an honest general one."""
    if isinstance(error, AppError):
        return kit.language.tell(error.sentence)
    return kit.language.say(_BUG)


def is_locked(error: Exception) -> bool:
    """Whether all it needs is a passphrase."""
    return isinstance(error, StoreError) and error.trouble is Trouble.LOCKED


def present(kit: Kit, window: QWidget, error: Exception) -> None:
    """Tell the person what happened, without blocking; a wanted stop needs no words."""
    if isinstance(error, CancelledError):
        return
    if isinstance(error, StoreError):
        _log.warning("%s", error)
    box = _Box(kit, window, error)
    # What goes wrong while painting goes wrong with every frame; once is enough to tell.
    if box.text() in {other.text() for other in window.findChildren(_Box) if other.isVisible()}:
        box.deleteLater()
    else:
        box.open()


def hook(kit: Kit, window: QWidget) -> None:
    """Let whatever nobody expected end here too, instead of on a console nobody sees."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            present(kit, window, error)
        else:
            sys.__excepthook__(kind, error, trace)

    sys.excepthook = tell


def details_of(error: BaseException) -> str:
    """Where it happened, and nothing of what the data says: messages may quote it."""
    told = [f"Accord, Python {platform.python_version()}, {platform.system()}"]
    seen: BaseException | None = error
    while seen is not None:
        told.append(type(seen).__name__)
        for frame in traceback.extract_tb(seen.__traceback__):
            place = Path(frame.filename)
            where = "/".join(place.parts[-3:])
            told.append(f"  {where}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(told)


class _Box(QMessageBox):
    def __init__(self, kit: Kit, window: QWidget, error: Exception) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(sentence_of(kit, error))
        self.setWindowTitle(kit.language.say("Accord"))
        self._details = ""
        ink = Ink.WARN
        if isinstance(error, InvalidError):
            self.setInformativeText(_problems(kit, error))
        elif not isinstance(error, AppError):
            self._details = details_of(error)
            _log.error("%s", self._details)
            ink = Ink.BAD
            copy = self.addButton(
                kit.language.say("Copy details"), QMessageBox.ButtonRole.ActionRole
            )
            # A message box closes on every button; this one only copies.
            copy.clicked.disconnect()
            copy.clicked.connect(self._copy)
        self.setIconPixmap(kit.theme.pixmap(Icon.WARNING, ink, ICON_HERO, self.devicePixelRatioF()))
        close = self.addButton(kit.language.say("Close"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(close)
        self.setEscapeButton(close)
        close.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)


def _problems(kit: Kit, error: InvalidError) -> str:
    told = [
        f"{problem.place}: {kit.language.tell(problem.sentence)}"
        for problem in error.problems[:_SHOWN_PROBLEMS]
    ]
    more = len(error.problems) - len(told)
    if more:
        told.append(kit.language.say("… and {count} more", count=more))
    return "\n".join(told)
