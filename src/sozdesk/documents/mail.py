"""Messages as saved from a mail program: day of sending, sender and attached files.

``.eml`` through the standard library, Outlook's ``.msg`` through :mod:`sozdesk.documents.msg`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from sozdesk.kernel.swiss_time import swiss_day


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """One file of a message."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """What a return needs from a message; the text of the message is not kept."""

    sent_on: date | None
    """Day at the office; None if the message does not say."""
    files: tuple[AttachedFile, ...]
    sender: str = ""
    """E-mail address of whoever sent it; empty if the message does not say."""


def read_eml(content: bytes) -> Mail:
    """A message in internet format; never raises, a broken one simply has no files."""
    message = message_from_bytes(content, policy=policy.default)
    sender = parseaddr(_header(message, "From"))[1]
    return Mail(_sent_on(message), tuple(_files(message)), sender)


def _sent_on(message: Message) -> date | None:
    """The day it was sent; if that is missing, the day of the last delivery step."""
    received = (message.get_all("Received") or [""])[0]
    for text in (_header(message, "Date"), str(received).rpartition(";")[2]):
        try:
            return swiss_day(parsedate_to_datetime(text.strip()))
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def _header(message: Message, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except (ValueError, TypeError, IndexError, AttributeError):
        return ""


def _files(message: Message) -> list[AttachedFile]:
    """All attached files, also those of forwarded messages; pictures of the text are left out."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    pages = b"".join(_payload(part) for part in parts if part.get_content_type() == "text/html")
    return [
        AttachedFile(name, content)
        for part in parts
        if (name := _file_name(part)) and (content := _payload(part))
        if not _is_shown_in(pages, part)
    ]


def _file_name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except (ValueError, TypeError, LookupError, AttributeError):
        return ""


def _is_shown_in(pages: bytes, part: Message) -> bool:
    """Whether the part is a picture inside the text: the logo of a signature."""
    name = _header(part, "Content-ID").strip(" <>").encode("utf-8", "replace")
    return bool(name) and b"cid:" + name in pages


def _payload(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, TypeError, LookupError, AssertionError):
        return b""
    return content if isinstance(content, bytes) else b""
