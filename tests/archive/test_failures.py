"""What goes wrong with a file: one clear sentence, the next step, nothing lost, no traceback."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from fixtures_archive import PASSWORD, fixed_clock
from sozdesk.archive.access import file_salt, keys_path
from sozdesk.archive.backup import backups
from sozdesk.archive.engine import RawKey
from sozdesk.archive.failures import explained
from sozdesk.archive.file_info import RenameOffice, rename_office
from sozdesk.archive.holder import holder_path, who
from sozdesk.archive.store import Archive, Created, open_with_key, open_with_password
from sozdesk.kernel.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveLocked,
    ArchiveReadOnly,
    DiskFull,
)

WORKER = Path(__file__).with_name("crash_worker.py")
NO_ROOM = (
    "Auf dem Datenträger von «amt.sozdesk» ist kein Platz mehr. "
    "Die letzte Änderung wurde nicht gespeichert, alles Frühere ist erhalten."
)
WRITE_ERROR = (
    "Der Datenträger von «amt.sozdesk» meldet einen Fehler. "
    "Die letzte Änderung wurde nicht gespeichert, alles Frühere ist erhalten."
)
NO_BACKUP = (
    "Die Sicherung von «amt.sozdesk» konnte nicht geschrieben werden. "
    "Die Datei selbst ist gespeichert und in Ordnung."
)


def worker(command: str, path: Path, *before: str) -> list[dict[str, Any]]:
    """What a separate process says; it must not write a word to stderr."""
    done = subprocess.run(
        [*before, sys.executable, str(WORKER), command, str(path)],
        capture_output=True,
        text=True,
        env=_environment(),
        check=False,
    )
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(WORKER.parents[1])}


def opened(path: Path) -> Archive:
    return open_with_password(path, PASSWORD, clock=fixed_clock)


@pytest.fixture
def path(created: Created) -> Path:
    created.archive.close(backup=False)
    return created.archive.path


# ------------------------------------------------------------------ a second process


@pytest.mark.slow
def test_a_second_process_is_told_who_has_the_file(path: Path) -> None:
    archive = opened(path)
    (answer,) = worker("open", path)
    archive.run(rename_office, RenameOffice(office_name="Amt"))
    archive.close(backup=False)
    assert answer["error"] == "ArchiveLocked"
    assert answer["sentence"].startswith(
        "Die Datei «amt.sozdesk» ist bereits in einem anderen Fenster oder auf einem anderen "
        "Computer offen. Offen bei: Anna Muster an «"
    )
    assert answer["sentence"].endswith(f"», seit {fixed_clock().astimezone():%d.%m.%Y %H:%M}.")
    assert answer["next_step"] == (
        "Schliessen Sie die Datei dort, oder öffnen Sie hier eine Kopie zum Lesen."
    )
    (answer,) = worker("open", path)
    assert answer["error"] == ""


def test_looking_at_the_open_file_lets_nobody_else_in(path: Path) -> None:
    """Whoever reads it in this process, like a file dialog that guesses its kind, closes it again.

    On Linux that gives up SQLite's own lock.
    """
    archive = opened(path)
    path.read_bytes()
    (answer,) = worker("open", path)
    assert answer["error"] == "ArchiveLocked"
    archive.close(backup=False)
    (answer,) = worker("open", path)
    assert answer["error"] == ""


def test_a_file_that_could_not_be_opened_keeps_the_note_of_a_crash(path: Path) -> None:
    holder_path(path).write_text("{}", encoding="utf-8")
    with pytest.raises(ArchiveDamaged):
        open_with_key(path, RawKey(bytes(32), file_salt(path)))
    assert holder_path(path).exists()
    opened(path).close()
    assert len(backups(path)) == 1  # a session that ended without one


@pytest.mark.slow
def test_this_process_is_told_that_another_one_has_the_file(path: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, str(WORKER), "hold", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=_environment(),
    )
    assert other.stdin is not None
    assert other.stdout is not None
    with other:
        assert json.loads(other.stdout.readline()) == {"held": True}
        with pytest.raises(ArchiveLocked):
            opened(path)
        other.stdin.close()
    opened(path).close(backup=False)


def test_the_note_beside_the_file_goes_when_it_is_closed(path: Path) -> None:
    archive = opened(path)
    note = who(path)
    archive.close(backup=False)
    assert note is not None
    assert note.person == "Anna Muster"
    assert not holder_path(path).exists()


def test_a_note_left_by_a_crash_locks_nobody_out(path: Path) -> None:
    holder_path(path).write_text("not even json", encoding="utf-8")
    opened(path).close(backup=False)
    assert not holder_path(path).exists()


# ------------------------------------------------------------------ a damaged file


@pytest.mark.parametrize("start", [0, 16, 5_000, 40_000])
def test_flipped_bytes_are_said_and_the_file_is_kept(path: Path, start: int) -> None:
    content = bytearray(path.read_bytes())
    for position in range(start, start + 2_000):
        content[position] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(ArchiveDamaged) as caught:
        _read_everything(path)
    assert caught.value.sentence == (
        "Die Datei «amt.sozdesk» ist beschädigt und lässt sich nicht lesen. "
        "Sie wurde nicht verändert."
    )
    assert caught.value.next_step.startswith("Stellen Sie die neueste Sicherung wieder her")
    assert path.read_bytes() == content


def _read_everything(path: Path) -> None:
    archive = opened(path)
    try:
        archive.query(lambda session: session.execute(text("PRAGMA integrity_check")).all())
        archive.backup()
    finally:
        archive.close(backup=False)


@pytest.mark.slow
def test_a_damaged_file_says_nothing_on_stderr(path: Path) -> None:
    path.write_bytes(bytes(16) + path.read_bytes()[16:3_000] + bytes(60_000))
    (answer,) = worker("open", path)
    assert answer["error"] == "ArchiveDamaged"


def test_an_empty_file_is_not_taken_for_a_new_one(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(ArchiveDamaged):
        opened(path)
    assert path.read_bytes() == b""


# ------------------------------------------------------------------ media that refuse


@pytest.mark.slow
def test_a_folder_that_cannot_be_written_is_said(path: Path) -> None:
    before = path.read_bytes(), keys_path(path).read_bytes()
    (answer,) = worker("read-only", path)
    path.parent.chmod(0o755)
    path.chmod(0o644)
    assert answer["error"] == "ArchiveReadOnly"
    assert answer["sentence"] == (
        "Im Ordner von «amt.sozdesk» darf nicht geschrieben werden. Es wurde nichts geändert."
    )
    assert answer["next_step"].startswith("Kopieren Sie die Datei mit ihrer Zugangsdatei")
    assert (path.read_bytes(), keys_path(path).read_bytes()) == before
    assert sorted(file.name for file in path.parent.iterdir()) == ["amt.keys", "amt.sozdesk"]
    opened(path).close(backup=False)


@pytest.mark.slow
def test_a_medium_that_reports_an_error_loses_nothing_that_was_saved(path: Path) -> None:
    refused, *facts = worker("limit", path)
    assert refused["sentence"] == WRITE_ERROR
    assert refused["next_step"].startswith("Prüfen Sie Laufwerk, Netzverbindung und freien Platz")
    _nothing_was_lost(facts[0], facts[-1])


@pytest.mark.slow
def test_a_full_medium_loses_nothing_that_was_saved(path: Path) -> None:
    """Where no private medium can be mounted, the error of a quota stands in for it."""
    namespace = ["unshare", "--map-root-user", "--mount"]
    if subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode:
        refused, *facts = worker("limit", path)
        assert refused["sentence"] == WRITE_ERROR
    else:
        refused, *facts = worker("disk", path, *namespace)
        assert refused["sentence"] == NO_ROOM
        assert refused["next_step"] == "Schaffen Sie Platz und speichern Sie noch einmal."
        assert (facts[1]["backup"], facts[1]["sentence"]) == ("DiskFull", NO_BACKUP)
    _nothing_was_lost(facts[0], facts[-1])


def _nothing_was_lost(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert before["confirmed"] >= 1
    assert before["found"] == [str(before["confirmed"])] * 2
    assert after == {"reopened": before["found"], "broken": 0}


def test_a_file_that_may_not_grow_says_that_there_is_no_room(archive: Archive) -> None:
    pages = archive.query(lambda session: session.execute(text("PRAGMA page_count")).scalar())
    archive.query(lambda session: session.execute(text(f"PRAGMA max_page_count = {pages}")).all())
    with pytest.raises(DiskFull, match="ist kein Platz mehr") as caught:
        archive.run(rename_office, RenameOffice(office_name="x" * 100_000))
    assert caught.value.next_step == "Schaffen Sie Platz und speichern Sie noch einmal."
    assert archive.info.office_name == "Kantonales Sozialamt"
    archive.query(lambda session: session.execute(text("PRAGMA max_page_count = 100000")).all())
    archive.run(rename_office, RenameOffice(office_name="Amt"))
    assert archive.info.office_name == "Amt"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EROFS, ArchiveReadOnly),
        (errno.EACCES, ArchiveReadOnly),
        (errno.ENOENT, ArchiveError),
        (errno.EINVAL, OSError),
    ],
)
def test_what_the_system_reports_is_said_or_comes_through(
    number: int, expected: type[Exception]
) -> None:
    with pytest.raises(expected), explained(Path("amt.sozdesk")):
        raise OSError(number, "reported")
