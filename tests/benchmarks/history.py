"""A dry run with years behind it against one whose file knows the last month alone."""

import tempfile
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from math import inf
from pathlib import Path

from app.domain.period import add_months
from tests.benchmarks import desks
from tests.benchmarks.blank import blank_desk, make, month_end
from tests.benchmarks.measures import Figure, seconds


def run(rounds=3, clients=200, entries=50_000, months=60):
    """So many months, of which all but the last are billed."""
    with tempfile.TemporaryDirectory() as folder:
        old, young = Path(folder) / "old.accord", Path(folder) / "young.accord"
        since = add_months(desks.START, 1 - months)
        until = desks.THROUGH + timedelta(days=1)
        make(old, desks.desk(clients, since, desks.work(clients, entries, since, until)))
        for month in range(months - 1):
            bill(old, add_months(since, month + 1) - timedelta(days=1))
        share = entries // months
        make(
            young, desks.desk(clients, desks.START, desks.work(clients, share, desks.START, until))
        )
        took = dict.fromkeys((old, young), inf)
        for _ in range(rounds):
            for data, before in took.items():
                with blank_desk(data) as services:
                    review = partial(services.billing.review, desks.THROUGH)
                    took[data] = min(before, seconds(review))
        title = f"a dry run after {months} months, times the last alone"
        yield Figure(title, took[old] / took[young], 3, note=f"{took[old]:.2f} s here")


def bill(data, through: date):
    """A month end of the past."""
    moment = datetime.combine(through, time(16), UTC)
    with blank_desk(data, moment) as services:
        month_end(services, through)
