"""The press: draws a few papers here, and many in processes of their own."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.documents.recovery_pdf import Recovery
    from app.domain.document import Document
    from app.domain.papers import Paper
    from app.domain.progress import Progress
    from app.domain.sentence import Sentence
    from app.domain.sla_paper import SlaPaper
    from app.i18n import Languages

FEW = 24
"""Fewer papers than this are drawn before another process is there."""


@dataclass(frozen=True)
class Press:
    """Draws papers in all languages with the fonts of a folder; equal values give equal bytes.

    What it needs for that is loaded when the first one is drawn.
    """

    languages: Languages
    fonts: Path

    def draw(self, document: Document, logo: bytes | None, *, draft: bool = False) -> bytes:
        """One paper; raises RuleError where the logo cannot be read."""
        from app.documents.fonts import Fonts
        from app.documents.invoice_pdf import draw

        language = self.languages.get(document.locale)
        return draw(document, language, Fonts.load(self.fonts), logo, draft=draft)

    def report(self, paper: SlaPaper, logo: bytes | None) -> bytes:
        """What a client is told of its promises; raises RuleError where the logo cannot be read."""
        from app.documents.fonts import Fonts
        from app.documents.sla_pdf import draw

        return draw(paper, self.languages.get(paper.locale), Fonts.load(self.fonts), logo)

    def draw_paper(self, paper: Paper, logo: bytes | None) -> bytes:
        """Any paper that is no issued document; raises RuleError as `draw` does."""
        from app.documents.fonts import Fonts
        from app.documents.letters import draw_paper

        return draw_paper(paper, self.languages, Fonts.load(self.fonts), logo)

    def recovery(self, recovery: Recovery, locale: str) -> bytes:
        """The recovery sheet of encrypted backups; raises RuleError where it cannot be printed."""
        from app.documents.fonts import Fonts
        from app.documents.recovery_pdf import draw_recovery

        return draw_recovery(recovery, self.languages.get(locale), Fonts.load(self.fonts))

    def unprintable(self, document: Document) -> tuple[Sentence, ...]:
        """A sentence for each text of which letters are missing in the fonts."""
        from app.documents.fonts import Fonts
        from app.documents.invoice_pdf import missing_glyphs

        return missing_glyphs(document, Fonts.load(self.fonts))

    def run(
        self,
        documents: Sequence[Document],
        logo: bytes | None,
        progress: Progress,
        *,
        draft: bool = False,
    ) -> list[bytes]:
        """All papers in their order; raises what `draw` does, or CancelledError.

        Many are drawn in other processes, so that the window stays smooth meanwhile.
        """
        draw = partial(self.draw, logo=logo, draft=draft)
        papers = list[bytes]()
        if len(documents) >= FEW and _cores() > 1:
            from app.documents.elsewhere import drawn_elsewhere

            papers.extend(drawn_elsewhere(draw, documents, progress))
        for document in documents[len(papers) :]:
            progress.step(len(papers), len(documents))
            papers.append(draw(document))
        progress.step(len(papers), len(documents))
        return papers


def _cores() -> int:
    """On how many cores this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
