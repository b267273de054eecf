"""What the palette offers: records, pages, what can begin, and the window's own commands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from app.domain.sentence import N_
from app.services.search import FoundRow, Kin
from app.ui.entry import Entry, Finder
from app.ui.finding import fitting
from app.ui.icons import Icon
from app.ui.places import PLACES, Place
from app.ui.shortcuts import native

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.ui.desk import Desk
    from app.ui.page import Page

_RECENT = 6
_WHERE = {
    Kin.CLIENT: ("clients", N_("Clients"), Icon.BUILDINGS),
    Kin.AGREEMENT: ("agreements", N_("Agreements"), Icon.HANDSHAKE),
    Kin.TICKET: ("tickets", N_("Tickets"), Icon.TICKET),
    Kin.DOCUMENT: ("documents", N_("Documents"), Icon.DOCUMENTS),
    Kin.ITEM: ("catalog", N_("Catalog"), Icon.ROWS),
}
"""Which page shows a kind of record; where there is no such page yet, it is not offered."""


@dataclass(frozen=True, slots=True)
class Command:
    """One of the window's own things to do; the words are marked."""

    text: str
    icon: Icon
    act: Callable[[], None]
    keys: str = ""


class Offers:
    """Answers what was typed, and remembers what was opened."""

    def __init__(
        self,
        desk: Desk,
        begin: Callable[[str, str], None],
        page: Callable[[], Page | None],
        commands: Sequence[Command],
    ) -> None:
        self._desk = desk
        self._begin = begin
        self._page = page
        self._commands = commands
        self._recent: list[Entry] = []
        self._kept: list[list[str]] = []
        self._finders: list[Finder] = [
            place.finder(desk) for place in PLACES if place.finder is not None
        ]
        self._nouns = {place.noun for place in PLACES}

    def kept(self) -> str:
        """What was opened last, to be offered again at the next start."""
        return json.dumps(self._kept) if self._kept else ""

    def recall(self, kept: str) -> None:
        """Offer what was opened before the last start, the latest first."""
        for each in reversed(_read(kept)):
            self.remember(*each)

    def all(self, typed: str) -> Sequence[Entry]:
        """What fits; where nothing is typed, what was opened last and where one can go."""
        if not typed:
            self._forget_the_gone()
            return [*self._here(), *self._recent, *self._pages(), *self._news()]
        doing = [*self._here(), *self._pages(), *self._news(), *self._own()]
        return [*self._records(typed), *fitting(typed, doing)]

    def commands(self, typed: str) -> Sequence[Entry]:
        """What can be done, and nothing else."""
        return fitting(typed, [*self._here(), *self._news(), *self._own(), *self._pages()])

    def remember(self, kin: str, key: str, text: str, note: str) -> None:
        """Offer a record first the next time."""
        noun, _, icon = _WHERE[Kin(kin)]
        say = self._desk.kit.language.say
        entry = Entry(say("Recent"), text, icon, partial(self._desk.go, noun, key), note)
        others = [
            (one, kept)
            for one, kept in zip(self._recent, self._kept, strict=True)
            if kept[:2] != [kin, key]
        ][: _RECENT - 1]
        self._recent = [entry, *(one for one, _ in others)]
        self._kept = [[kin, key, text, note], *(kept for _, kept in others)]

    def _forget_the_gone(self) -> None:
        """Offer no record again that was taken away or got another key."""
        if not self._kept:
            return
        there = self._desk.services.search.there((kept[0], kept[1]) for kept in self._kept)
        still = [
            (one, kept)
            for one, kept in zip(self._recent, self._kept, strict=True)
            if (kept[0], kept[1]) in there
        ]
        self._recent = [one for one, _ in still]
        self._kept = [kept for _, kept in still]

    def _here(self) -> Sequence[Entry]:
        page = self._page()
        return page.entries() if page else ()

    def _records(self, typed: str) -> Iterable[Entry]:
        for found in self._desk.services.search.find(typed):
            if _WHERE[found.kin][0] in self._nouns:
                yield self._record(found)
        for finder in self._finders:
            yield from finder(typed)

    def _record(self, found: FoundRow) -> Entry:
        noun, group, icon = _WHERE[found.kin]
        say = self._desk.kit.language.say
        text = found.name if found.name == found.key else f"{found.name}"
        note = found.note if found.name == found.key else _joined(found.key, found.note)
        act = partial(self._open, noun, found.kin.value, found.key, text, note)
        return Entry(say(group), text, icon, act, note)

    def _open(self, noun: str, kin: str, key: str, text: str, note: str) -> None:
        self.remember(kin, key, text, note)
        self._desk.go(noun, key)

    def _pages(self) -> Iterable[Entry]:
        say = self._desk.kit.language.say
        for rank, place in enumerate(PLACES, start=1):
            keys = native(f"Ctrl+{rank}") if rank < 10 else ""
            yield Entry(
                say("Go to"), say(place.title), place.icon, partial(self._go, place), keys=keys
            )

    def _go(self, place: Place) -> None:
        self._desk.go(place.noun, None)

    def _news(self) -> Iterable[Entry]:
        say = self._desk.kit.language.say
        for place in PLACES:
            for new in place.news:
                act = partial(self._begin, place.noun, new.what)
                yield Entry(say("New"), say(new.text), new.icon, act)

    def _own(self) -> Iterable[Entry]:
        say = self._desk.kit.language.say
        for one in self._commands:
            yield Entry(say("Commands"), say(one.text), one.icon, one.act, keys=one.keys)


def _read(kept: str) -> list[tuple[str, str, str, str]]:
    """What was kept, as far as it can still be read."""
    kins = {kin.value for kin in Kin}
    try:
        rows = cast("list[list[str]]", json.loads(kept) if kept else [])
        return [(kin, key, text, note) for kin, key, text, note in rows if kin in kins]
    except (ValueError, TypeError):
        return []


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
