"""Network drives and folders that a program copies elsewhere get a warning."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.kdf import Kdf
from sozdesk.archive.locations import is_share, location_warning, mount_type, sync_service
from sozdesk.archive.store import create, open_with_password

MOUNTS = [
    "/dev/sda1 / ext4 rw 0 0",
    "//server/amt /mnt/amt cifs rw 0 0",
    "server:/home /mnt/amt\\040neu nfs4 rw 0 0",
]


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (PureWindowsPath(r"C:\Users\am\OneDrive - Kanton Basel-Landschaft\Amt"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\am\Dropbox (Amt)"), "Dropbox"),
        (PurePosixPath("/home/am/Nextcloud/amt"), "Nextcloud"),
        (PurePosixPath("/home/am/Dokumente"), ""),
        (PurePosixPath("/home/am/dropboxen"), ""),
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_recognised(
    folder: PureWindowsPath | PurePosixPath, service: str
) -> None:
    assert sync_service(folder) == service


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/home/am", "ext4"), ("/mnt/amt/2027", "cifs"), ("/mnt/amt neu", "nfs4"), ("/mnt", "ext4")],
)
def test_the_innermost_mount_counts(folder: str, kind: str) -> None:
    assert mount_type(PurePosixPath(folder), MOUNTS) == kind


@pytest.mark.parametrize(
    ("text", "expected"), [(r"\\server\amt", True), (r"C:\Amt", False), (r"\\?\C:\Amt", False)]
)
def test_a_windows_share_is_recognised(text: str, expected: bool) -> None:
    assert is_share(text) is expected


def test_the_warning_says_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    assert location_warning(folder / "amt.sozdesk").startswith("Der Ordner gehört zu OneDrive")
    assert "Legen Sie sie in einen Ordner" in location_warning(folder / "amt.sozdesk")
    assert location_warning(tmp_path / "amt.sozdesk") == ""


def test_a_folder_with_a_very_long_name_is_named_before_windows_refuses_it(tmp_path: Path) -> None:
    """Windows takes 259 letters; «amt-Sicherungen» and the time of a backup need about 60 of them."""
    long = tmp_path / "Unterordner für die Akten der Jahre 2020 bis 2027" / ("x" * 180)
    assert "sehr lang" in location_warning(long / "amt.sozdesk")
    assert location_warning(tmp_path / "amt.sozdesk") == ""


def test_a_file_in_a_path_of_250_letters_with_umlauts_opens_again(tmp_path: Path) -> None:
    folder = tmp_path / "Ämter & Akten"
    while len(str(folder)) < 200:
        folder = folder / "Fürsorge älter"
    path = folder / ("ö" * (250 - len(str(folder)) - len("/.sozdesk")) + ".sozdesk")
    assert len(str(path)) == 250
    folder.mkdir(parents=True)
    made = create(
        path,
        office_kind=OfficeKind.KSA,
        office_name="Amt",
        person_name="Anna Muster",
        password="vier Wörter im Mai",
        kdf=Kdf(memory_kib=32, passes=1, lanes=1),
    )
    made.archive.close()
    open_with_password(path, "vier Wörter im Mai").close(backup=False)
