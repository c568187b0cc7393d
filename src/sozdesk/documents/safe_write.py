"""Writing a file so that there is always a whole one: the old or the new, never half of it."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from sozdesk.kernel.errors import DocumentWriteError

_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between the attempts to move: a virus scanner holds a new file for a moment."""


def write_bytes(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``, replacing what is there; raises DocumentWriteError."""

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_file(path, write)


def make_folder(path: Path) -> Path:
    """The folder, made with its parents if it is missing; raises DocumentWriteError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _explained(error, path) from error
    return path


def remove(path: Path) -> None:
    """Delete a file of ours if it is there; raises DocumentWriteError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _explained(error, path) from error


def write_file(
    path: Path,
    write: Callable[[BinaryIO], None],
    *,
    move: Callable[[Path, Path], object] = os.replace,
    wait: Callable[[float], object] = time.sleep,
) -> None:
    """Let ``write`` fill a file beside ``path``, flush it to the disk, then move it there.

    If anything fails, the old file stays as it was and nothing is left beside it. Failures of the
    disk raise DocumentWriteError; an error of ``write`` itself goes through as it is.
    ``move`` and ``wait`` are the seams of the tests.
    """
    beside = path.parent / f".sozdesk-{secrets.token_hex(6)}.tmp"
    try:
        with _removed_on_failure(beside):
            _fill(beside, write)
            _move(beside, path, move, wait)
        _flush_folder(path.parent)
    except OSError as error:
        raise _explained(error, path) from error


@contextlib.contextmanager
def _removed_on_failure(beside: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _fill(beside: Path, write: Callable[[BinaryIO], None]) -> None:
    with beside.open("xb") as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())


def _move(
    beside: Path,
    path: Path,
    move: Callable[[Path, Path], object],
    wait: Callable[[float], object],
) -> None:
    for seconds in _WAITS:
        try:
            move(beside, path)
        except PermissionError:
            wait(seconds)
        else:
            return
    move(beside, path)


def _flush_folder(folder: Path) -> None:
    """Make the new name survive a power cut; Windows and some shares have no such call."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _explained(error: OSError, path: Path) -> DocumentWriteError:
    where = f"«{path.name}» konnte nicht geschrieben werden:"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DocumentWriteError(
            f"{where} Auf dem Datenträger ist kein Platz mehr.",
            "Schaffen Sie Platz oder wählen Sie einen anderen Ordner.",
        )
    if error.errno == errno.ENAMETOOLONG:
        return DocumentWriteError(f"{where} Der Name ist zu lang.", "Wählen Sie einen kürzeren.")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return DocumentWriteError(
            f"{where} Den Ordner «{path.parent}» gibt es nicht.",
            "Legen Sie ihn an oder wählen Sie einen anderen Ordner.",
        )
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return DocumentWriteError(
            f"{where} Unter diesem Namen gibt es schon einen Ordner.",
            "Wählen Sie einen anderen Namen.",
        )
    return _explained_by_rights(error, path, where)


def _explained_by_rights(error: OSError, path: Path, where: str) -> DocumentWriteError:
    if isinstance(error, PermissionError) and path.exists() and sys.platform == "win32":
        return DocumentWriteError(
            f"{where} Die Datei ist vermutlich noch geöffnet, zum Beispiel in Excel.",
            "Schliessen Sie sie und versuchen Sie es noch einmal.",
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return DocumentWriteError(
            f"{where} Sie dürfen im Ordner «{path.parent}» nichts speichern.",
            "Wählen Sie einen anderen Ordner.",
        )
    return DocumentWriteError(
        f"{where} Der Datenträger meldet einen Fehler ({error.strerror}).",
        "Versuchen Sie es noch einmal oder wählen Sie einen anderen Ordner.",
    )
