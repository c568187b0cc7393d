#!/usr/bin/env python3
"""The one entry for people who work on SozDesk: set up, run, test, look, measure.

Only the standard library, so that it runs before anything is installed, on Linux and Windows.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "sozdesk-setup"
LOCK = ROOT / "requirements-dev.lock"

# Debian packages that a bare machine lacks. Qt needs the first two lists even without a display.
QT_LIBRARIES = [
    "libgl1",
    "libegl1",
    "libglib2.0-0",
    "libfontconfig1",
    "libfreetype6",
    "libdbus-1-3",
    "libxkbcommon0",
    "libx11-6",
    "libzstd1",
]
WINDOW_LIBRARIES = [
    "libx11-xcb1",
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-util1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
]
BUILD_PROGRAMS = ["nsis", "binutils"]
TEST_PROGRAMS = [
    "libreoffice-calc-nogui",
    "libreoffice-writer-nogui",
    "strace",
    *BUILD_PROGRAMS,
]
SCREEN_PROGRAMS = ["xvfb", "xdotool"]
WINE_PROGRAMS = ["wine64", "gcc-mingw-w64-x86-64", "osslsigncode"]


def main() -> int:
    """Do what the command line asks for; the exit code is the worst of its steps."""
    if sys.version_info < (3, 11):  # noqa: UP036 - somebody may well call it with an old one
        return _stop("SozDesk needs Python 3.11 or newer.")
    options = _arguments()
    packages = QT_LIBRARIES + (WINDOW_LIBRARIES if _has_display() else [])
    if options.command in {"test", "bench"}:
        packages = packages + TEST_PROGRAMS
    if options.command == "test":  # it builds the program too
        packages = list(dict.fromkeys(packages + WINDOW_LIBRARIES))
    if "--built" in options.rest:
        packages = packages + SCREEN_PROGRAMS
    if options.command == "build":  # what Qt needs on any desk goes into the program
        packages = QT_LIBRARIES + WINDOW_LIBRARIES + BUILD_PROGRAMS
        packages += WINE_PROGRAMS if "--windows" in options.rest else []
    if not (_system_packages(packages) and _environment()):
        return 1
    return {
        "setup": lambda: 0,
        "run": lambda: _run(options.rest),
        "test": lambda: _steps(CHECKS + _tests(long="--all" in options.rest) + BUILT),
        "check": lambda: _steps([*CHECKS, ("fast tests", [*TESTS, "-m", FAST])]),
        "screens": lambda: _call([PYTHON, "tests/screens/render.py", *options.rest]),
        "bench": lambda: _bench(options.rest),
        "build": lambda: _build(options.rest),
    }[options.command]()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in {
        "setup": "make .venv with the locked versions, so that .venv/bin/sozdesk works",
        "run": "open the window on the sample of the KSA, or of a «service» (no display: the demo)",
        "test": "everything that CI runs (--all: also every page at every scale)",
        "check": "lint, types, contracts and the fast tests (under 3 minutes)",
        "screens": "render every page to build/screens (--handbook: the pictures of the handbook)",
        "bench": "measure against the peers, print ratios",
        "build": "the program to give away, in build/release (--windows: proven under Wine)",
    }.items():
        commands.add_parser(name, help=text)
    options, options.rest = parser.parse_known_args()
    allowed = options.rest == ["--all"] and options.command == "test"
    if options.rest and not allowed and options.command not in {"run", "screens", "bench", "build"}:
        parser.error(f"unknown: {' '.join(options.rest)}")
    return options


# ---------------------------------------------------------------- set up


def _system_packages(names: list[str]) -> bool:
    """Install (as root) or name the missing Debian packages; other systems bring their own."""
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return True
    missing = [name for name in names if not _is_installed(name)]
    if not missing:
        return True
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        _stop(
            f"These system packages are missing. Run this once, then try again:\n  sudo {' '.join(install)}"
        )
        return False
    print("Installing", *missing, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["apt-get", "update", "-qq"], [*install, "-qq"])
    return all(subprocess.run(step, env=environment, check=False).returncode == 0 for step in steps)


def _is_installed(package: str) -> bool:
    """Also true for the renamed packages of newer Debian versions (libglib2.0-0t64)."""
    query = ["dpkg-query", "-W", "-f=${Status}\n", package, f"{package}t64"]
    return (
        "install ok installed"
        in subprocess.run(query, capture_output=True, text=True, check=False).stdout
    )


def _environment() -> bool:
    """Make .venv with exactly the locked versions; does nothing if that is done already."""
    wanted = _fingerprint()
    if STAMP.exists() and STAMP.read_text() == wanted and PYTHON.exists():
        return True
    if _call([sys.executable, "-m", "pip", "--version"], quiet=True):
        _stop("pip is missing. On Debian: sudo apt-get install python3-pip")
        return False
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(PYTHON),
        "--disable-pip-version-check",
        "install",
        "-qq",
    ]
    steps = (
        [sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)],
        # Without --no-deps pip asks for «coverage[toml]» beside the pinned «coverage» and then
        # refuses the newer version it finds: the lock is complete, nothing has to be resolved.
        [*pip, "--require-hashes", "--no-deps", "-r", str(LOCK)],
        [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    )
    print("Setting up .venv (once, about a minute) …", flush=True)
    if any(_call(step) for step in steps):
        return False
    STAMP.write_text(wanted)
    return True


def _fingerprint() -> str:
    parts = (LOCK.read_bytes(), str(ROOT).encode(), sys.version.encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


# ---------------------------------------------------------------- run


def _has_display() -> bool:
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _run(rest: list[str]) -> int:
    if _has_display():
        _make_pictures()
        return _call([PYTHON, "-m", "sozdesk", "--sample", *rest])
    if rest:
        return _stop("No display here: the sample of a Sozialdienst needs one.")
    print("No display here: running the demo instead.", flush=True)
    return _call([PYTHON, "-m", "sozdesk", "demo", "--out", "build/demo"])


def _make_pictures() -> None:
    """The pictures that the handbook names, if one is missing; it can be read without them."""
    folder = ROOT / "resources" / "handbook"
    pages = "".join(path.read_text("utf-8") for path in folder.glob("*.html"))
    if all((folder / name).is_file() for name in re.findall(r'src="(bilder/[^"]+)"', pages)):
        return
    print("Making the pictures of the handbook (once, one to two minutes) …", flush=True)
    _call([PYTHON, "tests/screens/render.py", "--handbook"], quiet=True)


# ---------------------------------------------------------------- build


def _bench(rest: list[str]) -> int:
    """``--built`` measures the built program, everything else the one from source."""
    script = "built" if "--built" in rest else "run"
    return _call([PYTHON, f"benchmarks/{script}.py", *(word for word in rest if word != "--built")])


def _build(rest: list[str]) -> int:
    _make_pictures()
    return _call([PYTHON, "packaging/make.py", *rest])


# ---------------------------------------------------------------- test

Steps = list[tuple[str, list[str | Path]]]
"""Name and command."""
TESTS = [PYTHON, "-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile"]
TESTS += ["--no-loadscope-reorder", "--max-worker-restart", "0"]
"""One process per core; a file stays in one, because its tests share what is slow to make.

