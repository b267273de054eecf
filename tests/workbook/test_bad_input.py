"""Files that are wrong: each is refused with exit 1, names its place and changes nothing."""

import contextlib
import json
import sqlite3
import subprocess
import sys

import pytest

from app.cli.main import run

GOOD = {
    "format": "accord/1",
    "company": {"name": "Harbour IT", "currency": "EUR", "timezone": "Europe/Dublin"},
    "items": [{"sku": "BK", "name": "Backup", "price": "3.50"}],
    "roles": [{"name": "Engineer", "rates": "110.00"}],
    "work_types": [{"name": "Remote"}],
    "clients": [{"code": "ACME", "name": "Acme Ltd", "currency": "EUR"}],
}
CYCLE = {"every": 1, "unit": "month", "anchor": "2026-01-01"}
AGREEMENT = {"number": "A-1", "name": "A-1", "start": "2026-01-01", "cycle": CYCLE}
ENTRY = {
    "id": "t1",
    "client": "ACME",
    "start": "2026-01-05T09:00:00+00:00",
    "minutes": 30,
    "work_type": "Remote",
    "role": "Engineer",
}


@pytest.fixture
def data(tmp_path, capsys):
    """A data file with something in it."""
    path = tmp_path / "desk.accord"
    file = tmp_path / "good.json"
    file.write_text(json.dumps(GOOD), encoding="utf-8")
    assert run(["--data", str(path), "import", str(file)]) == 0
    capsys.readouterr()
    return path


@pytest.fixture
def refused(data, tmp_path, capsys):
    """Import bytes, see that they are refused and change nothing; gives what was said."""

    def import_(content):
        before = data.read_bytes()
        file = tmp_path / "bad.json"
        file.write_bytes(content)
        assert run(["--data", str(data), "import", str(file)]) == 1
        assert data.read_bytes() == before
        out, err = capsys.readouterr()
        assert not out
        assert err.startswith("accord: ")
        assert "Traceback" not in err
        return err

    return import_


def file_of(**sections):
    return json.dumps({"format": "accord/1", **sections}).encode()


def client(**terms):
    return file_of(clients=[{"code": "ACME", **terms}])


def agreement(**terms):
    return client(agreements=[{**AGREEMENT, **terms}])


def addition(**terms):
    return agreement(additions=[{"name": "Backup", "item": "BK", "quantity": "1", **terms}])


def entry(**terms):
    return file_of(time=[{**ENTRY, **terms}])


def device(*stretches):
    return client(devices=[{"name": "PC", "type": "workstation", "active": list(stretches)}])


