"""The small facts of the domain's own tests, and what the engine makes of them."""

from datetime import date
from decimal import Decimal

import pytest

from app.domain.billing import propose
from app.domain.dated import Dated
from app.domain.period import Cycle, Unit
from app.domain.recurring import charge_of, sources
from app.domain.schedule import service_periods
from tests.domain.conftest import Make


class Told(Make):
    """Asks the engine in a line or two."""

    @staticmethod
    def cycle(every=1, unit=Unit.MONTH, anchor=date(2026, 1, 1), **terms):
        return Dated.always(Cycle(every, unit, anchor, **terms))

    @staticmethod
    def periods(agreement, until, **billed):
        return list(service_periods(agreement, until, **billed))

    @classmethod
    def spans(cls, agreement, until, **billed):
        found = cls.periods(agreement, until, **billed)
        return [(str(each.period.start), str(each.period.end)) for each in found]

    @classmethod
    def shares(cls, agreement, until):
        found = cls.periods(agreement, until)
        return [f"{each.period.days}/{each.whole.days}" if each.is_stub else "1" for each in found]

    @classmethod
    def charged(cls, agreement, until, **facts):
        """What each source owes for each period that begins before a day."""
        client = cls.client(agreement, **facts)
        charges = (
            charge_of(agreement, source, service)
            for service in service_periods(agreement, until)
            for source in sources(agreement, client, until)
        )
        return [charge.net.plain() for charge in charges if charge]

    @classmethod
    def billed(cls, client, through, **book):
        """The lines of all documents a client would get by a day."""
        outcome = propose(cls.book(**book), client, through)
        assert not outcome.is_blocked, outcome.exceptions
        return [line for proposal in outcome.proposals for line in proposal.lines]

    @classmethod
    def nets(cls, client, through, **book):
        return {line.charge: line.net.plain() for line in cls.billed(client, through, **book)}

    @classmethod
    def labour(cls, agreement, *entries, through=date(2027, 1, 1), **facts):
        """What work comes to, by entry; `book` among the facts is the company's."""
        book = facts.pop("book", {})
        client = cls.client(*([agreement] if agreement else []), time=entries, **facts)
        found = cls.nets(client, through, **book)
        return {key[5:]: net for key, net in found.items() if key.startswith("time/")}

    @classmethod
    def reasons(cls, agreement, *entries, through=date(2027, 1, 1), **facts):
        """All that is said of work, in the order of the lines."""
        client = cls.client(*([agreement] if agreement else []), time=entries, **facts)
        lines = [line for line in cls.billed(client, through) if line.charge.startswith("time/")]
        return [step.plain() for line in lines for step in line.explanation]

    @staticmethod
    def many(number):
        return Dated.always(Decimal(number))


@pytest.fixture
def told():
    return Told
