"""Encrypted backups: files of the `age` format, which the `age` tool opens with the passphrase."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from app.domain.errors import StoreError, Trouble
from app.domain.sentence import N_
from app.storage.durable import begin_file, discard
from app.storage.seal import digest

if TYPE_CHECKING:
    from pathlib import Path

ENDING = ".age"
_MEASURED = 200
"""How often a slow moment is waited out; a measurement takes a few milliseconds."""
_BEGINS = b"age-encryption.org/v1"


class PassphraseNeededError(StoreError):
    """It is encrypted, and no passphrase was given."""

    trouble = Trouble.LOCKED
    text = N_("{file} is encrypted. Give the passphrase it was made with.")


class WrongPassphraseError(StoreError):
    """The passphrase does not open it, or it is damaged."""

    trouble = Trouble.LOCKED
    text = N_("{file} does not open with this passphrase. Type it as on the recovery sheet.")


class TooSlowError(StoreError):
    """This computer is so much slower than the other that age refuses."""

    text = N_(
        "{file} was encrypted on a much faster computer, and opening it would take this one very "
        "long. Close what keeps it busy and try again, or open it with the free tool age."
    )


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
        again = _opened(locked, passphrase)
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
        plain = _opened(path.read_bytes(), passphrase)
    except age.DecryptError as error:
        if _is_too_much(error):
            raise TooSlowError(file=str(path)) from error
        raise WrongPassphraseError(file=str(path)) from error
    begin_file(target)
    target.write_bytes(plain)


def _opened(locked: bytes, passphrase: str) -> bytes:
    """What is inside; raises age's own error.

    age measures how fast the computer is, and refuses what would take it very long. A moment in
    which others kept it busy makes it seem slow: the next tells better.
    """
    age = _age()
    for left in reversed(range(_MEASURED)):
        try:
            plain: bytes = age.passphrase.decrypt(locked, passphrase)
        except age.DecryptError as error:
            if left and _is_too_much(error):
                continue
            raise
        return plain
    raise AssertionError


def _is_too_much(error: Exception) -> bool:
    return str(error).startswith("Excessive work")


def _age() -> Any:  # noqa: ANN401 - the library says nothing of its types
    return import_module("pyrage")
