"""Every setting of this machine, declared once: key, type, default, German label.

What belongs to the office (thresholds, deadlines) is dated data in the file, not a setting.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Appearance(StrEnum):
    """Light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class RowDensity(StrEnum):
    """How high the rows of lists are."""

    NORMAL = "normal"
    COMFORTABLE = "comfortable"


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting; ``read`` turns what the file holds into a value, or raises ValueError."""

    key: str
    default: T
    label: str
    read: Callable[[Any], T]


def _number(lowest: int, highest: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if not isinstance(value, int) or not lowest <= value <= highest:
            raise ValueError(value)
        return value

    return read


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(value)
    return tuple(value)


def _shares(value: Any) -> dict[str, float]:
    if not isinstance(value, dict):
        raise ValueError(value)
    return {str(page): float(share) for page, share in value.items()}


def _views(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError(value)
    return {str(page): str(view) for page, view in value.items()}


APPEARANCE = Setting("appearance", Appearance.SYSTEM, "Erscheinungsbild", Appearance)
SIZE_PERCENT = Setting("size_percent", 100, "Schriftgrösse", _number(90, 130))
ROW_DENSITY = Setting("row_density", RowDensity.NORMAL, "Zeilen", RowDensity)
AUTO_LOCK_MINUTES = Setting("auto_lock_minutes", 15, "Sperren nach", _number(1, 120))
RECENT_FILES: Setting[tuple[str, ...]] = Setting(
    "recent_files", (), "Zuletzt geöffnete Dateien", _texts
)
"""Paths only, newest first; nothing about persons."""
OFFICE_KIND = Setting("office_kind", "service", "Art der zuletzt geöffneten Datei", _text)
SHARES: Setting[dict[str, float]] = Setting("shares", {}, "Aufteilung der Seiten", _shares)
"""Page key → part of the width that the list on the left gets."""
VIEWS: Setting[dict[str, str]] = Setting("views", {}, "Ansicht der Seiten", _views)
"""Page key → how it shows its records (list or board)."""
MAP_FILE = Setting("map_file", "", "Kartendatei", _text)
"""Path of the GeoJSON that is drawn instead of the shipped map; empty = the shipped one."""

ALL: tuple[Setting[Any], ...] = (
    APPEARANCE,
    SIZE_PERCENT,
    ROW_DENSITY,
    AUTO_LOCK_MINUTES,
    RECENT_FILES,
    SHARES,
    VIEWS,
    MAP_FILE,
)
