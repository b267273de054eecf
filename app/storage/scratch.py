"""Tables in memory: what a change would mean, seen through the same doors, without writing it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from app import models as m

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def scratch() -> Generator[Session]:
    """Empty tables of today's shape, gone at the end."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        m.Base.metadata.create_all(engine)
        with Session(engine) as session:
            yield session
    finally:
        engine.dispose()
