"""Puts the program together: settings → logs → crash hooks → desk → window.

The command line uses :func:`new_file` and :func:`open_file` from here too, so that both ways make
the same files. Nothing heavy is imported before it is needed.
"""

from __future__ import annotations

import argparse
import logging
import logging.handlers
import sys
from collections.abc import Sequence
from pathlib import Path

from sozdesk.settings.store import Settings, config_folder, log_folder
from sozdesk.shell.files import NewFile, new_file, open_file

__all__ = ["NewFile", "new_file", "open_file", "run_gui", "start_logging"]

_LOG_BYTES = 300_000


def run_gui(argv: Sequence[str] = ()) -> int:
    """Open the window and stay until it is closed; ``argv`` may name a data file."""
    path = _wanted_file(argv)
    start_logging()
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("SozDesk")

    from sozdesk.app.single_instance import FirstInstance, hand_over, instance_name

    name = instance_name(str(config_folder()))
    if hand_over(name, str(path.resolve()) if path else ""):
        return 0
    return _run_window(app, FirstInstance(name), path)


def _run_window(app: object, first: object, path: Path | None) -> int:
    from PySide6.QtWidgets import QApplication

    from sozdesk.app import crash
    from sozdesk.app.single_instance import FirstInstance
    from sozdesk.runtime.desk import Desk
    from sozdesk.shell import look
    from sozdesk.shell.window import Window

    assert isinstance(app, QApplication)
    assert isinstance(first, FirstInstance)
    settings = Settings()
    look.apply(settings)
    desk = Desk()
    window = Window(desk, settings, build_sample=_build_sample)
    crash.install(window.report_crash)
    first.asked.connect(window.come_forward)
    window.start(path)
    window.show()
    code = app.exec()
    first.close()
    desk.stop()
    return code


def _wanted_file(argv: Sequence[str]) -> Path | None:
    parser = argparse.ArgumentParser(prog="sozdesk", description="SozDesk öffnen")
    parser.add_argument("file", nargs="?", type=Path, help="Datei (*.sozdesk)")
    wanted: Path | None = parser.parse_args(list(argv)).file
    return wanted


def _build_sample(path: Path) -> str:
    """The sample canton; loads the demo only when somebody asks for it."""
    from sozdesk.app import demo

    return demo.build_sample(path)


def start_logging(folder: Path | None = None) -> None:
    """Write warnings and errors of the program to a small file; no data ever goes there."""
    target = folder or log_folder()
    handler: logging.Handler
    try:
        target.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            target / "sozdesk.log", maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log = logging.getLogger("sozdesk")
    log.setLevel(logging.WARNING)
    log.addHandler(handler)
