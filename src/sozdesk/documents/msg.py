"""Outlook's ``.msg``: an OLE container whose streams are named after MAPI properties.

Only what a return needs is read (MS-OXMSG 2.4 and MS-OXPROPS): when and by whom it
was sent, and the attachments with their names. Attached messages are opened too.
"""

from __future__ import annotations

import struct
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from sozdesk.documents.mail import AttachedFile, Mail
from sozdesk.documents.untrusted import MAX_DEPTH, Refusal, RefusedFile
from sozdesk.kernel.swiss_time import swiss_day

if TYPE_CHECKING:
    from olefile import OleFileIO

_SUBMITTED = 0x0039
_DELIVERED = 0x0E06
_HIDDEN = 0x7FFE
_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME = "3707", "3704", "3001"
_CONTENT_ID = "3712"
_SENDERS = ("5D01", "0C1F", "0065")
"""SMTP address of the sender, address of the sender, of whoever it was sent for."""
_UNICODE, _EIGHT_BIT = "001F", "001E"
_PROPERTY = struct.Struct("<HHIq")
_TOP_HEADER, _ATTACHMENT_HEADER = 32, 8
_DATE_TYPE, _BOOLEAN_TYPE = 0x0040, 0x000B

_DAMAGED = (OSError, ValueError, TypeError, LookupError, AttributeError, struct.error)
"""What olefile raises, depending on where a container is broken."""

Path = tuple[str, ...]


def read_msg(content: bytes) -> Mail:
    """Day, sender and attachments; raises :class:`RefusedFile` for a damaged container."""
    import olefile  # noqa: PLC0415 - only for the few files that need it

    try:
        with olefile.OleFileIO(BytesIO(content)) as container:
            properties = _properties(container, (), _TOP_HEADER)
            files = tuple(_attachments(container, (), MAX_DEPTH))
            return Mail(_sent_on(properties), files, _sender(container))
    except _DAMAGED:
        raise RefusedFile(Refusal.UNREADABLE) from None


def _properties(container: OleFileIO, folder: Path, header: int) -> dict[int, tuple[int, int]]:
    """Property number → (type, value) of the fixed-size properties."""
    stream = _stream(container, (*folder, "__properties_version1.0"))
    body = stream[header:]
    rows = _PROPERTY.iter_unpack(body[: len(body) // _PROPERTY.size * _PROPERTY.size])
    return {number: (kind, value) for kind, number, _flags, value in rows}


def _sent_on(properties: dict[int, tuple[int, int]]) -> date | None:
    for number in (_SUBMITTED, _DELIVERED):
        kind, ticks = properties.get(number, (0, 0))
        if kind == _DATE_TYPE and ticks > 0:
            try:
                return swiss_day(
                    datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
                )
            except OverflowError:
                continue
    return None


def _sender(container: OleFileIO) -> str:
    """The internet address; inside one organisation there may only be another kind."""
    known = (_text(container, (), number) for number in _SENDERS)
    return next((one for one in known if "@" in one), "")


def _attachments(container: OleFileIO, folder: Path, depth: int) -> list[AttachedFile]:
    folders = sorted(
        {
            tuple(path[: len(folder) + 1])
            for path in container.listdir()
            if len(path) > len(folder) + 1
            and tuple(path[: len(folder)]) == folder
            and path[len(folder)].startswith("__attach_version1.0")
        }
    )
    return [file for inner in folders for file in _attachment(container, inner, depth)]


def _attachment(container: OleFileIO, folder: Path, depth: int) -> list[AttachedFile]:
    """The attached file, or the files of an attached message."""
    message = (*folder, "__substg1.0_3701000D")
    if container.exists("/".join((*message, "__properties_version1.0"))):
        return _attachments(container, message, depth - 1) if depth > 1 else []
    content = _stream(container, (*folder, "__substg1.0_37010102"))
    if not content or _is_part_of_the_text(container, folder):
        return []
    name = next(
        filter(None, (_text(container, folder, kind) for kind in _NAMES)),
        "Beilage",
    )
    return [AttachedFile(name, content)]


_NAMES = (_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME)


def _is_part_of_the_text(container: OleFileIO, folder: Path) -> bool:
    """Pictures of a signature are hidden and carry a content id."""
    properties = _properties(container, folder, _ATTACHMENT_HEADER)
    kind, value = properties.get(_HIDDEN, (0, 0))
    hidden = kind == _BOOLEAN_TYPE and value & 1
    return bool(hidden and _text(container, folder, _CONTENT_ID))


def _text(container: OleFileIO, folder: Path, number: str) -> str:
    wide = _stream(container, (*folder, f"__substg1.0_{number}{_UNICODE}"))
    if wide:
        return wide.decode("utf-16-le", "replace").rstrip("\0")
    narrow = _stream(container, (*folder, f"__substg1.0_{number}{_EIGHT_BIT}"))
    return narrow.decode("cp1252", "replace").rstrip("\0")


def _stream(container: OleFileIO, path: Path) -> bytes:
    name = "/".join(path)
    if not container.exists(name):
        return b""
    data: bytes = container.openstream(name).read()
    return data
