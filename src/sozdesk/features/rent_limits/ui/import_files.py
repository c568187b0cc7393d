"""Files on their way into and out of the import: which may be chosen, and saving a copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.rent_limits.terms import Attachment
from sozdesk.kernel.errors import ReturnFileError, SozDeskError
from sozdesk.widgets import errors, file_prompts

FILTERS = "Rückmeldungen (*.xlsx *.ods *.eml *.msg *.zip *.pdf);;Alle Dateien (*)"
_LARGEST = 20_000_000
"""Bytes."""


def read_scans(paths: Sequence[Path]) -> tuple[Attachment, ...]:
    """The files with their bytes; raises ReturnFileError if one is too big or cannot be read."""
    return tuple(read_file(path, "Scannen Sie mit kleinerer Auflösung.") for path in paths)


def read_file(path: Path, advice: str = "Wählen Sie eine kleinere Datei.") -> Attachment:
    """One file with its bytes; raises ReturnFileError if it is too big or cannot be read."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ReturnFileError(f"«{path.name}» ist grösser als 20 MB.", advice)
        return Attachment(path.name, path.read_bytes())
    except OSError as error:
        raise ReturnFileError(
            f"«{path.name}» lässt sich nicht lesen.", "Wählen Sie eine andere Datei."
        ) from error


def save_copy(owner: QWidget, name: str, content: bytes) -> None:
    """Ask for a place and write the bytes there."""
    path = file_prompts.save_file(owner, "Datei speichern", Path(name))
    if path is None:
        return
    try:
        write_bytes(path, content)
    except SozDeskError as error:
        errors.show(owner, error)
