"""What a client would get now: proposals with their lines, and what must be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain.document import payable
from app.domain.money import Money
from app.domain.tax import TaxRounding

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from app.domain.charge import ChargeKind, Worked
    from app.domain.money import Rate
    from app.domain.period import Period
    from app.domain.sentence import Sentence
    from app.domain.tax import AppliedTax, TaxTotal


class Level(StrEnum):
    """How much an exception matters."""

    BLOCK = "block"
    LOOK = "look"


class Matter(StrEnum):
    """What an exception is about."""

    FAULT = "fault"
    HELD = "held"
    TAX_ID = "tax_id"
    PO_NUMBER = "po_number"
    CATCHING_UP = "catching_up"
    APPROVAL = "approval"
    UNMAPPED = "unmapped"
    RENEWAL = "renewal"
    COUNT = "count"
    TOTAL = "total"
    NO_DOCUMENT = "no_document"
    UNPRINTABLE = "unprintable"


@dataclass(frozen=True, slots=True)
class Exceptional:
    """What must be looked at: `block` keeps the client out of the run, `look` is shown.

    `charge` is the key of a charge, or its beginning, or the number of an agreement.
    """

    client: str
    level: Level
    sentence: Sentence
    charge: str = ""
    matter: Matter = Matter.FAULT


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a proposal: the difference between what is due and what was billed."""

    charge: str
    kind: ChargeKind
    title: Sentence
    detail: Sentence | None
    period: Period
    bill_date: date
    quantity: Decimal
    unit: str
    price: Rate
    net: Money
    taxes: tuple[AppliedTax, ...]
    explanation: tuple[Sentence, ...]
    agreement: str = ""
    po_number: str = ""
    source: str = ""
    corrects: str = ""
    gross: Money | None = None
    work: tuple[Worked, ...] = ()
    group: Sentence | None = None
    hours: Fraction | None = None

    @property
    def charged(self) -> Money:
        """What the ledger is told: the amount as agreed, with the taxes in its price."""
        return self.net if self.gross is None else self.gross


@dataclass(frozen=True)
class Proposal:
    """The document a client would get now: computed, never stored."""

    client: str
    currency: str
    po_number: str
    through: date
    lines: tuple[Line, ...]
    taxes: tuple[TaxTotal, ...]
    rounding: Money | None = None
    tax_rounding: TaxRounding = TaxRounding.DOCUMENT

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
        """Net and tax."""
        return self.net + self.tax

    @property
    def payable(self) -> Money:
        """What is to be paid, rounded to what can be paid."""
        return payable(self.total, None, self.rounding)

    @property
    def is_issuable(self) -> bool:
        """Whether any line is other than nothing."""
        return any(line.net for line in self.lines)


@dataclass(frozen=True, slots=True)
class Waived:
    """A charge that would be billed now, but never will be, and why."""

    charge: str
    title: Sentence
    net: Money
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that the engine says of one client: proposals, exceptions, and what was waived.

    `settled` is the day before which everything is billed as it is owed once they are issued.
    """

    client: str
    proposals: tuple[Proposal, ...]
    exceptions: tuple[Exceptional, ...]
    waived: tuple[Waived, ...] = ()
    settled: date | None = None

    @property
    def is_blocked(self) -> bool:
        """Whether something must be solved before anything of the client is issued."""
        return any(found.level is Level.BLOCK for found in self.exceptions)
