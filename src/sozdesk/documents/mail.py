"""Messages as saved from a mail program: day of sending and attached files.

``.eml`` through the standard library, Outlook's ``.msg`` through :mod:`sozdesk.documents.msg`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Europe/Zurich")
"""The day of a message is the day at the office."""


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


def office_day(moment: datetime) -> date:
    """The day at the office; a moment without time zone is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(OFFICE_ZONE).date()


def read_eml(content: bytes) -> Mail:
    """A message in internet format; never raises, a broken one simply has no files."""
    message = message_from_bytes(content, policy=policy.default)
    return Mail(_sent_on(message), tuple(_files(message)))


def _sent_on(message: Message) -> date | None:
    """The day it was sent; if that is missing, the day of the last delivery step."""
    received = (message.get_all("Received") or [""])[0]
    for text in (_header(message, "Date"), str(received).rpartition(";")[2]):
        try:
            return office_day(parsedate_to_datetime(text.strip()))
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def _header(message: Message, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except (ValueError, TypeError, IndexError, AttributeError):
        return ""


def _files(message: Message) -> list[AttachedFile]:
    """All attached files, also those of forwarded messages; pictures of a signature are left out."""
    return [
        AttachedFile(name, data)
        for part in message.walk()
        if (name := _file_name(part)) and (data := _payload(part)) is not None
    ]


def _file_name(part: Message) -> str:
    if part.is_multipart():
        return ""
    try:
        name = part.get_filename() or ""
    except (ValueError, TypeError, LookupError, AttributeError):
        name = ""
    shown_in_text = part.get("Content-ID") and _disposition(part) != "attachment"
    return "" if shown_in_text and part.get_content_maintype() == "image" else name


def _disposition(part: Message) -> str:
    try:
        return part.get_content_disposition() or ""
    except (ValueError, TypeError, AttributeError, IndexError):
        return ""


def _payload(part: Message) -> bytes | None:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, TypeError, LookupError, AssertionError):
        return None
    return data if isinstance(data, bytes) and data else None
