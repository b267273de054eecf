"""Data files to work on."""

import pytest

from tests.storage.samples import fill, opened


@pytest.fixture(scope="session")
def sealed(tmp_path_factory):
    """The bytes of a data file with three documents."""
    path = tmp_path_factory.mktemp("sealed") / "desk.accord"
    with opened(path, create=True) as store:
        fill(store)
    return path.read_bytes()


@pytest.fixture
def data(tmp_path, sealed):
    """A data file with three documents."""
    path = tmp_path / "desk.accord"
    path.write_bytes(sealed)
    return path


@pytest.fixture
def store(data):
    """The same, open."""
    with opened(data) as found:
        yield found
