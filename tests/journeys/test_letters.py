"""From the start page to reminders in a folder, in the real window over the sample canton."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

from fixtures_samples import copy_file
from fixtures_shell import unlock
from sozdesk.app import demo
from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.ui.page import RentLimitsArea
from sozdesk.features.rent_limits.ui.reminder_dialog import ReminderDialog
from sozdesk.shell.start_page import PointLine
from sozdesk.widgets import file_prompts

SILENT = ("Duggingen", "Giebenach", "Maisprach", "Titterten", "Zwingen")


@pytest.fixture(scope="module")
def sample(samples, tmp_path_factory):
    return copy_file(samples / demo.FILE_NAME, tmp_path_factory.mktemp("demo"))


def press_in(kind, seen):
    """Press the action of the next dialog of this kind."""

    def attempt():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            seen.append(dialog.windowTitle())
            dialog.action_button.click()
        else:
            QTimer.singleShot(20, attempt)

    QTimer.singleShot(20, attempt)


def test_who_is_overdue_is_reminded_in_three_clicks(window, qtbot, sample, tmp_path):
    unlock(window, sample)
    workspace = window.centralWidget()
    line = next(one for one in workspace.findChildren(PointLine) if one.text() == "Erinnern")
    folder = tmp_path / "erinnerungen"
    folder.mkdir()
    file_prompts.set_next_path(folder)
    seen = []
    press_in(ReminderDialog, seen)
    line.click()
    assert seen == ["Erinnern: Erhebung 2027"]
    area = workspace.findChild(RentLimitsArea)
    qtbot.waitUntil(lambda: area.round.notice() != "", timeout=60_000)
    assert area.round.notice() == "5 Briefe und 5 E-Mail-Entwürfe geschrieben."
    drafts = sorted(path.stem.rpartition("_")[2] for path in folder.glob("*.eml"))
    assert drafts == sorted(SILENT)
    assert all(path.name.startswith("Erinnerung_2_") for path in folder.glob("*.eml"))
    found = []
    window.desk.query(queries.return_tracking, 2027, demo.canton.TODAY, done=found.append)
    assert {row.name for row in found[0] if row.state.value == "reminded"} == set(SILENT)
    workspace.open_area("start")
    again = next(one for one in workspace.findChildren(PointLine) if one.text() == "Erinnern")
    assert "2. Erinnerung ohne Antwort" in again.accessibleName()


def test_a_recorded_return_offers_its_receipt_above_the_page(window, qtbot, sample, tmp_path):
    unlock(window, sample)
    workspace = window.centralWidget()
    workspace.open_area("rent_limits", bfs=2788)
    area = workspace.findChild(RentLimitsArea)
    detail = area.round.detail
    detail.choose_tab(1)
    for key in tuple(detail.hints.form.keys()):
        detail.hints.form[key].set_value("Telefonisch bestätigt")
    detail.record_button.click()
    QApplication.processEvents()
    offer = next(
        one
        for one in workspace.findChildren(QAbstractButton)
        if one.text() == "Empfangsbestätigung schreiben …"
    )
    folder = tmp_path / "quittungen"
    folder.mkdir()
    file_prompts.set_next_path(folder)
    offer.click()
    qtbot.waitUntil(lambda: area.round.notice() != "", timeout=60_000)
    (draft,) = folder.iterdir()
    assert draft.name == "Empfangsbestätigung_2027_2788_Liesberg_Version_1.eml"
