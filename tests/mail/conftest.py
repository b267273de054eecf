"""One authority for all tests: making keys takes a while."""

import pytest

from tests.mail.servers import Certificates


@pytest.fixture(scope="session")
def certificates():
    return Certificates()


def pytest_collection_modifyitems(items):
    # The server stands behind TLS and does not see it.
    for item in items:
        item.add_marker(pytest.mark.filterwarnings("ignore:Requiring AUTH while not:UserWarning"))
