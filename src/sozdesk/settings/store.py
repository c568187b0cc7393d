"""The settings of this machine: one small JSON file in the user's configuration folder."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from platformdirs import user_config_path, user_log_path

from sozdesk.kernel import places
from sozdesk.settings.declared import RECENT_FILES, Setting

T = TypeVar("T")
_MOST_RECENT = 8


def config_folder() -> Path:
    """Where settings lie: with the person's other programs, or in a place of their own."""
    return places.own_profile() or user_config_path("SozDesk", appauthor=False)


def log_folder() -> Path:
    """Where the log lies; beside the settings if those lie in a place of their own."""
    own = places.own_profile()
    return own / "log" if own else user_log_path("SozDesk", appauthor=False)


class Settings:
    """Values by declared setting; a value that cannot be read counts as not set."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or config_folder() / "settings.json"
        self._raw = _read(self._path)

    def get(self, setting: Setting[T]) -> T:
        """The value, or the default."""
        if setting.key not in self._raw:
            return setting.default
        try:
            return setting.read(self._raw[setting.key])
        except (ValueError, TypeError):
            return setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Keep a value and write the file; a folder that cannot be written only loses the wish."""
        self._raw[setting.key] = _plain(value)
        try:
            _write(self._path, self._raw)
        except OSError:
            return

    def remember_file(self, path: Path) -> None:
        """Put a file first in the list of recent files."""
        others = [known for known in self.get(RECENT_FILES) if known != str(path)]
        self.set(RECENT_FILES, (str(path), *others)[:_MOST_RECENT])

    def forget_file(self, path: Path) -> None:
        """Take a file off the list of recent files."""
        self.set(RECENT_FILES, tuple(k for k in self.get(RECENT_FILES) if k != str(path)))


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return raw if isinstance(raw, dict) else {}


def _write(path: Path, raw: dict[str, Any]) -> None:
    """Beside the target and then moved, so that a pulled plug leaves the old settings."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(raw, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
    beside.replace(path)
