"""Where a file lies badly: network drives, folders that a program copies elsewhere, long names."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path, PurePath

_SYNC = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "kdrive": "kDrive",
    "switchdrive": "SWITCHdrive",
    "icloud": "iCloud",
    "icloud drive": "iCloud",
    "pcloud": "pCloud",
    "tresorit": "Tresorit",
    "seafile": "Seafile",
}
_NETWORK_TYPES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs"}
_LONGEST_FOLDER = 180
"""Letters; Windows takes 259 for a file, and backups have longer names than the file itself."""
_DRIVE_REMOTE = 4
"""DRIVE_REMOTE of the Windows function GetDriveType."""


def location_warning(path: Path) -> str:
    """One German sentence and the advice, or nothing if the place is good."""
    folder = path.resolve().parent
    if service := sync_service(folder):
        return (
            f"Der Ordner gehört zu {service} und wird laufend kopiert. Dabei kann die Datei "
            "beschädigt werden. Legen Sie sie in einen Ordner, der nicht abgeglichen wird."
        )
    if is_network(folder):
        return (
            "Der Ordner liegt auf einem Netzlaufwerk. Bricht die Verbindung ab, kann eine Änderung "
            "verloren gehen. Sicherer ist ein Ordner auf diesem Computer."
        )
    if len(str(folder)) > _LONGEST_FOLDER:
        return (
            "Der Name des Ordners ist sehr lang; unter Windows lassen sich dort nicht alle Dateien "
            "anlegen. Wählen Sie einen Ordner weiter oben."
        )
    return ""


def sync_service(folder: PurePath) -> str:
    """The service whose folder this is («OneDrive - Kanton» counts too), or nothing."""
    for part in folder.parts:
        name = part.casefold().split(" - ")[0].split(" (")[0].strip()
        if name in _SYNC:
            return _SYNC[name]
    return ""


def is_network(folder: Path) -> bool:
    """Whether another computer holds the folder, as far as this one can tell."""
    if sys.platform == "win32":
        return is_share(str(folder)) or _is_remote_drive(folder.anchor)
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return mount_type(folder, mounts.splitlines()) in _NETWORK_TYPES


def is_share(text: str) -> bool:
    r"""Whether a Windows path names another computer: ``\\server\share``."""
    return text.startswith(("\\\\", "//")) and not text.startswith(("\\\\?\\", "\\\\.\\"))


def mount_type(folder: PurePath, mounts: Iterable[str]) -> str:
    """The file system type of the mount that holds a folder (lines as in ``/proc/mounts``)."""
    best, kind = -1, ""
    for line in mounts:
        fields = line.split()
        point = PurePath(fields[1].replace("\\040", " "))
        if len(point.parts) >= best and folder.is_relative_to(point):
            best, kind = len(point.parts), fields[2]
    return kind


def _is_remote_drive(anchor: str) -> bool:
    import ctypes  # noqa: PLC0415 - only Windows has the function

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - unknown to the checker elsewhere
    return bool(kernel.GetDriveTypeW(anchor) == _DRIVE_REMOTE)
