"""Asking where to write, starting beside the data file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from sozdesk.runtime.desk import Desk
from sozdesk.widgets import file_prompts


def ask(
    parent: QWidget, desk: Desk, title: str, name: str, filters: str = "Alle Dateien (*)"
) -> Path | None:
    """Where to write a file; None if cancelled."""
    return file_prompts.save_file(parent, title, _folder(desk) / name, filters)


def ask_folder(parent: QWidget, desk: Desk, title: str) -> Path | None:
    """Where to write several files; None if cancelled."""
    return file_prompts.open_folder(parent, title, _folder(desk))


def _folder(desk: Desk) -> Path:
    """The folder of the data file: it is there, unlike some folders of the system."""
    return desk.file.path.parent if desk.file is not None else Path.home()


def show(path: Path) -> None:
    """Open a folder or file with the program that the person uses for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
