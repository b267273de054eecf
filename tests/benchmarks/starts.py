"""How long until the window is seen, and until it shows real rows, beside a bare Qt window."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.bootstrap import desk
from tests.benchmarks.measures import Figure

ROOT = Path(__file__).parents[2]
FIRST_FRAME, FIRST_ROWS = 1.5, 4.0
BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTableView())
window.resize(1440, 900)
window.show()
app.processEvents()
print(time.monotonic() - float(sys.argv[1]))
"""
OURS = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QEventLoop
from app.storage import paths
from app.ui.preferences import Preferences
from app.ui.application import application, first_window
kept = Preferences(company="Quay IT", locale="en_IE")
window = first_window(kept)
up = time.monotonic()
from app.opening import Opening
from app.ui.start import Program, Surroundings
from app.ui.theme import Theme, load_fonts
around = Surroundings(
    paths.preferences(), paths.fonts(), paths.icons(), paths.locale(), paths.countries()
)
load_fonts(around.fonts)
app = application()
theme = Theme(app, around.icons)
theme.choose(kept.choice, kept.text_size)
program = Program(Opening(Path(sys.argv[2])), around, kept, theme, window)
program.begin()
began = float(sys.argv[1])
def wait_until(there):
    while not there():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    app.processEvents()
    return time.monotonic() - began
def rows():
    from app.ui.dashboard.board import Board
    found = program.window.findChild(Board)
    return found and found.found and found.isVisible()
rows = wait_until(rows)
ready = wait_until(lambda: program.window.is_open)
print(up - began, rows, ready)
program.window.close()
program.end()
"""


def run(rounds=3):
    """The best of some starts each, as multiples of the bare window's."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "desk.accord"
        with desk(data, create=True) as services:
            services.workbook.take_in([b'{"format": "accord/1", "company": {"name": "Quay IT"}}'])
        bare = min(_seconds(BARE)[0] for _ in range(rounds))
        ours = [_seconds(OURS, str(data)) for _ in range(rounds)]
    note = f"a bare window: {bare * 1000:.0f} ms"
    yield Figure("first frame", min(one[0] for one in ours) / bare, FIRST_FRAME, note=note)
    ready = f"open after {min(one[2] for one in ours) * 1000:.0f} ms"
    yield Figure("first real rows", min(one[1] for one in ours) / bare, FIRST_ROWS, note=ready)


def _seconds(script, *arguments):
    """What a process of its own tells, counted from before it was started."""
    found = subprocess.run(
        [sys.executable, "-c", script, str(time.monotonic()), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(word) for word in found.stdout.split()]
