"""A first look at a data file says what the opened file says, or nothing."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from app.bootstrap import desk
from app.cli.sample import make_sample
from app.domain.clock import StoppedClock
from app.storage.glance import glance
from app.storage.header import TODAYS_SHAPE
from app.storage.shape import CURRENT

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("glance") / "sample.accord"
    with make_sample(path):
        pass
    return path


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "desk.accord"
    with desk(path, create=True) as services:
        services.workbook.take_in([b'{"format": "accord/1", "company": {"name": "Quay IT"}}'])
    return path


def test_a_glance_and_the_service_say_the_same_of_the_sample(sample):
    seen = glance(sample, NOW)
    with desk(sample, clock=StoppedClock(NOW)) as services:
        assert services.dashboard.show() == seen
    assert seen.open
    assert seen.monthly.minor
    assert any(row.total.minor for row in seen.revenue)


def test_a_glance_leaves_the_file_as_it_is(small):
    before, beside = small.read_bytes(), set(small.parent.iterdir())
    assert glance(small, NOW)
    assert small.read_bytes() == before
    assert set(small.parent.iterdir()) == beside


def test_nothing_is_seen_of_a_file_that_is_open_already(small):
    with desk(small):
        assert glance(small, NOW) is None


@pytest.mark.parametrize(
    "change", ["PRAGMA user_version = 99", "PRAGMA user_version = 1", "PRAGMA application_id = 7"]
)
def test_nothing_is_seen_of_another_shape_or_a_stranger(small, change):
    with closing(sqlite3.connect(small)) as connection:
        connection.execute(change)
    assert glance(small, NOW) is None


def test_nothing_is_seen_of_a_damaged_file_or_of_none(small, tmp_path):
    assert glance(tmp_path / "nothing.accord", NOW) is None
    small.write_bytes(small.read_bytes()[:5000])
    assert glance(small, NOW) is None


def test_the_shape_a_glance_understands_is_todays():
    assert TODAYS_SHAPE == CURRENT
