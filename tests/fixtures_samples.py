"""The samples of the program: made once for all workers, and again only when a source changed."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from fixtures_archive import FAST_KDF, PASSWORD

ROOT = Path(__file__).parents[1]
_KEPT = ROOT / "build" / "test-samples"
_SOURCES = ("src", "db", "resources", "requirements.lock", "tests/fixtures_archive.py", __file__)
_MADE = {"__pycache__", "bilder"}
EMPTY = {"ksa": (), "service": (2883, 2889, 2893)}
"""Kind of office → the municipalities of the file that holds nothing else."""


def copy_file(source: Path, folder: Path) -> Path:
    """A copy of a file and of its access file; :data:`PASSWORD` opens it."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in (source, source.with_suffix(".keys")):
        shutil.copyfile(part, folder / part.name)
    return folder / source.name


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample canton, its documents, the sample Sozialdienst and two empty offices.

    All of :data:`PASSWORD`. Nobody opens or changes what lies there: copy it.
    """
    folder = _KEPT / _state_of_the_sources()
    with _one_at_a_time():
        if not folder.exists():
            _make_anew(folder, tmp_path_factory.mktemp("profile"))
    return folder


def _state_of_the_sources() -> str:
    digest = hashlib.sha256()
    for name in _SOURCES:
        source = ROOT / name
        paths = [source] if source.is_file() else sorted(source.rglob("*"))
        for path in (one for one in paths if one.is_file() and not _MADE & set(one.parts)):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """The others wait; if who makes the samples dies, the next one makes them."""
    _KEPT.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(_KEPT / "lock", timeout=390, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def _make_anew(folder: Path, profile: Path) -> None:
    """Take the place of earlier ones; a half made one never gets its name."""
    for old in (one for one in _KEPT.iterdir() if one.is_dir()):
        shutil.rmtree(old)
    part = folder.with_suffix(".part")
    part.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOZDESK_CONFIG_DIR", str(profile))
        build_samples(part)
    part.rename(folder)


def build_samples(folder: Path) -> None:
    """What :func:`samples` holds, in ``folder``."""
    from sozdesk.app import demo
    from sozdesk.app.office_file import new_file
    from sozdesk.app.sample import clerk
    from sozdesk.archive import store

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "calibrated", lambda: FAST_KDF)
        demo.build(folder, PASSWORD)
        clerk.build(folder / clerk.FILE_NAME, PASSWORD)
        for kind, numbers in EMPTY.items():
            made = new_file(
                folder / f"leer-{kind}.sozdesk",
                office_kind=kind,
                municipalities=numbers,
                person_name="Anna Muster",
                password=PASSWORD,
            )
            made.archive.close(backup=False)
