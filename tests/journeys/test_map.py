"""From the Erhebung to the map and on to a municipality, in the real window."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from test_erhebung_page import open_erhebung, press, ready

from sozdesk.features.rent_limits import usecases
from sozdesk.features.rent_limits.terms import Category, Declaration, Interval, RentKind
from sozdesk.features.rent_limits.ui.history_page import HistoryPage
from sozdesk.features.rent_limits.ui.map_page import MapPage


def hand_in(window, bfs, francs):
    declared = Declaration(
        bfs_number=bfs,
        year=2027,
        amounts={Category.P1: francs * 100},
        rent_kind=RentKind.NET,
        interval=Interval.MONTH,
        valid_from=date(2027, 1, 1),
    )
    found = usecases.ReturnEntry(
        declaration=declared,
        decision=usecases.EntryDecision.RECORD,
        received_on=date(2026, 12, 8),
    )
    window.desk.run(usecases.record_returns, usecases.RecordReturns(year=2027, entries=(found,)))


def test_the_map_is_reached_read_and_left_with_keys(qtbot, window, workspace):
    ready(qtbot, window)
    workspace.open_area("rent_limits")
    area = workspace.stack.currentWidget()
    open_erhebung(qtbot, window, area)
    hand_in(window, 2829, 1020)
    press(qtbot, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    page = workspace.stack.currentWidget()
    assert isinstance(page, MapPage)
    assert page.one.table.table.hasFocus()
    while page.one.table.current() != 2829:
        press(qtbot, Qt.Key.Key_Down)
    assert page.one.map.words_at(page.one.map.point_of(2829).toPointF()) == "Liestal: 1'020"
    page.one.table.history_link.click()
    assert isinstance(workspace.stack.currentWidget(), HistoryPage)
    workspace.back()
    assert workspace.stack.currentWidget() is page
    page.one.table.table.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert workspace.stack.currentWidget() is area
    assert area.round.table.current_row().bfs_number == 2829
