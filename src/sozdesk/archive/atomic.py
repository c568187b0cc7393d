"""Small files that are either the old or the new one, whatever happens in between."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PRIVATE = 0o600


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
    source.replace(target)
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """Make a rename last; Windows does this by itself and knows no folder handles."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
