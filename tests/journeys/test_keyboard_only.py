"""From the start page to a municipality and back, without touching the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sozdesk.features.offices.ui.details import CONTACTS, FACTS, HISTORY
from sozdesk.widgets.tabs import TabButton

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
MOST_PRESSES = 40


def press(qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """A key where the focus is."""
    qtbot.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifiers)
    QApplication.processEvents()


def press_until(qtbot, key, arrived):
    """The same key again and again; a person gives up some time."""
    for _ in range(MOST_PRESSES):
        if arrived():
            return
        press(qtbot, key)
    raise AssertionError(f"never arrived, the focus is in {QApplication.focusWidget()}")


def ready(qtbot, window):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def on_a_tab():
    return isinstance(QApplication.focusWidget(), TabButton)


def test_the_way_to_the_contacts_of_a_municipality_and_back(qtbot, window, workspace):
    ready(qtbot, window)
    assert workspace.stack.area == "start"

    press(qtbot, Qt.Key.Key_6, CONTROL)
    page = workspace.stack.currentWidget()
    municipalities = page.municipalities
    assert workspace.stack.area == "offices"

    press(qtbot, Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(QApplication.focusWidget(), "reigold")
    assert municipalities.table.shown_text().rows[0][0] == "Reigoldswil"

    press_until(qtbot, Qt.Key.Key_F6, municipalities.table.hasFocus)
    press(qtbot, Qt.Key.Key_Home)
    detail = municipalities.detail
    assert detail.title() == "Reigoldswil"

    press_until(qtbot, Qt.Key.Key_F6, lambda: detail.isAncestorOf(QApplication.focusWidget()))
    press_until(qtbot, Qt.Key.Key_Tab, on_a_tab)
    assert detail.tabs.current() == FACTS
    press_until(qtbot, Qt.Key.Key_Right, lambda: detail.tabs.current() == CONTACTS)
    assert detail.contacts.isVisible()
    press_until(qtbot, Qt.Key.Key_Right, lambda: detail.tabs.current() == HISTORY)
    assert detail.history.isVisible()

    press(qtbot, Qt.Key.Key_Left, ALT)
    assert workspace.stack.area == "start"


def test_f6_goes_round_through_every_part_of_the_window_and_back(qtbot, window, workspace):
    ready(qtbot, window)
    press(qtbot, Qt.Key.Key_6, CONTROL)
    seen = []
    for _ in range(MOST_PRESSES):
        press(qtbot, Qt.Key.Key_F6)
        if QApplication.focusWidget() in seen:
            break
        seen.append(QApplication.focusWidget())
    assert QApplication.focusWidget() is seen[0]
    detail = workspace.stack.currentWidget().municipalities.detail
    assert any(detail.isAncestorOf(widget) for widget in seen)

    press(qtbot, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is seen[-1]


def test_every_area_is_one_key_away(qtbot, window, workspace):
    ready(qtbot, window)
    for key, area in (
        (Qt.Key.Key_2, "rent_limits"),
        (Qt.Key.Key_3, "strategy"),
        (Qt.Key.Key_4, "offerings"),
        (Qt.Key.Key_5, "billing"),
        (Qt.Key.Key_6, "offices"),
        (Qt.Key.Key_7, "settings"),
        (Qt.Key.Key_1, "start"),
    ):
        press(qtbot, key, CONTROL)
        assert workspace.stack.area == area
        press(qtbot, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is not None
