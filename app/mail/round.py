"""A round of the outbox: many letters over one line, each step kept before the next is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.domain.mail_account import MailTroubleError, Trouble
from app.mail.posting import UnknownFateError, UnpostedError, post

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.delivery import Answer, Recipient
    from app.domain.mail_account import MailAccount
    from app.domain.progress import Progress
    from app.mail.letter import Letter
    from app.mail.line import Line
    from app.mail.patience import Pace
    from app.mail.posting import Posted


class Ledger(Protocol):
    """Where it is kept how each mail stands."""

    def begin(self, mail: int) -> tuple[Letter, tuple[Recipient, ...]] | None:
        """It is about to go; nothing where it should not any more."""

    def put_back(self, mail: int, evidence: str) -> None:
        """Nothing of it left."""

    def finish(self, mail: int, posted: Posted) -> None:
        """The server has answered."""

    def lose(self, mail: int, evidence: str, refused: dict[str, Answer]) -> None:
        """Nobody can know whether it was taken."""


@dataclass(slots=True)
class Round:
    """One round; it ends when all is done, a stop was asked for, or the server is in trouble."""

    account: MailAccount
    connect: Callable[[], Line]
    ledger: Ledger
    pace: Pace
    line: Line | None = None
    _trouble: MailTroubleError | None = None

    def go(self, due: Sequence[int], progress: Progress) -> MailTroubleError | None:
        """Send what is due; returns what stopped it, if something did."""
        fresh = False
        try:
            for done, mail in enumerate(due):
                progress.step(done, len(due))
                if self.line is None:
                    self._open()
                    fresh = True
                if not self.pace.wait():
                    return None
                if not self._sent(mail) and (fresh or not self._sent_on_a_new_line(mail)):
                    return self._trouble
                fresh = False
            progress.step(len(due), len(due))
        except MailTroubleError as trouble:
            return trouble
        finally:
            self._close()
        return None

    def stop(self) -> None:
        """End it now, from any thread; what is under way is kept as what it then is."""
        self.pace.stop.set()
        if self.line:
            self.line.cut()

    def _sent_on_a_new_line(self, mail: int) -> bool:
        """Servers close a line after some mails or a while; that alone is no trouble."""
        lost = self._trouble and self._trouble.trouble is Trouble.LOST
        if not lost or self.pace.stop.is_set():
            return False
        self._open()
        return self._sent(mail)

    def _sent(self, mail: int) -> bool:
        """Whether it was dealt with; where it was not, the line is closed and nothing left."""
        found = self.ledger.begin(mail)
        if found is None:
            return True
        assert self.line
        try:
            posted = post(self.line, self.account, *found)
        except UnpostedError as error:
            self._trouble = error.trouble
            self.ledger.put_back(mail, error.trouble.evidence)
            self._close()
            return False
        except UnknownFateError as error:
            self.ledger.lose(mail, error.evidence, error.answers)
            self._close()
        else:
            self.ledger.finish(mail, posted)
        return True

    def _open(self) -> None:
        self._close()
        line = self.connect()
        self.line = line
        line.__enter__()

    def _close(self) -> None:
        line, self.line = self.line, None
        if line:
            line.close()