The files begin in the order of tests/conftest.py, the long ones first.
A process that dies ends the run: xdist gives its tests to a new one and then waits for ever.
"""
STEP_LIMIT = 40 * 60
"""Seconds; a step that takes longer hangs, and is stopped as failed."""
CHECKS = [
    ("format", [BIN / "ruff", "format", "--check", "."]),
    ("lint", [BIN / "ruff", "check", "."]),
    ("types", [BIN / "mypy"]),
    ("dead code", [BIN / "vulture"]),
]
FAST = "not slow and not libreoffice"
SLOW = "(slow or libreoffice) and not long"
SLOW_AND_LONG = "slow or libreoffice"
RULES = {
    "rent_limits": "test_rules_*.py",
    "strategy": "test_rules_*.py",
    "offerings": "test_rules_*.py",
    "cases": "test_rules_*.py",
    "billing": "test_rules_*.py",
    "offices": "test_*.py",
}
"""Feature → the tests that keep its rules at 100 % branch coverage."""
RULE_TESTS = sorted(
    path
    for feature, names in RULES.items()
    for path in (ROOT / "tests/features" / feature).glob(names)
)
RULE_COVERAGE = [f"--cov=sozdesk.features.{feature}.rules" for feature in RULES]
RULE_COVERAGE += ["--cov-branch", "--cov-fail-under=100"]


def _tests(*, long: bool) -> Steps:
    """Every test once: those of the rules with coverage, then the others, the fast ones first."""
    others = [f"--ignore={path}" for path in RULE_TESTS]
    return [
        ("rule tests", [*TESTS, *RULE_TESTS, *RULE_COVERAGE]),
        ("fast tests", [*TESTS, "-m", FAST, *others]),
        ("slow tests", [*TESTS, "-m", SLOW_AND_LONG if long else SLOW, *others]),
    ]


BUILT = [("built program", [PYTHON, ROOT / "dev.py", "build", "--quick"])]
"""Frozen and tested by itself: only so it is seen that a file was trimmed or not packed."""
LIMITS = {"built program": 15 * 60}
"""Seconds, of the steps that have a limit of their own."""


def _steps(steps: Steps) -> int:
    """Run all steps, print the time of each; 1 if any failed."""
    failed, times = [], []
    for name, command in steps:
        print(f"\n== {name}", flush=True)
        begin = time.monotonic()
        if _call(command, limit=LIMITS.get(name, STEP_LIMIT)):
            failed.append(name)
        times.append(f"{name} {time.monotonic() - begin:.0f} s")
    print(f"\nTimes: {', '.join(times)}")
    print(f"FAILED: {', '.join(failed)}" if failed else "All good.", flush=True)
    return 1 if failed else 0


def _call(command: list[str | Path], *, quiet: bool = False, limit: float | None = None) -> int:
    """Run a command in the checkout; own code is byte-compiled even where the machine forbids it.

    After ``limit`` seconds it is killed, which counts as failed.
    """
    environment = {
        key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"
    }
    output = subprocess.DEVNULL if quiet else None
    words = [str(part) for part in command]
    try:
        return subprocess.run(
            words, cwd=ROOT, env=environment, stdout=output, check=False, timeout=limit
        ).returncode
    except subprocess.TimeoutExpired:
        return _stop(f"Stopped after {limit:.0f} seconds: {' '.join(words)}")


def _stop(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
