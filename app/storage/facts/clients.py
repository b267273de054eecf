"""The clients' side of the facts: each table is read once and dealt out to the clients."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from sqlalchemy import select

from app import models as m
from app.domain.agreement import Block, Measure
from app.domain.facts import Asset, ClientFacts, Decision, Verdict
from app.domain.fingerprint import Fingerprints
from app.domain.period import NEVER
from app.domain.settled import can_settle
from app.domain.tax import Treatment
from app.storage.facts.agreements import agreements_of
from app.storage.facts.book import book_of, catalog_of
from app.storage.facts.cells import day, rate, texts
from app.storage.facts.ledger import last_nets_of, ledger_of
from app.storage.facts.prices import deposit, document_discount, named
from app.storage.facts.since import Wanted
from app.storage.facts.terms import client_terms
from app.storage.facts.work import expenses_of, time_of
from app.storage.rows import by_owner, read_rows
from app.storage.settling import settlements

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from app.domain.catalog import Item
    from app.domain.stock import Settlement
    from app.storage.rows import Plain


def client_facts(session: Session, code: str | None = None) -> list[ClientFacts]:
    """The facts of every client, or of one, in the order of their texts.

    What is settled is left out, as long as the facts before it are the same.
    """
    return _facts(session, code, _settled)


def whole_facts(session: Session, code: str) -> ClientFacts | None:
    """The facts of one client from the first day on, whatever is settled; nothing if none."""
    return next(iter(_facts(session, code, _unsettled)), None)


def _facts(session: Session, code: str | None, settled_of: _Settled) -> list[ClientFacts]:
    currency, zone = session.execute(select(m.Company.currency, m.Company.timezone)).one()
    columns = "id code name currency timezone treatment tax_reason tax_id po_required"
    rows = [
        row for row in read_rows(session, "client", columns, order="code") if code in {None, row[1]}
    ]
    currencies = {row[0]: row[3] or currency for row in rows}
    zones = {row[0]: row[4] or zone for row in rows}
    items = catalog_of(session, currency)
    lasting = dict(_lasting(session, rows, currencies, items))
    settled, others = settled_of(session, lasting, items)
    clients = () if code is None else (m.Client.code == code,)
    wanted = Wanted(clients, currencies, zones, others)
    time = time_of(session, wanted)
    expenses = expenses_of(session, wanted, items)
    ledger = ledger_of(session, wanted)
    return [
        replace(
            facts,
            time=tuple(time.get(id_, ())),
            expenses=tuple(expenses.get(id_, ())),
            ledger=ledger.get(id_, {}),
            settled=settled.get(id_),
        )
        if id_ in time or id_ in expenses or id_ in ledger or id_ in settled
        else facts
        for id_, facts in lasting.items()
    ]


def fingerprints_of(session: Session) -> Fingerprints:
    """What tells whether the facts before a day are the same: the book, the catalog, a client's."""
    book = book_of(session)
    return Fingerprints(book, catalog_of(session, book.currency))


def _lasting(
    session: Session,
    rows: Sequence[Plain],
    currencies: Mapping[int, str],
    items: Mapping[int, Item],
) -> Iterator[tuple[int, ClientFacts]]:
    """What was agreed and decided with each client, without what happened since."""
    agreements = agreements_of(session, currencies, items)
    assets = _assets(session)
    blocks = _blocks(session, currencies)
    discounts = by_owner(read_rows(session, "client_discount", "client_id name body"))
    deposits = by_owner(read_rows(session, "deposit", "client_id name body"))
    terms = by_owner(read_rows(session, "client_term", "client_id term since value"))
    last = last_nets_of(session)
    decisions = {
        charge: Decision(Verdict(verdict), reason)
        for charge, verdict, reason in read_rows(session, "decision", "charge verdict reason")
    }
    for id_, code, name, _, _, treatment, tax_reason, tax_id, po_required in rows:
        currency = currencies[id_]
        yield (
            id_,
            ClientFacts(
                code=code,
                name=name or code,
                currency=currency,
                treatment=Treatment(treatment),
                exemption_reason=tax_reason,
                tax_id=tax_id,
                po_required=bool(po_required),
                agreements=tuple(agreements.get(id_, ())),
                devices=tuple(assets.get((id_, "device"), ())),
                users=tuple(assets.get((id_, "user"), ())),
                blocks=tuple(blocks.get(id_, ())),
                discounts=named(discounts.get(id_, ()), document_discount(currency)),
                deposits=named(deposits.get(id_, ()), deposit(currency)),
                decisions=decisions,
                last_net=last.get(id_),
                **client_terms(tuple(terms.get(id_, ())), currency),
            ),
        )


def _settled(
    session: Session, lasting: Mapping[int, ClientFacts], items: Mapping[int, Item]
) -> tuple[Mapping[int, Settlement], tuple[int, ...]]:
    """The settlements that hold, and whose do not."""
    kept = settlements(session)
    if not kept:
        return {}, ()
    seen = Fingerprints(book_of(session), items)
    holding = {
        id_: found
        for id_, facts in lasting.items()
        if (found := kept.get(id_))
        and can_settle(facts)
        and seen.of(facts, found.until) == found.fingerprint
    }
    return holding, tuple(kept.keys() - holding.keys())


def _unsettled(
    session: Session, lasting: Mapping[int, ClientFacts], items: Mapping[int, Item]
) -> tuple[Mapping[int, Settlement], tuple[int, ...]]:
    """As if none held."""
    del lasting, items
    return {}, tuple(settlements(session))


_Settled = Callable[
    ["Session", "Mapping[int, ClientFacts]", "Mapping[int, Item]"],
    "tuple[Mapping[int, Settlement], tuple[int, ...]]",
]


def _assets(session: Session) -> Mapping[tuple[int, str], Sequence[Asset]]:
    """Devices and users by their client and what they are."""
    active = by_owner(read_rows(session, "asset_active", "asset_id start end"))
    found: dict[tuple[int, str], list[Asset]] = defaultdict(list)
    for id_, client, what, name, type_ in read_rows(
        session, "asset", "id client_id what name type"
    ):
        stretches = tuple(
            (day(start), NEVER if end is None else day(end)) for start, end in active.get(id_, ())
        )
        found[client, what].append(Asset(name, type_, stretches))
    return found


def _blocks(session: Session, currencies: Mapping[int, str]) -> Mapping[int, Sequence[Block]]:
    columns = "client_id name amount bought expires price taxes used measure work_types"
    found: dict[int, list[Block]] = defaultdict(list)
    for client, *row in read_rows(session, "block", columns):
        if client in currencies:
            found[client].append(_block(currencies[client], *row))
    return found


def _block(  # noqa: PLR0917 - a row's columns in their order
    currency: str,
    name: str,
    amount: str,
    bought: str,
    expires: str | None,
    price: int,
    taxes: str,
    used: str | None,
    measure: str,
    work_types: str,
) -> Block:
    return Block(
        name,
        Fraction(amount),
        day(bought),
        NEVER if expires is None else day(expires),
        rate(price, currency).times(1),
        texts(taxes),
        None if used is None else Fraction(used),
        Measure(measure),
        texts(work_types),
    )
