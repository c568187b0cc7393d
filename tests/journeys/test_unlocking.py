"""Opening a file: wrong password, somebody else at work, damage, the sheet, the backup."""

from __future__ import annotations

import pytest

from fixtures_archive import PASSWORD
from fixtures_shell import unlock
from sozdesk.archive.store import open_with_password
from sozdesk.settings.declared import RECENT_FILES
from sozdesk.shell.restore_dialog import RestoreDialog
from sozdesk.shell.sheet_dialog import SheetDialog
from sozdesk.shell.unlock import Unlock
from sozdesk.shell.workspace import Workspace


def test_a_wrong_password_is_said_at_the_field_and_the_next_one_opens(
    qtbot, real_window, office_path
):
    unlock(real_window, office_path, "ganz falsch")
    page = real_window.centralWidget()
    qtbot.waitUntil(lambda: page.password.finding() is not None)
    assert "Das Passwort passt nicht" in page.password.finding().message
    assert page.open_button.isEnabled()
    page.password.set_value(PASSWORD)
    page.open_button.click()
    qtbot.waitUntil(lambda: isinstance(real_window.centralWidget(), Workspace))


def test_an_empty_password_is_not_even_tried(window, office_path):
    unlock(window, office_path, "")
    assert window.centralWidget().password.finding().message == "Geben Sie Ihr Passwort ein."


@pytest.fixture
def held_elsewhere(office_path):
    """Another program has the file open for writing."""
    import subprocess
    import sys

    script = (
        "import sys, pathlib\n"
        "from sozdesk.archive.store import open_with_password\n"
        "archive = open_with_password(pathlib.Path(sys.argv[1]), sys.argv[2])\n"
        "print('offen', flush=True)\n"
        "sys.stdin.readline()\n"
        "archive.close(backup=False)\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(office_path), PASSWORD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout.readline() == "offen\n"
    yield other
    if other.poll() is None:
        other.communicate("\n", timeout=30)


def button(page, text):
    from PySide6.QtWidgets import QPushButton

    return next(b for b in page.findChildren(QPushButton) if b.text() == text)


def test_a_second_opener_reads_a_copy_and_sees_that_it_is_one(window, office_path, held_elsewhere):
    unlock(window, office_path)
    page = window.centralWidget()
    assert isinstance(page, Unlock)
    assert "Monika Brodbeck" in page.problem()
    button(page, "Nur lesen").click()
    workspace = window.centralWidget()
    assert isinstance(workspace, Workspace)
    assert "Kopie zum Lesen, Stand" in workspace.notice.words
    assert not workspace.menus.undo.isEnabled()
    assert str(office_path) not in window.settings.get(RECENT_FILES)


def test_a_second_opener_may_try_again_when_the_other_one_is_done(
    window, office_path, held_elsewhere
):
    unlock(window, office_path)
    page = window.centralWidget()
    held_elsewhere.communicate("\n", timeout=30)
    button(page, "Nochmals versuchen").click()
    assert isinstance(window.centralWidget(), Workspace)
    assert window.desk.file.read_only is False


def damage(path):
    """Everything after the first page: which pages opening reads depends on the tables of the day."""
    content = bytearray(path.read_bytes())
    content[5000:] = bytes(len(content) - 5000)
    path.write_bytes(bytes(content))


def test_a_damaged_file_leads_to_its_backups(window, office_path):
    archive = open_with_password(office_path, PASSWORD)
    archive.backup()
    archive.close(backup=False)
    damage(office_path)
    unlock(window, office_path)
    page = window.centralWidget()
    assert "beschädigt" in page.problem()

    button(page, "Sicherung wiederherstellen …").click()
    dialog = page.findChild(RestoreDialog)
    assert dialog.model.rowCount() == 1
    dialog.password.set_value(PASSWORD)
    dialog.accept()
    assert "ist wiederhergestellt. Die bisherige Datei heisst jetzt" in page.problem()
    page.password.set_value(PASSWORD)
    page.open()
    assert isinstance(window.centralWidget(), Workspace)


def test_restoring_with_a_wrong_password_changes_nothing(window, office_path):
    archive = open_with_password(office_path, PASSWORD)
    archive.backup()
    archive.close(backup=False)
    before = office_path.read_bytes()
    window.show_unlock(office_path)
    dialog = RestoreDialog(window, window.desk, office_path, None)
    dialog.password.set_value("ganz falsch")
    dialog.accept()
    assert "Das Passwort passt nicht" in dialog.problem.words()
    assert office_path.read_bytes() == before


def key_of(path):
    from sozdesk.archive.recovery import recovery_key

    archive = open_with_password(path, PASSWORD)
    text = recovery_key(archive.opened.key).text
    archive.close(backup=False)
    return text


def test_the_sheet_opens_the_file_and_sets_a_new_password(window, office_path):
    key = key_of(office_path)
    window.show_unlock(office_path)
    page = window.centralWidget()
    button(page, "Mit Wiederherstellungsblatt öffnen …").click()
    dialog = page.findChild(SheetDialog)
    dialog.key.set_value(key.lower().replace("-", " "))
    dialog.password.first.set_value("ein neues Passwort")
    dialog.password.second.set_value("ein neues Passwort")
    dialog.accept()
    assert isinstance(window.centralWidget(), Workspace)
    window.lock()
    unlock(window, office_path, "ein neues Passwort")
    assert isinstance(window.centralWidget(), Workspace)


def test_a_typing_error_in_the_sheet_names_its_group(window, office_path):
    key = key_of(office_path)
    wrong = key[:12] + ("7" if key[12] != "7" else "8") + key[13:]
    dialog = SheetDialog(window, window.desk, office_path, None)
    dialog.key.set_value(wrong)
    dialog.password.first.set_value("ein neues Passwort")
    dialog.password.second.set_value("ein neues Passwort")
    dialog.accept()
    assert dialog.key.finding().message.startswith("Die 3. Gruppe")
    assert window.desk.file is None


def test_a_file_that_is_gone_says_so_and_leaves_the_list(window, tmp_path):
    gone = tmp_path / "weg.sozdesk"
    window.settings.remember_file(gone)
    window.start()
    page = window.centralWidget()
    assert "liegt nicht mehr an diesem Ort" in page.problem()
    assert str(gone) not in window.settings.get(RECENT_FILES)


def test_with_two_people_one_chooses_who_one_is(window, office_path):
    from fixtures_archive import FAST_KDF
    from sozdesk.archive.persons import add_person
    from sozdesk.archive.staff import AddStaff

    archive = open_with_password(office_path, PASSWORD)
    add_person(archive, AddStaff(name="Reto Lüthi", sign="rl"), "noch vier Wörter", kdf=FAST_KDF)
    archive.close(backup=False)
    window.show_unlock(office_path)
    page = window.centralWidget()
    page.person.set_value("rl")
    page.password.set_value("noch vier Wörter")
    page.open()
    assert window.desk.file.staff.name == "Reto Lüthi"


def test_the_unlock_window_warns_of_a_folder_that_is_copied_elsewhere(window, tmp_path):
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    (folder / "ksa.sozdesk").write_bytes(b"")
    window.show_unlock(folder / "ksa.sozdesk")
    assert "Der Ordner gehört zu Dropbox" in window.centralWidget().problem()


def test_other_recent_files_are_one_click_away(window, office_path, tmp_path):
    window.settings.remember_file(tmp_path / "andere.sozdesk")
    window.settings.remember_file(office_path)
    window.start()
    button(window.centralWidget(), "andere").click()
    assert window.centralWidget().path == tmp_path / "andere.sozdesk"
