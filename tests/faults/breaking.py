"""Breaks a command off at its calls to the disk, one run for each, and looks at what is left."""

import errno
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.faults import tracer, world

ERRORS = (errno.ENOSPC, errno.EIO)


@dataclass
class Tally:
    """What was done to a scene, and what did not hold."""

    scene: str
    calls: int = 0
    kills: int = 0
    errors: int = 0
    faults: list = field(default_factory=list)
    ends: Counter = field(default_factory=Counter)


def measure(base, scene, folder):
    """Run it unbroken: its calls, and what there is before and after."""
    world.fresh(base, scene, folder)
    scene.before = world.counted(folder, scene)
    ran = tracer.run(world.command(scene, folder), folder)
    assert ran.code == 0, (scene.name, ran.output)
    scene.after = world.counted(folder, scene)
    return ran.calls


def kill(base, scene, folder, places, tally, *, until=float("inf")):
    """Kill it at each of these calls; then do it again, and it must come to the same."""
    for place in places:
        if time.monotonic() > until:
            return
        world.fresh(base, scene, folder)
        ran = tracer.run(world.command(scene, folder), folder, kill_at=place)
        tally.kills += 1
        tally.ends["killed" if ran.code is None else "finished"] += 1
        _look(scene, folder, ran, f"killed at {place}", tally)


def fail(base, scene, folder, places, tally, *, sticky=False, until=float("inf")):
    """Let each of these calls fail: a sentence, and nothing half done."""
    for place in places:
        for error in ERRORS:
            if time.monotonic() > until:
                return
            world.fresh(base, scene, folder)
            ran = tracer.run(
                world.command(scene, folder), folder, fail_at=place, error=error, sticky=sticky
            )
            tally.errors += 1
            tally.ends["done" if ran.code == 0 else "refused"] += 1
            what = f"{errno.errorcode[error]} at {place}{'+' if sticky else ''}"
            if ran.code not in (0, 1):
                tally.faults.append(f"{what}: exit {ran.code}: {ran.output[-300:]}")
            elif ran.code == 1 and not ran.output.strip():
                tally.faults.append(f"{what}: refused without a word")
            _look(scene, folder, ran, what, tally)


def _look(scene, folder, ran, what, tally):
    done = ran.code == 0
    found = world.faults(folder, scene, is_done=done)
    if not found and not done:
        again = tracer.run(world.command(scene, folder), folder)
        was_there = scene.name == "credit" and again.code == 1
        if again.code != 0 and not was_there:
            found = [f"again: exit {again.code}: {again.output[-300:]}"]
        else:
            found = world.faults(folder, scene, is_done=True)
    tally.faults += [f"{what}: {each}" for each in found]
