"""SLA clocks from a workbook to the service, the command line and back out."""

import copy
import csv
import json
from contextlib import contextmanager
from datetime import date, datetime

import pytest

from app.bootstrap import desk
from app.cli.main import run
from app.domain.errors import InvalidError
from app.domain.period import Period
from app.domain.sla_policy import Metric
from app.domain.sla_state import State
from app.storage.sla import NoSuchTicketError

OFFICE = {"hours": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}
WORKBOOK = {
    "format": "accord/1",
    "company": {"name": "Harbour IT", "timezone": "Europe/Dublin"},
    "calendars": [
        {"name": "Office", **OFFICE, "closed": ["*-12-25", "2026-10-26"]},
        {"name": "Round the clock", "always_open": True},
        {"name": "Oslo", "timezone": "Europe/Oslo", **OFFICE},
    ],
    "sla_policies": [
        {
            "name": "Gold",
            "calendar": "Office",
            "targets": {
                "P1": {
                    "first_response": "30m",
                    "update": "2h",
                    "resolution": "4h",
                    "calendar": "Round the clock",
                },
                "P3": {"first_response": "4h", "resolution": "2d"},
            },
        },
        {
            "name": "House",
            "default": True,
            "calendar": "Office",
            "pauses": ["waiting_client", "waiting_vendor"],
            "pause_metrics": ["first_response", "resolution"],
            "targets": {"P3": {"resolution": "3d4h30m"}},
        },
    ],
    "agreement_types": [{"name": "Managed", "sla": "Gold"}],
    "clients": [
        {
            "code": "ACME",
            "name": "Acme Ltd",
            "sla": [["2026-06-01", "Gold"]],
            "agreements": [
                {"number": "A-1", "start": "2026-01-01", "type": "Managed"},
                {"number": "A-2", "start": "2026-01-01", "sla": [["2026-10-06", "Gold"]]},
            ],
        },
        {"code": "NORTH", "timezone": "America/New_York"},
    ],
    "tickets": [
        {
            "number": "T-1",
            "client": "ACME",
            "agreement": "A-1",
            "summary": "VPN down",
            "priority": "P1",
            "opened": "2026-10-05T09:12:00+01:00",
            "events": [
                {"at": "2026-10-05T09:30:00+01:00", "type": "agent_reply"},
                {
                    "at": "2026-10-05T10:00:00+01:00",
                    "type": "status",
                    "to": "With the client",
                    "category": "waiting_client",
                },
                {"at": "2026-10-05T11:00:00+01:00", "type": "client_message", "id": "m1"},
                {"at": "2026-10-05T12:00:00+01:00", "type": "status", "to": "resolved"},
            ],
        },
        {
            "number": "T-2",
            "client": "NORTH",
            "priority": "P3",
            "opened": "2026-10-05T13:00:00+00:00",
        },
    ],
}


class TurningClock:
    def __init__(self, text="2026-10-05T12:00+00:00"):
        self.turn(text)

    def turn(self, text):
        self.moment = datetime.fromisoformat(text)

    def now(self):
        return self.moment


@pytest.fixture
def clock():
    return TurningClock()


@contextmanager
def opened(folder, clock, workbook=WORKBOOK, name="desk"):
    with desk(folder / f"{name}.accord", create=True, clock=clock) as services:
        if workbook:
            services.workbook.take_in([json.dumps(workbook).encode()])
        yield services


def patch(services, **sections):
    services.workbook.take_in([json.dumps({"format": "accord/1", **sections}).encode()])


def at(text):
    return datetime.fromisoformat(text)


def clock_of(services, number, metric, when):
    (row,) = services.sla.show(at(when), ticket=number)
    return row.state.current(Metric(metric))


def test_a_ticket_is_judged_by_its_agreements_type_and_its_prioritys_calendar(tmp_path, clock):
    with opened(tmp_path, clock) as services:
        response = clock_of(services, "T-1", "first_response", "2026-10-05T20:00Z")
        assert (response.policy, response.calendar) == ("Gold", "Round the clock")
        assert (response.state, response.elapsed) == (State.MET, 18 * 60)
        resolution = clock_of(services, "T-1", "resolution", "2026-10-05T20:00Z")
        assert (resolution.state, resolution.elapsed) == (State.MET, (48 + 60) * 60)


