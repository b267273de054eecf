"""What a client has elsewhere, in a list: a row opens its own page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.empty import Empty
from app.ui.jobs import Job
from app.ui.layout import column
from app.ui.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.progress import Progress
    from app.ui.cells import Column
    from app.ui.desk import Desk
    from app.ui.icons import Icon

R = TypeVar("R")


class ListedTab(QWidget, Generic[R]):
    """Looks its rows up in the background; Enter or a double click opens one."""

    def __init__(  # noqa: PLR0917 - what a list is
        self,
        desk: Desk,
        name: str,
        columns: Sequence[Column[R]],
        key: Callable[[R], object],
        look_up: Callable[[], Sequence[R]],
        open_row: Callable[[R], None],
        nothing: tuple[Icon, str, str],
    ) -> None:
        super().__init__()
        say = desk.kit.language.say
        self._desk = desk
        self._look_up = look_up
        self._open_row = open_row
        self.table = Table[R](desk.kit.theme, desk.kit.language, tuple(columns), key)
        self.table.setAccessibleName(say(name))
        self.table.activated.connect(self.open_current)
        icon, title, text = nothing
        self._nothing = Empty(desk.kit.theme, icon)
        self._nothing.say(say(title), say(text))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        self.setLayout(column((self._stack, 1), gap=0))
        self.look()

    def look(self) -> None:
        """Look them up."""

        def work(progress: Progress) -> Sequence[R]:
            progress.step(0, 1)
            return self._look_up()

        job = Job(work)
        job.succeeded.connect(self._listed)
        self._desk.kit.jobs.start(job)

    def open_current(self) -> None:
        """Open what is chosen."""
        if (found := self.table.current) is not None:
            self._open_row(found)

    def _listed(self, rows: Sequence[R]) -> None:
        self.table.show_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
