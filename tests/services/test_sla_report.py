"""The SLA report: what is listed, months closed once, and what was changed since."""

import csv
import io
import json

import pytest

from app.domain.sla_closing import period_of
from app.services.sla_report import MonthNotOverError, NothingToReportError
from tests.services.test_sla import TurningClock, opened, patch

OCTOBER = period_of("2026-10")
EXCUSE = {
    "at": "2026-11-03T10:00:00+00:00",
    "type": "excuse",
    "metric": "resolution",
    "reason": "=Flood",
}


def rows(services, period=OCTOBER):
    return {row.report.client: row for row in services.sla_report.show(period).rows}


@pytest.fixture
def november():
    return TurningClock("2026-11-05T12:00+00:00")


def test_clients_with_tickets_are_listed_by_name(tmp_path, november):
    with opened(tmp_path, november) as services:
        found = services.sla_report.show(OCTOBER)
        assert [row.report.client for row in found.rows] == ["ACME", "NORTH"]
        assert (found.month, found.to_close) == ("2026-10", 2)
        assert services.sla_report.show(period_of("2026-08")).rows == ()


def test_a_month_is_closed_once_and_can_be_opened_again_by_undo(tmp_path, november):
    with opened(tmp_path, november) as services:
        patched = services.sla_report.closed("2026-10")
        undo = services.editing.save(patched)
        found = services.sla_report.show(OCTOBER)
        assert found.to_close == 0
        assert all(row.closing and not row.is_restated for row in found.rows)
        assert services.sla_report.closed("2026-10") == {}
        kept = json.loads(services.workbook.hand_out())["sla_months"]
        assert [month["id"] for month in kept] == ["ACME-2026-10", "NORTH-2026-10"]
        assert kept[0]["tzdata"]
        services.editing.undo(undo)
        assert services.sla_report.show(OCTOBER).to_close == 2


def test_what_changes_after_the_closing_is_shown_beside_what_was_reported(tmp_path, november):
    with opened(tmp_path, november) as services:
        services.editing.save(services.sla_report.closed("2026-10"))
        before = rows(services)["NORTH"]
        patch(services, tickets=[{"number": "T-2", "events": [EXCUSE]}])
        after = rows(services)["NORTH"]
        assert (before.is_restated, after.is_restated) == (False, True)
        assert after.closing == before.closing
        assert rows(services)["ACME"].is_restated is False


def test_a_month_that_goes_on_somewhere_is_not_closed(tmp_path):
    clock = TurningClock("2026-11-01T03:00+00:00")
    with opened(tmp_path, clock) as services:
        assert services.sla_report.show(OCTOBER).to_close == 0
        with pytest.raises(MonthNotOverError):
            services.sla_report.closed("2026-10")
        clock.turn("2026-11-01T04:00+00:00")
        assert len(services.sla_report.closed("2026-10")["sla_months"]) == 2


def test_other_days_than_a_month_have_nothing_to_close(tmp_path, november):
    with opened(tmp_path, november) as services:
        found = services.sla_report.show(type(OCTOBER)(OCTOBER.start, period_of("2026-11").start))
        assert found.month == "2026-10"
        odd = type(OCTOBER)(OCTOBER.start, OCTOBER.last)
        assert (services.sla_report.show(odd).month, services.sla_report.show(odd).to_close) == (
            None,
            0,
        )


def test_the_tables_hold_counts_and_what_is_listed_with_its_reason(tmp_path, november):
    with opened(tmp_path, november) as services:
        patch(services, tickets=[{"number": "T-2", "events": [EXCUSE]}])

        def read(data):
            return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))

        figures = read(services.sla_report.figures(OCTOBER))
        assert {row["client"] for row in figures} == {"ACME"}
        (excused,) = read(services.sla_report.listed(OCTOBER))
        assert (excused["client"], excused["what"], excused["ticket"]) == (
            "NORTH",
            "excused",
            "T-2",
        )
        assert excused["reason"] == "'=Flood"


def test_a_clients_report_is_a_paper_and_nobody_elses(tmp_path, november):
    with opened(tmp_path, november) as services:
        assert services.sla_report.pdf("ACME", OCTOBER).startswith(b"%PDF")
        patch(services, clients=[{"code": "NEW"}])
        with pytest.raises(NothingToReportError):
            services.sla_report.pdf("NEW", OCTOBER)
