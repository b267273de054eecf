"""The month end: review what each client owes, look at the paper, issue."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.billing import propose
from app.domain.changes import Kind
from app.domain.charge import ChargeKind
from app.domain.clock import today
from app.domain.comparison import compare
from app.domain.document import Document, DocumentKind
from app.domain.drafting import (
    corrected,
    document_lines,
    document_rounding,
    document_taxes,
    document_work,
    kind_of,
)
from app.domain.errors import RuleError
from app.domain.money import Money
from app.domain.numbering import Number, number_of, series_of
from app.domain.progress import QUIET, Progress
from app.domain.proposal import Exceptional, Level, Matter
from app.domain.sentence import N_, say
from app.domain.settled import settlement_of
from app.domain.uncollected import uncollected
from app.storage.facts import book_of, client_facts, fingerprints_of
from app.storage.history import head
from app.storage.issuing import content_digest, last_numbers, store_documents
from app.storage.last_time import last_documents
from app.storage.parties import NoSuchClientError, Receiver, Sender, receivers_of, sender_of
from app.storage.settling import keep_settlements
from app.storage.store import note, touch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from app.documents.press import Press
    from app.domain.clock import Clock
    from app.domain.comparison import Comparison
    from app.domain.facts import Book, ClientFacts
    from app.domain.proposal import Line, Outcome, Proposal, Waived
    from app.domain.sentence import Sentence
    from app.domain.stock import Settlement
    from app.i18n import Languages
    from app.storage.store import Store


class ProposalOutdatedError(RuleError):
    """Something changed between looking and issuing."""

    text = N_("The figures for {client} changed meanwhile. Please look again.")


class BlockedError(RuleError):
    """A client with something to be solved first was to be issued."""

    text = N_("{client} cannot be billed yet: {reason}")


class Readiness(StrEnum):
    """How far a client's proposal is from being issued."""

    READY = "ready"
    LOOK = "look"
    BLOCKED = "blocked"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One document a client would get now (or why it gets none), as the month end lists it.

    `recurring` is fees, additions and their adjustments; `work` is time, expenses and blocks.
    """

    client: str
    name: str
    summary: Sentence
    readiness: Readiness
    currency: str
    recurring: Money
    work: Money
    total: Money
    proposal: Proposal | None
    exceptions: tuple[Exceptional, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What all clients owe by a day, and the date their documents would bear."""

    through: date
    date: date
    rows: tuple[ReviewRow, ...]
    waived: tuple[tuple[str, Waived], ...] = ()

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What would be issued: all proposals but those of blocked clients."""
        return tuple(
            row.proposal
            for row in self.rows
            if row.proposal and row.readiness is not Readiness.BLOCKED
        )

    @property
    def exceptions(self) -> tuple[Exceptional, ...]:
        """Everything that must be looked at."""
        seen = dict.fromkeys(found for row in self.rows for found in row.exceptions)
        return tuple(seen)


@dataclass(frozen=True, slots=True)
class Issued:
    """A document that was issued: its number and what it comes to."""

    number: str
    kind: DocumentKind
    client: str
    total: Money


class BillingService:
    """The month end."""

    def __init__(self, store: Store, languages: Languages, press: Press, clock: Clock) -> None:
        """Work on a store, speak these languages, have papers drawn by a press."""
        self._store = store
        self._languages = languages
        self._press = press
        self._clock = clock
        self._looked: _Look | None = None

    def review(self, through: date, *, client: str | None = None, on: date | None = None) -> Review:
        """What each client owes by a day; raises NoSuchClientError."""
        with uncollected():
            with self._store.read() as session:
                look = self._looked = _Look.of(session, through, client)
            outcomes = tuple(look.outcomes.values())
            day = on or min(through, today(self._clock, look.sender.timezone))
            rows = [row for outcome in outcomes for row in self._rows(outcome, look, day)]
        waived = tuple((each.client, found) for each in outcomes for found in each.waived)
        return Review(through, day, tuple(rows), waived)

    def compare(self, review: Review) -> dict[str, Comparison]:
        """What each client of a review gets beside what it got last time, and why it differs."""
        with self._store.read() as session:
            last = last_documents(session)
        found: dict[str, list[Proposal]] = {}
        for row in review.rows:
            found.setdefault(row.client, []).extend([row.proposal] if row.proposal else [])
        currencies = {row.client: row.currency for row in review.rows}
        return {
            client: compare(last.get(client, ()), proposals, currencies[client])
            for client, proposals in found.items()
        }

    def preview(self, proposal: Proposal, on: date) -> bytes:
        """The PDF as it would be issued, marked as a draft."""
        return self.previews([proposal], on)[0]

    def previews(
        self, proposals: Sequence[Proposal], on: date, progress: Progress = QUIET
    ) -> list[bytes]:
        """The PDFs as they would be issued, marked as drafts."""
        with self._store.read() as session:
            sender = sender_of(session)
            receivers = receivers_of(session, sender)
            last = last_numbers(session)
        documents = self._documents(proposals, receivers, NumberSource(sender, last), on)
        return self._press.run(documents, sender.logo, progress, draft=True)

    def issue(
        self, proposals: Sequence[Proposal], on: date, progress: Progress = QUIET
    ) -> tuple[Issued, ...]:
        """Issue all or none; raises ProposalOutdatedError when the figures have changed.

        The papers are drawn before the transaction, with the numbers the series will give; it
        goes through only if nothing at all was written in between.
        """
        chosen = [proposal for proposal in proposals if proposal.is_issuable]
        if not chosen:
            return ()
        self._store.brace("issue")
        with uncollected(), self._store.read() as session:
            looks = self._looks(session, chosen)
            sender, receivers = looks[0].sender, looks[0].receivers
            _unchanged(looks, chosen, receivers)
            kept = _settlements(session, looks[0], chosen) if len(looks) == 1 else {}
            last = last_numbers(session)
            seen = head(session)
        with uncollected():
            drafts = looks[0].drafts if len(looks) == 1 else _Drafts()
            documents = self._documents(chosen, receivers, NumberSource(sender, last), on, drafts)
        pdfs = self._press.run(documents, sender.logo, progress)
        papers = [
            (document, pdf, content_digest(pdf))
            for document, pdf in zip(documents, pdfs, strict=True)
        ]
        with uncollected(), self._store.write() as session:
            if head(session) != seen:
                raise ProposalOutdatedError(client=receivers[chosen[0].client].party.name)
            ids = {code: receiver.id for code, receiver in receivers.items()}
            store_documents(session, papers, ids)
            keep_settlements(session, {ids[code]: found for code, found in kept.items()})
            for document, _, sha256 in papers:
                told = {"total": str(document.total), "sha256": sha256}
                note(session, "issue", document.number, told)
            touch(session, Kind.DOCUMENTS)
        return tuple(
            Issued(document.number, document.kind, document.client, document.total)
            for document in documents
        )

    def _looks(self, session: Session, chosen: Iterable[Proposal]) -> list[_Look]:
        """What the engine says by each day: as it was looked at, if nothing was written since."""
        clients = {proposal.client for proposal in chosen}
        looked = self._looked
        is_fresh = looked and looked.at == head(session) and clients <= looked.outcomes.keys()
        return [
            looked if looked and is_fresh and looked.through == day else _Look.of(session, day)
            for day in dict.fromkeys(proposal.through for proposal in chosen)
        ]

    def _rows(self, outcome: Outcome, look: _Look, day: date) -> Iterable[ReviewRow]:
        receiver = look.receivers[outcome.client]
        name = receiver.party.name
        if not outcome.proposals:
            nothing = Money.zero(receiver.currency)
            yield ReviewRow(
                outcome.client,
                name,
                say(N_("Nothing to bill")),
                Readiness.BLOCKED if outcome.is_blocked else Readiness.NOTHING,
                receiver.currency,
                nothing,
                nothing,
                nothing,
                None,
                outcome.exceptions,
            )
        for proposal in outcome.proposals:
            unprintable = self._unprintable(proposal, look, day)
            exceptions = [*outcome.exceptions, *unprintable]
            if not proposal.is_issuable:
                exceptions.append(
                    Exceptional(
                        outcome.client,
                        Level.LOOK,
                        say(
                            N_("Only lines of nothing: no document is issued for {client}."),
                            client=name,
                        ),
                        matter=Matter.NO_DOCUMENT,
                    )
                )
            yield _row(outcome, proposal, name, tuple(exceptions))

    def _unprintable(self, proposal: Proposal, look: _Look, day: date) -> Iterable[Exceptional]:
        (document,) = self._documents([proposal], look.receivers, look.numbers, day, look.drafts)
        for sentence in self._press.unprintable(document):
            yield Exceptional(proposal.client, Level.LOOK, sentence, matter=Matter.UNPRINTABLE)

    def _documents(
        self,
        proposals: Iterable[Proposal],
        receivers: dict[str, Receiver],
        numbers: NumberSource,
        on: date,
        drafts: _Drafts | None = None,
    ) -> list[Document]:
        known = _Drafts() if drafts is None else drafts
        found = list[Document]()
        for proposal in proposals:
            number = numbers.draw(kind_of(proposal), on)
            document = known.of(proposal, on)
            if document is None:
                receiver = receivers[proposal.client]
                document = self._document(proposal, numbers.sender, receiver, number, on)
                known.keep(proposal, document)
            elif document.number != number.text:
                document = replace(
                    document, number=number.text, series=number.series, seq=number.seq
                )
            found.append(document)
        return found

    def _document(
        self,
        proposal: Proposal,
        sender: Sender,
        receiver: Receiver,
        number: Number,
        on: date,
    ) -> Document:
        language = self._languages.get(receiver.locale)
        kind = kind_of(proposal)
        is_invoice = kind is DocumentKind.INVOICE
        return Document(
            number=number.text,
            kind=kind,
            client=proposal.client,
            date=on,
            due=receiver.terms.due(on) if is_invoice else None,
            currency=proposal.currency,
            locale=receiver.locale,
            seller=sender.party,
            buyer=receiver.party,
            bank=sender.bank,
            po_number=proposal.po_number,
            lines=document_lines(proposal, language.tell),
            taxes=document_taxes(proposal),
            corrects=corrected(proposal),
            reason="" if is_invoice else language.say(N_("Corrections to earlier invoices")),
            note=sender.note,
            through=proposal.through,
            series=number.series,
            seq=number.seq,
            rounding=document_rounding(proposal),
            discount=receiver.terms.discount(on, proposal.payable) if is_invoice else None,
            tax_rounding=proposal.tax_rounding,
            details=receiver.details,
            work=document_work(proposal, language.tell),
        )


class NumberSource:
    """Hands out the next numbers of each series, as the series stood when we looked."""

    def __init__(self, sender: Sender, last: dict[str, int]) -> None:
        """Begin after the last numbers drawn."""
        self.sender = sender
        self._last = dict(last)

    def draw(self, kind: DocumentKind, on: date) -> Number:
        """The next number for a document of this kind and date."""
        is_invoice = kind is DocumentKind.INVOICE
        sender = self.sender
        series = series_of(sender.invoice_pattern if is_invoice else sender.credit_note_pattern, on)
        following = self._last.get(series, 0) + 1
        if is_invoice and sender.next_number and not self._last:
            following = max(following, sender.next_number)
        self._last[series] = following
        return number_of(series, following)


class _Drafts:
    """The documents that were made of proposals, with the numbers they would get."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], tuple[Proposal, Document]] = {}

    def keep(self, proposal: Proposal, document: Document) -> None:
        """Remember what became of a proposal."""
        self._made[proposal.client, proposal.po_number] = proposal, document

    def of(self, proposal: Proposal, on: date) -> Document | None:
        """The document of this very proposal and date, if it was made."""
        made = self._made.get((proposal.client, proposal.po_number))
        return made[1] if made and made[1].date == on and made[0] == proposal else None


