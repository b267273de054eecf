"""The month end without its papers against bare SQLite writing the same rows."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

from app.storage.connection import PRAGMAS
from tests.benchmarks import desks
from tests.benchmarks.blank import blank_desk, make, month_end
from tests.benchmarks.measures import Figure, seconds

TABLES = (
    "document",
    "document_line",
    "document_tax",
    "document_pdf",
    "document_closed",
    "number_series",
    "history",
)


def run(rounds=3, clients=1000, many=10_000):
    """So many clients, and ten times as many."""
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = measured(Path(folder), clients, rounds)
        note = f"{ours * 1000 / clients:.2f} ms a client here"
        yield Figure(f"{clients} clients, times bare SQLite", ours / bare, 12, note=note)
        more, _ = measured(Path(folder), many, rounds)
        yield Figure(
            f"{many} clients, times as long a client", more / many / (ours / clients), 1.25
        )


def measured(folder, clients, rounds):
    """The seconds a month end takes, and those for its bare rows: the medians of the rounds.

    Each round bills clients of its own, so that nothing of theirs is remembered from another.
    """
    template, data, bare = (folder / f"{name}.accord" for name in ("before", "data", "bare"))
    took = []
    for number in range(rounds):
        make(template, desks.desk(clients, first=number * clients + 1))
        shutil.copy(template, data)
        with blank_desk(data) as services:
            ours = seconds(month_end, services)
        took.append((ours, bare_seconds(template, data, bare)))
        template.unlink()
        data.unlink()
    ours, bare = zip(*took, strict=True)
    return median(ours), median(bare)


def bare_seconds(before, issued, target):
    """How long SQLite takes to write what was issued, to the same file without our guards."""
    with closing(sqlite3.connect(before)) as source:
        there = {name: len(rows_of(source, name)) for name in TABLES}
    with closing(sqlite3.connect(issued)) as source:
        tables = {name: rows_of(source, name)[there[name] :] for name in TABLES}
    shutil.copy(before, target)
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        for pragma, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {pragma}={value}")
        guards = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        for (name,) in connection.execute(guards).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        took = seconds(partial(write, connection, tables))
    target.unlink()
    return took


def rows_of(connection, table):
    """All rows of a table, the oldest first."""
    return connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()


def write(connection, tables):
    """All rows in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for name, found in tables.items():
        blanks = ", ".join("?" * len(found[0]))
        connection.executemany(f"INSERT INTO {name} VALUES ({blanks})", found)
    connection.execute("COMMIT")
