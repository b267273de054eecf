"""What every part of the window needs: the words, the look and the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.i18n import Language
    from app.ui.jobs import JobRunner
    from app.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Kit:
    """Handed from the window down to each page and pane."""

    language: Language
    theme: Theme
    jobs: JobRunner

    def counted(self, count: int, one: str, many: str) -> str:
        """A sentence about one thing, or about `{count}` of them; both are marked."""
        return self.language.say(one if count == 1 else many, count=count)
