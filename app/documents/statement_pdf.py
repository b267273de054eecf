"""The statement of account as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.binding import Head, Part, bound, leaf_of
from app.documents.closing import pay_box
from app.documents.letter_parts import strip, title
from app.documents.listing import Heading, Line, Listing
from app.documents.wording import Wording
from app.domain.ageing import AGES
from app.domain.sentence import N_
from app.domain.statement import Move

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.documents.binding import Leaf
    from app.documents.blocks import Block
    from app.documents.fonts import Fonts
    from app.domain.papers import StatementPaper
    from app.domain.statement import Account, Entry
    from app.i18n import Language

_MOVES = {
    Move.OPENING: N_("Taken over: {number}"),
    Move.INVOICE: N_("Invoice {number}"),
    Move.CREDIT_NOTE: N_("Credit note {number}"),
    Move.PAYMENT: N_("Payment, thank you"),
    Move.TAKEN_BACK: N_("Payment taken back"),
    Move.REFUND: N_("Refund"),
    Move.DISCOUNT: N_("Discount for early payment"),
    Move.WRITE_OFF: N_("Written off"),
}


def draw_statement(
    paper: StatementPaper, language: Language, fonts: Fonts, logo: bytes | None
) -> bytes:
    """The paper; raises RuleError where the logo cannot be read."""
    between = paper.between
    words = Wording(language, fonts)
    head = Head(
        between.seller,
        between.buyer,
        words.say(N_("Statement of account")),
        words.period(paper.period),
        N_("Client"),
        (
            (N_("Date"), words.date(between.day)),
            (N_("Client number"), words.line(between.buyer.code)),
        ),
    )
    leaf = leaf_of(words, head)
    parts = [part for account in paper.accounts for part in _parts(leaf, paper, account)]
    owing = next((each for each in paper.accounts if each.closing.minor > 0), None)
    if owing and any((between.bank.iban, between.bank.account)):
        request = words.say(N_("Please pay {total}."), total=words.money(owing.closing))
        reference = words.line(between.buyer.code)
        parts.append(Part(leaf.block(), [pay_box(leaf, (request,), between.bank, reference)]))
    return bound(leaf, parts, between.day, logo)


def _parts(leaf: Leaf, paper: StatementPaper, account: Account) -> Iterator[Part]:
    words = leaf.words
    listing = Listing(
        leaf,
        (
            Heading(words.say(N_("Date"))),
            Heading(words.say(N_("Description")), is_stretched=True),
            Heading(words.say(N_("Billed")), is_figure=True),
            Heading(words.say(N_("Paid")), is_figure=True),
            Heading(
                words.say(N_("Balance ({currency})"), currency=account.currency), is_figure=True
            ),
        ),
        tuple(_lines(words, account)),
    )
    several = len(paper.accounts) > 1
    above = [title(leaf, words.say(N_("In {currency}"), currency=account.currency))]
    yield Part(
        listing.heading, [*(above if several else ()), *listing.rows(), _ages(leaf, account)]
    )
    if account.open:
        yield _open(leaf, account)


def _lines(words: Wording, account: Account) -> Iterator[Line]:
    opening = words.amount(account.opening)
    yield Line(
        (words.date(account.period.start), words.say(N_("Opening balance")), "", "", opening)
    )
    for entry in account.entries:
        amount, told = (
            words.amount(abs(entry.amount)),
            words.say(_MOVES[entry.move], number=words.line(entry.number)),
        )
        is_owed = entry.amount.minor > 0
        yield Line(
            (
                words.date(entry.day),
                told,
                amount if is_owed else "",
                "" if is_owed else amount,
                words.amount(entry.balance),
            ),
            _beneath(words, entry),
        )
    yield Line(
        (
            words.date(account.period.last),
            words.say(N_("Closing balance")),
            "",
            "",
            words.amount(account.closing),
        ),
        is_sum=True,
    )


def _beneath(words: Wording, entry: Entry) -> str:
    due = words.say(N_("due {day}"), day=words.date(entry.due)) if entry.due else ""
    settles = ""
    if entry.settles:
        settles = words.say(N_("for {documents}"), documents=words.line(", ".join(entry.settles)))
    return " · ".join(filter(None, (settles, due, words.line(entry.reference))))


def _ages(leaf: Leaf, account: Account) -> Block:
    words = leaf.words
    figures = [(words.say(AGES[age]), words.amount(amount)) for age, amount in account.ages.items()]
    if account.credit:
        figures.append((words.say(N_("Your credit")), words.amount(account.credit)))
    return strip(leaf, figures)


def _open(leaf: Leaf, account: Account) -> Part:
    words = leaf.words
    listing = Listing(
        leaf,
        (
            Heading(words.say(N_("Open invoices")), is_stretched=True),
            Heading(words.say(N_("Due date"))),
            Heading(words.say(N_("Days overdue")), is_figure=True),
            Heading(
                words.say(N_("Still open ({currency})"), currency=account.currency),
                is_figure=True,
            ),
        ),
        tuple(
            Line(
                (
                    words.line(found.bill.number),
                    words.date(found.bill.due) if found.bill.due else "–",
                    words.plain(late) if (late := found.days_late(account.period.last)) else "–",
                    words.amount(found.left),
                )
            )
            for found in account.open
        ),
    )
    rows = listing.rows()
    gap = leaf.block(bond=1)
    gap.height = 24
    return Part(listing.heading, [gap, *rows])
