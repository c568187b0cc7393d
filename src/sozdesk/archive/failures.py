"""What goes wrong with a file, as one German sentence and the next step.

The driver's errors are recognised by their text: sqlcipher3 offers no error codes.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError
from sqlcipher3 import dbapi2

from sozdesk.archive.holder import who
from sozdesk.kernel import errors


def locked(path: Path) -> errors.ArchiveError:
    """Another process holds the file; the note beside it may say who."""
    holder = who(path)
    by = f" Offen bei: {holder}." if holder else ""
    return errors.ArchiveLocked(
        f"Die Datei «{path.name}» ist bereits in einem anderen Fenster oder auf einem anderen "
        f"Computer offen.{by}",
        "Schliessen Sie die Datei dort, oder öffnen Sie hier eine Kopie zum Lesen.",
    )


def damaged(path: Path) -> errors.ArchiveDamaged:
    """The content does not decrypt or verify."""
    return errors.ArchiveDamaged(
        f"Die Datei «{path.name}» ist beschädigt und lässt sich nicht lesen. Sie wurde nicht verändert.",
        "Stellen Sie die neueste Sicherung wieder her; die beschädigte Datei bleibt daneben erhalten.",
    )


def no_room(path: Path) -> errors.DiskFull:
    """The medium is full or refuses to take more."""
    return errors.DiskFull(
        f"Auf dem Datenträger von «{path.name}» ist kein Platz mehr. "
        "Die letzte Änderung wurde nicht gespeichert, alles Frühere ist erhalten.",
        "Schaffen Sie Platz und speichern Sie noch einmal.",
    )


def write_error(path: Path) -> errors.ArchiveError:
    """The medium reports an error (pulled stick, lost network drive, quota)."""
    return errors.ArchiveError(
        f"Der Datenträger von «{path.name}» meldet einen Fehler. "
        "Die letzte Änderung wurde nicht gespeichert, alles Frühere ist erhalten.",
        "Prüfen Sie Laufwerk, Netzverbindung und freien Platz und öffnen Sie die Datei noch einmal.",
    )


def read_only(path: Path) -> errors.ArchiveReadOnly:
    """The folder or the file cannot be written."""
    return errors.ArchiveReadOnly(
        f"Im Ordner von «{path.name}» darf nicht geschrieben werden. Es wurde nichts geändert.",
        "Kopieren Sie die Datei mit ihrer Zugangsdatei in einen eigenen Ordner, "
        "oder lassen Sie sich das Schreibrecht geben.",
    )


def read_copy() -> errors.ArchiveReadOnly:
    """The file was opened as a copy for reading."""
    return errors.ArchiveReadOnly(
        "Sie sehen eine Kopie zum Lesen. Es wurde nichts geändert.",
        "Öffnen Sie die Datei selbst, sobald sie frei ist.",
    )


def not_there(path: Path) -> errors.ArchiveError:
    """There is no such file."""
    return errors.ArchiveError(
        f"Die Datei «{path.name}» gibt es an diesem Ort nicht.",
        "Wählen Sie die Datei im richtigen Ordner, oder stellen Sie eine Sicherung wieder her.",
    )


def already_there(path: Path) -> errors.ArchiveError:
    """A new file would cover an existing one."""
    return errors.ArchiveError(
        f"Die Datei «{path.name}» gibt es schon. Sie wurde nicht verändert.",
        "Wählen Sie einen anderen Namen oder Ordner.",
    )


def too_new(path: Path) -> errors.ArchiveTooNew:
    """Written by a newer program."""
    return errors.ArchiveTooNew(
        f"Die Datei «{path.name}» wurde mit einer neueren Version von SozDesk gespeichert. "
        "Sie wurde nicht verändert.",
        "Installieren Sie die neueste Version und öffnen Sie die Datei damit.",
    )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn failures of driver and medium into typed errors; everything else passes unchanged."""
    try:
        with driver_explained(path):
            yield
    except OSError as error:
        if failure := _of_medium(error, path):
            raise failure from error
        raise


@contextmanager
def driver_explained(path: Path) -> Iterator[None]:
    """Only what the database reports (a use case may have its own trouble with files)."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        if failure := _of_driver(str(error), path):
            raise failure from error
        raise
    except StaleDataError as error:
        raise _outdated() from error


def _of_driver(text: str, path: Path) -> errors.SozDeskError | None:
    for part, failure in _DRIVER_TEXTS.items():
        if part in text:
            return failure(path)
    return None


_DRIVER_TEXTS: dict[str, Callable[[Path], errors.ArchiveError]] = {
    "database is locked": locked,
    "disk is full": no_room,
    "disk I/O error": write_error,
    "readonly database": read_only,
    "unable to open database file": read_only,
    "file is not a database": damaged,
    "malformed": damaged,
}


def _of_medium(error: OSError, path: Path) -> errors.SozDeskError | None:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return no_room(path)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return read_only(path)
    if isinstance(error, BlockingIOError):  # the note beside the file
        return locked(path)
    if isinstance(error, FileNotFoundError):
        return not_there(path)
    return None


def _outdated() -> errors.Outdated:
    return errors.Outdated(
        "Der Eintrag wurde inzwischen geändert. Ihre Änderung ist nicht gespeichert.",
        "Laden Sie die Seite neu und tragen Sie die Änderung noch einmal ein.",
    )
