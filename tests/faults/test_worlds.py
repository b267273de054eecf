"""Unlucky worlds: a disk that is full, power that is cut, a clock that was set back."""

import contextlib
import io
import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.bootstrap import desk
from app.cli.main import run as accord
from app.domain.clock import StoppedClock
from tests.faults import cutting, disks, world

MUSEUM = Path(__file__).resolve().parents[1] / "storage" / "ages" / "0001.accord"
needs_small_disk = pytest.mark.skipif(
    bool(disks.why_no_small_disk()), reason=disks.why_no_small_disk() or "never"
)
needs_power_cut = pytest.mark.skipif(
    bool(disks.why_no_power_cut()), reason=disks.why_no_power_cut() or "never"
)
CUTS = 6


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("worlds") / "desk"
    with contextlib.redirect_stdout(io.StringIO()):
        world.prepare(folder, MUSEUM)
    return folder


def run(*argv):
    """The exit code of a command, and all that it said."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = accord(list(argv))
    return code, said.getvalue()


@needs_small_disk
@pytest.mark.parametrize("room", [0, 48, 200, 700])
@pytest.mark.parametrize("scene", world.scenes()[:7], ids=lambda scene: scene.name)
def test_a_full_disk_is_said_and_loses_nothing(base, tmp_path, scene, room):
    used = sum(path.stat().st_size for path in base.rglob("*") if path.is_file())
    disk = tmp_path / "disk"
    disk.mkdir()
    with disks.small(disk, used // 1024 + 120 + room):
        folder = world.fresh(base, scene, disk / "run")
        scene.before = world.counted(folder, scene)
        argv = [part.format(folder=folder) for part in scene.argv]
        code, said = run("--data", str(folder / "desk.accord"), *argv)
        assert code in {0, 1}
        assert said.strip()
        if code:
            assert world.counted(folder, scene) == scene.before
            assert "Traceback" not in said
        # It can be looked at and taken away, whatever the disk holds.
        out = tmp_path / "all.json"
        code, said = run("--data", str(folder / "desk.accord"), "export", str(out))
        assert code == 0, said
        assert json.loads(out.read_bytes())["clients"]
        shutil.copytree(folder, tmp_path / "saved")
    scene.after = world.counted(tmp_path / "saved", scene)
    assert world.faults(tmp_path / "saved", scene, is_done=True) == []


@needs_power_cut
def test_a_cut_takes_what_was_not_forced_to_the_disk(tmp_path):
    """The recipe can see a loss: else the next test would say nothing."""
    with disks.Disk(tmp_path) as disk:
        (disk.path / "kept").write_bytes(b"x" * 5_000)
        os.sync()
        (disk.path / "lost").write_bytes(b"x" * 5_000)
        disk.cut()
        assert (disk.path / "kept").exists()
        lost = disk.path / "lost"
        assert not lost.exists() or lost.stat().st_size < 5_000


@needs_power_cut
def test_no_cut_takes_a_bill_that_was_acknowledged(base, tmp_path):
    with disks.Disk(tmp_path) as disk:
        done, told, faults = cutting.cuts(base, disk, CUTS)
    assert faults == []
    assert done == CUTS
    assert told


def test_a_clock_that_was_set_back_is_told_and_harms_nothing(tmp_path):
    path = tmp_path / "desk.accord"
    now = datetime(2026, 3, 31, 12, tzinfo=UTC)
    with desk(path, create=True, clock=StoppedClock(now)) as services:
        services.workbook.take_in([json.dumps(world.COMPANY).encode()])
        assert not services.clock_is_behind()
    back = StoppedClock(now - timedelta(days=400))
    with desk(path, clock=back) as services:
        assert services.clock_is_behind()
        review = services.billing.review(now.date(), on=now.date())
        services.billing.issue(review.proposals, now.date())
        assert services.company.check() == ()
        made = services.backups.keep()
        assert made.known
    with desk(path, clock=StoppedClock(now + timedelta(hours=1))) as services:
        assert not services.clock_is_behind()
        assert made.path in [each.path for each in services.backups.standing().backups]
        assert services.company.check() == ()
