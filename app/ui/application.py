"""The one QApplication, and the window up before anything else is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.ui.main_window import MainWindow

if TYPE_CHECKING:
    from app.ui.preferences import Preferences


def application() -> QApplication:
    """The application, made where there is none yet."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    app.setApplicationName("accord")
    app.setApplicationDisplayName("Accord")
    app.setDesktopFileName("accord")
    return app


def first_window(kept: Preferences) -> MainWindow:
    """The window with its first frame on the screen."""
    app = application()
    window = MainWindow(kept)
    window.show()
    app.processEvents()
    return window
