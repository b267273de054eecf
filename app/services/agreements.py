"""Agreements as they are looked at: the list, their health, and the invoices to come."""

from __future__ import annotations

import calendar
import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import select

from app import models as m
from app.domain import health, year
from app.domain.billing import Level
from app.domain.clock import today
from app.domain.dashboard import a_months_worth
from app.domain.errors import InvalidError
from app.domain.health import Beside, Finding
from app.domain.meters import Meter, meters
from app.domain.money import Money, decimals
from app.domain.period import NEVER, Cycle, Unit, add_months
from app.domain.quantity import quantity_of
from app.domain.recurring import sources
from app.domain.sentence import N_, Sentence, say
from app.storage.facts import book_of, client_facts
from app.storage.parties import sender_of
from app.storage.records import related_records, write_records
from app.storage.scratch import scratch
from app.workbook.billed_terms import BilledUse
from app.workbook.change import Change, change_of, present
from app.workbook.fields import amount_text
from app.workbook.following import Following, following
from app.workbook.merging import around, joined
from app.workbook.shape.workbook import FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.orm import Session

    from app.domain.agreement import Agreement
    from app.domain.billing import Outcome
    from app.domain.clock import Clock
    from app.domain.errors import Problem
    from app.domain.facts import Book, ClientFacts
    from app.storage.store import Store
    from app.workbook.merging import Path
    from app.workbook.reading import Record
    from app.workbook.shape.workbook import Workbook

MONTHS = 12


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement, as the list shows it; `recurring` is what a period costs as of today."""

    number: str
    name: str
    client: str
    client_name: str
    type: str
    status: str
    start: date
    end: date | None
    recurring: Money
    every: int
    unit: str
    findings: tuple[Finding, ...]

    @property
    def path(self) -> Path:
        """Where its record is."""
        return ("clients", self.client, "agreements", self.number)


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One line of an invoice to come."""

    title: Sentence
    net: Money


@dataclass(frozen=True, slots=True)
class Month:
    """What a month end would bill, and what it would have billed without the change."""

    through: date
    net: Money
    before: Money
    lines: tuple[MonthLine, ...]

    @property
    def difference(self) -> Money:
        """What the change makes of it."""
        return self.net - self.before


@dataclass(frozen=True, slots=True)
class YearPreview:
    """The invoices of a client in a year, with a change applied; or why it cannot be."""

    months: tuple[Month, ...] = ()
    now: tuple[Sentence, ...] = ()
    """What each part of the agreement comes to as of today, and what it was before."""
    findings: tuple[Finding, ...] = ()
    meters: tuple[Meter, ...] = ()
    """What is used of what is included, with the change."""
    currency: str = ""
    blocked: Sentence | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Raised:
    """One agreement whose prices would be raised: what a period costs before and after."""

    number: str
    name: str
    prices: int
    before: Money
    after: Money


@dataclass(frozen=True, slots=True)
class Raise:
    """A raise of many agreements: the edit that makes it, and what it means for each."""

    patch: Record
    rows: tuple[Raised, ...]


