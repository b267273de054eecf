"""The first steps, ticked as they are done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.ui.cells import Pill
from app.ui.chip import Chip
from app.ui.dashboard.panel import Fact, Panel
from app.ui.icons import Icon
from app.ui.tokens import Ink, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.dashboard import BegunRow
    from app.ui.kit import Kit


@dataclass(frozen=True, slots=True)
class Step:
    """One step; words are marked."""

    text: str
    note: str
    offer: str
    act: Callable[[], None]


class GetStarted(Panel):
    """Goes when all is done."""

    def __init__(self, kit: Kit, steps: tuple[Step, ...]) -> None:
        self._chip = Chip(kit.theme, Pill("", Tone.MUTE))
        super().__init__(kit, kit.language.say("Get started"), self._chip)
        self._steps = steps

    def show_progress(self, done: tuple[bool, ...]) -> None:
        """Tick what is done; the first that is not gets the button to do it."""
        say = self._kit.language.say
        text = say("{done} of {total}", done=sum(done), total=len(done))
        self._chip.show_pill(Pill(text, Tone.OK if all(done) else Tone.MUTE))
        facts = [
            Fact(
                Icon.CHECK_CIRCLE_FULL if is_done else Icon.CIRCLE,
                Ink.OK if is_done else Ink.TEXT_3,
                say(step.text),
                say("Done") if is_done else say(step.note),
                "" if is_done else say(step.offer),
                None if is_done else step.act,
            )
            for step, is_done in zip(self._steps, done, strict=True)
        ]
        self.show_facts(facts)


def progress(begun: BegunRow, *, has_backup: bool) -> tuple[bool, ...]:
    """Which of the five steps are done."""
    return (
        begun.has_client,
        begun.has_agreement,
        begun.has_time,
        begun.has_invoice,
        has_backup,
    )
