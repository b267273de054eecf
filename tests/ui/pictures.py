"""Pictures of every page and state: `python -m tests.ui.pictures FOLDER`."""

import os
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.domain.errors import StoreError, Trouble
from app.domain.sentence import say
from app.ui.doors import Opened
from app.ui.jobs import JobRunner
from app.ui.key_sheet import KeySheet
from app.ui.kit import Kit
from app.ui.main_window import MainWindow
from app.ui.places import PLACES
from app.ui.preferences import Preferences
from app.ui.problem import ProblemPage
from app.ui.theme import Theme, load_fonts
from app.ui.toast import Toast
from app.ui.tokens import Choice
from app.ui.welcome.page import WelcomePage
from tests.ui import fakes

SIZES = ((1366, 720), (1440, 900))
THEMES = (Choice.LIGHT, Choice.DARK)


@dataclass
class Walk:
    """One window of one size in one theme, and where its pictures go."""

    window: MainWindow
    kit: Kit
    folder: Path
    mark: str

    def take(self, name):
        """A picture of what is shown once nothing works in the background any more."""
        app = QApplication.instance()
        while self.kit.jobs._jobs:
            app.processEvents()
        for _ in range(5):
            app.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.window.grab().save(str(self.folder / f"{name}_{self.mark}.png"))

    def pages(self):
        """Every page, and what stands over it."""
        for place in PLACES:
            self.window.go(place.noun)
            self.take(place.noun)
        self.window._open.search()
        self.take("palette")
        self.window._open._palette.field.setText("a")
        self.take("palette_typed")
        self.window._open._palette.dismiss()
        sheet = KeySheet(self.kit, self.window)
        sheet.open(sheet.close_button)
        self.take("keys")
        sheet.dismiss()
        self.window.undos.push(say("Acme Dental Practice archived"), lambda: None)
        self.take("toast")
        for toast in self.window.findChildren(Toast):
            toast.dismiss()

    def alone(self):
        """The first run and every trouble."""
        countries = fakes.RESOURCES / "countries"
        page = WelcomePage(self.kit, Path("/home/sam/desk.accord"), countries, fakes.THROUGH)
        self.window.show_alone(page, page.first)
        self.take("welcome_1")
        page.next.click()
        page.where.country.setCurrentIndex(page.where.country.findData("IE"))
        self.take("welcome_2")
        page.next.click()
        self.take("welcome_3")
        for trouble in Trouble:
            error = type("FoundError", (StoreError,), {"trouble": trouble})(detail="page 7")
            problem = ProblemPage(self.kit, error, Path("/home/sam/desk.accord"))
            self.window.show_alone(problem, problem.first)
            self.take(f"problem_{trouble.value}")


def walk(folder, services, theme, size, choice):
    """All pictures of one size in one theme."""
    theme.choose(choice, 100)
    jobs = JobRunner()
    language = services.language
    kit = Kit(language, theme, jobs)
    window = MainWindow(Preferences())
    window.furnish(kit)
    window.resize(*size)
    window.show()
    sample = Opened(services, fakes.THROUGH, Path("desk.accord"), is_sample=True)
    window.receive(kit, sample)
    found = Walk(window, kit, folder, f"{size[0]}x{size[1]}_{choice.value}")
    found.pages()
    found.alone()
    window.leave()
    window.close()
    jobs.wait()


def main(folder, sizes=SIZES, themes=THEMES, *, real=True):
    """All pictures; of the real sample company, or of the small one in memory."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication([])
    load_fonts(fakes.RESOURCES / "fonts")
    theme = Theme(application, fakes.RESOURCES / "icons")
    with ExitStack() as held:
        services = fakes.Services()
        if real:
            from app.cli.sample import make_sample

            place = Path(held.enter_context(tempfile.TemporaryDirectory()))
            services = held.enter_context(make_sample(place / "sample.accord"))
        for size in sizes:
            for choice in themes:
                walk(folder, services, theme, size, choice)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]))
