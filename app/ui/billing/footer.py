"""The bar below the list: what it comes to, the button that issues, and how far that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from app.ui.billing import words
from app.ui.billing.state import Show
from app.ui.buttons import Button, Kind
from app.ui.icons import Icon
from app.ui.labels import ElidedLabel, Role, label
from app.ui.layout import column, framed, line, row

if TYPE_CHECKING:
    from app.ui.billing.state import Run
    from app.ui.kit import Kit


class Footer(QWidget):
    """Sums and the primary button; while it issues, progress and a way to stop."""

    issue = Signal()
    cancel = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._caption = ElidedLabel(Role.MUTED)
        self._sums = ElidedLabel(Role.H3)
        self.button = Button(kit.theme, "", Kind.PRIMARY)
        self.button.clicked.connect(self.issue)
        self._told = label(role=Role.SMALL)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(kit.language.say("Progress"))
        self.stop = Button(kit.theme, kit.language.say("Cancel"), icon=Icon.CLOSE)
        self.stop.clicked.connect(self.cancel)
        margins = (20, 11, 16, 12)
        sums = column(self._caption, self._sums, gap=1)
        idle = row(gap=12, margins=margins)
        idle.addLayout(sums, 1)
        idle.addWidget(self.button)
        working = row(gap=16, margins=margins)
        working.addLayout(column(None, self._told, self._bar, None, gap=7), 1)
        working.addWidget(self.stop)
        self._stack = QStackedWidget()
        self._stack.addWidget(framed("Pane", idle))
        self._stack.addWidget(framed("Pane", working))
        self.setLayout(column(line(), self._stack, gap=0))

    def show_run(self, run: Run, *, is_busy: bool) -> None:
        """Show what would be issued now."""
        say = self._kit.language.say
        count = len(run.proposals)
        to_check = run.counts()[Show.TO_CHECK]
        found = words.documents(self._kit, count, run.credit_notes())
        checks = say("{count} to check", count=to_check) if to_check else ""
        if not count:
            caption = say("Nothing is ready")
        elif checks:
            caption = say("{documents} with tax, {checks}", documents=found, checks=checks)
        else:
            caption = say("{documents} with tax", documents=found)
        self._caption.show_text(caption)
        self._sums.show_text(words.sums(self._kit.language, run.totals()) or checks)
        self.button.say(words.issue(self._kit, count, run.credit_notes()))
        self.button.setEnabled(run.can_issue and not is_busy)
        self._stack.setCurrentIndex(int(is_busy))

    def begin(self, total: int) -> None:
        """Show that it issues now."""
        self.stop.setEnabled(True)
        self.stop.say(self._kit.language.say("Cancel"))
        self.progress(0, total)

    def progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        language = self._kit.language
        if done < total:
            told = language.say("Issuing {number} of {total}", number=done + 1, total=total)
        else:
            told = language.say("Writing all of them into the data file")
        self._told.setText(told)

    def stopping(self) -> None:
        """Show that the wish to stop was heard."""
        self.stop.setEnabled(False)
        self._told.setText(self._kit.language.say("Stopping; nothing will be issued"))
