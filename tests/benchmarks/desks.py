"""Large desks: workbooks of so many clients, each with a fee and four additions, and their work."""

import json
from datetime import UTC, date, datetime, timedelta

LINES = 5
START = date(2026, 10, 1)
THROUGH = date(2026, 10, 31)
CLOCK_AT = datetime(2026, 10, 31, 16, tzinfo=UTC)
GOODS = (
    ("BACKUP", "Offsite backup", "GB", "0.045", "1400"),
    ("M365", "Microsoft 365 Business Premium", "licence", "18.10", "12"),
    ("AV", "Endpoint protection", "device", "3.20", "17"),
    ("MON", "Server monitoring", "device", "65.00", "2"),
)


def desk(clients, since=START, entries=(), first=1):
    """A workbook of a company, its catalog and so many clients, numbered from the first."""
    return {
        "format": "accord/1",
        "company": {
            "name": "Sam Carter IT Services",
            "address": {
                "lines": ["14 Dock Street"],
                "city": "Leeds",
                "postal_code": "LS10 1NB",
                "country": "GB",
            },
            "tax_id": "GB980780684",
            "email": "accounts@samcarter.example",
            "currency": "GBP",
            "locale": "en_GB",
            "timezone": "Europe/London",
            "bank": {"holder": "Sam Carter", "account": "12345678", "sort_code": "12-34-56"},
        },
        "taxes": [{"code": "VAT", "name": "VAT", "category": "S", "rates": [["2012-01-01", "20"]]}],
        "items": [
            {"sku": sku, "name": name, "unit": unit, "price": price, "taxes": ["VAT"]}
            for sku, name, unit, price, _ in GOODS
        ],
        "roles": [{"name": "Engineer", "rates": [["2012-01-01", "85.00"]]}],
        "work_types": [{"name": "Remote", "taxes": ["VAT"]}],
        "clients": [client(number, since) for number in range(first, first + clients)],
        "time": list(entries),
    }


def client(number, since):
    code = f"C{number:05}"
    return {
        "code": code,
        "name": f"Client {number} & Partners Ltd",
        "address": {
            "lines": [f"{number} Park Row"],
            "city": "Leeds",
            "postal_code": "LS1 5HD",
            "country": "GB",
        },
        "agreements": [
            {
                "number": f"A-{number:05}",
                "name": "Managed IT",
                "start": since.isoformat(),
                "cycle": {"every": 1, "unit": "month", "anchor": since.isoformat()},
                "fee": f"{400 + number % 97}.00",
                "fee_taxes": ["VAT"],
                "additions": [
                    {"name": name, "item": sku, "quantity": quantity}
                    for sku, name, _, _, quantity in GOODS
                ],
            }
        ],
    }


def work(clients, entries, since, until):
    """So many time entries, spread evenly over the clients and the days before the last."""
    days = (until - since).days
    for number in range(entries):
        day = since + timedelta(days=number * days // entries)
        start = datetime(day.year, day.month, day.day, 9 + number % 7, 15, tzinfo=UTC)
        owner = number % clients + 1
        yield {
            "id": f"T{number:06}",
            "client": f"C{owner:05}",
            "agreement": f"A-{owner:05}",
            "start": start.isoformat(),
            "minutes": 15 + number % 90,
            "work_type": "Remote",
            "role": "Engineer",
            "note": f"Ticket {number}: mail flow stopped after the certificate had expired",
        }


def written(workbook):
    """The workbook as a file's bytes."""
    return json.dumps(workbook).encode()
