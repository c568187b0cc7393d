"""Asking for a data file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from sozdesk.widgets import file_prompts

FILTER = "SozDesk-Dateien (*.sozdesk)"


def ask_for_file(parent: QWidget) -> Path | None:
    """The data file that somebody chose, None if cancelled."""
    return file_prompts.open_file(parent, "Datei öffnen", FILTER)
