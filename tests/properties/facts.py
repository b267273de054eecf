"""Random facts of one client, of every kind, and what the ledger says of what was issued."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from app.domain.agreement import (
    Addition,
    AfterHours,
    Agreement,
    Allowance,
    Answer,
    Block,
    Counts,
    CoverageRule,
    Measure,
    Proration,
    Status,
    Uplift,
)
from app.domain.billing import propose
from app.domain.catalog import Item, Per, Role, Rounding, Tax, WorkType
from app.domain.dated import Dated
from app.domain.deposit import Deposit
from app.domain.discount import Discount
from app.domain.document_discount import DocumentDiscount
from app.domain.facts import Asset, Billed, Book, ClientFacts, Expense, TimeEntry
from app.domain.hours import Calendar
from app.domain.money import Money, Rate
from app.domain.openings import Opening
from app.domain.period import ALWAYS, NEVER, Cycle, Timing, Unit
from app.domain.pricing import Packages, Tier, TierMode, Tiers, per_unit
from app.domain.renewal import Renewal

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
AFTER_ALL = date(2029, 1, 1)
"""A day by which everything dated in the year is due, even a yearly period in arrears."""
END = date(2027, 6, 1)
CURRENCY = "EUR"

DAYS = st.dates(FIRST, LAST)
RATES = st.integers(1, 99_999).map(lambda cents: Rate(Decimal(cents) / 100, CURRENCY))
FINE_RATES = st.integers(1, 10**7).map(lambda n: Rate(Decimal(n).scaleb(-5), CURRENCY))
QUANTITIES = st.one_of(
    st.integers(0, 12).map(Decimal), st.integers(1, 999).map(lambda n: Decimal(n) / 8)
)


def dated(values, most=3):
    """What has held since the start, and some changes of it."""
    later = st.lists(st.tuples(DAYS, values), max_size=most - 1, unique_by=lambda step: step[0])
    return st.builds(lambda value, steps: Dated.of([(ALWAYS, value), *steps]), values, later)


MONTH_STARTS = st.integers(1, 12).map(lambda month: date(2026, month, 1))
CYCLES = st.builds(
    Cycle,
    st.integers(1, 3),
    st.sampled_from([Unit.WEEK, Unit.MONTH, Unit.MONTH, Unit.YEAR]),
    MONTH_STARTS | DAYS,
    st.sampled_from(Timing),
)
STRETCHES = st.lists(DAYS, max_size=4, unique=True).map(
    lambda days: tuple(
        (start, end)
        for start, end in zip(sorted(days)[::2], [*sorted(days)[1::2], NEVER], strict=False)
    )
)
PRORATIONS = st.sampled_from([Proration.DAILY, Proration.DAILY, *Proration])


@st.composite
def additions(draw, name):
    """One addition, typed or counted, with prices of its own or its item's."""
    item = Item(name, name, price=draw(dated(RATES)))
    counts = draw(st.sampled_from([None, Counts("devices", "pc"), Counts("users", "")]))
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start and end and end <= start:
        start = None
    return Addition(
        name,
        item,
        quantity=Dated() if counts else draw(dated(QUANTITIES)),
        counts=counts,
        minimum=Dated.always(draw(st.sampled_from([0, 0, 3]))).map(Decimal),
        pricing=draw(st.just(Dated()) | dated(SCHEMES, 2)),
        discount=draw(st.just(Dated()) | dated(st.none() | DISCOUNTS, 2)),
        proration=draw(st.just(Dated()) | dated(PRORATIONS, 2)),
        taxes=Dated.always(draw(st.sampled_from([(), ("VAT",), ("VAT", "CITY"), ("GST",)]))),
        start=start,
        end=end,
    )


