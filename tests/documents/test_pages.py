from hypothesis import given
from hypothesis import strategies as st

from app.documents.blocks import Block, Style
from app.documents.pages import FAST, HELD, KEPT, LOOSE, Pages

TOP, BOTTOM = 50.0, 750.0
LINE = Style(9, 10)


def block(name, lines, *, bond=LOOSE, row=True):
    made = Block(None, bond=bond, row=row)
    made.left(0, 0, [f"{name}.{i}" for i in range(lines)], LINE)
    return made


def laid_out(blocks):
    pages = Pages(TOP, BOTTOM, block("header", 3, row=False), block("heading", 1, row=False))
    pages.fill(blocks)
    return pages


def names(page):
    return [mark.text for placed in page for mark in placed.block.marks]


def printed(pages):
    own = [text for page in pages.done for text in names(page)]
    return [text for text in own if not text.startswith(("header", "heading"))]


def closing(rows, totals=8, notes=0, payment=9):
    """Rows with the bonds of a document, and what follows them."""
    blocks = [block(f"row{i}", lines) for i, lines in enumerate(rows)]
    for last, bond in zip(reversed(blocks), (FAST, HELD), strict=False):
        last.bond = bond
    blocks.append(block("totals", totals, bond=KEPT, row=False))
    if notes:
        blocks.append(block("notes", notes, bond=KEPT, row=False))
    return [*blocks, block("payment", payment, row=False)]


ROWS = st.lists(st.integers(1, 12) | st.integers(1, 200), min_size=1, max_size=40)


@given(ROWS, st.integers(1, 40), st.integers(0, 150), st.integers(0, 20))
def test_all_lines_are_printed_in_their_order_and_inside_the_page(rows, totals, notes, payment):
    blocks = closing(rows, totals, notes, payment)
    pages = laid_out(blocks)
    assert printed(pages) == [mark.text for each in blocks for mark in each.marks]
    for page in pages.done:
        for top, each in page:
            assert top >= TOP
            assert all(top + mark.y <= BOTTOM for mark in each.marks)


@given(ROWS, st.integers(1, 40), st.integers(0, 150))
def test_totals_have_two_lines_of_a_row_above_them(rows, totals, notes):
    for page in laid_out(closing(rows, totals, notes)).done:
        texts = names(page)
        if "totals.0" in texts:
            above = [text for text in texts[: texts.index("totals.0")] if text.startswith("row")]
            assert len(above) >= min(2, sum(rows))
            assert f"totals.{totals - 1}" in texts


@given(st.lists(st.integers(1, 12), min_size=2, max_size=60))
def test_totals_have_two_rows_above_them_and_the_payment_below(rows):
    last = names(laid_out(closing(rows)).done[-1])
    for text in (f"row{len(rows) - 2}.0", f"row{len(rows) - 1}.0", "totals.0", "payment.8"):
        assert text in last


@given(ROWS)
def test_rows_are_split_only_when_they_are_taller_than_a_page(rows):
    pages = laid_out(closing(rows))
    for i, lines in enumerate(rows):
        on = [
            page for page in pages.done if any(text.startswith(f"row{i}.") for text in names(page))
        ]
        assert len(on) == 1 or lines > 55


@given(ROWS)
def test_every_page_with_rows_has_the_heading_above_them(rows):
    for number, page in enumerate(laid_out(closing(rows)).done):
        texts = names(page)
        assert texts.count("header.0") == bool(number)
        first = next((text for text in texts if text.startswith("row")), None)
        assert texts.count("heading.0") == (first is not None)
        if first:
            assert texts.index("heading.0") < texts.index(first)


def test_the_last_block_sinks_to_the_bottom():
    pages = laid_out(closing([3, 3]))
    pages.sink()
    top, payment = pages.done[-1][-1]
    assert top + payment.height == BOTTOM


def test_a_block_alone_on_its_page_stays_at_the_top():
    pages = laid_out([block("row0", 65), block("payment", 60, row=False)])
    pages.sink()
    assert pages.done[-1][-1].top == TOP + 30


def test_a_block_of_fifty_pages_is_no_trouble():
    assert len(laid_out([block("row0", 3_000)]).done) > 45
