"""What people hand in, opened up: folder, zip folder, message, single file.

The unit is a :class:`Delivery`: what came together in one message, or one file on its own. Nothing
is written to disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from sozdesk.documents.mail import AttachedFile, Mail, read_eml
from sozdesk.documents.msg import read_msg
from sozdesk.documents.packages import is_zip, unpack
from sozdesk.documents.sheets import is_workbook
from sozdesk.documents.untrusted import MAX_DEPTH, MAX_MAIL, Refusal, RefusedFile

_NOISE = {"thumbs.db", "desktop.ini"}
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".xltx", ".xltm", ".ods")


@dataclass(frozen=True, slots=True)
class Delivery:
    """Files that came together; ``refusal`` instead if they could not be opened."""

    name: str
    """Of the file or message, with the folders inside a zip."""
    files: tuple[AttachedFile, ...] = ()
    by_mail: bool = False
    sent_on: date | None = None
    sender: str = ""
    """E-mail address of a message, if it says one."""
    refusal: RefusedFile | None = None


def find_files(path: Path) -> tuple[Path, ...]:
    """The file itself, or every file below a folder in the order of the names."""
    if not path.is_dir():
        return (path,)
    return tuple(
        sorted(
            (found for found in path.rglob("*") if found.is_file() and not is_noise(found.name)),
            key=lambda found: found.as_posix().casefold(),
        )
    )


def is_noise(name: str) -> bool:
    """Files that programs leave behind: lock files of Excel and LibreOffice, thumbnails."""
    own = PurePosixPath(name).name
    return own.startswith((".", "~$")) or own.lower() in _NOISE or name.startswith("__MACOSX/")


def open_file(path: Path) -> tuple[Delivery, ...]:
    """What one file holds; a file that cannot be opened is a delivery with a refusal."""
    try:
        if path.stat().st_size > MAX_MAIL:
            raise RefusedFile(Refusal.TOO_BIG)
        content = path.read_bytes()
    except FileNotFoundError:
        return (Delivery(path.name, refusal=RefusedFile(Refusal.NOT_FOUND)),)
    except OSError:
        return (Delivery(path.name, refusal=RefusedFile(Refusal.UNREADABLE)),)
    except RefusedFile as refusal:
        return (Delivery(path.name, refusal=refusal),)
    return tuple(_open(path.name, content, MAX_DEPTH))


def _open(name: str, content: bytes, depth: int) -> Iterator[Delivery]:
    try:
        if (mail := _as_mail(name, content)) is not None:
            files = tuple(_flattened(mail.files, depth))
            yield Delivery(name, files, by_mail=True, sent_on=mail.sent_on, sender=mail.sender)
        elif (parts := _as_folder(name, content)) is not None:
            if depth == 0:
                raise RefusedFile(Refusal.ZIP_BOMB)
            for inner, data in parts.items():
                yield from _open(f"{name} › {inner}", data, depth - 1)
        else:
            yield Delivery(name, (AttachedFile(name, content),))
    except RefusedFile as refusal:
        yield Delivery(name, refusal=refusal)


def _as_mail(name: str, content: bytes) -> Mail | None:
    if name.lower().endswith(".eml"):
        return read_eml(content)
    return read_msg(content) if name.lower().endswith(".msg") else None


def _as_folder(name: str, content: bytes) -> dict[str, bytes] | None:
    """The files of a zip folder; None for a workbook and for anything else."""
    if not is_zip(content) or name.lower().endswith(_WORKBOOKS):
        return None
    if not name.lower().endswith(".zip"):
        return None
    parts = unpack(content)
    if is_workbook(parts):
        return None
    return {inner: data for inner, data in sorted(parts.items()) if not is_noise(inner)}


def _flattened(files: tuple[AttachedFile, ...], depth: int) -> Iterator[AttachedFile]:
    """Attachments, with zip folders and attached messages opened up where that is possible."""
    for file in files:
        inner = _files_inside(file) if depth > 0 else None
        if inner is None:
            yield file
        else:
            yield from _flattened(inner, depth - 1)


def _files_inside(file: AttachedFile) -> tuple[AttachedFile, ...] | None:
    """None for a file that is no container, or none that can be opened."""
    try:
        if (mail := _as_mail(file.name, file.content)) is not None:
            return mail.files
        parts = _as_folder(file.name, file.content)
    except RefusedFile:
        return None
    return None if parts is None else tuple(AttachedFile(*part) for part in parts.items())


def is_workbook_name(name: str) -> bool:
    """Whether a name looks like a workbook, readable or not."""
    return name.lower().endswith(_WORKBOOKS)
