"""What a kind of widget leaves open, each widget of that kind says.

Qt's classes cannot be abstract, so nothing else would tell of a hook that was forgotten.
"""

from importlib import import_module
from pkgutil import walk_packages

import pytest

from app import ui
from app.ui.form.control import Control
from app.ui.nav import Pinned
from app.ui.page import Page


def kinds(kind):
    return [found for each in kind.__subclasses__() for found in (each, *kinds(each))]


@pytest.fixture(scope="module", autouse=True)
def loaded():
    for module in walk_packages(ui.__path__, "app.ui."):
        import_module(module.name)


@pytest.mark.parametrize("kind", [Control, Page, Pinned])
def test_nothing_is_left_open(kind):
    leaves = [found for found in kinds(kind) if not found.__subclasses__()]
    assert leaves
    left = {
        f"{found.__name__}.{name}"
        for found in leaves
        if found.__module__.startswith("app.")
        for name in dir(found)
        if getattr(getattr(found, name), "__isabstractmethod__", False)
    }
    assert left == set()
