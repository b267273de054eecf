"""Warnings: each thing is told once, and rules act as of the moment something fell due."""

from datetime import UTC, datetime, timedelta

import pytest

from app.bootstrap import services_over
from app.domain.clock import StoppedClock
from app.domain.errors import InvalidError
from app.domain.sla_policy import Metric
from app.domain.ticket import EventType
from app.services.alerts import News
from app.storage.store import Store

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
RULES = [
    {"percent": 75, "metric": "resolution", "notify": "Ann"},
    {"percent": 100, "metric": "resolution", "assign": "Bob", "note": "Call the client"},
]


def workbook(*events, escalations=(), **more):
    ticket = {"number": "T-1", "client": "ACME", "priority": "P1", "summary": "VPN down"}
    return {
        "company": {"name": "Harbour IT"},
        "calendars": [{"name": "Always", "always_open": True}],
        "sla_policies": [
            {
                "name": "Gold",
                "default": True,
                "calendar": "Always",
                "targets": {"P1": {"resolution": "4h"}},
                "escalations": list(escalations),
            }
        ],
        "clients": [{"code": "ACME", "name": "Acme Ltd"}],
        "tickets": [{**ticket, "opened": MONDAY.isoformat(), "events": list(events)}],
        **more,
    }


@pytest.fixture
def opened(tmp_path):
    """Opens the file so many hours after the ticket was, and looks."""

    def at(hours, then=lambda services: services.alerts.look()):
        moment = MONDAY + timedelta(hours=hours)
        with Store.open(tmp_path / "a.accord", create=True, clock=StoppedClock(moment)) as store:
            return then(services_over(store, StoppedClock(moment), "en"))

    return at


def set_up(*events, escalations=()):
    return lambda services: services.editing.save(workbook(*events, escalations=escalations))


def told(news):
    return [(each.ticket, each.metric, each.percent, each.at) for each in news.notices]


def happened(services):
    return [
        (event["type"], event.get("to") or event.get("note"), event["at"], event.get("actor"))
        for event in services.editing.record("tickets", "T-1").get("events", ())
    ]


def moment(hours):
    return MONDAY + timedelta(hours=hours)


def test_each_threshold_is_told_once_though_the_program_is_closed_and_opened(opened):
    opened(0, set_up())
    assert opened(1) == News(next=moment(3))
    assert told(opened(3.5)) == [("T-1", Metric.RESOLUTION, 75, moment(3))]
    assert told(opened(3.5)) == []
    assert told(opened(4.1)) == [("T-1", Metric.RESOLUTION, 100, moment(4))]
    assert told(opened(9)) == [("T-1", Metric.RESOLUTION, 110, moment(4.4))]
    assert opened(9) == News()


def test_what_passed_while_it_was_closed_is_summed_up_by_clock(opened):
    opened(0, set_up())
    news = opened(30)
    assert (news.missed, news.at_risk, len(news.notices)) == (1, 0, 1)
    listed = opened(30, lambda services: services.alerts.list())
    assert [each.percent for each in listed] == [110, 100, 75]


def test_a_due_time_that_moved_is_news_again(opened):
    opened(0, set_up())
    opened(5)
    due = {"metric": "resolution", "due": moment(40).isoformat(), "reason": "Agreed"}
    opened(5, set_up({"at": moment(4.5).isoformat(), "type": "override", **due}))
    assert told(opened(6)) == []
    assert told(opened(41))[0][2:] == (100, moment(40))


def test_what_is_done_with_or_waits_for_the_client_is_not_told(opened):
    for to in ("resolved", "waiting_client"):
        opened(0, set_up({"at": moment(1).isoformat(), "type": "status", "to": to}))
        assert told(opened(30)) == []


def test_notices_are_new_until_they_were_seen(opened):
    opened(0, set_up())
    opened(30)
    assert opened(30, lambda services: services.alerts.unseen()) == 3
    opened(30, lambda services: services.alerts.see())
    assert opened(31, lambda services: services.alerts.unseen()) == 0


def test_rules_are_followed_once_as_of_the_moment_they_fell_due(opened):
    opened(0, set_up(escalations=RULES))
    acts = opened(30).acts
    assert [(act.type, act.to, act.at) for act in acts] == [
        (EventType.NOTIFY, "Ann", moment(3)),
        (EventType.ASSIGN, "Bob", moment(4)),
        (EventType.NOTE, "Call the client", moment(4)),
    ]
    assert opened(31).acts == ()
    assert opened(31, happened) == [
        ("notify", "Ann", moment(3).isoformat(), "system"),
        ("assign", "Bob", moment(4).isoformat(), "system"),
        ("note", "Call the client", moment(4).isoformat(), "system"),
    ]


def test_what_rules_did_and_the_rules_go_out_and_come_back_the_same(opened, tmp_path):
    opened(0, set_up(escalations=RULES))
    opened(30)
    file = opened(31, lambda services: services.workbook.hand_out())
    clock = StoppedClock(moment(31))
    with Store.open(tmp_path / "b.accord", create=True, clock=clock) as store:
        services = services_over(store, clock, "en")
        services.workbook.take_in([file])
        policy = services.editing.record("sla_policies", "Gold")
        rest = {key: value for key, value in RULES[1].items() if key != "percent"}
        assert policy["escalations"] == [RULES[0], rest], "all of a target is the default"
        assert services.alerts.look().acts == ()


def test_rules_that_do_nothing_or_name_what_is_not_there_are_refused(opened):
    wrong = [{"percent": 50}, {"priority": "P9"}, {"note": "Look", "priorities": ["P7"]}]
    with pytest.raises(InvalidError) as refused:
        opened(0, set_up(escalations=wrong))
    assert [problem.place for problem in refused.value.problems] == [
        "sla_policies[0].escalations[0]",
        "sla_policies[0].escalations[1].priority",
        "sla_policies[0].escalations[2].priorities[0]",
    ]
