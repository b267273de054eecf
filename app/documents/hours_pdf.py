"""The statement of prepaid and included hours as a PDF."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from app.documents.binding import Head, Part, bound, leaf_of
from app.documents.letter_parts import paragraph, strip, title
from app.documents.listing import Heading, Line, Listing
from app.documents.wording import Wording
from app.domain.agreement import Measure
from app.domain.labour_words import shown_hours
from app.domain.money import Money
from app.domain.period import Period, one_day
from app.domain.sentence import N_

if TYPE_CHECKING:
    from app.documents.binding import Leaf
    from app.documents.fonts import Fonts
    from app.domain.hours_statement import Source
    from app.domain.papers import HoursPaper
    from app.i18n import Language


def draw_hours(paper: HoursPaper, language: Language, fonts: Fonts, logo: bytes | None) -> bytes:
    """The paper; raises RuleError where the logo cannot be read."""
    between = paper.between
    words = Wording(language, fonts)
    head = Head(
        between.seller,
        between.buyer,
        words.say(N_("Statement of hours")),
        words.period(paper.account.period),
        N_("Client"),
        (
            (N_("Date"), words.date(between.day)),
            (N_("Client number"), words.line(between.buyer.code)),
        ),
    )
    leaf = leaf_of(words, head)
    sources = (*paper.account.blocks, *paper.account.allowances)
    parts = [_part(leaf, paper, source, place) for place, source in enumerate(sources)]
    if not parts:
        nothing = words.say(N_("There were no prepaid or included hours in this time."))
        parts.append(Part(leaf.block(), [paragraph(leaf, nothing)]))
    return bound(leaf, parts, between.day, logo)


def _part(leaf: Leaf, paper: HoursPaper, source: Source, place: int) -> Part:
    words = leaf.words
    listing = Listing(
        leaf,
        (
            Heading(words.say(N_("Date"))),
            Heading(words.say(N_("Description")), is_stretched=True),
            Heading(_unit(words, paper, source), is_figure=True),
        ),
        _lines(words, paper, source),
    )
    above = title(leaf, _named(words, source), above=26 if place else 0)
    figures = [
        (words.say(label), _shown(words, paper, source, amount))
        for label, amount in (
            (N_("At the start"), source.opening),
            (N_("Included") if source.period else N_("Bought"), source.added),
            (N_("Used"), source.used),
            (N_("Expired"), source.expired),
            (N_("Carried on"), source.closing),
        )
    ]
    sums = strip(leaf, figures, above=0)
    sums.bond = 1
    sums.height += 16
    return Part(listing.heading, [above, sums, *listing.rows()])


def _named(words: Wording, source: Source) -> str:
    name = words.line(source.name)
    if source.period:
        return words.say(
            N_("Included in {name}, {period}"), name=name, period=words.period(source.period)
        )
    if source.expires:
        day = words.date(source.expires)
        return words.say(N_("{name}, to be used before {day}"), name=name, day=day)
    return name


def _lines(words: Wording, paper: HoursPaper, source: Source) -> tuple[Line, ...]:
    def amount(value: Fraction) -> str:
        return _shown(words, paper, source, value)

    days = source.period or paper.account.period
    rows = [Line((words.date(days.start), words.say(N_("At the start")), amount(source.opening)))]
    if source.added:
        added = words.say(N_("Included") if source.period else N_("Bought"))
        rows.append(Line(("", added, amount(source.added))))
    for use in source.uses:
        what = words.line(use.what) or words.say(N_("Work"))
        told = f"{words.line(use.ticket)}: {what}" if use.ticket else what
        rows.append(Line((_days(words, use.period), told, amount(-use.amount))))
    if source.expired:
        rows.append(Line(("", words.say(N_("Expired")), amount(-source.expired))))
    closing = words.say(N_("Carried on"))
    last = words.date(days.last)
    return (*rows, Line((last, closing, amount(source.closing)), is_sum=True))


def _days(words: Wording, days: Period) -> str:
    return words.date(days.start) if days == one_day(days.start) else words.period(days)


def _unit(words: Wording, paper: HoursPaper, source: Source) -> str:
    if source.measure is Measure.HOURS:
        return words.say(N_("Hours"))
    return words.say(N_("Amount ({currency})"), currency=paper.currency)


def _shown(words: Wording, paper: HoursPaper, source: Source, amount: Fraction) -> str:
    if source.measure is Measure.HOURS:
        return words.number(shown_hours(amount))
    return words.amount(Money.rounded(amount, paper.currency))
