from app.ui.places import PLACES
from app.ui.tokens import Choice
from tests.ui import pictures


def test_every_page_and_state_can_be_pictured(qtbot, dressed, tmp_path):
    pictures.main(tmp_path, sizes=((1366, 720),), themes=(Choice.DARK,), real=False)
    names = {file.name.removesuffix("_1366x720_dark.png") for file in tmp_path.iterdir()}
    assert {place.noun for place in PLACES} <= names
    assert {"palette", "keys", "toast", "welcome_1", "welcome_3", "problem_damaged"} <= names
    assert all(file.stat().st_size > 4_000 for file in tmp_path.iterdir())