def test_a_client_without_a_policy_has_the_companys_and_its_own_zone(tmp_path, clock):
    with opened(tmp_path, clock) as services:
        found = clock_of(services, "T-2", "resolution", "2026-10-05T13:00Z")
        assert (found.policy, found.target) == ("House", (3 * 8 + 4) * 3600 + 1800)
        assert found.due == at("2026-10-08T13:30-04:00")


def test_a_dated_policy_of_an_agreement_holds_from_its_day(tmp_path, clock):
    ticket = {"number": "T-3", "client": "ACME", "agreement": "A-2", "priority": "P3"}
    with opened(tmp_path, clock) as services:
        patch(services, tickets=[{**ticket, "opened": "2026-05-05T09:00:00+01:00"}])
        assert clock_of(services, "T-3", "resolution", "2026-05-05T09:00Z").policy == "House"
        assert clock_of(services, "T-3", "resolution", "2026-07-05T09:00Z").policy == "Gold"
        assert clock_of(services, "T-3", "resolution", "2026-10-06T09:00Z").policy == "Gold"


def test_out_and_in_again_gives_the_same_bytes(tmp_path, clock):
    with opened(tmp_path, clock) as services:
        patch(services, calendars=[{"name": "Office", "closed": []}])
        first = services.workbook.hand_out()
    with opened(tmp_path, clock, workbook=None, name="other") as services:
        services.workbook.take_in([first])
        assert services.workbook.hand_out() == first


def test_what_is_as_it_would_be_anyway_is_left_out(tmp_path, clock):
    with opened(tmp_path, clock) as services:
        record = json.loads(services.workbook.hand_out())
    gold = record["sla_policies"][0]
    assert set(gold) == {"name", "calendar", "targets"}
    assert record["tickets"][0]["events"][0] == {
        "at": "2026-10-05T08:30:00+00:00",
        "type": "agent_reply",
    }


def test_a_holiday_added_later_leaves_finished_clocks_as_they_were(tmp_path, clock):
    more = {"number": "T-4", "client": "ACME", "agreement": "A-1", "priority": "P3"}
    open_ = {**more, "number": "T-5", "opened": "2026-10-05T09:00:00+01:00"}
    done = {
        **more,
        "opened": "2026-10-05T09:00:00+01:00",
        "events": [{"at": "2026-10-07T10:00:00+01:00", "type": "status", "to": "resolved"}],
    }
    with opened(tmp_path, clock) as services:
        patch(services, tickets=[done, open_])
        before = clock_of(services, "T-4", "resolution", "2026-10-09T09:00Z")
        clock.turn("2026-10-08T12:00+00:00")
        patch(services, calendars=[{"name": "Office", "closed": ["2026-10-06"]}])
        after = clock_of(services, "T-4", "resolution", "2026-10-09T09:00Z")
        assert (before.state, after.state) == (State.MISSED, State.MISSED)
        assert after.elapsed == before.elapsed == 17 * 3600
        still = clock_of(services, "T-5", "resolution", "2026-10-07T10:00+01:00")
        assert still.elapsed == 17 * 3600
        later = clock_of(services, "T-5", "resolution", "2026-10-09T09:00+01:00")
        assert later.elapsed == 3 * 8 * 3600


def test_a_policy_edited_in_a_window_is_kept_as_it_was_too(tmp_path, clock):
    with opened(tmp_path, clock) as services:
        clock.turn("2026-10-06T12:00+00:00")
        done = services.editing.save({"sla_policies": [{"name": "Gold", "at_risk_percent": 60}]})
        record = services.editing.record("sla_policies", "Gold")
        assert [each["until"] for each in record["earlier"]] == ["2026-10-06T12:00:00+00:00"]
        services.editing.undo(done)
        assert "earlier" not in services.editing.record("sla_policies", "Gold")


def test_without_tickets_nothing_is_kept(tmp_path, clock):
    with opened(tmp_path, clock, {**WORKBOOK, "tickets": []}) as services:
        patch(services, calendars=[{"name": "Office", "closed": []}])
        assert b"earlier" not in services.workbook.hand_out()


def test_an_unknown_ticket_is_refused_by_its_number(tmp_path, clock):
    with opened(tmp_path, clock) as services, pytest.raises(NoSuchTicketError, match="T-99"):
        services.sla.show(ticket="T-99")


