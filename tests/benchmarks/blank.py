"""A desk whose press hands out blank paper at once, for what is not about drawing."""

from contextlib import contextmanager

from app.bootstrap import desk, services_over
from app.documents.press import Press
from app.domain.clock import StoppedClock
from app.i18n import Languages
from app.services import Services
from app.storage import paths
from app.storage.store import Store
from tests.benchmarks import desks

PAPER = b"%PDF-1.4 blank"


class BlankPress(Press):
    """Draws nothing, however many there are."""

    def run(self, documents, logo, progress, *, draft=False):
        """One blank paper a document."""
        return [PAPER] * len(documents)


@contextmanager
def blank_desk(data, moment=desks.CLOCK_AT):
    """The services over a data file, with blank paper."""
    clock = StoppedClock(moment)
    languages = Languages(paths.locale())
    with Store.open(data, clock=clock) as store:
        services = Services(store, clock, languages, BlankPress(languages, paths.fonts()))
        services.language = services_over(store, clock).language
        yield services


def make(data, workbook):
    """A new data file that holds a workbook."""
    with desk(data, create=True, clock=StoppedClock(desks.CLOCK_AT)) as services:
        services.workbook.take_in([desks.written(workbook)])


def month_end(services, through=desks.THROUGH):
    """Propose everything and issue it; returns what was issued."""
    review = services.billing.review(through, on=through)
    return services.billing.issue(review.proposals, review.date)