@st.composite
def agreements(draw, number, cycle):
    """An agreement with a cycle that stays and all else as it comes."""
    start = draw(DAYS)
    ends = st.dates(start + timedelta(days=1), END)
    allowance = st.builds(
        Allowance,
        st.integers(0, 8).map(Fraction),
        st.integers(0, 2),
        st.none() | st.integers(0, 5).map(Fraction),
        st.none() | RATES,
        measure=st.sampled_from(Measure),
        weighted=st.booleans(),
        prorate=st.booleans(),
    )
    uplift = st.builds(Uplift, st.sampled_from([Decimal(3), Decimal("2.5")]), st.none() | DAYS)
    return Agreement(
        number,
        number,
        start,
        end=draw(st.just(NEVER) | ends),
        status=draw(dated(st.sampled_from([Status.ACTIVE, Status.ACTIVE, *Status]))),
        cycle=Dated.always(cycle),
        proration=draw(dated(PRORATIONS, 2)),
        fee=draw(st.just(Dated()) | dated(RATES)),
        fee_taxes=Dated.always(("VAT",)),
        fee_discount=draw(st.just(Dated()) | dated(st.none() | DISCOUNTS, 2)),
        additions=tuple(draw(additions(name)) for name in draw(st.sampled_from(["", "x", "xy"]))),
        allowance=draw(st.just(Dated()) | dated(st.none() | allowance, 2)),
        coverage=draw(st.just(Dated()) | dated(st.sampled_from(COVERAGE), 2)),
        after_hours=draw(st.just(Dated()) | dated(st.none() | AFTER_HOURS, 2)),
        uplift=Dated.always(draw(st.none() | uplift)),
        renewal=draw(st.just(Dated()) | dated(st.none() | RENEWALS, 2)),
        discounts=draw(_some(document_discounts([(), ("fee",), ("fee", "x")]), ["Launch"])),
    )


AFTER_HOURS = st.builds(
    AfterHours, st.just("Office"), st.sampled_from([Decimal(2), Decimal("1.25")])
)
DISCOUNTS = st.builds(
    Discount,
    st.just("Loyalty"),
    st.integers(0, 100).map(Decimal),
    st.none() | RATES,
    st.none() | st.integers(1, 3),
)
TIERS = st.builds(
    lambda mode, first, rest, flat: Tiers(
        mode, (Tier(Decimal(3), first, flat), Tier(None, rest, flat))
    ),
    st.sampled_from(TierMode),
    RATES,
    RATES,
    RATES,
)
SCHEMES = st.one_of(
    FINE_RATES.map(per_unit),
    TIERS,
    st.builds(Packages, st.sampled_from([Decimal(2), Decimal(5)]), RATES, st.just(Decimal(1))),
)
RENEWALS = st.builds(Renewal, st.integers(1, 12))
COVERAGE = [
    (),
    (CoverageRule(Answer.INCLUDED),),
    (CoverageRule(Answer.BILLABLE, ("Project",)), CoverageRule(Answer.BLOCK)),
    (CoverageRule(Answer.NO_CHARGE, ("Project",)), CoverageRule(Answer.BILLABLE)),
]


@st.composite
def entries(draw, name):
    """Work of some minutes, for an agreement or for none."""
    day = draw(DAYS)
    start = datetime(day.year, day.month, day.day, draw(st.integers(0, 23)), tzinfo=UTC)
    return TimeEntry(
        name,
        day,
        start,
        draw(st.integers(0, 400)),
        draw(st.sampled_from(["Remote", "Project"])),
        "Engineer",
        agreement=draw(st.sampled_from(["", "A", "B"])),
        ticket=draw(st.sampled_from(["", "T"])),
        rate=draw(st.none() | RATES),
    )


@st.composite
def blocks(draw, name):
    """A block of hours."""
    bought = draw(DAYS)
    expires = draw(st.just(NEVER) | st.dates(bought + timedelta(days=1), END))
    price = Money(draw(st.integers(0, 200_000)), CURRENCY)
    amount = Fraction(draw(st.integers(1, 10)))
    measure = draw(st.sampled_from(Measure))
    return Block(name, amount, bought, expires, price, ("VAT",), measure=measure)


def document_discounts(meant):
    """A percentage or an amount off what falls due together, for a time, on some of it."""
    amounts = st.integers(1, 99_999).map(lambda minor: Money(minor, CURRENCY))
    takes = st.one_of(
        st.builds(dict, percent=st.integers(1, 100).map(Decimal)), st.builds(dict, amount=amounts)
    )
    return lambda name: st.builds(
        lambda since, days, periods, on, take: DocumentDiscount(
            name, since, since + timedelta(days=days), periods=periods, on=on, **take
        ),
        DAYS,
        st.integers(1, 400),
        st.none() | st.integers(1, 3),
        st.sampled_from(meant),
        takes,
    )


