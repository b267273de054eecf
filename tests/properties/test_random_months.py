"""A year nobody planned, in a real file: whatever happens in which order, the money is right."""

import json
import tempfile
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    precondition,
    rule,
)

from app.bootstrap import desk
from app.domain.charge import ChargeKind
from app.domain.clock import StoppedClock
from app.domain.document import DocumentKind
from tests.properties.facts import DAYS, LAST, MONTH_STARTS

CLOCK = StoppedClock(datetime(2030, 6, 30, 12, tzinfo=UTC))
AFTER_ALL = date(2028, 3, 1)
"""A day by which all is due that a run may have billed before."""
WHEN = MONTH_STARTS | DAYS
RUNS = WHEN | st.dates(LAST, date(2027, 6, 30))
CENTS = st.integers(1, 99_999).map(lambda cents: f"{Decimal(cents) / 100:.2f}")
CLIENTS = st.sampled_from(["ACME", "BETA"])
TERMS = st.none() | st.integers(1, 3)
COUNTS = st.sampled_from(["0", "1", "2.5", "7", "0.125"])

COMPANY = {
    "format": "accord/1",
    "company": {
        "name": "Harbour IT",
        "currency": "EUR",
        "timezone": "Europe/Dublin",
        "address": {"lines": ["4 Quay St"], "city": "Galway", "country": "IE"},
    },
    "taxes": [
        {"code": "VAT", "name": "VAT", "rates": [["2012-01-01", "23"], ["2026-07-01", "19"]]},
        {"code": "CITY", "name": "City", "compound": True, "rates": [["2012-01-01", "1.25"]]},
        {"code": "GST", "name": "GST", "inclusive": True, "rates": [["2012-01-01", "10"]]},
    ],
    "items": [
        {"sku": "WS", "name": "Workstation", "unit": "device", "price": "45.00", "taxes": ["VAT"]},
        {"sku": "GB", "name": "Backup", "price": "0.33333", "taxes": ["VAT", "CITY"]},
    ],
    "roles": [{"name": "Engineer", "rates": [["2020-01-01", "97.00"]]}],
    "work_types": [
        {"name": "Remote", "minimum_minutes": 15, "increment_minutes": 15, "taxes": ["VAT"]},
        {"name": "Project", "multiplier": "1.5"},
    ],
    "clients": [
        {"code": "ACME", "name": "Acme"},
        {"code": "BETA", "name": "Beta", "tax": {"treatment": "exempt", "reason": "Charity"}},
    ],
}
KINDS = [
    {"kind": "fixed_fee", "fee": [["2020-01-01", "500.00"]], "fee_taxes": ["VAT"]},
    {"kind": "per_device", "proration": "none"},
    {"kind": "time_and_materials", "rates": [{"role": "Engineer", "rate": "88.88"}]},
    {
        "kind": "retainer",
        "fee": [["2020-01-01", "333.33"]],
        "allowance": {"hours": "3", "rollover_periods": 1, "overage_rate": "111.00"},
        "uplift": {"percent": "4"},
        "renewal": {"months": 3},
    },
    {"kind": "block_hours", "coverage": [{"then": "block"}]},
]
CYCLES = st.builds(
    lambda turn, anchor, timing: {**turn, "anchor": str(anchor), "timing": timing},
    st.sampled_from(
        [{"unit": "month"}, {"unit": "month", "every": 3}, {"unit": "week", "every": 2}]
    ),
    WHEN,
    st.sampled_from(["advance", "arrears"]),
)


