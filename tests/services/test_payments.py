"""What clients pay, over a real data file: each step is an edit, and can be taken back."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.domain.money import Money
from app.domain.money_in import TooMuchError
from app.domain.payments import Standing
from app.services.payments import NoCreditError, NothingOpenError, NothingPaidError

CLOCK = StoppedClock(datetime(2026, 11, 25, 9, tzinfo=UTC))
DAY = date(2026, 11, 25)
FIRST, SECOND = "INV-2026-00001", "INV-2026-00002"
BOOK = {
    "format": "accord/1",
    "company": {"name": "Harbour IT", "currency": "EUR", "terms": {"net_days": 14}},
    "clients": [
        {
            "code": "ACME",
            "terms": {"net_days": 60, "discount_percent": "2", "discount_days": 30},
            "agreements": [{"number": "A-1", "start": "2026-09-01", "fee": "100.00"}],
        }
    ],
}


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "a.accord", create=True, clock=CLOCK) as found:
        found.workbook.take_in([json.dumps(BOOK).encode()])
        for day in (date(2026, 9, 30), date(2026, 10, 31)):
            review = found.billing.review(day, on=day)
            found.billing.issue(review.proposals, day)
        yield found


def eur(text):
    return Money.rounded(Decimal(text), "EUR")


def pay(services, number, amount, **more):
    return services.editing.save(services.payments.received(number, eur(amount), DAY, **more))


def open_of(services):
    rows = services.documents.list()
    return {row.number: row.left.plain() for row in rows if row.left is not None}


def standings(services):
    return {row.number: row.standing for row in services.documents.list()}


@pytest.mark.parametrize(
    ("amount", "left"),
    [
        ("40.00", {FIRST: "60.00", SECOND: "100.00"}),
        ("100.00", {FIRST: "0.00", SECOND: "100.00"}),
        ("130.00", {FIRST: "0.00", SECOND: "70.00"}),
    ],
)
def test_money_settles_its_invoice_first_and_then_the_others(services, amount, left):
    pay(services, FIRST, amount)
    assert open_of(services) == left


def test_what_is_too_much_waits_as_credit_and_pays_a_later_invoice(services):
    pay(services, FIRST, "230.00")
    assert set(open_of(services).values()) == {"0.00"}
    day = date(2026, 11, 30)
    services.billing.issue(services.billing.review(day, on=day).proposals, day)
    number = "INV-2026-00003"
    assert services.payments.due(number).credit == eur("30.00")
    services.editing.save(services.payments.credit_used(number, DAY))
    assert open_of(services)[number] == "70.00"
    with pytest.raises(NoCreditError):
        services.payments.credit_used(number, DAY)


def test_paying_early_takes_the_discount_with_it(services):
    pay(services, SECOND, "98.00")
    assert open_of(services)[SECOND] == "0.00"
    kinds = [each["kind"] for each in _payments(services) if each.get("kind")]
    assert kinds == ["discount"]


def test_the_discount_is_gone_when_its_day_is_over(services):
    pay(services, FIRST, "98.00")
    assert open_of(services)[FIRST] == "2.00"


def test_what_is_written_off_counts_as_settled(services):
    services.editing.save(services.payments.written_off(FIRST, DAY, "gone out of business"))
    assert standings(services)[FIRST] is Standing.PAID
    with pytest.raises(NothingOpenError):
        services.payments.due(FIRST)


def test_a_payment_that_bounced_leaves_everything_open_again(services):
    pay(services, FIRST, "130.00", reference="RF18")
    services.editing.save(services.payments.taken_back(FIRST, DAY, "bounced"))
    assert open_of(services) == {FIRST: "100.00", SECOND: "100.00"}
    with pytest.raises(NothingPaidError):
        services.payments.taken_back(FIRST, DAY, "bounced")


def test_every_step_can_be_undone_and_stands_in_the_history(services):
    before = open_of(services)
    undo = pay(services, FIRST, "130.00")
    services.editing.undo(undo)
    assert open_of(services) == before
    told = json.loads(services.workbook.hand_out())["history"]
    actions = [(each["action"], each["subject"]) for each in told[-2:]]
    assert actions == [("change", "payments/P-00001"), ("remove", "payments/P-00001")]


def test_a_list_says_how_far_each_invoice_is_settled(services):
    assert standings(services) == {FIRST: Standing.ISSUED, SECOND: Standing.ISSUED}
    pay(services, FIRST, "40.00")
    services.documents.credit(SECOND, "Goodwill")
    assert standings(services)[FIRST] is Standing.PART_PAID
    assert standings(services)[SECOND] is Standing.CREDITED


def _payments(services):
    return json.loads(services.workbook.hand_out())["payments"]


def test_one_says_which_invoices_money_goes_to_and_the_rest_is_credit(services):
    parts = {SECOND: eur("70.00"), FIRST: eur("20.00")}
    pay(services, FIRST, "100.00", parts=parts)
    assert open_of(services) == {FIRST: "80.00", SECOND: "30.00"}
    assert services.payments.refundable(FIRST) == eur("10.00")


@pytest.mark.parametrize(
    "parts",
    [
        {FIRST: "100.01"},
        {FIRST: "60.00", SECOND: "50.00"},
        {FIRST: "-1.00"},
        {"INV-9": "1.00"},
    ],
)
def test_no_more_can_be_settled_than_came_or_is_open(services, parts):
    chosen = {number: eur(part) for number, part in parts.items()}
    with pytest.raises(TooMuchError):
        pay(services, FIRST, "105.00", parts=chosen)


def test_a_refund_takes_what_was_credited_and_then_what_was_overpaid(services):
    pay(services, FIRST, "210.00")
    note = services.documents.credit(FIRST, "Billed twice", lines={1: Decimal("40.00")})
    assert services.payments.refundable(FIRST) == eur("50.00")
    services.editing.save(services.payments.refunded(note.number, eur("45.00"), DAY))
    refund = _payments(services)[-1]
    assert refund["amount"] == "-45.00"
    assert refund["applied"] == [[note.number, "-40.00"]]
    assert services.payments.refundable(FIRST) == eur("5.00")
    with pytest.raises(NoCreditError):
        services.payments.refunded(FIRST, eur("5.01"), DAY)


def test_what_is_left_of_a_credit_note_pays_another_invoice(services):
    pay(services, FIRST, "100.00")
    note = services.documents.credit(FIRST, "Billed twice")
    services.editing.save(services.payments.credit_used(SECOND, DAY))
    assert open_of(services)[SECOND] == "0.00"
    moved = _payments(services)[-1]
    assert moved["amount"] == "0.00"
    assert moved["applied"] == [[note.number, "-100.00"], [SECOND, "100.00"]]
    with pytest.raises(NoCreditError):
        services.payments.refundable(SECOND)


def test_a_credit_of_some_lines_is_previewed_as_it_is_issued(services):
    wanted = {1: Decimal("30.00")}
    seen, paper = services.documents.preview_credit(FIRST, "Too much", wanted)
    assert paper.startswith(b"%PDF")
    assert len(services.documents.list()) == 2
    ((line, left),) = services.documents.creditable(FIRST)
    assert (line.number, left) == (1, eur("100.00"))
    note = services.documents.credit(FIRST, "Too much", lines=wanted)
    assert services.documents.show(note.number) == seen
    assert [left for _, left in services.documents.creditable(FIRST)] == [eur("70.00")]
