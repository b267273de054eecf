"""Which agreement work is for: the device's, the site's, the contact's, or the client's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.domain.agreement import Agreement


class Found(StrEnum):
    """How the search for an agreement ended."""

    CHOSEN = "chosen"
    AMBIGUOUS = "ambiguous"
    MISSING = "missing"
    NONE = "none"
    """The client has no agreement at all, and all work is billed by its rates."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """The agreement that work is for, and why; or those it might be for."""

    found: Found
    reason: Sentence
    agreement: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody has to decide."""
        return self.found in {Found.AMBIGUOUS, Found.MISSING}


@dataclass(frozen=True, slots=True)
class About:
    """Whom and what work is about."""

    devices: Sequence[str] = ()
    site: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a client's records say of the agreements that work is for; names to numbers."""

    name: str
    agreements: Sequence[Agreement] = ()
    default: str = ""
    devices: Mapping[str, str] = field(default_factory=dict[str, str])
    sites: Mapping[str, str] = field(default_factory=dict[str, str])
    contacts: Mapping[str, str] = field(default_factory=dict[str, str])
    stands: Mapping[str, str] = field(default_factory=dict[str, str])
    """Where each device stands."""


NOTHING = About()


def agreement_for(claims: Claims, day: date, about: About = NOTHING) -> Mapped:
    """The agreement for work of a day: the first that something names and that holds then.

    Where nothing names one, it is the only one that holds.
    """
    holding = tuple(each.number for each in claims.agreements if _holds(each, day))
    for named in _named(claims, about):
        numbers = {number: reason for number, reason in named if number in holding}
        if len(numbers) == 1:
            ((number, reason),) = numbers.items()
            return Mapped(Found.CHOSEN, reason, number, (number,))
        if numbers:
            return _ambiguous(tuple(numbers))
    if len(holding) > 1:
        return _ambiguous(holding)
    if holding:
        reason = say(N_("The only agreement of {client}"), client=claims.name)
        return Mapped(Found.CHOSEN, reason, holding[0], holding)
    if claims.agreements:
        text = N_("No agreement of {client} holds on {day}")
        return Mapped(Found.MISSING, say(text, client=claims.name, day=day))
    return Mapped(Found.NONE, say(N_("{client} has no agreement"), client=claims.name))


def _holds(agreement: Agreement, day: date) -> bool:
    """Whether work of a day can count for it: in its term and active."""
    status = agreement.status.at(day, None)
    return day in agreement.renewed(day).term and status is not None and status.bills


def _named(claims: Claims, about: About) -> Iterator[list[tuple[str, Sentence]]]:
    """What each kind of record names, the one that counts most first."""
    yield [
        (claims.devices.get(name, ""), say(N_("From device {name}"), name=name))
        for name in about.devices
    ]
    places = [about.site] if about.site else [claims.stands.get(each, "") for each in about.devices]
    yield [
        (claims.sites.get(name, ""), say(N_("From site {name}"), name=name))
        for name in dict.fromkeys(places)
    ]
    yield [
        (
            claims.contacts.get(about.contact, ""),
            say(N_("From contact {name}"), name=about.contact),
        )
    ]
    yield [(claims.default, say(N_("The usual agreement of {client}"), client=claims.name))]


def _ambiguous(numbers: tuple[str, ...]) -> Mapped:
    names = ", ".join(numbers)
    reason = say(N_("More than one agreement is possible, choose one: {names}"), names=names)
    return Mapped(Found.AMBIGUOUS, reason, candidates=numbers)
