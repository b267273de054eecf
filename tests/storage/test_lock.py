import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.storage import connection
from app.storage.errors import OpenElsewhereError
from app.storage.lock import Lock
from tests.storage.samples import by_hand, fill, opened

OPENS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from app.domain.clock import StoppedClock
from app.storage.store import Store
store = Store.open(Path(sys.argv[1]), clock=StoppedClock(datetime(2026, 1, 1, tzinfo=UTC)))
print("open", flush=True)
sys.stdin.read()
store.close()
"""


@contextmanager
def another_program(data):
    with subprocess.Popen(
        [sys.executable, "-c", OPENS, data], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"open\n"
        try:
            yield other
        finally:
            other.kill()


def test_one_program_a_file(data):
    with another_program(data) as other:
        with pytest.raises(OpenElsewhereError) as caught:
            opened(data)
        told = caught.value.sentence.plain()
        assert told == f"{data} is open in another window or program. Close it there first."
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            look_by_hand(data)
        other.stdin.close()
        assert other.wait() == 0
    opened(data).close()


def look_by_hand(data):
    with by_hand(data) as file:
        file.execute("PRAGMA busy_timeout = 0")
        file.execute("SELECT * FROM company").fetchall()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_killed_program_holds_nothing(data):
    with another_program(data) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
        assert data.with_name(f".{data.name}.lock").exists()
        opened(data).close()
    assert [file.name for file in data.parent.iterdir()] == [data.name]


def test_the_same_program_may_not_open_it_twice(store, data):
    with pytest.raises(OpenElsewhereError):
        opened(data)


def test_another_name_is_the_same_file(store, data, monkeypatch):
    monkeypatch.setitem(connection.PRAGMAS, "busy_timeout", "0")
    for name, make in (("soft", os.symlink), ("hard", os.link)):
        other = data.with_name(f"{name}.accord")
        make(data, other)
        with pytest.raises(OpenElsewhereError):
            opened(other)


def test_a_program_that_knows_no_lock_of_ours_keeps_us_out(data, monkeypatch):
    monkeypatch.setitem(connection.PRAGMAS, "busy_timeout", "0")
    with by_hand(data) as file:
        file.execute("BEGIN")
        file.execute("SELECT * FROM company").fetchall()
        with pytest.raises(OpenElsewhereError):
            opened(data)
    opened(data).close()


@pytest.mark.skipif(sys.platform == "win32", reason="a file in use keeps its name there")
def test_a_lock_on_a_removed_file_is_no_lock(tmp_path):
    first = Lock(tmp_path / "desk.accord")
    first.path.unlink()
    second = Lock(tmp_path / "desk.accord")
    with pytest.raises(OpenElsewhereError):
        Lock(tmp_path / "desk.accord")
    second.release()
    first.release()
    assert not list(tmp_path.iterdir())


def test_a_failed_opening_lets_go(data):
    good = data.read_bytes()
    data.write_bytes(good[: len(good) // 2])
    with pytest.raises(Exception, match="damaged"):
        opened(data)
    data.write_bytes(good)
    opened(data).close()


READS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sqlalchemy import text
from app.domain.clock import StoppedClock
from app.domain.errors import StoreError
from app.storage.store import Store
store = Store.open(Path(sys.argv[1]), clock=StoppedClock(datetime(2026, 1, 1, tzinfo=UTC)))
assert store.read_only
with store.read() as session:
    print(session.execute(text("SELECT COUNT(*) FROM document")).scalar())
for attempt in (store.write, lambda: Store.open(Path(sys.argv[2]), clock=None, create=True)):
    try:
        with attempt():
            pass
    except StoreError as error:
        print(error.sentence.plain())
"""
NOBODY = "65534"


def as_nobody():
    """How to run a command without the rights of the administrator, who may write anywhere."""
    if sys.platform == "win32":
        pytest.skip("folders are not read-only there")
    if os.geteuid():
        return []
    if not shutil.which("setpriv"):
        pytest.skip("no setpriv to give up the administrator's rights")
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


@pytest.fixture
def public():
    """A folder that everyone may enter; pytest's own are private."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)
        Path(name).chmod(0o700)


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o444), (0o555, 0o666)])
def test_a_read_only_folder_can_be_read(public, folder_mode, file_mode):
    command, folder = as_nobody(), public
    data = folder / "desk.accord"
    with opened(data, create=True) as store:
        fill(store)
    data.chmod(file_mode)
    folder.chmod(folder_mode)
    before = data.read_bytes()
    done = subprocess.run(
        [*command, sys.executable, "-B", "-c", READS, data, folder / "new.accord"],
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout and ("Permission" in done.stderr or "ModuleNotFound" in done.stderr):
        pytest.skip("the program itself lies where others may not read")
    assert done.stderr == ""
    count, refused, not_made = done.stdout.splitlines()
    assert count == "3"
    assert refused.startswith(f"{data} is read-only")
    assert "new.accord is read-only" in not_made
    assert data.read_bytes() == before
    assert [file.name for file in folder.iterdir()] == ["desk.accord"]
