"""The reminder letter as a PDF: the tone of its level, what is overdue, and how to pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.binding import Head, Part, bound, leaf_of
from app.documents.closing import pay_box
from app.documents.letter_parts import paragraph
from app.documents.listing import Heading, Line, Listing
from app.documents.wording import Wording
from app.domain.dunning import Tone, tone_of
from app.domain.sentence import N_

if TYPE_CHECKING:
    from app.documents.fonts import Fonts
    from app.domain.papers import ReminderPaper
    from app.i18n import Language

TITLES = {
    Tone.FIRST: N_("Payment reminder"),
    Tone.AGAIN: N_("Second reminder"),
    Tone.LAST: N_("Final reminder"),
}
TEXTS = {
    Tone.FIRST: N_(
        "Dear {contact},\n\n"
        "it may have been overlooked: what is listed below was due and is still open. "
        "If you have paid already, please disregard this letter."
    ),
    Tone.AGAIN: N_(
        "Dear {contact},\n\n"
        "we have reminded you before, and what is listed below is still open. "
        "Please pay within the next seven days, or tell us what stands in the way."
    ),
    Tone.LAST: N_(
        "Dear {contact},\n\n"
        "despite our reminders, what is listed below is still open. "
        "Please pay at once; otherwise we will have to take further steps."
    ),
}
"""What a letter says unless the company has words of its own."""


def draw_reminder(
    paper: ReminderPaper, language: Language, fonts: Fonts, logo: bytes | None
) -> bytes:
    """The paper; raises RuleError where the logo cannot be read."""
    between, letter = paper.between, paper.letter
    words = Wording(language, fonts)
    tone = tone_of(letter.level, paper.levels)
    title = words.say(TITLES[tone])
    if tone is Tone.AGAIN and letter.level > 2:
        title = words.say(N_("Reminder no. {number}"), number=letter.level)
    head = Head(
        between.seller,
        between.buyer,
        title,
        words.line(paper.number),
        N_("Client"),
        (
            (N_("Date"), words.date(letter.day)),
            (N_("Client number"), words.line(between.buyer.code)),
        ),
    )
    leaf = leaf_of(words, head)
    listing = Listing(leaf, _headings(words, paper), _lines(words, paper))
    total = letter.left if paper.bills_fees else letter.left + letter.fees
    request = words.say(N_("Please pay {total}."), total=words.money(total))
    fees = ""
    if letter.fees and paper.bills_fees:
        fees = words.say(
            N_("For being late, {fees} will be on our next invoice."),
            fees=words.money(letter.fees),
        )
    reference = words.line(", ".join(item.document for item in letter.items))
    blocks = [paragraph(leaf, _text(paper, words)), *listing.rows()]
    blocks.append(pay_box(leaf, (request, fees), between.bank, reference))
    return bound(leaf, [Part(listing.heading, blocks)], between.day, logo)


def _text(paper: ReminderPaper, words: Wording) -> str:
    texts, language = paper.texts or {}, words.language
    own = texts.get(language.spoken) or texts.get(language.code)
    if own:
        return words.text(own)
    buyer = paper.between.buyer
    contact = words.line(buyer.contact or buyer.name)
    return words.say(TEXTS[tone_of(paper.letter.level, paper.levels)], contact=contact)


def _headings(words: Wording, paper: ReminderPaper) -> tuple[Heading, ...]:
    currency = paper.letter.currency
    fees = (Heading(words.say(N_("Late fee")), is_figure=True),) if paper.letter.fees else ()
    return (
        Heading(words.say(N_("Invoice")), is_stretched=True),
        Heading(words.say(N_("Due date"))),
        Heading(words.say(N_("Days overdue")), is_figure=True),
        *fees,
        Heading(words.say(N_("Still open ({currency})"), currency=currency), is_figure=True),
    )


def _lines(words: Wording, paper: ReminderPaper) -> tuple[Line, ...]:
    letter = paper.letter
    has_fees = bool(letter.fees)
    rows = [
        Line(
            (
                words.line(item.document),
                words.date(item.due),
                words.plain(item.days),
                *((words.amount(item.fee),) if has_fees else ()),
                words.amount(item.left),
            ),
            words.say(N_("of {day}"), day=words.date(item.issued)),
        )
        for item in letter.items
    ]
    fees = (words.amount(letter.fees),) if has_fees else ()
    total = words.amount(letter.left)
    return (*rows, Line((words.say(N_("In all")), "", "", *fees, total), is_sum=True))
