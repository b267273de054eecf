"""Agreements that mix everything, and labour put together."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.agreement import (
    Addition,
    Allowance,
    Answer,
    Block,
    Counts,
    CoverageRule,
    Labour,
    Measure,
    RateRule,
)
from app.domain.billing import propose
from app.domain.dated import Dated
from app.domain.facts import Asset
from app.domain.money import Money
from app.domain.period import NEVER
from tests.domain.conftest import JANUARY, Make

MIXED = (
    CoverageRule(Answer.BILLABLE, work_types=("Project",)),
    CoverageRule(Answer.BLOCK, roles=("Consultant",)),
    CoverageRule(Answer.INCLUDED),
)
"""Projects are time and materials, consultants use the block, all else is the retainer's."""


def mixed(**terms):
    counted = [
        Addition(
            name, Make.item("12.00"), counts=Counts(what, ""), price=Dated.always(Make.rate(price))
        )
        for name, what, price in (("Seats", "users", "12"), ("PCs", "devices", "45"))
    ]
    retainer = Allowance(
        Fraction(500), overage_rate=Make.rate("90"), measure=Measure.MONEY, rollover_periods=1
    )
    return Make.fee(
        "500.00",
        additions=tuple(counted),
        allowance=Dated.always(retainer),
        coverage=Dated.always(MIXED),
        rates=Dated.always((RateRule(Make.rate("150"), work_type="Project"),)),
        **terms,
    )


def billed(client, through=date(2026, 2, 1), **terms):
    outcome = propose(Make.book(**terms), client, through)
    return [line for proposal in outcome.proposals for line in proposal.lines]


def test_a_retainer_mixes_with_users_devices_blocks_and_projects():
    everyone = tuple(Asset(f"x{i}", "", ((JANUARY, NEVER),)) for i in range(3))
    block = Block("B", Fraction(1), JANUARY, NEVER, Money.rounded(95, "EUR"))
    work = {
        "project": {"minutes": 60, "work_type": "Project"},
        "advice": {"minutes": 90, "role": "Consultant", "rate": Make.rate("200")},
        "help": {"minutes": 240},
        "more": {"minutes": 120},
    }
    time = tuple(
        Make.entry(name, JANUARY + timedelta(days=i), agreement="A", **terms)
        for i, (name, terms) in enumerate(work.items())
    )
    client = Make.client(mixed(), users=everyone, devices=everyone, blocks=(block,), time=time)
    found = {line.charge: line.net.plain() for line in billed(client, date(2026, 1, 31))}
    assert found == {
        "A/fee/2026-01-01": "500.00",
        "A/Seats/2026-01-01": "36.00",
        "A/PCs/2026-01-01": "135.00",
        "block/ACME/B": "95.00",
    }
    found = {
        line.charge: line.net.plain() for line in billed(client) if line.charge.startswith("time/")
    }
    # The consultant uses up the block's hour; six hours at 100 are one more than 500 hold.
    assert found == {
        "time/project": "150.00",
        "time/advice": "100.00",
        "time/more/overage": "90.00",
    }


