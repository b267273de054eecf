"""Credit notes: the exact mirror of what they credit, never twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.cash import NOT_ROUNDED, Cash
from app.domain.charge import priced
from app.domain.document import DocumentKind
from app.domain.errors import RuleError
from app.domain.money import Money, Rate
from app.domain.sentence import N_, say
from app.domain.tax import OUTSIDE, TaxRounding, TaxTotal, shares

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.domain.document import Document, DocumentLine
    from app.domain.tax import AppliedTax


class NotAnInvoiceError(RuleError):
    """Only an invoice can be credited."""

    text = N_("{number} is not an invoice, so it cannot be credited.")


class NoSuchLineError(RuleError):
    """The invoice has no line of that number."""

    text = N_("{number} has no line {line}; its lines are 1 to {last}.")


class CreditedAlreadyError(RuleError):
    """Nothing, or less than wanted, is left to credit."""

    text = N_("Of line {line} of {number} only {left} is left to credit.")


class NothingLeftError(RuleError):
    """The whole document was credited before."""

    text = N_("{number} has been credited in full already.")


class BadCreditError(RuleError):
    """An amount with the wrong sign, or nothing at all."""

    text = N_("Line {line} can be credited with an amount up to {left}, not with {amount}.")


@dataclass(frozen=True, slots=True)
class Credit:
    """What a credit note takes back: lines and taxes, as amounts to the client's credit."""

    lines: tuple[DocumentLine, ...]
    taxes: tuple[TaxTotal, ...]
    rounding: Money | None = None


def credit_of(
    invoice: Document,
    earlier: Sequence[Document],
    wanted: Mapping[int, Money | None],
    *,
    waived: bool,
    cash: Cash = NOT_ROUNDED,
) -> Credit:
    """The credit for some lines of an invoice, or for all that is left of it.

    `wanted` maps line numbers to amounts, None meaning all that is left of the line; empty means
    the whole invoice. `earlier` are the credit notes this invoice has had. A waived credit leaves
    the ledger as it is: the charge stays billed.
    """
    if invoice.kind is not DocumentKind.INVOICE:
        raise NotAnInvoiceError(number=invoice.number)
    numbers = {line.number for line in invoice.lines}
    for number in wanted:
        if number not in numbers:
            raise NoSuchLineError(number=invoice.number, line=number, last=max(numbers))
    before = credited(invoice, earlier)
    lines = list["DocumentLine"]()
    for line in invoice.lines:
        if wanted and line.number not in wanted:
            continue
        left = line.net - before[line.number]
        asked = wanted.get(line.number)
        amount = left if asked is None else asked
        if not left:
            if wanted:
                raise CreditedAlreadyError(number=invoice.number, line=line.number, left=left)
            continue
        _check(invoice, line, amount, left)
        taken = _charged(line, before[line.number] + amount) - _charged(line, before[line.number])
        charged = Money.zero(invoice.currency) if waived else -taken
        lines.append(_credit_line(invoice, line, amount, len(lines) + 1, charged))
    if not lines:
        raise NothingLeftError(number=invoice.number)
    given = {line.corrects_line: line.net for line in lines}
    after = {n: before[n] + given.get(n, Money.zero(invoice.currency)) for n in numbers}
    taxes = _taxes(invoice, before, after)
    whole = all(after[line.number] == line.net for line in invoice.lines)
    net = Money.total((line.net for line in lines), invoice.currency)
    total = net + Money.total((group.amount for group in taxes), invoice.currency)
    return Credit(tuple(lines), taxes, _rounding(invoice, earlier, total, cash, whole=whole))


def _charged(line: DocumentLine, credited: Money) -> Money:
    """How much of what the line told the ledger belongs to so much of its net."""
    if credited == line.net:
        return line.charged
    share = Fraction(credited.minor, line.net.minor)
    return Money.rounded(Fraction(line.charged.amount()) * share, credited.currency)