class RandomMonths(RuleBasedStateMachine):
    """Facts come, change and end; runs and credits happen in between; the file moves house."""

    agreements = Bundle("agreements")
    additions = Bundle("additions")
    devices = Bundle("devices")

    @initialize()
    def open(self):
        """Open a new file with a company and two clients in it."""
        self.stack = ExitStack()
        # However short the past is, what is settled is left alone.
        self.stack.enter_context(mock.patch("app.domain.settled.WORTHWHILE", 0))
        self.home = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.count = 0
        self.recut, self.decided = set(), set()
        self.services = self._desk("first")
        self._take_in(COMPANY)

    def teardown(self):
        """Bill all that is due, and compare with a file that knew everything from the start."""
        if not hasattr(self, "stack"):
            return
        with self.stack:
            self._run(AFTER_ALL)
            self._documents_hold_together()
            facts = json.loads(self.services.workbook.hand_out(with_pdf=False))
            for key in ("documents", "payments", "history"):
                facts.pop(key, None)
            fresh = self._desk("fresh")
            fresh.workbook.take_in([json.dumps(facts).encode()])
            _issue(fresh, AFTER_ALL)
            assert self._sums(self.services) == self._sums(fresh)

    # Facts

    @rule(
        target=agreements,
        client=CLIENTS,
        kind=st.sampled_from(KINDS),
        start=WHEN,
        cycle=CYCLES,
    )
    def agree(self, client, kind, start, cycle):
        """Make an agreement of any kind."""
        number = self._name("A")
        terms = {
            "number": number,
            "name": number,
            "start": start,
            "end": "2027-01-01",
            "cycle": cycle,
        }
        self._agreement((client, number), **terms, **kind)
        return client, number

    @rule(target=additions, agreement=agreements, typed=st.booleans(), count=COUNTS)
    def add(self, agreement, typed, count):
        """Add something to an agreement: with a typed quantity, or counted from the devices."""
        name = self._name("X")
        quantity = {"quantity": [["2020-01-01", count]]} if typed else {"counts": {"devices": "pc"}}
        self._addition((*agreement, name), item="GB" if typed else "WS", **quantity)
        return (*agreement, name, typed)

    @rule(target=devices, client=CLIENTS, start=WHEN)
    def look_after(self, client, start):
        """Begin to look after a device."""
        name = self._name("pc")
        self._client(client, devices=[{"name": name, "type": "pc", "active": [[start, None]]}])
        return client, name, start

    @rule(device=consumes(devices), days=st.integers(1, 200))
    def let_go(self, device, days):
        """Look after a device no more."""
        client, name, start = device
        active = [[start, start + timedelta(days=days)]]
        self._client(client, devices=[{"name": name, "active": active}])

    @rule(addition=additions, day=WHEN, count=COUNTS)
    def change_the_quantity(self, addition, day, count):
        """Change what was typed, or the least that is counted, from any day."""
        *path, typed = addition
        steps = [["2020-01-01", "1"], [day, count]]
        self._addition(path, **{"quantity" if typed else "minimum": steps})

    @rule(addition=additions, day=WHEN, price=CENTS)
    def change_the_price(self, addition, day, price):
        """Change a price from any day."""
        self._addition(addition[:3], price=[["2020-01-01", "45.00"], [day, price]])

    @rule(addition=additions, day=WHEN)
    def cancel(self, addition, day):
        """Cancel an addition from a day on."""
        self._addition(addition[:3], end=day)

    @rule(agreement=agreements, day=WHEN, fee=CENTS)
    def change_the_fee(self, agreement, day, fee):
        """Change the fee from any day."""
        self._agreement(agreement, fee=[["2020-01-01", "500.00"], [day, fee]])

    @rule(agreement=agreements, day=WHEN, status=st.sampled_from(["suspended", "draft"]))
    def suspend(self, agreement, day, status):
        """Bill nothing from a day on."""
        self._agreement(agreement, status=[["2020-01-01", "active"], [day, status]])

    @rule(agreement=agreements, day=WHEN, proration=st.sampled_from(["daily", "none", "next"]))
    def prorate(self, agreement, day, proration):
        """Prorate otherwise from a day on."""
        self._agreement(agreement, proration=[["2020-01-01", "daily"], [day, proration]])

    @rule(agreement=agreements, day=st.dates(date(2026, 6, 1), date(2027, 1, 1)))
    def end(self, agreement, day):
        """End an agreement earlier."""
        start = self._record(agreement)["start"]
        self._agreement(
            agreement, end=max(str(day), str(date.fromisoformat(start) + timedelta(days=1)))
        )

    @rule(agreement=agreements, day=WHEN, cycle=CYCLES)
    def bill_otherwise(self, agreement, day, cycle):
        """Change the cycle from any day; where the periods are cut depends on when one knew."""
        old = self._record(agreement)["cycle"]
        first = old[0][1] if isinstance(old, list) else old
        self._agreement(agreement, cycle=[["2020-01-01", first], [day, cycle]])
        self.recut.add(agreement[1])

    @rule(
        agreement=agreements,
        day=WHEN,
        hour=st.integers(0, 23),
        minutes=st.integers(0, 500),
        work_type=st.sampled_from(["Remote", "Project"]),
    )
    def work(self, agreement, day, hour, minutes, work_type):
        """Log time on an agreement."""
        client, number = agreement
        start = datetime(day.year, day.month, day.day, hour, tzinfo=UTC).isoformat()
        entry = {"id": self._name("t"), "client": client, "agreement": number, "start": start}
        entry |= {"minutes": minutes, "work_type": work_type, "role": "Engineer"}
        self._take_in({"time": [entry]})

    @rule(client=CLIENTS, day=WHEN, price=CENTS)
    def spend(self, client, day, price):
        """Buy something for a client, and a block of hours with it."""
        expense = {"id": self._name("e"), "client": client, "date": day, "description": "Disk"}
        self._take_in({"expenses": [{**expense, "price": price, "taxes": ["GST"]}]})
        block = {"name": self._name("b"), "hours": "4", "bought": day, "expires": "2027-05-01"}
        self._client(client, blocks=[{**block, "price": price}])

    @rule(agreement=agreements, day=WHEN, percent=st.integers(1, 100), periods=TERMS)
    def give_a_discount(self, agreement, day, percent, periods):
        """Take a percentage off all that an agreement charges together, for ever or for a term."""
        name = self._name("Launch ")
        discount = {"name": name, "percent": str(percent), "from": day, "periods": periods}
        self._agreement(agreement, discounts=[discount])

    @rule(client=CLIENTS, day=WHEN, amount=CENTS, on=st.sampled_from([None, ["time"]]))
    def give_an_amount(self, client, day, amount, on):
        """Take an amount off all that falls due together, or off the labour alone."""
        discount = {"name": self._name("Friend "), "amount": amount, "from": day, "on": on}
        self._client(client, discounts=[discount])

    @rule(client=CLIENTS, day=WHEN, amount=CENTS)
    def pay_ahead(self, client, day, amount):
        """Take a deposit, to be deducted from what falls due later."""
        deposit = {"name": self._name("d"), "amount": amount, "date": day, "taxes": ["VAT"]}
        self._client(client, deposits=[deposit])

    # What is done with them

    @rule(data=st.data(), through=RUNS, do=st.sampled_from(["hold", "waive"]))
    def decide(self, data, through, do):
        """Hold or waive a proposed charge; only what is taken off all of them may move by it."""
        lines = self._proposed(through)
        if not lines:
            return
        charge = data.draw(st.sampled_from(sorted(lines)))
        self.decided.add(charge)
        self._take_in({"decisions": [{"charge": charge, "do": do, "reason": "Agreed"}]})
        del lines[charge]
        assert self._proposed(through) == lines

    @rule(through=RUNS)
    def run_the_month_end(self, through):
        """Bill through any day, in any order; what was shown is what is issued, and only once."""
        self._run(through)

    @precondition(lambda self: self._invoices())
    @rule(data=st.data(), waive=st.booleans(), part=st.sampled_from(["all", "line", "piece"]))
    def credit(self, data, waive, part):
        """Credit a document, a line of it, or a part of a line; owed again, or for good."""
        number = data.draw(st.sampled_from(self._invoices()))
        document = self.services.documents.show(number)
        left = self._left(document)
        wanted = {}
        if part != "all":
            line = data.draw(st.sampled_from(sorted(left)))
            amount = abs(left[line])
            if part == "piece":
                amount = data.draw(st.integers(1, amount))
            wanted = {line: Decimal(amount if left[line] > 0 else -amount) / 100}
        untouched = all(line.net.minor == left.get(line.number, 0) for line in document.lines)
        row = self.services.documents.credit(number, "Wrong", lines=wanted, waive=waive)
        note = self.services.documents.show(row.number)
        if part == "all" and untouched:
            assert (note.net, note.taxes, note.total) == (
                document.net,
                document.taxes,
                document.total,
            )
        if not self._left(document):
            assert sum(each.total.minor for each in self._notes(number)) == document.total.minor

    @rule()
    def move_house(self):
        """Export everything, import it into an empty file, and go on there."""
        out = self.services.workbook.hand_out()
        self.services = self._desk(self._name("moved"))
        self.services.workbook.take_in([out])
        assert self.services.workbook.hand_out() == out

    # How

    def _run(self, through):
        proposals = self.services.billing.review(through).proposals
        due = [proposal for proposal in proposals if proposal.is_issuable]
        issued = _issue(self.services, through)
        assert [each.client for each in issued] == [proposal.client for proposal in due]
        for each, proposal in zip(issued, due, strict=True):
            lines = self.services.documents.show(each.number).lines
            assert [(line.charge, line.charged) for line in lines] == [
                (line.charge, line.charged) for line in proposal.lines
            ]
            assert each.total == abs(proposal.total)
        again = self.services.billing.review(through).proposals
        assert not any(proposal.is_issuable for proposal in again)

    def _proposed(self, through):
        return {
            line.charge: line.charged
            for proposal in self.services.billing.review(through).proposals
            for line in proposal.lines
            if not _is_reduction(line)
        }

    def _is_decided(self, line):
        """Whether it was held or waived; or is made of such, by what it is taken off."""
        return line.charge in self.decided or (bool(self.decided) and _is_reduction(line))

    def _documents_hold_together(self):
        assert self.services.company.check() == ()
        documents = [
            self.services.documents.show(row.number) for row in self.services.documents.list()
        ]
        drawn = {}
        for document in documents:
            drawn.setdefault(document.series, []).append(document.seq)
            assert document.total == document.net + document.tax
            for group in document.taxes:
                bearing = [line for line in document.lines if group.tax in line.taxes]
                if group.tax.code:
                    assert group.net.minor == sum(line.net.minor for line in bearing)
        assert all(sorted(found) == list(range(1, len(found) + 1)) for found in drawn.values())

    def _sums(self, services):
        found = {}
        for row in services.documents.list():
            document = services.documents.show(row.number)
            for line in document.lines:
                if line.agreement not in self.recut and not self._is_decided(line):
                    found[line.charge] = found.get(line.charge, 0) + line.charged.minor
        return {charge: minor for charge, minor in found.items() if minor}

    def _invoices(self):
        return [
            row.number
            for row in self.services.documents.list()
            if row.kind is DocumentKind.INVOICE
            and self._left(self.services.documents.show(row.number))
        ]

    def _notes(self, number):
        for row in self.services.documents.list():
            note = self.services.documents.show(row.number)
            if note.kind is DocumentKind.CREDIT_NOTE and any(
                line.corrects == number and line.corrects_line for line in note.lines
            ):
                yield note

    def _left(self, document):
        """What is left to credit of each line."""
        left = {line.number: line.net.minor for line in document.lines}
        for note in self._notes(document.number):
            for line in note.lines:
                left[line.corrects_line] -= line.net.minor
        return {number: minor for number, minor in left.items() if minor}

    def _record(self, agreement):
        client, number = agreement
        book = json.loads(self.services.workbook.hand_out(with_pdf=False))
        (found,) = (each for each in book["clients"] if each["code"] == client)
        return next(each for each in found["agreements"] if each["number"] == number)

    def _name(self, prefix):
        self.count += 1
        return f"{prefix}{self.count}"

    def _desk(self, name):
        return self.stack.enter_context(
            desk(self.home / f"{name}.accord", create=True, clock=CLOCK)
        )

    def _take_in(self, records):
        text = json.dumps({"format": "accord/1", **records}, default=str)
        self.services.workbook.take_in([text.encode()])

    def _client(self, code, **records):
        self._take_in({"clients": [{"code": code, **records}]})

    def _agreement(self, path, **terms):
        self._client(path[0], agreements=[{"number": path[1], **terms}])

    def _addition(self, path, **terms):
        self._agreement(path[:2], additions=[{"name": path[2], **terms}])


def _is_reduction(line):
    return line.source == ChargeKind.DISCOUNT or line.charge.startswith("deposit/")


def _issue(services, through):
    review = services.billing.review(through)
    assert not any(found.level == "block" for found in review.exceptions)
    return services.billing.issue(review.proposals, review.date)


TestRandomMonths = RandomMonths.TestCase
TestRandomMonths.settings = settings(
    max_examples=max(8, settings.default.max_examples // 10), stateful_step_count=15
)
TestRandomMonths.pytestmark = [pytest.mark.timeout(0)]
