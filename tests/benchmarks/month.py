"""The whole month end, papers and all, against its parts; and how smooth the window is."""

import os
import shutil
import tempfile
from functools import partial
from itertools import pairwise
from math import inf
from pathlib import Path
from time import perf_counter

from app.bootstrap import desk
from app.cli.files import write_papers
from app.documents.press import Press
from app.domain.clock import StoppedClock
from app.i18n import Languages
from app.storage import paths
from tests.benchmarks import desks
from tests.benchmarks.blank import blank_desk, make, month_end
from tests.benchmarks.measures import Figure, Skipped, seconds

FRAME = 1000 / 60
_EVERY = 5


def run(rounds=3, clients=1000):
    """So many invoices, to files in a folder."""
    title = f"{clients} invoices on disk, times the sum of its parts"
    if (os.cpu_count() or 1) < 2:
        yield Skipped(title, "there is one core")
        return
    with tempfile.TemporaryDirectory() as folder:
        template, data = Path(folder) / "template.accord", Path(folder) / "data.accord"
        make(template, desks.desk(clients))
        whole, parts = inf, inf
        for _ in range(rounds):
            shutil.copy(template, data)
            with desk(data, clock=StoppedClock(desks.CLOCK_AT)) as services:
                whole = min(whole, seconds(issued_and_written, services, Path(folder)))
                documents = issued(services)
                writing = seconds(written, services, Path(folder))
            shutil.copy(template, data)
            with blank_desk(data) as services:
                rows = seconds(month_end, services)
            press = Press(Languages(paths.locale()), paths.fonts())
            drawing = seconds(drawn, press, documents)
            parts = min(parts, rows + drawing / 2 + writing)
        yield Figure(title, whole / parts, 1.5, note=f"{whole:.2f} s here")
        shutil.copy(template, data)
        with desk(data, clock=StoppedClock(desks.CLOCK_AT)) as services:
            yield smoothness(services)


def issued_and_written(services, folder):
    """What `accord bill --pdf` does."""
    month_end(services)
    written(services, folder)


def written(services, folder):
    """All papers, as files."""
    numbers = [row.number for row in services.documents.list()]
    papers = services.documents.papers(numbers)
    write_papers(folder, ((f"{number}.pdf", pdf) for number, pdf in papers))


def issued(services):
    """All documents as they were issued."""
    return [services.documents.show(row.number) for row in services.documents.list()]


def drawn(press, documents):
    """All papers, in this process."""
    for document in documents:
        press.draw(document, None)


def smoothness(services):
    """How late the window's timer is while a job issues everything."""
    title = "the window's frames meanwhile, the 99th of 100"
    try:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication
    except ImportError:
        return Skipped(title, "there is no Qt")
    from app.ui.jobs import Job, JobRunner

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    program = QApplication.instance() or QApplication([])
    review = services.billing.review(desks.THROUGH, on=desks.THROUGH)
    beats = [perf_counter()]
    timer = QTimer()
    timer.setInterval(_EVERY)
    timer.timeout.connect(lambda: beats.append(perf_counter()))
    jobs = JobRunner()
    job = Job(partial(services.billing.issue, review.proposals, review.date))
    for ending in (job.succeeded, job.failed):
        ending.connect(program.quit)
    timer.start()
    jobs.start(job)
    program.exec()
    jobs.wait()
    late = sorted(1000 * (after - before) for before, after in pairwise(beats))
    return Figure(
        title, late[len(late) * 99 // 100], 2 * FRAME, "ms", note=f"worst {late[-1]:.0f} ms"
    )
