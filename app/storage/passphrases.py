"""Where this computer remembers the passphrase of the backups: its own keyring, nowhere else."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from app.domain.errors import StoreError
from app.domain.sentence import N_

if TYPE_CHECKING:
    from pathlib import Path

_SERVICE = "Accord backups"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is easily taken for another when it is read from paper."""
_GROUPS, _IN_EACH = 5, 5


class NoKeyringError(StoreError):
    """There is no keyring here."""

    text = N_(
        "This computer has no keyring that could keep the passphrase, so backups cannot be "
        "encrypted by themselves. `accord backup` can, with a passphrase in a file."
    )


def suggested() -> str:
    """A passphrase that nobody guesses, in groups that can be read out."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_IN_EACH)) for _ in range(_GROUPS))
    return "-".join(groups)


def remembered(data: Path) -> str:
    """The passphrase of a data file's backups; nothing where none is kept."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, str(data)) or ""
    except KeyringError:
        return ""


def remember(data: Path, passphrase: str) -> None:
    """Keep it; raises NoKeyringError."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, str(data), passphrase)
    except (KeyringError, RuntimeError) as error:
        raise NoKeyringError from error


def forget(data: Path) -> None:
    """Keep it no longer."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.delete_password(_SERVICE, str(data))
    except (KeyringError, RuntimeError):
        return
