"""Mail to Debian's postfix on this very computer, down to the mailbox it lies in."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.domain.delivery import State
from app.domain.mail_account import Login, Security
from app.mail.patience import Patience
from tests.services.test_mail import BOOK, Shop

POSTFIX = shutil.which("postfix", path="/usr/sbin:/usr/bin")
pytestmark = pytest.mark.skipif(
    POSTFIX is None or os.geteuid() != 0, reason="postfix is not here, or may not be started"
)
MAIN = """\
compatibility_level = 3.6
queue_directory = {place}/queue
data_directory = {place}/data
maillog_file = {place}/log
maillog_file_prefixes = {place}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = reject_unauth_destination
virtual_mailbox_domains = acme.example, bolz.example, cove.example
virtual_mailbox_base = {place}/boxes
virtual_mailbox_maps = inline:{{ {{ann@acme.example=ann/}}, {{post@bolz.example=post/}} }}
virtual_minimum_uid = 1
virtual_uid_maps = static:{user}
virtual_gid_maps = static:{group}
"""
MASTER = """\
{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
postlog unix-dgram n - n - 1 postlogd
"""


@pytest.fixture
def postfix():
    # Its own user must reach it, which it does not in the folder of the tests.
    with tempfile.TemporaryDirectory(prefix="accord-postfix-") as folder:
        yield from served(Path(folder))


def served(place):
    place.chmod(0o755)
    owner = pwd.getpwnam("postfix")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (place / "conf").mkdir()
    for name in ("queue", "data", "boxes"):
        (place / name).mkdir()
    for name in ("data", "boxes"):
        os.chown(place / name, owner.pw_uid, owner.pw_gid)
    told = {"place": place, "port": port, "user": owner.pw_uid, "group": owner.pw_gid}
    (place / "conf" / "main.cf").write_text(MAIN.format(**told))
    (place / "conf" / "master.cf").write_text(MASTER.format(**told))
    run(place, "start")
    yield SimpleNamespace(
        port=port, security=Security.NONE, login=Login.NONE, boxes=place / "boxes"
    )
    run(place, "stop")


def run(place, act):
    done = subprocess.run(
        [POSTFIX, "-c", str(place / "conf"), act], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def arrived(box):
    """The first mail in a mailbox, as soon as it lies there."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if found := list(Path(box, "new").glob("*")):
            return message_from_bytes(found[0].read_bytes(), policy=default)
    raise AssertionError(f"nothing arrived in {box}")


def test_invoices_lie_in_their_mailboxes_and_an_unknown_one_is_refused(postfix, tmp_path):
    shop = Shop(tmp_path / "desk.accord")
    try:
        shop.services.editing.save(BOOK)
        shop.bill()
        shop.mail.queue(shop.numbers("ACME", "BOLZ", "COVE"))
        shop.use(postfix)
        # A real server takes its time, above all for its first answer.
        shop.mail._patience = Patience()
        sent = shop.mail.send()
        assert sent.trouble is None
        assert shop.states() == [State.SENT, State.SENT, State.FAILED]
        assert "550" in shop.mail.list()[0].delivery.evidence
        [number] = shop.numbers("ACME")
        found = arrived(postfix.boxes / "ann")
        [paper] = found.iter_attachments()
        assert paper.get_content() == shop.services.documents.pdf(number)
        assert found["Message-ID"] == shop.mail.list()[2].message_id
        assert "Bolz" in str(arrived(postfix.boxes / "post")["To"])
    finally:
        shop.store.close()
