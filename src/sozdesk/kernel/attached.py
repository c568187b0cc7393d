"""Files that are attached to a record: which may be, told by their content, not only by their name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, stop

ATTACHMENT_LIMIT: Final = 20 * 1024 * 1024
"""Bytes of one file: a technical limit, so that the data file can still be copied and backed up."""
ATTACHED_ALREADY: Final = "Diese Datei ist hier schon angehängt."
_MEGABYTE: Final = 1024 * 1024
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
_ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRow:
    """A file inside the data file, without its bytes."""

    id: UUID
    version: int
    name: str
    size: int
    """Bytes."""
    added_on: date


def file_findings(name: str, content: bytes) -> tuple[Finding, ...]:
    """What keeps a file from being attached: empty, too large, of no known kind, wrongly named."""
    if not content:
        return (stop("empty", _empty(name)),)
    if len(content) > ATTACHMENT_LIMIT:
        return (stop("too_large", _too_large(name)),)
    kind = content_kind(content)
    if kind is None:
        return (stop("kind_unknown", _unknown(name)),)
    promised = next((to for end, to in _ENDINGS.items() if name.casefold().endswith(end)), "")
    if promised != kind:
        return (stop("content_differs", _differs(name, _WORDS[kind])),)
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


def size_words(size: int) -> str:
    """«320 KB», «4.5 MB»."""
    if size < _MEGABYTE:
        return f"{german.count(max(1, size // 1024))} KB"
    return f"{size * 10 // _MEGABYTE / 10:g} MB"


def _empty(name: str) -> str:
    return f"«{name}» ist leer. Speichern Sie die Datei nochmals und hängen Sie sie dann an."


def _too_large(name: str) -> str:
    return (
        f"«{name}» ist grösser als {size_words(ATTACHMENT_LIMIT)}. Speichern Sie die Datei kleiner, "
        "zum Beispiel mit weniger Bildpunkten."
    )


def _unknown(name: str) -> str:
    return f"«{name}» ist weder PDF noch Word (.docx) noch Bild (.jpg, .png). Speichern Sie es als PDF."


def _differs(name: str, kind: str) -> str:
    return f"«{name}» ist nicht das, was der Name sagt, sondern {kind}. Benennen Sie die Datei um."
