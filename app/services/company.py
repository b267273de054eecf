"""The company whose desk this is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.storage.check import check
from app.storage.parties import NoCompanyError, sender_of

if TYPE_CHECKING:
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

    def is_sample(self) -> bool:
        """Whether this is the sample company."""
        try:
            with self._store.read() as session:
                return sender_of(session).is_sample
        except NoCompanyError:
            return False

    def check(self) -> tuple[Sentence, ...]:
        """Everything that is wrong with the data file; nothing when it is sound."""
        with self._store.read() as session:
            return tuple(check(session))
