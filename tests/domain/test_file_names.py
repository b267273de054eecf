"""Names of files that came from elsewhere are safe to be written here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.file_names import LONGEST, runs, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\notes.txt", "notes.txt"),
        ("a:b?.txt", "a_b_.txt"),
        ("CON.txt", "_CON.txt"),
        (" .hidden. ", "hidden"),
        ("", "file"),
        ("...", "file"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("Übersicht März.pdf", "Übersicht März.pdf"),
    ],
)
def test_a_name_is_made_safe(name, safe):
    assert safe_name(name) == safe


@given(st.text(max_size=300))
def test_any_name_is_one_short_part_of_a_path(name):
    safe = safe_name(name)
    assert 0 < len(safe) <= LONGEST
    assert not set(safe) & set('/\\:*?"<>|\0\n')
    assert safe not in {".", ".."}
    assert safe_name(safe) == safe


@pytest.mark.parametrize("name", ["setup.exe", "x.BAT", "a.pdf.js", "menu.desktop"])
def test_a_program_is_not_merely_opened(name):
    assert runs(name)


def test_a_paper_runs_nothing():
    assert not runs("invoice.pdf")
