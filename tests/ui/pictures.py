"""Pictures of every page, record, form, sheet and trouble: `python -m tests.ui.pictures FOLDER`."""

import json
import os
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.bootstrap import desk
from app.domain.errors import StoreError, Trouble
from app.domain.sentence import say
from app.i18n import Languages
from app.ui.agreements.raising import RaiseSheet
from app.ui.doors import Opened
from app.ui.jobs import JobRunner
from app.ui.key_sheet import KeySheet
from app.ui.kit import Kit
from app.ui.main_window import MainWindow
from app.ui.places import PLACES
from app.ui.preferences import Preferences
from app.ui.problem import ProblemPage
from app.ui.sheet import Sheet
from app.ui.theme import Theme, load_fonts
from app.ui.toast import Toast
from app.ui.tokens import Choice
from app.ui.welcome.page import WelcomePage
from tests.ui import books, fakes
from tests.ui.windows import put_away

THROUGH = date(2026, 11, 30)


@dataclass(frozen=True)
class Look:
    """How the window is when its pictures are taken."""

    size: tuple[int, int]
    theme: Choice
    percent: int = 100
    locale: str = "en_IE"

    @property
    def mark(self):
        """What the names of its pictures end with."""
        wide, high = self.size
        language = self.locale.partition("_")[0]
        return f"{wide}x{high}_{self.theme.value}_{self.percent}_{language}"


LOOKS = (
    Look((1366, 768), Choice.LIGHT),
    Look((1366, 768), Choice.DARK),
    Look((1366, 768), Choice.LIGHT, 130),
    Look((1024, 640), Choice.LIGHT, 130, "de_DE"),
    Look((1024, 640), Choice.DARK),
)


