"""Forms hold all that a record can say: showing it changes nothing, typing it says it."""

import copy
import json
from datetime import date

import pytest

from app.bootstrap import services_over
from app.storage.store import Store
from app.ui.catalog.forms import FORMS as CATALOG
from app.ui.clients.form import form_of as client_form_of
from app.ui.form.agreement import form_of
from app.ui.form.fields import Choices, fields_of
from app.ui.form.state import Draft
from app.ui.form.view import FormView
from app.ui.kit import Kit
from app.ui.settings.forms import FORMS as SETTINGS
from app.workbook.shape.agreement import Agreement
from app.workbook.shape.catalog import Item, Tax, WorkType
from app.workbook.shape.client import Client
from app.workbook.shape.company import Company
from app.workbook.sla_shape import Calendar
from tests.ui.books import ACME, CLOCK, FULL

FORMS = {
    ("company",): SETTINGS["company"],
    ("taxes", "VAT23"): CATALOG["taxes"],
    ("taxes", "ECO"): CATALOG["taxes"],
    ("items", "WS"): CATALOG["items"],
    ("items", "GB"): CATALOG["items"],
    ("items", "SMS"): CATALOG["items"],
    ("work_types", "Remote"): CATALOG["work_types"],
    ("calendars", "Office"): SETTINGS["calendars"],
    ("clients", "ACME"): client_form_of(FULL["clients"][0]),
    ("clients", "ACME", "agreements", "A-100"): form_of(ACME, FULL["clients"][0]["agreements"][0]),
}


@pytest.fixture
def services(tmp_path):
    store = Store.open(tmp_path / "full.accord", create=True, clock=CLOCK)
    services = services_over(store, CLOCK, "en_IE")
    services.workbook.take_in([json.dumps(FULL).encode()])
    yield services
    store.close()


@pytest.fixture
def show(qtbot, theme, jobs, services):
    def show_it(path):
        kit = Kit(services.language, theme, jobs)
        record = services.editing.record(*path)
        choices = Choices(services.language, date(2026, 11, 25), services.editing.choices())
        view = FormView(kit, FORMS[path], choices)
        qtbot.addWidget(view)
        view.show_record(record)
        return view, record

    return show_it


@pytest.mark.parametrize("path", FORMS)
def test_a_form_that_shows_a_record_says_the_same(path, show, services):
    view, record = show(path)
    draft = Draft.of(path, copy.deepcopy(record))
    for key, box in view.boxes.items():
        if not box.field.is_key:
            draft = draft.typed(key, box.control.value())
    assert not view.own_problems()
    assert services.editing.check(draft.patch()) == ()
    assert services.editing.save(draft.patch(), draft.gone()).is_nothing


@pytest.mark.parametrize(
    ("shape", "form", "elsewhere"),
    [
        (Company, SETTINGS["company"], {"sample"}),
        (Tax, CATALOG["taxes"], set()),
        (Item, CATALOG["items"], set()),
        (WorkType, CATALOG["work_types"], set()),
        (Calendar, SETTINGS["calendars"], {"earlier"}),
        (
            Client,
            client_form_of({}),
            {"devices", "users", "agreements", "tax_exempt", "reminders_held"},
        ),
        (Agreement, form_of({}, {}), set()),
    ],
)
def test_a_form_has_a_field_for_every_key(shape, form, elsewhere):
    fields = {field.key.partition(".")[0] for field in fields_of(form)}
    keys = {field.alias or name for name, field in shape.model_fields.items()}
    assert keys - fields == elsewhere
