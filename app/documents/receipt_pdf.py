"""The receipt for a payment, or the word on a refund, as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.binding import Head, Part, bound, leaf_of
from app.documents.letter_parts import paragraph
from app.documents.listing import Heading, Line, Listing
from app.documents.wording import Wording
from app.domain.sentence import N_

if TYPE_CHECKING:
    from app.documents.fonts import Fonts
    from app.domain.papers import ReceiptPaper
    from app.i18n import Language


def draw_receipt(
    paper: ReceiptPaper, language: Language, fonts: Fonts, logo: bytes | None
) -> bytes:
    """The paper; raises RuleError where the logo cannot be read."""
    between, payment = paper.between, paper.payment
    words = Wording(language, fonts)
    goes_back = payment.amount.minor < 0
    head = Head(
        between.seller,
        between.buyer,
        words.say(N_("Refund") if goes_back else N_("Receipt")),
        words.line(payment.id),
        N_("Paid to") if goes_back else N_("Received from"),
        (
            (N_("Date"), words.date(payment.day)),
            (N_("Amount"), words.money(abs(payment.amount))),
            (N_("Method"), words.line(payment.method)),
            (N_("Reference"), words.line(payment.reference)),
            (N_("Client number"), words.line(between.buyer.code)),
        ),
    )
    leaf = leaf_of(words, head)
    told = N_("We have paid you {amount} on {day}.")
    if not goes_back:
        told = N_("We have received {amount} on {day}. Thank you.")
    amount, day = words.money(abs(payment.amount)), words.date(payment.day)
    blocks = [paragraph(leaf, words.say(told, amount=amount, day=day))]
    currency = payment.amount.currency
    listing = Listing(
        leaf,
        (
            Heading(words.say(N_("For")), is_stretched=True),
            Heading(words.say(N_("Total")), is_figure=True),
            Heading(words.say(N_("Refunded") if goes_back else N_("Paid with it")), is_figure=True),
            Heading(words.say(N_("Still open ({currency})"), currency=currency), is_figure=True),
        ),
        _lines(words, paper),
    )
    return bound(leaf, [Part(listing.heading, [*blocks, *listing.rows()])], between.day, logo)


def _lines(words: Wording, paper: ReceiptPaper) -> tuple[Line, ...]:
    payment = paper.payment
    found = [
        Line(
            (
                words.line(each.number),
                words.amount(each.total),
                words.amount(abs(each.part)),
                words.amount(each.left),
            ),
            words.date(each.day),
        )
        for each in paper.settles
    ]
    if payment.unapplied:
        kept = words.amount(abs(payment.unapplied))
        found.append(Line((words.say(N_("Your credit with us")), "", kept, "")))
    whole = words.amount(abs(payment.amount))
    found.append(Line((words.say(N_("In all")), "", whole, ""), is_sum=True))
    return tuple(found)
