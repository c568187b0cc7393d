"""A clerk near Sissach looks for a Grundkompetenz course with childcare for somebody at B1."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from fixtures_archive import FAST_KDF, PASSWORD, fixed_clock
from fixtures_shell import unlock
from sozdesk.app.office_file import new_file
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import CefrLevel
from sozdesk.widgets import file_prompts

sys.path.append(str(Path(__file__).resolve().parents[1] / "features" / "offerings"))
from search_kit import fill  # found through the line above

CONTROL = Qt.KeyboardModifier.ControlModifier
MINUTE = 60.0


@pytest.fixture
def service_path(tmp_path):
    """The file of the Sozialdienst of Sissach, which has read a catalogue."""
    made = new_file(
        tmp_path / "dienst.sozdesk",
        office_kind="service",
        municipalities=(2861,),
        person_name="Anna Muster",
        password=PASSWORD,
        clock=fixed_clock,
        kdf=FAST_KDF,
    )
    fill(made.archive)
    made.archive.close(backup=False)
    return made.archive.path


def opened(qtbot, window, path):
    """Unlock, Ctrl+4: the area of the offerings, ready for typing."""
    unlock(window, path)
    qtbot.waitUntil(lambda: window.desk.file is not None, timeout=20_000)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.processEvents()
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_4, CONTROL)
    qtbot.keyRelease(window, Qt.Key.Key_Control)
    QApplication.processEvents()
    workspace = window.centralWidget()
    qtbot.waitUntil(lambda: workspace.stack.area == "offerings", timeout=5_000)
    page = workspace.stack.currentWidget()
    qtbot.waitUntil(lambda: page.result is not None, timeout=20_000)
    return workspace, page


def words(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_the_course_is_found_with_keys_alone_in_under_a_minute(
    qtbot, real_window, service_path, tmp_path
):
    _, page = opened(qtbot, real_window, service_path)
    begin = time.monotonic()
    qtbot.waitUntil(page.filters.text.hasFocus)
    qtbot.keyClicks(QApplication.focusWidget(), "grundkompetenz b1 kinder sissach")
    qtbot.waitUntil(lambda: len(page.model.rows()) == 1)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert page.table.hasFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Rita Beispiel" in words(page.split))
    said = words(page.split)
    assert "Lesen, Schreiben, Rechnen" in said
    assert (
        "Liestal, 6 km von Sissach · verlangt A2, erreicht B1 · endet bei B1 · Kinderbetreuung"
        in said
    )
    assert "CHF 125.00 pro Kurs" in said
    assert "061 000 00 01" in said
    file_prompts.set_next_path(tmp_path / "blatt.pdf")
    page.commands.write_sheet()
    qtbot.waitUntil((tmp_path / "blatt.pdf").exists, timeout=20_000)
    assert time.monotonic() - begin < MINUTE


def test_the_same_is_found_with_chips(qtbot, window, service_path):
    _, page = opened(qtbot, window, service_path)
    for chip, words_ in (
        (page.filters.category, "Grundkompetenzkurs"),
        (page.filters.level, "Deutsch B1"),
    ):
        {action.text(): action for action in chip.menu().actions()}[words_].trigger()
    page.filters.childcare.click()
    page.filters.near.set_value(2861)
    page.filters.km.set_value(15)
    page.finish_now()
    assert [found.row.title for found in page.model.rows()] == ["Lesen, Schreiben, Rechnen"]
    assert page.criteria() == (
        "Grundkompetenzkurs, Deutsch B1, Kinderbetreuung, bis 15 km von Sissach"
    )


def test_the_search_of_the_window_leads_to_an_offering_and_to_a_provider(
    qtbot, window, service_path
):
    workspace, page = opened(qtbot, window, service_path)
    for typed, title, detail in (
        ("werkstatt", "Werkstatt Sissach", "Angebot, Kurszentrum Muster"),
        ("kurszentrum", "Kurszentrum Muster", "Anbieter/in"),
    ):
        workspace.open_area("start")
        field = workspace.top.search
        field.start()
        QTest.keyClicks(field, typed)
        QApplication.processEvents()
        hits = [
            field._list.item(line).data(Qt.ItemDataRole.UserRole)
            for line in range(field._list.count())
        ]
        hit = next(one for one in hits if one.title == title)
        assert hit.detail == detail
        workspace.open_area(hit.area, **dict(hit.target))
        assert page.table.current_row().row.provider_name == "Kurszentrum Muster"
    assert len(page.model.rows()) == 6


def test_a_need_that_is_counted_is_undone_like_anything_else(qtbot, window, service_path):
    workspace, page = opened(qtbot, window, service_path)
    page.filters.level.set_value(CefrLevel.A1)
    page.filters.childcare.click()
    qtbot.mouseClick(page.need.count, Qt.MouseButton.LeftButton)
    archive = window.desk._archive
    assert [row.searches for row in archive.query(queries.unmet_needs)] == [1]
    assert "Ctrl+Z" in words(workspace)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: archive.query(queries.unmet_needs) == ())
