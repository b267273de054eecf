"""What `--json` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.period import NEVER

if TYPE_CHECKING:
    from app.domain.money import Rate
    from app.domain.period import Period
    from app.domain.proposal import Line, Proposal
    from app.i18n import Language
    from app.services import Services
    from app.services.billing import Review
    from app.services.documents import DocumentRow

Json = dict[str, Any]


def review(found: Review, services: Services) -> Json:
    """The proposals of a dry run, and what must be looked at."""
    return {
        "through": found.through.isoformat(),
        "proposals": [proposal(each, services.language) for each in found.proposals],
        "exceptions": exceptions(found, services),
        "waived": [
            {
                "client": client,
                "charge": each.charge,
                "description": services.language.tell(each.title),
                "net": each.net.plain(),
                "reason": each.reason,
            }
            for client, each in found.waived
        ],
    }


def exceptions(found: Review, services: Services) -> list[Json]:
    """What must be looked at."""
    return [
        {
            "client": each.client,
            "charge": each.charge,
            "level": each.level.value,
            "text": services.language.tell(each.sentence),
        }
        for each in found.exceptions
    ]


def proposal(found: Proposal, language: Language) -> Json:
    """One proposal."""
    return {
        "client": found.client,
        "currency": found.currency,
        "po_number": found.po_number,
        "net": found.net.plain(),
        "tax": found.tax.plain(),
        "total": found.total.plain(),
        "rounding": (found.payable - found.total).plain(),
        "payable": found.payable.plain(),
        "taxes": [
            {
                "code": group.tax.code,
                "name": group.tax.name,
                "category": group.tax.category.value,
                "rate": f"{group.tax.rate:f}",
                "net": group.net.plain(),
                "amount": group.amount.plain(),
            }
            for group in found.taxes
        ],
        "lines": [_line(line, language) for line in found.lines],
    }


def _line(line: Line, language: Language) -> Json:
    return {
        "charge": line.charge,
        "kind": line.kind.value,
        "description": language.tell(line.title),
        "period": [line.period.start.isoformat(), _end(line.period)],
        "quantity": f"{line.quantity:f}",
        "unit_price": _price(line.price),
        "net": line.net.plain(),
        "taxes": [tax.code for tax in line.taxes if tax.code],
        "explanation": [language.tell(sentence) for sentence in line.explanation],
    }


def _end(period: Period) -> str | None:
    return None if period.end == NEVER else period.end.isoformat()


def _price(price: Rate) -> str:
    rounded = price.times(1)
    return rounded.plain() if rounded.amount() == price.amount else f"{price.amount.normalize():f}"


def document(row: DocumentRow) -> Json:
    """One issued document."""
    return {
        "number": row.number,
        "kind": row.kind.value,
        "client": row.client,
        "date": row.date.isoformat(),
        "due": row.due.isoformat() if row.due else None,
        "currency": row.currency,
        "net": row.net.plain(),
        "tax": row.tax.plain(),
        "total": row.total.plain(),
        "payable": row.payable.plain(),
        "sha256": row.sha256,
    }
