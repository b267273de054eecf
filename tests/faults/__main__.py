"""The long run: `python3 dev.py faults --minutes N` breaks every command at every call it can.

First each call to the disk is met with a kill, scene by scene; then the power is cut in the
middle of bills, where a disk of one's own can be had; what time is left goes to failing calls. The
counts that were reached are printed, and every fault.
"""

import argparse
import contextlib
import io
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.faults import breaking, cutting, disks, tracer, world

MOST_CUTS = 240
MUSEUM = Path(__file__).resolve().parents[1] / "storage" / "ages" / "0001.accord"


def main():
    parser = argparse.ArgumentParser(prog="dev.py faults")
    parser.add_argument("--minutes", type=float, default=10)
    given = parser.parse_args()
    if tracer.WHY_NOT:
        print(f"skipped: {tracer.WHY_NOT}")
        return 0
    until = time.monotonic() + given.minutes * 60
    tallies = []
    with tempfile.TemporaryDirectory(prefix="accord-faults-") as place:
        folder = Path(place)
        os.environ["XDG_DATA_HOME"] = place
        with contextlib.redirect_stdout(io.StringIO()):
            world.prepare(folder / "desk", MUSEUM)
        tallies += _each(_kill_all, folder, until)
        cut, cut_faults = _cut_all(folder, until)
        tallies += _each(_fail_all, folder, until)
    kills, errors = (sum(getattr(each, name) for each in tallies) for name in ("kills", "errors"))
    bad = sum(len(each.faults) for each in tallies) + cut_faults
    print(f"{kills} kills, {cut} power cuts, {errors} failed calls, {bad} faults")
    return 1 if bad else 0


def _each(act, folder, until):
    for scene in world.scenes():
        tally = act(folder, scene, until)
        if tally.kills or tally.errors:
            _tell(tally)
            yield tally


def _kill_all(folder, scene, until):
    calls = breaking.measure(folder / "desk", scene, folder / "run")
    tally = breaking.Tally(scene.name, len(calls))
    places = range(1, len(calls) + 1)
    breaking.kill(folder / "desk", scene, folder / "run", places, tally, until=until)
    return tally


def _cut_all(folder, until):
    """Cut the power for at most a third of the time that is left."""
    if why := disks.why_no_power_cut():
        print(f"power cuts skipped: {why}", flush=True)
        return 0, 0
    third = time.monotonic() + (until - time.monotonic()) / 3
    place = folder / "power"
    place.mkdir()
    with disks.Disk(place) as disk:
        done, met, faults = cutting.cuts(folder / "desk", disk, MOST_CUTS, until=third)
    print(
        f"power      {done:>4} cuts, {met} documents acknowledged  {len(faults)} faults", flush=True
    )
    for fault in faults[:20]:
        print(f"    {fault}", flush=True)
    return done, len(faults)


def _fail_all(folder, scene, until):
    calls = breaking.measure(folder / "desk", scene, folder / "run")
    tally = breaking.Tally(scene.name, len(calls))
    for sticky in (False, True):
        places = range(1, len(calls) + 1)
        where = (folder / "desk", scene, folder / "run")
        breaking.fail(*where, places, tally, sticky=sticky, until=until)
    return tally


def _tell(tally):
    ends = ", ".join(f"{count} {end}" for end, count in sorted(tally.ends.items()))
    print(
        f"{tally.scene:<10} {tally.calls:>4} calls  {tally.kills:>4} kills  "
        f"{tally.errors:>4} failed calls  ({ends})  {len(tally.faults)} faults",
        flush=True,
    )
    for fault in tally.faults[:20]:
        print(f"    {fault}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
