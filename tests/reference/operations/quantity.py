"""Prices that depend on a quantity: tiers, packages, minimums, sums of lines."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from app.domain.agreement import Addition, Counts
from app.domain.catalog import Item
from app.domain.dated import Dated
from app.domain.extras import expense_charge
from app.domain.facts import Asset, ClientFacts, Expense
from app.domain.money import Money, Rate
from app.domain.period import ALWAYS, NEVER, Period
from app.domain.pricing import Packages, Tier, TierMode, Tiers
from app.domain.quantity import quantity_of
from tests.reference.operations import Given, operation

CURRENCIES = {0: "JPY", 2: "EUR", 3: "KWD"}
DAY = date(2026, 1, 1)


def currency(given: Given) -> str:
    """A currency with as many decimals as the case rounds to."""
    return CURRENCIES[given.get("decimals", 2)]


def rate(value: str | int | None, given: Given) -> Rate:
    """A price, nothing where there is none."""
    return Rate(Decimal(str(value or 0)), currency(given))


def _tiered(mode: TierMode, given: Given) -> dict[str, object]:
    tiers = Tiers(
        mode,
        tuple(
            Tier(
                None if tier.get("up_to") is None else Decimal(str(tier["up_to"])),
                rate(tier["unit_price"], given),
                rate(tier.get("flat"), given),
            )
            for tier in given["tiers"]
        ),
    )
    exact = tiers.amount(Decimal(str(given["quantity"])))
    return {"amount": Money.rounded(exact, currency(given)).plain()}


@operation("tiers_graduated")
def _tiers_graduated(given: Given) -> dict[str, object]:
    return _tiered(TierMode.GRADUATED, given)


@operation("tiers_volume")
def _tiers_volume(given: Given) -> dict[str, object]:
    return _tiered(TierMode.VOLUME, given)


@operation("packages")
def _packages(given: Given) -> dict[str, object]:
    packages = Packages(
        Decimal(str(given["package_size"])),
        rate(given["package_price"], given),
        Decimal(str(given.get("free_units") or 0)),
    )
    exact = packages.amount(Decimal(str(given["quantity"])))
    return {"amount": Money.rounded(exact, currency(given)).plain()}


@operation("minimum_quantity")
def _minimum_quantity(given: Given) -> dict[str, object]:
    used = tuple(Asset(str(i), "x", ((ALWAYS, NEVER),)) for i in range(int(given["used"])))
    minimum = Dated.always(Decimal(str(given["minimum"])))
    addition = Addition("x", Item("x", "x"), counts=Counts("users", "x"), minimum=minimum)
    client = ClientFacts("x", "x", currency(given), users=used)
    billed = quantity_of(addition, client).at(DAY, Decimal(0))
    amount = rate(given["unit_price"], given).times(billed)
    return {"billed": billed, "amount": amount.plain()}


@operation("sum_of_lines")
def _sum_of_lines(given: Given) -> dict[str, object]:
    charges = (
        expense_charge(
            Expense(str(i), DAY, "x", "each", Decimal(str(quantity)), rate(price, given))
        )
        for i, (quantity, price) in enumerate(given["lines"])
    )
    total = Money.total((charge.net for charge in charges), currency(given))
    return {"total": total.plain()}


@operation("quantity_days")
def _quantity_days(given: Given) -> dict[str, object]:
    after = date.fromisoformat(given["last_day"]) + timedelta(days=1)
    days = Period(date.fromisoformat(given["first_day"]), after)
    quantity = Dated.always(Fraction(str(given["per_day"])))
    pieces = quantity.pieces(days, Fraction(0))
    return {"quantity": sum((found * part.days for part, found in pieces), Fraction(0))}
