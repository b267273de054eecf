"""Issued documents: into their tables with one statement a table, and back as they were."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import fields
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from app import models as m
from app.domain.catalog import Category
from app.domain.charge import ChargeKind
from app.domain.document import Address, Bank, Document, DocumentKind, DocumentLine, Party
from app.domain.errors import RuleError
from app.domain.money import Money
from app.domain.period import Period
from app.domain.plain import explanation_from, explanation_texts, taxes_from, taxes_text
from app.domain.plain_document import extras_from, extras_plain
from app.domain.sentence import N_
from app.domain.tax import AppliedTax, TaxTotal
from app.models.base import millionths
from app.storage.rows import Row, write_rows
from app.storage.seal import digest, seal_of_stored, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session


class NoSuchDocumentError(RuleError):
    """There is no document of that number."""

    text = N_("There is no document {number}.")


class PaperMissingError(RuleError):
    """The document came in without its printed bytes."""

    text = N_("{number} was taken in without its PDF, so there is none to write.")


def last_numbers(session: Session) -> dict[str, int]:
    """The last number drawn of each series."""
    rows = session.execute(select(m.NumberSeries.series, m.NumberSeries.last)).all()
    return {row.series: row.last for row in rows}


def store_documents(
    session: Session,
    documents: Sequence[tuple[Document, bytes | None, str]],
    clients: Mapping[str, int],
) -> None:
    """Write documents with their printed bytes and the SHA-256 of those, sealed."""
    first = (session.execute(select(func.max(m.Document.id))).scalar() or 0) + 1
    heads, lines, taxes, pdfs = list[Row](), list[Row](), list[Row](), list[Row]()
    for id_, (document, pdf, sha256) in enumerate(documents, start=first):
        head = _head(id_, document, clients[document.client], sha256)
        its_lines = _lines(id_, document.lines)
        its_taxes = [_tax(id_, i, tax) for i, tax in enumerate(document.taxes, start=1)]
        head["seal"] = seal_of_stored(head, its_lines, its_taxes)
        heads.append(head)
        lines += its_lines
        taxes += its_taxes
        if pdf is not None:
            pdfs.append({"id": id_, "pdf": pdf})
    write_rows(session, "document", heads)
    write_rows(session, "document_line", lines)
    write_rows(session, "document_tax", taxes)
    write_rows(session, "document_pdf", pdfs)
    write_rows(session, "document_closed", [{"id": head["id"]} for head in heads])
    _draw_numbers(session, [document for document, _, _ in documents])


def _draw_numbers(session: Session, documents: Iterable[Document]) -> None:
    last: dict[str, int] = {}
    for document in documents:
        if document.series:
            last[document.series] = max(last.get(document.series, 0), document.seq)
    if not last:
        return
    statement = upsert(m.NumberSeries)
    highest = func.max(m.NumberSeries.__table__.columns["last"], statement.excluded["last"])
    session.execute(
        statement.on_conflict_do_update(index_elements=["series"], set_={"last": highest}),
        [{"series": series, "last": seq} for series, seq in last.items()],
    )


def documents_of(session: Session, numbers: Sequence[str] | None = None) -> list[Document]:
    """Issued documents as they were, oldest first; all of them, or those of the numbers."""
    wanted = () if numbers is None else (m.Document.number.in_(numbers),)
    heads = session.execute(
        select(*m.Document.__table__.columns, m.Client.code.label("client_code"))
        .join(m.Client, m.Client.id == m.Document.client_id)
        .where(*wanted)
        .order_by(m.Document.id)
    ).all()
    ids = () if numbers is None else ([head.id for head in heads],)
    lines = _children(session, m.DocumentLine, *ids)
    taxes = _children(session, m.DocumentTax, *ids)
    return [_document(head, lines[head.id], taxes[head.id]) for head in heads]


def document_of(session: Session, number: str) -> Document:
    """One document; raises NoSuchDocumentError."""
    found = documents_of(session, [number])
    if not found:
        raise NoSuchDocumentError(number=number)
    return found[0]


def notes_on(session: Session, number: str) -> list[Document]:
    """The credit notes that credit lines of an invoice."""
    rows = session.execute(
        select(m.Document.number)
        .join(m.DocumentLine, m.DocumentLine.document_id == m.Document.id)
        .where(m.DocumentLine.corrects == number, m.DocumentLine.corrects_line.is_not(None))
        .distinct()
    ).all()
    return documents_of(session, [row.number for row in rows])


def issued_of(session: Session) -> dict[str, tuple[str, str]]:
    """The client and the currency of every document, by its number."""
    rows = session.execute(
        select(m.Document.number, m.Client.code, m.Document.currency).join(
            m.Client, m.Client.id == m.Document.client_id
        )
    ).all()
    return {row.number: (row.code, row.currency) for row in rows}


def paper_of(session: Session, number: str) -> bytes:
    """The printed bytes as issued; raises NoSuchDocumentError or PaperMissingError."""
    ((_, paper),) = papers_of(session, [number])
    return paper


def papers_of(session: Session, numbers: Sequence[str]) -> list[tuple[str, bytes]]:
    """Numbers with their printed bytes; raises NoSuchDocumentError or PaperMissingError."""
    rows = session.execute(
        select(m.Document.number, m.DocumentPdf.pdf)
        .outerjoin(m.DocumentPdf, m.DocumentPdf.id == m.Document.id)
        .where(m.Document.number.in_(numbers))
    ).all()
    found = {row.number: row.pdf for row in rows}
    for number in numbers:
        if number not in found:
            raise NoSuchDocumentError(number=number)
        if found[number] is None:
            raise PaperMissingError(number=number)
    return [(number, found[number]) for number in numbers]


def content_digest(pdf: bytes) -> str:
    """The SHA-256 of printed bytes."""
    return digest(pdf)


def _children(
    session: Session,
    model: Any,  # noqa: ANN401 - any mapped class
    ids: Sequence[int] | None = None,
) -> dict[int, list[Any]]:
    statement = select(*model.__table__.columns).order_by(model.document_id, model.position)
    if ids is not None:
        statement = statement.where(model.document_id.in_(ids))
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(statement).all():
        found[row.document_id].append(row)
    return found


# The rows are made as SQLite keeps them, once for the seal and the table.


def _head(id_: int, document: Document, client_id: int, sha256: str) -> Row:
    content = {
        "seller": _party(document.seller),
        "buyer": _party(document.buyer),
        "bank": _bank(document.bank),
        "note": document.note,
        **extras_plain(document),
    }
    return {
        "id": id_,
        "number": document.number,
        "kind": document.kind.value,
        "client_id": client_id,
        "date": document.date.isoformat(),
        "due": _day(document.due),
        "through": _day(document.through),
        "currency": document.currency,
        "locale": document.locale,
        "net": document.net.minor,
        "tax": document.tax.minor,
        "total": document.total.minor,
        "po_number": document.po_number,
        "corrects": written(document.corrects),
        "reason": document.reason,
        "waived": int(document.waived),
        "series": document.series,
        "seq": document.seq,
        "content": written(content),
        "sha256": sha256,
        "payable": None if document.payable == document.total else document.payable.minor,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _lines(document_id: int, lines: Sequence[DocumentLine]) -> list[Row]:
    told = explanation_texts([line.explanation for line in lines])
    return [_line(document_id, *each) for each in zip(lines, told, strict=True)]


def _line(document_id: int, line: DocumentLine, explanation: str) -> Row:
    return {
        "document_id": document_id,
        "position": line.number,
        "charge": line.charge,
        "kind": line.kind.value,
        "source": line.source,
        "agreement": line.agreement,
        "description": line.description,
        "detail": line.detail,
        "start": line.period.start.isoformat(),
        "end": line.period.end.isoformat(),
        "quantity": f"{line.quantity:f}",
        "unit": line.unit,
        "unit_code": line.unit_code,
        "price": millionths(line.price),
        "net": line.net.minor,
        "charged": line.charged.minor,
        "bill_date": line.bill_date.isoformat(),
        "taxes": taxes_text(line.taxes),
        "explanation": explanation,
        "corrects": line.corrects,
        "corrects_line": line.corrects_line,
        "grouped": line.group or None,
        "hours": None if line.hours is None else str(line.hours),
    }


def _tax(document_id: int, position: int, group: TaxTotal) -> Row:
    return {
        "document_id": document_id,
        "position": position,
        "code": group.tax.code,
        "name": group.tax.name,
        "category": group.tax.category.value,
        "rate": f"{group.tax.rate:f}",
        "reason": group.tax.reason,
        "compound": int(group.tax.compound),
        "net": group.net.minor,
        "amount": group.amount.minor,
        "inclusive": 1 if group.tax.inclusive else None,
    }


@lru_cache(maxsize=64)
def _party(party: Party) -> Row:
    return {**_fields(party), "address": _fields(party.address)}


@lru_cache(maxsize=64)
def _bank(bank: Bank) -> Row:
    return _fields(bank)


def _fields(value: Party | Address | Bank) -> Row:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _document(head: Any, lines: Iterable[Any], taxes: Iterable[Any]) -> Document:  # noqa: ANN401
    content = json.loads(head.content)
    currency = head.currency
    return Document(
        number=head.number,
        kind=DocumentKind(head.kind),
        client=head.client_code,
        date=head.date,
        due=head.due,
        currency=currency,
        locale=head.locale,
        seller=party_from(content["seller"]),
        buyer=party_from(content["buyer"]),
        bank=Bank(**content["bank"]),
        po_number=head.po_number,
        lines=tuple(_document_line(row, currency) for row in lines),
        taxes=tuple(_tax_total(row, currency) for row in taxes),
        corrects=tuple(json.loads(head.corrects)),
        reason=head.reason,
        note=content["note"],
        waived=bool(head.waived),
        through=head.through,
        series=head.series,
        seq=head.seq,
        **extras_from(content, currency),
    )


def party_from(plain: Row) -> Party:
    """A party from its JSON values."""
    address: Row = dict(plain["address"])
    rest: Row = {key: value for key, value in plain.items() if key != "address"}
    lines = tuple(address.pop("lines"))
    return Party(address=Address(lines, **address), **rest)


def _document_line(row: Any, currency: str) -> DocumentLine:  # noqa: ANN401
    return DocumentLine(
        number=row.position,
        charge=row.charge,
        kind=ChargeKind(row.kind),
        description=row.description,
        detail=row.detail,
        period=Period(row.start, row.end),
        quantity=row.quantity,
        unit=row.unit,
        unit_code=row.unit_code,
        price=row.price,
        net=Money(row.net, currency),
        charged=Money(row.charged, currency),
        bill_date=row.bill_date,
        taxes=taxes_from(row.taxes),
        explanation=explanation_from(row.explanation),
        agreement=row.agreement,
        source=row.source,
        corrects=row.corrects,
        corrects_line=row.corrects_line,
        group=row.grouped or "",
        hours=None if row.hours is None else Fraction(row.hours),
    )


def _tax_total(row: Any, currency: str) -> TaxTotal:  # noqa: ANN401
    tax = AppliedTax(
        row.code,
        row.name,
        Category(row.category),
        row.rate,
        row.reason,
        bool(row.compound),
        bool(row.inclusive),
    )
    return TaxTotal(tax, Money(row.net, currency), Money(row.amount, currency))
