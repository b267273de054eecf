"""Issued documents in a workbook: all of them out, and back in only if nothing is changed."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, cast

from pydantic import Field, ValidationError

from app.domain.catalog import Category
from app.domain.charge import ChargeKind
from app.domain.document import Address as DocumentAddress
from app.domain.document import Bank as DocumentBank
from app.domain.document import Details, Document, DocumentKind, DocumentLine, Party
from app.domain.errors import InvalidError, Problem
from app.domain.money import Money
from app.domain.numbering import number_of
from app.domain.period import NEVER, Period
from app.domain.plain import sentence_from, sentence_plain, tax_from, tax_plain
from app.domain.plain_document import extras_from, extras_plain
from app.domain.sentence import N_
from app.domain.tax import TaxRounding, TaxTotal
from app.workbook.base import Shape
from app.workbook.fields import (
    Amount,
    AnyQuantity,
    Currency,
    Day,
    Flag,
    Key,
    Name,
    Percent,
    Price,
    Quantity,
    Share,
    Text,
    Whole,
    amount_text,
    number_text,
)
from app.workbook.problems import problems_of
from app.workbook.shape.company import Address, Bank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from app.workbook.reading import Record


class PartyShape(Shape):
    """Seller or buyer as printed."""

    name: Text
    address: Address = Address()
    tax_id: Text = ""
    email: Text = ""
    phone: Text = ""
    website: Text = ""
    code: Text = ""
    contact: Text = ""


class TaxShape(Shape):
    """A tax as it stands on a line."""

    code: Text = ""
    name: Text = ""
    category: Category
    rate: Quantity
    reason: Text = ""
    compound: Flag = False
    inclusive: Flag = False


class SentenceShape(Shape):
    """A sentence: template and typed blanks."""

    text: Text
    blanks: dict[str, Any] = {}


class LineShape(Shape):
    """One line as printed."""

    number: Whole
    charge: Text
    kind: ChargeKind
    source: Text = ""
    description: Text = ""
    detail: Text = ""
    period: tuple[Day, Day | None]
    quantity: AnyQuantity
    unit: Text = ""
    unit_code: Text = ""
    unit_price: Price
    net: Amount
    charged: Amount
    bill_date: Day
    agreement: Text = ""
    taxes: list[TaxShape] = []
    explanation: list[SentenceShape] = []
    corrects: Text = ""
    corrects_line: Whole | None = None
    group: Text = ""
    hours: Share | None = None


class TaxTotalShape(TaxShape):
    """One row of the tax summary."""

    net: Amount
    amount: Amount


class DiscountShape(Shape):
    """What paying early saves."""

    percent: Percent
    until: Day
    amount: Amount


class WorkShape(Shape):
    """A time entry as the log of the work prints it."""

    day: Day
    ticket: Text = ""
    who: Text = ""
    work_type: Text = ""
    worked: Whole
    counted: Whole
    outcome: Text = ""
    note: Text = ""


class DocumentShape(Shape):
    """An issued document, or an open item of another tool."""

    number: Key
    kind: DocumentKind
    client: Name
    date: Day
    due: Day | None = None
    through: Day | None = None
    currency: Currency
    locale: Text = "en"
    seller: PartyShape = PartyShape(name="")
    buyer: PartyShape = PartyShape(name="")
    bank: Bank = Bank()
    po_number: Text = ""
    lines: list[LineShape] = []
    taxes: list[TaxTotalShape] = []
    net: Amount | None = None
    tax: Amount | None = None
    total: Amount
    prepaid: Amount | None = None
    rounding: Amount | None = None
    payable: Amount | None = None
    discount: DiscountShape | None = None
    tax_rounding: TaxRounding = TaxRounding.DOCUMENT
    details: Details = Details.NONE
    work: list[WorkShape] = []
    corrects: list[Text] = []
    reason: Text = ""
    note: Text = ""
    waived: Flag = False
    series: Text = ""
    seq: Whole = 0
    sha256: Text = ""
    pdf: Annotated[str, Field(max_length=100_000_000)] | None = None


@dataclass(frozen=True, slots=True)
class PaperedDocument:
    """A document with its printed bytes, if they came along, and their SHA-256."""

    document: Document
    pdf: bytes | None
    sha256: str


def document_record(document: Document, pdf: bytes | None, sha256: str) -> Record:
    """All of a document as a record of the workbook."""
    record: Record = {
        "number": document.number,
        "kind": document.kind.value,
        "client": document.client,
        "date": document.date.isoformat(),
        "due": document.due.isoformat() if document.due else None,
        "through": document.through.isoformat() if document.through else None,
        "currency": document.currency,
        "locale": document.locale,
        "seller": _party_record(document.seller),
        "buyer": _party_record(document.buyer),
        "bank": asdict(document.bank),
        "po_number": document.po_number,
        "lines": [_line_record(line) for line in document.lines],
        "taxes": [
            {**tax_plain(group.tax), "net": group.net.plain(), "amount": group.amount.plain()}
            for group in document.taxes
        ],
        "net": document.net.plain(),
        "tax": document.tax.plain(),
        "total": document.total.plain(),
        **extras_plain(document),
        **_payable_record(document),
        "corrects": list(document.corrects),
        "reason": document.reason,
        "note": document.note,
        "waived": document.waived,
        "series": document.series,
        "seq": document.seq,
        "sha256": sha256,
    }
    if pdf is not None:
        record["pdf"] = base64.b64encode(pdf).decode()
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}


def _payable_record(document: Document) -> Record:
    """What is to be paid, where that is not the total."""
    if document.payable == document.total:
        return {}
    return {"payable": document.payable.plain()}


def document_value(
    record: Any,  # noqa: ANN401
    currencies: Mapping[str, str],
    place: str,
) -> tuple[DocumentShape, PaperedDocument]:
    """A document of its record; raises InvalidError naming the places.

    An open item that names no currency is in its client's.
    """
    if isinstance(record, dict) and cast("Record", record).get("kind") == DocumentKind.OPENING:
        item = cast("Record", record)
        own = currencies.get(str(item.get("client")))
        record = {"currency": own, **item} if own else item
    try:
        shape = DocumentShape.model_validate(record)
    except ValidationError as error:
        found = [
            Problem(
                f"{place}.{problem.place}", problem.sentence.text, **dict(problem.sentence.blanks)
            )
            for problem in problems_of(error)
        ]
        raise InvalidError(found) from error
    pdf = None
    if shape.pdf is not None:
        try:
            pdf = base64.b64decode(shape.pdf, validate=True)
        except (binascii.Error, ValueError) as error:
            raise InvalidError([Problem(f"{place}.pdf", N_("is not base64"))]) from error
    return shape, PaperedDocument(_document(shape), pdf, shape.sha256)


def verified(
    found: tuple[DocumentShape, PaperedDocument], clients: AbstractSet[str], place: str
) -> PaperedDocument:
    """The document if its sums, its number and its paper hold together; else InvalidError."""
    problems = list(_faults(*found, clients, place))
    if problems:
        raise InvalidError(problems)
    return found[1]


def _faults(
    shape: DocumentShape, papered: PaperedDocument, clients: AbstractSet[str], place: str
) -> Iterator[Problem]:
    document = papered.document
    if document.client not in clients:
        yield Problem(f"{place}.client", N_("there is no client {name}"), name=document.client)
    for key, said, is_ in (
        ("net", shape.net, document.net),
        ("tax", shape.tax, document.tax),
        ("total", shape.total, document.total),
        ("payable", shape.payable, document.payable),
    ):
        if said is not None and said != is_.amount():
            yield Problem(
                f"{place}.{key}",
                N_("is {said}, but the lines and taxes add up to {sum}"),
                said=said,
                sum=is_,
            )
    if [line.number for line in document.lines] != list(range(1, len(document.lines) + 1)):
        yield Problem(f"{place}.lines", N_("must be numbered 1, 2, 3 and so on"))
    if document.series and number_of(document.series, document.seq).text != document.number:
        yield Problem(f"{place}.number", N_("is not number {seq} of its series"), seq=document.seq)
    if papered.pdf is not None and hashlib.sha256(papered.pdf).hexdigest() != papered.sha256:
        yield Problem(f"{place}.pdf", N_("is not the paper that was issued: its SHA-256 differs"))


def _party_record(party: Party) -> Record:
    return asdict(party) | {"address": asdict(party.address) | {"lines": list(party.address.lines)}}


def _line_record(line: DocumentLine) -> Record:
    record: Record = {
        "number": line.number,
        "charge": line.charge,
        "kind": line.kind.value,
        "source": line.source,
        "description": line.description,
        "detail": line.detail,
        "period": [line.period.start.isoformat(), _end(line.period)],
        "quantity": number_text(line.quantity),
        "unit": line.unit,
        "unit_code": line.unit_code,
        "unit_price": amount_text(line.price),
        "net": line.net.plain(),
        "charged": line.charged.plain(),
        "bill_date": line.bill_date.isoformat(),
        "agreement": line.agreement,
        "taxes": [tax_plain(tax) for tax in line.taxes],
        "explanation": [sentence_plain(sentence) for sentence in line.explanation],
        "corrects": line.corrects,
        "corrects_line": line.corrects_line,
        "group": line.group,
        "hours": None if line.hours is None else str(line.hours),
    }
    return {key: value for key, value in record.items() if value not in (None, "", [])}


def _end(period: Period) -> str | None:
    """The first day after it; nothing where it has no end."""
    return None if period.end == NEVER else period.end.isoformat()


def _document(shape: DocumentShape) -> Document:
    currency = shape.currency
    lines = tuple(_line(line, currency) for line in shape.lines)
    if shape.kind is DocumentKind.OPENING and not lines:
        lines = (_open_item(shape),)
    return Document(
        number=shape.number,
        kind=shape.kind,
        client=shape.client,
        date=shape.date,
        due=shape.due,
        currency=currency,
        locale=shape.locale,
        seller=_party(shape.seller),
        buyer=_party(shape.buyer),
        bank=DocumentBank(**shape.bank.model_dump()),
        po_number=shape.po_number,
        lines=lines,
        taxes=tuple(
            TaxTotal(
                tax_from(group.model_dump(mode="json", exclude={"net", "amount"})),
                Money.rounded(group.net, currency),
                Money.rounded(group.amount, currency),
            )
            for group in shape.taxes
        ),
        corrects=tuple(shape.corrects),
        reason=shape.reason,
        note=shape.note,
        waived=shape.waived,
        through=shape.through,
        series=shape.series,
        seq=shape.seq,
        **extras_from(shape.model_dump(mode="json"), currency),
    )


def _open_item(shape: DocumentShape) -> DocumentLine:
    """The one line of an open item: it is to be paid, and no charge of ours."""
    total = Money.rounded(shape.total, shape.currency)
    return DocumentLine(
        number=1,
        charge=f"opening/{shape.number}",
        kind=ChargeKind.EXPENSE,
        description=shape.number,
        detail="",
        period=Period(shape.date, shape.date),
        quantity=Decimal(1),
        unit="each",
        unit_code="C62",
        price=abs(total).amount(),
        net=total,
        charged=Money.zero(shape.currency),
        bill_date=shape.date,
        taxes=(),
        explanation=(),
    )


def _party(shape: PartyShape) -> Party:
    address = shape.address
    return Party(
        **shape.model_dump(exclude={"address"}),
        address=DocumentAddress(
            tuple(address.lines),
            address.city,
            address.region,
            address.postal_code,
            address.country,
        ),
    )


def _line(shape: LineShape, currency: str) -> DocumentLine:
    return DocumentLine(
        number=shape.number,
        charge=shape.charge,
        kind=shape.kind,
        description=shape.description,
        detail=shape.detail,
        period=Period(shape.period[0], shape.period[1] or NEVER),
        quantity=shape.quantity,
        unit=shape.unit,
        unit_code=shape.unit_code,
        price=shape.unit_price,
        net=Money.rounded(shape.net, currency),
        charged=Money.rounded(shape.charged, currency),
        bill_date=shape.bill_date,
        taxes=tuple(tax_from(tax.model_dump(mode="json")) for tax in shape.taxes),
        explanation=tuple(sentence_from(sentence.model_dump()) for sentence in shape.explanation),
        agreement=shape.agreement,
        source=shape.source,
        corrects=shape.corrects,
        corrects_line=shape.corrects_line,
        group=shape.group,
        hours=shape.hours,
    )
