"""Encrypted backups: files of the `age` format, which the `age` tool opens with the passphrase."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from app.domain.errors import StoreError
from app.domain.sentence import N_
from app.storage.durable import begin_file, discard
from app.storage.seal import digest

if TYPE_CHECKING:
    from pathlib import Path

ENDING = ".age"
_BEGINS = b"age-encryption.org/v1"


class PassphraseNeededError(StoreError):
    """It is encrypted, and no passphrase was given."""

    text = N_("{file} is encrypted. Give the passphrase it was made with.")


class WrongPassphraseError(StoreError):
    """The passphrase does not open it, or it is damaged."""

    text = N_("{file} does not open with this passphrase. Type it just as it was chosen.")


class NotLockedError(StoreError):
    """It did not open again after it was encrypted."""

    text = N_("{file} could not be encrypted, so it was not kept.")


def is_locked(path: Path) -> bool:
    """Whether a file is encrypted, by its first bytes; raises OSError."""
    with path.open("rb") as file:
        return file.read(len(_BEGINS)) == _BEGINS


def lock_up(part: Path, passphrase: str) -> None:
    """Encrypt an unfinished copy in its place, once what came of it has opened again."""
    age = _age()
    plain = part.read_bytes()
    locked: bytes = age.passphrase.encrypt(plain, passphrase)
    try:
        again: bytes = age.passphrase.decrypt(locked, passphrase)
    except age.DecryptError as error:
        raise NotLockedError(file=str(part)) from error
    if digest(again) != digest(plain):
        raise NotLockedError(file=str(part))
    discard(part)
    begin_file(part)
    part.write_bytes(locked)


def unlock(path: Path, target: Path, passphrase: str) -> None:
    """Write what is encrypted to a new file; raises StoreError."""
    if not passphrase:
        raise PassphraseNeededError(file=str(path))
    age = _age()
    try:
        plain: bytes = age.passphrase.decrypt(path.read_bytes(), passphrase)
    except age.DecryptError as error:
        raise WrongPassphraseError(file=str(path)) from error
    begin_file(target)
    target.write_bytes(plain)


def _age() -> Any:  # noqa: ANN401 - the library says nothing of its types
    return import_module("pyrage")
