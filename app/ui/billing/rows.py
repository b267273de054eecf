"""How the month end's list shows a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.sentence import N_
from app.ui.billing.state import Run, Standing
from app.ui.billing.words import pill, signed
from app.ui.cells import Column, Figure, Pair, Pill, Tick
from app.ui.icons import Icon
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.money import Money
    from app.i18n import Language
    from app.services.billing import ReviewRow


def columns(language: Language, run: Callable[[], Run]) -> tuple[Column[ReviewRow], ...]:
    """The columns, which ask for the run each time they are drawn."""
    cells = _Cells(language, run)

    def recurring(row: ReviewRow) -> Figure:
        return cells.figure(row, row.recurring)

    def work(row: ReviewRow) -> Figure:
        return cells.figure(row, row.work)

    return (
        Column("", cells.tick),
        Column(N_("State"), cells.standing),
        Column(N_("Client"), cells.client, is_stretched=True),
        Column(N_("Recurring"), recurring, is_right=True, rank=3),
        Column(N_("Work"), work, is_right=True, rank=2),
        Column(N_("Change"), cells.change, is_right=True, rank=1),
        Column(N_("Total"), cells.total, is_right=True),
    )


class _Cells:
    def __init__(self, language: Language, run: Callable[[], Run]) -> None:
        self._language = language
        self._run = run

    def tick(self, row: ReviewRow) -> Tick:
        say, standing = self._language.say, self._run().standing(row)
        if standing in {Standing.BLOCKED, Standing.NOTHING}:
            return Tick("", None)
        if standing is Standing.LEFT_OUT:
            return Tick(say("Left out"), is_on=False)
        if standing is Standing.LOOK:
            return Tick(say("Taken in once accepted"), is_on=True, is_pale=True)
        return Tick(say("Taken in"), is_on=True)

    def standing(self, row: ReviewRow) -> Pill:
        run = self._run()
        if run.standing(row) is Standing.READY and run.is_checked(row):
            return Pill(self._language.say("Checked"), Tone.OK, Icon.CHECK_CIRCLE_FULL)
        return pill(self._language, run.standing(row))

    def client(self, row: ReviewRow) -> Pair:
        return Pair(row.name, self._language.tell(row.summary), is_faint=not self._counts(row))

    def figure(self, row: ReviewRow, amount: Money) -> Figure:
        if row.proposal is None:
            return Figure("")
        return Figure(self._language.amount(amount), not amount or not self._counts(row))

    def total(self, row: ReviewRow) -> Figure:
        if row.proposal is None:
            return Figure("")
        is_faint = not row.total or not self._counts(row)
        return Figure(self._language.money(row.total), is_faint, not is_faint)

    def change(self, row: ReviewRow) -> Figure:
        """Against last time, once a client however many documents it gets."""
        found = self._run().change_of(row)
        if found is None:
            return Figure("")
        if found.last is None:
            return Figure(self._language.say("New"), is_faint=True)
        if not found.delta:
            return Figure("–", is_faint=True)
        return Figure(signed(self._language, found.delta), is_faint=not self._counts(row))

    def _counts(self, row: ReviewRow) -> bool:
        return self._run().standing(row) not in {Standing.LEFT_OUT, Standing.NOTHING}
