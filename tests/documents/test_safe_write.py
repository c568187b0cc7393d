"""A file is either the old one or the new one, whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from sozdesk.documents.safe_write import write_bytes, write_file
from sozdesk.kernel.errors import DocumentWriteError


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_holds_exactly_the_bytes(tmp_path: Path) -> None:
    write_bytes(tmp_path / "Übersicht.csv", b"1;2\r\n")
    assert (tmp_path / "Übersicht.csv").read_bytes() == b"1;2\r\n"
    assert names_in(tmp_path) == ["Übersicht.csv"]


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")
    write_bytes(tmp_path / "a.csv", b"new")
    assert (tmp_path / "a.csv").read_bytes() == b"new"


def test_colleagues_can_read_the_file(tmp_path: Path) -> None:
    old_mask = os.umask(0o022)
    try:
        write_bytes(tmp_path / "a.csv", b"new")
    finally:
        os.umask(old_mask)
    assert (tmp_path / "a.csv").stat().st_mode & 0o777 == 0o644


def test_a_writer_that_fails_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")

    def fail(file: BinaryIO) -> None:
        file.write(b"half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_file(tmp_path / "a.csv", fail)
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert names_in(tmp_path) == ["a.csv"]


def write_nothing(file: BinaryIO) -> None:
    file.write(b"new")


def test_a_file_that_a_virus_scanner_holds_is_moved_at_a_later_attempt(tmp_path: Path) -> None:
    waited: list[float] = []
    refusals = 3

    def move(source: Path, target: Path) -> None:
        if len(waited) < refusals:
            raise PermissionError(errno.EACCES, "held")
        source.replace(target)

    write_file(tmp_path / "a.csv", write_nothing, move=move, wait=waited.append)
    assert (tmp_path / "a.csv").read_bytes() == b"new"
    assert len(waited) == 3


def refuse(_source: Path, _target: Path) -> None:
    raise PermissionError(errno.EACCES, "held")


def test_a_file_that_stays_held_is_reported_and_kept(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")
    with pytest.raises(DocumentWriteError, match="Wählen Sie einen anderen Ordner"):
        write_file(tmp_path / "a.csv", write_nothing, move=refuse, wait=lambda _: None)
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert names_in(tmp_path) == ["a.csv"]


def test_on_windows_a_held_file_is_probably_open_in_excel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"old")
    monkeypatch.setattr("sozdesk.documents.safe_write.sys.platform", "win32")
    with pytest.raises(DocumentWriteError, match="noch geöffnet, zum Beispiel in Excel"):
        write_file(tmp_path / "a.xlsx", write_nothing, move=refuse, wait=lambda _: None)


def test_windows_has_no_folder_to_flush(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sozdesk.documents.safe_write.sys.platform", "win32")
    monkeypatch.delattr("sozdesk.documents.safe_write.os.open")
    write_file(tmp_path / "a.csv", write_nothing)
    assert (tmp_path / "a.csv").read_bytes() == b"new"


def test_a_full_disk_is_reported_and_the_old_file_kept(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")

    def fill(_file: BinaryIO) -> None:
        raise OSError(errno.ENOSPC, "no space")

    with pytest.raises(DocumentWriteError, match="kein Platz mehr"):
        write_file(tmp_path / "a.csv", fill)
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert names_in(tmp_path) == ["a.csv"]


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentWriteError, match=r"Den Ordner «.*fehlt» gibt es nicht"):
        write_bytes(tmp_path / "fehlt" / "a.csv", b"new")


def test_a_folder_in_the_place_of_the_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(DocumentWriteError, match="gibt es schon einen Ordner"):
        write_bytes(tmp_path / "a.csv", b"new")
    assert names_in(tmp_path) == ["a.csv"]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EROFS, "nichts speichern. Wählen Sie einen anderen Ordner"),
        (errno.ENAMETOOLONG, "Der Name ist zu lang. Wählen Sie einen kürzeren"),
        (errno.EIO, "Der Datenträger meldet einen Fehler"),
    ],
)
def test_every_failure_of_the_disk_is_a_sentence_with_a_next_step(
    tmp_path: Path, number: int, sentence: str
) -> None:
    def fail(_file: BinaryIO) -> None:
        raise OSError(number, os.strerror(number))

    with pytest.raises(DocumentWriteError, match=sentence) as caught:
        write_file(tmp_path / "a.csv", fail)
    assert caught.value.next_step


def test_a_name_that_is_too_long_is_reported(tmp_path: Path) -> None:
    with pytest.raises(DocumentWriteError, match="Der Name ist zu lang"):
        write_bytes(tmp_path / ("a" * 300 + ".csv"), b"new")
    assert names_in(tmp_path) == []
