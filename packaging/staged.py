"""The folder that is packed: the program as PyInstaller left it, licences, and what is made of it."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import distributions
from pathlib import Path, PurePath

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "packaging"
PORTABLE_MARK = "sozdesk-portabel.txt"
"""As in ``sozdesk.kernel.places`` (a test compares)."""
_PORTABLE_WORDS = (
    "Solange diese Datei neben dem Programm liegt, legt SozDesk seine Einstellungen hier im Ordner "
    "«Einstellungen» ab und nicht im Profil der Person.\r\n"
)
_PROGRAMS = frozenset({"sozdesk", "sozdesk-cli"})
_LICENCE = re.compile(r"(?:licen[cs]e|copying|notice)", re.IGNORECASE)
_PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==", re.MULTILINE)
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name: same files, same bytes."""


def files_of(folder: Path) -> list[Path]:
    """Every file below a folder, links to files too, always in the same order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def megabytes(path: Path) -> float:
    """Of a file, or of all files below a folder; a link counts nothing."""
    files = files_of(path) if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if not file.is_symlink()) / 1e6


def longest_place(folder: Path) -> int:
    """Letters of the longest path below the folder, as Windows counts them."""
    return max(len(str(path.relative_to(folder))) for path in files_of(folder)) + 1


# ------------------------------------------------------------------ licences


def shipped_libraries() -> frozenset[str]:
    """The names in ``requirements.lock``: what a program contains."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    return frozenset(_plain(name) for name in _PINNED.findall(lock))


def add_licences(folder: Path, site_packages: Path, python_licence: Path) -> None:
    """Our licence beside the program, those of the libraries in «Lizenzen».

    Some wheels hold no text of theirs: ``licences/`` has it.
    """
    for name in ("LICENSE", "NOTICE"):
        shutil.copyfile(ROOT / name, folder / f"{name}.txt")
    target = folder / "Lizenzen"
    shutil.copytree(HERE / "licences", target)
    (target / "Python").mkdir()
    shutil.copyfile(python_licence, target / "Python" / "LICENSE.txt")
    wanted = shipped_libraries() | {"pyinstaller"}  # its loader is in the program
    for found in distributions(path=[str(site_packages)]):
        if _plain(found.name) in wanted:
            _copy_licences(found.files or (), target / found.name, site_packages)


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def _copy_licences(files: Iterable[PurePath], target: Path, site_packages: Path) -> None:
    for file in files:
        inside = ".dist-info" in file.parts[0] and _LICENCE.search("/".join(file.parts[1:]))
        if inside and file.suffix != ".py":
            target.mkdir(exist_ok=True)
            name = "-".join(part for part in file.parts[1:] if part != "licenses")
            shutil.copyfile(site_packages / file, target / name)


# ------------------------------------------------------------------ archives


def write_zip(folder: Path, target: Path) -> Path:
    """The portable program: one folder «SozDesk» with the mark that keeps settings beside it."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path, name in _named(folder):
            _put(archive, name, path.read_bytes(), path.stem in _PROGRAMS)
        _put(archive, f"SozDesk/{PORTABLE_MARK}", _PORTABLE_WORDS.encode(), False)
    return target


def _put(archive: zipfile.ZipFile, name: str, content: bytes, program: bool) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = 3  # says that the rights below are those of Unix
    entry.external_attr = (0o755 if program else 0o644) << 16
    archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 6)


def write_tar(folder: Path, target: Path) -> Path:
    """The program for Linux: links stay links."""
    with (
        target.open("wb") as raw,
        gzip.GzipFile(fileobj=raw, mode="wb", filename="", compresslevel=6, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path, name in _named(folder):
            archive.add(path, name, filter=_nobodys)
    return target


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = "root"
    return entry


def _named(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in files_of(folder):
        yield path, f"SozDesk/{path.relative_to(folder).as_posix()}"


# ------------------------------------------------------------------ checksums


def write_hashes(folder: Path) -> Path:
    """``SHA256SUMS.txt`` of everything in the folder, as ``sha256sum -c`` reads it."""
    target = folder / "SHA256SUMS.txt"
    lines = [
        f"{sha256(path)}  {path.name}\n"
        for path in sorted(folder.iterdir())
        if path.is_file() and path != target
    ]
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def sha256(path: Path) -> str:
    """Of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def day_of_build() -> str:
    """ISO date: ``SOURCE_DATE_EPOCH`` if it is set, so that a build can be repeated, else today."""
    from datetime import UTC, datetime  # noqa: PLC0415 - used here only

    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.astimezone().date().isoformat()
