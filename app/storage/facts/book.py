"""The company's side of the facts: its book, and the catalog it sells from."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select

from app import models as m
from app.domain.agreement import Labour
from app.domain.cash import Cash
from app.domain.catalog import Category, Item, Role, Tax, WorkType
from app.domain.dated import Dated
from app.domain.facts import Book
from app.domain.tax import TaxRounding
from app.storage.calendars import calendar_of
from app.storage.facts.cells import body, numbers, rates
from app.storage.facts.terms import company_terms, item_terms, work_type_terms
from app.storage.rows import by_owner, read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


def book_of(session: Session) -> Book:
    """The company's side: what holds for all clients."""
    company = session.execute(select(*m.Company.__table__.columns)).one()
    own = company_terms(tuple(read_rows(session, "company_term", "term since value")))
    calendars = {
        name: calendar_of(name, body(found), company.timezone)
        for name, found in read_rows(session, "calendar", "name body")
    }
    return Book(
        company.currency,
        _taxes(session),
        _roles(session, company.currency),
        _work_types(session),
        TaxRounding(company.tax_rounding),
        company.billed_until,
        calendars,
        Cash.of(body(company.cash_rounding), company.currency),
        own.get("after_hours") or Dated(),
        own.get("labour") or Labour.ENTRY,
        show_covered=bool(own.get("show_covered")),
        approve_time=bool(own.get("approve_time")),
    )


def catalog_of(session: Session, currency: str) -> dict[int, Item]:
    """All items by their ids; prices without a currency of their own are in the company's."""
    prices = by_owner(
        (item, since, amount)
        for item, what, since, amount in read_rows(
            session, "item_price", "item_id what since amount"
        )
        if what == "price"
    )
    terms = by_owner(read_rows(session, "item_term", "item_id term since value"))
    return {
        id_: Item(
            sku,
            name or sku,
            unit,
            rates(tuple(prices.get(id_, ())), own or currency),
            **item_terms(tuple(terms.get(id_, ())), own or currency),
        )
        for id_, sku, name, unit, own in read_rows(session, "item", "id sku name unit currency")
    }


def _taxes(session: Session) -> Mapping[str, Tax]:
    found = by_owner(read_rows(session, "tax_rate", "tax_id since rate"))
    columns = "id code name category reason compound inclusive"
    return {
        code: Tax(
            code,
            name,
            Category(category),
            numbers(tuple(found.get(id_, ())))
            or (Dated.always(Decimal(0)) if category != Category.STANDARD else Dated[Decimal]()),
            reason,
            bool(compound),
            bool(inclusive),
        )
        for id_, code, name, category, reason, compound, inclusive in read_rows(
            session, "tax", columns
        )
    }


def _roles(session: Session, currency: str) -> Mapping[str, Role]:
    prices = by_owner(
        (role, since, amount)
        for role, what, since, amount in read_rows(
            session, "role_price", "role_id what since amount"
        )
        if what == "price"
    )
    return {
        name: Role(name, rates(tuple(prices.get(id_, ())), currency))
        for id_, name in read_rows(session, "role", "id name")
    }


def _work_types(session: Session) -> Mapping[str, WorkType]:
    terms = by_owner(read_rows(session, "work_type_term", "work_type_id term since value"))
    return {
        name: WorkType(name, **work_type_terms(tuple(terms.get(id_, ()))))
        for id_, name in read_rows(session, "work_type", "id name")
    }
