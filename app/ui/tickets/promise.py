"""One promise of a ticket: how it stands, and on demand how it was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.sla_state import State
from app.ui.buttons import Button, Kind
from app.ui.cells import Pill
from app.ui.chip import Chip
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.tickets import words

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from app.domain.sla_policy import Metric
    from app.domain.sla_state import Clock
    from app.ui.kit import Kit
    from app.ui.tokens import Tone


class PromiseBox(QWidget):
    """Hidden where nothing is promised."""

    def __init__(self, kit: Kit, metric: Metric, tone: Tone) -> None:
        super().__init__()
        self._language = kit.language
        self._name = kit.language.say(words.METRICS[metric])
        self._chip = Chip(kit.theme, Pill("", tone))
        self._shown: tuple[Clock, ZoneInfo] | None = None
        self.standing = label(wrap=True)
        self.counted = label(role=Role.SMALL, wrap=True)
        self.counted.hide()
        self.why = Button(kit.theme, "", Kind.LINK)
        self.why.clicked.connect(self._turn)
        self.excuse = Button(kit.theme, kit.language.say("Excuse…"), Kind.LINK)
        self.excuse.setAccessibleName(f"{self._name}: {self.excuse.text()}")
        self.excuse.hide()
        self.setLayout(
            column(
                row(label(self._name, Role.STRONG), None, self._chip),
                self.standing,
                row(self.why, self.excuse, None),
                self.counted,
                gap=4,
            )
        )
        self._say()

    def show_promise(self, clock: Clock, zone: ZoneInfo) -> None:
        """Show how it stands."""
        pill = words.promise_pill(self._language, clock)
        self.setVisible(clock.state is not State.NONE)
        self._chip.setVisible(isinstance(pill, Pill))
        if isinstance(pill, Pill):
            self._chip.show_pill(pill)
        self.standing.setText(words.standing(self._language, clock, zone))
        self._shown = clock, zone
        self.why.setVisible(any(words.explained(self._language, clock, zone)))
        self._explain()
        is_broken = clock.state in {State.BREACHED, State.MISSED}
        self.excuse.setVisible(is_broken and clock.excuse is None)

    def _turn(self) -> None:
        self.counted.setVisible(self.counted.isHidden())
        self._explain()
        self._say()

    def _explain(self) -> None:
        """Say how it was counted where one looks: of an old ticket that is a long story."""
        if self._shown and not self.counted.isHidden():
            self.counted.setText("\n".join(words.explained(self._language, *self._shown)))

    def _say(self) -> None:
        say = self._language.say
        hidden = self.counted.isHidden()
        self.why.say(say("How it was counted") if hidden else say("Hide how it was counted"))
        self.why.setAccessibleName(f"{self._name}: {self.why.text()}")
