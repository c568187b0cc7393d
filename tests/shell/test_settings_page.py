"""Einstellungen: every section does what it says, on a real file."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from fixtures_archive import PASSWORD
from fixtures_shell import unlock
from sozdesk.archive.staff import AddStaff, add_staff
from sozdesk.kernel import places
from sozdesk.settings.declared import AUTO_LOCK_MINUTES, SIZE_PERCENT
from sozdesk.shell.settings_about import AboutSection
from sozdesk.shell.settings_file import RenameDialog
from sozdesk.shell.settings_people import AddPersonDialog, AdmitDialog, ChangePasswordDialog
from sozdesk.shell.workspace import Workspace
from sozdesk.widgets import file_prompts, messages, theme

NEW = "neue vier Wörter hier"


@pytest.fixture
def sections(workspace):
    workspace.open_area("settings")
    return workspace.stack.currentWidget().sections


def test_size_and_lock_are_kept(sections, window):
    sections["look"].type_size.set_value(115)
    sections["lock"].minutes.set_value(5)
    assert theme.factor() == 1.15
    assert window.settings.get(SIZE_PERCENT) == 115
    assert window.settings.get(AUTO_LOCK_MINUTES) == 5
    sections["look"].type_size.set_value(100)
    assert theme.factor() == 1.0


def test_a_backup_on_demand_appears_in_the_list_and_below(sections, workspace):
    assert sections["backup"].model.rowCount() == 0
    sections["backup"].back_up()
    rows = sections["backup"].model.rows()
    assert [row.reason for row in rows] == ["demand"]
    workspace.backup_now()
    assert workspace.status.text("backup").endswith(", geprüft")


def test_a_person_is_taken_in_and_can_open_the_file(sections, window, workspace, office_path):
    dialog = AddPersonDialog(workspace, window.desk, done=sections["people"].reload)
    dialog.name.set_value("Reto Lüthi")
    dialog.password.first.set_value(NEW)
    dialog.password.second.set_value(NEW)
    dialog.accept()
    assert [person.name for person in sections["people"].model.rows()] == [
        "Monika Brodbeck",
        "Reto Lüthi",
    ]
    window.lock()
    window.show_unlock(office_path)
    page = window.centralWidget()
    page.person.set_value("rl")
    page.password.set_value(NEW)
    page.open()
    assert window.desk.file.staff.name == "Reto Lüthi"


def test_a_person_without_a_name_is_refused_at_the_field(workspace, window):
    dialog = AddPersonDialog(workspace, window.desk, done=lambda: None)
    dialog.accept()
    assert dialog.name.finding().message == "Geben Sie den Namen ein."


def test_a_taken_sign_is_said_at_its_field(workspace, window):
    dialog = AddPersonDialog(workspace, window.desk, done=lambda: None)
    dialog.name.set_value("Martin Berger")
    dialog.sign.set_value("mb")
    dialog.password.first.set_value(NEW)
    dialog.password.second.set_value(NEW)
    dialog.accept()
    assert "«mb» ist schon vergeben" in dialog.sign.finding().message


def test_an_exit_asks_first_and_the_last_person_cannot_leave(sections, window):
    people = sections["people"]
    people.table.select_first()
    messages.shown()
    messages.set_next_answer(True, "close")
    people.remove_button.click()
    shown = messages.shown()
    assert shown[0].startswith("Austritt von Monika Brodbeck eintragen?")
    assert "kann nicht austreten" in shown[1]


def test_the_own_password_is_changed_only_with_the_old_one(workspace, window, office_path):
    dialog = ChangePasswordDialog(workspace, window.desk)
    dialog.old.set_value("falsch falsch")
    dialog.password.first.set_value(NEW)
    dialog.password.second.set_value(NEW)
    dialog.accept()
    assert dialog.old.finding() is not None
    dialog.old.set_value(PASSWORD)
    dialog.accept()
    window.lock()
    unlock(window, office_path, NEW)
    assert isinstance(window.centralWidget(), Workspace)


def test_who_lost_the_access_gets_it_again(sections, window, workspace, office_path):
    people, archive = sections["people"], window.desk._archive
    assert not people.admit_button.isVisibleTo(people)
    person = archive.run(add_staff, AddStaff(name="Reto Lüthi")).value
    people.reload()
    assert people.admit_button.isVisibleTo(people)
    assert [people._access(row) for row in people.model.rows()] == ["ja", "nein"]
    dialog = AdmitDialog(workspace, window.desk, person, done=people.reload)
    dialog.password.first.set_value(NEW)
    dialog.password.second.set_value(NEW)
    dialog.accept()
    assert [people._access(row) for row in people.model.rows()] == ["ja", "ja"]
    window.lock()
    window.show_unlock(office_path)
    page = window.centralWidget()
    page.person.set_value("rl")
    page.password.set_value(NEW)
    page.open()
    assert window.desk.file.staff.name == "Reto Lüthi"


def test_access_is_given_to_a_person_without_one(sections):
    people = sections["people"]
    people.table.select_first()
    messages.shown()
    messages.set_next_answer("close")
    people._admit()
    assert messages.shown()[0].startswith("Wählen Sie in der Liste eine Person ohne Zugang.")


def test_the_office_is_renamed(sections, window, workspace):
    dialog = RenameDialog(sections["file"], window.desk, "Kantonales Sozialamt")
    dialog.form["name"].set_value("")
    dialog.accept()
    assert dialog.form["name"].finding().message == "Geben Sie den Namen der Stelle ein."
    dialog.form["name"].set_value("KSA Liestal")
    dialog.accept()
    assert window.desk.file.info.office_name == "KSA Liestal"
    assert workspace.navigation.office() == "KSA Liestal"
    texts = [label.text() for label in sections["file"].facts.findChildren(QLabel)]
    assert "KSA Liestal" in texts


def test_many_megabytes_of_scans_are_said(sections):
    section = sections["file"]
    assert not section.size_hint.isVisibleTo(section)
    section._show_size(512_000_000)
    assert section.size_hint.isVisibleTo(section)
    assert section.size_hint.text().startswith("Formulare und Scans belegen 512 MB.")


def test_the_recovery_sheet_can_be_made_again(sections, workspace, tmp_path):
    target = tmp_path / "nochmals.pdf"
    file_prompts.set_next_path(target)
    sections["file"].make_sheet()
    assert target.read_bytes().startswith(b"%PDF")


def test_the_about_section_names_version_and_licences(sections):
    texts = [label.text() for label in sections["about"].findChildren(QLabel)]
    assert any(text.startswith("Version 0.1.0 vom 25.11.2026. ") for text in texts)
    assert {"Apache-2.0", "LGPL-3.0", "PSF-2.0"} <= set(texts)
    assert not any("Lizenzen»" in text for text in texts)


def test_a_built_program_says_when_it_was_built_and_where_the_licences_lie(qapp, monkeypatch):
    monkeypatch.setattr(places, "built_on", lambda: date(2027, 1, 5))
    about = AboutSection()
    texts = [label.text() for label in about.findChildren(QLabel)]
    assert any("vom 25.11.2026, gebaut am 05.01.2027." in text for text in texts)
    assert any("im Ordner «Lizenzen»" in text for text in texts)


def test_another_size_builds_the_window_anew_at_the_same_place(sections, window, workspace, qtbot):
    sections["look"].type_size.set_value(115)
    qtbot.waitUntil(lambda: window.centralWidget() is not workspace)
    assert window.centralWidget().stack.area == "settings"
    window.centralWidget().stack.currentWidget().sections["look"].type_size.set_value(100)


def test_restoring_closes_the_file_first(sections, window):
    from sozdesk.shell.restore_dialog import RestoreDialog

    sections["backup"].back_up()
    sections["backup"].restore_button.click()
    assert window.desk.file is None
    dialog = window.centralWidget().findChild(RestoreDialog)
    assert dialog.model.rowCount() == 1
    dialog.password.set_value(PASSWORD)
    dialog.accept()
    assert "ist wiederhergestellt" in window.centralWidget().problem()
