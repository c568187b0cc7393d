"""Asking for files and folders, and the seam for tests.

``set_next_path(path, …)`` answers the next prompt(s); None stands for «Abbrechen».
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

_paths: deque[Path | Sequence[Path] | None] = deque()


def set_next_path(*paths: Path | Sequence[Path] | None) -> None:
    """Tests: give these answers, in this order, instead of asking."""
    _paths.extend(paths)


def open_files(
    parent: QWidget | None, title: str, filters: str = "Alle Dateien (*)", start: Path | None = None
) -> tuple[Path, ...]:
    """Existing files, none if cancelled. ``filters`` as «Excel (*.xlsx);;Alle Dateien (*)»."""
    if _paths:
        return _several(_paths.popleft())
    names, _filter = QFileDialog.getOpenFileNames(parent, title, _text(start), filters)
    return tuple(Path(name) for name in names)


def open_file(
    parent: QWidget | None, title: str, filters: str = "Alle Dateien (*)", start: Path | None = None
) -> Path | None:
    """One existing file, None if cancelled."""
    if _paths:
        return next(iter(_several(_paths.popleft())), None)
    name, _filter = QFileDialog.getOpenFileName(parent, title, _text(start), filters)
    return Path(name) if name else None


def open_folder(parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
    """A folder, None if cancelled."""
    if _paths:
        return next(iter(_several(_paths.popleft())), None)
    name = QFileDialog.getExistingDirectory(parent, title, _text(start))
    return Path(name) if name else None


def save_file(
    parent: QWidget | None, title: str, suggested: Path, filters: str = "Alle Dateien (*)"
) -> Path | None:
    """Where to write, None if cancelled; the ending of ``suggested`` is added if none was typed."""
    if _paths:
        return next(iter(_several(_paths.popleft())), None)
    name, _filter = QFileDialog.getSaveFileName(parent, title, str(suggested), filters)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(suggested.suffix)


def _several(answer: Path | Sequence[Path] | None) -> tuple[Path, ...]:
    if answer is None:
        return ()
    return (answer,) if isinstance(answer, Path) else tuple(answer)


def _text(start: Path | None) -> str:
    return "" if start is None else str(start)
