"""From rows to the engine's facts: a few set-based queries for all clients at once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select

from app import models as m
from app.domain.agreement import (
    Addition,
    AfterHours,
    Agreement,
    Allowance,
    Answer,
    Block,
    Counts,
    CoverageRule,
    Labour,
    Measure,
    Proration,
    RateRule,
    Status,
    Uplift,
)
from app.domain.cash import Cash
from app.domain.catalog import Category, Codes, Item, Per, Role, Rounding, Tax, WorkType
from app.domain.dated import Dated
from app.domain.facts import (
    Asset,
    Billed,
    Book,
    ClientFacts,
    Decision,
    Expense,
    TimeEntry,
    Verdict,
)
from app.domain.fingerprint import Fingerprints
from app.domain.money import Money, Rate
from app.domain.period import ALWAYS, NEVER, Cycle, Period, Timing, Unit
from app.domain.plain import taxes_from
from app.domain.renewal import Renewal
from app.domain.settled import can_settle
from app.domain.tax import TaxRounding, Treatment
from app.storage.calendars import calendar_of
from app.storage.price_facts import deposit, discount, document_discount, named, scheme
from app.storage.settling import settlements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy.orm import Session

    from app.domain.stock import Settlement

T = TypeVar("T")


def book_of(session: Session) -> Book:
    """The company's side: what holds for all clients."""
    company = session.execute(select(*m.Company.__table__.columns)).one()
    currency = company.currency
    rates = _grouped(session, m.TaxRate, "tax_id")
    prices = _grouped(session, m.RolePrice, "role_id")
    terms = _terms(session, m.WorkTypeTerm, "work_type_id")
    own = _terms(session, m.CompanyTerm, "company_id").get(company.id, {})
    taxes = {
        row.code: Tax(
            row.code,
            row.name,
            Category(row.category),
            Dated.of((rate.since, rate.rate) for rate in rates[row.id])
            or (
                Dated.always(Decimal(0)) if row.category != Category.STANDARD else Dated[Decimal]()
            ),
            row.reason,
            bool(row.compound),
            bool(row.inclusive),
        )
        for row in _all(session, m.Tax)
    }
    roles = {
        row.name: Role(
            row.name,
            Dated.of(
                (price.since, Rate(price.amount, currency))
                for price in prices[row.id]
                if price.what == "price"
            ),
        )
        for row in _all(session, m.Role)
    }
    work_types = {
        row.name: _work_type(row.name, terms[row.id]) for row in _all(session, m.WorkType)
    }
    calendars = {
        row.name: calendar_of(row.name, _body(row.body), company.timezone)
        for row in _all(session, m.Calendar)
    }
    return Book(
        currency,
        taxes,
        roles,
        work_types,
        TaxRounding(company.tax_rounding),
        company.billed_until,
        calendars,
        Cash.of(json.loads(company.cash_rounding), currency),
        _dated(own, "after_hours", _after_hours),
        _only(own, "labour", Labour) or Labour.ENTRY,
        show_covered=bool(_only(own, "show_covered", bool)),
    )


def client_facts(session: Session, code: str | None = None) -> list[ClientFacts]:
    """The facts of every client, or of one, in the order of their codes.

    What is settled is left out, as long as the facts before it are the same.
    """
    return _Gatherer(session, code).clients()


def fingerprints_of(session: Session) -> Fingerprints:
    """What tells whether the facts before a day are the same: the book, the catalog, a client's."""
    return Fingerprints(book_of(session), _Gatherer(session, None).catalog())


