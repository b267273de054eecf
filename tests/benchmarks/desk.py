"""How quickly the window answers: pages, the palette, a save, and the invoices to come."""

import json
import os
import tempfile
from math import inf
from pathlib import Path
from statistics import median

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.storage import paths
from app.ui.doors import Opened
from app.ui.jobs import JobRunner
from app.ui.kit import Kit
from app.ui.main_window import MainWindow
from app.ui.preferences import Preferences
from app.ui.theme import Theme, load_fonts
from tests.benchmarks import desks
from tests.benchmarks.measures import Figure, seconds

FEW = 5
PAGES = ("clients", "agreements", "catalog", "documents", "settings")
PAGE, KEY, SAVE = 100, 50, 250
YEAR = 1.5
PATH = ("clients", "C00001", "agreements", "A-00001")


def run(rounds=5, clients=200, few=FEW):
    """Milliseconds in the window of many clients, and many against few where that must not tell."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    load_fonts(paths.fonts())
    theme = Theme(application, paths.icons())
    years = dict.fromkeys((few, clients), inf)
    with tempfile.TemporaryDirectory() as folder:
        for many in years:
            with desk(
                Path(folder) / f"{many}.accord", create=True, clock=StoppedClock(desks.CLOCK_AT)
            ) as services:
                services.workbook.take_in([json.dumps(desks.desk(many)).encode()])
                years[many] = min(seconds(year, services) for _ in range(rounds))
                if many == clients:
                    yield from in_the_window(services, theme, rounds)
    note = f"{years[clients] * 1000:.0f} ms with {clients} clients"
    yield Figure(
        f"twelve invoices, {clients} clients to {few}", years[clients] / years[few], YEAR, note=note
    )


def year(services):
    """The invoices to come, with a price changed as one types it."""
    changed = {"number": PATH[3], "fee": [["2026-10-01", "400.00"], ["2026-12-01", "450.00"]]}
    patch = {"clients": [{"code": PATH[1], "agreements": [changed]}]}
    found = services.agreements.preview_year(patch, PATH)
    assert len(found.months) == 12


def in_the_window(services, theme, rounds):
    """Pages that are open already, a key in the palette, and a value that is saved."""
    jobs = JobRunner()
    window = MainWindow(Preferences())
    kit = Kit(services.language, theme, jobs)
    window.furnish(kit)
    window.resize(1440, 900)
    window.show()
    window.receive(kit, Opened(services, desks.THROUGH, Path("desk.accord"), is_sample=False))
    for noun in PAGES:
        settled(window, jobs, noun)
    turns = [seconds(turn, window, noun) for _ in range(rounds) for noun in PAGES]
    yield Figure("another page, until it is painted", median(turns) * 1000, PAGE, "ms")
    window._open.search()
    palette = window._open._palette
    keys = [seconds(typed, palette, text) for _ in range(rounds) for text in ("c", "cl", "clie")]
    yield Figure("a key in the palette, until its results", median(keys) * 1000, KEY, "ms")
    palette.dismiss()
    saves = [
        seconds(services.editing.save, {"clients": [{"code": PATH[1], "phone": f"021 {number}"}]})
        for number in range(rounds)
    ]
    yield Figure("a change saved", min(saves) * 1000, SAVE, "ms")
    wait(jobs)
    window.leave()
    window.close()
    jobs.wait()


def turn(window, noun):
    """Go to a page and paint it."""
    window.go(noun)
    window.repaint()
    QCoreApplication.sendPostedEvents()


def typed(palette, text):
    """Type and paint what is found."""
    palette.field.setText(text)
    palette.repaint()


def settled(window, jobs, noun):
    """Open a page and let it fill."""
    window.go(noun)
    wait(jobs)


def wait(jobs):
    """Until nothing works in the background any more."""
    application = QApplication.instance()
    while jobs._jobs:
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    application.processEvents()
