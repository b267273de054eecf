"""Discounts on a line, in a chain, on some lines, and on a whole invoice."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from app.domain.catalog import Category
from app.domain.discount import Discount
from app.domain.document_discount import Base, DocumentDiscount, Group, Wanted, taken_off
from app.domain.extras import expense_charge
from app.domain.facts import Expense
from app.domain.money import Money
from app.domain.period import ALWAYS, NEVER
from app.domain.tax import AppliedTax, TaxRounding, totals
from tests.reference.operations import Given, operation
from tests.reference.operations.quantity import DAY, currency, rate


def _money(value: str | int, given: Given) -> Money:
    return Money.rounded(Decimal(str(value)), currency(given))


def _wanted(discount: Given, meant: Sequence[int], given: Given) -> Wanted:
    if discount["kind"].startswith("percent"):
        return Wanted(Decimal(str(discount["value"])), None, tuple(meant))
    return Wanted(Decimal(0), _money(discount["value"], given), tuple(meant))


def _taxes(rates: Sequence[str]) -> tuple[AppliedTax, ...]:
    return tuple(
        AppliedTax(str(value), str(value), Category.STANDARD, Decimal(str(value)))
        for value in rates
    )


@operation("discounted_invoice")
def _discounted_invoice(given: Given) -> dict[str, object]:
    nets = [_money(line["net"], given) for line in given["lines"]]
    groups = [Group("", tuple(map(str, line["tax_rates"]))) for line in given["lines"]]
    bases = [Base(net, group) for net, group in zip(nets, groups, strict=True)]
    discounts = [given["discount"]] if given.get("discount") else []
    wanted = [_wanted(discount, range(len(bases)), given) for discount in discounts]
    lines = [(base.net, base.group) for base in bases]
    for taken in taken_off(bases, wanted):
        lines += [(-part, group) for group, part in taken.parts.items()]
    taxed = [(net, _taxes(group.codes)) for net, group in lines]
    tax_groups = totals(taxed, TaxRounding.DOCUMENT, currency(given))
    net = Money.total((net for net, _ in lines), currency(given))
    tax = Money.total((group.amount for group in tax_groups), currency(given))
    return {"net": net.plain(), "tax": tax.plain(), "total": (net + tax).plain()}


@operation("discount_chain")
def _discount_chain(given: Given) -> dict[str, object]:
    amount = _money(given["amount"], given)
    wanted = [_wanted(step, (0,), given) for step in given["steps"] if _holds(step)]
    taken = taken_off([Base(amount, Group("", ()))], wanted)
    left = amount.minor - sum(each.total for each in taken)
    return {"amount": Money(left, amount.currency).plain()}


def _holds(step: Given) -> bool:
    first, end = step.get("valid_from"), step.get("valid_to_exclusive")
    discount = DocumentDiscount(
        step["kind"],
        date.fromisoformat(first) if first else ALWAYS,
        date.fromisoformat(end) if end else NEVER,
    )
    start = step.get("service_period_start")
    return start is None or discount.holds(date.fromisoformat(start))


@operation("discount_scope")
def _discount_scope(given: Given) -> dict[str, object]:
    bases = [Base(_money(line["net"], given), Group("", ())) for line in given["lines"]]
    discount = given["discount"]
    names = discount.get("applies_to")
    meant = [i for i, line in enumerate(given["lines"]) if names is None or line["id"] in names]
    (taken,) = taken_off(bases, [_wanted(discount, meant, given)])
    total = Money.total((base.net for base in bases), currency(given)).minor - taken.total
    return {"total": Money(total, currency(given)).plain()}


@operation("line_discount")
def _line_discount(given: Given) -> dict[str, object]:
    amount = given.get("discount_amount")
    discount = Discount(
        "x",
        Decimal(str(given.get("discount_percent") or 0)),
        rate(amount, given) if amount else None,
    )
    expense = Expense(
        "x",
        DAY,
        "x",
        "each",
        Decimal(str(given["quantity"])),
        rate(given["unit_price"], given),
        discount=discount,
    )
    return {"amount": expense_charge(expense).net.plain()}