class _Gatherer:
    """Reads each table once and deals its rows out to the clients."""

    def __init__(self, session: Session, code: str | None) -> None:
        self.session = session
        self.company = session.execute(select(*m.Company.__table__.columns)).one()
        self._wanted = () if code is None else (m.Client.code == code,)
        clients = select(*m.Client.__table__.columns).where(*self._wanted)
        self.rows = session.execute(clients.order_by(m.Client.code)).all()

    def clients(self) -> list[ClientFacts]:
        session = self.session
        self.items = self.catalog()
        terms = _terms(session, m.ClientTerm, "client_id")
        assets = self._assets()
        agreements = self._agreements()
        blocks = _grouped(session, m.Block, "client_id")
        discounts = _grouped(session, m.ClientDiscount, "client_id")
        deposits = _grouped(session, m.Deposit, "client_id")
        last = self._last_nets()
        decisions = {
            row.charge: Decision(Verdict(row.verdict), row.reason)
            for row in session.execute(select(*m.Decision.__table__.columns)).all()
        }
        known = {
            row.id: ClientFacts(
                code=row.code,
                name=row.name or row.code,
                currency=self._currency(row),
                treatment=Treatment(row.treatment),
                exemption_reason=row.tax_reason,
                tax_id=row.tax_id,
                po_required=bool(row.po_required),
                agreements=tuple(agreements.get(row.id, ())),
                devices=tuple(assets[row.id, "device"]),
                users=tuple(assets[row.id, "user"]),
                rates=_dated(terms[row.id], "rates", _rate_rules(self._currency(row))),
                blocks=tuple(_block(found, self._currency(row)) for found in blocks[row.id]),
                discounts=named(discounts[row.id], document_discount(self._currency(row))),
                deposits=named(deposits[row.id], deposit(self._currency(row))),
                decisions=decisions,
                last_net=last.get(row.id),
            )
            for row in self.rows
        }
        settled, others = self._settled(known)
        time = self._time(others)
        expenses = self._expenses(others)
        ledger = self._ledger(others)
        return [
            replace(
                facts,
                time=tuple(time[id_]),
                expenses=tuple(expenses[id_]),
                ledger=ledger[id_],
                settled=settled.get(id_),
            )
            for id_, facts in known.items()
        ]

    def _settled(
        self, known: Mapping[int, ClientFacts]
    ) -> tuple[dict[int, Settlement], tuple[int, ...]]:
        """The settlements that hold, and whose do not."""
        kept = settlements(self.session)
        if not kept:
            return {}, ()
        book = book_of(self.session)
        seen = Fingerprints(book, self.items)
        holding = {
            id_: found
            for id_, facts in known.items()
            if (found := kept.get(id_))
            and can_settle(facts)
            and seen.of(facts, found.until) == found.fingerprint
        }
        return holding, tuple(kept.keys() - holding.keys())

    def _currency(self, row: Any) -> str:  # noqa: ANN401 - a client's row
        return row.currency or self.company.currency

    def catalog(self) -> dict[int, Item]:
        prices = _grouped(self.session, m.ItemPrice, "item_id")
        terms = _terms(self.session, m.ItemTerm, "item_id")
        return {
            row.id: Item(
                row.sku,
                row.name or row.sku,
                row.unit,
                Dated.of(
                    (price.since, Rate(price.amount, row.currency or self.company.currency))
                    for price in prices[row.id]
                    if price.what == "price"
                ),
                _dated(terms[row.id], "taxes", _codes),
                _dated(terms[row.id], "pricing", scheme(row.currency or self.company.currency)),
            )
            for row in _all(self.session, m.Item)
        }

    def _assets(self) -> dict[tuple[int, str], list[Asset]]:
        active = _grouped(self.session, m.AssetActive, "asset_id")
        found: dict[tuple[int, str], list[Asset]] = defaultdict(list)
        for row in _all(self.session, m.Asset):
            stretches = tuple((part.start, part.end or NEVER) for part in active[row.id])
            found[row.client_id, row.what].append(Asset(row.name, row.type, stretches))
        return found

    def _agreements(self) -> dict[int, list[Agreement]]:
        session = self.session
        fees = _grouped(session, m.AgreementFee, "agreement_id")
        terms = _terms(session, m.AgreementTerm, "agreement_id")
        discounts = _grouped(session, m.AgreementDiscount, "agreement_id")
        types = {
            row.id: _body(row.body).get("cycle")
            for row in session.execute(select(m.AgreementType.id, m.AgreementType.body)).all()
        }
        currencies = {row.id: self._currency(row) for row in self.rows}
        additions = self._additions()
        found: dict[int, list[Agreement]] = defaultdict(list)
        for row in session.execute(
            select(*m.Agreement.__table__.columns).order_by(m.Agreement.number)
        ).all():
            if row.client_id not in currencies:
                continue
            currency = currencies[row.client_id]
            own = terms[row.id]
            cycle = _dated(own, "cycle", _cycle(row.start))
            if not cycle:
                cycle = Dated.always(_cycle(row.start)(types.get(row.type_id)))
            found[row.client_id].append(
                Agreement(
                    number=row.number,
                    name=row.name or row.number,
                    start=row.start,
                    end=row.end or NEVER,
                    status=_dated(own, "status", Status) or Dated.always(Status.ACTIVE),
                    cycle=cycle,
                    proration=_dated(own, "proration", Proration) or Dated.always(Proration.DAILY),
                    fee=Dated.of((fee.since, Rate(fee.amount, currency)) for fee in fees[row.id]),
                    fee_taxes=_dated(own, "fee_taxes", _codes),
                    fee_discount=_dated(own, "fee_discount", discount(currency)),
                    additions=tuple(additions(row.id, currency)),
                    discounts=named(discounts[row.id], document_discount(currency)),
                    allowance=_dated(own, "allowance", _allowance(currency)),
                    coverage=_dated(own, "coverage", _coverage),
                    rates=_dated(own, "rates", _rate_rules(currency)),
                    after_hours=_dated(own, "after_hours", _after_hours),
                    uplift=_dated(own, "uplift", _uplift),
                    renewal=_dated(own, "renewal", _renewal),
                    billed_until=row.billed_until,
                    po_number=row.po_number,
                    refund=bool(row.refund),
                    show_covered=_only(own, "show_covered", bool),
                    labour=_only(own, "labour", Labour),
                )
            )
        return found

    def _additions(self) -> Callable[[int, str], Iterable[Addition]]:
        rows = _grouped(self.session, m.Addition, "agreement_id")
        prices = _grouped(self.session, m.AdditionPrice, "addition_id")
        quantities = _grouped(self.session, m.AdditionQuantity, "addition_id")
        terms = _terms(self.session, m.AdditionTerm, "addition_id")

        def of(agreement: int, currency: str) -> Iterable[Addition]:
            for row in rows[agreement]:
                own = terms[row.id]
                yield Addition(
                    name=row.name,
                    item=self.items[row.item_id],
                    quantity=Dated.of(
                        (found.since, found.quantity) for found in quantities[row.id]
                    ),
                    counts=Counts(row.counts, row.counts_type) if row.counts else None,
                    minimum=_dated(own, "minimum", Decimal),
                    price=Dated.of(
                        (found.since, Rate(found.amount, currency)) for found in prices[row.id]
                    ),
                    pricing=_dated(own, "pricing", scheme(currency)),
                    discount=_dated(own, "discount", discount(currency)),
                    proration=_dated(own, "proration", Proration),
                    taxes=_dated(own, "taxes", _codes),
                    start=row.start,
                    end=row.end,
                    po_number=row.po_number,
                )

        return of

    def _time(self, whole: Sequence[int]) -> dict[int, list[TimeEntry]]:
        zones = {row.id: ZoneInfo(row.timezone or self.company.timezone) for row in self.rows}
        currencies = {row.id: self._currency(row) for row in self.rows}
        entry, ticket, own, theirs = (
            m.TimeEntry,
            m.Ticket,
            m.Agreement,
            m.Agreement.__table__.alias(),
        )
        rows = self.session.execute(
            select(
                m.Settlement.until,
                entry.client_id,
                entry.code,
                entry.start,
                entry.minutes,
                m.WorkType.name.label("work_type"),
                m.Role.name.label("role"),
                entry.note,
                entry.rate,
                ticket.number.label("ticket"),
                ticket.summary,
                func.coalesce(own.number, theirs.c.number).label("agreement"),
            )
            .select_from(m.Client)
            .outerjoin(m.Settlement, _holds(whole))
            .join(entry, (entry.client_id == m.Client.id) & (entry.start >= _day_before(_SINCE)))
            .join(m.WorkType, m.WorkType.id == entry.work_type_id)
            .outerjoin(m.Role, m.Role.id == entry.role_id)
            .outerjoin(ticket, ticket.id == entry.ticket_id)
            .outerjoin(own, own.id == entry.agreement_id)
            .outerjoin(theirs, theirs.c.id == ticket.agreement_id)
            .where(*self._wanted)
            .order_by(entry.start, entry.code)
        ).all()
        found: dict[int, list[TimeEntry]] = defaultdict(list)
        for row in rows:
            day = row.start.astimezone(zones[row.client_id]).date()
            if row.until and day < row.until:
                continue
            found[row.client_id].append(
                TimeEntry(
                    row.code,
                    day,
                    row.start,
                    row.minutes,
                    row.work_type,
                    row.role or "",
                    row.note,
                    row.agreement or "",
                    row.ticket or "",
                    None if row.rate is None else Rate(row.rate, currencies[row.client_id]),
                    row.summary or "",
                )
            )
        return found

    def _expenses(self, whole: Sequence[int]) -> dict[int, list[Expense]]:
        currencies = {row.id: self._currency(row) for row in self.rows}
        terms = _terms(self.session, m.ExpenseTerm, "expense_id")
        rows = self.session.execute(
            select(*m.Expense.__table__.columns, m.Ticket.number.label("ticket"))
            .select_from(m.Client)
            .outerjoin(m.Settlement, _holds(whole))
            .join(m.Expense, (m.Expense.client_id == m.Client.id) & (m.Expense.day >= _SINCE))
            .outerjoin(m.Ticket, m.Ticket.id == m.Expense.ticket_id)
            .order_by(m.Expense.day, m.Expense.code)
        ).all()
        found: dict[int, list[Expense]] = defaultdict(list)
        for row in rows:
            currency = currencies.get(row.client_id)
            if currency is None:
                continue
            item = self.items.get(row.item_id) if row.item_id else None
            price = Rate(row.price, currency) if row.price is not None else None
            if price is None and item:
                price = item.price.at(row.day, None)
            codes: Codes = item.taxes.at(row.day, ()) if item else ()
            if row.taxes is not None:
                codes = _codes(json.loads(row.taxes))
            found[row.client_id].append(
                Expense(
                    row.code,
                    row.day,
                    row.description or (item.name if item else row.code),
                    item.unit if item else "each",
                    row.quantity,
                    price or Rate(Decimal(0), ""),
                    codes,
                    item,
                    row.ticket or "",
                    row.note,
                    _dated(terms[row.id], "discount", discount(currency)).at(row.day, None),
                )
            )
        return found

    def _ledger(self, whole: Sequence[int]) -> dict[int, dict[str, Billed]]:
        line, document = m.DocumentLine, m.Document
        lines = (
            select(
                line.id,
                document.client_id,
                line.charge,
                line.charged,
                document.currency,
                line.kind,
                line.source,
                line.description,
                line.bill_date,
                line.start,
                line.end,
                line.taxes,
                document.po_number,
                line.agreement,
                document.number,
            )
            .select_from(m.Client)
            .outerjoin(m.Settlement, _holds(whole))
            .join(document, document.client_id == m.Client.id)
            .join(line, line.document_id == document.id)
            .where(*self._wanted)
        )
        # Nothing on a document begins after the day through which it was billed.
        reaching = lines.where(
            (document.through >= _SINCE) | document.through.is_(None), line.start >= _SINCE
        )
        # A block is bought once and covers the years that follow.
        blocks = lines.where(
            line.charge.between("block/", "block/\U0010ffff"), line.start < m.Settlement.until
        )
        found_rows = (self.session.execute(part).all() for part in (reaching, blocks))
        rows = sorted(chain.from_iterable(found_rows), key=lambda row: row.id)
        found: dict[int, dict[str, Billed]] = defaultdict(dict)
        for row in rows:
            ledger = found[row.client_id]
            before = ledger.get(row.charge)
            charged = Money(row.charged, row.currency)
            if before is not None and (before.net or row.charged < 0):
                ledger[row.charge] = _more(before, charged)
                continue
            ledger[row.charge] = Billed(
                charged,
                row.source or row.kind,
                row.description,
                row.bill_date,
                Period(row.start, row.end),
                taxes_from(row.taxes),
                row.po_number,
                row.agreement,
                row.number,
            )
        return found

    def _last_nets(self) -> dict[int, Money]:
        document = m.Document
        latest = (
            select(document.client_id, func.max(document.date).label("date"))
            .where(document.kind == "invoice")
            .group_by(document.client_id)
            .subquery()
        )
        rows = self.session.execute(
            select(document.client_id, func.sum(document.net).label("net"), document.currency)
            .join(latest, latest.c.client_id == document.client_id)
            .where(document.kind == "invoice", document.date == latest.c.date)
            .group_by(document.client_id, document.currency)
        ).all()
        return {row.client_id: Money(row.net, row.currency) for row in rows}