def test_the_report_counts_what_stopped_in_the_clients_days(tmp_path, clock):
    late = {
        "number": "T-6",
        "client": "NORTH",
        "priority": "P3",
        "opened": "2026-09-01T13:00:00+00:00",
        "events": [{"at": "2026-10-01T03:59:59+00:00", "type": "status", "to": "resolved"}],
    }
    clock.turn("2026-11-20T12:00+00:00")
    with opened(tmp_path, clock) as services:
        patch(services, tickets=[late])
        september = Period(date(2026, 9, 1), date(2026, 10, 1))
        (north,) = services.sla.report(september)
        assert (north.client, [told.ticket for told in north.missed]) == ("NORTH", ["T-6"])
        october = Period(date(2026, 10, 1), date(2026, 11, 1))
        acme, north = services.sla.report(october)
        assert {(c.metric, c.met, c.missed) for c in acme.counts} == {
            (Metric.FIRST_RESPONSE, 1, 0),
            (Metric.UPDATE, 1, 0),
            (Metric.RESOLUTION, 1, 0),
        }
        assert acme.share == 1
        assert (north.share, [told.ticket for told in north.overdue]) == (None, ["T-2"])
        assert services.sla.report(october, client="ACME") == (acme,)


# From here on through the command line.


@pytest.fixture
def accord(tmp_path, capsys):
    file = tmp_path / "workbook.json"
    file.write_text(json.dumps(WORKBOOK), encoding="utf-8")

    def asked(*argv, status=0):
        assert run(["--data", str(tmp_path / "desk.accord"), *argv]) == status
        out, err = capsys.readouterr()
        return err if status else out

    asked("import", str(file))
    return asked


def test_the_command_tells_a_tickets_clocks_with_the_intervals_that_counted(accord):
    told = json.loads(accord("sla", "T-1", "--at", "2026-10-05T10:30:00+01:00", "--json"))
    (ticket,) = told["tickets"]
    clock = ticket["resolution"]
    assert (ticket["status"], clock["state"], clock["elapsed"]) == (
        "waiting_client",
        "paused",
        48 * 60,
    )
    assert [(each["what"], each["seconds"]) for each in clock["intervals"]] == [
        ("counted", 48 * 60),
        ("paused", 30 * 60),
    ]
    assert clock["due_if_resumed"] == "2026-10-05T12:42:00+00:00"
    assert ticket["badge"] == "resolution"


def test_the_command_speaks_to_people(accord):
    text = accord("sla", "--at", "2026-10-05T10:30:00+01:00", "--explain")
    assert "T-1  ACME  P1  VPN down" in text
    assert "first response: met, 18 min of 30 min" in text
    assert "resolution: paused, 3 h 12 min left" in text
    assert "T-2" not in text


def test_the_command_can_leave_out_what_is_finished(accord):
    text = accord("sla", "--at", "2026-10-06T10:30:00+01:00", "--open")
    assert "T-2" in text
    assert "T-1" not in text


@pytest.mark.parametrize("instant", ["2026-10-05", "2026-10-05T09:00", "noon"])
def test_an_instant_without_an_offset_is_wrong_usage(accord, instant, capsys):
    with pytest.raises(SystemExit) as stopped:
        accord("sla", "--at", instant)
    assert stopped.value.code == 2
    assert "is not an instant such as" in capsys.readouterr().err


def test_the_report_is_told_as_text_json_and_table(accord, tmp_path):
    days = ("--from", "2026-10-01", "--to", "2026-11-01", "--client", "ACME")
    assert "first response P1: 1 of 1 met (100%)" in accord("report", "sla", *days)
    (client,) = json.loads(accord("report", "sla", *days, "--json"))["clients"]
    assert (client["client"], client["met_percent"]) == ("ACME", "100.0")
    accord("report", "sla", *days, "--csv", str(tmp_path / "sla.csv"))
    with (tmp_path / "sla.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["metric"], row["met"], row["median"]) for row in rows] == [
        ("first_response", "1", "1080"),
        ("update", "1", "3600"),
        ("resolution", "1", "6480"),
    ]
    assert "is not after" in accord(
        "report", "sla", "--from", "2026-11-01", "--to", "2026-11-01", status=1
    )


def put(path, value):
    """The workbook with one thing put into it, somewhere deep."""
    workbook = copy.deepcopy(WORKBOOK)
    here = workbook
    for key in path[:-1]:
        here = here[key]
    if isinstance(here, list):
        here.insert(path[-1], value)
    else:
        here[path[-1]] = value
    return workbook


