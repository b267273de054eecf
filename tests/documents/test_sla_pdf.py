"""What a client is told of its promises, on paper: whole, in each language, on any page."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2 as pdfium
import pytest

from app.documents.sla_pdf import draw
from app.domain.sla_closing import Closing, figures_of, period_of
from app.domain.sla_paper import SlaPaper
from app.domain.sla_report import client_report
from app.domain.sla_rules import single
from app.i18n import PAPER_LANGUAGES
from tests.documents.builders import BUYER, SELLER
from tests.documents.layout import faults
from tests.domain.tickets import ALWAYS, OFFICE, at, event, policy, ticket

NOVEMBER = period_of("2026-11")
RULES = single(policy(), OFFICE, ALWAYS, zone="Europe/Dublin")
SUBJECT = "The printer on the second floor prints nothing but question marks " * 2


def tickets(count):
    for i in range(count):
        events = [event("agent_reply", f"mon {9 + i % 8}:30")]
        if i % 3:
            events.append(event("status", f"wed {9 + i % 7}:00", "resolved"))
        if i % 4 == 1:
            reason = "The part was on back order, as agreed"
            events.append(event("excuse", "thu 09:00", metric="resolution", reason=reason))
        if i % 5 == 2:
            events.append(event("priority", "tue 09:00", "P3"))
        found = ticket(*events, priority=f"P{1 + i % 3}")
        yield replace(found, number=f"T-{1000 + i}", summary=SUBJECT[: 20 + i * 7])


def paper(count, **changes):
    found = [(each, RULES) for each in tickets(count)]
    report = client_report("BRI-014", BUYER.name, found, NOVEMBER, at("fri2 12:00"))
    told = SlaPaper(report, SELLER, BUYER, "en_GB", "Europe/Dublin", date(2026, 12, 2))
    return replace(told, **changes)


@pytest.fixture
def texts(fonts, languages):
    def read(one, code="en_GB"):
        pdf = draw(one, languages.get(code), fonts)
        assert faults(pdf) == []
        return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)]

    return read


@pytest.mark.parametrize("code", PAPER_LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 9, 60])
def test_nothing_is_covered_or_cut_in_any_language(texts, code, count):
    pages = texts(paper(count), code)
    assert len(pages) > 3 if count == 60 else len(pages) < 4


def test_counts_lists_and_reasons_are_told(texts):
    page = "\n".join(texts(paper(5)))
    report = paper(5).report
    assert "Service report" in page
    assert BUYER.name in page
    for each in report.counts:
        assert f"{each.met} {each.missed} " in " ".join(page.split())
    assert f"Missed ({len(report.missed)})" in page
    assert f"Still open and overdue ({len(report.overdue)})" in page
    assert "Reason: The part was on back order, as agreed" in page


def test_days_without_an_end_say_so(texts):
    (page,) = texts(paper(0))
    assert "No promise came to its end in these days." in page


def test_a_month_that_reads_differently_by_now_says_what_was_reported(texts):
    report = paper(5).report
    before = figures_of(paper(3).report)
    closing = Closing("BRI-014", "2026-11", datetime(2026, 12, 1, 9, tzinfo=UTC), before)
    met = sum(each.met for each in before.counts)
    whole = met + sum(each.missed for each in before.counts)
    page = "\n".join(texts(paper(5, closing=closing)))
    assert "Restated: on 1 Dec 2026 this month was reported with" in page
    assert f"({met} of {whole})" in page
    same = replace(closing, figures=figures_of(report))
    assert "Restated" not in "".join(texts(paper(5, closing=same)))
