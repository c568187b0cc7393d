"""Sentences about attached files."""

from __future__ import annotations

from typing import Final

from sozdesk.kernel import german

INSPECTED_ONLY: Final = (
    "Strafregisterauszüge werden nur eingesehen und nie abgelegt. Erfassen Sie, wer sie wann "
    "gesehen hat."
)
NO_CRIMINAL_RECORD: Final = (
    "Keine Strafregisterauszüge anhängen: Sie werden nur eingesehen. Die Einsicht erfassen Sie beim "
    "Gesuch unter «Beilagen»."
)
ATTACHED_ALREADY: Final = "Diese Datei ist hier schon angehängt."
_MEGABYTE: Final = 1024 * 1024


def size_words(size: int) -> str:
    """«320 KB», «4.5 MB»."""
    if size < _MEGABYTE:
        return f"{german.count(max(1, size // 1024))} KB"
    return f"{size * 10 // _MEGABYTE / 10:g} MB"


def file_empty(name: str) -> str:
    """A file without a byte."""
    return f"«{name}» ist leer. Speichern Sie die Datei nochmals und hängen Sie sie dann an."


def file_too_large(name: str, limit: int) -> str:
    """A file above the limit."""
    return (
        f"«{name}» ist grösser als {size_words(limit)}. Speichern Sie die Datei kleiner, zum "
        "Beispiel mit weniger Bildpunkten."
    )


def kind_unknown(name: str) -> str:
    """Not one of the kinds that are kept."""
    return f"«{name}» ist weder PDF noch Word (.docx) noch Bild (.jpg, .png). Speichern Sie es als PDF."


def content_differs(name: str, kind: str) -> str:
    """The name promises something else than the content is."""
    return f"«{name}» ist nicht das, was der Name sagt, sondern {kind}. Benennen Sie die Datei um."
