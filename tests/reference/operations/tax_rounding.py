"""Taxes and where they are rounded."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from app.domain.money import Money, Rate
from app.domain.tax import AppliedTax, Taxed, TaxRounding, bases, taxed
from tests.reference.operations import Given, operation
from tests.reference.operations._amounts import ROUNDING, currency_of, money, tax, taxes

_ONCE = TaxRounding.DOCUMENT


def _taxed(given: Given, key: str, *, inclusive: bool) -> Taxed:
    currency = currency_of(given)
    lines = [
        (money(line[key], currency), taxes(line["tax_rates"], inclusive=inclusive))
        for line in given["lines"]
        for _ in range(line.get("repeat", 1))
    ]
    return taxed(lines, ROUNDING[given.get("tax_rounding", "per_total")], currency)


def _sums(found: Taxed, given: Given) -> tuple[Money, Money]:
    currency = currency_of(given)
    tax_sum = Money.total((group.amount for group in found.groups), currency)
    return Money.total(found.nets, currency), tax_sum


@operation("tax_exclusive")
def _exclusive(given: Given) -> dict[str, object]:
    net, own = _sums(_taxed(given, "net", inclusive=False), given)
    return {"subtotal": net.plain(), "tax": own.plain(), "total": (net + own).plain()}


@operation("tax_inclusive")
def _inclusive(given: Given) -> dict[str, object]:
    net, own = _sums(_taxed(given, "gross", inclusive=True), given)
    return {"net": net.plain(), "tax": own.plain(), "total": (net + own).plain()}


@operation("line_total")
def _line_total(given: Given) -> dict[str, object]:
    rate = Rate(Decimal(given["unit_price"]), currency_of(given))
    return {"amount": rate.times(Decimal(str(given["quantity"]))).plain()}


@operation("sum_lines")
def _sum_lines(given: Given) -> dict[str, object]:
    currency = currency_of(given)
    rate = Rate(Decimal(given["unit_price"]), currency)
    nets = [rate.times(Decimal(quantity)) for quantity in given["quantities"]]
    total = Money.total(nets, currency)
    return {"line_totals": [net.plain() for net in nets], "total": total.plain()}


@operation("many_small_lines")
def _many_small_lines(given: Given) -> dict[str, object]:
    currency = currency_of(given)
    lines = [(money(given["line_net_exact"], currency), taxes([given["tax_rate"]]))]
    found = taxed(lines * given["lines"], ROUNDING[given["tax_rounding"]], currency)
    net, own = _sums(found, given)
    return {"base": net.plain(), "tax": own.plain()}


@operation("tax_on_parts")
def _tax_on_parts(given: Given) -> dict[str, object]:
    currency = currency_of(given)
    found = [
        taxed(
            [(money(part["net"], currency), taxes([part["tax_rate"]]))], TaxRounding.LINE, currency
        )
        for part in given["parts"]
    ]
    return {"taxes": [_sums(each, given)[1].plain() for each in found]}


@operation("distribute_tax")
def _distribute(given: Given) -> dict[str, object]:
    total = money(given["total_tax"], currency_of(given))
    parts = total.split([Decimal(net) for net in given["line_nets"]])
    return {"parts": [part.plain() for part in parts]}


@operation("cash_rounding")
def _cash(given: Given) -> dict[str, object]:
    step = money(given["increment"]).minor
    return {"amount": money(given["amount"]).in_steps(step).plain()}


def _stack(given: Given, *, inclusive: bool) -> tuple[AppliedTax, ...]:
    """The taxes as one lists them here: those others stand on, what stands on them, the rest."""
    listed = given["taxes"]
    beneath = [
        {j for j, other in enumerate(listed) if other["adds_to_base"] and other["order"] < order}
        for order in (each["order"] for each in listed)
    ]
    ordered = sorted(
        range(len(listed)),
        key=lambda i: (
            0 if listed[i]["adds_to_base"] else 1 if beneath[i] else 2,
            listed[i]["order"],
        ),
    )
    found = []
    for place, i in enumerate(ordered):
        compound = bool(beneath[i])
        assert not compound or beneath[i] == set(ordered[:place]), "on some of the taxes before it"
        one = tax(listed[i]["rate"], compound=compound, inclusive=inclusive)
        found.append(replace(one, code=str(i)))
    return tuple(found)


@operation("tax_sequence")
def _sequence(given: Given) -> dict[str, object]:
    currency = currency_of(given)
    net = Rate(Decimal(given["unit_price"]), currency).times(Decimal(str(given["quantity"])))
    stack = _stack(given, inclusive=False)
    found = {group.tax: group.amount for group in taxed([(net, stack)], _ONCE, currency).groups}
    told = {
        int(each.code): {
            "base": Rate(net.amount(), currency).times(base).plain(),
            "amount": found[each].plain(),
        }
        for each, base in zip(stack, bases(stack), strict=True)
    }
    in_order = sorted(told, key=lambda i: given["taxes"][i]["order"])
    return {"taxes": [told[i] for i in in_order]}


@operation("tax_sequence_reverse")
def _sequence_reverse(given: Given) -> dict[str, object]:
    currency = currency_of(given)
    gross = Rate(Decimal(given["gross_unit_price"]), currency)
    stack = _stack(given, inclusive=True)
    quantity = Decimal(str(given["quantity"]))
    found = taxed([(gross.times(quantity), stack)], _ONCE, currency)
    return {
        "net_unit_price": Rate(found.nets[0].amount(), currency)
        .times(1 / Fraction(quantity))
        .plain()
    }