@pytest.mark.parametrize(
    ("labour", "groups"),
    [
        (Labour.ENTRY, [("a", ""), ("b", ""), ("c", ""), ("d", ""), ("e", "")]),
        (
            Labour.TICKET,
            [("a", "T-1 VPN down"), ("c", "T-1 VPN down"), ("b", "T-2"), ("d", ""), ("e", "")],
        ),
        (
            Labour.WORK_TYPE,
            [("a", "Remote work"), ("b", "Remote work"), ("d", "Remote work"),
             ("c", "Project work"), ("e", "Project work")],
        ),
        (
            Labour.ONE,
            [("a", "Work in January 2026"), ("b", "Work in January 2026"),
             ("c", "Work in January 2026"), ("d", "Work in January 2026"),
             ("e", "Work in February 2026")],
        ),
    ],
)  # fmt: skip
def test_labour_is_put_together(labour, groups):
    entries = (
        Make.entry("a", date(2026, 1, 5), ticket="T-1", summary="VPN down", agreement="A"),
        Make.entry("b", date(2026, 1, 6), ticket="T-2", agreement="A"),
        Make.entry(
            "c", date(2026, 1, 7), ticket="T-1", summary="VPN down", work_type="Project",
            agreement="A",
        ),
        Make.entry("d", date(2026, 1, 8), agreement="A"),
        Make.entry("e", date(2026, 2, 8), work_type="Project", agreement="A"),
    )  # fmt: skip
    for client, terms in (
        (Make.client(Make.agreement(labour=labour), time=entries), {}),
        (Make.client(Make.agreement(), time=entries), {"labour": labour}),
    ):
        found = [
            (line.charge.removeprefix("time/"), line.group.plain() if line.group else "")
            for line in billed(client, date(2026, 3, 1), **terms)
        ]
        assert found == groups


def test_an_adjustment_stands_outside_of_its_row():
    entries = [
        Make.entry(name, date(2026, 1, day), agreement="A") for name, day in (("a", 5), ("b", 6))
    ]
    agreement = Make.agreement(labour=Labour.ONE)
    first = propose(Make.book(), Make.client(agreement, time=tuple(entries)), date(2026, 2, 1))
    ledger = Make.ledger(first)
    later = (
        Make.entry("a", date(2026, 1, 5), 90, agreement="A"),
        entries[1],
        Make.entry("c", date(2026, 1, 7), agreement="A"),
        Make.entry("d", date(2026, 1, 4), agreement="A"),
    )
    client = Make.client(agreement, time=later, ledger=ledger)
    found = [(line.charge, bool(line.group)) for line in billed(client)]
    assert found == [("time/d", True), ("time/c", True), ("time/a", False)]


@pytest.mark.parametrize(
    ("company", "own", "shown"),
    [(False, None, False), (True, None, True), (True, False, False), (False, True, True)],
)
def test_covered_work_is_printed_if_the_agreement_or_else_the_company_says_so(company, own, shown):
    agreement = Make.fee(show_covered=own)
    client = Make.client(agreement, time=(Make.entry(agreement="A"),))
    found = [line for line in billed(client, show_covered=company) if line.charge == "time/t1"]
    assert [line.net.plain() for line in found] == (["0.00"] if shown else [])


@given(
    st.lists(
        st.tuples(
            st.integers(0, 40),
            st.integers(0, 300),
            st.sampled_from(["Remote", "Project"]),
            st.sampled_from(["Engineer", "Consultant"]),
        ),
        max_size=8,
    ),
    st.randoms(),
)
def test_what_is_billed_does_not_depend_on_when_it_is_typed(done, random):
    """Entries that come in one by one, billed in between, come to what they come to at once."""
    entries = [
        Make.entry(
            f"t{i}", JANUARY + timedelta(days=day), minutes, work_type=work_type, role=role,
            rate=None if role == "Engineer" else Make.rate("200"), agreement="A",
        )
        for i, (day, minutes, work_type, role) in enumerate(done)
    ]  # fmt: skip
    block = Block("B", Fraction(2), JANUARY, NEVER, Money.zero("EUR"))
    through = date(2026, 4, 1)
    everything = Make.client(mixed(), time=tuple(entries), blocks=(block,))
    at_once = Make.ledger(propose(Make.book(), everything, through))
    ledger = {}
    typed = random.sample(entries, len(entries))
    for n in range(len(typed) + 1):
        client = Make.client(mixed(), time=tuple(typed[:n]), blocks=(block,), ledger=ledger)
        ledger = Make.ledger(propose(Make.book(), client, through), ledger)
    nets = {key: each.net.minor for key, each in ledger.items() if each.net}
    assert nets == {key: each.net.minor for key, each in at_once.items() if each.net}
    assert all(Decimal(net) >= 0 for net in nets.values())
