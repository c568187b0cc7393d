"""Backups: copied page by page, opened from a slot to prove them, then put in place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlcipher3 import dbapi2

from sozdesk.archive import access, failures
from sozdesk.archive.access import Access, Opened, keys_path, open_slot
from sozdesk.archive.atomic import remove_database, replace, write_private
from sozdesk.archive.engine import RawKey, connect, prepared
from sozdesk.archive.thinning import superfluous
from sozdesk.kernel.errors import ArchiveDamaged, ArchiveError, SozDeskError

_PAGES = 512
_STAMP = "%Y-%m-%dT%H%M%S.%fZ"
_NAME = re.compile(r"\.(\d{4}-\d\d-\d\dT\d{6}\.\d{6}Z)\.([a-z]+)\.sozdesk$")


class Reason(StrEnum):
    """Why a backup was made; part of its file name."""

    CLOSE = "close"
    DEMAND = "demand"
    MIGRATION = "migration"
    KEY = "key"
    """Before the data key was renewed."""


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One verified backup."""

    path: Path
    taken_at: datetime
    reason: Reason
    size: int
    """Bytes."""


def backup_folder(path: Path) -> Path:
    """``NAME-Sicherungen`` beside the file."""
    return path.with_name(f"{path.stem}-Sicherungen")


def backups(path: Path) -> tuple[BackupRow, ...]:
    """All backups of a file, the newest first."""
    folder = backup_folder(path)
    found = folder.iterdir() if folder.is_dir() else ()
    rows = [row for row in map(_row, found) if row is not None]
    return tuple(sorted(rows, key=lambda row: row.taken_at, reverse=True))


def _row(path: Path) -> BackupRow | None:
    match = _NAME.search(path.name)
    if match is None or match[2] not in set(Reason):
        return None
    taken_at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
    return BackupRow(path, taken_at, Reason(match[2]), path.stat().st_size)


def make_backup(
    live: dbapi2.Connection,
    path: Path,
    opened: Opened,
    slots: Access,
    *,
    now: datetime,
    reason: Reason,
) -> BackupRow:
    """Copy the open file, prove the copy, and thin out the older ones.

    Raises:
        ArchiveDamaged: the open file has damaged pages; earlier backups are kept.
        ArchiveError: the backup could not be written; the file itself is not affected.
    """
    now = _free_moment(path, now)
    target = backup_folder(path) / f"{path.stem}.{now.strftime(_STAMP)}.{reason}.sozdesk"
    part = target.with_name(f"{path.stem}.part")
    try:
        with failures.explained(path):
            target.parent.mkdir(exist_ok=True)
            copy_pages(live, part, opened.key)
            _prove_from_slot(part, opened, slots)
            if slots.slots:
                write_private(keys_path(target), access.to_bytes(slots))
            replace(part, target)
    except SozDeskError as error:
        raise _failed(path, error) from error
    finally:
        remove_database(part)
    _thin(path, now)
    return BackupRow(target, now, reason, target.stat().st_size)


def _free_moment(path: Path, now: datetime) -> datetime:
    """A moment exists once, also under a clock that stands still."""
    taken = {row.taken_at for row in backups(path)}
    now = now.astimezone(UTC)
    while now in taken:
        now += timedelta(microseconds=1)
    return now


def copy_pages(live: dbapi2.Connection, target: Path, key: RawKey) -> None:
    """Copy the open file page by page into a new file with the given key."""
    remove_database(target)
    copy = prepared(target, key)
    try:
        live.backup(copy, pages=_PAGES)
    finally:
        copy.close()


def prove(path: Path, key: RawKey) -> None:
    """Open a closed file and read every page of it.

    Raises:
        ArchiveDamaged: something in it does not decrypt or verify.
    """
    connection = connect(path, key, reading=True)
    try:
        with failures.explained(path):
            bad_pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            verdict = connection.execute("PRAGMA integrity_check").fetchall()
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        connection.close()
    if bad_pages or verdict != [("ok",)] or orphans:
        raise failures.damaged(path)


def _prove_from_slot(path: Path, opened: Opened, slots: Access) -> None:
    """Prove with the key that the slot beside the backup gives, not with the one in memory."""
    key: RawKey | None = opened.key
    if opened.slot_key:
        own = [slot for slot in slots.for_file(opened.key.salt) if slot.staff_id == opened.staff_id]
        key = open_slot(own[0], opened.slot_key) if own else None
    if key is None:
        raise access.missing(path)
    prove(path, key)


def _failed(path: Path, error: SozDeskError) -> SozDeskError:
    """The same kind of failure, said about the backup; damage is that of the file it copies."""
    if isinstance(error, ArchiveDamaged):
        return failures.damaged(path)
    if not isinstance(error, ArchiveError):
        return error
    return type(error)(
        f"Die Sicherung von «{path.name}» konnte nicht geschrieben werden. "
        "Die Datei selbst ist gespeichert und in Ordnung.",
        "Prüfen Sie freien Platz und Schreibrecht im Ordner und sichern Sie noch einmal.",
    )


def _thin(path: Path, now: datetime) -> None:
    rows = backups(path)
    leaving = superfluous([row.taken_at for row in rows], now)
    for row in rows:
        if row.taken_at in leaving:
            row.path.unlink(missing_ok=True)
            keys_path(row.path).unlink(missing_ok=True)
