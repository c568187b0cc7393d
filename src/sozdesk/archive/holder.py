"""Who has the file open: a note beside it, locked as long as the file is open.

SQLite locks the file itself. On Linux that lock goes as soon as anything in this process opens the
file and closes it again, be it a file dialog that guesses its kind; the lock of the note stays.
Windows keeps SQLite's lock, and would not let a locked note be read.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class _Claim:
    note: int
    """Descriptor of the locked note; -1 where notes are not locked."""
    left_behind: bool
    """An old note says that the file was not closed properly last time."""


_HERE: dict[Path, _Claim] = {}
"""Files that this process has open, or is about to."""


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


def claim(path: Path) -> None:
    """Lock the note before the file is opened.

    Raises:
        BlockingIOError: another process has it.
        OSError: the folder cannot be written.
    """
    note = holder_path(path)
    left_behind = note.exists() and note.stat().st_size > 0
    _HERE[path.resolve()] = _Claim(_locked(note), left_behind)


def take(path: Path, person: str, now: datetime) -> bool:
    """Say in the note who has the file; True if it was not closed properly last time.

    Raises:
        OSError: the folder cannot be written.
    """
    content = {"person": person, "computer": platform.node(), "since": now.isoformat()}
    holder_path(path).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return _HERE[path.resolve()].left_behind


def give_up(path: Path) -> None:
    """The file could not be opened after all; what an earlier crash left behind stays."""
    claim = _HERE.get(path.resolve())
    if claim is not None:
        _let_go(path, keep=claim.left_behind)


def leave(path: Path) -> None:
    """Remove the note."""
    _let_go(path, keep=False)


def _let_go(path: Path, *, keep: bool) -> None:
    """The note goes before its lock: nobody may lock one that is about to go."""
    claim = _HERE.pop(path.resolve(), None)
    try:
        if not keep:
            holder_path(path).unlink(missing_ok=True)
    except OSError:
        return
    finally:
        if claim is not None and claim.note >= 0:
            os.close(claim.note)


def _locked(note: Path) -> int:
    """A descriptor of the note with its lock; -1 where there are no such locks."""
    if sys.platform == "win32":
        return -1
    import fcntl  # noqa: PLC0415 - not on Windows

    while True:
        handle = os.open(note, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise
        except OSError:  # a share without such locks
            return handle
        if note.exists() and os.path.samestat(os.fstat(handle), note.stat()):
            return handle
        os.close(handle)  # whoever had it just removed it


def who(path: Path) -> Holder | None:
    """What the note says; None if there is none or it cannot be read."""
    try:
        read = json.loads(holder_path(path).read_text(encoding="utf-8"))
        return Holder(read["person"], read["computer"], datetime.fromisoformat(read["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