def deposits(name):
    """An amount paid ahead, for what one agreement or any charge of the client will owe."""
    return st.builds(
        Deposit,
        st.just(name),
        st.integers(1, 200_000).map(lambda minor: Money(minor, CURRENCY)),
        DAYS,
        st.sampled_from([(), ("VAT",), ("VAT", "CITY")]),
        st.sampled_from(["", "A"]),
    )


def _some(make, names):
    """Some of the records of these names, each as it comes."""
    return st.lists(st.sampled_from(names), unique=True, max_size=len(names)).flatmap(
        lambda found: st.tuples(*(make(name) for name in sorted(found)))
    )


def assets(type_):
    """A device or user in its stretches."""
    return lambda name: st.builds(Asset, st.just(name), st.just(type_), STRETCHES)


def expenses(name):
    """An expense, or a discount given as one."""
    quantity = st.integers(-3, 9).filter(bool).map(Decimal)
    return st.builds(
        Expense, st.just(name), DAYS, st.just("Disk"), st.just("each"), quantity, FINE_RATES
    )


@st.composite
def clients(draw, cycles):
    """All facts of one client, whose agreements A and B keep the cycles they are given."""
    return ClientFacts(
        "ACME",
        "Acme",
        CURRENCY,
        agreements=draw(_some(lambda number: agreements(number, cycles[number]), "AB")),
        devices=draw(_some(assets("pc"), ["pc1", "pc2", "pc3"])),
        users=draw(_some(assets("user"), ["u1", "u2"])),
        time=draw(_some(entries, ["t1", "t2", "t3", "t4"])),
        expenses=draw(_some(expenses, ["e1"])),
        blocks=draw(_some(blocks, ["b1", "b2"])),
        discounts=draw(_some(document_discounts([(), ("A",), ("time", "expense")]), ["Friend"])),
        deposits=draw(_some(deposits, ["d1"])),
    )


@st.composite
def histories(draw):
    """What was believed of a client at each run, and what turned out to be true."""
    cycles = {"A": draw(CYCLES), "B": draw(CYCLES)}
    runs = draw(st.lists(st.tuples(clients(cycles), st.dates(FIRST, END)), max_size=3))
    return runs, draw(clients(cycles))


BOOK = Book(
    CURRENCY,
    {
        "VAT": Tax("VAT", "VAT", rates=Dated.always(Decimal(23))),
        "CITY": Tax("CITY", "City", rates=Dated.always(Decimal("1.5")), compound=True),
        "GST": Tax("GST", "GST", rates=Dated.always(Decimal(10)), inclusive=True),
    },
    {"Engineer": Role("Engineer", Dated.always(Rate(Decimal(97), CURRENCY)))},
    {
        "Remote": WorkType(
            "Remote",
            minimum_minutes=Dated.always(15),
            increment_minutes=Dated.always(15),
            rounding=Dated.always(Rounding.UP),
        ),
        "Project": WorkType(
            "Project",
            multiplier=Dated.always(Decimal("1.5")),
            increment_minutes=Dated.always(60),
            per=Dated.of([(ALWAYS, Per.TICKET), (date(2026, 7, 1), Per.DAY)]),
        ),
    },
    calendars={
        "Office": Calendar("Office", "UTC", ((Opening(8 * 3600, 17 * 3600),),) * 5 + ((), ()))
    },
)


def proposed(client, ledger, through):
    """The lines of all proposals for a client whose ledger says this."""
    outcome = propose(BOOK, replace(client, ledger=ledger), through)
    assert not outcome.is_blocked, outcome.exceptions
    return outcome.proposals


def issued(proposals, ledger, number="INV-1"):
    """What the ledger says once the proposals were issued."""
    found = dict(ledger)
    for line in (line for proposal in proposals for line in proposal.lines):
        before = found.get(line.charge)
        if before and (before.net or line.charged.minor < 0):
            found[line.charge] = replace(before, net=before.net + line.charged)
        else:
            found[line.charge] = Billed(
                line.charged,
                line.source,
                line.title.plain(),
                line.bill_date,
                line.period,
                line.taxes,
                line.po_number,
                line.agreement,
                number,
            )
    return found


def sums(ledger):
    """What each charge came to; what came to nothing is left out."""
    return {charge: billed.net.minor for charge, billed in ledger.items() if billed.net}
