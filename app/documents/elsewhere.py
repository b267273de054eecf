"""Papers drawn in other processes: a thread would take turns with the window's."""

from __future__ import annotations

import gc
import signal
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.domain.document import Document
    from app.domain.progress import Progress

PROCESSES = 2
_BATCH = 16
_PATIENCE = 0.1
"""Seconds after which the one who waits is asked again whether to stop."""


def drawn_elsewhere(
    draw: Callable[[Document], bytes], documents: Sequence[Document], progress: Progress
) -> Iterator[bytes]:
    """Papers in their order, all of them, or the first ones where the other processes die.

    Raises what `draw` does, or CancelledError.
    """
    # Spawned on every system: a fork would take the threads' locks along, but not the threads.
    pool = ProcessPoolExecutor(PROCESSES, get_context("spawn"), initializer=_begin)
    try:
        batches = [
            pool.submit(_drawn, draw, documents[first : first + _BATCH])
            for first in range(0, len(documents), _BATCH)
        ]
        for number, batch in enumerate(batches):
            _await(batch, progress, number * _BATCH, len(documents))
            yield from batch.result()
    except (BrokenProcessPool, OSError):
        return
    finally:
        pool.shutdown(cancel_futures=True)


def _await(batch: Future[list[bytes]], progress: Progress, done: int, total: int) -> None:
    progress.step(done, total)
    while wait([batch], _PATIENCE).not_done:
        progress.step(done, total)


def _begin() -> None:
    # A stop at the keyboard reaches every process; the one that asked for the papers deals with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()


def _drawn(draw: Callable[[Document], bytes], documents: Sequence[Document]) -> list[bytes]:
    return [draw(document) for document in documents]
