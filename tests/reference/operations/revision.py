"""A price that is raised from a day on."""

from datetime import date
from decimal import Decimal

from app.domain.agreement import Uplift
from app.domain.dated import Dated
from app.domain.uplift import raised
from tests.reference.operations import Given, operation
from tests.reference.operations.quantity import rate

START, DAY = date(2025, 1, 1), date(2026, 1, 1)


@operation("price_revision")
def _price_revision(given: Given) -> dict[str, object]:
    uplift = Uplift(Decimal(str(given["percent"])), DAY)
    prices = raised(
        Dated.always(rate(given["price"], given)),
        Dated.always(uplift),
        START,
        DAY.replace(month=2),
    )
    return {"price": prices.at(DAY, rate(0, given)).amount}
