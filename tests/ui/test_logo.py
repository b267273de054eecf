"""A logo that comes with a workbook: on paper, in the settings, or refused with its place."""

import base64
import json
from datetime import date
from io import BytesIO

import pypdf
import pytest
from PIL import Image

from app.domain.errors import InvalidError
from tests.ui.books import ACME, COMPANY


def picture(kind):
    kept = BytesIO()
    Image.new("RGB", (120, 60), "teal").save(kept, kind)
    return base64.b64encode(kept.getvalue()).decode()


def book(logo):
    return {**COMPANY, "company": {**COMPANY["company"], "logo": logo}, "clients": [ACME]}


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_it_stands_on_paper_and_in_the_settings(open_office, kind):
    office = open_office(book(picture(kind)))
    billing, day = office.services.billing, date(2026, 11, 25)
    (issued,) = billing.issue(billing.review(day).proposals, day)
    pdf = office.services.documents.pdf(issued.number)
    [image] = pypdf.PdfReader(BytesIO(pdf)).pages[0].images
    assert image.image.size == (120, 60)
    page = office.open("settings", "company")
    shown = page.record.pane.view.boxes["logo"].control._picture.pixmap()
    assert not shown.isNull()


@pytest.mark.parametrize("logo", ["@@@", base64.b64encode(b"junk").decode(), picture("GIF")])
def test_what_is_no_picture_is_refused_with_its_place(open_office, logo):
    office = open_office()
    with pytest.raises(InvalidError) as told:
        office.services.workbook.take_in([json.dumps(book(logo)).encode()])
    assert [problem.place for problem in told.value.problems] == ["company.logo"]
