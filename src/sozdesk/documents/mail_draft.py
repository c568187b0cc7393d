"""E-mail drafts that the mail program of the office opens, ready to be sent by a person.

The same data make the same bytes: there is no date and no message id, both come with the sending.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.charset import QP, Charset
from email.encoders import encode_base64
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import formataddr
from hashlib import sha256
from pathlib import PurePath

from sozdesk.documents.mail import AttachedFile
from sozdesk.kernel import german

_LINES = compat32.clone(linesep="\r\n", max_line_length=0)
"""The older policy, because the newer one of Python loses blanks between words with umlauts.

It would break a long head before its first word; what may be long is broken here.
"""
_OFFICE = "vnd.openxmlformats-officedocument"
_KINDS = {
    ".xlsx": ("application", f"{_OFFICE}.spreadsheetml.sheet"),
    ".docx": ("application", f"{_OFFICE}.wordprocessingml.document"),
    ".pdf": ("application", "pdf"),
    ".png": ("image", "png"),
    ".jpg": ("image", "jpeg"),
}
"""Ours, because the table of the computer differs from one to the next."""
_UNKNOWN = ("application", "octet-stream")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}")
_LONGEST_LINE = 74
"""Letters of a line with words in code, RFC 2047 allows two more."""
_MAX_ADDRESS = 254
"""Letters, RFC 5321."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailDraft:
    """One e-mail; ``address`` is one that :func:`usable_address` answered."""

    address: str
    name: str = ""
    subject: str
    body: str
    attachments: Sequence[AttachedFile] = ()


def usable_address(typed: str) -> str:
    """An e-mail address as it can stand in a draft; empty if it is none, or more than one.

    A domain with umlauts is written the way mail programs need it.
    """
    local, at, domain = german.clean(typed).rpartition("@")
    try:
        plain = domain.encode("idna").decode("ascii") if at else ""
    except UnicodeError:
        return ""
    found = f"{local}@{plain}"
    is_one = _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(plain)
    return found if is_one and len(found) <= _MAX_ADDRESS else ""


def draft_bytes(draft: MailDraft) -> bytes:
    """The draft as an ``.eml``; ``X-Unsent`` lets Outlook open it for sending."""
    text = _text(draft.body)
    message = _with_attachments(draft, text) if draft.attachments else text
    del message["MIME-Version"]
    message["X-Unsent"] = "1"
    message["To"] = _receiver(_one_line(draft.name), draft.address)
    message["Subject"] = _head("Subject", _one_line(draft.subject))
    message["MIME-Version"] = "1.0"
    return message.as_bytes(policy=_LINES)


def _text(body: str) -> MIMEText:
    lines = "\n".join(line.rstrip() for line in body.strip().splitlines()) + "\n"
    charset = Charset("utf-8")
    charset.body_encoding = QP
    text = MIMEText("", "plain", "utf-8")
    del text["Content-Transfer-Encoding"]
    text.set_payload(lines, charset)
    return text


def _with_attachments(draft: MailDraft, text: MIMEText) -> MIMEMultipart:
    parts: list[MIMEBase] = [text]
    for file in draft.attachments:
        part = MIMEBase(*_KINDS.get(PurePath(file.name).suffix.lower(), _UNKNOWN))
        part.set_payload(file.content)
        encode_base64(part)
        name = file.name if file.name.isascii() else ("utf-8", "", file.name)
        part.add_header("Content-Disposition", "attachment", filename=name)
        parts.append(part)
    for part in parts:
        del part["MIME-Version"]
    return MIMEMultipart("mixed", _boundary(draft), parts)


def _receiver(name: str, address: str) -> str:
    """«Rita Beispiel <rita@…>»."""
    if name.isascii():
        return formataddr((name, address))
    return f"{_head('To', name)}\n <{address}>"


def _head(name: str, text: str) -> str:
    """A text in lines that fit; with umlauts it is written in code."""
    charset = "us-ascii" if text.isascii() else "utf-8"
    return Header(text, charset, _LONGEST_LINE, name).encode()


def _one_line(text: str) -> str:
    """A head of a message has one line: what follows would be read as another head."""
    return german.clean("".join(char for char in text if char.isprintable() or char.isspace()))


def _boundary(draft: MailDraft) -> str:
    """Fixed by the content: no line of text or attachment can look like it by chance."""
    parts = (draft.body.encode(), *(file.content for file in draft.attachments))
    return f"=_sozdesk_{sha256(b'|'.join(parts)).hexdigest()[:32]}"
