"""Where the program's own files lie, in a checkout and in a frozen program."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

PORTABLE_MARK = "sozdesk-portabel.txt"
"""A file of this name beside the program keeps its settings there too."""
_PORTABLE_FOLDER = "Einstellungen"


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parents[3]


def resource(*parts: str) -> Path:
    """A file below ``resources/``."""
    return _root().joinpath("resources", *parts)


def database(*parts: str) -> Path:
    """A file below ``db/``."""
    return _root().joinpath("db", *parts)


def built_on() -> date | None:
    """The day of the build, which writes it beside the resources; None in a checkout."""
    try:
        return date.fromisoformat(_root().joinpath("built.txt").read_text("ascii").strip())
    except (OSError, ValueError):
        return None


def own_profile() -> Path | None:
    """Where settings lie if not with the person's other programs.

    ``SOZDESK_CONFIG_DIR`` says so (tests), or the mark of a portable program (a USB stick).
    """
    if chosen := os.environ.get("SOZDESK_CONFIG_DIR"):
        return Path(chosen)
    if not getattr(sys, "frozen", False):
        return None
    beside = Path(sys.executable).parent
    return beside / _PORTABLE_FOLDER if (beside / PORTABLE_MARK).is_file() else None
