"""A widget that is shown before it has a parent flashes as a window of its own and takes the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from sozdesk.features.rent_limits.usecases import OpenRound, open_round


class Watcher(QObject):
    """Notes every window that appears."""

    def __init__(self):
        super().__init__()
        self.windows = []

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(f"{type(watched).__name__} in {watched.parent()}")
        return False


@pytest.fixture
def watcher(qapp):
    made = Watcher()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


@pytest.mark.parametrize("with_round", [False, True])
def test_no_area_opens_a_window_by_accident(workspace, window, qtbot, watcher, with_round):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    if with_round:
        window.desk.run(open_round, OpenRound(year=2027))
    for area in ("offices", "rent_limits", "settings", "start"):
        workspace.open_area(area)
        QApplication.processEvents()
    assert watcher.windows == []
    assert QApplication.activeWindow() is window
