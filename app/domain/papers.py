"""Papers for clients besides issued documents: drawn from what is true, never stored as issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.document import Bank, Document, Party
from app.domain.dunning import Letter
from app.domain.hours_statement import HoursAccount
from app.domain.money import Money
from app.domain.money_in import Payment
from app.domain.period import Period
from app.domain.quote import Every, Quote
from app.domain.statement import Account

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Between:
    """From whom a paper is, to whom, on which day, and in which language."""

    seller: Party
    buyer: Party
    day: date
    locale: str
    bank: Bank


@dataclass(frozen=True, slots=True)
class StatementPaper:
    """A statement of account: one account for each currency."""

    between: Between
    period: Period
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Settles:
    """A document of a receipt: what it came to, what was paid of it, and what is open since."""

    number: str
    day: date
    total: Money
    part: Money
    left: Money


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """That money came, or went back, and for what."""

    between: Between
    payment: Payment
    settles: tuple[Settles, ...]


@dataclass(frozen=True, slots=True)
class ReminderPaper:
    """A reminder letter, with the rule's own words where there are any."""

    between: Between
    number: str
    letter: Letter
    levels: int
    bills_fees: bool = True
    texts: Mapping[str, str] | None = None
    """The words of the level, by language."""


@dataclass(frozen=True, slots=True)
class HoursPaper:
    """What became of prepaid and included hours."""

    between: Between
    account: HoursAccount
    currency: str


@dataclass(frozen=True, slots=True)
class QuotePaper:
    """A quote or a pro-forma invoice; each rhythm is reckoned like a document of its own."""

    quote: Quote
    parts: tuple[tuple[Every, Document], ...]


Paper = StatementPaper | ReceiptPaper | ReminderPaper | HoursPaper | QuotePaper
