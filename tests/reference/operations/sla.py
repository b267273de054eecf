"""SLA clocks: the state of a ticket's promises."""

from app.domain.sla import evaluate
from app.domain.sla_policy import Category, Metric, Reopen, SlaPolicy, Target, UpdateMode
from app.domain.sla_rules import SlaRules, single
from app.domain.sla_state import Clock
from app.domain.ticket import Basis, Event, EventType, Ticket
from tests.reference.operations import Given, operation
from tests.reference.operations._calendars import calendar_of, instant


@operation("sla_due")
@operation("sla_state")
def _sla_state(given: Given) -> dict[str, object]:
    created, *_ = events = given["events"]
    ticket = Ticket(
        "T",
        "C",
        instant(created["at"]),
        created.get("priority", ""),
        created.get("agreement", ""),
        events=tuple(_event(each) for each in events),
    )
    now = instant(given.get("now") or events[-1]["at"])
    known = instant(given["known_at"]) if "known_at" in given else None
    state = evaluate(ticket, _rules(given), now, known)
    return {metric.value: _clock(state.current(metric)) for metric in Metric}


def _rules(given: Given) -> SlaRules:
    own = {name: calendar_of(each, name) for name, each in given.get("calendars", {}).items()}
    policy = given["policy"]
    targets = {
        priority: Target(
            {Metric(metric): seconds for metric, seconds in target.items()},
            priority if priority in own else "",
        )
        for priority, target in policy["targets"].items()
    }
    choices = {
        "update_mode": UpdateMode,
        "reopen": Reopen,
        "resolve_counts_as_response": bool,
        "at_risk_percent": int,
        "pauses": lambda names: frozenset(map(Category, names)),
        "pause_metrics": lambda names: frozenset(map(Metric, names)),
    }
    chosen = {key: make(policy[key]) for key, make in choices.items() if key in policy}
    hours = calendar_of(given["calendar"])
    return single(SlaPolicy("Policy", hours.name, targets, **chosen), hours, *own.values())


def _event(given: Given) -> Event:
    kind = EventType(given["type"])
    category = given.get("to" if kind is EventType.STATUS else "status", "active")
    return Event(
        kind,
        instant(given["at"]),
        instant(given["recorded_at"]) if "recorded_at" in given else None,
        id=given.get("id", ""),
        to=given.get("to") or "",
        category=Category(category),
        basis=Basis(given.get("basis", "from_start")),
        metric=Metric(given["metric"]) if given.get("metric") else None,
        due=instant(given["due"]) if given.get("due") else None,
        reason=given.get("reason", ""),
        retracts=given.get("retracts", ""),
        automatic=any(given.get(key) for key in ("auto", "automatic", "auto_reply", "bounce")),
        counts_as_response=given.get("counts_as_response", False),
    )


def _clock(clock: Clock) -> dict[str, object]:
    return {
        "state": clock.state.value,
        "elapsed": clock.elapsed,
        "target": clock.target,
        "remaining": clock.remaining,
        "due": clock.due,
        "due_if_resumed": clock.resumed,
        "start": clock.start,
        "stop": clock.stop,
        "running": clock.running,
        "priority": clock.priority,
    }
