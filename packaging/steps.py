"""What both builds do: run commands with their time, freeze, compile the installer, self-test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import sign
import staged
from staged import HERE, ROOT
from trouble import BuildFailed

RELEASE = ROOT / "build" / "release"
"""What is given away."""
WORK = ROOT / "build" / "pack"
"""What is needed on the way."""
_KEPT = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "COMSPEC", "WINDIR")
_ROOM = 20
"""Megabytes beyond the files themselves."""
LONGEST_RUN = 30 * 60
"""Seconds; what takes longer hangs."""


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print what happens and how long it took."""
    print(f"== {what} …", flush=True)
    begin = time.monotonic()
    yield
    print(f"   {what}: {time.monotonic() - begin:.0f} s", flush=True)


def call(command: Sequence[str | Path], *, environment: Mapping[str, str] | None = None) -> None:
    """Run a command to its end; raises BuildFailed with its words if it does not answer 0."""
    words = [str(part) for part in command]
    done = subprocess.run(
        words,
        env=dict(environment) if environment is not None else None,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LONGEST_RUN,
        check=False,
    )
    if done.returncode:
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        raise BuildFailed(f"{' '.join(words)}\nanswered {done.returncode}:\n{said[-4000:]}")


def version() -> str:
    """Of the program in this checkout."""
    sys.path.insert(0, str(ROOT / "src"))
    import sozdesk  # noqa: PLC0415 - found by the line before

    return sozdesk.__version__


def write_day(folder: Path) -> Path:
    """The file with the day of the build, which goes into the program."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "built.txt"
    path.write_text(staged.day_of_build(), encoding="ascii")
    return path


def spec_options(folder: Path) -> list[str]:
    """Of PyInstaller, after its name."""
    return [
        *("--noconfirm", "--log-level", "WARN"),
        *("--distpath", str(folder / "dist"), "--workpath", str(folder / "work")),
        str(HERE / "sozdesk.spec"),
    ]


# ------------------------------------------------------------------ self-test


def clean_environment() -> dict[str, str]:
    """As little as the system needs: nothing of the checkout, of Python or of Qt."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | ({} if sys.platform == "win32" else {"LANG": "C.UTF-8"})


def self_test(program: Path, folder: Path) -> str:
    """Let the built program test itself in a folder far from the checkout; answers its last line.

    Raises:
        BuildFailed: a step failed; with everything the program said.
    """
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [str(program), "--selftest"],
        cwd=folder,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LONGEST_RUN,
        check=False,
    )
    said = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        raise BuildFailed(f"{said}\n{done.stderr.decode('utf-8', 'replace')}")
    return said.strip().splitlines()[-1]


# ------------------------------------------------------------------ installer


def release_name() -> str:
    """How the files begin."""
    return f"SozDesk-{version()}"


def empty_release(system: str) -> None:
    """What an earlier build left for this system, of any version."""
    for path in RELEASE.glob(f"SozDesk-*-{system}-x64*"):
        path.unlink()


def portable_zip() -> Path:
    """Of the Windows program."""
    return RELEASE / f"{release_name()}-windows-x64-portabel{sign.mark()}.zip"


def make_windows_files(built: Path) -> Path:
    """Sign both programs, then portable zip, installer, checksums; answers the installer."""
    empty_release("windows")
    for program in ("sozdesk.exe", "sozdesk-cli.exe"):
        sign.sign(built / program)
    name, mark = f"{release_name()}-windows-x64", sign.mark()
    with timed("portable zip"):
        staged.write_zip(built, portable_zip())
    with timed("installer"):
        return compile_installer(built, RELEASE / f"{name}-setup{mark}.exe")


def makensis() -> str | None:
    """The compiler of the installer, if it is here."""
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "/nowhere"), "NSIS", "makensis.exe")
    return shutil.which("makensis") or (str(usual) if usual.is_file() else None)


def compile_installer(folder: Path, target: Path, *, compressor: str = "lzma") -> Path:
    """The installer of the staged folder; signed, with its uninstaller, if there is a certificate.

    Raises:
        BuildFailed: makensis is missing, or refuses the script; a warning counts as refusal.
    """
    program = makensis()
    if program is None:
        raise BuildFailed("makensis is missing (Debian: apt-get install nsis)")
    values = _values(folder, target, compressor)
    prefix = "/" if sys.platform == "win32" else "-"
    defines = [f"{prefix}D{name}={value}" for name, value in values.items()]
    call([program, f"{prefix}V2", f"{prefix}WX", *defines, HERE / "windows" / "installer.nsi"])
    return target


def _values(folder: Path, target: Path, compressor: str) -> dict[str, str]:
    megabytes = staged.megabytes(folder)
    values = {
        "VERSION": version(),
        "PACK": f"{folder}{os.sep}*",
        "OUT": str(target),
        "SIZE_MB": f"{megabytes + _ROOM:.0f}",
        "SIZE_KB": f"{megabytes * 1000:.0f}",
        "LONGEST": str(staged.longest_place(folder) + len("_sozdesk_neu\\")),
        "ICON": str(HERE / "icon" / "sozdesk.ico"),
        "LICENCE_PAGE": str(_licence_page()),
        "COMPRESSOR": compressor,
    }
    if sign.can_sign():
        values["SIGN"] = f'"{sys.executable}" "{HERE / "sign.py"}"'
    return values


def _licence_page() -> Path:
    """Our German words and then the licence; with the mark by which NSIS knows UTF-8."""
    text = (HERE / "windows" / "licence_page.txt").read_text("utf-8")
    path = WORK / "licence_page.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    licence = (ROOT / "LICENSE").read_text("utf-8")
    path.write_text(text + licence, encoding="utf-8-sig", newline="\r\n")
    return path
