"""The doors to a file: make it, open it with a password, with the recovery sheet, or as a copy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from uuid import UUID

from sqlcipher3 import dbapi2

from sozdesk.archive import access, failures, holder, migrate, persons, profile
from sozdesk.archive.access import Access, Opened, file_salt, keys_path, make_slot, unlock
from sozdesk.archive.access_mirror import mirrored
from sozdesk.archive.atomic import remove_database
from sozdesk.archive.atomic import replace as put_in_place
from sozdesk.archive.backup import Reason, make_backup
from sozdesk.archive.engine import RawKey, connect
from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.kdf import Kdf, calibrated
from sozdesk.archive.new_file import StartFile, fill_new_file
from sozdesk.archive.opened import Archive, Clock, utc_now
from sozdesk.archive.readcopy import copy_for_reading, remove_left_behind
from sozdesk.archive.recovery import RecoveryKey, raw_key, recovery_key
from sozdesk.archive.staff import StaffMember, staff
from sozdesk.kernel import ids
from sozdesk.kernel.errors import AccessFileMissing, ArchiveDamaged, WrongPassword
from sozdesk.kernel.ids import NewId

__all__ = [
    "Archive",
    "Created",
    "create",
    "open_with_key",
    "open_with_password",
    "open_with_recovery_key",
    "signs",
]


@dataclass(frozen=True, slots=True)
class Created:
    """A new file, open, and the recovery key for the sheet."""

    archive: Archive
    recovery: RecoveryKey


def create(
    path: Path,
    *,
    office_kind: OfficeKind,
    office_name: str,
    person_name: str,
    password: str,
    sample: bool = False,
    sample_today: date | None = None,
    clock: Clock = utc_now,
    new_id: NewId = ids.new_id,
    kdf: Kdf | None = None,
) -> Created:
    """Make a new file with its first person and open it; ``kdf`` None = measured here.

    The data file comes last to its place, so that an interrupted creation leaves no half file.

    Raises:
        RuleViolation: no name, or the password is too short.
        ArchiveError: there is a file already, the folder cannot be written, the medium is full.
    """
    if path.exists():
        raise failures.already_there(path)
    key = RawKey(os.urandom(32), os.urandom(16))
    command = StartFile(
        office_kind=office_kind,
        office_name=office_name,
        person_name=person_name,
        sample=sample,
        sample_today=sample_today,
    )
    with failures.explained(path), _part_of(path) as part:
        person = fill_new_file(part, key, command, clock=clock, new_id=new_id)
        slots, opened = _first_slot(key, password, person, kdf or calibrated())
        _keep_aside(keys_path(path), "alt")  # of a file that was moved away, perhaps
        access.save(path, slots)
        put_in_place(part, path)
    archive = reopen(path, opened, slots, clock=clock, new_id=new_id)
    return Created(archive, recovery_key(key))


@contextmanager
def _part_of(path: Path) -> Iterator[Path]:
    """Where a file is written before it takes its place; nothing is left there."""
    part = path.with_suffix(".part")
    remove_database(part)
    try:
        yield part
    finally:
        remove_database(part)


def _first_slot(key: RawKey, password: str, person: StaffMember, kdf: Kdf) -> tuple[Access, Opened]:
    assert person.id is not None
    slot, slot_key = make_slot(key, password, staff_id=person.id, sign=person.sign, kdf=kdf)
    return Access().with_slots([slot]), Opened(key, person.id, slot_key)


def signs(path: Path) -> tuple[str, ...]:
    """The signs of the people who may open the file, for the unlock window; empty if unknown."""
    try:
        return tuple(sorted({slot.sign for slot in access.load(path).slots}))
    except (AccessFileMissing, ArchiveDamaged, OSError):
        return ()


def open_with_password(
    path: Path,
    password: str,
    *,
    sign: str | None = None,
    clock: Clock = utc_now,
    new_id: NewId = ids.new_id,
    read_copy: bool = False,
) -> Archive:
    """Open for one person; ``read_copy`` opens a private copy while another one works.

    Raises:
        WrongPassword, AccessFileMissing, ArchiveLocked, ArchiveDamaged, ArchiveTooNew,
        ArchiveReadOnly, DiskFull: each with what to do next; the file is as it was.
    """
    remove_left_behind(clock())
    with failures.explained(path):
        _refuse_if_open_here(path)
        salt = file_salt(path)
        slots = _slots_of(path, salt)
    opened = unlock(slots, salt, password, path=path, sign=sign)
    if read_copy:
        return _open_copy(path, opened, slots, clock=clock, new_id=new_id)
    return reopen(path, opened, slots, clock=clock, new_id=new_id)


def _refuse_if_open_here(path: Path) -> None:
    if holder.is_open_here(path):
        raise failures.locked(path)


def _slots_of(path: Path, salt: bytes) -> Access:
    """The access file; if it is missing or damaged, the copy in the user's profile."""
    try:
        return access.load(path)
    except (AccessFileMissing, ArchiveDamaged):
        found = profile.find(salt)
        if found is None:
            raise
        _keep_aside(keys_path(path), "beschaedigt")
        access.save(path, found)
        return found


