"""Windows programs on Debian: a fresh Windows of Wine, with what it lacks, and how to run in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from staged import HERE
from steps import LONGEST_RUN, WORK, call

FOLDER = WORK / "windows"
STAND_INS = FOLDER / "stand-ins"
NUMPY_STAND_IN = "apx-ms-win-crt-math-l1-1-0.dll"
WINE = "/usr/lib/wine/wine64"
_MISSING = b"api-ms-win-crt-math-l1-1-0.dll"
_COMPLEX = ("_multiarray_umath", "_umath_linalg")
"""Parts of numpy with complex mathematics."""


def make_stand_ins() -> None:
    """The three libraries of ``wine/``, for the Wine folders only."""
    STAND_INS.mkdir()
    compiler = ["x86_64-w64-mingw32-gcc", "-shared", "-O2", "-static-libgcc"]
    for source, name, more in (
        (["icuuc.c"], "icuuc.dll", []),
        (["bp.c"], "bcryptprimitives.dll", ["-ladvapi32"]),
        (["apx.c", "apx.def"], NUMPY_STAND_IN, []),
    ):
        files = [HERE / "wine" / file for file in source]
        call([*compiler, "-o", STAND_INS / name, *files, *more])


def new_prefix(folder: Path) -> Path:
    """A fresh Windows with the stand-ins in its system folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    call([WINE, "wineboot", "-i"], environment=environment(folder))
    system = folder / "drive_c" / "windows" / "system32"
    for library in STAND_INS.iterdir():
        shutil.copyfile(library, system / library.name)
    return folder


def environment(prefix: Path, **more: str) -> dict[str, str]:
    """Of a process under Wine: no display, no questions about browsers, no chatter."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    quiet = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=d"}
    return {**kept, **quiet, "LANG": "C.UTF-8", "WINEPREFIX": str(prefix), **more}


def as_windows(path: Path) -> str:
    r"""``Z:\\…``: how Wine shows a path of this machine."""
    return "Z:" + str(path).replace("/", "\\")


def run(
    prefix: Path, command: Sequence[str | Path], **more: str
) -> subprocess.CompletedProcess[bytes]:
    """A Windows program, with pipes as Windows Python wants them; answers even if it failed."""
    return subprocess.run(
        [WINE, *(str(part) for part in command)],
        env=environment(prefix, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LONGEST_RUN,
        check=False,
    )


def let_numpy_calculate(folder: Path) -> dict[Path, bytes]:
    """In this copy, numpy asks our stand-in for what Wine's C library leaves out.

    Answers the files that were changed with what they held before.
    """
    before = {}
    for path in folder.rglob("*.pyd"):
        content = path.read_bytes()
        if path.name.startswith(_COMPLEX) and _MISSING in content:
            before[path] = content
            path.write_bytes(content.replace(_MISSING, NUMPY_STAND_IN.encode()))
    return before
