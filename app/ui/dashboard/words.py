"""What the dashboard says of its figures."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from app.domain.money import Money
from app.domain.sentence import N_
from app.ui.cells import Pill
from app.ui.dashboard.panel import Fact
from app.ui.desk import Numbers
from app.ui.icons import Icon
from app.ui.tokens import Ink, Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.domain.dashboard import Dashboard
    from app.services.billing import Readiness, Review, ReviewRow
    from app.services.sla import Pressing
    from app.ui.kit import Kit

    Go = Callable[[str, object], None]

_MORNING_ENDS, _EVENING_BEGINS = 12, 18
_SHOWN = 5


def greeting(kit: Kit, found: Dashboard) -> str:
    """A word for the time of day."""
    hour = found.moment.hour
    if hour < _MORNING_ENDS:
        return kit.language.say("Good morning")
    evening, afternoon = kit.language.say("Good evening"), kit.language.say("Good afternoon")
    return evening if hour >= _EVENING_BEGINS else afternoon


def hours(kit: Kit, minutes: int) -> str:
    """Worked time: `23 h 40 m`."""
    return kit.language.say("{hours} h {minutes} m", hours=minutes // 60, minutes=minutes % 60)


def sums(kit: Kit, amounts: Sequence[Money], currency: str) -> tuple[str, str]:
    """The sum in the company's own currency, and those in others in a few words."""
    own = Money.total((one for one in amounts if one.currency == currency), currency)
    others = [one for one in amounts if one.currency != currency and one]
    told = ", ".join(kit.language.money(one) for one in others)
    return kit.language.money(own), kit.language.say("and {amounts}", amounts=told) if told else ""


def change(kit: Kit, now: Money, before: Money) -> Pill | None:
    """How much more or less, in percent; nothing where it cannot be told."""
    if not before.minor or now.minor == before.minor:
        return None
    tenths = abs(now.minor - before.minor) * 1000 // abs(before.minor)
    is_more = now.minor > before.minor
    figure = kit.language.percent(Decimal(tenths) / 10)
    sign = "+" if is_more else "−"
    icon = Icon.TREND_UP if is_more else Icon.TREND_DOWN
    return Pill(f"{sign}{figure}", Tone.OK if is_more else Tone.WARN, icon)


def promises(kit: Kit, found: Pressing) -> tuple[Pill, str]:
    """How the promises on tickets stand, and which one is the most pressing."""
    say = kit.language.say
    rows = (*found.breached, *found.at_risk)
    if not rows:
        return Pill(say("All on track"), Tone.OK, Icon.CHECK_CIRCLE), ""
    if found.breached:
        pill = Pill(say("{count} overdue", count=len(found.breached)), Tone.BAD, Icon.WARNING)
    else:
        pill = Pill(say("At risk"), Tone.WARN, Icon.WARNING)
    first = rows[0]
    return pill, say("{number} of {client}", number=first.number, client=first.client_name)


def unbilled(review: Review) -> list[Money]:
    """What is proposed, net, a sum for each currency."""
    found: dict[str, Money] = {}
    for each in review.rows:
        if each.proposal:
            net = each.proposal.net
            found[net.currency] = found.get(net.currency, Money.zero(net.currency)) + net
    return list(found.values())


def of_readiness(review: Review, *kinds: Readiness) -> list[ReviewRow]:
    """The rows that are so far."""
    return [found for found in review.rows if found.readiness in kinds]


def to_check(review: Review) -> int:
    """How many clients wait for a look or are blocked."""
    from app.services.billing import Readiness

    return len(of_readiness(review, Readiness.LOOK, Readiness.BLOCKED))


def attention(kit: Kit, found: Dashboard, review: Review | None, go: Go) -> Iterator[Fact]:
    """What needs the person, most pressing first, a few at most."""
    say, tell = kit.language.say, kit.language.tell
    rows = _held_up(review) if review else []
    room = _SHOWN
    if found.overdue:
        oldest = found.overdue[0]
        count = len(found.overdue)
        text = kit.counted(count, N_("1 invoice is overdue"), N_("{count} invoices are overdue"))
        note = say(
            "{number} of {client} for {count} days",
            number=oldest.bill.number,
            client=found.names.get(oldest.bill.client, oldest.bill.client),
            count=oldest.days_late(found.today),
        )
        numbers = Numbers(tuple(each.bill.number for each in found.overdue))
        act = partial(go, "documents", numbers)
        yield Fact(Icon.HOURGLASS, Ink.WARN, text, note, say("Show"), act)
        room -= 1
    for each in rows[:room]:
        is_blocked = not _is_only_to_see(each)
        yield Fact(
            Icon.BLOCKED if is_blocked else Icon.WARNING_FULL,
            Ink.BAD if is_blocked else Ink.WARN,
            each.name,
            tell(each.summary),
            say("Look"),
            partial(go, "billing", each.client),
        )


