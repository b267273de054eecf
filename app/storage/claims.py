"""What clients' records say of the agreements that work is for."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app import models as m
from app.domain.agreement import Agreement
from app.domain.mapping import About, Claims
from app.domain.period import NEVER
from app.storage.facts.terms import agreement_terms

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def claims_of(session: Session, *codes: str) -> dict[str, Claims]:
    """The claims of some clients, or of all, by their codes."""
    wanted = select(m.Client.id, m.Client.code, m.Client.name)
    clients = session.execute(wanted.where(m.Client.code.in_(codes)) if codes else wanted).all()
    agreements = _agreements(session)
    named: dict[int, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in session.execute(_NAMED).all():
        if row.device:
            named[row.client_id]["devices"][row.device] = row.number
        elif row.site:
            named[row.client_id]["sites"][row.site] = row.number
        elif row.contact:
            named[row.client_id]["contacts"][row.contact] = row.number
        else:
            named[row.client_id]["default"][""] = row.number
    stands: dict[int, dict[str, str]] = defaultdict(dict)
    for row in session.execute(_STANDS).all():
        stands[row.client_id][row.name] = row.site or ""
    return {
        code: Claims(
            name or code,
            tuple(agreements.get(id_, ())),
            named[id_]["default"].get("", ""),
            named[id_]["devices"],
            named[id_]["sites"],
            named[id_]["contacts"],
            stands[id_],
        )
        for id_, code, name in clients
    }


def about_of(body: str) -> About:
    """Whom and what a ticket is about, from what it is kept as."""
    found: dict[str, Any] = json.loads(body)
    return About(
        tuple(found.get("devices") or ()), found.get("site") or "", found.get("contact") or ""
    )


def _agreements(session: Session) -> dict[int, list[Agreement]]:
    """The agreements by their clients, with no more than says when they hold."""
    terms: dict[int, list[Any]] = defaultdict(list)
    term = m.AgreementTerm.__table__.columns
    holding = select(term.agreement_id, term.term, term.since, term.value).where(
        term.term.in_(("status", "renewal"))
    )
    for row in session.execute(holding).all():
        terms[row[0]].append((row[1], row[2].isoformat(), row[3]))
    agreement = m.Agreement.__table__.columns
    rows = session.execute(
        select(
            agreement.id, agreement.client_id, agreement.number, agreement.start, agreement.end
        ).order_by(agreement.number)
    ).all()
    found: dict[int, list[Agreement]] = defaultdict(list)
    for id_, client, number, start, end in rows:
        own = agreement_terms(tuple(terms[id_]), "", start)
        found[client].append(Agreement(number, number, start, end or NEVER, **own))
    return found


_NAMED = (
    select(
        m.Claim.client_id,
        m.Agreement.number,
        m.Asset.name.label("device"),
        m.Site.name.label("site"),
        m.Contact.name.label("contact"),
    )
    .join(m.Agreement, m.Agreement.id == m.Claim.agreement_id)
    .outerjoin(m.Asset, m.Asset.id == m.Claim.asset_id)
    .outerjoin(m.Site, m.Site.id == m.Claim.site_id)
    .outerjoin(m.Contact, m.Contact.id == m.Claim.contact_id)
)
_STANDS = (
    select(m.Asset.client_id, m.Asset.name, m.Site.name.label("site"))
    .outerjoin(m.Site, m.Site.id == m.Asset.site_id)
    .where(m.Asset.what == "device")
    .order_by(m.Asset.name)
)
