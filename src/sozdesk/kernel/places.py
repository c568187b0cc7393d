"""Where the program's own files lie, in a checkout and in a frozen program."""

from __future__ import annotations

import sys
from pathlib import Path


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parents[3]


def resource(*parts: str) -> Path:
    """A file below ``resources/``."""
    return _root().joinpath("resources", *parts)


def database(*parts: str) -> Path:
    """A file below ``db/``."""
    return _root().joinpath("db", *parts)
