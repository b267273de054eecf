"""How much memory the month end takes, papers and all, in every process together."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import desks
from tests.benchmarks.blank import make
from tests.benchmarks.measures import Figure, Skipped

PROCESSES = Path("/proc")


def run(rounds=1, clients=1000):
    """So many invoices, by the command line."""
    del rounds
    title = f"{clients} invoices on disk, memory"
    if not (PROCESSES / "self" / "smaps_rollup").exists():
        yield Skipped(title, "this system does not tell")
        return
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.accord"
        make(data, desks.desk(clients))
        command = [sys.executable, "-m", "app", "--data", str(data), "bill"]
        command += ["--through", str(desks.THROUGH), "--pdf", folder]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as program:
            most = 0
            while program.poll() is None:
                most = max(most, megabytes(program.pid))
                time.sleep(0.02)
        assert program.returncode == 0
        assert len(list(Path(folder).glob("*.pdf"))) == clients
    yield Figure(title, most, 250, "MB")


def megabytes(process):
    """What a process and those it started hold; what they share is counted once."""
    return sum(map(own_megabytes, family(process)))


def own_megabytes(process):
    """The proportional share of a process, nothing if it has ended."""
    try:
        told = (PROCESSES / str(process) / "smaps_rollup").read_text()
    except (OSError, ProcessLookupError):
        return 0
    return sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")) / 1024


def family(process):
    """A process and those below it."""
    yield process
    try:
        children = (PROCESSES / str(process) / "task" / str(process) / "children").read_text()
    except OSError:
        return
    for child in children.split():
        yield from family(int(child))
