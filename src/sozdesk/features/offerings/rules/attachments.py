"""Which files may be attached: told by their content, not only by their name."""

from __future__ import annotations

from typing import Final

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.terms import ATTACHMENT_LIMIT
from sozdesk.kernel.findings import Finding, stop

_ENDINGS: Final = {
    ".pdf": ".pdf",
    ".docx": ".docx",
    ".jpg": ".jpg",
    ".jpeg": ".jpg",
    ".png": ".png",
}
_WORDS: Final = {
    ".pdf": "eine PDF-Datei",
    ".docx": "ein Word-Dokument",
    ".jpg": "ein JPG-Bild",
    ".png": "ein PNG-Bild",
}
_SIGNATURES: Final = ((b"%PDF-", ".pdf"), (b"\xff\xd8\xff", ".jpg"), (b"\x89PNG\r\n\x1a\n", ".png"))
_NEVER_KEPT: Final = ("strafregister", "privatauszug")
"""Strafregisterauszüge are looked at and never kept: Privatauszug, Sonderprivatauszug."""
_ZIP: Final = b"PK\x03\x04"


def attachment_findings(
    name: str, content: bytes, *, inspected_only: bool = False
) -> tuple[Finding, ...]:
    """What keeps a file from being attached; ``inspected_only`` = its owner never holds a file.

    A file that is named a Strafregisterauszug is refused for every owner.
    """
    if inspected_only or any(word in name.casefold() for word in _NEVER_KEPT):
        return (stop("inspected_only", texts.INSPECTED_ONLY),)
    if not content:
        return (stop("empty", texts.file_empty(name)),)
    if len(content) > ATTACHMENT_LIMIT:
        return (stop("too_large", texts.file_too_large(name, ATTACHMENT_LIMIT)),)
    return _kind_findings(name, content)


def _kind_findings(name: str, content: bytes) -> tuple[Finding, ...]:
    kind = content_kind(content)
    if kind is None:
        return (stop("kind_unknown", texts.kind_unknown(name)),)
    promised = next((to for end, to in _ENDINGS.items() if name.casefold().endswith(end)), "")
    if promised != kind:
        return (stop("content_differs", texts.content_differs(name, _WORDS[kind])),)
    return ()


def content_kind(content: bytes) -> str | None:
    """``.pdf``, ``.docx``, ``.jpg``, ``.png`` by the signature of the content; None if neither.

    A Word document is a zip that holds ``word/document.xml``; one with macros is none of ours.
    """
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    is_word = content.startswith(_ZIP) and b"word/document.xml" in content
    return ".docx" if is_word and b"vbaProject.bin" not in content else None
