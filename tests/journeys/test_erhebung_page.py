"""The Erhebung in the real window: with the keyboard alone, and in a sample file."""

from __future__ import annotations

import csv
from io import StringIO

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from fixtures_shell import SAMPLE_PASSWORD, build_sample, unlock
from sozdesk.features.rent_limits.ui.round_dialog import OpenRoundDialog
from sozdesk.widgets import file_prompts


def press(qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """A key where the focus is."""
    target = QApplication.focusWidget() or QApplication.activeWindow()
    qtbot.keyClick(target, key, modifiers)
    QApplication.processEvents()


def ready(qtbot, window):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def open_erhebung(qtbot, window, area):
    """The primary button with the space key, the dialog with Enter."""

    def confirm():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, OpenRoundDialog):
            qtbot.keyPress(dialog, Qt.Key.Key_Return)  # the release would find it closed
        else:
            QTimer.singleShot(10, confirm)

    QTimer.singleShot(0, confirm)
    area.empty.open_button.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Qt.Key.Key_Space)
    ready(qtbot, window)  # without a window manager nobody gives the window its turn again


def test_an_erhebung_is_opened_filtered_and_read_with_the_keyboard(qtbot, window, workspace):
    ready(qtbot, window)
    press(qtbot, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    area = workspace.stack.currentWidget()
    open_erhebung(qtbot, window, area)
    page = area.round
    assert page.isVisible()
    press(qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filter.hasFocus()
    qtbot.keyClicks(page.filter, "dorf")
    found = [row[0] for row in page.table.shown_text().rows]
    assert found
    assert all("dorf" in name.lower() for name in found)
    press(qtbot, Qt.Key.Key_F6)
    while not page.table.hasFocus():
        press(qtbot, Qt.Key.Key_F6)
    press(qtbot, Qt.Key.Key_Home)
    press(qtbot, Qt.Key.Key_Down)
    assert page.detail.data.tracking.name == found[1]
    press(qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, Qt.Key.Key_Escape)
    assert len(page.table.shown_text().rows) == 86


def test_opening_can_be_undone_and_the_page_is_empty_again(qtbot, window, workspace):
    ready(qtbot, window)
    workspace.open_area("rent_limits")
    area = workspace.stack.currentWidget()
    open_erhebung(qtbot, window, area)
    assert area.round.isVisible()
    workspace.menus.undo.trigger()
    assert area.empty.isVisible()


def test_every_list_of_a_sample_file_says_so(qtbot, window, tmp_path):
    path = tmp_path / "beispiel.sozdesk"
    build_sample(path)
    unlock(window, path, SAMPLE_PASSWORD)
    ready(qtbot, window)
    workspace = window.centralWidget()
    workspace.open_area("rent_limits")
    area = workspace.stack.currentWidget()
    open_erhebung(qtbot, window, area)
    file_prompts.set_next_path(tmp_path / "liste.csv")
    export = [b for b in area.findChildren(QPushButton) if b.text() == "Liste exportieren …"]
    next(b for b in export if b.isVisible()).click()
    qtbot.waitUntil(lambda: area.round.notice() == "«liste.csv» geschrieben.")
    text = (tmp_path / "liste.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert len(rows) == 87
    assert {row[-1] for row in rows[1:]} == {"Beispieldaten – frei erfunden"}
