"""A canary in every secret: it sings nowhere but in the key store."""

import base64
import logging
import stat

import pytest

from app.domain.mail_account import Security
from app.mail.secrets import Secrets
from app.ui.errors import details_of
from tests.mail import servers
from tests.mail.conftest import *  # noqa: F403 - the certificates
from tests.services.test_mail import BOOK, Shop

# The server stands behind TLS and does not see it.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not:UserWarning")

CANARY = "CANARY-tr4vels-in-n0-file"


def disguises(secret):
    plain = secret.encode()
    yield plain
    yield plain.hex().encode()
    yield secret.encode("utf-16-le")
    for before in (b"", b"x", b"xx", b"\0user\0"):
        told = base64.b64encode(before + plain)
        # What stands at the edges depends on what is beside it.
        yield told[4:-4]
    yield plain[::-1]


def singing(folders, told=b""):
    """Files, and what was told, in which a secret is found in any disguise."""
    found = []
    for path in (path for folder in folders for path in folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            found += [path for disguise in disguises(CANARY) if disguise in data]
    return found + [disguise for disguise in disguises(CANARY) if disguise in told]


@pytest.fixture
def shop(tmp_path, certificates):
    made = Shop(tmp_path / "desk.accord", certificates.trust)
    made.services.editing.save(BOOK)
    yield made
    made.store.close()


def test_the_search_finds_it_in_every_disguise(tmp_path):
    for number, disguise in enumerate(disguises(CANARY)):
        (tmp_path / f"{number}").write_bytes(b"..." + disguise + b"...")
    (tmp_path / "b64").write_bytes(base64.b64encode(b"\0me@here\0" + CANARY.encode()))
    assert len(set(singing([tmp_path]))) == len(list(disguises(CANARY))) + 1


@pytest.mark.parametrize("security", list(Security)[:2])
@pytest.mark.parametrize("right", [True, False], ids=["taken", "refused"])
def test_the_password_of_the_mail_server(  # noqa: PLR0917 - fixtures
    shop, tmp_path, own_home, certificates, caplog, capfd, monkeypatch, right, security
):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(servers, "PASSWORD", CANARY if right else "another")
    shop.bill()
    with servers.server(certificates, security) as (handler, account):
        shop.use(account)
        shop.mail.keep_secret(CANARY)
        shop.mail.queue(shop.numbers("ACME"))
        sent = shop.mail.send()
    assert bool(handler.taken) is right
    assert bool(sent.trouble) is not right
    told = f"{sent!r} {details_of(sent.trouble) if sent.trouble else ''}"
    shop.services.backups.keep()
    (tmp_path / "all.json").write_bytes(shop.services.workbook.hand_out())
    said = capfd.readouterr()
    heard = f"{told}{caplog.text}{said.out}{said.err}".encode()
    assert singing([tmp_path, own_home], heard) == []
    assert CANARY in str(shop.secrets._store.kept)


def test_tokens_of_microsoft_and_google(shop, tmp_path, own_home):
    assert isinstance(shop.secrets, Secrets)
    for name in ("token:microsoft", "token:google", "client:google"):
        shop.secrets.put(name, CANARY)
    shop.services.backups.keep()
    (tmp_path / "all.json").write_bytes(shop.services.workbook.hand_out())
    assert singing([tmp_path, own_home]) == []


def test_details_of_a_crash_say_nothing_of_the_data():
    def bill(client):
        raise ValueError(f"{client} owes {CANARY}")

    try:
        try:
            bill(CANARY)
        except ValueError as error:
            raise KeyError(CANARY) from error
    except KeyError as error:
        told = details_of(error)
    assert CANARY not in told
    assert "KeyError" in told
    assert "ValueError" in told
    assert "test_secrets.py" in told
    assert str(__file__) not in told


def test_only_the_owner_can_read_what_is_kept(shop, tmp_path):
    shop.bill()
    shop.services.backups.keep()
    shop.services.backups.drill()
    loose = {
        str(path.relative_to(tmp_path)): oct(path.stat().st_mode & 0o777)
        for path in tmp_path.rglob("*")
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    }
    assert loose == {}
