"""Files on their way into and out of the import: what may be dropped, and saving a copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.rent_limits.terms import Attachment
from sozdesk.kernel.errors import ReturnFileError, SozDeskError
from sozdesk.widgets import errors, file_prompts

FILTERS = "Rückmeldungen (*.xlsx *.ods *.eml *.msg *.zip *.pdf);;Alle Dateien (*)"
OUTLOOK = (
    "Outlook gibt diese Anhänge nicht als Dateien weiter. Ziehen Sie die Nachricht zuerst in "
    "einen Ordner und von dort hierher."
)
_LARGEST = 20_000_000
"""Bytes."""
_VIRTUAL = "FileGroupDescriptor"


def paths_in(dropped: QMimeData) -> tuple[Path, ...]:
    """The files and folders that are dragged."""
    return tuple(Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile())


def is_virtual(dropped: QMimeData) -> bool:
    """Whether a mail program drags contents that lie in no file."""
    return not paths_in(dropped) and any(_VIRTUAL in one for one in dropped.formats())


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
