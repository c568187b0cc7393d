"""Last year's overview into a new file, with the keyboard alone, and back again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.ui.table_page import TablePage
from sozdesk.widgets import file_prompts

CONTROL = Qt.KeyboardModifier.ControlModifier
MOST_PRESSES = 60
TABLE = (
    "Ort;1 Person;2 Personen;3 Personen;4 Personen;5 Personen;Zuschlag\n"
    "Bezirk Arlesheim\n"
    "Aesch (BL);1050;1250;1450;1650;1800;150\n"
    "Arlseheim;1100;1300;1500;1700;1850;150\n"
    "Total;2150;2550;2950;3350;3650;300\n"
)


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


def is_on(table, seen):
    row = table.current_row()
    return row is not None and row.seen == seen


def limits(window):
    found = []
    window.desk.query(queries.declared_last, 2026, done=found.append)
    return {number: len(one.amounts) for number, one in found[0].items()}


def test_an_overview_is_read_answered_confirmed_and_recorded(qtbot, window, workspace, tmp_path):
    path = tmp_path / "uebersicht.csv"
    path.write_text(TABLE, encoding="utf-8")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    press(qtbot, Qt.Key.Key_2, CONTROL)
    area = workspace.stack.currentWidget()
    press_until(qtbot, Qt.Key.Key_Tab, area.empty.table_button.hasFocus)
    press(qtbot, Qt.Key.Key_Space)
    page = workspace.stack.currentWidget()
    assert isinstance(page, TablePage)

    def settled():
        return page.state.table is not None and page.progress is None

    file_prompts.set_next_path(path)
    press(qtbot, Qt.Key.Key_Return)  # «Datei wählen …» has the focus
    qtbot.waitUntil(settled, timeout=20_000)

    kind = page.questions.kind.input
    assert kind.focus_target().hasFocus()
    press(qtbot, Qt.Key.Key_Space)  # netto
    qtbot.waitUntil(lambda: settled() and not page.state.table.asks_rent_kind)
    interval = page.questions.interval.input
    press_until(qtbot, Qt.Key.Key_Tab, interval.focus_target().hasFocus)
    press(qtbot, Qt.Key.Key_Space)  # pro Monat
    qtbot.waitUntil(lambda: settled() and not page.state.table.asks_interval)

    surcharge = page.grid.strip.boxes[6]
    press_until(qtbot, Qt.Key.Key_Tab, surcharge.hasFocus)
    qtbot.keyClicks(surcharge, "jede")
    qtbot.waitUntil(lambda: settled() and "amount_further" in page.state.table.columns)

    table = page.list.table
    press_until(qtbot, Qt.Key.Key_Tab, table.hasFocus)
    press_until(qtbot, Qt.Key.Key_Up, lambda: is_on(table, "Arlseheim"))
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: settled() and page.record_button.text() == "2 &erfassen")

    press_until(qtbot, Qt.Key.Key_Tab, page.record_button.hasFocus)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: workspace.stack.currentWidget() is area)
    assert limits(window) == {2761: 6, 2763: 6}
    assert area.round.head.title() == "Mietzinsgrenzwerte 2026"

    press(qtbot, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: limits(window) == {})
    assert area.empty.isVisible()
