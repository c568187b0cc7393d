"""Who has the file open: an advisory note beside it. The lock itself is SQLite's."""

from __future__ import annotations

import json
import platform
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_HERE: set[Path] = set()
"""Files that this process has open: asking for them again could give up their lock on Linux."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Person, computer, since when."""

    person: str
    computer: str
    since: datetime

    def __str__(self) -> str:
        since = self.since.astimezone()
        return f"{self.person} an «{self.computer}», seit {since:%d.%m.%Y %H:%M}"


def holder_path(path: Path) -> Path:
    """``NAME.holder`` beside ``NAME.sozdesk``."""
    return path.with_suffix(".holder")


def is_open_here(path: Path) -> bool:
    """Whether this very process has the file open."""
    return path.resolve() in _HERE


def take(path: Path, person: str, now: datetime) -> bool:
    """Leave the note; True if an old one says that the file was not closed properly last time.

    Raises:
        OSError: the folder cannot be written.
    """
    note = holder_path(path)
    left_behind = note.exists()
    content = {"person": person, "computer": platform.node(), "since": now.isoformat()}
    note.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    _HERE.add(path.resolve())
    return left_behind


def leave(path: Path) -> None:
    """Remove the note."""
    _HERE.discard(path.resolve())
    try:
        holder_path(path).unlink(missing_ok=True)
    except OSError:
        return


def who(path: Path) -> Holder | None:
    """What the note says; None if there is none or it cannot be read."""
    try:
        read = json.loads(holder_path(path).read_text(encoding="utf-8"))
        return Holder(read["person"], read["computer"], datetime.fromisoformat(read["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
