"""Who changed what and when, for every record, in words and as a table."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from app.bootstrap import desk
from app.cli.main import run
from tests.ui.books import CLOCK, FULL


@pytest.fixture
def data(tmp_path):
    return tmp_path / "desk.accord"


@pytest.fixture
def services(data):
    with desk(data, create=True, clock=CLOCK) as found:
        found.workbook.take_in([json.dumps(FULL).encode()])
        yield found


def about(services, subject):
    return [each for each in services.timeline.list().entries if each.about == subject]


EDITS = {
    "company": {"company": {"phone": "1"}},
    "items/WS": {"items": [{"sku": "WS", "cost": "12.00"}]},
    "taxes/VAT23": {"taxes": [{"code": "VAT23", "name": "MwSt"}]},
    "roles/Engineer": {"roles": [{"name": "Engineer", "rates": "120.00"}]},
    "work_types/Remote": {"work_types": [{"name": "Remote", "increment_minutes": 6}]},
    "calendars/Office": {"calendars": [{"name": "Office", "closed": ["2027-01-01"]}]},
    "sla_policies/Gold": {
        "sla_policies": [{"name": "Gold", "targets": {"P1": {"resolution": "8h"}}}]
    },
    "clients/ACME": {"clients": [{"code": "ACME", "phone": "2"}]},
    "tickets/T-1": {
        "tickets": [{"number": "T-1", "client": "ACME", "opened": "2026-01-05T09:00:00+00:00"}]
    },
    "time/t1": {
        "time": [
            {
                "id": "t1",
                "client": "ACME",
                "start": "2026-01-05T09:00:00+00:00",
                "minutes": 30,
                "work_type": "Remote",
            }
        ]
    },
    "expenses/e1": {
        "expenses": [
            {
                "id": "e1",
                "client": "ACME",
                "date": "2026-01-05",
                "description": "Cable",
                "price": "12.00",
            }
        ]
    },
}


@pytest.mark.parametrize(("subject", "edit"), EDITS.items(), ids=EDITS)
def test_every_edit_says_who_what_and_when(services, subject, edit):
    before = services.timeline.list().count
    services.editing.save(edit)
    found = services.timeline.list()
    assert found.count == before + 1
    newest = found.entries[0]
    assert (newest.about, newest.who, newest.did) == (subject, "owner", "change")
    assert newest.at == CLOCK.now()
    [section] = edit
    record = edit[section] if section == "company" else edit[section][0]
    changed = {key for key in newest.now if newest.was.get(key) != newest.now[key]}
    assert set(record) & changed
    assert found.broken_at is None


def test_issuing_and_removing_are_told_too(services):
    review = services.billing.review(date(2026, 1, 31))
    [document] = services.billing.issue(
        [row.proposal for row in review.rows if row.proposal][:1], date(2026, 1, 31)
    )
    [issued] = about(services, document.number)
    assert issued.did == "issue"
    services.editing.save(EDITS["expenses/e1"])
    services.editing.remove("expenses", "e1")
    assert [each.did for each in about(services, "expenses/e1")] == ["remove", "change"]


def test_only_what_bears_on_a_record_is_shown(services):
    services.editing.save({"clients": [{"code": "ACME", "note": "Zoë said: 100 % _sure_"}]})
    for word in ("Zoë said", "100 %", "_sure_", "clients/ACME"):
        assert services.timeline.list(word).entries[0].about == "clients/ACME"
    assert services.timeline.list("100 ?").entries == ()
    assert services.timeline.list(most=2).count > len(services.timeline.list(most=2).entries) == 2


def test_the_table_holds_all_and_no_formula(services):
    services.editing.save({"clients": [{"code": "=1+1", "name": "Evil"}]})
    rows = list(csv.reader(io.StringIO(services.timeline.table().decode("utf-8-sig"))))
    assert rows[0] == ["entry", "at", "who", "did", "about", "was", "now", "told", "hash"]
    assert len(rows) - 1 == services.timeline.list().count
    assert rows[-1][4] == "clients/=1+1"
    assert json.loads(rows[-1][6])["name"] == "Evil"
    kept = json.loads(services.workbook.hand_out())["history"]
    assert [row[-1] for row in rows[1:]] == [each["hash"] for each in kept]
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@"}]


def test_the_command_line_tells_it_and_names_what_was_changed(data, tmp_path, capsys):
    with desk(data, create=True, clock=CLOCK) as services:
        services.workbook.take_in([json.dumps(FULL).encode()])
        services.editing.save(EDITS["clients/ACME"])
        row = services.timeline.list().entries[0].number
    go = ["--data", str(data), "history"]
    assert run([*go, "--about", "ACME", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["broken_at"] is None
    assert told["entries"][0]["now"]["phone"] == "2"
    assert run([*go, "--csv", str(tmp_path / "all.csv")]) == 0
    assert (tmp_path / "all.csv").read_bytes().count(b"\r\n") == row + 1
    assert run([*go, "--most", "1"]) == 0
    assert "clients/ACME" in capsys.readouterr().out
    with closing(sqlite3.connect(data, isolation_level=None)) as file:
        guards = file.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'history'"
        ).fetchall()
        for name, _ in guards:
            file.execute(f"DROP TRIGGER {name}")
        file.execute("UPDATE history SET actor = 'nobody' WHERE id = ?", [row])
        for _, statement in guards:
            file.execute(statement)
    capsys.readouterr()
    assert run([*go, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["broken_at"] == row
