from app.ui.places import PLACES
from app.ui.tokens import Choice
from tests.ui import pictures

LOOK = pictures.Look((1024, 640), Choice.DARK)


def test_every_page_form_and_sheet_can_be_pictured(qtbot, dressed, tmp_path):
    pictures.main(tmp_path, (LOOK,), with_sample=False)
    names = {file.name.removesuffix(f"_{LOOK.mark}.png") for file in tmp_path.iterdir()}
    assert {place.noun for place in PLACES} <= names
    assert {f"empty_{place.noun}" for place in PLACES} <= names
    assert {"palette", "keys", "toast", "welcome_1", "welcome_3", "problem_damaged"} <= names
    assert {"act_copy", "act_renew", "act_suspend", "act_end", "act_raise", "holidays"} <= names
    assert {"new_client", "new_agreement", "new_items", "new_sla_policies", "ask_type"} <= names
    assert {"draft_raised", "draft_from_when", "draft_ended", "draft_wrong"} <= names
    assert all(file.stat().st_size > 1_000 for file in tmp_path.iterdir())
