"""One window per person and machine: a second start hands its file to the first.

Uses a local socket (a named pipe on Windows); nothing is reachable from outside the machine.
"""

from __future__ import annotations

import getpass
import hashlib

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 500
"""Milliseconds to wait for the first window; it answers at once or not at all."""


def instance_name(folder: str) -> str:
    """Name of the socket: one per person and configuration folder."""
    owner = f"{getpass.getuser()}\n{folder}".encode()
    return f"sozdesk-{hashlib.sha256(owner).hexdigest()[:16]}"


def hand_over(name: str, path: str) -> bool:
    """Ask a running window to open ``path`` (empty: only come to the front); False if none runs."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.write(path.encode() + b"\n")
    socket.waitForBytesWritten(_PATIENCE)
    socket.disconnectFromServer()
    return True


class FirstInstance(QObject):
    """Listens for later starts."""

    asked = Signal(str)
    """A later start wants this path opened; empty = it only wants the window."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._listen)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a program that was killed
            self._server.listen(name)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _listen(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))
        socket.disconnected.connect(socket.deleteLater)
        if socket.canReadLine():
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        while socket.canReadLine():
            self.asked.emit(bytes(socket.readLine().data()).decode().strip())
