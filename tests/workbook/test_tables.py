"""Tables of other programs: read as they come, refused with the line and the column."""

import json
from datetime import UTC, datetime

import pytest

from app.bootstrap import desk
from app.cli.arguments import TABLES
from app.domain.clock import StoppedClock
from app.domain.errors import InvalidError
from app.workbook.tables import KINDS, cells
from app.workbook.tables.grid import NotTableError

CLOCK = StoppedClock(datetime(2026, 3, 31, 12, tzinfo=UTC))
COMPANY = {
    "format": "accord/1",
    "company": {"name": "Harbour IT", "currency": "EUR", "timezone": "Europe/Dublin"},
    "work_types": [{"name": "Remote"}],
    "taxes": [{"code": "VAT23", "rates": [["2012-01-01", "23"]]}],
}
CLIENTS = "Code,Name,City,Country,Net days\nACME,Acme Ltd,Cork,ie,net 30\nBETA,Beta,Galway,IE,\n"


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "desk.accord", create=True, clock=CLOCK) as found:
        found.workbook.take_in([json.dumps(COMPANY).encode()])
        found.workbook.take_in_tables([CLIENTS.encode()], "clients")
        yield found


def exported(services):
    return json.loads(services.workbook.hand_out())


def take(services, text, kind, encoding="utf-8"):
    return services.workbook.take_in_tables([text.encode(encoding)], kind).changed


def problems(services, text, kind):
    before = services.workbook.hand_out()
    with pytest.raises(InvalidError) as caught:
        take(services, text, kind)
    assert services.workbook.hand_out() == before
    return [(each.place, each.sentence.plain()) for each in caught.value.problems]


def test_clients_come_in_with_their_addresses_and_terms(services):
    acme, beta = exported(services)["clients"]
    assert acme["name"] == "Acme Ltd"
    assert acme["address"] == {"city": "Cork", "country": "IE"}
    assert acme["terms"] == {"net_days": 30}
    assert "terms" not in beta


def test_the_same_table_again_changes_nothing(services):
    assert take(services, CLIENTS, "clients") == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_spreadsheets_write_is_read(services, encoding, delimiter):
    cells_ = [["Client", "Name", "Phone"], ["ACME", "Zoë Müller", '"+353; 1, 2"']]
    take(services, "\r\n".join(delimiter.join(row) for row in cells_), "contacts", encoding)
    (contact,) = exported(services)["clients"][0]["contacts"]
    assert contact == {"name": "Zoë Müller", "phone": "+353; 1, 2"}


def test_devices_are_dealt_out_to_their_clients(services):
    text = (
        "Hostname;Customer;Type;Active from;Active until\n"
        "PC-1;ACME;workstation;2026-01-01;\n"
        "PC-9;BETA;server;31.12.2025;15.03.2026\n"
        "PC-2;ACME;workstation;2026-02-01;\n"
    )
    assert take(services, text, "devices") == {"clients": 2}
    acme, beta = exported(services)["clients"]
    assert [each["name"] for each in acme["devices"]] == ["PC-1", "PC-2"]
    assert beta["devices"][0]["active"] == [["2025-12-31", "2026-03-15"]]


def test_time_is_meant_in_the_clients_zone_and_taken_once(services):
    text = (
        "Client,Start,Hours,Activity,Notes\n"
        'ACME,2026-07-01 9:30,"1,5",Remote,"Two\nlines"\n'
        "ACME,2026-01-01,0.25,Remote,\n"
    )
    assert take(services, text, "time") == {"time": 2}
    assert take(services, text, "time") == {}
    first, second = sorted(exported(services)["time"], key=lambda each: each["start"], reverse=True)
    assert datetime.fromisoformat(first["start"]) == datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    assert first["minutes"] == 90
    assert second["minutes"] == 15


def test_expenses_and_items_come_in(services):
    take(services, 'sku,name,price,tax\nSSD1,Disk 1 TB,"€ 1,089.00",VAT23\n', "items")
    take(services, "client,date,item,qty\nACME,2026-03-02,SSD1,2\n", "expenses")
    found = exported(services)
    assert found["items"] == [
        {"sku": "SSD1", "name": "Disk 1 TB", "price": "1089.00", "taxes": ["VAT23"]}
    ]
    assert found["expenses"][0]["quantity"] == "2"


REFUSED = {
    "an unknown client": (
        "devices",
        "client,name,from\nACME,PC-1,2026-01-01\nNOBODY,PC-2,2026-01-01\n",
        ['line 3, column "client"'],
    ),
    "a date with slashes": (
        "devices",
        "client,name,from\nACME,PC-1,01/02/2026\n",
        ['line 2, column "from"'],
    ),
    "no date": ("devices", "client,name,from\nACME,PC-1,\n", ['line 2, column "from"']),
    "a column too many": (
        "contacts",
        "client,name,colour\nACME,Pat,red\n",
        ['line 1, column "colour"'],
    ),
    "a column too few": ("contacts", "client,phone\nACME,1\n", ["line 1"]),
    "ragged rows": ("contacts", "client,name\nACME,Pat,1\nACME\n", ["line 2", "line 3"]),
    "bad numbers": (
        "expenses",
        "client,date,description,price\nACME,2026-01-01,Cable,ten\nACME,2026-02-30,Cable,1\n",
        ['line 2, column "price"', 'line 3, column "date"'],
    ),
    "a wrong currency": ("clients", "code,currency\nZED,euro\n", ['line 2, column "currency"']),
    "an unknown work type": (
        "time",
        "client,start,minutes,work type\nACME,2026-01-01 10:00,30,Dancing\n",
        ['line 2, column "work type"'],
    ),
    "no length": (
        "time",
        "client,start,work type\nACME,2026-01-01 10:00,Remote\n",
        ["line 2"],
    ),
}


@pytest.mark.parametrize(("kind", "text", "places"), REFUSED.values(), ids=REFUSED)
def test_bad_tables_are_refused_at_their_lines(services, kind, text, places):
    found = [place for place, _ in problems(services, text, kind)]
    assert found == places


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"a,b\n\x00,1\n",
        b'code,name\n"ACME,x\n',
        b"\xff\xfea",
        b"code\n" + b"x" * 200_000,
    ],
    ids=["empty", "blank", "bytes", "open quote", "half a letter", "a huge cell"],
)
def test_what_is_no_table_is_said_to_be_none(services, data):
    with pytest.raises(NotTableError):
        services.workbook.take_in_tables([data], "clients")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("12,5", "12.5"),
        ("€ 1 234,00", "1234.00"),
        ("-3.10", "-3.10"),
        ("1,23,4", "1,23,4"),
        ("=1+1", "=1+1"),
    ],
)
def test_numbers(text, value):
    assert cells.number(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("1:30", 90), ("90", 90), ("90m", 90), ("1.5h", 90), ("soon", "soon")]
)
def test_lengths(text, value):
    assert cells.minutes(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.5", 90), ("0,25", 15), ("2", 120), ("0.333", "0.333"), ("-1.5", -90)],
)
def test_hours(text, value):
    assert cells.hours(text) == value


def test_the_command_line_knows_every_kind():
    assert set(TABLES) == set(KINDS)
