"""Files that are kept with clients and tickets."""

import base64
import json
from datetime import UTC, datetime

import pytest

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.domain.errors import InvalidError
from app.services.files import TooLargeError
from app.storage.records.removing import StillUsedError
from app.workbook.ticket_shape import LARGEST_ATTACHMENT

CLOCK = StoppedClock(datetime(2026, 11, 25, 10, tzinfo=UTC))
ACME = ("clients", "ACME")
BOOK = {
    "format": "accord/1",
    "company": {"name": "Harbour IT", "timezone": "Europe/Dublin"},
    "clients": [{"code": "ACME"}, {"code": "BETA"}],
    "tickets": [{"number": "T-1", "client": "ACME", "opened": "2026-11-20T09:00:00+00:00"}],
}


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "a.accord", create=True, clock=CLOCK) as found:
        found.workbook.take_in([json.dumps(BOOK).encode()])
        yield found


def keep(services, owner, *files):
    return services.editing.save(services.files.kept(owner, files))


def test_a_file_is_kept_with_its_owner_alone_and_comes_out_as_it_went_in(services):
    keep(services, ACME, ("contract.pdf", b"%PDF-"), ("net.txt", b"10.0.0.1"))
    keep(services, ("tickets", "T-1"), ("photo.png", b"\x89PNG"))
    found = services.files.list(ACME)
    assert [(row.name, row.size) for row in found] == [("net.txt", 8), ("contract.pdf", 5)]
    assert [services.files.content(row.id) for row in found] == [b"10.0.0.1", b"%PDF-"]
    assert [row.name for row in services.files.list(("tickets", "T-1"))] == ["photo.png"]
    assert services.files.list(("clients", "BETA")) == ()


def test_what_is_removed_comes_back_whole(services):
    keep(services, ACME, ("contract.pdf", b"%PDF-"))
    before = services.files.list(ACME)
    undo = services.editing.remove("attachments", before[0].id)
    assert services.files.list(ACME) == ()
    services.editing.undo(undo)
    assert services.files.list(ACME) == before
    assert services.files.content(before[0].id) == b"%PDF-"


def test_names_are_made_safe_and_large_files_are_refused(services):
    keep(services, ACME, ("../../etc/pass:wd", b"x"))
    assert [row.name for row in services.files.list(ACME)] == ["pass_wd"]
    with pytest.raises(TooLargeError, match=r"big\.iso has 10\.0 MB.* has 10 MB at most"):
        keep(services, ACME, ("big.iso", bytes(LARGEST_ATTACHMENT + 1)))
    keep(services, ACME, ("just.iso", bytes(LARGEST_ATTACHMENT)))


def test_files_of_clients_go_out_and_in_again(services, tmp_path):
    keep(services, ACME, ("contract.pdf", b"%PDF-"))
    once = services.workbook.hand_out()
    told = json.loads(once)["attachments"]
    assert [(each["client"], "ticket" in each) for each in told] == [("ACME", False)]
    with desk(tmp_path / "b.accord", create=True, clock=CLOCK) as other:
        other.workbook.take_in([once])
        assert other.workbook.hand_out() == once


@pytest.mark.parametrize("owner", [{}, {"client": "ACME", "ticket": "T-1"}])
def test_a_file_has_one_owner(services, owner):
    content = base64.b64encode(b"x").decode()
    file = {"id": "f", "name": "a.txt", "added": "2026-11-20T09:00:00+00:00", "content": content}
    with pytest.raises(InvalidError) as told:
        services.editing.save({"attachments": [{**file, **owner}]})
    problem = told.value.problems[0]
    assert problem.place == "attachments[0].ticket"
    assert "the ticket or the client" in problem.sentence.plain()


def test_a_client_with_files_keeps_its_place_and_they_follow_its_new_code(services):
    keep(services, ("clients", "BETA"), ("contract.pdf", b"%PDF-"))
    with pytest.raises(StillUsedError, match="used by 1 file"):
        services.editing.remove("clients", "BETA")
    services.editing.rename(("clients", "BETA"), "BETTER")
    assert [row.name for row in services.files.list(("clients", "BETTER"))] == ["contract.pdf"]
