"""Looks out for clocks that run out: at the start, and again at the moment one of them does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.changes import Kind
from app.domain.sentence import N_, Sentence, say
from app.domain.sla_policy import Metric
from app.ui.jobs import Job

if TYPE_CHECKING:
    from app.domain.changes import Changes
    from app.domain.progress import Progress
    from app.services import Services
    from app.services.alerts import News
    from app.ui.kit import Kit

_FIRST = 2_000
"""The pages come first, in milliseconds."""
_SOON = 1_000
_LONGEST = 3_600_000
_BEARS = frozenset({Kind.WORK, Kind.CATALOG, Kind.AGREEMENTS, Kind.CLIENTS})
_MISSED = {
    Metric.FIRST_RESPONSE: N_("{ticket}: the first response is overdue"),
    Metric.UPDATE: N_("{ticket}: an update is overdue"),
    Metric.RESOLUTION: N_("{ticket}: the resolution is overdue"),
}
_AT_RISK = {
    Metric.FIRST_RESPONSE: N_("{ticket}: the first response is at risk"),
    Metric.UPDATE: N_("{ticket}: an update is at risk"),
    Metric.RESOLUTION: N_("{ticket}: the resolution is at risk"),
}


class Watch(QObject):
    """Sleeps until there will be news; whatever is told is told once."""

    told = Signal(object, bool)
    """News, and whether they are the first since the file was opened."""

    def __init__(self, kit: Kit, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = kit.jobs
        self._services = services
        self._is_first = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._timer.start(_FIRST)

    def look(self) -> None:
        """Look now."""

        def work(progress: Progress) -> News:
            progress.step(0, 1)
            return self._services.alerts.look()

        job = Job(work)
        job.succeeded.connect(self._seen)
        self._jobs.start(job)

    def hear(self, changes: Changes) -> None:
        """Look again soon, where something changed that clocks are read by."""
        if changes & _BEARS and not self._is_first:
            self._timer.start(_SOON)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _seen(self, news: News) -> None:
        if news.notices:
            self.told.emit(news, self._is_first)
        self._is_first = False
        if news.next is not None:
            wait = (news.next - self._services.tickets.now()).total_seconds() * 1_000
            self._timer.start(int(min(max(wait, _SOON), _LONGEST)))


def told(news: News, *, first: bool) -> Sentence:
    """What is new in a sentence: one warning by name, more of them summed up."""
    if len(news.notices) == 1 and not first:
        notice = news.notices[0]
        texts = _MISSED if notice.is_missed else _AT_RISK
        return say(texts[notice.metric], ticket=notice.ticket)
    parts = list[Sentence]()
    if news.missed:
        text = N_("1 target was missed") if news.missed == 1 else N_("{count} targets were missed")
        parts.append(say(text, count=news.missed))
    if news.at_risk:
        text = N_("1 is at risk") if news.at_risk == 1 else N_("{count} are at risk")
        parts.append(say(text, count=news.at_risk))
    both = parts[0] if len(parts) == 1 else say(N_("{a}, {b}"), a=parts[0], b=parts[1])
    return say(N_("While Accord was closed: {what}."), what=both) if first else both