def _held_up(review: Review) -> list[ReviewRow]:
    from app.services.billing import Readiness

    rows = of_readiness(review, Readiness.BLOCKED, Readiness.LOOK)
    return sorted(rows, key=_is_only_to_see)


def _is_only_to_see(found: ReviewRow) -> bool:
    from app.services.billing import Readiness

    return found.readiness is not Readiness.BLOCKED


def month_end(kit: Kit, review: Review, go: Go) -> Iterator[Fact]:
    """How far the month end is."""
    from app.services.billing import Readiness
    from app.ui.billing.state import Show

    say = kit.language.say
    ready = of_readiness(review, Readiness.READY)
    look = of_readiness(review, Readiness.LOOK)
    blocked = of_readiness(review, Readiness.BLOCKED)
    for rows, icon, ink, one, many, offer, show in (
        (
            ready,
            Icon.CHECK_CIRCLE_FULL,
            Ink.OK,
            N_("1 document ready to issue"),
            N_("{count} documents ready to issue"),
            say("Review"),
            Show.READY,
        ),
        (
            look,
            Icon.WARNING_FULL,
            Ink.WARN,
            N_("1 needs a look"),
            N_("{count} need a look"),
            say("Look"),
            Show.TO_CHECK,
        ),
        (
            blocked,
            Icon.BLOCKED,
            Ink.BAD,
            N_("1 is blocked"),
            N_("{count} are blocked"),
            say("Fix"),
            Show.TO_CHECK,
        ),
    ):
        if rows or show is Show.READY:
            amounts = [each.proposal.net for each in rows if each.proposal]
            note = _net(kit, amounts) if rows is ready else _names(rows)
            text = kit.counted(len(rows), one, many)
            yield Fact(icon, ink, text, note, offer, partial(go, "billing", show))


def calm(text: str, note: str) -> Fact:
    """Nothing is to be done."""
    return Fact(Icon.CHECK_CIRCLE_FULL, Ink.OK, text, note)


def _net(kit: Kit, amounts: Sequence[Money]) -> str:
    by: dict[str, Money] = {}
    for one in amounts:
        by[one.currency] = by.get(one.currency, Money.zero(one.currency)) + one
    told = " · ".join(kit.language.money(one) for one in by.values())
    return kit.language.say("{amounts} net", amounts=told) if told else ""


def _names(rows: Sequence[ReviewRow]) -> str:
    return ", ".join(each.name for each in rows)


def week(kit: Kit, found: Dashboard, go: Go) -> Iterator[Fact]:
    """What was done this week, and what comes up."""
    say = kit.language.say
    share = found.billable_minutes * 100 // found.minutes if found.minutes else 0
    note = say(
        "{time} billable ({percent} %)", time=hours(kit, found.billable_minutes), percent=share
    )
    text = say("{time} logged", time=hours(kit, found.minutes))
    nothing = say("Nothing logged yet")
    yield Fact(
        Icon.CLOCK,
        Ink.ACCENT_TEXT,
        text if found.minutes else nothing,
        note if found.minutes else say("Time you log is billed at the month end."),
        say("Show") if found.minutes else "",
        partial(go, "time", None) if found.minutes else None,
    )
    issued = [each for each in found.revenue[-1:] if each.total]
    if issued:
        month = kit.language.date(issued[0].month, "LLLL")
        text = say("{amount} invoiced in {month}", amount=issued[0].total, month=month)
        act = partial(go, "documents", issued[0].month)
        note = say("Net, without tax")
        yield Fact(Icon.DOCUMENTS, Ink.ACCENT_TEXT, text, note, say("Show"), act)
    if found.ending:
        count = len(found.ending)
        text = kit.counted(
            count,
            N_("1 agreement ends within 30 days"),
            N_("{count} agreements end within 30 days"),
        )
        note = ", ".join(each.client for each in found.ending)
        act = partial(go, "agreements", Numbers(tuple(each.number for each in found.ending)))
        yield Fact(Icon.CALENDAR, Ink.WARN, text, note, say("Show"), act)
