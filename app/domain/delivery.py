"""A mail on its way: what may follow what, and who has it, so that nobody gets it twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.errors import RuleError
from app.domain.sentence import N_


class State(StrEnum):
    """Where a mail stands."""

    PENDING = "pending"
    HELD = "held"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    HANDED_OVER = "handed_over"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What can happen to a mail."""

    BEGIN = "begin"
    FINISH = "finish"
    LOSE = "lose"
    PUT_BACK = "put_back"
    HOLD = "hold"
    RELEASE = "release"
    HAND_OVER = "hand_over"
    SETTLE = "settle"
    AGAIN = "again"
    WITHDRAW = "withdraw"


S = State
STEPS: dict[Step, frozenset[State]] = {
    Step.BEGIN: frozenset({S.PENDING}),
    Step.FINISH: frozenset({S.SENDING}),
    Step.LOSE: frozenset({S.SENDING}),
    Step.PUT_BACK: frozenset({S.SENDING}),
    Step.HOLD: frozenset({S.PENDING}),
    Step.RELEASE: frozenset({S.HELD}),
    Step.HAND_OVER: frozenset({S.PENDING, S.HELD, S.FAILED, S.HANDED_OVER}),
    Step.SETTLE: frozenset({S.UNCERTAIN, S.HANDED_OVER, S.HELD}),
    Step.AGAIN: frozenset({S.UNCERTAIN, S.FAILED, S.HANDED_OVER, S.WITHDRAWN}),
    Step.WITHDRAW: frozenset({S.PENDING, S.HELD, S.FAILED, S.HANDED_OVER, S.UNCERTAIN}),
}
"""The states in which each step may be taken."""


class WrongStepError(RuleError):
    """A mail that stands elsewhere."""

    text = N_("This mail has moved on meanwhile. Please look again.")


class Role(StrEnum):
    """How somebody is written to."""

    TO = "to"
    CC = "cc"
    BCC = "bcc"


class Fate(StrEnum):
    """What became of a mail for one recipient."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a mail goes to, and what the server last said of it."""

    address: str
    name: str = ""
    role: Role = Role.TO
    fate: Fate = Fate.WAITING
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said of one recipient: accepted, refused, or (waiting) not now."""

    fate: Fate
    reply: str = ""


PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 30, 60, 120, 240, 480, 960, 1440))
"""How long to wait before the next try; after the last one it has failed."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a mail stands, for each of its recipients."""

    recipients: tuple[Recipient, ...]
    state: State = State.PENDING
    tries: int = 0
    not_before: datetime | None = None
    tried_at: datetime | None = None
    evidence: str = ""
    """What was last heard, word for word."""

    @property
    def left(self) -> tuple[Recipient, ...]:
        """Who is still to get it."""
        return tuple(one for one in self.recipients if one.fate is Fate.WAITING)

    @property
    def refused(self) -> tuple[Recipient, ...]:
        """Who does not get it."""
        return tuple(one for one in self.recipients if one.fate is Fate.REFUSED)

    def may(self, step: Step) -> bool:
        """Whether a step can be taken now."""
        return self.state in STEPS[step]

    def is_due(self, now: datetime) -> bool:
        """Whether it goes out by itself now."""
        return self.state is State.PENDING and (self.not_before is None or self.not_before <= now)

    def begin(self, now: datetime) -> Delivery:
        """It is about to be given to the server: kept before a byte leaves."""
        self._insist(Step.BEGIN)
        return replace(self, state=State.SENDING, tried_at=now, tries=self.tries + 1)

    def put_back(self, evidence: str) -> Delivery:
        """Nothing of it left, and nothing is wrong with it: as if it had not been tried."""
        self._insist(Step.PUT_BACK)
        return replace(self, state=State.PENDING, tries=self.tries - 1, evidence=evidence)

    def finish(self, answers: dict[str, Answer], evidence: str, now: datetime) -> Delivery:
        """The server has answered for everyone who was still to get it."""
        self._insist(Step.FINISH)
        told = tuple(_told(one, answers) for one in self.recipients)
        return _after(replace(self, recipients=told, evidence=evidence), now)

    def lose(self, evidence: str, refused: dict[str, Answer] | None = None) -> Delivery:
        """The line went dead when it may have been taken already: only a person can tell."""
        self._insist(Step.LOSE)
        unsure = Answer(Fate.UNCERTAIN, evidence)
        answers = {one.address: unsure for one in self.left} | (refused or {})
        told = tuple(_told(one, answers) for one in self.recipients)
        return replace(self, state=State.UNCERTAIN, recipients=told, evidence=evidence)

    def hold(self) -> Delivery:
        """It waits for a person: it may have gone out from another copy of the data."""
        self._insist(Step.HOLD)
        return replace(self, state=State.HELD)

    def release(self) -> Delivery:
        """A person says that it has not gone out yet."""
        self._insist(Step.RELEASE)
        return replace(self, state=State.PENDING, not_before=None)

    def hand_over(self, now: datetime) -> Delivery:
        """It was given to another mail program; what becomes of it there is not known here."""
        self._insist(Step.HAND_OVER)
        return replace(self, state=State.HANDED_OVER, tried_at=now)

    def settle(self, now: datetime) -> Delivery:
        """A person has seen that it went out."""
        self._insist(Step.SETTLE)
        sent = tuple(
            one if one.fate is Fate.REFUSED else replace(one, fate=Fate.ACCEPTED)
            for one in self.recipients
        )
        return replace(self, state=State.SENT, recipients=sent, tried_at=self.tried_at or now)

    def again(self) -> Delivery:
        """A person wants it sent to everyone who is not known to have it."""
        self._insist(Step.AGAIN)
        fresh = tuple(
            one if one.fate is Fate.ACCEPTED else replace(one, fate=Fate.WAITING, reply="")
            for one in self.recipients
        )
        return replace(self, state=State.PENDING, recipients=fresh, tries=0, not_before=None)

    def withdraw(self) -> Delivery:
        """A person does not want it sent."""
        self._insist(Step.WITHDRAW)
        return replace(self, state=State.WITHDRAWN)

    def _insist(self, step: Step) -> None:
        if not self.may(step):
            raise WrongStepError


def _after(delivery: Delivery, now: datetime) -> Delivery:
    """Where a mail stands once the server has answered for everyone who was left."""
    if not delivery.left:
        taken = any(one.fate is Fate.ACCEPTED for one in delivery.recipients)
        return replace(delivery, state=State.SENT if taken else State.FAILED, not_before=None)
    if delivery.tries > len(PAUSES):
        given_up = tuple(
            replace(one, fate=Fate.REFUSED) if one.fate is Fate.WAITING else one
            for one in delivery.recipients
        )
        return _after(replace(delivery, recipients=given_up), now)
    pause = PAUSES[delivery.tries - 1]
    return replace(delivery, state=State.PENDING, not_before=now + pause)


def _told(one: Recipient, answers: dict[str, Answer]) -> Recipient:
    answer = answers.get(one.address)
    if answer is None or one.fate is not Fate.WAITING:
        return one
    return replace(one, fate=answer.fate, reply=answer.reply)
