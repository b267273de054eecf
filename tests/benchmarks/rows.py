"""The month end without its papers against bare SQLite writing the same rows."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from functools import partial
from math import inf
from pathlib import Path

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
        more, _ = measured(Path(folder), many, 1)
        yield Figure(
            f"{many} clients, times as long a client", more / many / (ours / clients), 1.25
        )


def measured(folder, clients, rounds):
    """The seconds a month end takes, and those for its bare rows."""
    template = folder / f"{clients}.accord"
    make(template, desks.desk(clients))
    ours, bare = inf, inf
    for _ in range(rounds):
        data = folder / "data.accord"
        shutil.copy(template, data)
        with blank_desk(data) as services:
            ours = min(ours, seconds(month_end, services))
        bare = min(bare, bare_seconds(template, data, folder / "bare.sqlite"))
        data.unlink()
    return ours, bare


def bare_seconds(before, issued, target):
    """How long SQLite takes to write what was issued, into the same tables without our guards."""
    with closing(sqlite3.connect(before)) as source:
        there = {name: rows_of(source, name) for name in TABLES}
    with closing(sqlite3.connect(issued)) as source:
        shape = source.execute(
            "SELECT sql FROM sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL"
            f" AND tbl_name IN ({', '.join('?' * len(TABLES))})",
            TABLES,
        ).fetchall()
        tables = {name: rows_of(source, name)[len(there[name]) :] for name in TABLES}
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        for pragma, value in (PRAGMAS | {"foreign_keys": "OFF"}).items():
            connection.execute(f"PRAGMA {pragma}={value}")
        for (statement,) in shape:
            connection.execute(statement)
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
