"""Reminders: who is due for which today, its paper, and sending it, each level once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from email.utils import make_msgid
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app import models as m
from app.domain.changes import Kind
from app.domain.clock import today
from app.domain.dunning import Letter, Rule, Tone, held_back, letters, tone_of
from app.domain.errors import RuleError
from app.domain.mail_address import is_address, on_the_wire
from app.domain.mail_template import Purpose
from app.domain.money_in import paid_of
from app.domain.outstanding import OpenBill, open_bills
from app.domain.papers import ReminderPaper
from app.domain.sentence import N_
from app.storage.accounts import bills_of, payments_of
from app.storage.issuing import content_digest, documents_of
from app.storage.letters import LetterDesk
from app.storage.outbox import account_of, put
from app.storage.parties import between_of, sender_of
from app.storage.records import write_records
from app.storage.reminding import holds_of, reminded, rule_of, sent_of
from app.storage.store import note, touch
from app.workbook.shape.money import Reminder
from app.workbook.shape.work import Expense

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from app.documents.press import Press
    from app.domain.clock import Clock
    from app.domain.outbox import Draft
    from app.i18n import Languages
    from app.storage.store import Store

PURPOSES = {
    Tone.FIRST: Purpose.REMINDER_1,
    Tone.AGAIN: Purpose.REMINDER_2,
    Tone.LAST: Purpose.REMINDER_3,
}
LATE_FEE = N_("Late fee for invoice {number}, {days} days overdue")


class RemindersOutdatedError(RuleError):
    """Something was paid, held or reminded of meanwhile."""

    text = N_("What {client} is to be reminded of has changed. Please look again.")


class CannotMailError(RuleError):
    """The mail cannot be written."""

    text = N_("{client} cannot be written to: {reason}")


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """A letter as lists show it: due, held for a reason, or sent under its number."""

    letter: Letter
    client_name: str
    tone: Tone
    id: str = ""
    held: str = ""
    marked: tuple[str, ...] = ()
    """Those of its documents that are held themselves."""

    @property
    def numbers(self) -> tuple[str, ...]:
        """The documents it is about."""
        return tuple(item.document for item in self.letter.items)

    @property
    def days(self) -> int:
        """For how long the oldest of them is overdue."""
        return max(item.days for item in self.letter.items)


@dataclass(frozen=True, slots=True)
class Reminders:
    """What is due today, what would be if it were not held, and what was sent, newest first."""

    due: tuple[ReminderRow, ...]
    held: tuple[ReminderRow, ...]
    sent: tuple[ReminderRow, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What reminding has written: the letters, and where they and their fees are recorded."""

    ids: tuple[str, ...]
    paths: tuple[tuple[str, str], ...]
    papers: tuple[tuple[str, bytes], ...]
    mails: tuple[int, ...] = ()


