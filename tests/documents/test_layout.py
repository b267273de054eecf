"""The checker of layouts sees the faults that are planted here, and only those."""

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.layout import faults


def page(*drawings):
    file = BytesIO()
    canvas = Canvas(file, pagesize=(300, 200), initialFontName="Inter-Regular")
    canvas.setFont("Inter-Regular", 12)
    canvas.drawString(40, 150, "Subtotal 640.00")
    for draw in drawings:
        canvas.saveState()
        draw(canvas)
        canvas.restoreState()
    canvas.save()
    return file.getvalue()


def over_another(canvas):
    canvas.drawString(48, 152, "Total")


def off_the_page(canvas):
    canvas.drawString(270, 80, "Quantity")


def white(canvas):
    canvas.setFillGray(1)
    canvas.drawString(40, 80, "Reference")


def behind_a_box(canvas):
    canvas.drawString(40, 80, "12345678")
    canvas.setFillGray(0.9)
    canvas.rect(30, 70, 100, 30, stroke=0, fill=1)


def clipped(canvas):
    path = canvas.beginPath()
    path.rect(30, 70, 40, 30)
    canvas.clipPath(path, stroke=0)
    canvas.drawString(40, 80, "Description")


@pytest.mark.parametrize(
    ("planted", "sentence"),
    [
        (over_another, '"Subtotal" covers "Total"'),
        (off_the_page, '"Quantity" runs off the page'),
        (white, '"Reference" cannot be seen'),
        (behind_a_box, '"12345678" cannot be seen'),
        (clipped, '"Description" is cut'),
    ],
)
def test_a_planted_fault_is_seen(fonts, planted, sentence):
    assert faults(page()) == []
    assert f"page 1: {sentence}" in faults(page(planted))
