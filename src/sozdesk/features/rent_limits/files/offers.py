"""A list of offered dwellings from a file, as the text that one would paste."""

from __future__ import annotations

from pathlib import Path

from sozdesk.documents.sheets import Sheet, cell_text, read_sheets
from sozdesk.documents.untrusted import MAX_FILE, Refusal, RefusedFile
from sozdesk.features.rent_limits.terms import Code
from sozdesk.features.rent_limits.texts import sentence
from sozdesk.kernel import german
from sozdesk.kernel.errors import ReturnFileError

_SAVE_AS = "Speichern Sie die Liste als .xlsx oder .csv, oder fügen Sie sie aus Excel ein."
_TEXTS = (".csv", ".txt", ".tsv")


def offers_text(path: Path) -> str:
    """The lines of a csv, or of the first filled sheet of an xlsx or ods, cells apart by tabs.

    Raises:
        ReturnFileError: the file cannot be read or used; the sentence says why.
    """
    content = _content(path)
    if path.suffix.lower() in _TEXTS:
        return _decoded(content)
    try:
        sheets = read_sheets(content)
    except RefusedFile as refusal:
        if refusal.reason is Refusal.NOT_A_WORKBOOK:
            raise ReturnFileError(f"«{path.name}» ist keine Tabelle.", _SAVE_AS) from None
        raise ReturnFileError(f"«{path.name}»: {sentence(Code(refusal.reason))}") from None
    return next((text for sheet in sheets if (text := _lines(sheet))), "")


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE:
            raise ReturnFileError(
                f"«{path.name}» ist grösser als 5 MB.", "Kopieren Sie nur die Liste der Inserate."
            )
        return path.read_bytes()
    except OSError as error:
        raise ReturnFileError(
            f"«{path.name}» lässt sich nicht lesen.", "Wählen Sie eine andere Datei."
        ) from error


def _decoded(content: bytes) -> str:
    """UTF-8 if it is, else as Excel on Windows writes it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _lines(sheet: Sheet) -> str:
    rows = ([german.clean(cell_text(cell)) for cell in row] for row in sheet.rows)
    return "\n".join("\t".join(row).rstrip("\t") for row in rows if any(row))
