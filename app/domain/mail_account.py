"""The account that mails leave by, and everything that can be wrong with it, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import RuleError
from app.domain.sentence import N_, Sentence, say


class Way(StrEnum):
    """How mails leave: by drafts for another mail program, or from here."""

    DRAFT = "draft"
    SMTP = "smtp"


class Security(StrEnum):
    """How the line to the server is protected; none only to this very computer."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class Login(StrEnum):
    """How one proves who one is."""

    PASSWORD = "password"  # noqa: S105 - the name of a way, not a secret
    MICROSOFT = "microsoft"
    GOOGLE = "google"
    NONE = "none"


class Mails(StrEnum):
    """Whether a client gets all documents in one mail, or each in its own."""

    ONE = "one"
    EACH = "each"


LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}
USUAL_HOSTS = {Login.MICROSOFT: "smtp.office365.com", Login.GOOGLE: "smtp.gmail.com"}
PER_MINUTE = 20


@dataclass(frozen=True, slots=True)
class MailAccount:
    """What the company says of its mail; no secret is among it."""

    way: Way = Way.DRAFT
    host: str = ""
    port: int | None = None
    security: Security = Security.TLS
    login: Login = Login.PASSWORD
    user: str = ""
    client_id: str = ""
    tenant: str = ""
    sender: str = ""
    name: str = ""
    reply_to: str = ""
    copy_to: str = ""
    per_minute: int = PER_MINUTE

    @property
    def server(self) -> str:
        """The server's name."""
        return self.host or USUAL_HOSTS.get(self.login, "")

    @property
    def door(self) -> int:
        """The server's port."""
        return self.port or PORTS[self.security]

    @property
    def who(self) -> str:
        """Who logs in."""
        return self.user or self.sender

    @property
    def secret_name(self) -> str:
        """What its password or token is kept under."""
        return f"{self.login}:{self.who}@{self.server}"

    @property
    def is_ready(self) -> bool:
        """Whether enough is said to send from here."""
        return self.way is Way.SMTP and bool(self.server and self.sender)


class Trouble(StrEnum):
    """What keeps a server from taking mail, told apart as far as a person can do something."""

    NO_ACCOUNT = "no_account"
    NOT_FOUND = "not_found"
    OFFLINE = "offline"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    BAD_CERTIFICATE = "bad_certificate"
    NO_TLS = "no_tls"
    PLAIN = "plain"
    NO_SECRET = "no_secret"  # noqa: S105 - a trouble, not a secret
    BAD_LOGIN = "bad_login"
    PASSWORDS_OFF = "passwords_off"
    NO_LOGIN = "no_login"
    BAD_SENDER = "bad_sender"
    NO_RELAY = "no_relay"
    TOO_LARGE = "too_large"
    BUSY = "busy"
    LOST = "lost"
    STRANGE = "strange"


_WORDS = {
    Trouble.NO_ACCOUNT: N_("No mail server is set up yet. Say in the account how mails leave."),
    Trouble.NOT_FOUND: N_(
        "There is no server called {server}. Check its name for typing errors, "
        "or the connection to the internet."
    ),
    Trouble.OFFLINE: N_(
        "This computer has no connection to {server}. Mails wait here and go out later."
    ),
    Trouble.REFUSED: N_(
        "{server} is there, but nothing answers on port {port}. "
        "Usual are 465 with TLS and 587 with STARTTLS."
    ),
    Trouble.NO_ANSWER: N_(
        "{server} does not answer on port {port}. A firewall may be in between, "
        "or the port is another one: 465 with TLS, 587 with STARTTLS."
    ),
    Trouble.BAD_CERTIFICATE: N_(
        "{server} could not prove that it is {server}, so nothing was sent, "
        "and no password either. The name must be the one in its certificate."
    ),
    Trouble.NO_TLS: N_(
        "{server} offers no protected line on port {port}, so nothing was sent, "
        "and no password either. Try TLS on port 465."
    ),
    Trouble.PLAIN: N_(
        "A line without protection is only allowed to this very computer (localhost), "
        "not to {server}. Choose TLS or STARTTLS."
    ),
    Trouble.NO_SECRET: N_("The password for {user} is needed. It is not known here yet."),
    Trouble.BAD_LOGIN: N_(
        "{server} does not let {user} in: the name or the password is wrong, or the account "
        "wants an app password."
    ),
    Trouble.PASSWORDS_OFF: N_(
        "{server} takes no passwords from programs any more. Sign in with Microsoft or Google "
        "instead, or ask the administrator to allow SMTP for {user}."
    ),
    Trouble.NO_LOGIN: N_(
        "{server} does not know this way of signing in. Choose another one in the account."
    ),
    Trouble.BAD_SENDER: N_(
        "{server} does not let {user} write as {sender}. Use the address of the account."
    ),
    Trouble.NO_RELAY: N_(
        "{server} does not pass on mail to others without signing in. Say who signs in, "
        "or use the server of your own provider."
    ),
    Trouble.TOO_LARGE: N_("The mail is too large for {server}. Send fewer documents in one mail."),
    Trouble.BUSY: N_("{server} has no time now. It is tried again later."),
    Trouble.LOST: N_("The connection to {server} broke. Nothing was lost; try again."),
    Trouble.STRANGE: N_("{server} answered in a way that is not understood here."),
}


def words(trouble: Trouble, account: MailAccount) -> Sentence:
    """What to tell a person of it."""
    return say(
        _WORDS[trouble],
        server=account.server or "–",
        port=account.door,
        user=account.who or "–",
        sender=account.sender or "–",
    )


class MailTroubleError(RuleError):
    """A server, or the way to it, says no; `evidence` is what it said, word for word."""

    def __init__(self, trouble: Trouble, account: MailAccount, evidence: str = "") -> None:
        """Keep what is wrong, and the server's own words."""
        super().__init__(detail=trouble.value)
        self.trouble = trouble
        self.sentence = words(trouble, account)
        self.evidence = evidence
