"""Discounts on documents: what they come off, in which order, and how they follow late facts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.agreement import Addition
from app.domain.billing import propose
from app.domain.charge import ChargeKind
from app.domain.dated import Dated
from app.domain.document_discount import Base, DocumentDiscount, Group, Wanted, taken_off
from app.domain.drafting import document_lines
from app.domain.facts import Decision, Expense, Verdict
from app.domain.money import Money
from app.domain.period import ALWAYS, Cycle, Timing, Unit

JANUARY, FEBRUARY, MARCH = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
VAT, OTHER = Group("", ("VAT",)), Group("", ("OTHER",))


def money(minor):
    return Money(minor, "EUR")


def percent(value, *meant):
    return Wanted(Decimal(value), None, meant)


def amount(minor, *meant):
    return Wanted(Decimal(0), money(minor), meant)


@pytest.mark.parametrize(
    ("bases", "wanted", "taken"),
    [
        ([10000], [percent(10, 0)], [1000]),
        ([-10000], [percent(10, 0)], [-1000]),
        ([-10000], [amount(1000, 0)], [-1000]),
        ([10000], [amount(12000, 0)], [10000]),
        ([10000], [amount(500, 0), percent(10, 0)], [500, 1000]),
        ([10000], [percent(60, 0), percent(60, 0)], [6000, 4000]),
        ([10000], [amount(9500, 0), percent(10, 0)], [9000, 1000]),
        ([10000, 3000], [percent(20, 0)], [2000]),
        ([10000, -3000], [percent(10, 0, 1)], [700]),
        ([1], [percent(50, 0), percent(50, 0)], [1, 0]),
        ([0], [amount(500, 0)], [0]),
        ([], [], []),
    ],
)
def test_percentages_of_the_original_come_before_amounts(bases, wanted, taken):
    found = taken_off([Base(money(net), VAT) for net in bases], wanted)
    assert [each.total for each in found] == taken


def test_a_discount_is_shared_over_the_tax_groups():
    bases = [Base(money(100), VAT), Base(money(100), OTHER), Base(money(100), Group("", ()))]
    (found,) = taken_off(bases, [amount(100, 0, 1, 2)])
    assert sorted(part.minor for part in found.parts.values()) == [33, 33, 34]


NETS = st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from([VAT, OTHER])), min_size=1)


@given(nets=NETS, data=st.data())
def test_discounts_add_up_and_never_take_more_than_there_is(nets, data):
    bases = [Base(money(net), group) for net, group in nets]
    everything = tuple(range(len(bases)))
    kinds = st.one_of(
        st.decimals(0, 100, places=2).map(lambda value: percent(value, *everything)),
        st.integers(1, 10**6).map(lambda value: amount(value, *everything)),
    )
    wanted = data.draw(st.lists(kinds, max_size=4))
    found = taken_off(bases, wanted)
    for group in (VAT, OTHER):
        base = sum(net for net, own in nets if own == group)
        taken = [each.parts[group].minor for each in found if group in each.parts]
        assert all(part > 0 for part in taken)
        assert sum(taken) <= base
    mirrored = taken_off([Base(-base.net, base.group) for base in bases], wanted)
    assert [each.total for each in mirrored] == [-each.total for each in found]


def loyalty(value="5", since=JANUARY, **terms):
    return DocumentDiscount("Loyalty", since, percent=Decimal(value), **terms)


def voucher(minor, since=JANUARY, **terms):
    return DocumentDiscount("Voucher", since, amount=money(minor), **terms)


def managed(make, *discounts, quantity="10", **terms):
    addition = Addition("PCs", make.item(), Dated.always(Decimal(quantity)))
    return make.fee("500.00", additions=(addition,), discounts=discounts, **terms)


def run(make, client, through=JANUARY):
    outcome = propose(make.book(), client, through)
    assert not outcome.is_blocked
    return {
        line.charge: line.net.plain() for proposal in outcome.proposals for line in proposal.lines
    }


def discounts(make, client, through=JANUARY):
    return {key: net for key, net in run(make, client, through).items() if net.startswith("-")}


@pytest.mark.parametrize(
    ("terms", "net"),
    [({}, "-30.00"), ({"on": ("fee",)}, "-25.00"), ({"on": ("PCs", "fee")}, "-30.00")],
)
def test_an_agreements_discount_is_on_what_it_names(make, terms, net):
    client = make.client(managed(make, loyalty(**terms)))
    assert discounts(make, client) == {"A/Loyalty/2026-01-01": net}


def test_the_line_is_negative_with_a_positive_price(make):
    outcome = propose(make.book(), make.client(managed(make, loyalty())), JANUARY)
    line = outcome.proposals[0].lines[-1]
    assert (line.kind, str(line.quantity), str(line.price)) == (
        ChargeKind.DISCOUNT,
        "-1",
        "30.00 EUR",
    )
    assert line.explanation[0].plain() == "Loyalty: 5 % of 600.00 EUR."
    assert line.detail.plain() == "5 % of 600.00 EUR"
    assert document_lines(outcome.proposals[0], lambda sentence: sentence.plain())[-1].price > 0


@pytest.mark.parametrize(
    ("terms", "months"),
    [
        ({"since": FEBRUARY}, [2, 3]),
        ({"until": FEBRUARY}, [1]),
        ({"periods": 1}, [1]),
        ({"since": date(2026, 1, 2), "periods": 1}, [2]),
        ({"periods": 5}, [1, 2, 3]),
    ],
)
def test_it_is_for_periods_that_begin_in_its_time(make, terms, months):
    for timing, later in ((Timing.ADVANCE, 0), (Timing.ARREARS, 1)):
        cycle = Dated.always(Cycle(1, Unit.MONTH, JANUARY, timing))
        client = make.client(managed(make, loyalty(**terms), cycle=cycle))
        found = discounts(make, client, date(2026, 3 + later, 1))
        assert list(found) == [f"A/Loyalty/2026-0{month + later}-01" for month in months]


def test_it_tells_for_which_periods_it_is(make):
    client = make.client(managed(make, loyalty(periods=2)))
    outcome = propose(make.book(), client, date(2026, 4, 1))
    told = [line.explanation for line in outcome.proposals[0].lines if "Loyalty" in line.charge]
    assert [steps[1].plain() for steps in told] == [
        "It is for what begins on or after 2026-01-01 and before 2026-03-01."
    ] * 2


def test_it_splits_over_taxes_with_a_key_for_each_that_stays(make):
    item = make.item(taxes=Dated.always(("VAT",)))
    addition = Addition("Taxed", item, Dated.of([(FEBRUARY, Decimal(10))]))
    agreement = make.fee("500.00", additions=(addition,), discounts=(loyalty("10"),))
    client = make.client(agreement)
    assert discounts(make, client, FEBRUARY) == {
        "A/Loyalty/2026-01-01": "-50.00",
        "A/Loyalty/2026-02-01": "-50.00",
        "A/Loyalty/2026-02-01/VAT": "-10.00",
    }
    ledger = make.ledger(propose(make.book(), client, FEBRUARY))
    fee = replace(
        agreement, fee=Dated.of([(JANUARY, make.rate("500.00")), (FEBRUARY, make.rate("0"))])
    )
    after = run(make, make.client(fee, ledger=ledger), FEBRUARY)
    assert after == {"A/fee/2026-02-01": "-500.00", "A/Loyalty/2026-02-01": "50.00"}


def test_a_tax_that_comes_late_does_not_change_keys_that_were_billed(make):
    item = make.item(taxes=Dated.always(("VAT",)))
    before = make.agreement(
        additions=(Addition("Taxed", item, Dated.always(Decimal(10))),), discounts=(loyalty("10"),)
    )
    ledger = make.ledger(propose(make.book(), make.client(before), JANUARY))
    late = replace(before, fee=Dated.always(make.rate("100.00")))
    client = make.client(late, ledger=ledger)
    assert run(make, client) == {"A/fee/2026-01-01": "100.00", "A/Loyalty/2026-01-01/-": "-10.00"}
    ledger = make.ledger(propose(make.book(), client, JANUARY), ledger)
    assert not run(make, make.client(late, ledger=ledger))


def test_lines_with_a_po_number_of_their_own_keep_their_share(make):
    ordered = Addition("PCs", make.item(), Dated.always(Decimal(10)), po_number="PO-2")
    agreement = make.fee(
        "500.00", additions=(ordered,), discounts=(loyalty("10"),), po_number="PO-1"
    )
    outcome = propose(make.book(), make.client(agreement), JANUARY)
    assert {found.po_number: found.net.plain() for found in outcome.proposals} == {
        "PO-1": "450.00",
        "PO-2": "90.00",
    }


def expense(make, name, day, price="100.00", quantity="1"):
    return Expense(name, day, name, "each", Decimal(quantity), make.rate(price))


def test_a_clients_discount_is_on_all_that_is_left_after_the_agreements(make):
    client = make.client(
        managed(make, loyalty("10")),
        discounts=(loyalty("50"),),
        expenses=(expense(make, "e", JANUARY),),
    )
    assert discounts(make, client) == {
        "A/Loyalty/2026-01-01": "-60.00",
        "discount/ACME/Loyalty/2026-01-01": "-320.00",
    }


@pytest.mark.parametrize(
    ("names", "net"),
    [
        (("A",), "-58.00"),
        (("A/fee",), "-50.00"),
        (("expense",), "-10.00"),
        (("expense", "A/PCs"), "-20.00"),
    ],
)
def test_a_clients_discount_names_what_charges_are_named_by(make, names, net):
    client = make.client(
        managed(make, voucher(2000)),
        discounts=(loyalty("10", on=names),),
        expenses=(expense(make, "e", JANUARY),),
    )
    assert discounts(make, client)["discount/ACME/Loyalty/2026-01-01"] == net


def test_a_clients_amount_is_given_once_a_month(make):
    days = [date(2026, 1, 5), date(2026, 1, 7), date(2026, 1, 9), date(2026, 2, 9)]
    client = make.client(
        discounts=(voucher(15000),),
        expenses=tuple(expense(make, f"e{day}", day) for day in days),
    )
    assert discounts(make, client, MARCH) == {
        "discount/ACME/Voucher/2026-01-05": "-100.00",
        "discount/ACME/Voucher/2026-01-07": "-50.00",
        "discount/ACME/Voucher/2026-02-09": "-100.00",
    }
    short = replace(client, discounts=(voucher(15000, periods=1),))
    assert len(discounts(make, short, MARCH)) == 2


def test_what_is_held_or_waived_gets_no_discount(make):
    client = make.client(
        managed(make, loyalty("10")), decisions={"A/PCs/2026-01-01": Decision(Verdict.HOLD)}
    )
    assert discounts(make, client) == {"A/Loyalty/2026-01-01": "-50.00"}
    ledger = make.ledger(propose(make.book(), client, JANUARY))
    later = replace(client, decisions={}, ledger=ledger)
    assert run(make, later) == {"A/PCs/2026-01-01": "100.00", "A/Loyalty/2026-01-01": "-10.00"}


def test_what_is_not_refunded_keeps_its_discount(make):
    agreement = managed(make, loyalty("10"), refund=False)
    ledger = make.ledger(propose(make.book(), make.client(agreement), JANUARY))
    fewer = managed(make, loyalty("10"), refund=False, quantity="2")
    assert not run(make, make.client(fewer, ledger=ledger))


@given(
    quantities=st.dictionaries(st.dates(JANUARY, MARCH), st.integers(0, 40), max_size=3),
    percents=st.lists(st.decimals(0, 100, places=2), max_size=2),
    minor=st.integers(1, 200_000),
    periods=st.one_of(st.none(), st.integers(1, 3)),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_late_facts_end_in_the_same_total_and_billing_twice_in_nothing(
    make, quantities, percents, minor, periods
):
    listed = [replace(loyalty(str(value)), name=f"Loyalty {i}") for i, value in enumerate(percents)]
    late = Dated.of([(ALWAYS, Decimal(5)), *((day, Decimal(n)) for day, n in quantities.items())])
    item = make.item("9.99", taxes=Dated.always(("VAT",)))

    def client(quantity, ledger, given_discounts):
        agreement = make.fee(
            "33.33", additions=(Addition("x", item, quantity),), discounts=given_discounts
        )
        own = (voucher(minor, periods=periods),) if given_discounts else ()
        spent = (expense(make, "e", date(2026, 1, 20), "7.77"),)
        return make.client(agreement, ledger=ledger, discounts=own, expenses=spent)

    plain = client(Dated.always(Decimal(5)), {}, ())
    ledger = make.ledger(propose(make.book(), plain, FEBRUARY))
    now = client(late, ledger, tuple(listed))
    ledger = make.ledger(propose(make.book(), now, MARCH), ledger)
    fresh = make.ledger(propose(make.book(), replace(now, ledger={}), MARCH))
    assert {key: found.net for key, found in ledger.items() if found.net} == {
        key: found.net for key, found in fresh.items() if found.net
    }
    assert sum(found.net.minor for found in ledger.values()) >= 0
    assert not propose(make.book(), replace(now, ledger=ledger), MARCH).proposals
