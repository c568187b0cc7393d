"""The handbook on the command line, and what the file knows of its recovery sheet."""

from __future__ import annotations

from pathlib import Path

from test_cli import PASSWORD, Run, run

from sozdesk.archive import store
from sozdesk.shell.files import lacks_sheet

__all__ = ["run"]


def lacks(path: str) -> bool:
    archive = store.open_with_password(Path(path), PASSWORD)
    try:
        return lacks_sheet(archive)
    finally:
        archive.close(backup=False)


def test_the_handbook_is_printed_without_a_file(run: Run, tmp_path: Path) -> None:
    code, out, err = run("handbook", "--out", "handbuch.pdf")
    assert (code, out, err) == (0, "Handbuch: handbuch.pdf\n", "")
    assert (tmp_path / "handbuch.pdf").read_bytes().startswith(b"%PDF")


def test_a_missing_folder_is_said(run: Run) -> None:
    code, _, err = run("handbook", "--out", "fehlt/handbuch.pdf")
    assert code == 1
    assert err.startswith("«handbuch.pdf» konnte nicht geschrieben werden:")


def test_a_file_remembers_whether_its_sheet_was_written(run: Run) -> None:
    run("create", "ohne.sozdesk", "--office", "ksa")
    assert lacks("ohne.sozdesk")
    run("create", "mit.sozdesk", "--office", "ksa", "--recovery-sheet", "blatt.pdf")
    assert not lacks("mit.sozdesk")


def test_a_renewed_key_writes_and_remembers_its_sheet(run: Run) -> None:
    run("create", "ksa.sozdesk", "--office", "ksa")
    code, _, err = run("--file", "ksa.sozdesk", "renew-key", "--recovery-sheet", "neu.pdf")
    assert (code, err) == (0, "")
    assert not lacks("ksa.sozdesk")