class ReminderService:
    """Decides reminders by the company's rule, and keeps which were sent."""

    def __init__(self, store: Store, press: Press, clock: Clock, languages: Languages) -> None:
        """Work on a store; a press draws the letters."""
        self._store = store
        self._press = press
        self._clock = clock
        self._languages = languages

    def list(self) -> Reminders:
        """All reminders as of today."""
        with self._store.read() as session:
            if session.execute(select(m.Company.id)).first() is None:
                return Reminders((), (), ())
            rule, before, day = rule_of(session), reminded(session), self._today(session)
            owing = _owing(session)
            holds = holds_of(session)
            names = {
                row.code: row.name or row.code
                for row in session.execute(select(m.Client.code, m.Client.name)).all()
            }
        sent = sent_of(before)

        def row(letter: Letter, id_: str = "", held: str = "") -> ReminderRow:
            tone = tone_of(letter.level, len(rule.levels))
            marked = tuple(i.document for i in letter.items if i.document in holds.documents)
            return ReminderRow(letter, names[letter.client], tone, id_, held, marked)

        return Reminders(
            tuple(map(row, letters(owing, rule, sent, holds, day))),
            tuple(row(found, held=why) for found, why in held_back(owing, rule, sent, holds, day)),
            tuple(row(found.letter, found.id) for found in reversed(before)),
        )

    def paper(self, letter: Letter, number: str = "") -> ReminderPaper:
        """What a letter says; without a number it has the one that comes next."""
        with self._store.read() as session:
            return _paper(session, letter, number or next(_new_ids(session)), rule_of(session))

    def drafts(self, wanted: Sequence[Letter]) -> tuple[Draft, ...]:
        """The mails by which letters would go; nothing is written."""
        with self._store.read() as session:
            rule, desk = rule_of(session), LetterDesk(session, self._languages)
            ids = _new_ids(session)
            return tuple(
                replace(_draft(session, desk, letter, rule), papers=(f"{next(ids)}.pdf",))
                for letter in wanted
            )

    def mail(self, wanted: Sequence[Letter]) -> Done:
        """Keep letters as sent, and put a mail with each into the outbox, all or nothing.

        Raises RemindersOutdatedError or CannotMailError.
        """
        with self._store.write() as session:
            done = self._keep(session, wanted)
            rule, sender = rule_of(session), sender_of(session)
            desk, account = LetterDesk(session, self._languages), account_of(session, sender)
            domain = on_the_wire(account.sender).rpartition("@")[2]
            domain = domain if is_address(account.sender) else "accord.invalid"
            mails = list[int]()
            for letter, paper in zip(wanted, done.papers, strict=True):
                draft = _draft(session, desk, letter, rule)
                if draft.problem:
                    raise CannotMailError(client=draft.client_name, reason=draft.problem)
                message, now = make_msgid(domain=domain), self._clock.now()
                id_ = put(session, draft, message, now, [paper])
                told = {"documents": list(draft.documents), "client": draft.client}
                told["to"] = [one.address for one in draft.recipients]
                note(session, "mail", str(id_), {**told, "message": message})
                mails.append(id_)
            touch(session, Kind.MAIL)
        return replace(done, mails=tuple(mails))

    def hand_out(self, wanted: Sequence[Letter]) -> Done:
        """Keep letters as sent on paper; raises RemindersOutdatedError."""
        with self._store.write() as session:
            return self._keep(session, wanted)

    def _today(self, session: Session) -> date:
        return today(self._clock, sender_of(session).timezone)

    def _keep(self, session: Session, wanted: Sequence[Letter]) -> Done:
        """Record letters and the fees they bill, as long as they are due as they were seen."""
        rule, sender = rule_of(session), sender_of(session)
        sent = sent_of(reminded(session))
        day = self._today(session)
        due = letters(_owing(session), rule, sent, holds_of(session), day)
        kept, fees, papers = (
            list[dict[str, Any]](),
            list[dict[str, Any]](),
            list[tuple[str, bytes]](),
        )
        ids = _new_ids(session)
        for letter in wanted:
            if letter not in due:
                raise RemindersOutdatedError(client=letter.client)
            id_ = next(ids)
            paper = _paper(session, letter, id_, rule)
            pdf = self._press.draw_paper(paper, sender.logo)
            papers.append((f"{id_}.pdf", pdf))
            kept.append(_record(letter, id_, content_digest(pdf)))
            if paper.bills_fees:
                language = self._languages.get(paper.between.locale)
                fees += [
                    _fee(
                        letter,
                        f"{id_}-{position}",
                        language.say(LATE_FEE, number=item.document, days=item.days),
                        item.fee.plain(),
                    )
                    for position, item in enumerate(letter.items, start=1)
                    if item.fee
                ]
        write_records(session, {"reminders": kept, "expenses": fees})
        paths = [("reminders", each["id"]) for each in kept]
        paths += [("expenses", each["id"]) for each in fees]
        for path, record in zip(paths, (*kept, *fees), strict=True):
            note(session, "change", "/".join(path), {"was": {}, "now": record})
        touch(session, Kind.DOCUMENTS, *((Kind.WORK,) if fees else ()))
        return Done(tuple(each["id"] for each in kept), tuple(paths), tuple(papers))


def _owing(session: Session) -> tuple[OpenBill, ...]:
    return open_bills(bills_of(session), paid_of(payments_of(session)))


def _paper(session: Session, letter: Letter, number: str, rule: Rule) -> ReminderPaper:
    between, currency = between_of(session, letter.client, letter.day)
    level = rule.levels[min(letter.level, len(rule.levels)) - 1]
    # A fee in another currency than the client is billed in can only be told.
    bills_fees = rule.bills_fees and letter.currency == currency
    return ReminderPaper(
        between, number, letter, len(rule.levels), bills_fees, dict(level.texts) or None
    )


def _draft(session: Session, desk: LetterDesk, letter: Letter, rule: Rule) -> Draft:
    numbers = [item.document for item in letter.items]
    purpose = PURPOSES[tone_of(letter.level, len(rule.levels))]
    draft = desk.letter_about(documents_of(session, numbers), purpose)
    # What was taken over from another tool has no paper that could be enclosed.
    drawn = session.execute(
        select(m.Document.number)
        .join(m.DocumentPdf, m.DocumentPdf.id == m.Document.id)
        .where(m.Document.number.in_(numbers))
        .order_by(m.Document.id)
    ).scalars()
    return replace(draft, documents=tuple(drawn))


def _record(letter: Letter, id_: str, sha256: str) -> dict[str, Any]:
    record = Reminder.model_validate(
        {
            "id": id_,
            "client": letter.client,
            "date": letter.day.isoformat(),
            "currency": letter.currency,
            "items": [
                {
                    "document": item.document,
                    "level": item.level,
                    "left": item.left.plain(),
                    "days": item.days,
                    "fee": item.fee.plain(),
                }
                for item in letter.items
            ],
            "sha256": sha256,
        }
    )
    return record.model_dump(mode="json")


def _fee(letter: Letter, id_: str, description: str, amount: str) -> dict[str, Any]:
    record = Expense.model_validate(
        {
            "id": id_,
            "client": letter.client,
            "date": letter.day.isoformat(),
            "description": description,
            "price": amount,
            "taxes": [],
        }
    )
    return record.model_dump(mode="json")


def _new_ids(session: Session) -> Iterator[str]:
    taken = set(session.execute(select(m.Reminder.code)).scalars())
    return (id_ for n in count(len(taken) + 1) if (id_ := f"R-{n:05}") not in taken)