@dataclass(frozen=True, slots=True)
class _Look:
    """What the engine said of clients by a day, and where the history stood at that moment.

    While it stands there, all facts are the same, and so is what follows from them.
    """

    at: str
    through: date
    sender: Sender
    receivers: dict[str, Receiver]
    book: Book
    clients: Mapping[str, ClientFacts]
    outcomes: Mapping[str, Outcome]
    numbers: NumberSource
    drafts: _Drafts = field(default_factory=_Drafts)

    @classmethod
    def of(cls, session: Session, through: date, client: str | None = None) -> _Look:
        """Gather and decide; raises NoSuchClientError."""
        sender = sender_of(session)
        receivers = receivers_of(session, sender)
        if client is not None and client not in receivers:
            raise NoSuchClientError(code=client)
        book = book_of(session)
        clients = {facts.code: facts for facts in client_facts(session, client)}
        outcomes = {code: propose(book, facts, through) for code, facts in clients.items()}
        numbers = NumberSource(sender, last_numbers(session))
        return cls(head(session), through, sender, receivers, book, clients, outcomes, numbers)


def _settlements(
    session: Session, look: _Look, chosen: Sequence[Proposal]
) -> dict[str, Settlement]:
    """How far each client is settled once all that it is proposed is issued."""
    fingerprints = fingerprints_of(session)
    found: dict[str, Settlement] = {}
    for code, proposals in _by_client(chosen).items():
        outcome = look.outcomes[code]
        is_all = not outcome.is_blocked and len(proposals) == len(outcome.proposals)
        if is_all and outcome.settled:
            settlement = settlement_of(
                look.book, look.clients[code], look.through, outcome.settled, fingerprints
            )
            if settlement:
                found[code] = settlement
    return found