EVENTS = ("tickets", 0, "events", 4)
LATER = "2026-10-05T13:00:00+01:00"


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("calendars", 0, "timezone"), "Mars", "calendars[0].timezone: Mars is not a time zone"),
        (("calendars", 0, "hours"), {}, "calendars[0].hours: has no open time"),
        (("calendars", 0, "hours"), {"mon": []}, "calendars[0].hours: has no open time"),
        (
            ("calendars", 0, "hours"),
            {"mon": [["09:00", "09:00"]]},
            "calendars[0].hours.mon[0]: opens at 09:00 and closes at 09:00",
        ),
        (("calendars", 0, "hours"), {"mon": [["9", "17:00"]]}, "must be a time of day"),
        (("calendars", 0, "closed"), ["2026-02-30"], "2026-02-30 is not a day of the calendar"),
        (("calendars", 0, "closed"), ["*-02-30"], "2024-02-30 is not a day of the calendar"),
        (
            ("calendars", 0, "days"),
            {"2026-10-26": [["10:00", "12:00"]]},
            "calendars[0].days.2026-10-26: is among the closed days as well",
        ),
        (
            ("calendars", 0, "earlier"),
            [{"until": LATER, **OFFICE}, {"until": LATER, **OFFICE}],
            "calendars[0].earlier[1].until: is not after the one above it",
        ),
        (("sla_policies", 0, "calendar"), "Moon", "there is no calendar Moon"),
        (
            ("sla_policies", 0, "calendar"),
            None,
            "sla_policies[0].targets.P3: has no calendar to be counted by",
        ),
        (("sla_policies", 0, "default"), True, "sla_policies[1].default: Gold is the default"),
        (("sla_policies", 0, "pauses"), ["lunch"], "sla_policies[0].pauses[0]: must be one of"),
        (
            ("sla_policies", 0, "targets", "P3", "resolution"),
            "soon",
            "must be a length of time such as 30m",
        ),
        (("clients", 0, "sla"), "Lead", "clients[0].sla: there is no SLA policy Lead"),
        (("tickets", 0, "priority"), "P9", "no SLA policy knows the priority P9; there are P1, P3"),
        (EVENTS, {"at": LATER, "type": "priority", "to": "p1"}, "events[4].to: no SLA policy"),
        (EVENTS, {"at": LATER, "type": "priority"}, "events[4].to: is missing"),
        (EVENTS, {"at": LATER, "type": "status", "to": "Parked"}, "Parked is not one of active,"),
        (EVENTS, {"at": LATER, "type": "dance"}, "events[4].type: must be one of"),
        (
            EVENTS,
            {"at": "2026-10-05T09:11:59+01:00", "type": "note"},
            "events[4].at: 2026-10-05T08:11:59+00:00 is before the ticket was opened",
        ),
        (EVENTS, {"at": "2026-13-05T09:00:00Z", "type": "note"}, "is not a moment"),
        (
            EVENTS,
            {"at": LATER, "recorded_at": "2026-10-05T12:00:00+01:00", "type": "note"},
            "events[4].recorded_at: is before it happened",
        ),
        (EVENTS, {"at": LATER, "type": "note", "id": "m1"}, "m1 is the id of another event"),
        (EVENTS, {"at": LATER, "type": "retraction", "retracts": "m2"}, "there is no event m2"),
        (EVENTS, {"at": LATER, "type": "excuse", "metric": "update"}, "reason: is missing"),
        (EVENTS, {"at": LATER, "type": "override", "due": LATER}, "metric: is missing"),
        (EVENTS, {"at": LATER, "type": "agreement", "to": "A-9"}, "there is no agreement A-9"),
        (EVENTS, {"at": LATER, "type": "created"}, "is not when the ticket was opened"),
    ],
)
def test_what_cannot_be_judged_is_refused_by_its_place(tmp_path, clock, path, value, said):
    with opened(tmp_path, clock, workbook=None) as services:
        with pytest.raises(InvalidError) as refused:
            services.workbook.take_in([json.dumps(put(path, value)).encode()])
        assert any(said in f"{p.place}: {p.sentence.plain()}" for p in refused.value.problems)
        assert not json.loads(services.workbook.hand_out()).get("tickets")


def test_a_promise_presses_when_little_is_left_of_it_and_once_it_is_broken(tmp_path, clock):
    found = []
    with opened(tmp_path, clock) as services:
        for moment in ("2026-10-05T14:00Z", "2026-10-08T15:00Z", "2026-10-20T12:00Z"):
            clock.turn(moment)
            now = services.sla.pressing()
            found.append([[row.number for row in rows] for rows in (now.at_risk, now.breached)])
    assert found == [[[], []], [["T-2"], []], [[], ["T-2"]]]
