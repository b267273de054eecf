"""Signing in with Microsoft 365 by the person's own app registration, through MSAL."""

from __future__ import annotations

from typing import Any, cast

from app.mail.signing_in import SignedIn, SignInError

_SCOPES = ["https://outlook.office.com/SMTP.Send"]
_ANYONE = "organizations"


def sign_in(client_id: str, tenant: str, user: str, http_client: object | None = None) -> SignedIn:
    """Ask in the browser; raises SignInError."""
    client = _client(client_id, tenant, http_client)
    try:
        told = client.acquire_token_interactive(_SCOPES, login_hint=user, timeout=300)
    except Exception as error:
        raise SignInError(type(error).__name__, is_offline=True) from error
    return _signed_in(told, "")


def renew(client_id: str, tenant: str, refresh: str, http_client: object | None = None) -> SignedIn:
    """A fresh token; raises SignInError where one has to sign in anew."""
    client = _client(client_id, tenant, http_client)
    try:
        told = client.acquire_token_by_refresh_token(refresh, _SCOPES)
    except Exception as error:
        raise SignInError(type(error).__name__, is_offline=True) from error
    return _signed_in(told, refresh)


def _client(client_id: str, tenant: str, http_client: object | None) -> Any:  # noqa: ANN401 - MSAL's own
    try:
        # It brings a whole HTTP library along.
        from msal import PublicClientApplication  # pyright: ignore[reportMissingTypeStubs]

        authority = f"https://login.microsoftonline.com/{tenant or _ANYONE}"
        return PublicClientApplication(client_id, authority=authority, http_client=http_client)
    except ValueError as error:
        raise SignInError("tenant") from error
    except Exception as error:
        raise SignInError(type(error).__name__, is_offline=True) from error


def _signed_in(told: Any, before: str) -> SignedIn:  # noqa: ANN401 - MSAL's own
    answer = cast("dict[str, Any]", told or {})
    if "access_token" not in answer:
        raise SignInError(str(answer.get("error", "no token"))[:100])
    return SignedIn(str(answer["access_token"]), str(answer.get("refresh_token") or before))
