"""What a client is told of the promises of a period, as a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.documents.blocks import SOFT, WASH, Box, Style
from app.documents.fonts import Weight
from app.documents.letterhead import continuation, footer, opening
from app.documents.logo import printed
from app.documents.pages import HELD, KEPT, Pages
from app.documents.paper import Placed, Title, paper_size, written
from app.documents.sheet import (
    BODY,
    FIGURES,
    LABEL,
    MARGIN,
    PLAIN_TEXT,
    SMALL,
    STRONG,
    Facts,
    Letter,
)
from app.documents.wording import Wording
from app.domain.sentence import N_
from app.domain.sla_policy import Metric
from app.domain.sla_report import in_percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from fractions import Fraction

    from app.documents.blocks import Block
    from app.documents.fonts import Fonts
    from app.documents.paper import Page
    from app.domain.document import Party
    from app.domain.sla_paper import SlaPaper
    from app.domain.sla_report import Counts, Told
    from app.i18n import Language

METRICS = {
    Metric.FIRST_RESPONSE: N_("First response"),
    Metric.UPDATE: N_("Update"),
    Metric.RESOLUTION: N_("Resolution"),
}
_TOP, _BOTTOM, _FOOTER = 50.0, 56.0, 38.0
_FIGURE = Style(16, 22, Weight.SEMIBOLD, tracking=-0.2)
_HEADLINE = Style(12, 17, Weight.SEMIBOLD, tracking=-0.1)
_LATE = FIGURES._replace(weight=Weight.SEMIBOLD)
_COLUMNS = (0.18, 0.11, 0.1, 0.11, 0.12, 0.13, 0.13, 0.12)
_TEXTS = 2
"""So many columns are text; the others are figures, flush right."""
_GAP = 10.0
_PADDING = 5.5
_TEXT = 0.72
"""Of the width: so far a subject runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report(Letter):
    """A report, its words and the edges between which it is set."""

    paper: SlaPaper

    @property
    def seller(self) -> Party:
        """Who made the promises."""
        return self.paper.seller

    @property
    def buyer(self) -> Party:
        """To whom they were made."""
        return self.paper.buyer

    @property
    def title(self) -> str:
        """What the paper calls itself."""
        return self.words.say(N_("Service report"))

    @property
    def number(self) -> str:
        """The days it tells of."""
        return self.words.period(self.paper.report.period)

    @property
    def addressed(self) -> str:
        """What stands above the receiver."""
        return self.words.say(N_("For"))

    @property
    def facts(self) -> Facts:
        """Dates and references."""
        words = self.words
        return (
            (N_("Date"), words.date(self.paper.day)),
            (N_("Client number"), words.line(self.buyer.code)),
            (N_("Time zone"), words.line(self.paper.timezone)),
        )


def draw(paper: SlaPaper, language: Language, fonts: Fonts, logo: bytes | None = None) -> bytes:
    """The paper; raises RuleError where the logo cannot be read."""
    size = width, height = paper_size(paper.seller.address.country)
    words = Wording(language, fonts)
    sheet = _Report(paper=paper, words=words, left=MARGIN, right=width - MARGIN)
    picture = printed(logo) if logo else None
    pages = Pages(_TOP, height - _BOTTOM, continuation(sheet), _heading(sheet))
    pages.fill([opening(sheet, picture), *_blocks(sheet)])
    found: list[Page] = pages.done
    for number, page in enumerate(found, start=1):
        page.append(Placed(height - _FOOTER, footer(sheet, number, len(found))))
    title = Title(
        f"{sheet.title} {sheet.number}",
        words.line(paper.seller.name),
        words.line(paper.buyer.name),
        language.code.replace("_", "-"),
        paper.day,
    )
    return written(size, title, found, fonts, picture)


