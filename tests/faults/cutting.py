"""Bills month after month on a disk whose power is cut in the middle, and looks what is left."""

import contextlib
import os
import random
import select
import shutil
import signal
import sqlite3
import time
from pathlib import Path

from app.cli.main import run as accord
from tests.faults import world

MONTHS = ("02-28", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30", "10-31")
SCENE = world.Scene("cut", ())


def cuts(base, disk, count, *, seed=1, until=float("inf")):
    """So many cuts; returns how many there were, how many bills they met, and every fault."""
    found, done, told = [], 0, 0
    chance = random.Random(seed)
    for number in range(count):
        if time.monotonic() > until:
            break
        acknowledged, faults = _one(base, disk, chance)
        done, told = done + 1, told + acknowledged
        found += [f"cut {number}: {each}" for each in faults]
    return done, told, found


def _one(base, disk, chance):
    folder = disk.path / "desk"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base, folder)
    os.sync()
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        _bill(folder, write)
    os.close(write)
    # Sometimes in the first run, sometimes after a few, and at any of its moments.
    acknowledged = _wait(read, chance.randrange(4), chance.uniform(0, 0.35))
    os.kill(pid, signal.SIGSTOP)

    def end():
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)

    disk.cut(end)
    with os.fdopen(read, "rb") as pipe:
        acknowledged = max(acknowledged, _last(pipe.read()))
    return acknowledged, _look(folder, acknowledged)


def _bill(folder, write):
    """In a child: bill, and say after each run how many documents there are."""
    try:
        with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
            for month in MONTHS:
                day = f"2026-{month}"
                argv = ["--data", str(folder / "desk.accord")]
                if accord([*argv, "bill", "--through", day, "--date", day]):
                    break
                os.write(write, b"%03d" % _count(folder))
        signal.pause()
    finally:
        os._exit(0)


def _wait(read, runs, more):
    """Until so many runs are told of, and a moment more; returns what was told last."""
    seen = 0
    end = time.monotonic() + 20
    while runs and time.monotonic() < end:
        ready, _, _ = select.select([read], [], [], 1)
        if ready:
            seen = max(seen, _last(os.read(read, 3)))
            runs -= 1
    until = time.monotonic() + more
    while time.monotonic() < until:
        select.select([], [], [], 0.001)
    return seen


def _last(told):
    return int(told[-3:] or 0) if len(told) >= 3 else 0


def _count(folder):
    with contextlib.closing(sqlite3.connect(folder / "desk.accord")) as file:
        return file.execute("SELECT COUNT(*) FROM document").fetchone()[0]


def _look(folder, acknowledged):
    now = world.counted(folder, SCENE)
    SCENE.before = SCENE.after = now
    found = world.faults(folder, SCENE, is_done=True)
    if now["document"] < acknowledged:
        found.append(f"{acknowledged - now['document']} acknowledged documents are lost")
    if now["document"] % 2:
        found.append("half of a run was kept")
    return found
