"""What a reader would see wrong with a page: words covered, cut, hidden or off the paper."""

from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw as pdfium_c

SCALE = 2
CONTRAST = 60
"""Steps of grey, of 255, between ink and its ground."""
WIDE_ENOUGH = 0.7
"""Of a word's width; less ink means that a part of the word was cut off."""
LEAST_OVERLAP = 0.4
"""Points, in both directions; letters that only touch are no fault."""


@dataclass(frozen=True)
class Word:
    text: str
    left: float
    bottom: float
    right: float
    top: float


def faults(pdf):
    """A sentence for each fault: `page 2: "Total" covers "due"`."""
    document = pdfium.PdfDocument(pdf)
    found = []
    for number, page in enumerate(document, start=1):
        found += [f"page {number}: {fault}" for fault in page_faults(page)]
    return found


def page_faults(page):
    width, height = page.get_size()
    found = words(page)
    yield from overlaps(found)
    shades = page.render(scale=SCALE, grayscale=True).to_numpy().astype(int)
    for word in found:
        if word.left < 0 or word.bottom < 0 or word.right > width or word.top > height:
            yield f'"{word.text}" runs off the page'
        elif not (inked := ink(word, shades, height)):
            yield f'"{word.text}" cannot be seen'
        elif len(word.text) > 2 and inked < WIDE_ENOUGH * (word.right - word.left):
            yield f'"{word.text}" is cut'


def words(page):
    """The words of a page with the boxes of their ink."""
    text = page.get_textpage()
    found, letters, boxes = [], "", []
    letters_on_page = [
        chr(pdfium_c.FPDFText_GetUnicode(text, i)) for i in range(text.count_chars())
    ]
    for index, letter in enumerate([*letters_on_page, " "]):
        if letter.strip():
            letters += letter
            boxes.append(text.get_charbox(index))
        elif letters:
            left, bottom, right, top = zip(*boxes, strict=True)
            found.append(Word(letters, min(left), min(bottom), max(right), max(top)))
            letters, boxes = "", []
    return found


def overlaps(found):
    if not found:
        return
    left, bottom, right, top = np.array([(w.left, w.bottom, w.right, w.top) for w in found]).T
    across = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    along = np.minimum.outer(top, top) - np.maximum.outer(bottom, bottom)
    for a, b in np.argwhere((across > LEAST_OVERLAP) & (along > LEAST_OVERLAP)):
        if a < b:
            yield f'"{found[a].text}" covers "{found[b].text}"'


def ink(word, shades, height):
    """How wide the word's ink is, in points."""
    rows = slice(int((height - word.top) * SCALE), int((height - word.bottom) * SCALE) + 1)
    columns = slice(int(word.left * SCALE), int(word.right * SCALE) + 1)
    box = shades[rows, columns]
    if not box.size:
        return 0
    # Heavy letters fill more than half of their own box; the ground is what surrounds it.
    around = shades[
        max(rows.start - 3, 0) : rows.stop + 3, max(columns.start - 3, 0) : columns.stop + 3
    ]
    ground = np.median(np.concatenate([around[0], around[-1], around[:, 0], around[:, -1]]))
    inked = np.flatnonzero((np.abs(box - ground) > CONTRAST).any(axis=0))
    return (inked[-1] - inked[0] + 1) / SCALE if inked.size else 0
