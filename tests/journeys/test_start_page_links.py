"""«Braucht Aufmerksamkeit» leads to the municipalities it speaks of."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from sozdesk.features.rent_limits.ui.reminder_dialog import ReminderDialog
from sozdesk.features.rent_limits.usecases import OpenRound, open_round
from sozdesk.shell.start_page import PointLine


@pytest.fixture
def overdue(workspace, window):
    """An Erhebung whose day is past: all 86 municipalities are overdue."""
    command = OpenRound(year=2025, call_on=date(2024, 11, 1), due_on=date(2024, 12, 31))
    window.desk.run(open_round, command)
    return workspace


def test_the_line_about_overdue_municipalities_opens_the_reminders_over_their_list(overdue, qtbot):
    line = overdue.stack.currentWidget().findChild(PointLine)
    shown = []

    def see():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ReminderDialog):
            QTimer.singleShot(10, see)
            return
        shown.append(dialog.model.rowCount())
        dialog.reject()

    QTimer.singleShot(0, see)
    line.click()
    qtbot.waitUntil(lambda: shown == [86])
    page = overdue.stack.currentWidget()
    assert overdue.stack.area == "rent_limits"
    assert page.round.chips.current() == "overdue"


@pytest.mark.parametrize("chip", ["overdue", "received", "queried"])
def test_every_point_of_the_start_page_has_its_chip(overdue, chip):
    overdue.open_area("rent_limits", chip=chip)
    assert overdue.stack.currentWidget().round.chips.current() == chip


def test_the_number_in_the_navigation_says_what_is_to_do(overdue):
    item = overdue.navigation.item("rent_limits")
    assert item.accessibleName() == "Mietzinsgrenzwerte, 86 Punkte zu erledigen"
    assert item.toolTip().endswith("86 überfällig")
