"""Credit notes, credit and what goes back."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app.domain import billing, payments
from app.domain.agreement import Addition, Agreement
from app.domain.catalog import Item, Tax
from app.domain.charge import ChargeKind
from app.domain.credit import CreditedAlreadyError, credit_of
from app.domain.dated import Dated
from app.domain.document import Bank, Document, DocumentKind, DocumentLine, Party
from app.domain.facts import Billed, Book, ClientFacts
from app.domain.money import Money, Rate
from app.domain.period import Period
from app.domain.proposal import Proposal
from app.domain.recurring import charge_of, sources
from app.domain.schedule import Service, Timing
from app.domain.tax import TaxRounding, Treatment, applied, taxed
from tests.reference.operations import Given, operation
from tests.reference.operations._amounts import currency_of, money, taxes

DAY = date(2026, 1, 1)
"""Where a case names no day."""


@operation("termination_credit")
def _termination(given: Given) -> dict[str, object]:
    """An addition billed in advance and cancelled before its period ended."""
    currency = currency_of(given)
    whole = Period(DAY, DAY + timedelta(days=given["period_days"]))
    stop = whole.end - timedelta(days=given["unused_days"])
    price = Rate(Decimal(given["period_price"]), currency)
    tax = Tax("T", "", rates=Dated.always(Decimal(given["tax_rate"])))
    item = Item("X", "X", price=Dated.always(price), taxes=Dated.always(("T",)))
    client = ClientFacts("C", "C", currency)

    def due(end: date | None) -> Any:
        addition = Addition("X", item, Dated.always(Decimal(1)), end=end)
        agreement = Agreement("A", "A", DAY, additions=(addition,))
        (source,) = sources(agreement, client, whole.end)
        return charge_of(agreement, source, Service(DAY, whole, whole, Timing.ADVANCE))

    before, now = due(None), due(stop)
    bearing = applied(("T",), {"T": tax}, Treatment.STANDARD, "", DAY)
    billed = Billed(before.net, "recurring", "X", DAY, whole, bearing)
    book = Book(currency, {"T": tax}, {}, {})
    line = billing.line_of(book, replace(client, ledger={before.key: billed}), now, before.key, DAY)
    assert line
    found = taxed([(-line.net, line.taxes)], TaxRounding.DOCUMENT, currency)
    own = found.groups[0].amount
    net = found.nets[0]
    return {"net": net.plain(), "tax": own.plain(), "total": (net + own).plain()}


@operation("negative_invoice")
def _negative(given: Given) -> dict[str, object]:
    currency = currency_of(given)
    lines = [(money(line["net"], currency), taxes(line["tax_rates"])) for line in given["lines"]]
    found = taxed(lines, TaxRounding.DOCUMENT, currency)
    net = Money.total(found.nets, currency)
    own = Money.total((group.amount for group in found.groups), currency)
    proposal = Proposal("C", currency, "", DAY, (), found.groups)
    kind = DocumentKind.of(net + own)
    nothing = Money.zero(currency)
    is_credit = kind is DocumentKind.CREDIT_NOTE
    assert proposal.tax == own
    return {
        "subtotal": net.plain(),
        "tax": own.plain(),
        "total": (net + own).plain(),
        "credit_issued": (-(net + own) if is_credit else nothing).plain(),
        "amount_due": (nothing if is_credit else net + own).plain(),
    }


@operation("credit_note_of_invoice")
def _mirror(given: Given) -> dict[str, object]:
    """Amounts on a credit note are what goes back; the case tells them with a minus."""
    invoice = _document(given)
    credit = credit_of(invoice, (), {}, waived=False)
    note = replace(invoice, kind=DocumentKind.CREDIT_NOTE, lines=credit.lines, taxes=credit.taxes)
    told = {"net": -note.net, "tax": -note.tax, "total": -note.total}
    return {key: amount.plain() for key, amount in told.items()}


@operation("return_cap")
def _return_cap(given: Given) -> dict[str, object]:
    """Pieces at a price of one: what the credit note would have to say is left."""
    sold = {"quantity": given["sold"], "unit_price": "1", "tax_rates": []}
    invoice = _document({"lines": [sold]})
    earlier: list[Document] = []
    if given["returned_before"]:
        wanted = {1: money(str(given["returned_before"]))}
        credit = credit_of(invoice, (), wanted, waived=False)
        earlier.append(replace(invoice, lines=credit.lines, taxes=credit.taxes))
    asked = money(str(given["requested"]))
    try:
        credit_of(invoice, earlier, {1: asked}, waived=False)
    except CreditedAlreadyError as error:
        asked = dict(error.sentence.blanks)["left"]
    return {"allowed": asked.amount()}


@operation("balance_after")
def _balance(given: Given) -> dict[str, object]:
    found = payments.balance(money(given["total"]), map(money, given["payments"]))
    return {"balance": found.plain()}


@operation("overpayment")
def _overpayment(given: Given) -> dict[str, object]:
    keep = {"keep_as_credit": True, "write_off": False}[given["choice"]]
    found = payments.settled(money(given["invoice_total"]), money(given["payment"]), keep=keep)
    return {
        "invoice_balance": found.balance.plain(),
        "customer_credit": found.credit.plain(),
        "written_off": found.written_off.plain(),
    }


@operation("apply_credit")
def _apply_credit(given: Given) -> dict[str, object]:
    credits_ = [
        payments.Credit(money(found["amount"]), _expiry(found["expires_on"]))
        for found in given["credits"]
    ]
    total = money(given["subtotal"]) + money(given["tax"])
    found = payments.use_credit(total, credits_, date.fromisoformat(given["invoice_date"]))
    return {
        "amount_due": found.due.plain(),
        "credit_remaining": found.left.plain(),
        "order": [used.amount.plain() for used in found.used],
    }


def _expiry(text: str | None) -> date:
    """The first day on which it cannot be used any more."""
    return date.fromisoformat(text) if text else date.max


@operation("refund_split")
def _refund_split(given: Given) -> dict[str, object]:
    credited = money(given["creditable_gross"])
    back = payments.refund(
        credited,
        money(given["used_gross"]),
        money(given["line_gross"]),
        money(given["invoice_total"]),
        money(given["paid"]),
    )
    return {"refund": back.plain(), "credit": (credited - back).plain()}


def _document(given: Given) -> Document:
    currency = currency_of(given)
    found = []
    for number, line in enumerate(given["lines"], start=1):
        quantity, price = Decimal(str(line["quantity"])), Decimal(line["unit_price"])
        net = Rate(price, currency).times(quantity)
        found.append(
            DocumentLine(
                number, f"expense/{number}", ChargeKind.EXPENSE, "", "", Period(DAY, DAY), quantity,
                "each", "C62", price, net, net, DAY, taxes(line["tax_rates"]), (),
            )
        )  # fmt: skip
    groups = taxed(
        [(line.net, line.taxes) for line in found], TaxRounding.DOCUMENT, currency
    ).groups
    return Document(
        "I", DocumentKind.INVOICE, "C", DAY, DAY, currency, "en", Party(""), Party(""), Bank(), "",
        tuple(found), groups,
    )  # fmt: skip
