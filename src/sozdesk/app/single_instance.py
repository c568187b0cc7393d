"""One window per person and machine: a second start hands its file to the first.

A lock file in the configuration folder tells at once whether a window is open. Only to hand over,
and after the first paint, are ``getpass``, ``hashlib`` and QtNetwork loaded: they would delay the
first window by 16 ms. The hand-over uses a local socket (a named pipe on Windows); nothing is
reachable from outside the machine.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE = 500
"""Milliseconds to wait for the first window; it answers at once or not at all."""
_TRIES = 10
_BETWEEN_TRIES = 0.1
"""Seconds; a window that just started listens only after its first paint."""


def first_or_handed_over(folder: Path, path: str) -> FirstInstance | None:
    """Be the first window, or let the first one open ``path`` (empty: only come to the front).

    None = handed over. Who holds the lock and does not answer (another machine that shares the
    folder) keeps nobody out: then this is a first window too.
    """
    with suppress(OSError):  # a folder that cannot be written keeps nobody out either
        folder.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(folder / "window.lock"))
    lock.setStaleLockTime(0)  # a window may be open for weeks; only a dead process lets go
    name = str(folder)
    if not lock.tryLock(0) and _answers(name, path, busy=_is_held(lock)):
        return None
    return FirstInstance(name, lock)


def _is_held(lock: QLockFile) -> bool:
    return lock.error() == QLockFile.LockError.LockFailedError


def _answers(folder: str, path: str, *, busy: bool) -> bool:
    for _ in range(_TRIES if busy else 1):
        if hand_over(instance_name(folder), path):
            return True
        time.sleep(_BETWEEN_TRIES)
    return False


def instance_name(folder: str) -> str:
    """Name of the socket: one per person and configuration folder."""
    import getpass
    import hashlib

    owner = f"{getpass.getuser()}\n{folder}".encode()
    return f"sozdesk-{hashlib.sha256(owner).hexdigest()[:16]}"


def hand_over(name: str, path: str) -> bool:
    """Ask a running window to open ``path`` (empty: only come to the front); False if none runs."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.write(path.encode() + b"\n")
    socket.waitForBytesWritten(_PATIENCE)
    socket.disconnectFromServer()
    return True


class FirstInstance(QObject):
    """Listens for later starts, once :meth:`listen` was called."""

    asked = Signal(str)
    """A later start wants this path opened; empty = it only wants the window."""

    def __init__(self, folder: str, lock: QLockFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lock = lock
        self._server: QLocalServer | None = None

    def listen(self) -> None:
        """Listen from now on."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        name = instance_name(self._folder)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a program that was killed
            self._server.listen(name)

    def close(self) -> None:
        """Stop listening and let the next start be the first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _greet(self) -> None:
        assert self._server is not None
        socket = self._server.nextPendingConnection()

        def read() -> None:
            while socket.canReadLine():
                self.asked.emit(bytes(socket.readLine().data()).decode().strip())

        socket.readyRead.connect(read)
        socket.disconnected.connect(socket.deleteLater)
        read()
