"""The script of the installer: what it promises, and that it compiles."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import proof
import pytest
import sign
import steps
from trouble import BuildFailed

ROOT = Path(__file__).parents[2]
SCRIPT = (ROOT / "packaging" / "windows" / "installer.nsi").read_text("utf-8")
FOLDER = "packaging/windows"


def function(name: str) -> str:
    """The lines of a function."""
    return SCRIPT.partition(f"Function {name}\n")[2].partition("FunctionEnd")[0]


def test_no_administrator_is_asked_for() -> None:
    assert re.findall(r"^RequestExecutionLevel (\w+)", SCRIPT, re.MULTILINE) == ["user"]
    assert r"$LOCALAPPDATA\Programs\SozDesk" in SCRIPT


def test_install_and_uninstall_refuse_while_the_program_runs() -> None:
    assert "Call RefuseWhileRunning" in function(".onInit")
    assert "Call un.RefuseWhileRunning" in function("un.onInit")
    for program in ("sozdesk.exe", "sozdesk-cli.exe"):
        assert f'StrCpy $R9 "{program}"' in SCRIPT


def test_before_anything_is_written_rights_room_and_length_are_looked_at() -> None:
    begin = function(".onInit")
    for call in ("ForPersonOrComputer", "RefuseWithoutRoom"):
        assert f"Call {call}" in begin
    assert "${TOO_LONG}" in begin


def test_nothing_but_the_own_parts_is_ever_removed_from_the_folder() -> None:
    """A folder chosen with /D= may hold files of the person, in folders with usual names."""
    removed = re.findall(r'RMDir /r "([^"]+)"', SCRIPT)
    assert set(removed) == {r"$INSTDIR\${NEW}", r"$INSTDIR\${DONE}", r"$INSTDIR\${part}"}
    names = re.findall(r'^!define (?:NEW|OLD|DONE) "(\w+)"$', SCRIPT, re.MULTILINE)
    assert len(names) == 3
    assert all(name.startswith("_sozdesk_") for name in names)
    assert "LOCALAPPDATA\\SozDesk" not in SCRIPT


def test_a_folder_of_something_else_is_refused() -> None:
    assert "Call RefuseForeignFolder" in function(".onInit")
    assert "Refuse ${FOREIGN}" in function("RefuseForeignFolder")


def test_after_the_first_part_that_cannot_be_moved_no_other_is_moved() -> None:
    assert " ".join(function("Move").split()).startswith("${If} $Failed = 1 Return ${EndIf}")
    assert "Sleep 250" in function("Move")
    renames = re.findall(r"^ *Rename .*", SCRIPT, re.MULTILINE)
    assert [line.strip() for line in renames] == ['Rename "$R0" "$R1"']


def test_after_a_failure_placed_parts_go_before_the_old_ones_come_back() -> None:
    failed = function(".onInstFailed")
    assert failed.index("ForEveryPart TakeAway") < failed.index("Call PutBackWhatIsOld")
    assert 'RMDir "$INSTDIR\\${OLD}"' in function("PutBackWhatIsOld")


def test_removing_asks_the_registry_for_whom_this_folder_was_installed() -> None:
    assert 'ReadRegStr $R0 HKLM "${UNINSTALL_KEY}" "InstallLocation"' in function("un.onInit")
    assert "/ALLUSERS" not in SCRIPT.partition("Function un.onInit")[2]
    begin = " ".join(function("un.Register").split())
    assert begin.startswith('ReadRegStr $R0 SHCTX "${UNINSTALL_KEY}" "InstallLocation"')
    assert '${If} $R0 != "$INSTDIR" Return ${EndIf}' in begin
    assert SCRIPT.count("DeleteRegKey") == begin.count("DeleteRegKey") == 3


def test_data_files_open_with_the_program_in_quotes() -> None:
    assert """\\shell\\open\\command" "" '"$INSTDIR\\sozdesk.exe" "%1"'""" in function("Register")
    assert "'$R0 /S _?=$INSTDIR'" in function("Register")


def test_the_exit_codes_are_those_that_the_proof_expects() -> None:
    codes = {
        name: int(code) for name, code in re.findall(r"^!define ([A-Z_]+) (\d)$", SCRIPT, re.M)
    }
    assert codes == {
        "RUNS": proof.RUNS,
        "NO_RIGHTS": 4,
        "NO_ROOM": proof.NO_ROOM,
        "NOT_WRITABLE": proof.NOT_WRITABLE,
        "TOO_LONG": proof.TOO_LONG,
        "FOREIGN": proof.FOREIGN,
    }
    for code in codes.values():
        assert f"{code} " in SCRIPT.partition("Exit codes:")[2][:320]


def test_what_people_read_is_swiss_german() -> None:
    sentences = re.findall(r'"([^"]*[a-zäöü]{3}[^"]*\.)"', SCRIPT)
    assert len(sentences) >= 7
    page = (ROOT / FOLDER / "licence_page.txt").read_text("utf-8")
    for text in (*sentences, page):
        assert chr(0xDF) not in text
        assert "!" not in text
    assert all("Es wurde nichts geändert." in text for text in sentences if "MessageBox" in text)


