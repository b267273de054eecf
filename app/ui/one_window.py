"""One window a data file: a second start finds the first and asks it to come to the front."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT = 1_500
_RAISE = b"raise\n"
_HEARD = b"heard\n"


def name_of(data: Path) -> str:
    """What the window over a data file listens to."""
    place = str(data.resolve()).encode("utf-8", "surrogateescape")
    return f"accord-{hashlib.sha256(place).hexdigest()[:24]}"


def raise_other(data: Path) -> bool:
    """Ask the window that has the file open to come to the front; whether there is one."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(data))
    if not socket.waitForConnected(_WAIT):
        return False
    socket.write(_RAISE)
    heard = socket.waitForReadyRead(_WAIT) and socket.readAll().data() == _HEARD
    socket.disconnectFromServer()
    return heard


class Listener(QObject):
    """Hears of second starts. Whoever makes it holds the data file's lock."""

    asked = Signal()

    def __init__(self, data: Path) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        # The lock is ours, so whoever listened under this name before is gone.
        QLocalServer.removeServer(name_of(data))
        self._server.listen(name_of(data))

    def stop(self) -> None:
        """Listen no more."""
        self._server.close()

    def _answer(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._heard(socket)

    def _read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._heard(socket)

    def _heard(self, socket: QLocalSocket) -> None:
        if socket.readAll().data() == _RAISE:
            socket.write(_HEARD)
            socket.flush()
            self.asked.emit()