def _rounding(
    invoice: Document, earlier: Sequence[Document], total: Money, cash: Cash, *, whole: bool
) -> Money | None:
    """By how much the credit is rounded: with all before, it gives back what was to be paid."""
    if invoice.rounding is None:
        return None
    nothing = Money.zero(invoice.currency)
    before = Money.total((note.rounding or nothing for note in earlier), invoice.currency)
    if whole:
        return invoice.rounding - before
    so_far = Money.total((note.total for note in earlier), invoice.currency) + total
    return (cash.rounding(so_far) or nothing) - before


def _check(invoice: Document, line: DocumentLine, amount: Money, left: Money) -> None:
    if (amount.minor > 0) != (left.minor > 0) or not amount:
        raise BadCreditError(line=line.number, left=left, amount=amount)
    if abs(amount.minor) > abs(left.minor):
        raise CreditedAlreadyError(number=invoice.number, line=line.number, left=left)


def credited(invoice: Document, earlier: Iterable[Document]) -> dict[int, Money]:
    """How much of each line was credited before."""
    found = {line.number: Money.zero(invoice.currency) for line in invoice.lines}
    for note in earlier:
        for line in note.lines:
            if line.corrects == invoice.number and line.corrects_line in found:
                found[line.corrects_line] += line.net
    return found


def _credit_line(
    invoice: Document, line: DocumentLine, amount: Money, number: int, charged: Money
) -> DocumentLine:
    whole = amount == line.net
    quantity, price = (line.quantity, line.price) if whole else _shown(amount)
    step = say(
        N_("Credit of {amount} for line {line} of {number}, which was {net}."),
        amount=amount,
        line=line.number,
        number=invoice.number,
        net=line.net,
    )
    return replace(
        line,
        number=number,
        quantity=quantity,
        price=price,
        unit=line.unit if whole else "each",
        unit_code=line.unit_code if whole else "C62",
        net=amount,
        hours=line.hours if whole else None,
        charged=charged,
        explanation=(step,),
        corrects=invoice.number,
        corrects_line=line.number,
    )


def _shown(amount: Money) -> tuple[Decimal, Decimal]:
    quantity, price = priced(Fraction(1), Rate(amount.amount(), amount.currency), amount)
    return quantity, price.amount


def _taxes(
    invoice: Document,
    before: Mapping[int, Money],
    after: Mapping[int, Money],
) -> tuple[TaxTotal, ...]:
    """The tax that goes back: what is due on all credited so far, less what went back before.

    So however an invoice is credited piece by piece, its tax comes back to the cent.
    """
    result = list[TaxTotal]()
    for group in invoice.taxes:
        share_before = _share(invoice, group, before)
        share_after = _share(invoice, group, after)
        if share_after != share_before:
            net, amount = share_after[0] - share_before[0], share_after[1] - share_before[1]
            result.append(TaxTotal(group.tax, net, amount))
    return tuple(result)


def _share(
    invoice: Document, group: TaxTotal, credited: Mapping[int, Money]
) -> tuple[Money, Money]:
    """Net and tax of a group that belong to what was credited of each line."""
    bearing = [line for line in invoice.lines if group.tax in _taxes_of(line)]
    net = Money.total((credited[line.number] for line in bearing), invoice.currency)
    if all(credited[line.number] == line.net for line in bearing):
        return net, group.amount
    exact = [
        Fraction(credited[line.number].amount()) * _rate_on(line, group.tax) for line in bearing
    ]
    if invoice.tax_rounding is TaxRounding.LINE:
        parts = (Money.rounded(part, invoice.currency) for part in exact)
        return net, Money.total(parts, invoice.currency)
    return net, Money.rounded(sum(exact, Fraction(0)), invoice.currency)


def _taxes_of(line: DocumentLine) -> tuple[AppliedTax, ...]:
    return line.taxes or (OUTSIDE,)


def _rate_on(line: DocumentLine, wanted: AppliedTax) -> Fraction:
    """The tax's share of the line's net."""
    bearing = _taxes_of(line)
    return dict(zip(bearing, shares(bearing), strict=True))[wanted]
