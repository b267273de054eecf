"""What signing in gives, and how it can fail."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.errors import RuleError
from app.domain.sentence import N_


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A token for now, and what fetches the next; neither is shown where this is printed."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)


class SignInError(RuleError):
    """Signing in was refused, given up, or not possible; `why` is the provider's word."""

    text = N_("Signing in did not work ({why}). Please try again.")

    def __init__(self, why: str, *, is_offline: bool = False) -> None:
        """Keep the word, and whether the way there was the trouble."""
        super().__init__(why=why)
        self.is_offline = is_offline