AGREED = "clients[0].agreements[0]"
ADDED = f"{AGREED}.additions[0]"
PLACES = {
    "unknown key": (file_of(cleints=[]), "cleints"),
    "unknown key of a client": (client(colour="red"), "clients[0].colour"),
    "unknown key of a cycle": (
        agreement(cycle={**CYCLE, "evry": 1}),
        f"{AGREED}.cycle.evry",
    ),
    "unknown key of an agreement": (agreement(cycel=CYCLE), f"{AGREED}.cycel"),
    "section of another type": (file_of(clients={}), "clients"),
    "record of another type": (file_of(clients=["ACME"]), "clients[0]"),
    "number for text": (client(name=7), "clients[0].name"),
    "float for money": (agreement(fee=500.0), f"{AGREED}.fee"),
    "whole number for money": (agreement(fee=500), f"{AGREED}.fee"),
    "nothing for money": (agreement(fee=""), f"{AGREED}.fee"),
    "comma in money": (agreement(fee="1,00"), f"{AGREED}.fee"),
    "exponent in money": (agreement(fee="1e3"), f"{AGREED}.fee"),
    "NaN as text": (agreement(fee="NaN"), f"{AGREED}.fee"),
    "infinity as text": (agreement(fee="Infinity"), f"{AGREED}.fee"),
    "foreign digits": (agreement(fee="١٢"), f"{AGREED}.fee"),
    "huge amount": (agreement(fee="1" + "0" * 20), f"{AGREED}.fee"),
    "far too many digits": (agreement(fee="9" * 5000), f"{AGREED}.fee"),
    "too fine an amount": (agreement(fee="0.0000001"), f"{AGREED}.fee"),
    "huge quantity": (addition(quantity="1" + "0" * 15), f"{ADDED}.quantity"),
    "price below zero": (addition(price="-1.00"), f"{ADDED}.price"),
    "text for minutes": (entry(minutes="30"), "time[0].minutes"),
    "part of a minute": (entry(minutes=30.5), "time[0].minutes"),
    "minutes below zero": (entry(minutes=-30), "time[0].minutes"),
    "yes for minutes": (entry(minutes=True), "time[0].minutes"),
    "naive time": (entry(start="2026-01-05T09:00:00"), "time[0].start"),
    "no moment": (entry(start="yesterday"), "time[0].start"),
    "far moment": (entry(start="9999-12-31T23:00:00-12:00"), "time[0].start"),
    "no such day": (agreement(start="2026-02-30"), f"{AGREED}.start"),
    "day as people write it": (agreement(start="1/2/2026"), f"{AGREED}.start"),
    "a day of no such name": (
        agreement(uplift={"percent": "3", "on": "birthday"}),
        f"{AGREED}.uplift.on",
    ),
    "a country by its name": (
        client(address={"country": "Ireland"}),
        "clients[0].address.country",
    ),
    "an addition named like the fee": (
        agreement(fee="1.00", additions=[{"name": "fee", "item": "BK", "quantity": "1"}]),
        f"{ADDED}.name",
    ),
    "far year": (agreement(start="9999-12-31"), f"{AGREED}.start"),
    "end before start": (agreement(end="2025-12-31"), f"{AGREED}.end"),
    "stretch that ends first": (
        device(["2026-02-01", "2026-01-01"]),
        "clients[0].devices[0].active",
    ),
    "stretches that overlap": (
        device(["2026-01-01", "2026-03-01"], ["2026-02-01", None]),
        "clients[0].devices[0].active",
    ),
    "open stretch before another": (
        device(["2026-01-01", None], ["2026-02-01", None]),
        "clients[0].devices[0].active",
    ),
    "cycle of nothing": (agreement(cycle={**CYCLE, "every": 0}), f"{AGREED}.cycle.every"),
    "cycle of a strange unit": (
        agreement(cycle={**CYCLE, "unit": "fortnight"}),
        f"{AGREED}.cycle.unit",
    ),
    "unknown status": (agreement(status="paused"), f"{AGREED}.status"),
    "unknown item": (addition(item="NOPE"), f"{ADDED}.item"),
    "unknown tax": (agreement(fee="1.00", fee_taxes=["NOPE"]), f"{AGREED}.fee_taxes"),
    "unknown client": (entry(client="NOPE"), "time[0].client"),
    "unknown role": (entry(role="NOPE"), "time[0].role"),
    "unknown work type": (entry(work_type="NOPE"), "time[0].work_type"),
    "unknown agreement": (entry(agreement="NOPE"), "time[0].agreement"),
    "unknown ticket": (entry(ticket="NOPE"), "time[0].ticket"),
    "unknown time zone": (client(timezone="Mars/Base"), "clients[0].timezone"),
    "unknown currency": (client(currency="XQX"), "clients[0].currency"),
    "rules without an end": (
        agreement(coverage=[{"work_types": ["Remote"], "then": "billable"}]),
        f"{AGREED}.coverage",
    ),
    "the same client twice": (
        file_of(clients=[{"code": "B", "name": "B"}, {"code": "B", "name": "C"}]),
        "clients[1].code",
    ),
    "the same addition twice": (
        agreement(additions=[{"name": "x", "item": "BK", "quantity": "1"}] * 2),
        f"{AGREED}.additions[1].name",
    ),
    "a slash in a name": (addition(name="a/b"), f"{ADDED}.name"),
    "another format": (b'{"format": "accord/9"}', "format"),
    "no format": (b"{}", "format"),
    "half a character": (b'{"format": "accord/1", "company": {"name": "\\ud800"}}', "company.name"),
    "a zero byte": (b'{"format": "accord/1", "company": {"name": "a\\u0000b"}}', "company.name"),
}
WORDS = {
    "NaN": (b'{"format": "accord/1", "time": [{"minutes": NaN}]}', "NaN"),
    "infinity": (b'{"format": "accord/1", "time": [{"minutes": -Infinity}]}', "Infinity"),
    "duplicate keys": (b'{"format": "accord/1", "format": "accord/1"}', "'format'"),
    "deep brackets": (b"[" * 20_000 + b"]" * 20_000, "deep"),
    "deep brackets inside": (
        b'{"format": "accord/1", "clients": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
        "deep",
    ),
    "deep objects": (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, "deep"),
    "not UTF-8": ('{"format": "accord/1", "x": "é"}'.encode("latin-1"), "UTF-8"),
    "UTF-16": ('{"format": "accord/1"}'.encode("utf-16"), "UTF-8"),
    "a list": (b"[]", "object"),
    "cut short": (b'{"format": "accord/1",\n "clients": [', "Line 2, column"),
    "nothing": (b"", "Line 1, column 1"),
    "very long number": (b'{"format": "accord/1", "time": [' + b"9" * 10_000 + b"]}", "digits"),
}


@pytest.mark.parametrize(("content", "place"), PLACES.values(), ids=PLACES)
def test_the_place_is_named(refused, content, place):
    told = [line.strip() for line in refused(content).splitlines()[1:]]
    assert any(line.startswith((f"{place}:", f"{place}[")) for line in told), told


@pytest.mark.parametrize(("content", "word"), WORDS.values(), ids=WORDS)
def test_what_is_no_workbook_says_so(refused, content, word):
    assert word in refused(content)


