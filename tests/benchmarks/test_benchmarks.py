"""The benchmarks run on tiny desks, so that they do not rot; here nothing is timed."""

import pytest

from tests.benchmarks import __main__ as program
from tests.benchmarks import clocks, desk, history, memory, month, papers, rows, starts, tickets
from tests.benchmarks.measures import Figure, Skipped

TINY = {
    "rows": lambda: rows.run(rounds=1, clients=3, many=5),
    "papers": lambda: papers.run(rounds=1, papers=1, many=50),
    "month": lambda: month.run(rounds=1, clients=2),
    "history": lambda: history.run(rounds=1, clients=2, entries=9, months=3),
    "memory": lambda: memory.run(clients=2),
    "clocks": lambda: clocks.run(rounds=1, tickets=20),
    "starts": lambda: starts.run(rounds=1),
    "desk": lambda: desk.run(rounds=1, clients=3, few=2),
    "tickets": lambda: tickets.run(rounds=1, tickets=30, few=10, entries=2),
}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.thorough if name == "tickets" else ()) for name in TINY],
)
def test_a_benchmark_gives_its_figures(name):
    figures = list(TINY[name]())
    assert figures
    assert name in program.NAMES
    for figure in figures:
        assert isinstance(figure, Skipped) or figure.value > 0
        assert figure.name in program.line(figure)


@pytest.mark.parametrize(
    ("value", "at_least", "holds"), [(4, False, True), (5, False, False), (5, True, True)]
)
def test_a_figure_holds_up_to_its_limit(value, at_least, holds):
    assert Figure("x", value, 4.5, at_least=at_least).holds is holds
