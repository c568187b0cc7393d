"""``sozdesk --selftest``: does this program, as it was built and installed, do its work?

Everything happens in a temporary folder, also the settings: no file of the person is touched.
Exit code 0: all steps passed. 1: at least one did not; it is named, and the next ones still run.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sozdesk import __version__
from sozdesk.app.selftest.steps import Step, all_steps
from sozdesk.kernel import german, places


def run() -> int:
    """Every step with its result on a line of its own."""
    _say(_introduction())
    begin = time.perf_counter()
    with _own_folder() as folder:
        results = [_passes(step, folder) for step in all_steps()]
    failed = results.count(False)
    seconds = f"{time.perf_counter() - begin:.1f} s".replace(".", ",")
    if failed:
        _say(f"Selbstprüfung: {failed} von {len(results)} Schritten gingen nicht ({seconds}).")
        return 1
    _say(f"Selbstprüfung bestanden: {len(results)} Schritte, {seconds}.")
    return 0


def _introduction() -> str:
    built = places.built_on()
    origin = f"gebaut am {german.day(built)}" if built else "aus den Quellen"
    return f"SozDesk {__version__}, {origin}, {sys.platform}, Python {sys.version.split()[0]}"


def _passes(step: Step, folder: Path) -> bool:
    try:
        result = step.run(folder)
    except Exception:  # noqa: BLE001 - whatever goes wrong in a step is what is looked for
        _say(f"  FEHLER  {step.name}")
        traceback.print_exc()
        return False
    _say(f"  gut     {step.name}: {result}")
    return True


def _say(line: str) -> None:
    print(line, flush=True)


@contextmanager
def _own_folder() -> Iterator[Path]:
    """A folder with an umlaut and a blank in its name; the settings lie there meanwhile."""
    before = os.environ.get("SOZDESK_CONFIG_DIR")
    with TemporaryDirectory(prefix="SozDesk Prüfung ", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ["SOZDESK_CONFIG_DIR"] = str(folder / "profil")
        try:
            yield folder
        finally:
            _restore(before)


def _restore(before: str | None) -> None:
    if before is None:
        del os.environ["SOZDESK_CONFIG_DIR"]
    else:
        os.environ["SOZDESK_CONFIG_DIR"] = before