def test_all_problems_are_told_together(refused):
    told = refused(
        file_of(
            clients=[{"code": "ACME", "name": 7, "colour": "red"}],
            time=[{**ENTRY, "minutes": "x"}],
        )
    )
    assert "Problems found: 3." in told
    for place in ("clients[0].name:", "clients[0].colour:", "time[0].minutes:"):
        assert place in told


def test_one_bad_file_of_two_keeps_both_out(data, tmp_path, capsys):
    before = data.read_bytes()
    good, bad = tmp_path / "1.json", tmp_path / "2.json"
    good.write_bytes(file_of(clients=[{"code": "NEW", "name": "New"}]))
    bad.write_bytes(file_of(clients=[{"code": "NEW", "nam": "New"}]))
    assert run(["--data", str(data), "import", str(good), str(bad)]) == 1
    assert "clients[0].nam:" in capsys.readouterr().err
    assert data.read_bytes() == before


def test_a_missing_workbook(data, tmp_path, capsys):
    assert run(["--data", str(data), "import", str(tmp_path / "none.json")]) == 1
    assert "none.json" in capsys.readouterr().err


def test_a_folder_for_a_workbook(data, tmp_path, capsys):
    assert run(["--data", str(data), "import", str(tmp_path)]) == 1
    assert str(tmp_path) in capsys.readouterr().err


def test_a_bad_workbook_makes_no_data_file(tmp_path, capsys):
    file = tmp_path / "bad.json"
    file.write_bytes(b"not JSON")
    assert run(["--data", str(tmp_path / "new.accord"), "import", str(file)]) == 1
    assert not (tmp_path / "new.accord").exists()
    assert "Line 1" in capsys.readouterr().err


COMMANDS = {
    "documents": ["documents"],
    "check": ["check"],
    "bill": ["bill", "--through", "2026-01-01"],
    "credit": ["credit", "INV-1", "--reason", "x"],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_missing_data_file(tmp_path, capsys, command):
    path = tmp_path / "none.accord"
    assert run(["--data", str(path), *command]) == 1
    assert "none.accord" in capsys.readouterr().err
    assert not path.exists()


def another_program(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE other (id INTEGER)")
        connection.commit()


OTHERS = {
    "text": lambda path: path.write_text("hello", encoding="utf-8"),
    "nothing": lambda path: path.write_bytes(b""),
    "only a header": lambda path: path.write_bytes(b"SQLite format 3\x00"),
    "a folder": lambda path: path.mkdir(),
    "another program's": another_program,
}


@pytest.mark.parametrize("make", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_not_our_file(tmp_path, capsys, make, command):
    path = tmp_path / "other.accord"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    assert run(["--data", str(path), *command]) == 1
    assert "other.accord" in capsys.readouterr().err
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_newer_file(data, capsys):
    with contextlib.closing(sqlite3.connect(data)) as connection:
        connection.execute("PRAGMA user_version = 999")
        connection.commit()
    before = data.read_bytes()
    assert run(["--data", str(data), "documents"]) == 1
    assert "newer" in capsys.readouterr().err
    assert data.read_bytes() == before


def test_a_damaged_file(data, capsys):
    content = bytearray(data.read_bytes())
    content[4096 * 2 : 4096 * 12] = b"\xa5" * (4096 * 10)
    data.write_bytes(content)
    assert run(["--data", str(data), "check"]) == 1
    assert "desk.accord" in capsys.readouterr().err
    assert data.read_bytes() == bytes(content)


HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from app.domain.clock import StoppedClock
from app.storage.store import Store

store = Store.open(Path(sys.argv[1]), clock=StoppedClock(datetime(2026, 1, 1, tzinfo=UTC)))
print("open", flush=True)
sys.stdin.read()
store.close()
"""


def test_open_elsewhere(data, capsys):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout.readline() == "open\n"
        assert run(["--data", str(data), "documents"]) == 1
        assert "open in another" in capsys.readouterr().err
        other.stdin.close()
        assert other.wait() == 0
    assert run(["--data", str(data), "documents"]) == 0


@pytest.mark.parametrize(
    "command",
    [
        ["bill", "--through", "tomorrow"],
        ["credit", "INV-1", "--line", "x", "--reason", "x"],
        ["no-such-command"],
    ],
)
def test_wrong_usage(data, command, capsys):
    with pytest.raises(SystemExit) as left:
        run(["--data", str(data), *command])
    assert left.value.code == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("NOPE", ["bill", "--through", "2026-01-01", "--client", "NOPE"]),
        ("INV-1", ["pdf", "INV-1", "out.pdf"]),
        ("INV-1", ["credit", "INV-1", "--reason", "x"]),
    ],
)
def test_what_is_not_there(data, name, command, capsys):
    before = data.read_bytes()
    assert run(["--data", str(data), *command]) == 1
    assert name in capsys.readouterr().err
    assert data.read_bytes() == before