def test_a_silent_run_never_waits_for_an_answer() -> None:
    boxes = [line for line in SCRIPT.splitlines() if "MessageBox" in line]
    assert boxes
    assert all("/SD " in line for line in boxes)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder as PyInstaller leaves it, with next to nothing inside."""
    folder = tmp_path / "SozDesk"
    (folder / "_internal").mkdir(parents=True)
    for name in ("sozdesk.exe", "sozdesk-cli.exe", "_internal/base.zip"):
        (folder / name).write_bytes(b"MZ" + bytes(64))
    return folder


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(steps, "WORK", tmp_path / "work")
    monkeypatch.delenv(sign.CERTIFICATE, raising=False)
    return tmp_path


@pytest.fixture
def compiled(request: pytest.FixtureRequest, program: Path, work: Path) -> Callable[[str], Path]:
    """The installer of this name; only slow tests have makensis, ``dev.py check`` does not bring it."""
    assert request.node.get_closest_marker("slow")
    return lambda name: steps.compile_installer(program, work / name, compressor="zlib")


@pytest.mark.slow
def test_the_script_compiles_without_a_warning(compiled: Callable[[str], Path], work: Path) -> None:
    made = compiled("SozDesk-setup.exe")
    assert made.read_bytes().startswith(b"MZ")
    page = (work / "work" / "licence_page.txt").read_text("utf-8-sig")
    assert page.startswith("SozDesk ist freie Software")
    assert "Apache License" in page


@pytest.mark.slow
def test_the_same_folder_gives_the_same_installer(
    compiled: Callable[[str], Path], program: Path
) -> None:
    """Also if it was built at another time."""
    first = compiled("a.exe").read_bytes()
    os.utime(program / "sozdesk.exe", (1_000_000_000, 1_000_000_000))
    assert compiled("b.exe").read_bytes() == first


def test_without_a_certificate_the_name_says_unsigned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(sign.CERTIFICATE, raising=False)
    assert sign.mark() == "-unsigniert"
    monkeypatch.setenv(sign.CERTIFICATE, "amt.pfx")
    assert sign.mark() == ""


@pytest.mark.slow
def test_with_a_certificate_uninstaller_and_installer_are_signed(
    compiled: Callable[[str], Path], work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program of the same name stands for osslsigncode and writes down what it was given."""
    tools, log = work / "bin", work / "log"
    tools.mkdir()
    fake = tools / "osslsigncode"
    fake.write_text(
        f'#!/bin/sh\nread password\necho "$password $*" >> "{log}"\n'
        'while [ "$1" != -in ]; do shift; done\ncp "$2" "$4"\n'
    )
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv(sign.CERTIFICATE, "amt.pfx")
    monkeypatch.setenv("SOZDESK_SIGN_PASSWORD", "geheim\n")
    target = compiled("SozDesk-setup.exe")
    calls = log.read_text().splitlines()
    assert len(calls) == 2  # the uninstaller first, then the installer that holds it
    assert all(line.startswith("geheim sign -h sha256") for line in calls)
    assert "-pkcs12 amt.pfx" in calls[1]
    assert f"-in {target}" in calls[1]


@pytest.mark.parametrize("system", ["win32", "linux"])
def test_the_password_of_the_certificate_is_never_in_what_a_failure_says(
    system: str, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("signtool", "osslsigncode"):
        fake = work / "bin" / name
        fake.parent.mkdir(exist_ok=True)
        fake.write_text("#!/bin/sh\nexit 1\n")
        fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{work / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(sign.sys, "platform", system)
    monkeypatch.setenv(sign.CERTIFICATE, "amt.pfx")
    monkeypatch.setenv("SOZDESK_SIGN_PASSWORD", "geheim")
    with pytest.raises(BuildFailed, match="answered 1") as failure:
        sign.sign(work / "x.exe")
    assert "geheim" not in repr(failure.value)


def test_a_build_removes_what_an_earlier_one_left_for_the_same_system(
    program: Path, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "RELEASE", work)
    monkeypatch.setattr(steps, "compile_installer", lambda _folder, target: target)
    old = [work / f"SozDesk-0.0.1-windows-x64-{end}" for end in ("setup.exe", "portabel.zip")]
    kept = [work / "SozDesk-0.0.1-linux-x64.tar.gz", work / "notiz.txt"]
    for path in (*old, *kept):
        path.touch()
    steps.make_windows_files(program)
    assert not any(path.exists() for path in old)
    assert all(path.exists() for path in (*kept, steps.portable_zip()))


def test_a_stand_in_in_the_program_stops_the_build(
    program: Path, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof.wine, "STAND_INS", work)
    (work / "icuuc.dll").write_bytes(b"")
    proof.refuse_stand_ins(program)
    for name, content in (
        ("_internal/ICUUC.dll", b""),
        ("_internal/x.dll", b"..SOZDESK-STAND-IN.."),
        ("_internal/y.pyd", b"..apx-ms-win-crt-math-l1-1-0.dll.."),
    ):
        path = program / name
        path.write_bytes(content)
        with pytest.raises(BuildFailed, match=path.name):
            proof.refuse_stand_ins(program)
        path.unlink()


def test_every_stand_in_says_what_it_is() -> None:
    sources = list((ROOT / "packaging" / "wine").glob("*.c"))
    assert len(sources) == 3
    assert all(proof.MARK.decode() in path.read_text("utf-8") for path in sources)


def test_a_program_without_the_runtime_of_visual_c_stops_the_build(program: Path) -> None:
    with pytest.raises(BuildFailed, match=r"vcruntime140\.dll"):
        proof.refuse_missing_runtime(program)
    for name in ("VCRUNTIME140.dll", "VCRUNTIME140_1.dll", "MSVCP140.dll"):
        (program / "_internal" / name).touch()
    proof.refuse_missing_runtime(program)
