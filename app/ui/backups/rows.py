"""What the list of backups shows of each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.sentence import N_
from app.ui.cells import Column, Figure, Pair, Pill
from app.ui.icons import Icon
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from app.i18n import Language
    from app.services.backups import Backup, Standing

_WHY = {
    "hand": N_("Made by hand"),
    "change": N_("After half an hour of changes"),
    "exit": N_("When Accord was closed"),
    "issue": N_("Before documents were issued"),
    "import": N_("Before an import"),
    "drill": N_("For the drill"),
}
_SOUND = (N_("Checked"), Tone.OK, Icon.CHECK_CIRCLE)
_LOCKED = (N_("Encrypted"), Tone.OK, Icon.LOCK)
_DOUBTFUL = (N_("Not as it was"), Tone.WARN, Icon.WARNING)
_ASIDE = (N_("Put aside"), Tone.MUTE, Icon.HISTORY)


@dataclass(frozen=True, slots=True)
class Row:
    """One file that can be put back."""

    path: Path
    at: datetime
    why: str
    """Marked."""
    size: int
    documents: int | None
    state: tuple[str, Tone, Icon]


def rows(standing: Standing) -> tuple[Row, ...]:
    """Backups, and what a restore or an upgrade put aside; newest first."""
    found = [*(_made(each) for each in standing.backups), *_aside(standing)]
    return tuple(sorted(found, key=lambda row: row.at, reverse=True))


def columns(language: Language) -> tuple[Column[Row], ...]:
    """When, why, how large, how it is."""
    say = language.say

    def documents(row: Row) -> Figure:
        return Figure("" if row.documents is None else str(row.documents))

    def state(row: Row) -> Pill:
        text, tone, icon = row.state
        return Pill(say(text), tone, icon)

    return (
        Column(
            N_("When"), lambda row: Pair(moment(language, row.at), say(row.why)), is_stretched=True
        ),
        Column(N_("Documents"), documents, is_right=True, rank=1),
        Column(N_("Size"), lambda row: Figure(size(language, row.size)), is_right=True, rank=2),
        Column(N_("State"), state),
    )


def moment(language: Language, at: datetime) -> str:
    """When something was, on this computer's clock."""
    here = at.astimezone()
    return f"{language.date(here.date())} {here:%H:%M}"


def size(language: Language, count: int) -> str:
    """How large a file is: `1.4 MB`."""
    tenths = max(1, count * 10 // 1_000_000)
    return f"{language.number(Decimal(tenths) / 10)} MB"


def _made(made: Backup) -> Row:
    known = made.known
    state = _DOUBTFUL if known is None else _LOCKED if made.is_locked else _SOUND
    why = _WHY.get(known.why, _WHY["hand"]) if known else N_("Put there or changed by another hand")
    return Row(made.path, made.at, why, made.size, known.documents if known else None, state)


def _aside(standing: Standing) -> Iterator[Row]:
    for each in standing.replaced:
        why = N_("Replaced by an upgrade") if each.shape else N_("Replaced by a restore")
        yield Row(each.path, each.at, why, each.size, None, _ASIDE)
