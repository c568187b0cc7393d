"""Start SozDesk up to an unlock window that can be typed into, then end."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from sozdesk.app.bootstrap import MAKERS
from sozdesk.runtime.desk import Desk
from sozdesk.settings.store import Settings
from sozdesk.shell import look
from sozdesk.shell.window import Window


def ready() -> None:
    """The event loop turns: somebody can type."""
    print("ready", flush=True)
    os._exit(0)


with tempfile.TemporaryDirectory() as folder:
    closed = Path(folder, "amt.sozdesk")
    closed.write_bytes(b"\0" * 4096)
    app = QApplication(sys.argv[:1])
    settings = Settings(Path(folder, "settings.json"))
    look.apply(settings)
    desk = Desk()
    window = Window(desk, settings, MAKERS)
    window.start(closed)
    window.show()
    QTimer.singleShot(0, ready)
    app.exec()
