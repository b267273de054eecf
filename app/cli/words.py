"""What the commands print for people."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from app.domain.sentence import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from app.i18n import Language
    from app.services import Services
    from app.services.billing import Review
    from app.services.documents import DocumentRow


def slug(text: str) -> str:
    """Text as part of a file name that every system takes."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-. ")[:80] or "document"


def file_name(number: str) -> str:
    """The file name of a document's paper."""
    return f"{slug(number)}.pdf"


def imported(changed: dict[str, int], language: Language) -> None:
    """How much came in."""
    if not changed:
        print(language.say(N_("Nothing new: everything was like this already.")))
    for section, count in changed.items():
        print(f"{section}: {count}")


def review(found: Review, language: Language, *, explain: bool) -> None:
    """The proposals of a dry run."""
    for proposal in found.proposals:
        po = f"  PO {proposal.po_number}" if proposal.po_number else ""
        print(f"{proposal.client}{po}")
        for line in proposal.lines:
            period = language.period(line.period)
            print(f"  {language.tell(line.title)}  [{period}]  {language.money(line.net)}")
            if explain:
                for sentence in line.explanation:
                    print(f"      {language.tell(sentence)}")
        net, tax = language.money(proposal.net), language.money(proposal.tax)
        total = language.money(proposal.total)
        print(
            language.say(N_("  Net {net}, tax {tax}, total {total}"), net=net, tax=tax, total=total)
        )
    if not found.proposals:
        print(language.say(N_("Nothing is due by {day}."), day=found.through))
    _exceptions(found, language)


def issued(
    rows: Sequence[DocumentRow], found: Review, services: Services, *, explain: bool
) -> None:
    """What was issued."""
    language = services.language
    documents(rows, language)
    if explain:
        for row in rows:
            print(row.number)
            for line in services.documents.show(row.number).lines:
                print(f"  {line.description}  {language.money(line.net)}")
                for sentence in line.explanation:
                    print(f"      {language.tell(sentence)}")
    if not rows:
        print(language.say(N_("Nothing is due by {day}."), day=found.through))
    _exceptions(found, language)


def documents(rows: Iterable[DocumentRow], language: Language) -> None:
    """A list of documents."""
    for row in rows:
        print(
            f"{row.number:<18}{row.kind.value:<13}{row.date}  {row.client:<14}"
            f"{language.money(row.total):>18}"
        )


def demo(rows: Sequence[DocumentRow], folder: Path, language: Language) -> None:
    """Where the sample company and its papers are."""
    print(
        language.say(
            N_("The sample company is in {file}, and its {count} documents are beside it as PDF."),
            file=str(folder / "sample.accord"),
            count=len(rows),
        )
    )


def _exceptions(found: Review, language: Language) -> None:
    for each in found.exceptions:
        print(f"{each.level.value}: {each.client}: {language.tell(each.sentence)}", file=sys.stderr)
