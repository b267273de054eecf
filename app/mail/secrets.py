"""Passwords and tokens: in the key store of the system, else only in memory until the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

_SERVICE = "Accord"
_SAFE = (
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)
"""Stores that keep what they are given encrypted; a file in plain text is none."""
_PART = 900
"""Some stores take no longer values."""


class KeyStore(Protocol):
    """A key store, as the keyring library has them."""

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept under a name."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it under a name."""

    def delete_password(self, service: str, username: str) -> None:
        """Keep it no longer."""


class Secrets:
    """Asks the key store; remembers until the end of the program where there is none."""

    def __init__(self, store: KeyStore | None = None) -> None:
        """Use a store, or look for the system's when it is first needed."""
        self._store = store
        self._has_looked = store is not None
        self._remembered: dict[str, str] = {}

    @property
    def is_kept(self) -> bool:
        """Whether there is a store that keeps secrets beyond the end of the program."""
        return self._found() is not None

    def get(self, name: str) -> str:
        """A secret; nothing where none is known."""
        if name in self._remembered:
            return self._remembered[name]
        store = self._found()
        return "".join(_parts(store, name)) if store else ""

    def put(self, name: str, secret: str) -> bool:
        """Keep a secret; says whether it will still be known the next time."""
        self._remembered[name] = secret
        store = self._found()
        if not store:
            return False
        parts = [secret[at : at + _PART] for at in range(0, len(secret), _PART)]
        # The old one goes last: a store that fails half-way must not leave nothing at all.
        before = len(tuple(_parts(store, name)))
        try:
            for place, part in enumerate(parts):
                store.set_password(_SERVICE, _named(name, place), part)
            for place in range(len(parts), before):
                store.delete_password(_SERVICE, _named(name, place))
        except Exception:  # noqa: BLE001 - a locked or broken store is as good as none
            return False
        return True

    def forget(self, name: str) -> None:
        """Keep it no longer."""
        self._remembered.pop(name, None)
        store = self._found()
        if store:
            for place, _ in enumerate(tuple(_parts(store, name))):
                try:
                    store.delete_password(_SERVICE, _named(name, place))
                except Exception:  # noqa: BLE001 - a locked or broken store is as good as none
                    return

    def _found(self) -> KeyStore | None:
        if not self._has_looked:
            self._has_looked = True
            self._store = _system_store()
        return self._store


def _system_store() -> KeyStore | None:
    try:
        from keyring.backend import get_all_keyring

        found = [one for one in get_all_keyring() if type(one).__module__.startswith(_SAFE)]
        best = max(found, key=lambda one: one.priority, default=None)
    except Exception:  # noqa: BLE001 - without a store it goes on in memory
        return None
    return cast("KeyStore | None", best)


def _parts(store: KeyStore, name: str) -> Iterator[str]:
    for place in range(20):
        try:
            part = store.get_password(_SERVICE, _named(name, place))
        except Exception:  # noqa: BLE001 - a locked or broken store is as good as none
            return
        if part is None:
            return
        yield part


def _named(name: str, place: int) -> str:
    return f"{name}#{place}" if place else name
