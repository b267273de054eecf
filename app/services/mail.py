"""E-mail: documents become mails in the outbox, and mails go out, each at most once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from email.utils import make_msgid
from typing import TYPE_CHECKING

from app import models as m
from app.domain.delivery import Delivery, State
from app.domain.errors import RuleError
from app.domain.mail_account import MailAccount, MailTroubleError, Trouble
from app.domain.mail_address import is_address, on_the_wire
from app.domain.mail_template import Purpose, Template
from app.domain.outbox import Draft, Mail
from app.domain.progress import QUIET
from app.domain.sentence import N_
from app.storage.issuing import documents_of, papers_of
from app.storage.letters import LetterDesk, drafts_of, newest, usual_text
from app.storage.outbox import SETTLED, account_of, keep, mails, paper_rows, put, texts_of
from app.storage.parties import sender_of
from app.storage.store import note

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy.orm import Session

    from app.domain.clock import Clock
    from app.domain.delivery import Answer, Recipient
    from app.domain.progress import Progress
    from app.i18n import Languages
    from app.mail.letter import Letter
    from app.mail.line import Line
    from app.mail.patience import Patience
    from app.mail.posting import Posted
    from app.mail.probe import Found
    from app.mail.round import Round
    from app.mail.secrets import Secrets
    from app.storage.store import Store

_LISTED = 1000


class NoSuchMailError(RuleError):
    """A mail that is not there."""

    text = N_("There is no such mail in the outbox.")


@dataclass(frozen=True, slots=True)
class Queued:
    """What became of a wish to send documents."""

    mails: tuple[int, ...]
    skipped: tuple[Draft, ...]
    """What could not be written, or had been sent before."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How a round ended: what could not go on, if something could not, and how it stands."""

    trouble: MailTroubleError | None
    mails: tuple[Mail, ...]


