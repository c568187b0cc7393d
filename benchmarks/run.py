"""SozDesk beside its peers, in one run on one machine; prints seconds and ratios, asserts nothing.

    python3 dev.py bench                the 86 returns of the canton, and the start of the window
    python3 dev.py bench --large        2'131 returns as well (all Swiss municipalities)

Every figure is the median of fresh processes, so that each pays for its own imports.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
RUNS = 3


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args()
    print(_machine())
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        _returns(work / "86", 86)
        _compare_returns(work / "86", with_libreoffice=True)
        if options.large:
            _returns(work / "1066", 1066)
            half = _compare_returns(work / "1066", with_libreoffice=False)
            _returns(work / "2131", 2131)
            whole = _compare_returns(work / "2131", with_libreoffice=False)
            print(
                f"linear: 2131 returns take {whole / half:.2f} × as long as 1066 (2.00 is linear)"
            )
    _compare_start()


def _machine() -> str:
    libraries = ("PySide6_Essentials", "python-calamine", "openpyxl", "SQLAlchemy", "sqlcipher3")
    versions = ", ".join(f"{name} {version(name)}" for name in libraries)
    return f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}\n{versions}\n"


def _returns(folder: Path, number: int) -> None:
    folder.mkdir()
    _measured("make_returns.py", str(folder), str(number))


def _compare_returns(folder: Path, *, with_libreoffice: bool) -> float:
    """Print the ratios for one folder of returns; answers our seconds."""
    number = len(list(folder.glob("*.xlsx")))
    ours = [_measured("import_returns.py", str(folder), str(number)) for _ in range(RUNS)]
    reading = [_measured("read_openpyxl.py", str(folder)) for _ in range(RUNS)]
    seconds = statistics.median(run["seconds"] for run in ours)
    peer = statistics.median(run["seconds"] for run in reading)
    print(
        f"{number} returns, import + check + record: {seconds:.2f} s, peak {ours[0]['peak_mb']:.0f} MB"
    )
    for step in ("read", "check", "record"):
        print(f"    {step}: {statistics.median(run[step] for run in ours):.2f} s")
    print(f"    openpyxl merely reading them: {peer:.2f} s, ratio {seconds / peer:.2f}")
    if with_libreoffice:
        office = statistics.median(_libreoffice(folder) for _ in range(RUNS))
        print(f"    LibreOffice converting them: {office:.2f} s, ratio {seconds / office:.2f}")
    return seconds


def _libreoffice(folder: Path) -> float:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "dev.py bench installs LibreOffice"
    with tempfile.TemporaryDirectory() as out:
        files = [str(path) for path in sorted(folder.glob("*.xlsx"))]
        begin = time.perf_counter()
        profile = f"-env:UserInstallation={Path(out, 'profile').as_uri()}"
        subprocess.run(
            [program, profile, "--headless", "--convert-to", "csv", "--outdir", out, *files],
            check=True,
            capture_output=True,
        )
        return time.perf_counter() - begin


def _compare_start() -> None:
    """From the start of the process to a window that can be typed into."""
    ours = statistics.median(_wall("start_sozdesk.py") for _ in range(2 * RUNS + 1))
    bare = statistics.median(_wall("start_bare_window.py") for _ in range(2 * RUNS + 1))
    print(
        f"start to usable unlock window: {ours:.3f} s; bare window with a table: {bare:.3f} s, ratio {ours / bare:.2f}"
    )


def _wall(script: str) -> float:
    """Seconds until the script says that its window is ready."""
    begin = time.perf_counter()
    command = [sys.executable, str(HERE / script)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        return time.perf_counter() - begin


def _measured(script: str, *arguments: str) -> dict[str, float]:
    command = [sys.executable, str(HERE / script), *arguments]
    result = subprocess.run(command, check=True, capture_output=True, text=True, env=_environment())
    answer: dict[str, float] = json.loads(result.stdout or "{}")
    return answer


def _environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


if __name__ == "__main__":
    main()