class Walk:
    """One window of one look over one data file, and where its pictures go."""

    def __init__(self, theme, services, look, folder, *, is_sample=False):
        theme.choose(look.theme, look.percent)
        self.services, self.look, self.folder = services, look, folder
        self.jobs = JobRunner()
        language = Languages(fakes.RESOURCES / "locale").get(look.locale)
        self.kit = Kit(language, theme, self.jobs)
        self.window = MainWindow(Preferences())
        self.window.furnish(self.kit)
        self.window.resize(*look.size)
        self.window.show()
        self.window.activateWindow()
        data = Path("desk.accord")
        self.window.receive(self.kit, Opened(services, THROUGH, data, is_sample=is_sample))
        self.settle()

    def settle(self):
        """Wait until nothing works in the background any more."""
        for _ in range(4):
            while self.jobs._jobs:
                QApplication.processEvents()
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def take(self, name, widget=None):
        """A picture of the window, or of a part of it."""
        self.settle()
        name = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name)
        shown = (widget or self.window).grab()
        assert shown.save(str(self.folder / f"{name}_{self.look.mark}.png")), name

    def go(self, noun):
        """The page of a noun, with its list."""
        self.window.go(noun)
        self.settle()
        page = self.window.page(noun)
        if hasattr(page, "show_list"):
            page.show_list()
        return page

    def open(self, noun, path):
        """A record with the whole page to itself."""
        page = self.go(noun)
        page.open_path(path)
        self.settle()
        return page

    def close(self):
        """Put the window away."""
        self.window.leave()
        put_away(self.window, self.jobs)

    def sheet(self, name, begin):
        """A picture of the sheet that something opens, and the sheet away again."""
        begin()
        self.settle()
        self.take(name)
        for sheet in self.window.findChildren(Sheet):
            if sheet.isVisible():
                sheet.dismiss()
        self.settle()

    def pages(self):
        """Every page, and what stands over it."""
        for place in PLACES:
            page = self.go(place.noun)
            self.take(place.noun)
            if hasattr(page, "narrow"):
                page.narrow.setText("nothing is called so")
                self.take(f"{place.noun}_no_match")
                page.narrow.clear()
            if hasattr(page, "sections"):
                for text in page.listing.segments:
                    page.segment.choose(text)
                    page._list_rows()
                    self.take(f"{place.noun}_{text}")
            for new in place.news:
                if hasattr(page, "listing"):
                    self.sheet(f"new_{new.what}", lambda page=page, new=new: page.begin(new.what))
        self.window._open.search()
        self.take("palette")
        self.window._open._palette.field.setText("a")
        self.take("palette_typed")
        self.window._open._palette.dismiss()
        keys = KeySheet(self.kit, self.window)
        self.sheet("keys", lambda: keys.open(keys.close_button))
        self.window.undos.push(say("Acme Dental Practice archived"), lambda: None)
        self.take("toast")
        for toast in self.window.findChildren(Toast):
            toast.dismiss()
        self.take("look_menu", self.window.shell.top.look.menu())

    def records(self, most=99):
        """Records of every section: the form, all of it, and every tab."""
        for noun, path in books.paths(self.services, most):
            name = "_".join((noun, *path))
            page = self.open(noun, path)
            self.take(name)
            self.take(f"{name}_whole", page.record.pane.view.widget())
            if tabs := page.record._tabs:
                for tab in tabs:
                    page.record.segment.choose(tab.text)
                    page.record._turn(tab.text)
                    self.take(f"{name}_{tab.text}")
                page.record.segment.choose("")
                page.record._turn("")

    def sheets(self):
        """Everything that begins something new, section by section."""
        for noun in ("catalog", "settings"):
            page = self.go(noun)
            for section in page.sections:
                if section != "company":
                    self.sheet(f"new_{section}", lambda page=page, s=section: page.begin(s))
        page = self.open("settings", ("calendars", "Office"))
        self.sheet("holidays", page._ask_for_holidays)
        page = self.open("clients", ("clients", "ACME"))
        for section, names in (("Devices", ("PC-01", "PC-03")), ("Users", ("Jo Murphy",))):
            page.record.segment.choose(section)
            page.record._turn(section)
            self.settle()
            tab = page.record._made[section]
            self.sheet(f"new_{section}", tab.begin)
            for name in names:
                tab.table.choose(name)
                for act in ("start", "end", "hand_over"):
                    self.sheet(f"{section}_{name}_{act}", getattr(tab, act))

    def acts(self):
        """What can be done with an agreement, and the drafts that come of it."""
        number = ("clients", "ACME", "agreements", "A-100")
        page = self.open("agreements", number)
        for act in ("copy", "renew", "suspend", "end"):
            self.sheet(f"act_{act}", getattr(page.acts, act))
        pane = page.record.pane
        self._draft(page, "fee", [["2026-01-01", "1200.00"], ["2026-12-01", "1320.00"]], "raised")
        self._draft(page, "end", "2027-02-01", "ended")
        status = [["1900-01-01", "active"], ["2026-12-01", "suspended"]]
        self._draft(page, "status", status, "suspended")
        pane.change("proration", "daily")
        pane.change("start", "soon")
        pane.check()
        self.take("draft_wrong")
        pane.discard()
        fee = pane.view.boxes["fee"].control
        fee._add()
        self.take("draft_from_when")
        pane.discard()
        page = self.go("agreements")
        rows = tuple(row.path for row in page.table.rows)
        sheet = RaiseSheet(page._desk, self.window, rows, page.choices)
        self.sheet("act_raise", lambda: sheet.open(sheet.percent.first()))
        page = self.open("settings", ("agreement_types", "Managed IT"))
        page.record.pane.change("sla", None)
        self.settle()
        self.take("draft_type")
        self.sheet("ask_type", page.record.pane.save)
        page.record.pane.discard()
        page = self.open("clients", ("clients", "ACME"))
        page.record.segment.choose("")
        page.record._turn("")
        page.record.pane.change("timezone", "Mars/Olympus")
        page.record.pane.check()
        self.take("client_wrong")
        page.record.pane.discard()

    def _draft(self, page, key, value, name):
        page.record.pane.change(key, value)
        page.record.pane.check()
        page.year.look()
        self.take(f"draft_{name}")
        page.record.pane.discard()

    def empty(self):
        """Every page of a company that has nothing yet."""
        for place in PLACES:
            self.go(place.noun)
            self.take(f"empty_{place.noun}")
        self.sheet("empty_new_client", lambda: self.go("clients").begin("client"))

    def bare(self):
        """A client without anything."""
        page = self.open("clients", ("clients", "BARE"))
        for tab in page.record._tabs:
            page.record.segment.choose(tab.text)
            page.record._turn(tab.text)
            self.take(f"bare_{tab.text}")

    def alone(self):
        """The first run and every trouble."""
        countries = fakes.RESOURCES / "countries"
        page = WelcomePage(self.kit, Path("/home/sam/desk.accord"), countries, THROUGH)
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


def office(place, held, book):
    """The services over a new data file that holds a workbook."""
    services = held.enter_context(desk(place, create=True, clock=books.CLOCK, locale="en_IE"))
    services.workbook.take_in([json.dumps(book).encode()])
    return services


def main(folder, looks=LOOKS, *, with_sample=True):
    """All pictures of all looks; the sample company takes a while to make."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication([])
    load_fonts(fakes.RESOURCES / "fonts")
    theme = Theme(application, fakes.RESOURCES / "icons")
    with ExitStack() as held:
        place = Path(held.enter_context(tempfile.TemporaryDirectory()))
        full = office(place / "full.accord", held, books.BUSY)
        nothing = office(place / "nothing.accord", held, books.NOTHING)
        if with_sample:
            from app.cli.sample import make_sample

            sample = held.enter_context(make_sample(place / "sample.accord"))
        for look in looks:
            walk = Walk(theme, full, look, folder)
            if not with_sample:
                walk.pages()
            walk.records()
            walk.sheets()
            walk.acts()
            walk.bare()
            walk.alone()
            walk.close()
            walk = Walk(theme, nothing, look, folder)
            walk.empty()
            walk.close()
            if with_sample:
                walk = Walk(theme, sample, look, folder, is_sample=True)
                walk.pages()
                walk.records(2)
                walk.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]))
