"""Issued documents: list them, hand out their paper, credit them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app import models as m
from app.domain.changes import Kind
from app.domain.clock import today
from app.domain.credit import credit_of, credited
from app.domain.document import Document, DocumentKind, DocumentLine
from app.domain.errors import RuleError
from app.domain.money import Money
from app.domain.money_in import paid_of
from app.domain.numbering import number_of, series_of
from app.domain.outstanding import credited_whole, open_bills
from app.domain.payments import Standing, standing
from app.domain.sentence import N_
from app.storage.accounts import bills_of, payments_of
from app.storage.facts import book_of
from app.storage.issuing import (
    content_digest,
    document_of,
    last_numbers,
    notes_on,
    paper_of,
    papers_of,
    store_documents,
)
from app.storage.parties import receivers_of, sender_of
from app.storage.store import note, touch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from sqlalchemy.orm import Session

    from app.documents.press import Press
    from app.domain.clock import Clock
    from app.storage.store import Store


_PAPERS_AT_A_TIME = 100


class NoReasonError(RuleError):
    """A credit note without a reason."""

    text = N_("Say why it is credited; the reason is printed on the credit note.")


class TooFineError(RuleError):
    """An amount finer than its currency."""

    text = N_("{currency} has no such small amounts as {amount}.")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One issued document, as lists show it."""

    number: str
    kind: DocumentKind
    client: str
    client_name: str
    date: date
    due: date | None
    currency: str
    net: Money
    tax: Money
    total: Money
    payable: Money
    sha256: str
    left: Money | None = None
    """What is open; nothing where nothing is to be paid by it."""
    standing: Standing = Standing.ISSUED

    def days_late(self, day: date) -> int:
        """For how many days it is overdue."""
        is_open = self.left is not None and self.left.minor > 0 and self.due is not None
        return max((day - self.due).days, 0) if is_open and self.due else 0