class MailService:
    """Writes mails from documents, keeps them, and sends them."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        languages: Languages,
        *,
        secrets: Secrets | None = None,
        trust: ssl.SSLContext | None = None,
        patience: Patience | None = None,
    ) -> None:
        """Work on a store; secrets are those of the system where none are handed in."""
        self._store = store
        self._clock = clock
        self._languages = languages
        self._own_secrets = secrets
        self._trust = trust
        self._patience = patience
        self._round: Round | None = None

    # The account

    def account(self) -> MailAccount:
        """How mails leave."""
        with self._store.read() as session:
            return account_of(session, sender_of(session))

    def keep_secret(self, secret: str) -> bool:
        """Take the password; says whether the system keeps it beyond the end of the program."""
        return self._secrets.put(self.account().secret_name, secret)

    def sign_in(
        self, client_secret: str, browse: Callable[[str], object], goes_on: Callable[[], bool]
    ) -> bool:
        """Sign in with Microsoft or Google in the browser; raises SignInError."""
        from app.mail.tokens import client_secret_name, signed_in

        account = self.account()
        name = client_secret_name(account)
        if client_secret:
            self._secrets.put(name, client_secret)
        found = signed_in(account, self._secrets.get(name), browse, goes_on)
        return self._secrets.put(account.secret_name, found.refresh)

    def probe(self) -> Found:
        """Try the account without sending anything; raises MailTroubleError."""
        from app.mail.probe import probe

        account = self.account()
        if not account.is_ready:
            raise MailTroubleError(Trouble.NO_ACCOUNT, account)
        return probe(self._line(account), account)

    # Texts

    def text(self, purpose: Purpose, language: str) -> Template:
        """The text of a purpose in a language: the company's own, or the usual one."""
        with self._store.read() as session:
            own = texts_of(session)
        return own.get((purpose, language)) or self.usual_text(purpose, language)

    def usual_text(self, purpose: Purpose, language: str) -> Template:
        """The text a purpose begins with."""
        return usual_text(purpose, self._languages.get(language))

    def preview(
        self, text: Template, purpose: Purpose, language: str, number: str | None = None
    ) -> tuple[str, Template]:
        """A text filled in from a real document, the newest where none is named, and its number.

        Raises UnknownFieldError or LooseBraceError.
        """
        text.check()
        with self._store.read() as session:
            number = number or newest(session, purpose)
            if number is None:
                return "", text
            desk = LetterDesk(session, self._languages)
            values = desk.values(documents_of(session, [number]), purpose, language)
        return number, text.filled(values)

    # The outbox

    def drafts(self, numbers: Sequence[str], purpose: Purpose | None = None) -> tuple[Draft, ...]:
        """The mails that documents would become; nothing is written."""
        with self._store.read() as session:
            return drafts_of(session, self._languages, numbers, purpose)

    def queue(
        self, numbers: Sequence[str], purpose: Purpose | None = None, *, again: bool = False
    ) -> Queued:
        """Put mails with documents into the outbox; none is sent before `send`.

        What was mailed for the same purpose before is left out, unless it is wanted again.
        """
        with self._store.write() as session:
            drafts = drafts_of(session, self._languages, numbers, purpose)
            left_out = tuple(one for one in drafts if not one.can_go or (one.earlier and not again))
            wanted = [one for one in drafts if one not in left_out]
            account = account_of(session, sender_of(session))
            ids = tuple(self._put(session, draft, account) for draft in wanted)
        return Queued(ids, left_out)

    def draft_to(self, client: str, purpose: Purpose, papers: Sequence[str]) -> Draft:
        """The mail by which papers of these names would go; nothing is written."""
        with self._store.read() as session:
            draft = LetterDesk(session, self._languages).letter_to(client, purpose)
        return replace(draft, papers=tuple(papers))

    def queue_papers(
        self, client: str, purpose: Purpose, papers: Sequence[tuple[str, bytes]]
    ) -> Queued:
        """Put a mail with papers that are no documents into the outbox: a statement of account."""
        with self._store.write() as session:
            draft = LetterDesk(session, self._languages).letter_to(client, purpose)
            if not draft.can_go:
                return Queued((), (draft,))
            account = account_of(session, sender_of(session))
            return Queued((self._put(session, draft, account, papers),), ())

    def list(self) -> tuple[Mail, ...]:
        """What is not settled, and the newest of what is; newest first."""
        with self._store.read() as session:
            alive = mails(session, m.Mail.state.not_in(SETTLED))
            settled = mails(session, m.Mail.state.in_(SETTLED), last=_LISTED)
        return tuple(sorted([*alive, *settled], key=lambda mail: -mail.id))

    def show(self, id_: int) -> Mail:
        """One mail; raises NoSuchMailError."""
        with self._store.read() as session:
            return _mail(session, id_)

    def papers(self, id_: int) -> tuple[tuple[str, bytes], ...]:
        """The papers that go with a mail, each with its name."""
        with self._store.read() as session:
            return tuple(_papers(session, _mail(session, id_)))

    def recover(self) -> tuple[int, ...]:
        """What was being sent when the program ended may have gone out: a person has to say."""
        if self._round or self._store.read_only:
            return ()
        with self._store.read() as session:
            found = [mail.id for mail in mails(session, m.Mail.state == State.SENDING.value)]
        for id_ in found:
            self._take(id_, lambda delivery: delivery.lose(""))
        return tuple(found)

    def send(self, progress: Progress = QUIET) -> Sent:
        """Send all that is due over one line; what may have gone out is never sent again."""
        from app.mail.patience import Pace
        from app.mail.round import Round

        assert self._round is None, "one round at a time"
        self.recover()
        with self._store.read() as session:
            account = account_of(session, sender_of(session))
            due = self._due(session)
        if not due:
            return Sent(None, ())
        if not account.is_ready:
            return Sent(MailTroubleError(Trouble.NO_ACCOUNT, account), ())
        ledger = _Ledger(self, account)
        self._round = Round(account, lambda: self._line(account), ledger, Pace(account.per_minute))
        try:
            trouble = self._round.go(due, progress)
        finally:
            self._round = None
        with self._store.read() as session:
            return Sent(trouble, tuple(mails(session, m.Mail.id.in_(due))))

    def stop(self) -> None:
        """End the round that is under way, from any thread."""
        if found := self._round:
            found.stop()

    # What a person decides

    def settle(self, id_: int) -> Mail:
        """A person has seen that it went out."""
        return self._take(id_, lambda delivery: delivery.settle(self._clock.now()), "seen sent")

    def again(self, id_: int) -> Mail:
        """A person wants it sent, knowing what may have become of it; its Message-ID stays."""
        return self._take(id_, Delivery.again, "send again")

    def release(self, id_: int) -> Mail:
        """A person lets a held mail go."""
        return self._take(id_, Delivery.release, "release")

    def withdraw(self, id_: int) -> Mail:
        """A person does not want it sent."""
        return self._take(id_, Delivery.withdraw, "withdraw")

    def hand_over(self, id_: int) -> tuple[str, bytes]:
        """A draft for another mail program, with a name for its file; the mail is handed over."""
        from app.mail.letter import as_draft, safe_name

        with self._store.write() as session:
            mail = _mail(session, id_)
            letter = _letter(session, mail, account_of(session, sender_of(session)))
            self._keep(session, mail, mail.delivery.hand_over(self._clock.now()), "hand over")
        return safe_name(f"{mail.documents[0] if mail.documents else mail.id}.eml"), as_draft(
            letter
        )

    def link(self, id_: int) -> tuple[str, tuple[str, ...]]:
        """A mailto link for a mail, and the arguments for Linux's helper, without the papers."""
        from app.mail.handing_over import mailto, xdg_email

        with self._store.read() as session:
            mail = _mail(session, id_)
            letter = _letter(session, mail, account_of(session, sender_of(session)))
        return mailto(letter), tuple(xdg_email(letter, ()))

    # Steps of a round, each kept before the next is taken

    def begin(self, id_: int, account: MailAccount) -> tuple[Letter, tuple[Recipient, ...]] | None:
        """It is about to be given to the server; nothing where it should not any more."""
        with self._store.write() as session:
            mail = _mail(session, id_)
            if not mail.delivery.is_due(self._clock.now()):
                return None
            begun = mail.delivery.begin(self._clock.now())
            keep(session, id_, begun)
            return _letter(session, mail, account), begun.left

    def finish(self, id_: int, posted: Posted) -> None:
        """The server has answered."""
        now = self._clock.now()
        self._take(id_, lambda one: one.finish(posted.answers, posted.evidence, now))

    def put_back(self, id_: int, evidence: str) -> None:
        """Nothing of it left."""
        self._take(id_, lambda one: one.put_back(evidence))

    def lose(self, id_: int, evidence: str, refused: dict[str, Answer]) -> None:
        """Nobody can know whether it was taken."""
        self._take(id_, lambda one: one.lose(evidence, refused))

    # Below

    @property
    def _secrets(self) -> Secrets:
        if self._own_secrets is None:
            from app.mail.secrets import Secrets

            self._own_secrets = Secrets()
        return self._own_secrets

    def _line(self, account: MailAccount) -> Line:
        from app.mail.line import Line
        from app.mail.tokens import secret_for

        return Line(
            account, lambda: secret_for(account, self._secrets), self._patience, self._trust
        )

    def _due(self, session: Session) -> list[int]:
        now = self._clock.now()
        found = mails(session, m.Mail.state == State.PENDING.value)
        return [mail.id for mail in reversed(found) if mail.delivery.is_due(now)]

    def _put(
        self,
        session: Session,
        draft: Draft,
        account: MailAccount,
        papers: Iterable[tuple[str, bytes]] = (),
    ) -> int:
        domain = on_the_wire(account.sender).rpartition("@")[2] or "accord.invalid"
        message_id = make_msgid(domain=domain if is_address(account.sender) else "accord.invalid")
        id_ = put(session, draft, message_id, self._clock.now(), papers)
        told = {"documents": list(draft.documents), "to": [r.address for r in draft.recipients]}
        note(session, "mail", str(id_), {**told, "client": draft.client, "message": message_id})
        return id_

    def _take(self, id_: int, step: Callable[[Delivery], Delivery], told: str = "") -> Mail:
        with self._store.write() as session:
            mail = _mail(session, id_)
            after = step(mail.delivery)
            self._keep(session, mail, after, told or after.state.value)
        return replace(mail, delivery=after)

    def _keep(self, session: Session, mail: Mail, after: Delivery, told: str) -> None:
        keep(session, mail.id, after)
        content = {"message": mail.message_id, "state": after.state.value, "said": after.evidence}
        note(session, f"mail: {told}", str(mail.id), content)