def _keep_aside(keys: Path, why: str) -> None:
    if keys.exists():
        keys.replace(keys.with_name(f"{keys.name}.{why}"))


def open_with_recovery_key(
    path: Path,
    key_text: str,
    *,
    new_password: str,
    sign: str | None = None,
    clock: Clock = utc_now,
    new_id: NewId = ids.new_id,
    kdf: Kdf | None = None,
) -> Archive:
    """Open with the sheet and set a new password for ``sign`` (None = the first active person).

    Raises:
        RuleViolation: typing errors in the key (per group), or the password is too short.
        WrongPassword: the sheet belongs to another file.
        ArchiveError: as for :func:`open_with_password`.
    """
    key = raw_key(key_text)
    with failures.explained(path):
        _refuse_if_open_here(path)
        if file_salt(path) != key.salt:
            raise _other_sheet(path)
    archive = reopen(path, Opened(key), _slots_or_none(path), clock=clock, new_id=new_id)
    try:
        person = _person(archive.query(staff), sign)
        persons.set_password(archive, person, new_password, kdf=kdf)
        archive.staff = person
    except BaseException:
        archive.close(backup=False)
        raise
    return archive


def _other_sheet(path: Path) -> WrongPassword:
    return WrongPassword(
        f"Der Wiederherstellungsschlüssel gehört nicht zu «{path.name}».",
        "Nehmen Sie das Blatt, das beim Anlegen dieser Datei gedruckt wurde.",
    )


def _slots_or_none(path: Path) -> Access:
    try:
        return access.load(path)
    except (AccessFileMissing, ArchiveDamaged):
        return Access()


def _person(people: tuple[StaffMember, ...], sign: str | None) -> StaffMember:
    active = [member for member in people if member.active]
    wanted = [member for member in active if sign in (None, member.sign)]
    if not wanted:
        raise WrongPassword(
            f"Eine aktive Person mit dem Kürzel «{sign}» gibt es in der Datei nicht.",
            "Prüfen Sie das Kürzel, oder lassen Sie es weg.",
        )
    return wanted[0]


def open_with_key(
    path: Path,
    key: RawKey,
    *,
    staff_id: UUID | None = None,
    clock: Clock = utc_now,
    new_id: NewId = ids.new_id,
) -> Archive:
    """Open with the data key itself (tests, proofs); ``staff_id`` None = the first person."""
    with failures.explained(path):
        _refuse_if_open_here(path)
        file_salt(path)
    return reopen(path, Opened(key, staff_id), Access(), clock=clock, new_id=new_id)


def reopen(path: Path, opened: Opened, slots: Access, *, clock: Clock, new_id: NewId) -> Archive:
    """Open with a key that is known already, bring the tables up to date, claim the file.

    Raises:
        ArchiveError: see :func:`open_with_password`.
    """
    import_module("sozdesk.schema")  # by name: the archive lies below the features
    with failures.explained(path):
        holder.claim(path)
    try:
        connection = connect(path, opened.key)
    except BaseException:
        holder.give_up(path)
        raise
    try:
        _bring_up(connection, path, opened, slots, clock)
        archive = Archive(
            path,
            connection,
            opened,
            access=slots,
            clock=clock,
            new_id=new_id,
            on_close=lambda: holder.leave(path),
        )
        with failures.explained(path):
            left_behind = holder.take(path, archive.staff.name, clock())
            _settle_slots(archive)
    except BaseException:
        connection.close()
        holder.give_up(path)
        raise
    if left_behind:
        archive.expect_backup()
    return archive


def _bring_up(
    connection: dbapi2.Connection, path: Path, opened: Opened, slots: Access, clock: Clock
) -> None:
    def before() -> None:
        make_backup(connection, path, opened, slots, now=clock(), reason=Reason.MIGRATION)

    migrate.bring_up(connection, path, before)


def _settle_slots(archive: Archive) -> None:
    """Of the access file and its copy inside, the newer one counts; then all copies agree."""
    salt = archive.opened.key.salt
    inside = archive.query(mirrored, archive.path)
    newer = max(archive.access, inside, key=lambda slots: slots.revision)
    if newer.for_file(salt) != newer.slots:
        newer = newer.only_for(salt)
    if newer != archive.access:
        access.save(archive.path, newer)
    if newer != inside:
        archive.keep_access(newer)
    archive.access = newer
    if newer.slots:
        profile.keep(newer, salt)


def _open_copy(
    path: Path, opened: Opened, slots: Access, *, clock: Clock, new_id: NewId
) -> Archive:
    import_module("sozdesk.schema")
    copied = copy_for_reading(path, opened.key)
    try:
        connection = connect(copied.path, opened.key)
        try:
            migrate.bring_up(connection, copied.path, lambda: None)
        finally:
            connection.close()
        return Archive(
            path,
            connect(copied.path, opened.key, reading=True),
            opened,
            access=slots,
            clock=clock,
            new_id=new_id,
            stand=copied.stand,
            on_close=copied.remove,
        )
    except BaseException:
        copied.remove()
        raise
