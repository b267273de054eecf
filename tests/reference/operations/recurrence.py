"""Periods, their boundaries and their bill dates."""

from datetime import date

from app.domain.period import add_months
from tests.reference.operations import Given, operation


@operation("add_months")
def _add_months(given: Given) -> dict[str, object]:
    return {"date": add_months(date.fromisoformat(given["date"]), given["months"])}
