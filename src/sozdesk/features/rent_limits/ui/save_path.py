"""Asking where to write, starting in the folder of the person's documents."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from sozdesk.widgets import file_prompts


def documents_folder() -> Path:
    """Where people keep their documents."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))


def ask(parent: QWidget, title: str, name: str, filters: str = "Alle Dateien (*)") -> Path | None:
    """Where to write a file; None if cancelled."""
    return file_prompts.save_file(parent, title, documents_folder() / name, filters)


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Where to write several files; None if cancelled."""
    return file_prompts.open_folder(parent, title, documents_folder())


def show(path: Path) -> None:
    """Open a folder or file with the program that the person uses for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
