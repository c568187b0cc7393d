"""Small files that are either the old or the new one, whatever happens in between."""

from __future__ import annotations

import os
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path

_PRIVATE = 0o600
_TRIES = 10
_PAUSE = 0.1
"""Seconds."""


def write_private(path: Path, content: bytes) -> None:
    """Write beside the target, flush to the medium, then replace.

    Raises:
        OSError: the folder cannot be written or the medium is full; the old file is untouched.
    """
    beside = path.with_name(f"{path.name}.part")
    try:
        _write_through(beside, content)
        replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _write_through(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace(source: Path, target: Path) -> None:
    """Move a finished file to its place, so that a power cut leaves one or the other."""
    _patiently(source, target)
    with suppress(OSError):  # some network folders cannot be flushed; the file itself was
        _flush_folder(target.parent)


def _patiently(source: Path, target: Path) -> None:
    """On Windows a virus scanner may hold the old file for a moment."""
    for _ in range(_TRIES if sys.platform == "win32" else 0):
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(_PAUSE)
        else:
            return
    source.replace(target)


def _flush_folder(folder: Path) -> None:
    """Make a rename last; Windows does this by itself and knows no folder handles."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def copy_through(source: Path, target: Path) -> None:
    """Copy a file and flush it to the medium."""
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def journal_path(path: Path) -> Path:
    """SQLite's rollback journal; it belongs to the content beside it and to no other."""
    return Path(f"{path}-journal")


def remove_database(path: Path) -> None:
    """Remove an unfinished file with its journal, as far as the folder lets us."""
    for leftover in (path, journal_path(path)):
        with suppress(OSError):
            leftover.unlink(missing_ok=True)
