"""Forms hold all that a record can say: showing it changes nothing, typing it says it."""

import copy
import json
from datetime import date

import pytest

from app.bootstrap import services_over
from app.storage.store import Store
from app.ui.agreements.form import form_of
from app.ui.catalog.forms import FORMS as CATALOG
from app.ui.clients.form import FORM as CLIENT
from app.ui.form.fields import Choices, fields_of
from app.ui.form.state import Draft
from app.ui.form.view import FormView
from app.ui.kit import Kit
from app.ui.settings.forms import FORMS as SETTINGS
from app.workbook.shape import Agreement, Client, Company, Item, Tax, WorkType
from app.workbook.sla_shape import Calendar
from tests.ui.test_setting_up import ACME, CLOCK, COMPANY

DISCOUNT = {"name": "Loyal", "percent": "5", "periods": 3}
AFTER = {"calendar": "Office", "multiplier": "1.5", "closed_multiplier": "2"}
TIERS = {"mode": "graduated", "tiers": [{"up_to": "10", "price": "9.00"}, {"price": "7.00"}]}
FULL = {
    **COMPANY,
    "company": {
        **COMPANY["company"],
        "terms": {"net_days": 30, "discount_percent": "2", "discount_days": 10},
        "cash_rounding": {"CHF": "0.05"},
        "details": "time",
        "labour": "ticket",
        "show_covered": True,
        "after_hours": AFTER,
    },
    "taxes": [
        {"code": "VAT23", "name": "VAT", "rates": "23", "inclusive": True},
        {"code": "ECO", "name": "Eco", "rates": "1", "compound": True},
    ],
    "items": [
        *COMPANY["items"],
        {"sku": "GB", "name": "Storage", "unit": "GB", "pricing": TIERS},
        {
            "sku": "SMS",
            "name": "Messages",
            "pricing": [
                ["2026-01-01", {"mode": "package", "size": "100", "price": "5.00", "free": "20"}]
            ],
        },
    ],
    "work_types": [{"name": "Remote", "per": "ticket", "taxes": ["VAT23"]}],
    "calendars": [
        {
            "name": "Office",
            "hours": {"mon": [["09:00", "17:30"]]},
            "closed": ["*-12-25", "2026-12-28"],
            "days": {"2026-12-24": [["09:00", "12:00"]], "2026-12-31": []},
        }
    ],
    "clients": [
        {
            **ACME,
            "details": "full",
            "terms": {"end_of_month": True},
            "discounts": [
                {"name": "Spring", "amount": "20.00", "from": "2026-03-01", "on": ["time"]}
            ],
            "deposits": [{"name": "Start", "amount": "500.00", "date": "2026-01-01"}],
            "blocks": [
                {
                    "name": "Projects",
                    "money": "900.00",
                    "bought": "2026-01-01",
                    "price": "800.00",
                    "work_types": ["Remote"],
                }
            ],
            "agreements": [
                {
                    **ACME["agreements"][0],
                    "fee_discount": [["2026-01-01", DISCOUNT], ["2026-06-01", None]],
                    "discounts": [{"name": "Trust", "percent": "10", "from": "2026-01-01"}],
                    "allowance": {
                        "money": "300.00",
                        "rollover_periods": 2,
                        "prorate": True,
                    },
                    "end": "2027-01-01",
                    "after_hours": AFTER,
                    "labour": "one",
                    "show_covered": False,
                    "proration": [["2026-01-01", "daily"], ["2026-06-01", "next"]],
                    "uplift": [["2026-01-01", {"percent": "3"}]],
                    "renewal": {"months": 12, "notice_days": 30},
                    "coverage": [
                        {"after_hours": True, "then": "billable"},
                        {"work_types": ["Remote"], "then": "included"},
                        {"then": "billable"},
                    ],
                    "additions": [
                        {
                            "name": "Disk",
                            "item": "GB",
                            "quantity": "25",
                            "pricing": TIERS,
                            "discount": DISCOUNT,
                        }
                    ],
                }
            ],
        }
    ],
}
FORMS = {
    ("company",): SETTINGS["company"],
    ("taxes", "VAT23"): CATALOG["taxes"],
    ("taxes", "ECO"): CATALOG["taxes"],
    ("items", "WS"): CATALOG["items"],
    ("items", "GB"): CATALOG["items"],
    ("items", "SMS"): CATALOG["items"],
    ("work_types", "Remote"): CATALOG["work_types"],
    ("calendars", "Office"): SETTINGS["calendars"],
    ("clients", "ACME"): CLIENT,
    ("clients", "ACME", "agreements", "A-100"): form_of(ACME),
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
        (Client, CLIENT, {"devices", "users", "agreements", "tax_exempt"}),
        (Agreement, form_of({}), set()),
    ],
)
def test_a_form_has_a_field_for_every_key(shape, form, elsewhere):
    fields = {field.key.partition(".")[0] for field in fields_of(form)}
    keys = {field.alias or name for name, field in shape.model_fields.items()}
    assert keys - fields == elsewhere