class AgreementService:
    """Looks at agreements."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on a store; the clock says what holds today."""
        self._store = store
        self._clock = clock

    def list(self) -> tuple[AgreementRow, ...]:
        """All agreements, by client."""
        with self._store.read() as session:
            if session.execute(select(m.Company.id)).first() is None:
                return ()
            now = today(self._clock, sender_of(session).timezone)
            beside = _beside(session, now)
            facts = client_facts(session)
        rows = [
            _row(agreement, client, *beside[agreement.number], now)
            for client in facts
            for agreement in client.agreements
        ]
        return tuple(sorted(rows, key=lambda row: (row.client_name.casefold(), row.number)))

    def raise_of(self, paths: Iterable[Path], percent: Decimal, since: str) -> Raise:
        """The edit that raises fees and prices from a day on; nothing is written."""
        wanted = {path[-1]: path for path in paths}
        with self._store.read() as session:
            file = {"clients": [{"code": code} for code in {path[1] for path in paths}]}
            old = present(related_records(session, file))
            currency = sender_of(session).currency
        patch: Record = {}
        rows: list[Raised] = []
        for client in old.get("clients", ()):
            for agreement in client.get("agreements", ()):
                path = wanted.get(agreement["number"])
                if path is None:
                    continue
                own = client.get("currency") or currency
                raised = _raised(agreement, percent, since, decimals(own))
                if raised is None:
                    continue
                record, prices, before, after = raised
                patch = joined(patch, around(path, record))
                rows.append(
                    Raised(
                        agreement["number"],
                        agreement.get("name") or agreement["number"],
                        prices,
                        Money.rounded(before, own),
                        Money.rounded(after, own),
                    )
                )
        return Raise(patch, tuple(rows))

    def monthly(self, currency: str) -> Money:
        """What active agreements in a currency will bill in a month, as of today."""
        rows = [row for row in self.list() if row.status == "active"]
        start = date(2001, 1, 1)
        return a_months_worth(
            (
                (Cycle(row.every, Unit(row.unit), start).period(0), row.recurring.minor)
                for row in rows
                if row.recurring.currency == currency
            ),
            currency,
        )

    def following(self, type_: str, changed: Record) -> tuple[Following, ...]:
        """The agreements of a type, each with what a change of it would do to them."""
        with self._store.read() as session:
            codes = session.execute(
                select(m.Client.code)
                .join(m.Agreement, m.Agreement.client_id == m.Client.id)
                .join(m.AgreementType, m.AgreementType.id == m.Agreement.type_id)
                .where(m.AgreementType.name == type_)
                .distinct()
                .order_by(m.Client.code)
            ).scalars()
            file = {
                "clients": [{"code": code} for code in codes],
                "agreement_types": [{"name": type_}],
            }
            old = present(related_records(session, file))
        was: Record = {}
        for each in old.get("agreement_types", ()):
            was = each if each["name"] == type_ else was
        return tuple(following(type_, was, changed, old))

    def preview_year(self, patch: Record, path: Path) -> YearPreview:
        """The next twelve month ends with a change applied, beside the same without it.

        Nothing is written: the change is laid over a copy in memory, and the engine that bills
        proposes one month end after the other.
        """
        client, number = path[1], path[-1]
        with self._store.read() as session:
            now = today(self._clock, sender_of(session).timezone)
            book = book_of(session)
            real = next(iter(client_facts(session, client)), None)
            file = {"format": FORMAT, **patch}
            old = present(related_records(session, file))
            uncosted = _uncosted(session)
        try:
            change = change_of(old, file)
        except InvalidError as error:
            return YearPreview(problems=error.problems)
        if problems := tuple(change.problems(BilledUse)):
            return YearPreview(problems=problems)
        book_then, then = _applied(change, client, book, real)
        throughs = [_month_end(add_months(now.replace(day=1), i)) for i in range(MONTHS)]
        after = list(year.outcomes(book_then, then, throughs))
        before = list(year.outcomes(book, real, throughs)) if real else [None] * MONTHS
        found = next((a for a in then.agreements if a.number == number), None)
        record = change.workbook
        beside = _beside_then(record, path, uncosted, now)
        return YearPreview(
            tuple(
                _month(through, new, was, then.currency)
                for through, new, was in zip(throughs, after, before, strict=True)
            ),
            tuple(_now(found, then, now)) if found else (),
            health.findings(found, then, beside, now) if found else (),
            meters(then, book_then, number, now),
            then.currency,
            next((e.sentence for o in after for e in o.exceptions if e.level is Level.BLOCK), None),
        )


