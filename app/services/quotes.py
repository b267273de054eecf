"""Quotes: listed, drawn, and turned into an agreement and what is billed once."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app import models as m
from app.domain.clock import today
from app.domain.errors import RuleError
from app.domain.numbering import number_of, series_of
from app.domain.offering import quote_paper
from app.domain.quote import Every, Quote, QuoteStatus, accepted
from app.domain.sentence import N_
from app.storage.facts import book_of, whole_facts
from app.storage.parties import between_of, sender_of
from app.storage.quoting import quotes_of
from app.workbook.shape.company import Company

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from app.domain.clock import Clock
    from app.domain.money import Money
    from app.domain.papers import QuotePaper
    from app.storage.store import Store

Patch = dict[str, Any]


class NoSuchQuoteError(RuleError):
    """There is no quote of that number."""

    text = N_("There is no quote {number}.")


class QuoteDecidedError(RuleError):
    """It was accepted before."""

    text = N_("{number} has been accepted already.")


class EmptyQuoteError(RuleError):
    """Nothing is offered."""

    text = N_("{number} offers nothing yet. Add a line first.")


class Stands(StrEnum):
    """How a quote stands today."""

    OPEN = "open"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote as lists show it."""

    number: str
    client: str
    client_name: str
    title: str
    day: date
    valid_until: date
    totals: tuple[tuple[Every, Money], ...]
    stands: Stands
    agreement: str
    pro_forma: bool

    @property
    def recurs(self) -> bool:
        """Whether anything of it is charged again and again."""
        return any(every is not Every.ONCE for every, _ in self.totals)


class QuoteService:
    """Looks at quotes, and says which edits follow from an answer."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on a store; the clock says what has expired."""
        self._store = store
        self._clock = clock

    def list(self) -> tuple[QuoteRow, ...]:
        """All quotes, newest first."""
        with self._store.read() as session:
            if session.execute(select(m.Company.id)).first() is None:
                return ()
            day = today(self._clock, sender_of(session).timezone)
            names = {
                row.code: row.name or row.code
                for row in session.execute(select(m.Client.code, m.Client.name)).all()
            }
            found = quotes_of(session)
        return tuple(_row(quote, names[quote.client], day) for quote in reversed(found))

    def paper(self, number: str) -> QuotePaper:
        """The paper of a quote, reckoned with the taxes of its day; raises NoSuchQuoteError."""
        with self._store.read() as session:
            quote = _quote(session, number)
            between, _ = between_of(session, quote.client, quote.day)
            book, facts = book_of(session), whole_facts(session, quote.client)
        assert facts
        return quote_paper(quote, between, book, facts)

    def next_number(self) -> str:
        """A number that no quote has yet, by the company's pattern."""
        with self._store.read() as session:
            pattern = _pattern(session)
            day = today(self._clock, sender_of(session).timezone)
            taken = set(session.execute(select(m.Quote.number)).scalars())
        series = series_of(pattern, day)
        return next(found for n in count(1) if (found := number_of(series, n).text) not in taken)

    def accepted(self, number: str, start: date, agreement: str) -> Patch:
        """The edit that an accepted quote is: an agreement for what recurs, expenses for the rest.

        Raises QuoteDecidedError or EmptyQuoteError.
        """
        with self._store.read() as session:
            quote = _quote(session, number)
        if quote.status is QuoteStatus.ACCEPTED:
            raise QuoteDecidedError(number=number)
        if not quote.lines:
            raise EmptyQuoteError(number=number)
        return accepted(replace(quote, title=quote.title or number), start, agreement)

    def declined(self, number: str) -> Patch:
        """The edit by which a quote is declined; raises QuoteDecidedError."""
        return self._answered(number, QuoteStatus.DECLINED)

    def reopened(self, number: str) -> Patch:
        """The edit by which a declined quote is open again; raises QuoteDecidedError."""
        return self._answered(number, QuoteStatus.OPEN)

    def _answered(self, number: str, status: QuoteStatus) -> Patch:
        with self._store.read() as session:
            quote = _quote(session, number)
        if quote.status is QuoteStatus.ACCEPTED:
            raise QuoteDecidedError(number=number)
        return {"quotes": [{"number": number, "status": status.value}]}


def _row(quote: Quote, client_name: str, day: date) -> QuoteRow:
    stands = Stands.EXPIRED if quote.has_expired(day) else Stands(quote.status.value)
    return QuoteRow(
        quote.number,
        quote.client,
        client_name,
        quote.title,
        quote.day,
        quote.valid_until,
        quote.totals(),
        stands,
        quote.agreement,
        quote.pro_forma,
    )


def _quote(session: Session, number: str) -> Quote:
    found = next((quote for quote in quotes_of(session) if quote.number == number), None)
    if found is None:
        raise NoSuchQuoteError(number=number)
    return found


def _pattern(session: Session) -> str:
    value = session.execute(
        select(m.CompanyTerm.value).where(m.CompanyTerm.term == "quote_number")
    ).scalar()
    return json.loads(value) if value else Company().quote_number