def _by_client(proposals: Iterable[Proposal]) -> dict[str, list[Proposal]]:
    found: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        found.setdefault(proposal.client, []).append(proposal)
    return found


def _unchanged(
    looks: Iterable[_Look], chosen: Sequence[Proposal], receivers: dict[str, Receiver]
) -> None:
    """Refuse when a proposal is no longer what the engine says, or its client is blocked."""
    by_day = {look.through: look.outcomes for look in looks}
    for seen in chosen:
        now = by_day[seen.through].get(seen.client)
        name = receivers[seen.client].party.name if seen.client in receivers else seen.client
        if now is None or seen not in now.proposals:
            raise ProposalOutdatedError(client=name)
        if now.is_blocked:
            reason = next(e.sentence for e in now.exceptions if e.level is Level.BLOCK)
            raise BlockedError(client=name, reason=reason)


def _row(
    outcome: Outcome, proposal: Proposal, name: str, exceptions: tuple[Exceptional, ...]
) -> ReviewRow:
    recurring = Money.total(
        (line.net for line in proposal.lines if _recurs(line)), proposal.currency
    )
    if outcome.is_blocked:
        readiness = Readiness.BLOCKED
    elif not proposal.is_issuable:
        readiness = Readiness.NOTHING
    else:
        readiness = Readiness.LOOK if exceptions else Readiness.READY
    return ReviewRow(
        outcome.client,
        name,
        exceptions[0].sentence if exceptions else _summary(proposal),
        readiness,
        proposal.currency,
        recurring,
        proposal.net - recurring,
        proposal.total,
        proposal,
        exceptions,
    )


_RECURRING = {ChargeKind.FEE.value, ChargeKind.RECURRING.value}


def _recurs(line: Line) -> bool:
    """Whether a line is of an agreement's recurring charges, or a discount on those."""
    is_discount = line.source == ChargeKind.DISCOUNT.value and bool(line.agreement)
    return line.source in _RECURRING or is_discount


def _summary(proposal: Proposal) -> Sentence:
    """The first things on the document, in a few words."""
    titles = list(dict.fromkeys(line.title for line in proposal.lines))
    if len(titles) == 1:
        return titles[0]
    if len(titles) == 2:  # noqa: PLR2004
        return say("{first}, {second}", first=titles[0], second=titles[1])
    return say(
        N_("{first}, {second} and {count} more"),
        first=titles[0],
        second=titles[1],
        count=len(titles) - 2,
    )
