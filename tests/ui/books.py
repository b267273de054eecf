"""Workbooks for windows over a real data file: a small company, one with everything, none."""

from datetime import UTC, datetime

from app.domain.clock import StoppedClock

CLOCK = StoppedClock(datetime(2026, 11, 25, 10, tzinfo=UTC))
COMPANY = {
    "format": "accord/1",
    "company": {
        "name": "Harbour IT",
        "currency": "EUR",
        "locale": "en_IE",
        "timezone": "Europe/Dublin",
        "address": {"city": "Galway", "country": "IE"},
    },
    "taxes": [{"code": "VAT23", "name": "VAT", "rates": "23"}],
    "items": [
        {
            "sku": "WS",
            "name": "Managed workstation",
            "unit": "device",
            "price": "45.00",
            "cost": "11.00",
            "taxes": ["VAT23"],
        }
    ],
    "roles": [{"name": "Engineer", "rates": "110.00"}],
    "work_types": [{"name": "Remote", "increment_minutes": 15, "taxes": ["VAT23"]}],
    "calendars": [
        {"name": "Office", "hours": {"mon": [["09:00", "17:30"]]}, "closed": ["2026-12-25"]}
    ],
    "sla_policies": [
        {"name": "Gold", "calendar": "Office", "targets": {"P1": {"resolution": "4h"}}}
    ],
    "agreement_types": [{"name": "Managed IT", "kind": "fixed_fee", "sla": "Gold"}],
}
ACME = {
    "code": "ACME",
    "name": "Acme Dental",
    "contacts": [{"name": "Jo", "billing": True}, {"name": "Pat"}],
    "devices": [
        {"name": "PC-01", "type": "workstation", "active": [["2026-01-01", None]]},
        {"name": "PC-02", "type": "workstation", "active": [["2026-03-14", None]]},
    ],
    "agreements": [
        {
            "number": "A-100",
            "name": "Managed IT",
            "type": "Managed IT",
            "start": "2026-01-01",
            "fee": [["2026-01-01", "100.00"]],
            "fee_taxes": ["VAT23"],
            "additions": [
                {
                    "name": "PCs",
                    "item": "WS",
                    "counts": {"devices": "workstation"},
                    "price": [["2026-01-01", "45.00"]],
                }
            ],
        }
    ],
}


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
        "quote_number": "Q-{seq:03}",
        "dunning": {
            "levels": [
                {"days": 7},
                {"days": 21, "fee": "5.00", "texts": {"de": "Bitte zahlen Sie jetzt."}},
                {"days": 35, "fee": "10.00", "percent": "9"},
            ],
            "bill_fees": False,
        },
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

_LONG = "Bundesverband der freiberuflichen Wirtschaftsprüferinnen und Steuerberater Nordwest e. V."
_ACME = FULL["clients"][0]
BUSY = {
    **FULL,
    "clients": [
        {
            **_ACME,
            "address": {"lines": ["12 Shop Street"], "city": "Galway", "country": "IE"},
            "po_required": True,
            "contacts": [
                {"name": "Jo Murphy", "email": "jo@acme.example", "billing": True},
                {"name": "Pat Ó Súilleabháin-Fitzgerald", "phone": "+353 91 555 1234"},
            ],
            "sites": [{"name": "Surgery", "address": {"lines": ["12 Shop Street"]}}],
            "users": [{"name": "Jo Murphy", "type": "standard", "active": [["2026-01-01", None]]}],
            "devices": [
                *_ACME["devices"],
                {"name": "PC-03", "type": "workstation", "active": [["2026-01-01", "2026-06-01"]]},
            ],
            "rates": [{"work_type": "Remote", "rate": "95.00"}, {"rate": "105.00"}],
        },
        {
            "code": "LONG",
            "name": _LONG,
            "contacts": [{"name": "Dr. Maximiliane Freifrau von und zu Oberniederhausen"}],
            "agreements": [
                {
                    "number": "A-2026-00000017",
                    "name": "Managed workplace, servers, telephony and everything that has a plug",
                    "type": "Managed IT",
                    "start": "2025-01-01",
                    "fee": "123456.78",
                    "fee_taxes": ["VAT23"],
                },
                {
                    "number": "A-7",
                    "name": "Nothing set up",
                    "start": "2026-01-01",
                    "end": "2026-06-01",
                    "additions": [
                        {
                            "name": "Phones",
                            "item": "SMS",
                            "counts": {"devices": "phone"},
                            "price": "0.00",
                        }
                    ],
                },
            ],
        },
        {"code": "BARE", "name": "Bare Ltd"},
    ],
}
"""The same with what makes a window hard to lay out: long names, many rows, old mistakes."""
CATALOG = ("items", "roles", "work_types", "taxes")
NOTHING = {"format": "accord/1", "company": COMPANY["company"]}
"""A company on its first day."""


def paths(services, most=99):
    """Every record that has a form, with the page it opens on; at most so many of each section."""
    found = [("settings", ("company",))]
    seen = {}
    for row in services.catalog.list():
        seen[row.section] = seen.get(row.section, 0) + 1
        if row.section != "company" and seen[row.section] <= most:
            noun = "catalog" if row.section in CATALOG else "settings"
            found.append((noun, (row.section, row.key)))
    found += [("clients", ("clients", row.code)) for row in services.clients.list()[:most]]
    found += [("agreements", row.path) for row in services.agreements.list()[:most]]
    return found
