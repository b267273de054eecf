"""The yearly raise."""

from datetime import date
from decimal import Decimal

from app.domain.agreement import Uplift
from app.domain.billing import propose
from app.domain.dated import Dated
from app.domain.period import ALWAYS
from app.domain.uplift import raised

START, UNTIL = date(2024, 1, 1), date(2027, 1, 1)


def prices(make, price, uplift):
    found = raised(price, Dated.always(uplift), START, UNTIL)
    return [str(found.at(date(year, 6, 1), None).amount) for year in (2024, 2025, 2026)]


def test_it_compounds_and_is_rounded_each_year(make):
    price = Dated.always(make.rate("99.99"))
    assert prices(make, price, Uplift(Decimal(4))) == ["99.99", "103.99", "108.15"]


def test_anniversaries_before_a_price_do_not_count(make):
    price = Dated.of([(ALWAYS, make.rate("100.00")), (date(2025, 1, 1), make.rate("200.00"))])
    assert prices(make, price, Uplift(Decimal(10))) == ["100.00", "200.00", "220.00"]


def test_on_a_date_of_its_own(make):
    price = Dated.always(make.rate("100.00"))
    assert prices(make, price, Uplift(Decimal(10), date(2025, 7, 1))) == [
        "100.00",
        "100.00",
        "110.00",
    ]


def test_every_raise_is_told_with_its_arithmetic(make):
    agreement = make.fee(uplift=Dated.always(Uplift(Decimal("2.5"))))
    outcome = propose(make.book(), make.client(agreement), date(2028, 1, 31))
    (line,) = [
        line
        for proposal in outcome.proposals
        for line in proposal.lines
        if line.charge.endswith("2028-01-01")
    ]
    told = [step.plain() for step in line.explanation if "raised" in step.plain()]
    assert told == [
        "500.00 EUR raised by 2.5 % on 2027-01-01: 512.50 EUR, rounded to the currency.",
        "512.50 EUR raised by 2.5 % on 2028-01-01: 525.31 EUR, rounded to the currency.",
    ]
