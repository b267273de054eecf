"""Mail servers for tests: a whole one that takes mail, and one that follows a script."""

import asyncio
import base64
import socket
import ssl
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import trustme
from aiosmtpd.smtp import SMTP, AuthResult

from app.domain.mail_account import Login, MailAccount, Security, Way

SENDER = "billing@harbour.example"
PASSWORD = "CANARY-pass-word-7731"
TOKEN = "CANARY-token-9102"


class Certificates:
    """An authority of our own, and servers that it vouches for."""

    def __init__(self):
        self.authority = trustme.CA()
        self.trust = ssl.create_default_context()
        self.authority.configure_trust(self.trust)

    def of(self, name="localhost", authority=None):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        (authority or self.authority).issue_cert(name).configure_cert(context)
        return context


@dataclass
class Taken:
    """A mail as the server got it."""

    sender: str
    recipients: list
    content: bytes
    options: list


@dataclass
class Handler:
    """Takes mail, unless told otherwise: answers by address, sender or at the end."""

    said: dict = field(default_factory=dict)
    taken: list = field(default_factory=list)
    seen: list = field(default_factory=list)
    sessions: int = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802 - the library asks for it
        session.host_name = hostname
        self.sessions += 1
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if "sender" in self.said:
            return self.said["sender"]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.seen.append(address)
        answer = self.said.get(address, "250 OK")
        if isinstance(answer, list):
            answer = answer.pop(0) if answer else "250 OK"
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        answer = self.said.get("end", "250 2.0.0 taken")
        if answer.startswith("2"):
            self.taken.append(
                Taken(
                    envelope.mail_from,
                    list(envelope.rcpt_tos),
                    envelope.original_content,
                    list(envelope.mail_options),
                )
            )
        return answer

    async def auth_XOAUTH2(self, server, args):  # noqa: N802
        told = base64.b64decode(args[1]).decode()
        user, _, rest = told.removeprefix("user=").partition("\x01")
        good = rest == f"auth=Bearer {TOKEN}\x01\x01" and user == SENDER
        return AuthResult(success=good, handled=good)


def password_check(server, session, envelope, mechanism, data):
    if mechanism not in {"LOGIN", "PLAIN"}:
        return AuthResult(success=False, handled=False)
    good = data.login == SENDER.encode() and data.password == PASSWORD.encode()
    return AuthResult(success=good, handled=False)


@contextmanager
def listening(factory, context=None):
    """Serve on a loop of its own, on any free port; gives the port."""
    ready = threading.Event()
    found = {}
    made = []

    def make():
        made.append(factory())
        return made[-1]

    async def serve():
        server = await asyncio.get_running_loop().create_server(make, "localhost", 0, ssl=context)
        stop = asyncio.Event()
        found.update(loop=asyncio.get_running_loop(), stop=stop)
        found["port"] = server.sockets[0].getsockname()[1]
        ready.set()
        await stop.wait()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for one in made:
            # Python before 3.11.4 cannot cut a secure line that was closed twice.
            with suppress(AttributeError):
                one.transport.abort()
        for _ in range(5):
            # Lines that were closed are let go one turn later.
            await asyncio.sleep(0)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield found["port"]
    finally:
        found["loop"].call_soon_threadsafe(found["stop"].set)
        thread.join(10)


@contextmanager
def server(certificates, security=Security.TLS, *, login=True, name="localhost", **told):
    """A server, and the account that reaches it."""
    handler = Handler()
    context = certificates.of(name)
    asked = {"enable_SMTPUTF8": True, **told}
    if login:
        asked |= {
            "authenticator": password_check,
            "auth_required": True,
            "auth_require_tls": security is not Security.NONE,
            "auth_exclude_mechanism": [],
        }
    if security is Security.STARTTLS:
        asked |= {"tls_context": context, "require_starttls": True}
    if security is Security.TLS:
        # It is behind TLS from the first byte, which it does not see itself.
        asked["auth_require_tls"] = False
    found = context if security is Security.TLS else None

    def made():
        return SMTP(handler, hostname="localhost", loop=asyncio.get_running_loop(), **asked)

    with listening(made, found) as port:
        yield handler, account(port, security, login=Login.PASSWORD if login else Login.NONE)


def account(port, security=Security.NONE, **changed):
    return MailAccount(
        **{
            "way": Way.SMTP,
            "host": "localhost",
            "port": port,
            "security": security,
            "login": Login.NONE,
            "sender": SENDER,
            "name": "Harbour IT",
            "per_minute": 60_000,
            **changed,
        }
    )


class Script:
    """A server that does what it is told to at one stage: to drop the line, or to say nothing."""

    STAGES = ("connect", "EHLO", "MAIL", "RCPT", "DATA", "body", "end")

    def __init__(self, stage, act="drop", times=1):
        self.stage, self.act, self.left = stage, act, times
        self.taken = []
        self.ended = threading.Event()
        self._listener = socket.create_server(("localhost", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _serve(self):
        while not self.ended.is_set():
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            with line:
                try:
                    self._talk(line)
                except OSError:
                    continue

    def _is_struck(self, stage, line):
        if stage != self.stage or not self.left:
            return False
        self.left -= 1
        if self.act == "hang":
            line.settimeout(10)
            while line.recv(65_536):
                """Nothing is answered until the other side has gone."""
        return True

    def _talk(self, line):
        with line.makefile("rb") as said:
            self._listen(line, said)

    def _listen(self, line, said):
        if self._is_struck("connect", line):
            return
        line.sendall(b"220 ready\r\n")
        for told in said:
            verb = told[:4].upper().decode("latin-1").strip()
            if self._is_struck(verb, line):
                return
            if verb == "DATA":
                line.sendall(b"354 go on\r\n")
                if self.stage == "body" and self.left:
                    said.read(10)
                    self._is_struck("body", line)
                    return
                content = []
                for part in said:
                    if part == b".\r\n":
                        break
                    content.append(part)
                self.taken.append(b"".join(content))
                if self._is_struck("end", line):
                    return
            line.sendall(b"221 bye\r\n" if verb == "QUIT" else b"250 fine\r\n")
            if verb == "QUIT":
                return
