"""The words of the month end that several of its parts say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.sentence import N_
from app.ui.billing.state import Show, Standing, spans
from app.ui.cells import Pill
from app.ui.icons import Icon
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.money import Money
    from app.i18n import Language
    from app.ui.kit import Kit

SHOWS = {Show.ALL: N_("All"), Show.TO_CHECK: N_("To check"), Show.READY: N_("Ready")}

_STANDINGS = {
    Standing.READY: (N_("Ready"), Tone.OK, Icon.CHECK_CIRCLE),
    Standing.LOOK: (N_("Look"), Tone.WARN, Icon.WARNING),
    Standing.BLOCKED: (N_("Blocked"), Tone.BAD, Icon.BLOCKED),
    Standing.LEFT_OUT: (N_("Left out"), Tone.MUTE, Icon.LEFT_OUT),
    Standing.NOTHING: (N_("Nothing"), Tone.MUTE, Icon.NOTHING),
}


def pill(language: Language, standing: Standing) -> Pill:
    """The chip of a row."""
    text, tone, icon = _STANDINGS[standing]
    return Pill(language.say(text), tone, icon)


def documents(kit: Kit, count: int, credit_notes: int) -> str:
    """`12 invoices`, `1 credit note`, or `12 documents` where both are among them."""
    if not credit_notes:
        return kit.counted(count, N_("1 invoice"), N_("{count} invoices"))
    if credit_notes == count:
        return kit.counted(count, N_("1 credit note"), N_("{count} credit notes"))
    return kit.counted(count, N_("1 document"), N_("{count} documents"))


def issue(kit: Kit, count: int, credit_notes: int) -> str:
    """The words of the button that issues."""
    if not count:
        return kit.language.say("Issue")
    return kit.language.say("Issue {documents}", documents=documents(kit, count, credit_notes))


def sums(language: Language, amounts: Iterable[Money]) -> str:
    """Amounts of several currencies in one line."""
    return "  ·  ".join(language.money(amount) for amount in amounts)


def signed(language: Language, amount: Money) -> str:
    """By how much more or less."""
    return f"+{language.money(amount)}" if amount.minor > 0 else language.money(amount)


def signed_sums(language: Language, amounts: Iterable[Money]) -> str:
    """How much more or less in several currencies, in one line."""
    return "  ·  ".join(signed(language, amount) for amount in amounts)


def numbers(found: Iterable[str]) -> str:
    """`INV-2026-00031 – INV-2026-00042`."""
    return ", ".join(
        first if first == last else f"{first} – {last}" for first, last in spans(found)
    )
