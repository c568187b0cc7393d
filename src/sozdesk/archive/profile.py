"""The user's own folder: a second copy of access files, and private copies for reading."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_config_path

from sozdesk.archive import access
from sozdesk.archive.access import Access
from sozdesk.archive.atomic import write_private
from sozdesk.kernel import places
from sozdesk.kernel.errors import ArchiveDamaged


def folder() -> Path:
    """Private to the user; a portable program keeps it beside itself."""
    return places.own_profile() or user_config_path("SozDesk", appauthor=False)


def _mirror_path(file_salt: bytes) -> Path:
    return folder() / "keys" / f"{file_salt.hex()}.keys"


def keep(slots: Access, file_salt: bytes) -> None:
    """Keep a copy of the access file; a profile that cannot be written only loses the comfort."""
    path = _mirror_path(file_salt)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_private(path, access.to_bytes(slots))
    except OSError:
        return


def find(file_salt: bytes) -> Access | None:
    """The copy of the access file of this content, if this user ever opened it here."""
    path = _mirror_path(file_salt)
    try:
        return access.from_bytes(path.read_bytes(), path)
    except (OSError, ArchiveDamaged):
        return None
