"""What was issued, calmly told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.document import DocumentKind
from app.ui.billing import words
from app.ui.billing.state import totals
from app.ui.buttons import Button, Kind
from app.ui.empty import Empty
from app.ui.icons import Icon
from app.ui.tokens import Ink

if TYPE_CHECKING:
    from app.ui.billing.state import Run
    from app.ui.kit import Kit


class Done(Empty):
    """The end of a run and the ways on."""

    show_documents = Signal()
    save = Signal()
    back = Signal()

    def __init__(self, kit: Kit) -> None:
        say = kit.language.say
        self.show_button = Button(
            kit.theme, say("Show documents"), Kind.PRIMARY, icon=Icon.DOCUMENTS
        )
        save = Button(kit.theme, say("Save PDFs…"), icon=Icon.DOWNLOAD)
        back = Button(kit.theme, say("Back to the month end"))
        super().__init__(
            kit.theme, Icon.CHECK_CIRCLE_FULL, self.show_button, save, back, ink=Ink.OK
        )
        self._kit = kit
        self.show_button.clicked.connect(self.show_documents)
        save.clicked.connect(self.save)
        back.clicked.connect(self.back)

    def show_run(self, run: Run) -> None:
        """Tell what a run issued."""
        say, language = self._kit.language.say, self._kit.language
        credit_notes = sum(one.kind is DocumentKind.CREDIT_NOTE for one in run.issued)
        found = words.documents(self._kit, len(run.issued), credit_notes)
        # A credit note's paper shows what is given back, so its sign is turned for the sum.
        sums = totals(
            -one.total if one.kind is DocumentKind.CREDIT_NOTE else one.total for one in run.issued
        )
        self.say(
            say("{documents} issued", documents=found),
            say(
                "{numbers}\n{sums} with tax",
                numbers=words.numbers(one.number for one in run.issued),
                sums=words.sums(language, sums),
            ),
        )
