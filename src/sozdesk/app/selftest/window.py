"""The window over a real file, drawn where nobody sees it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from sozdesk.app.selftest.steps import SelfTestFailed

if TYPE_CHECKING:
    from sozdesk.shell.window import Window

_PATIENCE = 60_000
"""Milliseconds until an opened file must show; a scanner may look at every library first."""
_COLOURS = 20
"""A window with words, icons and lines has more; an empty one has one or two."""


def show(path: Path, password: str) -> str:
    """Type the password, look at the start page, close with a backup."""
    from sozdesk.app.bootstrap import MAKERS
    from sozdesk.runtime import worker
    from sozdesk.runtime.desk import Desk
    from sozdesk.settings.store import Settings
    from sozdesk.shell import look
    from sozdesk.shell.window import Window

    # Not by environment variable: Wine drops those of Qt.
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-platform", "offscreen"])
    assert isinstance(app, QApplication)
    settings, desk = Settings(), Desk()
    look.apply(settings)
    window = Window(desk, settings, MAKERS)
    try:
        window.start(path)
        window.show()
        _unlock(window, password)
        colours = _colours(window)
        _close(window)
    finally:
        desk.stop()
        worker.wait_for_all()
        window.deleteLater()
    if colours < _COLOURS:
        raise SelfTestFailed(f"the window shows {colours} colours only")
    return f"geöffnet, {colours} Farben, mit Sicherung geschlossen"


def _unlock(window: Window, password: str) -> None:
    from sozdesk.shell.unlock import Unlock

    page = window.centralWidget()
    assert isinstance(page, Unlock)
    page.password.set_value(password)
    waiting = _Waiting()
    window.shown.connect(lambda name: waiting.done(name == "workspace"))
    page.open()
    waiting.wait("the file did not open")


def _close(window: Window) -> None:
    waiting = _Waiting()
    window.close()
    timer = QTimer(window, interval=50)
    timer.timeout.connect(lambda: waiting.done(not window.isVisible()))
    timer.start()
    waiting.wait("the window did not close")


def _colours(window: Window) -> int:
    """How many different colours a grid of points has."""
    QApplication.sendPostedEvents()
    picture = window.grab().toImage()
    points = ((x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3))
    return len({picture.pixel(x, y) for x, y in points})


class _Waiting:
    """Runs Qt until something is done, but not for ever."""

    def __init__(self) -> None:
        self._loop = QEventLoop()
        self._done = False

    def done(self, holds: bool) -> None:
        """It is, if ``holds``."""
        if holds:
            self._done = True
            self._loop.quit()

    def wait(self, otherwise: str) -> None:
        """Raise SelfTestFailed if it is not done in time."""
        if not self._done:
            QTimer.singleShot(_PATIENCE, self._loop, self._loop.quit)
            self._loop.exec()
        if not self._done:
            raise SelfTestFailed(otherwise)
