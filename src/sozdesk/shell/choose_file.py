"""Asking for a data file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

FILTER = "SozDesk-Dateien (*.sozdesk)"


def ask_for_file(parent: QWidget) -> Path | None:
    """The data file that somebody chose, None if cancelled."""
    from sozdesk.widgets import file_prompts  # noqa: PLC0415 - not needed by the first window

    return file_prompts.open_file(parent, "Datei öffnen", FILTER)