def length(words: Wording, seconds: int) -> str:
    """A length of time in hours and minutes; less than one is told as such."""
    hours, minutes = divmod(abs(seconds) // 60, 60)
    if hours:
        return words.say(N_("{hours} h {minutes} min"), hours=hours, minutes=f"{minutes:02}")
    if seconds and not minutes:
        return words.say(N_("under 1 min"))
    return words.say(N_("{minutes} min"), minutes=minutes)


def _blocks(sheet: _Report) -> Iterator[Block]:
    report = sheet.paper.report
    yield _summary(sheet)
    yield from _restated(sheet)
    if report.counts:
        yield from (_row(sheet, each) for each in report.counts)
    else:
        yield _sentence(sheet, N_("No promise came to its end in these days."))
    listed = (
        (N_("Missed"), report.missed),
        (N_("Still open and overdue"), report.overdue),
        (N_("Excused"), report.excused),
        (N_("Overdue before a change made room"), report.relieved),
    )
    for text, told in listed:
        if told:
            yield _headline(sheet, text, len(told))
            yield from (_listed(sheet, each) for each in told)
    yield _remarks(sheet)


def _summary(sheet: _Report) -> Block:
    """The few figures that say it all."""
    report, words = sheet.paper.report, sheet.words
    met = sum(each.met for each in report.counts)
    missed = sum(each.missed for each in report.counts)
    figures = (
        (N_("Promises kept"), _percent(words, report.share)),
        (N_("Kept"), words.plain(met)),
        (N_("Missed"), words.plain(missed)),
        (N_("Open and overdue"), words.plain(len(report.overdue))),
        (N_("Tickets"), words.plain(report.tickets)),
        (N_("Reopened"), words.plain(report.reopened)),
    )
    block = sheet.block(bond=HELD)
    width = (sheet.width - 28) / len(figures)
    # Labels may need two lines in some languages; the figures stand on one line all the same.
    below = max(
        block.left(sheet.left + 14 + width * i, 11, _label(block, words.say(text), width), LABEL)
        for i, (text, _) in enumerate(figures)
    )
    for i, (_, figure) in enumerate(figures):
        block.left(sheet.left + 14 + width * i, below + 1, [figure], _FIGURE)
    height = block.height + 9
    block.shapes.insert(0, Box(sheet.left, 0, sheet.width, height, WASH, 8))
    block.height = height + 22
    return block


def _label(block: Block, text: str, width: float) -> list[str]:
    return block.wrap(text, LABEL, width - 6)


def _restated(sheet: _Report) -> Iterator[Block]:
    """That the month was reported with other figures, and which."""
    before = sheet.paper.restated
    if before is None:
        return
    words, figures = sheet.words, before.figures
    met = sum(each.met for each in figures.counts)
    block = sheet.block(bond=HELD)
    text = words.say(
        N_(
            "Restated: on {day} this month was reported with {percent} kept ({met} of {all}). "
            "The figures here are those known by now."
        ),
        day=words.date(before.at.astimezone(ZoneInfo(sheet.paper.timezone)).date()),
        percent=_percent(words, figures.share),
        met=words.plain(met),
        all=words.plain(met + sum(each.missed for each in figures.counts)),
    )
    block.left(sheet.left, 0, block.wrap(text, STRONG, sheet.width), STRONG)
    block.height += 16
    yield block


def _heading(sheet: _Report) -> Block:
    words = sheet.words
    block = sheet.block(bond=KEPT)
    heads = (
        N_("Promise"),
        N_("Priority"),
        N_("Kept"),
        N_("Missed"),
        N_("Share kept"),
        N_("Median"),
        N_("Longest"),
        N_("Paused"),
    )
    _set(sheet, block, 0, [words.say(head) for head in heads], LABEL)
    block.rule(sheet.left, block.height + 6, sheet.width)
    return block


def _row(sheet: _Report, each: Counts) -> Block:
    words = sheet.words
    block = sheet.block(row=True)
    cells = [
        words.say(METRICS[each.metric]),
        words.line(each.priority) or "–",
        words.plain(each.met),
        words.plain(each.missed),
        _percent(words, each.share),
        length(words, each.median),
        length(words, each.worst),
        _percent(words, each.paused_share),
    ]
    _set(sheet, block, _PADDING, cells, BODY)
    block.rule(sheet.left, block.height + _PADDING, sheet.width)
    return block


def _set(sheet: _Report, block: Block, y: float, cells: Sequence[str], style: Style) -> None:
    """Set a row's cells, figures at the right edge of their columns."""
    x = sheet.left
    for column, (cell, share) in enumerate(zip(cells, _COLUMNS, strict=True)):
        width = sheet.width * share
        if column < _TEXTS:
            block.left(x, y, block.wrap(cell, style, width - _GAP), style)
        else:
            figures = style._replace(tabular=True)
            block.right(x + width, y, block.wrap(cell, figures, width - _GAP), figures)
        x += width


def _headline(sheet: _Report, text: str, count: int) -> Block:
    words = sheet.words
    block = sheet.block(bond=HELD)
    told = words.say(N_("{what} ({count})"), what=words.say(text), count=words.plain(count))
    block.left(sheet.left, 20, block.wrap(told, _HEADLINE, sheet.width), _HEADLINE)
    block.height += 3
    return block


def _listed(sheet: _Report, told: Told) -> Block:
    """A clock by its ticket: what was promised, what it took, and why it was excused."""
    words, clock = sheet.words, told.clock
    block = sheet.block()
    if clock.remaining is not None and clock.remaining < 0:
        late = words.say(N_("{length} late"), length=length(words, clock.remaining))
        block.right(sheet.right, _PADDING, block.wrap(late, _LATE, sheet.width), _LATE)
    name = " · ".join(filter(None, (words.line(told.ticket), words.line(told.summary))))
    y = block.left(sheet.left, _PADDING, block.wrap(name, STRONG, sheet.width * _TEXT), STRONG)
    y = block.left(sheet.left, y, block.wrap(_standing(sheet, told), SMALL, sheet.width), SMALL)
    if clock.excuse and clock.excuse.reason:
        reason = words.say(N_("Reason: {reason}"), reason=words.line(clock.excuse.reason))
        y = block.left(sheet.left, y, block.wrap(reason, PLAIN_TEXT, sheet.width), PLAIN_TEXT)
    block.rule(sheet.left, y + _PADDING, sheet.width)
    return block


def _standing(sheet: _Report, told: Told) -> str:
    words, clock = sheet.words, told.clock
    parts = [
        ", ".join(filter(None, (words.say(METRICS[clock.metric]), words.line(clock.priority)))),
        words.say(
            N_("{elapsed} of {target}"),
            elapsed=length(words, clock.elapsed),
            target=length(words, clock.target or 0),
        ),
    ]
    if clock.due:
        parts.append(words.say(N_("due {when}"), when=_moment(sheet, clock.due)))
    if clock.stop:
        parts.append(words.say(N_("done {when}"), when=_moment(sheet, clock.stop)))
    return " · ".join(parts)


def _moment(sheet: _Report, at: datetime) -> str:
    here = at.astimezone(ZoneInfo(sheet.paper.timezone))
    return f"{sheet.words.date(here.date())}, {here:%H:%M}"


def _sentence(sheet: _Report, text: str) -> Block:
    block = sheet.block()
    block.left(sheet.left, 0, block.wrap(sheet.words.say(text), BODY, sheet.width), BODY)
    return block


def _remarks(sheet: _Report) -> Block:
    """How it was counted."""
    block = sheet.block()
    texts = (
        N_("Times are service hours; hours outside them and paused time do not count."),
        N_(
            "A promise is counted in the days in which it was kept or came to its end. What is "
            "still open or was excused is listed and is in no percentage."
        ),
    )
    y = 22.0
    quiet = SMALL._replace(colour=SOFT)
    for text in texts:
        y = block.left(sheet.left, y, block.wrap(sheet.words.say(text), quiet, sheet.width), quiet)
    return block


def _percent(words: Wording, share: Fraction | None) -> str:
    return "–" if share is None else words.percent(in_percent(share))
