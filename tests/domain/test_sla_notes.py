"""What else bears on a clock: versions, another due time, excuses, an earlier end."""

import pytest

from app.domain.sla_notes import notes
from app.domain.sla_policy import Metric
from app.domain.sla_rules import SlaRules, Versions
from tests.domain.tickets import OFFICE, at, event, judged, policy, ticket


def told(found, now="fri2 12:00", rules=None, metric=Metric.RESOLUTION):
    clock = judged(found, now, rules).current(metric)
    return [note.plain() for note in notes(clock, lambda at: f"{at:%a %H:%M}", lambda s: s // 60)]


def test_a_plain_clock_has_nothing_to_add():
    assert told(ticket(event("status", "mon 12:00", "resolved"))) == []


@pytest.mark.parametrize(
    ("events", "note"),
    [
        (
            (
                event("status", "tue 12:00", "resolved"),
                event("excuse", "wed 09:00", metric="resolution", reason="Flood"),
            ),
            "Excused Wed 09:00: Flood",
        ),
        (
            (
                event(
                    "override", "mon 10:00", metric="resolution", due="fri 10:00", reason="Agreed"
                ),
            ),
            "Due Fri 10:00 in place of the target, since Mon 10:00: Agreed",
        ),
        (
            (event("override", "mon 10:00", metric="resolution", due="fri 10:00"),),
            "Due Fri 10:00 in place of the target, since Mon 10:00.",
        ),
        (
            (
                event("status", "mon 11:00", "resolved"),
                event("status", "tue 09:00", "active"),
            ),
            "First finished Mon 11:00: met, 120 of 480. Then it was opened again.",
        ),
    ],
)
def test_what_was_said_of_a_clock_is_told(events, note):
    assert told(ticket(*events)) == [note]


def test_what_was_overdue_before_a_change_is_told():
    found = ticket(event("priority", "mon 16:00", "P3"), priority="P1")
    assert told(found, "mon 17:00") == ["It was overdue, due Mon 13:00, before a change made room."]


def test_the_versions_that_judged_a_clock_are_told():
    rules = SlaRules(
        {"Gold": Versions(policy(), ((at("tue 09:00"), policy(at_risk_percent=50)),))},
        {"Office": Versions(OFFICE, ((at("wed 09:00"), OFFICE),))},
        default="Gold",
        zone="Europe/Dublin",
    )
    both = [
        "By the terms of Gold as they hold since Tue 09:00.",
        "By the hours of Office as they hold since Wed 09:00.",
    ]
    assert told(ticket(), rules=rules) == both
    stopped = ticket(event("status", "tue 12:00", "resolved"))
    assert told(stopped, rules=rules) == both[:1]
    assert told(ticket(event("status", "mon 12:00", "resolved")), rules=rules) == []
