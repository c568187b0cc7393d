"""Files that somebody drags into the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

OUTLOOK = (
    "Outlook gibt diese Anhänge nicht als Dateien weiter. Ziehen Sie die Nachricht zuerst in "
    "einen Ordner und von dort hierher."
)
_VIRTUAL = "FileGroupDescriptor"


def paths_in(dropped: QMimeData) -> tuple[Path, ...]:
    """The files and folders that are dragged."""
    return tuple(Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile())


def is_virtual(dropped: QMimeData) -> bool:
    """Whether a mail program drags contents that lie in no file."""
    return not paths_in(dropped) and any(_VIRTUAL in one for one in dropped.formats())
