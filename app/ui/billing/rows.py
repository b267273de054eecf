"""How the month end's list shows a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.sentence import N_
from app.ui.billing.state import Run, Standing
from app.ui.billing.words import pill
from app.ui.cells import Column, Figure, Pair, Pill, Tick

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.money import Money
    from app.i18n import Language
    from app.services.billing import ReviewRow


def columns(language: Language, run: Callable[[], Run]) -> tuple[Column[ReviewRow], ...]:
    """The columns, which ask for the run each time they are drawn."""

    def tick(row: ReviewRow) -> Tick:
        standing = run().standing(row)
        if standing in {Standing.BLOCKED, Standing.NOTHING}:
            return Tick("", None)
        if standing is Standing.LEFT_OUT:
            return Tick(language.say("Left out"), is_on=False)
        if standing is Standing.LOOK:
            return Tick(language.say("Taken in once accepted"), is_on=True, is_pale=True)
        return Tick(language.say("Taken in"), is_on=True)

    def standing(row: ReviewRow) -> Pill:
        return pill(language, run().standing(row))

    def client(row: ReviewRow) -> Pair:
        return Pair(row.name, language.tell(row.summary), is_faint=not counts(row))

    def figure(row: ReviewRow, amount: Money, *, is_strong: bool = False) -> Figure:
        if row.proposal is None:
            return Figure("")
        text = language.money(amount) if is_strong else language.amount(amount)
        is_faint = not amount or not counts(row)
        return Figure(text, is_faint, is_strong and not is_faint)

    def counts(row: ReviewRow) -> bool:
        return run().standing(row) not in {Standing.LEFT_OUT, Standing.NOTHING}

    return (
        Column("", tick),
        Column(N_("State"), standing),
        Column(N_("Client"), client, is_stretched=True),
        Column(
            N_("Recurring"),
            lambda row: figure(row, row.recurring),
            is_right=True,
            rank=1,
        ),
        Column(N_("Work"), lambda row: figure(row, row.work), is_right=True, rank=1),
        Column(N_("Total"), lambda row: figure(row, row.total, is_strong=True), is_right=True),
    )
