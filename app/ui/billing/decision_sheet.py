"""Asks why a charge is held back, or waived for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.facts import Verdict
from app.domain.sentence import N_, say
from app.ui.form.fields import Choices, Field
from app.ui.records.new import NewSheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.desk import Desk
    from app.ui.form.fields import Record
    from app.workbook.merging import Path

_TITLES = {Verdict.HOLD: N_("Hold {what}"), Verdict.WAIVE: N_("Waive {what}")}
_VERBS = {Verdict.HOLD: N_("Hold"), Verdict.WAIVE: N_("Waive")}
_MEANT = {
    Verdict.HOLD: N_("It is not billed until you bill it again, and stays on the list."),
    Verdict.WAIVE: N_("It is never billed, and the client sees nothing of it."),
}
_DONE = {Verdict.HOLD: N_("{what} is held"), Verdict.WAIVE: N_("{what} is waived")}


class DecisionSheet(NewSheet):
    """One question: the reason."""

    def __init__(self, desk: Desk, over: QWidget, charge: str, what: str, verdict: Verdict) -> None:
        words = desk.kit.language.say
        choices = Choices(desk.kit.language, desk.through, {})
        fields = (Field("reason", N_("Reason"), help=_MEANT[verdict], span=6),)

        def made(record: Record) -> tuple[Path, Record]:
            reason = str(record.get("reason") or "").strip()
            return ("decisions", charge), {
                "do": verdict.value,
                **({"reason": reason} if reason else {}),
            }

        super().__init__(
            desk,
            over,
            words(_TITLES[verdict], what=what),
            fields,
            choices,
            made,
            verb=words(_VERBS[verdict]),
            told=say(_DONE[verdict], what=what),
        )
