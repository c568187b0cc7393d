"""A private copy for a second opener: reads while another computer writes.

A copy of a file that somebody writes to may hold half a transaction. It counts only if size and
time were the same before and after copying, no transaction was under way, and every page verifies;
otherwise the newest backup that verifies takes its place.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sozdesk.archive import failures, profile
from sozdesk.archive.atomic import journal_path
from sozdesk.archive.backup import backups, prove
from sozdesk.archive.engine import RawKey
from sozdesk.kernel.errors import ArchiveError

_TRIES = 3
_HEADER = 28
"""Bytes of a rollback journal's header; zeroed or absent = no transaction under way."""
_LEFT_BEHIND = timedelta(days=1)
"""Nobody reads that long in one go (auto-lock closes the copy): the program ended without closing."""


@dataclass(frozen=True, slots=True)
class ReadCopy:
    """A verified copy in the user's own folder, and the moment it shows."""

    path: Path
    stand: datetime

    def remove(self) -> None:
        """Delete it; called when the copy is closed."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def copy_for_reading(path: Path, key: RawKey) -> ReadCopy:
    """Copy a file that another process may have open.

    Raises:
        ArchiveError: neither the file nor a backup gave a copy that verifies.
    """
    for source, stand in _sources(path):
        copied = _copy(source, stand)
        if copied is not None and _is_whole(copied, key):
            return copied
    raise ArchiveError(
        f"Von «{path.name}» lässt sich im Moment keine Kopie zum Lesen machen. "
        "Es wurde nichts geändert.",
        "Versuchen Sie es in einer Minute noch einmal, oder schliessen Sie die Datei am anderen Ort.",
    )


def _is_whole(copied: ReadCopy, key: RawKey) -> bool:
    try:
        prove(copied.path, key)
    except ArchiveError:
        copied.remove()
        return False
    return True


def _sources(path: Path) -> Iterator[tuple[Path, datetime]]:
    for _ in range(_TRIES):
        yield path, datetime.fromtimestamp(path.stat().st_mtime, UTC)
    for backup in backups(path):
        yield backup.path, backup.taken_at


def _copy(source: Path, stand: datetime) -> ReadCopy | None:
    """None if the source was being written to."""
    before = _state(source)
    if before is None:
        return None
    copy = _private_folder() / source.name
    with failures.explained(copy):
        shutil.copyfile(source, copy)
    copied = ReadCopy(copy, stand)
    if _state(source) != before:
        copied.remove()
        return None
    return copied


def _state(path: Path) -> tuple[int, int] | None:
    """Size and time of a file at rest, None while a transaction is under way."""
    try:
        with journal_path(path).open("rb") as file:
            if any(file.read(_HEADER)):
                return None
    except FileNotFoundError:
        pass
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def remove_left_behind(now: datetime) -> None:
    """Delete copies that a crash left in the user's folder; what cannot be read there waits."""
    with suppress(OSError):
        for folder in _copies().iterdir():
            made = datetime.fromtimestamp(folder.stat().st_mtime, UTC)
            if now - made > _LEFT_BEHIND:
                shutil.rmtree(folder, ignore_errors=True)


def _private_folder() -> Path:
    parent = _copies()
    parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Path(tempfile.mkdtemp(dir=parent))


def _copies() -> Path:
    return profile.folder() / "copies"
