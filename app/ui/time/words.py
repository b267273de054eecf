"""What the window says of time: chips of coverage, lengths, clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.duration import clock_text
from app.domain.live import Verdict
from app.domain.sentence import N_
from app.ui.cells import Pill
from app.ui.icons import Icon
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.live import Told
    from app.i18n import Language
    from app.services.timekeeping import EntryRow

_VERDICTS = {
    Verdict.COVERED: (N_("Covered"), Tone.OK, Icon.CHECK_CIRCLE),
    Verdict.PARTLY: (N_("Partly covered"), Tone.WARN, Icon.CHECK_CIRCLE),
    Verdict.BILLABLE: (N_("Billable"), Tone.INFO, Icon.MONTH_END),
    Verdict.FREE: (N_("Not charged"), Tone.MUTE, Icon.NOTHING),
    Verdict.NO_RATE: (N_("No rate"), Tone.BAD, Icon.WARNING_CIRCLE),
}


def verdict_pill(language: Language, found: Told | None) -> Pill:
    """What becomes of an entry, and what it comes to."""
    if found is None:
        return Pill(language.say(N_("Settled")), Tone.MUTE, Icon.LOCK)
    text, tone, icon = _VERDICTS[found.verdict]
    said = language.say(text)
    if found.net.minor:
        said = f"{said} · {language.money(found.net)}"
    return Pill(said, tone, icon)


def standing_pill(language: Language, row: EntryRow) -> Pill:
    """Billed and by which document, or what it would come to."""
    if row.document:
        icon = Icon.LOCK if row.is_locked else Icon.EDIT
        return Pill(row.document, Tone.MUTE, icon)
    return verdict_pill(language, row.told)


def explained(language: Language, found: Told) -> Iterator[str]:
    """Warnings, then every reason."""
    yield from (language.tell(each) for each in (*found.warnings, *found.reasons))


def lengths(language: Language, row: EntryRow) -> str:
    """Worked, and what counts where it is another length."""
    if row.told is None or row.told.minutes == row.minutes:
        return clock_text(row.minutes)
    return language.say(
        N_("{worked} → {counted}"),
        worked=clock_text(row.minutes),
        counted=clock_text(row.told.minutes),
    )


def ticking(seconds: int) -> str:
    """A running clock: `1:02:09`."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
