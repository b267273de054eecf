"""The quick selection: each command killed, and its calls failed, at some of its places."""

import contextlib
import io
from pathlib import Path

import pytest

from tests.faults import breaking, tracer, world

MUSEUM = Path(__file__).resolve().parents[1] / "storage" / "ages" / "0001.accord"
KILLS, FAILURES = 6, 2

pytestmark = pytest.mark.skipif(bool(tracer.WHY_NOT), reason=tracer.WHY_NOT or "never")


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faults") / "desk"
    with contextlib.redirect_stdout(io.StringIO()):
        world.prepare(folder, MUSEUM)
    return folder


@pytest.mark.parametrize("scene", world.scenes(), ids=lambda scene: scene.name)
def test_a_command_that_is_broken_off_is_done_or_not_done(base, scene, tmp_path):
    calls = breaking.measure(base, scene, tmp_path / "run")
    tally = breaking.Tally(scene.name, len(calls))
    places = range(1, len(calls) + 1)
    breaking.kill(base, scene, tmp_path / "run", _spread(places, KILLS), tally)
    breaking.fail(base, scene, tmp_path / "run", _spread(places, FAILURES), tally)
    assert tally.ends["killed"] >= KILLS
    assert tally.faults == []


def test_a_store_that_is_spoilt_is_noticed(base, tmp_path):
    """The looking itself can fail: half a file is neither before nor after."""
    scene = world.scenes()[0]
    breaking.measure(base, scene, tmp_path / "run")
    folder = world.fresh(base, scene, tmp_path / "run")
    data = folder / "desk.accord"
    data.write_bytes(data.read_bytes()[:-8192])
    assert world.faults(folder, scene, is_done=False) != []
    world.fresh(base, scene, folder)
    assert world.faults(folder, scene, is_done=True) != []


def _spread(places, count):
    step = max(1, len(places) // count)
    return places[step // 2 :: step]
