"""What every test stands on: no screen, a home of its own, and the same examples every time."""

import gc
import os

import pytest
from hypothesis import settings

# Windows are drawn in memory unless the person running the tests asks to see them.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The slow run: pytest --hypothesis-profile=thorough
settings.register_profile("quick", max_examples=25, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=5_000, deadline=None, print_blob=True)
settings.load_profile("quick")

# Thousands of tests leave much behind; looking through all of it often takes a while.
gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(config, items):
    if config.getoption("--hypothesis-profile") == "thorough":
        return
    for item in items:
        if item.get_closest_marker("thorough"):
            item.add_marker(pytest.mark.skip(reason="only in the slow run"))


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch):
    """Keep settings, data and caches of a test away from the person's own."""
    home = tmp_path_factory.mktemp("home")
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    return home


@pytest.fixture
def own_keyring():
    """A keyring that forgets when the test ends."""
    import keyring

    from tests.keyrings import OwnKeyring

    before, mine = keyring.get_keyring(), OwnKeyring()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)
