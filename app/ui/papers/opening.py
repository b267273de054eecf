"""The papers one can ask for, of a client or of a document."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.period import Period, add_months
from app.ui.papers.sheet import PaperSheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.desk import Desk

_MONTHS = 2
"""So many whole months, and the one that runs."""


def show_statement(desk: Desk, over: QWidget, client: str) -> PaperSheet:
    """A client's statement of account."""
    title = desk.kit.language.say("Statement of account")
    papers = desk.services.papers
    return _shown(
        PaperSheet(
            desk,
            over,
            f"{title} · {client}",
            f"{title} {client}",
            lambda days: papers.statement(client, days),
            _lately(desk),
            client,
        )
    )


def show_hours(desk: Desk, over: QWidget, client: str) -> PaperSheet:
    """A client's statement of hours."""
    title = desk.kit.language.say("Statement of hours")
    papers = desk.services.papers
    return _shown(
        PaperSheet(
            desk,
            over,
            f"{title} · {client}",
            f"{title} {client}",
            lambda days: papers.hours(client, days),
            _lately(desk),
        )
    )


def show_receipt(desk: Desk, over: QWidget, number: str) -> PaperSheet:
    """The receipt for the newest payment of a document."""
    title = desk.kit.language.say("Receipt")
    papers = desk.services.papers
    return _shown(
        PaperSheet(
            desk,
            over,
            f"{title} · {number}",
            f"{title} {number}",
            lambda _: papers.newest_receipt(number),
        )
    )


def _shown(sheet: PaperSheet) -> PaperSheet:
    sheet.open(sheet.close_it)
    return sheet


def _lately(desk: Desk) -> Period:
    today = desk.services.today()
    return Period(add_months(today.replace(day=1), -_MONTHS), today + timedelta(days=1))
