from pathlib import Path

import pytest

from app.documents.fonts import Fonts
from app.i18n import Languages

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="session")
def fonts():
    return Fonts.load(RESOURCES / "fonts")


@pytest.fixture(scope="session")
def languages():
    return Languages(RESOURCES / "locale")


@pytest.fixture(scope="session")
def english(languages):
    return languages.get("en_GB")
