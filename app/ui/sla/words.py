"""What the window says of reports: columns, sums, and what is listed by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.sentence import N_
from app.domain.sla_report import in_percent
from app.ui.cells import Cell, Column, Figure, Pair, Pill, Words
from app.ui.icons import Icon
from app.ui.tickets import words
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction
    from zoneinfo import ZoneInfo

    from app.domain.sla_report import ClientReport, Counts, Told
    from app.i18n import Language
    from app.services.sla_report import ReportRow


@dataclass(frozen=True, slots=True)
class Named:
    """A clock that is listed by name, and as what."""

    told: Told
    what: str
    tone: Tone
    icon: Icon

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What tells it from all others."""
        clock = self.told.clock
        return self.what, self.told.ticket, clock.metric.value, clock.number


_LISTED = (
    ("missed", N_("Missed"), Tone.BAD, Icon.BLOCKED),
    ("overdue", N_("Open and overdue"), Tone.BAD, Icon.WARNING_CIRCLE),
    ("excused", N_("Excused"), Tone.MUTE, Icon.CHECK_CIRCLE),
    ("relieved", N_("Late before a change"), Tone.WARN, Icon.HOURGLASS),
)


def named(report: ClientReport) -> Iterator[Named]:
    """All that a report lists by name."""
    for key, what, tone, icon in _LISTED:
        for told in getattr(report, key):
            yield Named(told, what, tone, icon)


def percent(language: Language, share: Fraction | None) -> str:
    """The part that was kept; a dash where nothing was to be."""
    return "–" if share is None else language.percent(in_percent(share))


def client_columns(language: Language) -> tuple[Column[ReportRow], ...]:
    """What the list shows of a client."""

    def who(found: ReportRow) -> Pair:
        one = found.report.tickets == 1
        text = N_("1 ticket") if one else N_("{count} tickets")
        return Pair(found.report.name, language.say(text, count=found.report.tickets))

    def figure(count: int) -> Figure:
        return Figure(str(count), is_faint=not count)

    def state(found: ReportRow) -> Cell:
        if found.is_restated:
            return Pill(language.say(N_("Restated")), Tone.WARN, Icon.HISTORY)
        if found.closing:
            return Pill(language.say(N_("Closed")), Tone.OK, Icon.LOCK)
        return Words("")

    return (
        Column(N_("Client"), who, is_stretched=True),
        Column(
            N_("Kept"),
            lambda found: Figure(percent(language, found.report.share), is_strong=True),
            is_right=True,
        ),
        Column(
            N_("Missed"),
            lambda found: figure(sum(each.missed for each in found.report.counts)),
            is_right=True,
            rank=2,
        ),
        Column(
            N_("Overdue"),
            lambda found: figure(len(found.report.overdue)),
            is_right=True,
            rank=3,
        ),
        Column(N_("State"), state, rank=1),
    )


def count_columns(language: Language) -> tuple[Column[Counts], ...]:
    """What is told of a metric and a priority."""

    def long(seconds: int) -> Figure:
        return Figure(language.tell(words.length(seconds)))

    return (
        Column(
            N_("Promise"),
            lambda found: Pair(
                language.say(words.METRICS[found.metric]),
                language.say(N_("Priority {name}"), name=found.priority or "–"),
            ),
            is_stretched=True,
        ),
        Column(
            N_("Kept"),
            lambda found: Figure(percent(language, found.share), is_strong=True),
            is_right=True,
        ),
        Column(
            N_("Of"),
            lambda found: Figure(f"{found.met}/{found.met + found.missed}"),
            is_right=True,
        ),
        Column(N_("Median"), lambda found: long(found.median), is_right=True, rank=2),
        Column(N_("Longest"), lambda found: long(found.worst), is_right=True, rank=1),
        Column(
            N_("Paused"),
            lambda found: Figure(
                percent(language, found.paused_share), is_faint=not found.paused_share
            ),
            is_right=True,
            rank=3,
        ),
    )


def named_columns(language: Language) -> tuple[Column[Named], ...]:
    """What is told of a clock that is listed by name."""

    def ticket(found: Named) -> Pair:
        clock = found.told.clock
        promise = language.say(words.METRICS[clock.metric])
        reason = clock.excuse.reason if clock.excuse else ""
        parts = (found.told.ticket, promise, clock.priority, reason)
        return Pair(found.told.summary or "–", " · ".join(filter(None, parts)))

    def late(found: Named) -> Figure:
        left = found.told.clock.remaining or 0
        return Figure(language.tell(words.length(left)) if left < 0 else "–", is_faint=left >= 0)

    return (
        Column(N_("Ticket"), ticket, is_stretched=True),
        Column(N_("What"), lambda found: Pill(language.say(found.what), found.tone, found.icon)),
        Column(N_("Late by"), late, is_right=True, rank=1),
    )


def summed(language: Language, report: ClientReport) -> str:
    """A client's promises in a line."""
    met = sum(each.met for each in report.counts)
    whole = met + sum(each.missed for each in report.counts)
    open_ = len(report.overdue)
    parts = [language.say(N_("{met} of {all} promises kept"), met=met, all=whole)]
    if open_:
        parts.append(language.say(N_("{count} open and overdue"), count=open_))
    if report.excused:
        parts.append(language.say(N_("{count} excused"), count=len(report.excused)))
    if report.reopened:
        parts.append(language.say(N_("{count} reopened"), count=report.reopened))
    if share := _paused(report):
        parts.append(language.say(N_("paused {percent}"), percent=percent(language, share)))
    return "  ·  ".join(parts)


def _paused(report: ClientReport) -> Fraction | None:
    from fractions import Fraction

    paused = sum(each.paused for each in report.counts)
    whole = paused + sum(each.elapsed for each in report.counts)
    return Fraction(paused, whole) if paused else None


def closed(language: Language, row: ReportRow, zone: ZoneInfo) -> str:
    """When a month was closed, and as what where that is something else by now."""
    if row.closing is None:
        return ""
    day = language.date(row.closing.at.astimezone(zone).date())
    if not row.is_restated:
        return language.say(N_("Closed on {day}; nothing has changed since."), day=day)
    figures = row.closing.figures
    met = sum(each.met for each in figures.counts)
    return language.say(
        N_(
            "Restated: on {day} this month was reported with {percent} kept ({met} of {all}), "
            "{missed} missed and {overdue} open and overdue. Below are the figures known by now."
        ),
        day=day,
        percent=percent(language, figures.share),
        met=met,
        all=met + sum(each.missed for each in figures.counts),
        missed=len(figures.missed),
        overdue=len(figures.overdue),
    )
