"""Opens the window, the first start's page, or the page of a start that did not work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.ui import preferences
from app.ui.errors import hook
from app.ui.interrupts import Interrupts
from app.ui.jobs import JobRunner
from app.ui.kit import Kit
from app.ui.main_window import MainWindow
from app.ui.problem import ProblemPage
from app.ui.theme import Theme, load_fonts
from app.ui.tokens import SMALLEST_WINDOW
from app.ui.welcome.page import WelcomePage

if TYPE_CHECKING:
    from datetime import date

    from app.domain.errors import AppError
    from app.i18n import Language
    from app.services import Services

_SMALL = QSize(*SMALLEST_WINDOW)


class Begin(StrEnum):
    """How a person wants to begin."""

    SAMPLE = "sample"
    EMPTY = "empty"
    WORKBOOK = "workbook"
    NOT = "not"
    """The page was closed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The way to begin, and the workbook where there is one."""

    begin: Begin
    workbook: Path | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the screen finds what is not code, and keeps its habits."""

    preferences: Path
    fonts: Path
    icons: Path


def run_window(services: Services, around: Surroundings, default_through: date) -> int:
    """Show the window until it is closed, and return the exit code."""
    app, kit = _prepared(services.language, around)
    window = MainWindow(kit, services, default_through, preferences.load(around.preferences))
    hook(kit, window)
    window.show()
    code = _run(app, window)
    preferences.save(around.preferences, window.kept())
    return code


def run_welcome(language: Language, around: Surroundings, data: Path) -> Choice:
    """Show the first start's page and return what was chosen."""
    app, kit = _prepared(language, around)
    chosen = [Choice(Begin.NOT)]

    def choose(choice: Choice) -> None:
        chosen[0] = choice
        window.close()

    def take(path: str) -> None:
        choose(Choice(Begin.WORKBOOK, Path(path)))

    page = WelcomePage(kit, data)
    page.sample.connect(lambda: choose(Choice(Begin.SAMPLE)))
    page.empty.connect(lambda: choose(Choice(Begin.EMPTY)))
    page.workbook.connect(take)
    window = _alone(page)
    window.show()
    _run(app, window)
    return chosen[0]


def run_problem(language: Language, around: Surroundings, error: AppError, data: Path) -> int:
    """Show why Accord cannot start; the exit code is that of a refusal."""
    app, kit = _prepared(language, around)
    page = ProblemPage(kit, error, data)
    window = _alone(page)
    page.closed.connect(window.close)
    window.show()
    _run(app, window)
    return 1


def _run(app: QApplication, window: QMainWindow) -> int:
    interrupts = Interrupts()
    interrupts.asked.connect(window.close)
    try:
        return app.exec()
    finally:
        interrupts.stop()


def _prepared(language: Language, around: Surroundings) -> tuple[QApplication, Kit]:
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    app.setApplicationName("accord")
    app.setApplicationDisplayName("Accord")
    load_fonts(around.fonts)
    kept = preferences.load(around.preferences)
    theme = Theme(app, around.icons)
    theme.choose(kept.choice, kept.text_size)
    return app, Kit(language, theme, JobRunner())


def _alone(page: QWidget) -> QMainWindow:
    window = QMainWindow()
    window.setObjectName("Window")
    window.setWindowTitle("Accord")
    window.setMinimumSize(640, 520)
    window.resize(_SMALL)
    window.setCentralWidget(page)
    return window
