"""The company whose desk this is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from app import models as m
from app.domain.changes import Kind
from app.storage.parties import NoCompanyError, sender_of
from app.storage.store import note, touch

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.sentence import Sentence
    from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """What the window shows of the company."""

    name: str
    locale: str
    currency: str
    timezone: str
    country: str


class CompanyService:
    """The company itself, and the soundness of its data file."""

    def __init__(self, store: Store) -> None:
        """Work on a store."""
        self._store = store

    def show(self) -> CompanyRow:
        """The company, with sober defaults where nothing was said yet."""
        try:
            with self._store.read() as session:
                sender = sender_of(session)
        except NoCompanyError:
            return CompanyRow("", "en", "EUR", "UTC", "")
        return CompanyRow(
            sender.party.name,
            sender.locale,
            sender.currency,
            sender.timezone,
            sender.party.address.country,
        )

    def newest_entry(self) -> datetime | None:
        """When something was written last, by the clock of that time."""
        with self._store.read() as session:
            return session.execute(select(func.max(m.History.at))).scalar()

    def is_sample(self) -> bool:
        """Whether this is the sample company."""
        try:
            with self._store.read() as session:
                return sender_of(session).is_sample
        except NoCompanyError:
            return False

    def keep_logo(self, data: bytes | None) -> None:
        """Keep a picture as the logo on paper, in the form in which it is printed; or none.

        Raises RuleError where it is no picture, too large, or cannot be seen.
        """
        from app.documents.logo import checked

        logo = None if data is None else checked(data)
        with self._store.write() as session:
            sender_of(session)
            session.execute(update(m.Company).values(logo=logo))
            told = {"bytes": len(logo)} if logo else {}
            note(session, "change", "company/logo", told)
            touch(session, Kind.COMPANY)

    def logo(self) -> bytes | None:
        """The logo as it is printed: a PNG; nothing where there is none."""
        try:
            with self._store.read() as session:
                return sender_of(session).logo
        except NoCompanyError:
            return None

    def check(self) -> tuple[Sentence, ...]:
        """Everything that is wrong with the data file; nothing when it is sound."""
        from app.storage.check import check

        with self._store.read() as session:
            return tuple(check(session))
