"""Signing in with Google by the person's own client: the browser asks, a local door listens."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from time import monotonic
from typing import TYPE_CHECKING, Any, cast
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

from app.mail.signing_in import SignedIn, SignInError

if TYPE_CHECKING:
    from collections.abc import Callable

_SCOPE = "https://mail.google.com/"
_PAGE = (
    "<!doctype html><meta charset='utf-8'><title>Accord</title>"
    "<p style='font:16px sans-serif;margin:3em'>Accord: ✓ – you may close this page.</p>"
)
_TURN = 0.5


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where one signs in, and where tokens come from."""

    asks: str = "https://accounts.google.com/o/oauth2/v2/auth"
    gives: str = "https://oauth2.googleapis.com/token"


def sign_in(  # noqa: PLR0917 - all of it is needed
    client_id: str,
    client_secret: str,
    user: str,
    browse: Callable[[str], object],
    goes_on: Callable[[], bool],
    endpoints: Endpoints | None = None,
    patience: float = 300,
) -> SignedIn:
    """Ask in the browser; raises SignInError where it is refused, stopped or takes too long."""
    places = endpoints or Endpoints()
    verifier, state = secrets.token_urlsafe(64), secrets.token_urlsafe(24)
    with _Door(state) as door:
        back = f"http://127.0.0.1:{door.server_port}"
        asked = {
            "client_id": client_id,
            "redirect_uri": back,
            "response_type": "code",
            "scope": _SCOPE,
            "state": state,
            "code_challenge": challenge_of(verifier),
            "code_challenge_method": "S256",
            "access_type": "offline",
            "prompt": "consent",
            "login_hint": user,
        }
        browse(f"{places.asks}?{urlencode(asked)}")
        until = monotonic() + patience
        while not door.heard:
            if monotonic() > until or not goes_on():
                raise SignInError("timeout")
            door.handle_request()
        code = door.heard.get("code", "")
        if not code:
            raise SignInError(door.heard.get("error", "no code"))
    found = _tokens(
        places.gives,
        {
            "grant_type": "authorization_code",
            "code": code,
            "code_verifier": verifier,
            "redirect_uri": back,
            "client_id": client_id,
            "client_secret": client_secret,
        },
    )
    if not found.refresh:
        raise SignInError("no refresh token")
    return found


def renew(
    client_id: str, client_secret: str, refresh: str, endpoints: Endpoints | None = None
) -> SignedIn:
    """A fresh token; raises SignInError where one has to sign in anew."""
    places = endpoints or Endpoints()
    found = _tokens(
        places.gives,
        {
            "grant_type": "refresh_token",
            "refresh_token": refresh,
            "client_id": client_id,
            "client_secret": client_secret,
        },
    )
    return SignedIn(found.access, found.refresh or refresh)


def challenge_of(verifier: str) -> str:
    """What is shown of a verifier before it is told (RFC 7636)."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def _tokens(place: str, asked: dict[str, str]) -> SignedIn:
    request = Request(place, data=urlencode(asked).encode("ascii"), method="POST")  # noqa: S310 - our own addresses
    try:
        with urlopen(request, timeout=30) as answer:  # noqa: S310 - our own addresses
            told = json.load(answer)
    except HTTPError as error:
        raise SignInError(_refusal(error)) from error
    except (URLError, OSError, ValueError) as error:
        raise SignInError(type(error).__name__, is_offline=True) from error
    if not isinstance(told, dict) or not cast("dict[str, Any]", told).get("access_token"):
        raise SignInError("no token")
    found = cast("dict[str, Any]", told)
    return SignedIn(str(found["access_token"]), str(found.get("refresh_token") or ""))


def _refusal(error: HTTPError) -> str:
    try:
        told: Any = json.load(error)
        return str(told["error"])[:100]
    except (ValueError, KeyError, TypeError, OSError):
        return str(error.code)


class _Door(HTTPServer):
    """Listens on this computer alone, for the one answer that carries our state."""

    def __init__(self, state: str) -> None:
        super().__init__(("127.0.0.1", 0), _Caller)
        self.timeout = _TURN
        self.state = state
        self.heard: dict[str, str] = {}


class _Caller(BaseHTTPRequestHandler):
    timeout = 5

    def do_GET(self) -> None:
        """Take the answer of the browser, unless it is not to what we asked."""
        door = self.server
        assert isinstance(door, _Door)
        told = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        is_ours = secrets.compare_digest(told.get("state", "").encode(), door.state.encode())
        self.send_response(200 if is_ours else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if is_ours:
            self.wfile.write(_PAGE.encode())
            door.heard = told

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its own name
        """The code must be in no log."""
