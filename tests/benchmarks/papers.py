"""PDFs against those who make the same page otherwise."""

import time
from dataclasses import replace
from decimal import Decimal
from itertools import count
from math import inf

from app.documents.fonts import Fonts
from app.documents.invoice_pdf import draw
from app.i18n import Languages
from app.storage import paths
from tests.benchmarks import rivals
from tests.benchmarks.measures import Figure, Skipped, seconds
from tests.documents import builders

ON_ONE_PAGE = 8
MANY = 1000
LARGEST = 32 * 1024
AGAINST = ("Platypus", 4, 3), ("Typst", 1.5, 3)


def run(rounds=3, papers=30, many=MANY):
    """One page, and an invoice of many lines."""
    yield from compared("one page", ON_ONE_PAGE, papers, rounds, 0)
    sizes = [len(ours(invoice(ON_ONE_PAGE, number))) for number in range(3)]
    yield Figure("one page, its size", max(sizes) / 1024, LARGEST / 1024, "KB")
    yield from compared(f"{many} lines", many, 1, rounds, 1)


def compared(what, lines, papers, rounds, column):
    """Our speed as a multiple of theirs, over invoices that are new each time."""
    numbers = count()
    for name, *limits in AGAINST:
        title, limit = f"{what}, as fast as {name}", limits[column]
        try:
            rival = MAKERS[name]()
        except ImportError:
            yield Skipped(title, f"{name} is not installed")
            continue
        for warm in (ours, rival):
            warm(invoice(lines, next(numbers)))
        shortest = dict.fromkeys((ours, rival), inf)
        for _ in range(rounds):
            documents = [invoice(lines, next(numbers)) for _ in range(papers)]
            for maker in shortest:
                shortest[maker] = min(
                    shortest[maker], seconds(made, maker, documents, clock=time.process_time)
                )
        note = f"{papers / shortest[ours]:.0f} a second here"
        yield Figure(title, shortest[rival] / shortest[ours], limit, at_least=True, note=note)


def made(maker, documents):
    """Make all papers."""
    for document in documents:
        maker(document)


def ours(document):
    """The paper as Accord draws it."""
    return draw(document, Languages(paths.locale()).get("en_GB"), Fonts.load(paths.fonts()))


def invoice(lines, number):
    """An invoice whose texts and figures no other has, so that nobody can remember it."""
    rows = [
        builders.line(
            row,
            description=f"{builders.line(row).description} {number * lines + row}",
            price=str(Decimal(1000 + 37 * number + row) / 100),
        )
        for row in range(1, lines + 1)
    ]
    buyer = replace(builders.BUYER, name=f"Client {number} & Partners Ltd")
    return builders.document(rows, number=f"INV-2026-{number:05}", buyer=buyer)


MAKERS = {"Platypus": lambda: rivals.platypus, "Typst": rivals.typst_compiler}