def _raised(
    agreement: Record, percent: Decimal, since: str, places: int
) -> tuple[Record, int, Decimal, Decimal] | None:
    """The keys that raise an agreement, how many prices that are, and their sums."""
    start, before, after, prices = agreement["start"], Decimal(0), Decimal(0), 0
    record: Record = {}

    def raising(value: Any) -> Any:  # noqa: ANN401 - a dated price
        nonlocal before, after, prices
        is_dated = isinstance(value, list)
        steps = cast("list[list[str]]", value) if is_dated else [[start, value]]
        kept = [step for step in steps if step[0] < since]
        if not kept or not Decimal(kept[-1][1]):
            return None
        last = Decimal(kept[-1][1])
        new = (last * (100 + percent) / 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        before, after, prices = before + last, after + new, prices + 1
        return [*kept, [since, amount_text(new)]]

    if agreement.get("fee") and (fee := raising(agreement["fee"])):
        record["fee"] = fee
    additions = [
        {"name": addition["name"], "price": price}
        for addition in agreement.get("additions", ())
        if addition.get("price") and (price := raising(addition["price"]))
    ]
    if additions:
        record["additions"] = additions
    return (record, prices, before, after) if record else None


def _applied(
    change: Change, client: str, book: Book, real: ClientFacts | None
) -> tuple[Book, ClientFacts]:
    """The engine's facts as they would be: written into tables in memory, and read from there."""
    whole = change.workbook.model_dump(mode="json")
    sections = "taxes items roles work_types calendars sla_policies agreement_types clients".split()
    with scratch() as session:
        write_records(
            session,
            {"company": [whole["company"]], **{section: whole[section] for section in sections}},
        )
        session.flush()
        own = book_of(session)
        (then,) = client_facts(session, client)
    if real:
        then = replace(
            then,
            time=real.time,
            expenses=real.expenses,
            ledger=real.ledger,
            decisions=real.decisions,
            last_net=real.last_net,
        )
    book = replace(
        book,
        taxes={**book.taxes, **own.taxes},
        roles={**book.roles, **own.roles},
        work_types={**book.work_types, **own.work_types},
    )
    return book, then


def _beside(session: Session, now: date) -> dict[str, tuple[str, Beside]]:
    """The type's name of each agreement, and what its health rests on."""
    uncosted = _uncosted(session)
    own = _promised(session, m.AgreementTerm, m.AgreementTerm.agreement_id, now)
    theirs = _promised(session, m.ClientTerm, m.ClientTerm.client_id, now)
    rows = session.execute(
        select(
            m.Agreement.id,
            m.Agreement.client_id,
            m.Agreement.number,
            m.Agreement.kind,
            m.AgreementType.name.label("type"),
            m.AgreementType.body,
            m.SlaPolicy.name.label("sla"),
        )
        .outerjoin(m.AgreementType, m.AgreementType.id == m.Agreement.type_id)
        .outerjoin(m.SlaPolicy, m.SlaPolicy.id == m.Agreement.sla_policy_id)
    ).all()
    found: dict[str, tuple[str, Beside]] = {}
    for row in rows:
        body: dict[str, Any] = json.loads(row.body) if row.body else {}
        kind = row.kind or body.get("kind") or ""
        found[row.number] = (
            row.type or "",
            Beside(
                row.sla or own.get(row.id, body.get("sla")) or theirs.get(row.client_id) or "",
                kind,
                uncosted,
            ),
        )
    return found


def _uncosted(session: Session) -> frozenset[str]:
    """The items without a cost."""
    costed = select(m.ItemPrice.item_id).where(m.ItemPrice.what == "cost")
    return frozenset(session.execute(select(m.Item.sku).where(m.Item.id.not_in(costed))).scalars())


def _beside_then(record: Workbook, path: Path, uncosted: frozenset[str], now: date) -> Beside:
    """What the health of an agreement will rest on, with what its type and its client say."""
    client = next((each for each in record.clients if each.code == path[1]), None)
    own = next((a for a in client.agreements if a.number == path[-1]), None) if client else None
    if client is None or own is None:
        return Beside()
    type_ = next((each for each in record.agreement_types if each.name == own.type), None)
    bare = type_.sla if type_ else None
    sla = _sla_at(bare if own.sla is None else own.sla, now) or _sla_at(client.sla, now)
    return Beside(sla, own.kind or (type_.kind if type_ else None) or "", uncosted)


def _promised(session: Session, model: Any, owner: Any, now: date) -> dict[int, str]:  # noqa: ANN401
    """The SLA policy of each owner as of a day, where it is a dated term."""
    rows = session.execute(
        select(owner, model.value)
        .where(model.term == "sla", model.since <= now)
        .order_by(model.since)
    ).all()
    return {row[0]: json.loads(row[1]) or "" for row in rows}


def _sla_at(value: Any, day: date) -> str:  # noqa: ANN401 - bare or dated
    """The policy that holds on a day."""
    if not isinstance(value, list):
        return str(value or "")
    steps = cast("list[tuple[date, str | None]]", value)
    return next((name or "" for since, name in reversed(steps) if since <= day), "")


def _row(
    agreement: Agreement, client: ClientFacts, type_: str, beside: Beside, now: date
) -> AgreementRow:
    status = agreement.status.at(max(now, agreement.start), None)
    word = status.value if status else "draft"
    if agreement.end <= now and word == "active":
        word = "ended"
    cycle = agreement.cycle.at(now, None) or agreement.cycle.steps[0][1]
    return AgreementRow(
        agreement.number,
        agreement.name,
        client.code,
        client.name,
        type_,
        word,
        agreement.start,
        None if agreement.end == NEVER else agreement.end,
        _recurring(agreement, client, now),
        cycle.every,
        cycle.unit.value,
        health.findings(agreement, client, beside, now),
    )


def _recurring(agreement: Agreement, client: ClientFacts, now: date) -> Money:
    """What a whole period costs as of today: the fee, and each addition's quantity at its price."""
    day = max(now, agreement.start)
    total = Money.zero(client.currency)
    for source in sources(agreement, client, add_months(day, 1)):
        scheme = source.price.at(day, None)
        quantity = source.quantity.at(day, Decimal(0))
        if scheme is not None and quantity:
            amount = scheme.amount(quantity)
            total += Money.rounded(amount, client.currency)
    return total


def _now(agreement: Agreement, client: ClientFacts, now: date) -> Iterator[Sentence]:
    """What each addition comes to: `Workstations: 12 × €45.00, was 11 until 14 March`."""
    for addition in agreement.additions:
        quantity = quantity_of(addition, client)
        price = addition.price.at(now, None) or addition.item.price.at(now, None)
        count = quantity.at(now, Decimal(0))
        past = [(day, value) for day, value in quantity.steps if day <= now]
        if price is None:
            yield say(N_("{name}: {count}"), name=addition.name, count=count)
        elif len(past) > 1 and past[-2][1]:
            yield say(
                N_("{name}: {count} × {price}, was {before} until {day}"),
                name=addition.name,
                count=count,
                price=price,
                before=past[-2][1],
                day=past[-1][0],
            )
        else:
            yield say(N_("{name}: {count} × {price}"), name=addition.name, count=count, price=price)


def _month(through: date, new: Outcome, was: Outcome | None, currency: str) -> Month:
    lines = tuple(
        MonthLine(line.title, line.net) for proposal in new.proposals for line in proposal.lines
    )
    return Month(through, _net((new,), currency), _net((was,) if was else (), currency), lines)


def _net(outcomes: Iterable[Outcome], currency: str) -> Money:
    return Money.total(
        (p.net for outcome in outcomes for p in outcome.proposals if p.currency == currency),
        currency,
    )


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
