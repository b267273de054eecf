"""Before an agreement type changes: who follows, what that does to each, and who is to stay."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.sentence import N_
from app.ui.buttons import Button, Kind
from app.ui.cells import Column, Pair, Words
from app.ui.form.agreement import KINDS
from app.ui.form.ask import Question
from app.ui.form.fields import Choices, Record
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.table import Table
from app.workbook.merging import around, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.ui.desk import Desk
    from app.workbook.following import Following

_UNITS = {"week": N_("weeks"), "month": N_("months"), "year": N_("years")}
_TIMINGS = {"advance": N_("In advance"), "arrears": N_("In arrears")}


class FollowSheet(Question):
    """All of them follow, or those that are there stay as they are."""

    def __init__(  # noqa: PLR0917 - what it asks about, in reading order
        self,
        desk: Desk,
        over: QWidget,
        choices: Choices,
        was: Record,
        now: Record,
        rows: Sequence[Following],
    ) -> None:
        kit, say = desk.kit, desk.kit.language.say
        self._choices = choices
        self._was, self._now = was, now
        reached = [each for each in rows if each.follows]
        self.table = Table["Following"](
            kit.theme, kit.language, self._columns(), lambda each: each.number
        )
        self.table.setAccessibleName(say("Agreements"))
        self.table.setMinimumHeight(min(kit.theme.scaled(260), over.height() - 320))
        self.table.show_rows(list(rows))
        told = kit.counted(
            len(reached),
            N_("1 agreement follows this type, as it says nothing itself."),
            N_("{count} agreements follow this type, as they say nothing themselves."),
        )
        verb = kit.counted(len(reached), N_("Change 1 agreement"), N_("Change {count} agreements"))
        self.ok = Button(kit.theme, verb if reached else say("Save changes"), Kind.PRIMARY)
        self.stay = Button(kit.theme, say("Only for new agreements"))
        self.stay.setVisible(bool(reached))
        cancel = Button(kit.theme, say("Cancel"))
        title = say("Change the agreement type")
        inside = column(
            label(title, Role.H2),
            label(told, Role.SMALL, wrap=True),
            6,
            (self.table, 1),
            10,
            row(None, cancel, self.stay, self.ok),
            gap=8,
            margins=(24, 22, 24, 20),
        )
        super().__init__(over, title, kit.theme.scaled(680), inside)
        cancel.clicked.connect(self.dismiss)
        self.ok.clicked.connect(partial(self.confirm, None))
        patch: Record = {}
        for each in reached:
            patch = joined(patch, around(each.path, each.keeps))
        self.stay.clicked.connect(partial(self.confirm, patch))

    def _columns(self) -> tuple[Column[Following], ...]:
        say = self._choices.language.say

        def change(each: Following) -> Words:
            told = [
                f"{self._told(key, self._was)} → {self._told(key, self._now)}"
                for key in each.follows
            ]
            return Words("; ".join(told) or say("says it itself"))

        return (
            Column(
                N_("Agreement"),
                lambda each: Pair(each.name, f"{each.number} · {each.client_name}"),
                is_stretched=True,
            ),
            Column(N_("What changes"), change),
        )

    def _told(self, key: str, record: Record) -> str:
        say = self._choices.language.say
        value = record.get(key)
        if key == "kind":
            return next((each.text for each in KINDS(self._choices) if each.value == value), "–")
        if key == "cycle":
            cycle: Record = value or {}
            unit = say(_UNITS[str(cycle.get("unit", "month"))])
            timing = say(_TIMINGS[str(cycle.get("timing", "advance"))])
            return f"{cycle.get('every', 1)} {unit}, {timing}"
        return str(value or "–")
