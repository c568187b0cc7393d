"""What the window does with data files before and beside an open one. Runs on the archive thread.

Free of Qt, and light to import: the archive and the features are imported when something runs.
"""

# ruff: noqa: PLC0415 - heavy imports happen on the archive thread, while a password is typed
from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sozdesk.archive.backup import BackupRow
    from sozdesk.archive.recovery import RecoveryKey
    from sozdesk.archive.store import Archive
    from sozdesk.kernel.usecase import Outcome

SUFFIX = ".sozdesk"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file to be made; ``municipalities`` are the BFS numbers of a service."""

    path: Path
    office_kind: str
    office_name: str
    person_name: str
    password: str
    municipalities: tuple[int, ...] = ()


Create = Callable[[NewFile], "tuple[Archive, bytes]"]
"""Makes a file and answers it open, with the recovery sheet (pdf)."""


class BuildSample(Protocol):
    """Makes a sample file at a path and answers its password; Cancelled if somebody stops it."""

    def __call__(
        self,
        path: Path,
        *,
        office_kind: str,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> str:
        """Make it for this kind of office; ``progress(done, total)`` counts steps."""


@dataclass(frozen=True, slots=True)
class Makers:
    """What the composition root supplies, because it needs every feature."""

    create: Create
    build_sample: BuildSample


def sheet_of(archive: Archive, recovery: RecoveryKey) -> bytes:
    """The recovery sheet of an open file as pdf."""
    from sozdesk.documents.recovery_sheet import recovery_sheet

    context = archive.context()
    return recovery_sheet(
        archive.path.name,
        archive.info.office_name,
        archive.staff.name,
        recovery.groups,
        recovery.text,
        context.now,
        dated=context.today,
        sample=archive.info.sample,
    )


def new_sheet(archive: Archive) -> bytes:
    """The recovery sheet of an open file once more; the key is the same as on the first one."""
    from sozdesk.archive.recovery import recovery_key

    return sheet_of(archive, recovery_key(archive.opened.key))


def note_sheet(archive: Archive) -> Outcome:
    """Remember in the file that the sheet of its present key was saved."""
    from sozdesk.archive import sheet_log

    command = sheet_log.NoteSheet(key_mark=sheet_log.key_mark(archive.opened.key))
    return archive.run(sheet_log.note_sheet, command)


def lacks_sheet(archive: Archive) -> bool:
    """Whether nobody ever saved a sheet of this file; a sample needs none, a copy cannot tell."""
    from sozdesk.archive import sheet_log

    if archive.info.sample or archive.read_only:
        return False
    return not archive.query(sheet_log.has_sheet, sheet_log.key_mark(archive.opened.key))


def open_file(
    path: Path, password: str, *, sign: str | None = None, read_copy: bool = False
) -> Archive:
    """Open with the password of a person; ``read_copy`` = a private copy while others write."""
    from sozdesk.archive import store

    return store.open_with_password(path, password, sign=sign, read_copy=read_copy)


def open_with_sheet(
    path: Path, key_text: str, new_password: str, *, sign: str | None = None
) -> Archive:
    """Open with the recovery sheet and set a new password."""
    from sozdesk.archive import store

    return store.open_with_recovery_key(path, key_text, new_password=new_password, sign=sign)


@dataclass(frozen=True, slots=True)
class FileOutside:
    """What can be known of a file without its password."""

    signs: tuple[str, ...]
    warning: str
    """Why the place of the file is not a good one; empty if it is."""
    is_there: bool


def place_warning(path: Path) -> str:
    """Why this is not a good place for a data file; empty if it is one."""
    from sozdesk.archive.locations import location_warning

    return location_warning(path)


def look_at(path: Path) -> FileOutside:
    """Look at a file from outside, for the unlock window."""
    from sozdesk.archive import store

    return FileOutside(store.signs(path), place_warning(path), path.is_file())


def backups_of(path: Path) -> tuple[BackupRow, ...]:
    """The verified backups of a file, newest first."""
    from sozdesk.archive.backup import backups

    return backups(path)


def restore(backup: Path, path: Path, password: str, *, sign: str | None = None) -> Path | None:
    """Put a backup in the place of the file; answers where the old file lies now."""
    from sozdesk.archive.opened import utc_now
    from sozdesk.archive.restore import restore as put_back

    return put_back(backup, path, password, now=utc_now(), sign=sign).kept_aside


def fresh_sample(
    path: Path,
    office_kind: str,
    build: BuildSample,
    *,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> str:
    """Make the sample of an office anew in a folder of its own and answer its password.

    Raises:
        Cancelled: somebody stopped it; nothing is left of it.
    """
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir(parents=True)
    try:
        return build(path, office_kind=office_kind, progress=progress, cancelled=cancelled)
    except BaseException:
        shutil.rmtree(path.parent, ignore_errors=True)
        raise
