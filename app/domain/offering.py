"""The paper of a quote: what it offers in each rhythm, with its taxes, as a document would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from app.domain.catalog import Tax, unit_code
from app.domain.charge import ChargeKind, priced
from app.domain.document import Document, DocumentKind, DocumentLine
from app.domain.facts import Book, ClientFacts
from app.domain.money import Money, Rate
from app.domain.papers import Between, QuotePaper
from app.domain.period import Period
from app.domain.quote import Every, Offer, Quote
from app.domain.tax import applied, taxed


def quote_paper(quote: Quote, between: Between, book: Book, client: ClientFacts) -> QuotePaper:
    """The quote as it is reckoned on its day; raises NoTaxRateError, MixedTaxesError."""
    found = [
        (every, _document(quote, lines, between, book, client))
        for every in Every
        if (lines := [line for line in quote.lines if line.every is every])
    ]
    return QuotePaper(
        quote, tuple(found) or ((Every.ONCE, _document(quote, (), between, book, client)),)
    )


def _document(
    quote: Quote, offers: Sequence[Offer], between: Between, book: Book, client: ClientFacts
) -> Document:
    lines = [_line(quote, i, offer, book.taxes, client) for i, offer in enumerate(offers, start=1)]
    found = taxed(((line.net, line.taxes) for line in lines), book.tax_rounding, quote.currency)
    return Document(
        number=quote.number,
        kind=DocumentKind.INVOICE,
        client=quote.client,
        date=quote.day,
        due=None,
        currency=quote.currency,
        locale=between.locale,
        seller=between.seller,
        buyer=between.buyer,
        bank=between.bank,
        po_number="",
        lines=tuple(replace(line, net=net) for line, net in zip(lines, found.nets, strict=True)),
        taxes=found.groups,
        tax_rounding=book.tax_rounding,
    )


def _line(
    quote: Quote, number: int, offer: Offer, taxes: Mapping[str, Tax], client: ClientFacts
) -> DocumentLine:
    net = offer.net(quote.currency)
    quantity, price = priced(Fraction(offer.quantity), Rate(offer.price, quote.currency), net)
    return DocumentLine(
        number=number,
        charge="",
        kind=ChargeKind.RECURRING,
        description=offer.description,
        detail="",
        period=Period(quote.day, quote.day),
        quantity=quantity,
        unit=offer.unit if quantity == offer.quantity else "each",
        unit_code=unit_code(offer.unit),
        price=price.amount,
        net=net,
        charged=Money.zero(quote.currency),
        bill_date=quote.day,
        taxes=applied(offer.taxes, taxes, client.treatment, client.exemption_reason, quote.day),
        explanation=(),
    )