_SINCE = func.coalesce(m.Settlement.until, "")


def _holds(whole: Sequence[int]) -> ColumnElement[bool]:
    """The client's settlement, unless its past is to be read whole."""
    return (m.Settlement.id == m.Client.id) & m.Settlement.id.not_in(whole)


def _day_before(day: ColumnElement[Any]) -> ColumnElement[Any]:
    """The day in UTC on which a day can begin anywhere; no day stays none."""
    return func.coalesce(func.date(day, "-1 day"), "")


def _more(before: Billed, charged: Money) -> Billed:
    return replace(before, net=before.net + charged)


def _all(session: Session, model: Any) -> Any:  # noqa: ANN401 - any mapped class
    return session.execute(select(*model.__table__.columns).order_by(model.id)).all()


def _grouped(session: Session, model: Any, parent: str) -> Mapping[int, list[Any]]:  # noqa: ANN401
    found: dict[int, list[Any]] = defaultdict(list)
    for row in _all(session, model):
        found[getattr(row, parent)].append(row)
    return found


Terms = Mapping[str, list[tuple[date, Any]]]


def _terms(session: Session, model: Any, parent: str) -> Mapping[int, Terms]:  # noqa: ANN401
    found: dict[int, dict[str, list[tuple[date, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in _all(session, model):
        found[getattr(row, parent)][row.term].append((row.since, _parsed(row.value)))
    return found


_UNDATED: Dated[Any] = Dated()


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Any:  # noqa: ANN401 - JSON
    """A term's value, which many agreements share; whoever reads it leaves it as it is."""
    return json.loads(text)


def _dated(terms: Terms, term: str, make: Callable[[Any], T]) -> Dated[T]:
    steps = terms.get(term)
    return Dated.of([(since, make(value)) for since, value in steps]) if steps else _UNDATED


def _only(terms: Terms, term: str, make: Callable[[Any], T]) -> T | None:
    """A term that is not dated."""
    return _dated(terms, term, make).at(ALWAYS, None)


def _body(text: str) -> dict[str, Any]:
    return json.loads(text)


def _codes(value: Any) -> Codes:  # noqa: ANN401 - JSON
    return tuple(value or ())


def _work_type(name: str, terms: Terms) -> WorkType:
    return WorkType(
        name,
        _dated(terms, "billable", bool),
        _dated(terms, "multiplier", Decimal),
        _dated(terms, "minimum_minutes", int),
        _dated(terms, "increment_minutes", int),
        _dated(terms, "grace_minutes", int),
        _dated(terms, "rounding", Rounding),
        _dated(terms, "per", Per),
        _dated(terms, "taxes", _codes),
    )


def _cycle(start: date) -> Callable[[Any], Cycle]:
    def make(given: Any) -> Cycle:  # noqa: ANN401 - JSON
        value: dict[str, Any] = given or {}
        anchor = value.get("anchor")
        return Cycle(
            value.get("every", 1),
            Unit(value.get("unit", "month")),
            date.fromisoformat(anchor) if anchor else start,
            Timing(value.get("timing", "advance")),
        )

    return make


def _allowance(currency: str) -> Callable[[Any], Allowance | None]:
    def make(value: Any) -> Allowance | None:  # noqa: ANN401 - JSON
        if value is None:
            return None
        cap, rate, carried = (value[key] for key in ("rollover_cap", "overage_rate", "carried"))
        measure = Measure.HOURS if value["hours"] is not None else Measure.MONEY
        return Allowance(
            Fraction(value[measure]),
            value["rollover_periods"],
            None if cap is None else Fraction(cap),
            None if rate is None else Rate(Decimal(rate), currency),
            None if carried is None else Fraction(carried),
            measure,
            weighted=value.get("weighted", False),
            prorate=value.get("prorate", False),
        )

    return make


def _coverage(value: Any) -> tuple[CoverageRule, ...]:  # noqa: ANN401 - JSON
    return tuple(
        CoverageRule(
            Answer(rule["then"]),
            tuple(rule["work_types"]),
            tuple(rule["roles"]),
            rule.get("after_hours"),
        )
        for rule in value or ()
    )


def _rate_rules(currency: str) -> Callable[[Any], tuple[RateRule, ...]]:
    def make(value: Any) -> tuple[RateRule, ...]:  # noqa: ANN401 - JSON
        return tuple(
            RateRule(
                Rate(Decimal(rule["rate"]), currency), rule["role"] or "", rule["work_type"] or ""
            )
            for rule in value or ()
        )

    return make


def _after_hours(value: Any) -> AfterHours | None:  # noqa: ANN401 - JSON
    if value is None:
        return None
    closed = value["closed_multiplier"]
    return AfterHours(
        value["calendar"],
        Decimal(value["multiplier"]),
        None if closed is None else Decimal(closed),
    )


def _uplift(value: Any) -> Uplift | None:  # noqa: ANN401 - JSON
    if value is None:
        return None
    on = value["on"]
    day = None if on == "anniversary" else date.fromisoformat(on)
    return Uplift(Decimal(value["percent"]), day, value["additions"])


def _renewal(value: Any) -> Renewal | None:  # noqa: ANN401 - JSON
    return None if value is None else Renewal(value["months"], value["notice_days"])


def _block(row: Any, currency: str) -> Block:  # noqa: ANN401 - a block's row
    return Block(
        row.name,
        Fraction(row.amount),
        row.bought,
        row.expires or NEVER,
        Rate(row.price, currency).times(1),
        _codes(json.loads(row.taxes)),
        None if row.used is None else Fraction(row.used),
        Measure(row.measure),
        tuple(json.loads(row.work_types)),
    )
