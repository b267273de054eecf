"""How far each client is settled: kept when documents are issued, and forgotten by triggers."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as upsert

from app import models as m
from app.domain.agreement import Measure
from app.domain.stock import KeptPool, Settlement
from app.storage.seal import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


def settlements(session: Session) -> dict[int, Settlement]:
    """What was kept, by the client's id; whether it still holds is for the fingerprint to say."""
    columns = m.Settlement.__table__.columns
    return {row.id: _settlement(row) for row in session.execute(select(*columns)).all()}


def keep_settlements(session: Session, found: Mapping[int, Settlement]) -> None:
    """Keep how far clients are settled now."""
    if not found:
        return
    statement = upsert(m.Settlement)
    excluded = statement.excluded
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["id"],
            set_={name: excluded[name] for name in ("until", "fingerprint", "state")},
        ),
        [
            {
                "id": id_,
                "until": settlement.until,
                "fingerprint": settlement.fingerprint,
                "state": canonical(_state(settlement)),
            }
            for id_, settlement in found.items()
        ],
    )


def _state(settlement: Settlement) -> dict[str, Any]:
    return {
        "blocks": {name: str(left) for name, left in settlement.blocks.items()},
        "pools": {
            number: {
                "given": str(pool.given),
                "left": str(pool.left),
                "measure": pool.measure.value,
                "carried": [
                    [str(left), measure.value, periods] for left, measure, periods in pool.carried
                ],
            }
            for number, pool in settlement.pools.items()
        },
    }


def _settlement(row: Any) -> Settlement:  # noqa: ANN401 - a settlement's row
    state: dict[str, Any] = json.loads(row.state)
    return Settlement(
        row.until,
        row.fingerprint,
        {number: _pool(kept) for number, kept in state["pools"].items()},
        {name: Fraction(left) for name, left in state["blocks"].items()},
    )


def _pool(kept: Mapping[str, Any]) -> KeptPool:
    return KeptPool(
        Fraction(kept["given"]),
        Fraction(kept["left"]),
        Measure(kept["measure"]),
        tuple(
            (Fraction(left), Measure(measure), periods)
            for left, measure, periods in kept["carried"]
        ),
    )
