"""Issued documents: a frozen snapshot that explains itself."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain.money import Money
from app.domain.tax import TaxRounding

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from app.domain.charge import ChargeKind
    from app.domain.period import Period
    from app.domain.sentence import Sentence
    from app.domain.tax import AppliedTax, TaxTotal
    from app.domain.terms import EarlyDiscount


class DocumentKind(StrEnum):
    """What a document is; `opening` is an open item of another tool."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    OPENING = "opening"

    @classmethod
    def of(cls, total: Money) -> DocumentKind:
        """What a document of this total is: one that gives money back is a credit note."""
        return cls.CREDIT_NOTE if total.minor < 0 else cls.INVOICE


class Details(StrEnum):
    """What a document tells on pages of its own, after what is to be paid."""

    NONE = "none"
    TIME = "time"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; the country is its ISO 3166 code."""

    lines: tuple[str, ...] = ()
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Bank:
    """Where to pay; what is empty is not printed."""

    name: str = ""
    holder: str = ""
    iban: str = ""
    bic: str = ""
    account: str = ""
    sort_code: str = ""
    qr_iban: str = ""
    link: str = ""
    code: bool = True


@dataclass(frozen=True, slots=True)
class Party:
    """Seller or buyer as printed."""

    name: str
    address: Address = field(default_factory=Address)
    tax_id: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    code: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One line as printed; on a credit note, amounts are what is given back.

    `charged` is what the line adds to the ledger of its charge: the net of an invoice line, minus
    the net of a credit note's, nothing where the credit was goodwill. Lines of one `group` that
    follow each other are printed as one row; a line without one stands alone. A line of labour
    keeps its exact `hours`.
    """

    number: int
    charge: str
    kind: ChargeKind
    description: str
    detail: str
    period: Period
    quantity: Decimal
    unit: str
    unit_code: str
    price: Decimal
    net: Money
    charged: Money
    bill_date: date
    taxes: tuple[AppliedTax, ...]
    explanation: tuple[Sentence, ...]
    agreement: str = ""
    source: str = ""
    corrects: str = ""
    corrects_line: int | None = None
    group: str = ""
    hours: Fraction | None = None


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One time entry as the log of the work prints it; minutes as worked and as counted."""

    day: date
    ticket: str
    who: str
    work_type: str
    worked: int
    counted: int
    outcome: str
    note: str


@dataclass(frozen=True)
class Document:
    """An invoice or credit note as issued; it never reads settings again."""

    number: str
    kind: DocumentKind
    client: str
    date: date
    due: date | None
    currency: str
    locale: str
    seller: Party
    buyer: Party
    bank: Bank
    po_number: str
    lines: tuple[DocumentLine, ...]
    taxes: tuple[TaxTotal, ...]
    corrects: tuple[str, ...] = ()
    reason: str = ""
    note: str = ""
    waived: bool = False
    through: date | None = None
    series: str = ""
    seq: int = 0
    prepaid: Money | None = None
    rounding: Money | None = None
    discount: EarlyDiscount | None = None
    tax_rounding: TaxRounding = TaxRounding.DOCUMENT
    details: Details = Details.NONE
    work: tuple[WorkRow, ...] = ()

    @cached_property
    def net(self) -> Money:
        """The sum of the lines."""
        return Money.total((line.net for line in self.lines), self.currency)

    @cached_property
    def tax(self) -> Money:
        """The sum of the taxes."""
        return Money.total((group.amount for group in self.taxes), self.currency)

    @cached_property
    def total(self) -> Money:
        """Net and taxes."""
        return self.net + self.tax

    @cached_property
    def payable(self) -> Money:
        """What is to be paid, or is given back."""
        return payable(self.total, self.prepaid, self.rounding)


def payable(total: Money, prepaid: Money | None, rounding: Money | None) -> Money:
    """What is left to pay: the total less what was paid before, rounded to what can be paid."""
    nothing = Money.zero(total.currency)
    return total - (prepaid or nothing) + (rounding or nothing)


def mirrored(line: DocumentLine) -> DocumentLine:
    """The line with its amounts turned around; the price stays positive."""
    return replace(line, quantity=-line.quantity if line.quantity else line.quantity, net=-line.net)
