"""Closed months: from rows to closings, and from a closing to the record that keeps it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app import models as m
from app.domain.sla_closing import Closing, Figures, Listed
from app.domain.sla_policy import Metric
from app.domain.sla_report import Counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session


def closings_of(session: Session, month: str) -> dict[str, Closing]:
    """The clients' closings of a month, by client."""
    rows = session.execute(
        select(m.Client.code, m.SlaMonth.closed, m.SlaMonth.body)
        .join(m.Client, m.Client.id == m.SlaMonth.client_id)
        .where(m.SlaMonth.month == month)
    ).all()
    return {row.code: _closing(row.code, month, row.closed, json.loads(row.body)) for row in rows}


def record_of(session: Session, closing: Closing) -> dict[str, Any]:
    """What a workbook says of a closing; its id is one that no other month has."""
    figures = closing.figures
    stem = f"{closing.client}-{closing.month}"
    known = select(m.SlaMonth.code).where(m.SlaMonth.code.startswith(stem, autoescape=True))
    taken = set(session.execute(known).scalars())
    return {
        "id": next(id_ for id_ in _names(stem) if id_ not in taken),
        "client": closing.client,
        "month": closing.month,
        "closed": closing.at.astimezone(UTC).replace(microsecond=0).isoformat(),
        "tickets": figures.tickets,
        "reopened": figures.reopened,
        "counts": [asdict(each) for each in figures.counts],
        "missed": [asdict(each) for each in figures.missed],
        "overdue": [asdict(each) for each in figures.overdue],
        "excused": [asdict(each) for each in figures.excused],
        "policies": _told(closing.policies),
        "calendars": _told(closing.calendars),
        "tzdata": closing.tzdata,
    }


def _names(stem: str) -> Iterable[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _closing(client: str, month: str, at: datetime, body: dict[str, Any]) -> Closing:
    figures = Figures(
        body.get("tickets", 0),
        body.get("reopened", 0),
        tuple(_counts(each) for each in body.get("counts", ())),
        *(tuple(map(_listed, body.get(key, ()))) for key in ("missed", "overdue", "excused")),
    )
    return Closing(
        client,
        month,
        at,
        figures,
        _instants(body.get("policies", {})),
        _instants(body.get("calendars", {})),
        body.get("tzdata", ""),
    )


def _counts(body: dict[str, Any]) -> Counts:
    return Counts(
        Metric(body["metric"]),
        body.get("priority", ""),
        body.get("met", 0),
        body.get("missed", 0),
        body.get("median", 0),
        body.get("worst", 0),
        body.get("elapsed", 0),
        body.get("paused", 0),
    )


def _listed(body: dict[str, Any]) -> Listed:
    return Listed(
        body["ticket"],
        Metric(body["metric"]),
        body.get("cycle", 1),
        body.get("priority", ""),
        body.get("late", 0),
        body.get("reason", ""),
    )


def _instants(found: Mapping[str, str | None]) -> dict[str, datetime | None]:
    return {name: datetime.fromisoformat(at) if at else None for name, at in found.items()}


def _told(found: Mapping[str, datetime | None]) -> dict[str, str | None]:
    return {name: at and at.isoformat() for name, at in found.items()}
