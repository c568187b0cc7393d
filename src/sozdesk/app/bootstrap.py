"""Puts the program together: settings → logs → crash hooks → desk → window.

Nothing heavy is imported before it is needed: the unlock window must appear at once.
"""

from __future__ import annotations

import argparse
import gc
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sozdesk.app.german_help import speak_german
from sozdesk.kernel import places
from sozdesk.settings.store import Settings, config_folder, log_folder
from sozdesk.shell.files import Makers, NewFile, sheet_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from sozdesk.app.single_instance import FirstInstance
    from sozdesk.archive.store import Archive
    from sozdesk.runtime.desk import Desk
    from sozdesk.shell.window import Window

_LOG_BYTES = 300_000


def run_gui(
    argv: Sequence[str] = (), *, watch: Callable[[QApplication], None] | None = None
) -> int:
    """Open the window and stay until it is closed.

    ``argv`` may name a data file, or hold ``--sample`` for the sample of the KSA, ``--sample
    service`` for that of a Sozialdienst; the rest is Qt's.
    ``watch`` gets the application before any window is made (``benchmarks/`` wait for the paint).
    """
    gc.disable()  # for good: sozdesk.runtime.rubbish looks, once the window stands
    options, for_qt = _parsed(argv)
    path: Path | None = options.file
    start_logging()
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([*sys.argv[:1], *for_qt])
    assert isinstance(app, QApplication)
    app.setApplicationName("SozDesk")
    app.setWindowIcon(QIcon(str(places.resource("icons", "sozdesk.png"))))
    if watch is not None:
        watch(app)

    from sozdesk.app.single_instance import first_or_handed_over

    first = first_or_handed_over(config_folder(), str(path.resolve()) if path else "")
    if first is None:
        return 0
    window, desk = _window(first)
    window.start(path, sample=options.sample)
    window.appear()
    _after_first_paint(app, first)
    code = app.exec()
    first.close()
    desk.stop()
    return code


def _window(first: FirstInstance) -> tuple[Window, Desk]:
    from sozdesk.app import crash
    from sozdesk.runtime.desk import Desk
    from sozdesk.shell import look
    from sozdesk.shell.window import Window

    settings = Settings()
    look.apply(settings)
    desk = Desk()
    window = Window(desk, settings, MAKERS)
    crash.install(window.report_crash)
    first.asked.connect(window.come_forward)
    return window, desk


def _after_first_paint(app: QApplication, first: FirstInstance) -> None:
    """What the window does not need in order to be seen and typed into."""
    from PySide6.QtCore import QTimer

    from sozdesk.runtime import rubbish
    from sozdesk.runtime.desk import AFTER_FIRST_PAINT

    def go_on() -> None:
        first.listen()
        gc.freeze()
        rubbish.begin(app)

    QTimer.singleShot(AFTER_FIRST_PAINT, app, go_on)


def _parsed(argv: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    speak_german()
    parser = argparse.ArgumentParser(prog="sozdesk", add_help=False, allow_abbrev=False)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--sample", nargs="?", const="ksa", choices=("ksa", "service"))
    parser.add_argument("-platform", dest="platform")
    options, rest = parser.parse_known_args(list(argv))
    return options, [*rest, *(("-platform", options.platform) if options.platform else ())]


def _create(command: NewFile) -> tuple[Archive, bytes]:
    """A new file with everything its office needs, open, and its recovery sheet."""
    from sozdesk.app.office_file import new_file

    made = new_file(
        command.path,
        office_kind=command.office_kind,
        office_name=command.office_name,
        person_name=command.person_name,
        password=command.password,
        municipalities=command.municipalities,
    )
    return made.archive, sheet_of(made.archive, made.recovery)


def _build_sample(
    path: Path,
    *,
    office_kind: str,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> str:
    """The sample of a kind of office; loads the demo only when somebody asks for it."""
    from sozdesk.app import demo
    from sozdesk.app.sample import clerk

    build = {"ksa": demo.build_sample, "service": clerk.build_service_sample}[office_kind]
    return build(path, progress=progress, cancelled=cancelled)


MAKERS = Makers(create=_create, build_sample=_build_sample)


def start_logging(folder: Path | None = None) -> None:
    """Write warnings and errors of the program to a small file; no data ever goes there."""
    target = folder or log_folder()
    handler: logging.Handler
    try:
        target.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(_not_too_long(target / "sozdesk.log"), encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log = logging.getLogger("sozdesk")
    log.setLevel(logging.WARNING)
    log.addHandler(handler)


def _not_too_long(path: Path) -> Path:
    """Set a long log aside; ``logging.handlers`` would do it, but loads slowly (and ``socket``)."""
    if path.exists() and path.stat().st_size > _LOG_BYTES:
        path.replace(path.with_suffix(".old.log"))
    return path
