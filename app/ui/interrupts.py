"""Ctrl+C in a terminal, or the end of the session: close the window as a person would."""

from __future__ import annotations

import signal
import socket
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Signal

if TYPE_CHECKING:
    from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts(QObject):
    """Turns signals of the system into a signal of the window.

    Python handles a signal only between two steps of Python code, and while Qt waits for events
    there are none; a socket that the system writes to wakes it up.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._woken, self._waker = socket.socketpair()
        self._waker.setblocking(False)
        self._wakeup = signal.set_wakeup_fd(self._waker.fileno())
        self._before = [signal.signal(one, self._note) for one in _SIGNALS]
        self._notifier = QSocketNotifier(self._woken.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)

    def stop(self) -> None:
        """Leave the signals as they were."""
        self._notifier.setEnabled(False)
        for one, before in zip(_SIGNALS, self._before, strict=True):
            signal.signal(one, before)
        signal.set_wakeup_fd(self._wakeup)
        self._woken.close()
        self._waker.close()

    def _wake(self) -> None:
        self._woken.recv(64)

    def _note(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.asked.emit()
