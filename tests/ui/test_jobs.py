import gc
import threading

import pytest

from app.domain.changes import Kind
from app.domain.errors import CancelledError
from app.ui.changes import ChangeFeed
from app.ui.jobs import Job


def test_a_job_runs_elsewhere_and_tells_here(qtbot, jobs):
    threads = []
    job = Job(lambda progress: threads.append(threading.current_thread()) or 42)
    told = []
    job.succeeded.connect(lambda result: told.append((result, threading.current_thread())))
    with qtbot.waitSignal(job.succeeded):
        jobs.start(job)
    assert told[0][0] == 42
    assert threads[0] is not threading.current_thread()


def test_progress_is_told(qtbot, jobs):
    job, told = Job(lambda progress: progress.step(1, 2)), []
    job.progressed.connect(lambda *steps: told.append(steps))
    with qtbot.waitSignal(job.succeeded):
        jobs.start(job)
    assert told == [(1, 2)]


def test_an_error_is_handed_over(qtbot, jobs):
    def work(progress):
        raise ValueError("no")

    job = Job(work)
    with qtbot.waitSignal(job.failed) as told:
        jobs.start(job)
    assert isinstance(told.args[0], ValueError)


def test_a_stop_ends_the_work_at_its_next_step(qtbot, jobs):
    reached = []

    def work(progress):
        for step in range(10):
            progress.step(step, 10)
            reached.append(step)
            if step == 3:
                job.cancel()

    job = Job(work)
    with qtbot.assertNotEmitted(job.failed), qtbot.waitSignal(job.cancelled):
        jobs.start(job)
    assert reached == [0, 1, 2, 3]


def test_a_job_that_was_stopped_in_the_queue_never_begins(qtbot, jobs):
    gate, began = threading.Event(), []
    first = Job(lambda progress: gate.wait(10))
    second = Job(lambda progress: began.append(True))
    jobs.start(first)
    jobs.start(second)
    second.cancel()
    with qtbot.waitSignal(second.cancelled):
        gate.set()
    assert not began


def test_jobs_do_not_overlap(qtbot, jobs):
    inside, most = [], []

    def work(progress):
        inside.append(1)
        most.append(len(inside))
        inside.pop()

    queued = [Job(work) for _ in range(20)]
    with qtbot.waitSignals([job.succeeded for job in queued]):
        for job in queued:
            jobs.start(job)
    assert set(most) == {1}


def test_waiting_stops_what_is_under_way(jobs):
    ended, gate = [], threading.Event()

    def work(progress):
        gate.set()
        try:
            while True:
                progress.step(0, 1)
        except CancelledError:
            ended.append(True)
            raise

    jobs.start(Job(work))
    assert gate.wait(10)
    jobs.wait()
    assert ended == [True]


@pytest.mark.parametrize("thread", ["here", "elsewhere"])
def test_news_arrives_on_the_screens_thread(qtbot, thread):
    feed, heard = ChangeFeed(), []
    feed.changed.connect(lambda changes: heard.append((changes, threading.current_thread())))
    news = frozenset({Kind.CLIENTS})
    with qtbot.waitSignal(feed.changed):
        if thread == "here":
            feed.tell(news)
        else:
            worker = threading.Thread(target=feed.tell, args=(news,))
            worker.start()
            worker.join()
    assert heard == [(news, threading.current_thread())]


def test_the_collector_never_runs_on_the_workers_thread(qtbot, jobs):
    assert gc.isenabled()
    job = Job(lambda progress: gc.isenabled())
    with qtbot.waitSignal(job.succeeded) as ended:
        jobs.start(job)
    assert ended.args == [False]
    qtbot.waitUntil(gc.isenabled)


def test_after_the_last_wait_the_collector_runs_again(qtbot, jobs):
    jobs.start(Job(lambda progress: None))
    jobs.wait()
    assert gc.isenabled()
