"""What must not be loaded before the window is up; a process of its own for each question."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("sqlalchemy", "reportlab", "pydantic", "alembic", "PIL", "pypdfium2", "multiprocessing")
MAIL = ("keyring", "msal", "smtplib")
UP = """
import sys
from pathlib import Path
from app.storage import paths
from app.ui.preferences import Preferences
from app.ui.application import application, first_window
kept = Preferences(company="Quay IT", locale="en_IE")
window = first_window(kept)
early = sorted({*sys.modules} & {*sys.argv[2:]})
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
program = Program(Opening(Path(sys.argv[1])), around, kept, theme, window)
program.begin()
shell = sorted({*sys.modules} & {*sys.argv[2:]})
program._jobs.wait()
print([*early, *shell])
program.window.close()
program.end()
"""
ROWS = """
import sys
from pathlib import Path
from app.bootstrap import desk
with desk(Path(sys.argv[1])) as services:
    services.dashboard.show()
    from app.ui.dashboard import page
    from app.ui import open_desk
    print(sorted({*sys.modules} & {*sys.argv[2:]}))
"""
OPENED = """
import sys
from pathlib import Path
from app.domain.progress import QUIET
from app.opening import Opening
opening = Opening(Path(sys.argv[1]))
opened = opening.open(QUIET, accept_place=sys.argv[1])
opened.services.mail.list()
print(sorted({*sys.modules} & {*sys.argv[2:]}))
opening.close()
"""


@pytest.fixture
def data(tmp_path):
    from app.bootstrap import desk

    with desk(tmp_path / "desk.accord", create=True) as services:
        services.workbook.take_in([b'{"format": "accord/1", "company": {"name": "Quay IT"}}'])
    return tmp_path / "desk.accord"


def loaded(script, data, names):
    found = subprocess.run(
        [sys.executable, "-c", script, str(data), *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return found.stdout.strip().splitlines()[-1]


def test_the_first_frame_waits_for_no_heavy_library(data):
    assert loaded(UP, data, HEAVY) == "[]"


def test_the_key_store_and_the_line_to_the_server_wait_until_mail_is_sent(data):
    assert loaded(OPENED, data, MAIL) == "[]"


def test_the_first_figures_wait_for_no_library_but_the_stores(data):
    assert loaded(ROWS, data, HEAVY[1:]) == "[]"
