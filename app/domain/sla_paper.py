"""What a client is told on paper of the promises of a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.document import Party
from app.domain.sla_closing import Closing
from app.domain.sla_report import ClientReport


@dataclass(frozen=True, slots=True)
class SlaPaper:
    """A client's report with who sends it, who receives it, and in which words.

    A month that was closed and reads differently by now says both.
    """

    report: ClientReport
    seller: Party
    buyer: Party
    locale: str
    timezone: str
    day: date
    closing: Closing | None = None

    @property
    def restated(self) -> Closing | None:
        """What was reported, where that is something else than what is told here."""
        changed = self.closing is not None and self.closing.is_restated_by(self.report)
        return self.closing if changed else None
