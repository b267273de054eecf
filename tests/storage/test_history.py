from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text

from app import models as m
from app.domain.clock import StoppedClock
from app.storage.history import (
    broken_at,
    export_history,
    has,
    head,
    import_history,
)
from app.storage.store import Store, note
from tests.storage.samples import CLOCK, opened


@pytest.fixture
def exported(store):
    with store.read() as session:
        return export_history(session)


@pytest.fixture
def empty(tmp_path):
    with opened(tmp_path / "empty.accord", create=True) as found:
        yield found


def test_a_row_says_when_who_what(store):
    with store.write() as session:
        note(session, "change", "clients/ACME", {"now": {"name": "Acme", "note": None}})
    with store.read() as session:
        row = session.execute(select(m.History).order_by(m.History.id.desc())).scalars().first()
        assert (row.at, row.actor, row.action) == (CLOCK.moment, "owner", "change")
        assert (row.subject, row.content) == (
            "clients/ACME",
            '{"now":{"name":"Acme","note":null}}',
        )
        assert row.hash == head(session)


def test_the_head_is_known_ever_after(store):
    with store.read() as session:
        before = head(session)
    with store.write() as session:
        note(session, "change", "company", {})
    with store.read() as session:
        assert has(session, before)
        assert has(session, "")
        assert not has(session, "0" * 64)
        assert broken_at(session) is None


def test_the_beginning(empty):
    with empty.read() as session:
        assert head(session) == ""
        assert broken_at(session) is None
        assert export_history(session) == []


def test_a_clock_set_back_breaks_nothing(data):
    for hour in (12, 9, 15):
        clock = StoppedClock(datetime(2026, 4, 1, hour, tzinfo=timezone(timedelta(hours=5))))
        with Store.open(data, clock=clock, actor="bookkeeper") as store, store.write() as session:
            note(session, "change", f"at {hour}", {})
    with opened(data) as store, store.read() as session:
        assert broken_at(session) is None
        newest = export_history(session)[-3:]
    assert [row["subject"] for row in newest] == ["at 12", "at 9", "at 15"]
    assert newest[0]["at"] == "2026-04-01T07:00:00+00:00"
    assert newest[0]["actor"] == "bookkeeper"


def test_floats_are_not_told(store):
    with pytest.raises(TypeError, match="float"), store.write() as session:
        note(session, "change", "company", {"rate": 0.1})


def taken_in(store, records):
    with store.write() as session:
        return import_history(session, records)


def test_out_and_in_again(empty, exported):
    assert taken_in(empty, exported)
    with empty.read() as session:
        assert export_history(session) == exported
        assert broken_at(session) is None
    with empty.write() as session:
        note(session, "change", "company", {})
    with empty.read() as session:
        assert broken_at(session) is None


def test_a_history_goes_only_into_an_empty_file(store, exported):
    assert not taken_in(store, exported)


BAD = {
    "nothing": lambda records: records.clear(),
    "a row less": lambda records: records.pop(1),
    "a row twice": lambda records: records.insert(1, records[1]),
    "rows turned around": lambda records: records.reverse(),
    "another actor": lambda records: records[0].update(actor="x"),
    "another moment": lambda records: records[0].update(at="2026-01-01T00:00:00+00:00"),
    "no moment": lambda records: records[0].update(at="yesterday"),
    "a moment that is none": lambda records: records[0].update(at=7),
    "another content": lambda records: records[0].update(content={}),
    "a float": lambda records: records[0].update(content={"a": 0.1}),
    "no content": lambda records: records[0].pop("content"),
    "no hash": lambda records: records[-1].pop("hash"),
}


@pytest.mark.parametrize("spoil", BAD.values(), ids=BAD)
def test_a_broken_history_is_not_taken_in(empty, exported, spoil):
    spoil(exported)
    assert not taken_in(empty, exported)
    with empty.read() as session:
        assert session.execute(text("SELECT COUNT(*) FROM history")).scalar() == 0


def test_the_chain_is_pinned(store):
    """What was chained by any version must hold in each later one."""
    with store.read() as session:
        first = session.execute(select(m.History.hash).order_by(m.History.id)).scalars().first()
    assert first == "4e2abbf4f85b879a150aecd840caebc0f2e7c4c8e5d3d95c2cf53e3a0007ed50"
    assert CLOCK.moment == datetime(2026, 3, 31, 12, tzinfo=UTC)
