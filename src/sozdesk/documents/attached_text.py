"""The words of an attached pdf or docx, so that the search finds it. Never raises: no words then.

Attached files come from anywhere. A pdf is read by pypdf within a number of pages, of letters and
of seconds; a docx is unpacked within the limits of every package, and only its text is looked at.
"""

from __future__ import annotations

import io
import logging
import re
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from sozdesk.documents import packages
from sozdesk.documents.untrusted import RefusedFile

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_PAGES: Final = 200
MOST_LETTERS: Final = 200_000
MOST_SECONDS: Final = 10.0
_MOST_BYTES: Final = 20 * 1024 * 1024
_WORD_TEXT: Final = re.compile(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>|</w:p>|<w:(?:br|tab)\b")
_ENTITIES: Final = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}


class _OutOfTime(Exception):
    """A page takes too long."""


def text_of(content: bytes) -> str:
    """The words in one line; empty for pictures and for what cannot be read."""
    if content.startswith(b"%PDF-"):
        found = _pdf_text(content)
    elif packages.is_zip(content):
        found = _docx_text(content)
    else:
        return ""
    printable = "".join(sign if sign.isprintable() else " " for sign in found[:MOST_LETTERS])
    return " ".join(printable.split())


def _docx_text(content: bytes) -> str:
    try:
        parts = packages.unpack(content, _MOST_BYTES)
        packages.refuse_doctypes(parts)
        body = parts.get("word/document.xml", b"").decode("utf-8")
    except (RefusedFile, UnicodeDecodeError):
        return ""
    words = "".join(found.group(1) or _gap(found) for found in _WORD_TEXT.finditer(body))
    for entity, sign in _ENTITIES.items():
        words = words.replace(entity, sign)
    return words


def _gap(found: re.Match[str]) -> str:
    """An empty run separates nothing, the end of a paragraph does."""
    return "" if found.group(1) is not None else " "


def _pdf_text(content: bytes) -> str:
    from pypdf import PdfReader  # noqa: PLC0415 - heavy, only when a pdf is attached

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings may quote the document
    pages: list[str] = []
    end = monotonic() + MOST_SECONDS
    try:
        reader = PdfReader(io.BytesIO(content))
        for page in reader.pages[:MOST_PAGES]:
            pages.append(_page_text(page, end))
            if sum(map(len, pages)) > MOST_LETTERS:
                break
    except Exception:  # noqa: BLE001, S110 - a broken pdf fails in many ways; what was read counts
        pass
    return " ".join(pages)


def _page_text(page: PageObject, end: float) -> str:
    def watch(*_: Any) -> None:
        if monotonic() > end:
            raise _OutOfTime

    watch()
    return page.extract_text(visitor_operand_before=watch)
