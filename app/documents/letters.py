"""Any paper besides issued documents, drawn in its client's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.hours_pdf import draw_hours
from app.documents.quote_pdf import draw_quote
from app.documents.receipt_pdf import draw_receipt
from app.documents.reminder_pdf import draw_reminder
from app.documents.statement_pdf import draw_statement
from app.domain.papers import HoursPaper, QuotePaper, ReceiptPaper, ReminderPaper, StatementPaper

if TYPE_CHECKING:
    from app.documents.fonts import Fonts
    from app.domain.papers import Paper
    from app.i18n import Languages


def draw_paper(paper: Paper, languages: Languages, fonts: Fonts, logo: bytes | None) -> bytes:
    """The paper; raises RuleError where the logo cannot be read."""
    language = languages.get(_locale(paper))
    match paper:
        case StatementPaper():
            return draw_statement(paper, language, fonts, logo)
        case ReceiptPaper():
            return draw_receipt(paper, language, fonts, logo)
        case ReminderPaper():
            return draw_reminder(paper, language, fonts, logo)
        case HoursPaper():
            return draw_hours(paper, language, fonts, logo)
        case QuotePaper():
            return draw_quote(paper, language, fonts, logo)


def _locale(paper: Paper) -> str:
    return paper.parts[0][1].locale if isinstance(paper, QuotePaper) else paper.between.locale
