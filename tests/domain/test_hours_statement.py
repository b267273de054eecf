"""What became of prepaid and included hours: each statement goes on where the last one ended."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.agreement import Agreement, Allowance, Answer, Block, CoverageRule, Measure
from app.domain.catalog import WorkType
from app.domain.dated import Dated
from app.domain.facts import Book, ClientFacts, TimeEntry
from app.domain.hours_statement import hours_account
from app.domain.meters import meters
from app.domain.money import Money
from app.domain.period import NEVER, Cycle, Period, Unit

START = date(2026, 1, 1)
BOOK = Book("EUR", {}, {}, {"Remote": WorkType("Remote")})
FREE = Money(0, "EUR")


def month(number, months=1):
    return Period(date(2026, number, 1), date(2026, number + months, 1))


def work(day, minutes, ticket="", name=""):
    start = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    name = name or f"{day}{ticket}"
    entry = TimeEntry(name, day, start, minutes, "Remote", "Engineer", agreement="A-1")
    return replace(entry, ticket=ticket, summary=f"About {ticket}", note="A look around")


def client(*done, allowance=None, blocks=(), end=NEVER):
    rule = CoverageRule(Answer.INCLUDED if allowance else Answer.BLOCK)
    agreement = Agreement(
        "A-1",
        "Care",
        START,
        end,
        cycle=Dated.always(Cycle(1, Unit.MONTH, START)),
        allowance=Dated.always(allowance),
        coverage=Dated.always((rule,)),
    )
    return ClientFacts("ACME", "Acme", "EUR", agreements=(agreement,), time=done, blocks=blocks)


def block(name="B", hours=20, bought=START, expires=NEVER, **more):
    return Block(name, Fraction(hours), bought, expires, FREE, **more)


def sums(source):
    return (source.opening, source.added, source.used, source.expired, source.closing)


def test_a_block_is_bought_used_per_ticket_and_carried_on():
    done = (
        work(date(2026, 1, 5), 90, "T-1"),
        work(date(2026, 1, 7), 30, "T-1"),
        work(date(2026, 1, 9), 60),
        work(date(2026, 2, 2), 45, "T-1"),
    )
    owner = client(*done, blocks=(block(),))
    (first,) = hours_account(owner, BOOK, month(1)).blocks
    assert sums(first) == (0, 20, 3, 0, 17)
    assert [(use.ticket, use.what, use.amount) for use in first.uses] == [
        ("T-1", "About T-1", 2),
        ("", "A look around", 1),
    ]
    assert first.uses[0].period == Period(date(2026, 1, 5), date(2026, 1, 8))
    (second,) = hours_account(owner, BOOK, month(2)).blocks
    assert sums(second) == (17, 0, Fraction(3, 4), 0, Fraction(65, 4))


def test_what_is_left_of_a_block_expires_with_its_last_day_and_is_never_told_again():
    ends = block(expires=date(2026, 2, 1), used=Fraction(5))
    owner = client(work(date(2026, 1, 5), 60), blocks=(ends,))
    (told,) = hours_account(owner, BOOK, month(1)).blocks
    assert sums(told) == (0, 15, 1, 14, 0)
    assert hours_account(owner, BOOK, month(2)).blocks == ()
    (within,) = hours_account(owner, BOOK, month(1, 3)).blocks
    assert sums(within) == sums(told)


def test_a_block_that_is_bought_later_is_left_out():
    owner = client(blocks=(block(bought=date(2026, 3, 1)),))
    assert hours_account(owner, BOOK, month(2)).blocks == ()


def test_included_hours_roll_over_or_expire_period_by_period():
    kept = Allowance(Fraction(10), rollover_periods=1)
    done = (work(date(2026, 1, 5), 240, "T-1"), work(date(2026, 2, 5), 60))
    told = hours_account(client(*done, allowance=kept), BOOK, month(1, 3)).allowances
    assert [sums(each) for each in told] == [
        (0, 10, 4, 0, 6),
        # The hour is drawn from February's own; what January left is gone then.
        (6, 10, 1, 6, 9),
        (9, 10, 0, 9, 10),
    ]
    assert [each.period.start.month for each in told] == [1, 2, 3]


def test_without_rollover_nothing_is_carried_on():
    told = hours_account(client(allowance=Allowance(Fraction(10))), BOOK, month(1)).allowances
    assert [sums(each) for each in told] == [(0, 10, 0, 10, 0)]


def test_a_period_that_still_runs_lets_nothing_expire_yet():
    owner = client(work(date(2026, 1, 5), 60), allowance=Allowance(Fraction(10)))
    so_far = Period(START, date(2026, 1, 20))
    (told,) = hours_account(owner, BOOK, so_far).allowances
    assert sums(told) == (0, 10, 1, 0, 9)


def test_with_the_agreement_all_that_it_included_ends():
    kept = Allowance(Fraction(10), rollover_periods=3)
    owner = client(allowance=kept, end=date(2026, 2, 1))
    (told,) = hours_account(owner, BOOK, month(1)).allowances
    assert sums(told) == (0, 10, 0, 10, 0)


def test_what_an_allowance_does_not_cover_is_told_with_the_block():
    owner = client(
        work(date(2026, 1, 5), 720), allowance=Allowance(Fraction(10)), blocks=(block(),)
    )
    told = hours_account(owner, BOOK, month(1))
    assert [source.used for source in (*told.allowances, *told.blocks)] == [10, 2]


def test_a_client_without_stock_has_nothing_to_tell():
    told = hours_account(client(work(START, 60)), BOOK, month(1))
    assert (told.blocks, told.allowances) == ((), ())


BLOCKS = st.lists(
    st.tuples(st.integers(1, 12), st.integers(0, 150), st.none() | st.integers(20, 200)),
    max_size=3,
)
DONE = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 300)), max_size=12)


@given(BLOCKS, DONE, st.integers(0, 2), st.integers(1, 200))
def test_statements_follow_one_another_and_agree_with_the_engine(blocks, done, rollover, cut):
    owned = [
        block(
            f"B{i}",
            hours,
            START + timedelta(days=bought),
            NEVER if lasts is None else START + timedelta(days=bought + lasts),
        )
        for i, (hours, bought, lasts) in enumerate(blocks)
    ]
    entries = [
        work(START + timedelta(days=days), minutes, name=f"t{i:02}")
        for i, (days, minutes) in enumerate(done)
    ]
    allowance = Allowance(Fraction(3), rollover_periods=rollover) if rollover else None
    owner = client(*entries, allowance=allowance, blocks=tuple(owned))
    middle = START + timedelta(days=cut)
    first = hours_account(owner, BOOK, Period(START, middle))
    second = hours_account(owner, BOOK, Period(middle, date(2026, 9, 1)))
    closing = {source.name: source.closing for source in first.blocks}
    for source in second.blocks:
        assert source.opening == closing.get(source.name, 0)
    for source in (*first.blocks, *first.allowances, *second.blocks, *second.allowances):
        assert min(sums(source)) >= 0
        assert source.measure is Measure.HOURS
    last = middle - timedelta(days=1)
    metered = {m.name: m.left for m in meters(owner, BOOK, "A-1", last) if m.name}
    assert metered == {
        source.name: source.closing
        for source in first.blocks
        if source.expires is None or source.expires > last
    } | {
        # On its last day a block can still be drawn from; at the day's end the rest is gone.
        source.name: source.expired
        for source in first.blocks
        if source.expires == middle
    }
    if allowance:
        whole = hours_account(owner, BOOK, Period(START, date(2026, 9, 1))).allowances
        for one, following in pairwise(whole):
            assert one.closing == following.opening