@dataclass(frozen=True, slots=True)
class _Ledger:
    """Keeps the steps of a round in the data file."""

    service: MailService
    account: MailAccount

    def begin(self, mail: int) -> tuple[Letter, tuple[Recipient, ...]] | None:
        return self.service.begin(mail, self.account)

    def put_back(self, mail: int, evidence: str) -> None:
        self.service.put_back(mail, evidence)

    def finish(self, mail: int, posted: Posted) -> None:
        self.service.finish(mail, posted)

    def lose(self, mail: int, evidence: str, refused: dict[str, Answer]) -> None:
        self.service.lose(mail, evidence, refused)


def _mail(session: Session, id_: int) -> Mail:
    found = mails(session, m.Mail.id == id_)
    if not found:
        raise NoSuchMailError
    return found[0]


def _papers(session: Session, mail: Mail) -> list[tuple[str, bytes]]:
    issued = papers_of(session, mail.documents) if mail.documents else []
    return [*((f"{name}.pdf", pdf) for name, pdf in issued), *paper_rows(session, mail.id)]


def _letter(session: Session, mail: Mail, account: MailAccount) -> Letter:
    from app.mail.letter import Enclosure, Letter

    return Letter(
        message_id=mail.message_id,
        sender=account.sender,
        sender_name=account.name,
        recipients=mail.delivery.recipients,
        subject=mail.subject,
        body=mail.body,
        enclosures=tuple(Enclosure(name, pdf) for name, pdf in _papers(session, mail)),
        reply_to=account.reply_to,
        written=mail.created,
    )
