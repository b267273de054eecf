import os
from functools import partial
from multiprocessing import parent_process

import pytest

from app.documents.elsewhere import drawn_elsewhere
from app.documents.logo import LogoUnreadableError
from app.documents.press import FEW, Press
from app.domain.errors import CancelledError
from app.domain.progress import QUIET
from tests.documents.builders import document
from tests.documents.conftest import RESOURCES

MANY = [
    document(1 + number % 3, number=f"INV-{number}", locale=("en_GB", "de_DE")[number % 2])
    for number in range(FEW + 9)
]


class Told:
    """Remembers what it was told, and stops the work after so many papers."""

    def __init__(self, stop_at=None):
        self.steps = []
        self._stop_at = stop_at

    def step(self, done, total):
        self.steps.append((done, total))
        if done == self._stop_at:
            raise CancelledError


@pytest.fixture(scope="module")
def press(languages):
    return Press(languages, RESOURCES / "fonts")


def test_papers_are_the_same_wherever_they_are_drawn(press):
    here = [press.draw(each, None) for each in MANY]
    told = Told()
    assert press.run(MANY, None, told) == here
    assert told.steps == sorted(told.steps)
    assert told.steps[-1] == (len(MANY), len(MANY))


def test_drafts_are_drawn_in_a_run_as_alone(press):
    few = MANY[:2]
    drafts = press.run(few, None, QUIET, draft=True)
    assert drafts == [press.draw(each, None, draft=True) for each in few]
    assert drafts != press.run(few, None, QUIET)


@pytest.mark.parametrize("stop_at", [0, 16, len(MANY)])
def test_a_run_can_be_stopped(press, stop_at):
    with pytest.raises(CancelledError):
        press.run(MANY, None, Told(stop_at))


def test_what_goes_wrong_elsewhere_is_told_here(press):
    with pytest.raises(LogoUnreadableError) as caught:
        press.run(MANY, b"no picture", QUIET)
    assert "PNG" in caught.value.sentence.plain()


class FragilePress(Press):
    """Dies in every process but the first."""

    def draw(self, document, logo, *, draft=False):
        if parent_process():
            os._exit(1)
        return super().draw(document, logo, draft=draft)


def test_papers_for_which_other_processes_die_are_drawn_here(press):
    fragile = FragilePress(press.languages, press.fonts)
    assert list(drawn_elsewhere(partial(fragile.draw, logo=None), MANY, QUIET)) == []
    assert fragile.run(MANY, None, QUIET) == [press.draw(each, None) for each in MANY]