class DocumentService:
    """Issued documents."""

    def __init__(self, store: Store, press: Press, clock: Clock) -> None:
        """Work on a store; credit notes are drawn by a press."""
        self._store = store
        self._press = press
        self._clock = clock

    def list(self) -> tuple[DocumentRow, ...]:
        """All documents, oldest first."""
        document = m.Document
        with self._store.read() as session:
            bills, paid = bills_of(session), paid_of(payments_of(session))
            zone = session.execute(select(m.Company.timezone)).scalar() or "UTC"
            rows = session.execute(
                select(
                    document.number,
                    document.kind,
                    m.Client.code,
                    m.Client.name,
                    document.date,
                    document.due,
                    document.currency,
                    document.net,
                    document.tax,
                    document.total,
                    document.payable,
                    document.sha256,
                )
                .join(m.Client, m.Client.id == document.client_id)
                .order_by(document.id)
            ).all()
        day = today(self._clock, zone)
        left = {found.bill.number: found.left for found in open_bills(bills, paid)}
        credited = credited_whole(bills)

        def stands(row: Any) -> tuple[Money | None, Standing]:  # noqa: ANN401 - a document's row
            if row.kind == DocumentKind.CREDIT_NOTE:
                return None, Standing.ISSUED
            open_ = left.get(row.number, Money.zero(row.currency))
            settled = Money(paid.get(row.number, 0), row.currency)
            whole = row.number in credited
            return open_, standing(open_, settled, row.due, day, credited=whole)

        return tuple(
            DocumentRow(
                row.number,
                DocumentKind(row.kind),
                row.code,
                row.name or row.code,
                row.date,
                row.due,
                row.currency,
                Money(row.net, row.currency),
                Money(row.tax, row.currency),
                Money(row.total, row.currency),
                Money(row.total if row.payable is None else row.payable, row.currency),
                row.sha256,
                *stands(row),
            )
            for row in rows
        )

    def show(self, number: str) -> Document:
        """One document with its lines and their explanations."""
        with self._store.read() as session:
            return document_of(session, number)

    def pdf(self, number: str) -> bytes:
        """The printed bytes as issued."""
        with self._store.read() as session:
            return paper_of(session, number)

    def papers(self, numbers: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """The printed bytes of many documents, each with its number; some at a time."""
        for first in range(0, len(numbers), _PAPERS_AT_A_TIME):
            some = numbers[first : first + _PAPERS_AT_A_TIME]
            with self._store.read() as session:
                found = papers_of(session, some)
            yield from found

    def credit(
        self,
        number: str,
        reason: str,
        *,
        lines: Mapping[int, Decimal | None] | None = None,
        waive: bool = False,
        on: date | None = None,
    ) -> DocumentRow:
        """Credit an invoice, or some of its lines, or a part of them; all of it by default.

        What is credited is owed again, unless it is waived.
        """
        if not reason.strip():
            raise NoReasonError
        self._store.brace("issue")
        with self._store.write() as session:
            sender = sender_of(session)
            document = self._credit_note(session, number, reason, lines or {}, waive=waive, on=on)
            pdf = self._press.draw(document, sender.logo)
            sha256 = content_digest(pdf)
            receivers = receivers_of(session, sender)
            ids = {code: receiver.id for code, receiver in receivers.items()}
            store_documents(session, [(document, pdf, sha256)], ids)
            told = {"credits": number, "reason": reason, "waived": waive, "sha256": sha256}
            note(session, "credit", document.number, told)
            touch(session, Kind.DOCUMENTS)
        return DocumentRow(
            document.number,
            document.kind,
            document.client,
            document.buyer.name,
            document.date,
            None,
            document.currency,
            document.net,
            document.tax,
            document.total,
            document.payable,
            sha256,
        )

    def preview_credit(
        self, number: str, reason: str, lines: Mapping[int, Decimal | None], *, waive: bool = False
    ) -> tuple[Document, bytes]:
        """The credit note as it would be issued, and its paper as a draft; nothing is written."""
        with self._store.read() as session:
            document = self._credit_note(session, number, reason, lines, waive=waive, on=None)
            logo = sender_of(session).logo
        return document, self._press.draw(document, logo, draft=True)

    def creditable(self, number: str) -> tuple[tuple[DocumentLine, Money], ...]:
        """The lines of an invoice, each with what is left to credit of it."""
        with self._store.read() as session:
            invoice, earlier = document_of(session, number), notes_on(session, number)
        before = credited(invoice, earlier)
        return tuple((line, line.net - before[line.number]) for line in invoice.lines)

    def _credit_note(
        self,
        session: Session,
        number: str,
        reason: str,
        lines: Mapping[int, Decimal | None],
        *,
        waive: bool,
        on: date | None,
    ) -> Document:
        """The credit note with the number that comes next."""
        sender = sender_of(session)
        invoice = document_of(session, number)
        wanted = {
            line: None if amount is None else _exactly(amount, invoice.currency)
            for line, amount in lines.items()
        }
        cash = book_of(session).cash
        earlier = notes_on(session, number)
        credit = credit_of(invoice, earlier, wanted, waived=waive, cash=cash)
        day = max(on or today(self._clock, sender.timezone), invoice.date)
        series = series_of(sender.credit_note_pattern, day)
        drawn = number_of(series, last_numbers(session).get(series, 0) + 1)
        return Document(
            number=drawn.text,
            kind=DocumentKind.CREDIT_NOTE,
            client=invoice.client,
            date=day,
            due=None,
            currency=invoice.currency,
            locale=invoice.locale,
            seller=sender.party,
            buyer=invoice.buyer,
            bank=sender.bank,
            po_number=invoice.po_number,
            lines=credit.lines,
            taxes=credit.taxes,
            corrects=(invoice.number,),
            reason=reason,
            note=sender.note,
            waived=waive,
            series=drawn.series,
            seq=drawn.seq,
            rounding=credit.rounding,
            tax_rounding=invoice.tax_rounding,
        )


def _exactly(amount: Decimal, currency: str) -> Money:
    money = Money.rounded(amount, currency)
    if money.amount() != amount:
        raise TooFineError(currency=currency, amount=amount)
    return money
