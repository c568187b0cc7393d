"""``python3 dev.py bench --built``: the built program beside the one from source, on a hidden screen.

Needs what ``python3 dev.py build`` left behind. From the start of the process until its window is
on the screen (warm, turns taken), the memory once the file is open (the password is typed as by a
person), and the sizes of what is given away. Goals: start ≤ 1.3 times, memory ≤ 160 MB,
installer ≤ 130 MB.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / "build" / "pack" / "here" / "dist" / "SozDesk" / "sozdesk"
SOURCE = [sys.executable, "-m", "sozdesk"]
TURNS = 9
PASSWORD = "ein langes passwort"
_PATIENCE = 60
_SCREEN = ":87"


def main() -> int:
    if not BUILT.exists():
        print("First: python3 dev.py build --quick", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name, _screen():
        file = _data_file(Path(name))
        _compare_starts(file, Path(name))
        print(f"memory with the file open: {_memory(file, Path(name)):.0f} MB (goal 160)")
    for path in sorted((ROOT / "build" / "release").glob("SozDesk-*")):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


def _compare_starts(file: Path, folder: Path) -> None:
    built, source = [], []
    for turn in range(TURNS + 1):
        for command, times in (([str(BUILT)], built), (SOURCE, source)):
            with _started([*command, str(file)], folder) as seconds:
                if turn:  # the first turn fills the caches
                    times.append(seconds)
    ours, theirs = statistics.median(built), statistics.median(source)
    print(
        f"start to the window on the screen: built {ours:.3f} s, from source {theirs:.3f} s, "
        f"ratio {ours / theirs:.2f} (goal 1.3)"
    )


def _memory(file: Path, folder: Path) -> float:
    """Megabytes that are not shared with the disk's files alone: what the system calls resident."""
    with _started([str(BUILT), str(file)], folder):
        time.sleep(2)
        _xdotool("type", "--delay", "20", PASSWORD)
        _xdotool("key", "Return")
        holder = file.with_suffix(".holder")
        _wait(holder.exists)
        time.sleep(5)
        pid = _xdotool("search", "--onlyvisible", "--name", "SozDesk", "getwindowpid").split()[0]
        status = Path("/proc", pid, "status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1000


@contextmanager
def _started(command: list[str], folder: Path) -> Iterator[float]:
    """The program with its window on the screen; yields the seconds it took, then ends it."""
    begin = time.perf_counter()
    program = subprocess.Popen(
        command, env=_environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(lambda: bool(_xdotool("search", "--onlyvisible", "--name", "SozDesk")))
        yield time.perf_counter() - begin
    finally:
        program.kill()
        program.wait()
        _wait(lambda: not _xdotool("search", "--onlyvisible", "--name", "SozDesk"))


def _environment(folder: Path) -> dict[str, str]:
    left_out = {"PYTHONDONTWRITEBYTECODE", "QT_QPA_PLATFORM"}
    kept = {name: text for name, text in os.environ.items() if name not in left_out}
    return {**kept, "DISPLAY": _SCREEN, "SOZDESK_CONFIG_DIR": str(folder / "profile")}


def _xdotool(*words: str) -> str:
    environment = {**os.environ, "DISPLAY": _SCREEN}
    done = subprocess.run(
        ["xdotool", *words], env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def _wait(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.005)


def _data_file(folder: Path) -> Path:
    path = folder / "amt.sozdesk"
    environment = {**os.environ, "SOZDESK_NEW_PASSWORD": PASSWORD}
    subprocess.run(
        [*SOURCE, "create", str(path), "--office", "ksa", "--person", "Muster Beispiel"],
        env=environment | {"SOZDESK_CONFIG_DIR": str(folder / "profile")},
        check=True,
        capture_output=True,
    )
    return path


@contextmanager
def _screen() -> Iterator[None]:
    screen = subprocess.Popen(
        ["Xvfb", _SCREEN, "-noreset", "-screen", "0", "1400x900x24"], stderr=subprocess.DEVNULL
    )
    try:
        _wait(lambda: bool(_xdotool("getdisplaygeometry")))
        yield
    finally:
        screen.terminate()
        screen.wait()


if __name__ == "__main__":
    sys.exit(main())
