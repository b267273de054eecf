"""A year of month ends: what each proposes once the ones before were billed."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.domain.agreement import Agreement
from app.domain.billing import propose
from app.domain.dated import Dated
from app.domain.facts import Book, ClientFacts
from app.domain.money import Money, Rate
from app.domain.period import Cycle, Timing, Unit
from app.domain.year import outcomes

START = date(2026, 1, 1)
BOOK = Book("EUR", {}, {}, {})
ENDS = [date(2026, month, 28) for month in range(1, 13)]


def client(fee, every=1, timing=Timing.ADVANCE):
    agreement = Agreement(
        "A-1", "Care", START, cycle=Dated.always(Cycle(every, Unit.MONTH, START, timing)), fee=fee
    )
    return ClientFacts("ACME", "Acme", "EUR", agreements=(agreement,))


def nets(facts, throughs=ENDS):
    return [
        str(Money.total((p.net for p in outcome.proposals), "EUR"))
        for outcome in outcomes(BOOK, facts, throughs)
    ]


def test_each_month_is_billed_once():
    fee = Dated.of(
        [(START, Rate(Decimal(100), "EUR")), (date(2026, 6, 1), Rate(Decimal(120), "EUR"))]
    )
    assert nets(client(fee)) == ["100.00 EUR"] * 5 + ["120.00 EUR"] * 7


def test_a_month_that_was_left_out_is_caught_up_with():
    fee = Dated.always(Rate(Decimal(100), "EUR"))
    assert nets(client(fee), ENDS[2:4]) == ["300.00 EUR", "100.00 EUR"]


@given(
    st.lists(st.integers(0, 400), min_size=1, max_size=4),
    st.integers(1, 4),
    st.sampled_from(list(Timing)),
)
def test_the_months_add_up_to_what_one_run_at_the_end_would_bill(amounts, every, timing):
    steps = [
        (date(2026, 1 + 2 * i, 10 if i else 1), Rate(Decimal(n), "EUR"))
        for i, n in enumerate(amounts)
    ]
    facts = client(Dated.of(steps), every, timing)
    once = propose(BOOK, facts, ENDS[-1]).proposals
    parts = [p.net for outcome in outcomes(BOOK, facts, ENDS) for p in outcome.proposals]
    assert Money.total(parts, "EUR") == Money.total((p.net for p in once), "EUR")
