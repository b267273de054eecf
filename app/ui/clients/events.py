"""What happened to a client, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.sentence import N_
from app.services.clients import Event
from app.ui.cells import Column, Pair, Words
from app.ui.clients.telling import Teller
from app.ui.empty import Empty
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.layout import column
from app.ui.table import Table

if TYPE_CHECKING:
    from app.domain.progress import Progress
    from app.ui.desk import Desk


class EventsTab(QWidget):
    """A list of edits and issued documents."""

    def __init__(self, desk: Desk, code: str, number: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._about = (code, number)
        language = desk.kit.language
        teller = Teller(language)

        def detail(found: Event) -> str:
            more = ", ".join(teller.told(found.was, found.now))
            return language.show(found.detail) if found.detail != "" else more

        columns = (
            Column[Event](
                N_("When"),
                lambda found: Words(f"{language.date(found.at.date())}, {found.at:%H:%M}"),
            ),
            Column[Event](
                N_("What"),
                lambda found: Pair(language.tell(found.what), detail(found)),
                is_stretched=True,
            ),
        )
        self.table = Table[Event](desk.kit.theme, language, columns, id)
        self.table.setAccessibleName(language.say("History"))
        self._nothing = Empty(desk.kit.theme, Icon.HISTORY)
        self._nothing.say(language.say("Nothing happened yet"), "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        self.setLayout(column((self._stack, 1), gap=0))
        self.look()

    def look(self) -> None:
        """Look it up."""

        def work(progress: Progress) -> tuple[Event, ...]:
            progress.step(0, 1)
            return self._desk.services.clients.events(*self._about)

        job = Job(work)
        job.succeeded.connect(self._listed)
        self._desk.kit.jobs.start(job)

    def _listed(self, events: tuple[Event, ...]) -> None:
        self.table.show_rows(events)
        self._stack.setCurrentIndex(0 if events else 1)
