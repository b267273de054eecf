"""The question before what cannot be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from app.ui.billing import words
from app.ui.billing.state import Show, Standing
from app.ui.buttons import Button, Kind
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.sheet import Sheet

if TYPE_CHECKING:
    from app.services.billing import Review
    from app.ui.billing.state import Run
    from app.ui.kit import Kit

_WIDE = 460


class Confirm(Sheet):
    """Says how many, how much and under which date; asks once more."""

    confirmed = Signal()

    def __init__(self, kit: Kit, window: QWidget, run: Run, review: Review) -> None:
        say, language = kit.language.say, kit.language
        count, credits_ = len(run.proposals), run.credit_notes()
        found = words.documents(kit, count, credits_)
        title = say("Issue {documents}?", documents=found)
        warning = label(
            say(
                "Each gets its number and can never be changed again; "
                "a mistake is mended by a credit note. This cannot be undone."
            ),
            Role.SMALL,
            wrap=True,
        )
        facts = QFormLayout()
        facts.setHorizontalSpacing(24)
        facts.setVerticalSpacing(8)
        facts.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        _fact(facts, say("Dated"), language.date(review.date))
        _fact(facts, say("Bills what is due through"), language.date(run.through))
        for total in run.totals():
            _fact(facts, say("Total in {currency}", currency=total.currency), language.money(total))
        checked = say("{count} of {all}", count=count - run.unchecked, all=count)
        _fact(facts, say("Checked"), checked)
        if behind := _behind(kit, run):
            _fact(facts, say("Not among them"), behind)
        self.issue = Button(kit.theme, words.issue(kit, count, credits_), Kind.PRIMARY)
        cancel = Button(kit.theme, say("Cancel"))
        inside = column(
            label(title, Role.H2, wrap=True),
            warning,
            6,
            facts,
            12,
            row(None, cancel, self.issue),
            gap=8,
            margins=(24, 22, 24, 20),
        )
        super().__init__(window, title, kit.theme.scaled(_WIDE), inside)
        cancel.clicked.connect(self.dismiss)
        self.issue.clicked.connect(self._confirm)

    def _confirm(self) -> None:
        self.dismiss()
        self.confirmed.emit()


def _fact(facts: QFormLayout, name: str, value: str) -> None:
    said = label(value, Role.STRONG, wrap=True)
    said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    facts.addRow(label(name, Role.SMALL), said)


def _behind(kit: Kit, run: Run) -> str:
    say = kit.language.say
    to_check = run.counts()[Show.TO_CHECK]
    left_out = sum(run.standing(row) is Standing.LEFT_OUT for row in run.rows)
    parts = [
        say("{count} to check", count=to_check) if to_check else "",
        say("{count} left out", count=left_out) if left_out else "",
    ]
    return ", ".join(part for part in parts if part)
