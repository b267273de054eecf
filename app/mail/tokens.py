"""What to sign in with: the password, or a token fetched with what signing in has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.mail_account import Login, MailTroubleError, Trouble
from app.mail.signing_in import SignedIn, SignInError

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.mail_account import MailAccount
    from app.mail.secrets import Secrets

    Renew = Callable[[MailAccount, str, str], SignedIn]


def client_secret_name(account: MailAccount) -> str:
    """Under what the secret of the person's own client is kept; Google wants one."""
    return f"client:{account.client_id}"


def secret_for(account: MailAccount, secrets: Secrets, renew: Renew | None = None) -> str:
    """A password or a fresh token; nothing where none is known. Raises MailTroubleError."""
    kept = secrets.get(account.secret_name)
    if account.login not in {Login.MICROSOFT, Login.GOOGLE} or not kept:
        return kept
    try:
        signed_in = (renew or renewed)(account, kept, secrets.get(client_secret_name(account)))
    except SignInError as error:
        trouble = Trouble.OFFLINE if error.is_offline else Trouble.BAD_LOGIN
        raise MailTroubleError(trouble, account, str(error)) from error
    if signed_in.refresh != kept:
        secrets.put(account.secret_name, signed_in.refresh)
    return signed_in.access


def renewed(account: MailAccount, refresh: str, client_secret: str) -> SignedIn:
    """A fresh token from whoever signs in."""
    if account.login is Login.GOOGLE:
        from app.mail import google

        return google.renew(account.client_id, client_secret, refresh)
    from app.mail import microsoft

    return microsoft.renew(account.client_id, account.tenant, refresh)


def signed_in(
    account: MailAccount,
    client_secret: str,
    browse: Callable[[str], object],
    goes_on: Callable[[], bool],
) -> SignedIn:
    """Ask in the browser; raises SignInError."""
    if account.login is Login.GOOGLE:
        from app.mail import google

        return google.sign_in(account.client_id, client_secret, account.who, browse, goes_on)
    from app.mail import microsoft

    return microsoft.sign_in(account.client_id, account.tenant, account.who)
