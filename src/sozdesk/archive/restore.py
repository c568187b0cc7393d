"""Put a backup in the place of the file; the present file is kept beside it, never overwritten."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sozdesk.archive import access, failures, holder
from sozdesk.archive.access import Access, Opened, file_salt, keys_path, unlock
from sozdesk.archive.atomic import copy_through, journal_path, replace
from sozdesk.archive.backup import prove
from sozdesk.archive.engine import connect
from sozdesk.kernel.errors import AccessFileMissing, ArchiveDamaged, WrongPassword


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the file that was there before lies now; None if there was none."""

    path: Path
    kept_aside: Path | None


def restore(
    backup: Path, path: Path, password: str, *, now: datetime, sign: str | None = None
) -> Restored:
    """Prove the backup, keep the present file aside, put the backup in its place.

    The password is the present one, or the one of the day of the backup.

    Raises:
        WrongPassword: it is neither.
        ArchiveLocked: somebody has the file open.
        ArchiveDamaged: the backup does not verify; take an older one.
        ArchiveError: the folder cannot be written; the present file is as it was.
    """
    with failures.explained(path):
        if holder.is_open_here(path):
            raise failures.locked(path)
        opened, slots = _unlocked(backup, path, password, sign)
        prove(backup, opened.key)
        _wait_for_nobody(path, opened)
        kept_aside = _keep_aside(path, now) if path.exists() else None
        _put(backup, path, slots)
    return Restored(path, kept_aside)


def _unlocked(backup: Path, path: Path, password: str, sign: str | None) -> tuple[Opened, Access]:
    """The access file that the password fits: the present one first, then that of the backup."""
    salt = file_salt(backup)
    candidates = [slots for slots in (_slots(path), _slots(backup)) if slots.for_file(salt)]
    if not candidates:
        raise access.missing(backup)
    failure: WrongPassword | None = None
    for slots in candidates:
        try:
            return unlock(slots, salt, password, path=backup, sign=sign), slots.only_for(salt)
        except WrongPassword as error:
            failure = error
    assert failure is not None
    raise failure


def _slots(path: Path) -> Access:
    try:
        return access.load(path)
    except (AccessFileMissing, ArchiveDamaged):
        return Access()


def _wait_for_nobody(path: Path, opened: Opened) -> None:
    """Refuse if somebody has the file open; opening it also ends an interrupted transaction."""
    if not path.exists():
        return
    holder.claim(path)
    try:
        connect(path, opened.key).close()
    except ArchiveDamaged:
        return
    finally:
        holder.give_up(path)


def _keep_aside(path: Path, now: datetime) -> Path:
    """A copy and not a second name: whoever worked under one would change both."""
    stamp = now.astimezone().strftime("%Y-%m-%d %H%M%S")
    aside = _free(path.with_name(f"{path.stem} ersetzt {stamp}{path.suffix}"))
    part = aside.with_suffix(".part")
    copy_through(path, part)
    replace(part, aside)
    for source, target in (
        (keys_path(path), keys_path(aside)),
        (journal_path(path), journal_path(aside)),
    ):
        if source.exists():
            shutil.copy(source, target)  # with its rights: the keys are for nobody else
    return aside


def _free(path: Path) -> Path:
    number = 2
    free = path
    while free.exists():
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return free


def _put(backup: Path, path: Path, slots: Access) -> None:
    """The access file first: until the content is replaced it opens both."""
    part = path.with_suffix(".part")
    copy_through(backup, part)
    present = _slots(path)
    both = Access(max(present.revision, slots.revision) + 1, present.slots)
    access.save(path, both.with_slots(slots.slots))
    journal_path(path).unlink(missing_ok=True)
    replace(part, path)
