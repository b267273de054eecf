"""A desk for each fault, the commands that are broken off, and what must hold afterwards."""

import json
import shutil
import sqlite3
from dataclasses import dataclass, field

from app.cli.main import run as accord

COMPANY = {
    "format": "accord/1",
    "company": {"name": "Harbour IT", "currency": "EUR", "timezone": "Europe/Dublin"},
    "clients": [
        {
            "code": code,
            "name": f"{code} Ltd",
            "agreements": [
                {
                    "number": f"A-{code}",
                    "start": "2026-01-01",
                    "status": "active",
                    "cycle": {"every": 1, "unit": "month", "anchor": "2026-01-01"},
                    "fee": [["2026-01-01", "500.00"]],
                }
            ],
        }
        for code in ("ACME", "BAY")
    ],
}
PAYMENT = {
    "format": "accord/1",
    "payments": [
        {
            "id": "p-1",
            "date": "2026-02-01",
            "amount": "500.00",
            "document": "INV-2026-00001",
        }
    ],
}
MORE = {
    "format": "accord/1",
    "clients": [{"code": f"NEW{i}", "name": f"New {i}"} for i in range(9)],
}


@dataclass
class Scene:
    """A command over a prepared folder, and the tables it changes."""

    name: str
    argv: tuple[str, ...]
    counts: tuple[str, ...] = ("client", "document", "payment")
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)


def scenes():
    return (
        Scene("bill", ("bill", "--through", "2026-03-31", "--date", "2026-03-31")),
        Scene("issue", ("bill", "--through", "2026-02-28", "--client", "BAY")),
        Scene("credit", ("credit", "INV-2026-00001", "--reason", "Wrong")),
        Scene("payment", ("import", "{folder}/payment.json")),
        Scene("import", ("import", "{folder}/more.json")),
        Scene("backup", ("backup",)),
        Scene("restore", ("restore", "{folder}/copy.accord")),
        Scene("migration", ("documents",)),
    )


def prepare(folder, museum):
    """The desk that every scene begins with, and one of the first shape for the migration."""
    folder.mkdir()
    data = folder / "desk.accord"
    for name, told in (("company", COMPANY), ("payment", PAYMENT), ("more", MORE)):
        (folder / f"{name}.json").write_text(json.dumps(told), "utf-8")
    go = ["--data", str(data)]
    for argv in (
        ["import", str(folder / "company.json")],
        ["bill", "--through", "2026-01-31", "--date", "2026-01-31"],
        ["backup", str(folder / "copy.accord")],
        ["import", str(folder / "payment.json")],
        ["backup"],
    ):
        assert accord([*go, *argv]) == 0, argv
    old = folder.with_name(f"{folder.name}-old")
    old.mkdir()
    shutil.copy(museum, old / "desk.accord")


def fresh(base, scene, folder):
    """A copy of the prepared desk to break; payments are taken out where they are to come in."""
    shutil.rmtree(folder, ignore_errors=True)
    source = base.with_name(f"{base.name}-old") if scene.name == "migration" else base
    shutil.copytree(source, folder)
    if scene.name == "payment":
        shutil.copy(folder / "copy.accord", folder / "desk.accord")
    return folder


def command(scene, folder):
    argv = [part.format(folder=folder) for part in scene.argv]
    return lambda: accord(["--data", str(folder / "desk.accord"), *argv])


def counted(folder, scene):
    """How many rows the tables have, read past the program."""
    connection = sqlite3.connect(folder / "desk.accord")
    try:
        return {
            table: connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
            for table in scene.counts
        }
    finally:
        connection.close()


def faults(folder, scene, *, is_done):
    """What does not hold: nothing, where the program keeps its word."""
    from datetime import UTC, datetime

    from app.domain.clock import StoppedClock
    from app.domain.errors import AppError
    from app.storage.check import check
    from app.storage.store import Store

    clock = StoppedClock(datetime(2026, 11, 25, 9, tzinfo=UTC))

    def of(path):
        try:
            with Store.open(path, clock=clock) as store, store.read() as session:
                return [finding.plain() for finding in check(session)]
        except AppError as error:
            return [str(error)]

    found = [f"data: {each}" for each in of(folder / "desk.accord")]
    if not found:
        now = counted(folder, scene)
        allowed = [scene.after] if is_done else [scene.before, scene.after]
        if now not in allowed:
            found.append(f"neither before nor after: {now}, not {allowed}")
    backups = folder / "desk-backups"
    for backup in [*backups.glob("*.accord"), *folder.glob("desk-before-*.accord")]:
        shutil.copy(backup, folder / "looked-at.accord")
        found += [f"{backup.name}: {each}" for each in of(folder / "looked-at.accord")]
        for rest in folder.glob("looked-at*"):
            rest.unlink()
    return found
