"""The measures in the real window, on the day of the computer: record for two, look back, take back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sozdesk.features.rent_limits.usecases import OpenRound, open_round
from sozdesk.features.strategy.terms import ClosingReason, MeasureState
from sozdesk.features.strategy.ui.detail import REFERENCES
from sozdesk.features.strategy.ui.status_dialog import RecordStatusDialog
from sozdesk.features.strategy.usecases import AddTask, add_task
from sozdesk.shell.start_page import PointLine

REPORTED = "19 von 40 umgesetzt / abgeschlossen, 21 in Umsetzung"
SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


def press(qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """A key where the focus is."""
    qtbot.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifiers)
    QApplication.processEvents()


def area(qtbot, window, workspace):
    """Ctrl+3 leads to the measures."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(qtbot, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    return workspace.stack.currentWidget()


def facts(page):
    return page.head._facts.text()


def row(page, number):
    return next(one for one in page.data.shown.measures if one.number == number)


def record_for_two(page):
    for number in ("1.3", "1.4"):
        index = page.model.index(page.model.line_of(row(page, number).id), 0)
        flag = SELECT if number == "1.4" else SELECT | QItemSelectionModel.SelectionFlag.Clear
        page.table.selectionModel().setCurrentIndex(index, flag)
    page.commands.record()
    (dialog,) = page.findChildren(RecordStatusDialog)
    dialog.form["as_of"].set_value(page.data.today)
    dialog.form["state"].set_value(MeasureState.IMPLEMENTED)
    dialog.form["reason"].set_value(ClosingReason.PROCESS)
    dialog.action_button.click()


def test_a_state_is_recorded_for_two_seen_on_its_day_and_taken_back(qtbot, window, workspace):
    page = area(qtbot, window, workspace)
    assert facts(page) == REPORTED
    record_for_two(page)
    assert facts(page) == REPORTED  # the page shows the end of 2024
    page.show_day(page.data.today)
    assert facts(page) == "21 von 40 umgesetzt / abgeschlossen, 19 in Umsetzung"
    page.show_day(date(2024, 12, 31))
    assert facts(page) == REPORTED
    page.show_day(page.data.today)
    workspace.menus.undo.trigger()
    assert facts(page) == REPORTED


def test_list_and_detail_are_reached_with_keys(qtbot, window, workspace):
    page = area(qtbot, window, workspace)
    assert page.table.hasFocus()
    press(qtbot, Qt.Key.Key_Down)
    assert page.detail.title().startswith("1.2 ")
    press(qtbot, Qt.Key.Key_F6)
    assert page.detail.isAncestorOf(QApplication.focusWidget())
    press(qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "notschlaf")
    assert [one.number for one in page.model.rows()] == ["5.3"]
    assert page.detail.title().startswith("5.3 ")


def test_the_board_is_remembered_by_the_next_window_of_this_machine(qtbot, window, workspace):
    page = area(qtbot, window, workspace)
    page.view.set_value("board")
    assert workspace.view_of("strategy", "list") == "board"
    assert workspace.view_of("other", "list") == "list"


def test_a_late_task_is_counted_in_the_navigation_and_leads_to_its_measure(
    qtbot, window, workspace
):
    page = area(qtbot, window, workspace)
    task = AddTask(measure_id=row(page, "2.4").id, title="Tun", due_on=date(2025, 1, 31))
    window.desk.run(add_task, task)
    item = workspace.navigation.item("strategy")
    assert item.accessibleName() == "Massnahmen, 1 Punkt zu erledigen"
    assert "1 überfällig" in item.toolTip()


@pytest.mark.parametrize("with_round", [True, False], ids=["Erhebung", "no Erhebung"])
def test_the_start_page_names_late_tasks_of_every_period(qtbot, window, workspace, with_round):
    page = area(qtbot, window, workspace)
    if with_round:
        window.desk.run(open_round, OpenRound(year=2027))
    task = AddTask(measure_id=row(page, "2.4").id, title="Tun", due_on=date(2025, 1, 31))
    window.desk.run(add_task, task)
    workspace.open_area("strategy", period="2025-2028")
    workspace.open_area("start")
    QApplication.processEvents()
    lines = workspace.stack.currentWidget().findChildren(PointLine)
    late = next(line for line in lines if "Massnahmen" in line.accessibleName())
    assert late.accessibleName() == (
        "1 Aufgabe zu Massnahmen 2021–2024 ist überfällig. "
        "2.4 Stärkung der Regionalisierung in der Sozialhilfe. Ansehen"
    )
    late.click()
    assert workspace.stack.area == "strategy"
    assert [one.number for one in page.model.rows()] == ["2.4"]


def test_the_search_of_the_window_leads_to_a_measure(qtbot, window, workspace):
    page = area(qtbot, window, workspace)
    workspace.open_area("strategy", period="2021-2024", number="7.3")
    assert page.detail.title().startswith("7.3 ")


def searched(workspace, text):
    """Titles and details that the list of the search shows."""
    field = workspace.top.search
    field.start()
    QTest.keyClicks(field, text)
    QApplication.processEvents()
    items = [field._list.item(line) for line in range(field._list.count())]
    return [item.data(Qt.ItemDataRole.UserRole) for item in items]


def test_the_search_lists_measures_by_number_and_says_why_it_found_them(qtbot, window, workspace):
    page = area(qtbot, window, workspace)
    hits = [one for one in searched(workspace, "sozialhilfe") if one.area == "strategy"]
    found = [one.title.split()[0] for one in hits]
    assert found == sorted(found, key=lambda number: [int(part) for part in number.split(".")])
    assert len(found) > 1
    (hit,) = searched(workspace, "2020/501")[:1]
    assert hit.detail == "Postulat 2020/501 (2021–2024)"
    press(qtbot, Qt.Key.Key_Return)
    assert page.detail.title() == hit.title
    assert page.detail.tabs.current() == REFERENCES


def test_f6_reaches_the_tabs_and_tab_goes_into_them(qtbot, window, workspace):
    page = area(qtbot, window, workspace)
    page.open_target(number="1.2")
    page.table.setFocus()
    press(qtbot, Qt.Key.Key_F6)
    bar = page.detail.tabs.current_button()
    assert bar.hasFocus()
    press(qtbot, Qt.Key.Key_Tab)
    assert page.detail.status.record_link.hasFocus()
    press(qtbot, Qt.Key.Key_Backtab)
    press(qtbot, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget().accessibleName() == "Weitere Befehle zu Massnahme 1.2"


def test_down_leads_from_the_filter_to_the_list(qtbot, window, workspace):
    page = area(qtbot, window, workspace)
    page.search.setFocus()
    qtbot.keyClicks(page.search, "7.")
    press(qtbot, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    assert page.table.current_row().number.startswith("7.")


def test_texts_and_import_lie_on_top_of_the_area_and_lead_back(qtbot, window, workspace):
    page = area(qtbot, window, workspace)
    for command, title in (
        (page.commands.open_texts, "Texte des Berichts"),
        (page.commands.open_import, "Massnahmen"),
    ):
        command()
        on_top = workspace.stack.currentWidget()
        assert on_top is not page
        assert on_top.head.title().startswith(title)
        workspace.back()
        assert workspace.stack.currentWidget() is page
