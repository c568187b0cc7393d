"""Asking for files and folders, and the seam for tests. A question begins where it ended before.

``set_next_path(path, …)`` answers the next prompt(s); None stands for «Abbrechen».
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

_paths: deque[Path | Sequence[Path] | None] = deque()
_last: dict[tuple[Path | None, str], Path] = {}
"""Folder to begin in and question → the folder of its last answer, until the program ends."""


def set_next_path(*paths: Path | Sequence[Path] | None) -> None:
    """Tests: give these answers, in this order, instead of asking."""
    _paths.extend(paths)


def open_files(
    parent: QWidget | None, title: str, filters: str = "Alle Dateien (*)", start: Path | None = None
) -> tuple[Path, ...]:
    """Existing files, none if cancelled. ``filters`` as «Excel (*.xlsx);;Alle Dateien (*)»."""
    if _paths:
        return _several(_paths.popleft())
    names, _filter = QFileDialog.getOpenFileNames(parent, title, _folder(start, title), filters)
    chosen = tuple(Path(name) for name in names)
    _remember(start, title, *(path.parent for path in chosen[:1]))
    return chosen


def open_file(
    parent: QWidget | None, title: str, filters: str = "Alle Dateien (*)", start: Path | None = None
) -> Path | None:
    """One existing file, None if cancelled."""
    if _paths:
        return next(iter(_several(_paths.popleft())), None)
    name, _filter = QFileDialog.getOpenFileName(parent, title, _folder(start, title), filters)
    if not name:
        return None
    _remember(start, title, Path(name).parent)
    return Path(name)


def open_folder(parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
    """A folder, None if cancelled."""
    if _paths:
        return next(iter(_several(_paths.popleft())), None)
    name = QFileDialog.getExistingDirectory(parent, title, _folder(start, title))
    if not name:
        return None
    _remember(start, title, Path(name))
    return Path(name)


def save_file(
    parent: QWidget | None, title: str, suggested: Path, filters: str = "Alle Dateien (*)"
) -> Path | None:
    """Where to write, None if cancelled; the ending of ``suggested`` is added if none was typed."""
    if _paths:
        return next(iter(_several(_paths.popleft())), None)
    place = str(Path(_folder(suggested.parent, title), suggested.name))
    name, _filter = QFileDialog.getSaveFileName(parent, title, place, filters)
    if not name:
        return None
    path = Path(name)
    _remember(suggested.parent, title, path.parent)
    return path if path.suffix else path.with_suffix(suggested.suffix)


def _remember(start: Path | None, title: str, *folders: Path) -> None:
    for folder in folders:
        _last[start, title] = folder


def _folder(start: Path | None, title: str) -> str:
    """Where a question begins; empty: where the system likes."""
    last = _last.get((start, title))
    return str(last if last and last.is_dir() else start or "")


def _several(answer: Path | Sequence[Path] | None) -> tuple[Path, ...]:
    if answer is None:
        return ()
    return (answer,) if isinstance(answer, Path) else tuple(answer)
