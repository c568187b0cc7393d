"""A Sozialdienst in December: it declares for its municipalities, and finds what it declared before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from fixtures_archive import PASSWORD
from fixtures_samples import copy_file
from fixtures_shell import unlock
from sozdesk.app.sample import clerk
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import files, queries
from sozdesk.features.rent_limits.terms import Category, ReturnState
from sozdesk.shell.start_page import PointLine
from sozdesk.shell.workspace import Workspace
from sozdesk.widgets import file_prompts
from sozdesk.widgets.table import TableView

JULY = date(2027, 7, 1)
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def words(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def visible(widget, kind):
    QApplication.processEvents()
    return [one for one in widget.findChildren(kind) if one.isVisibleTo(widget)]


def button(widget, text):
    return next(one for one in visible(widget, QAbstractButton) if one.text() == text)


def press(qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """A key where the focus is; the next test must not find it pressed."""
    focus = QApplication.focusWidget() or QApplication.activeWindow()
    qtbot.keyClick(focus, key, modifiers)
    qtbot.keyRelease(QApplication.activeWindow(), Qt.Key.Key_Control)
    QApplication.processEvents()


def test_a_new_file_leads_to_the_first_declaration(window, tmp_path):
    window.start()
    page = window.centralWidget()
    page.office.choice.set_value("service")
    page.office.own.set_value((2883, 2889))
    page.next()
    page.file.person.set_value("Anna Muster")
    page.file.office.set_value("Regionaler Sozialdienst")
    file_prompts.set_next_path(tmp_path / "dienst" / "region.sozdesk")
    page.file.choose()
    page.next()
    for field in (page.password.new.first, page.password.new.second):
        field.set_value(PASSWORD)
    page.next()
    file_prompts.set_next_path(tmp_path / "blatt.pdf")
    page.recovery.save()
    page.next()

    workspace = window.centralWidget()
    assert isinstance(workspace, Workspace)
    assert workspace.navigation.keys() == (
        "start",
        "rent_limits",
        "strategy",
        "offerings",
        "cases",
        "billing",
        "offices",
        "settings",
    )
    start = workspace.stack.currentWidget()
    assert [line.accessibleName() for line in start.findChildren(PointLine)] != []
    assert "Mietzinsgrenzwerte 2027" in words(start)
    workspace.open_area("rent_limits")
    area = workspace.stack.currentWidget()
    assert [row.municipality.short_name for row in area.data.rows] == ["Bretzwil", "Lauwil"]
    assert "Von 2026 ist nichts in der Datei." in words(area)


# ------------------------------------------------------------------ the sample in the middle of December


@pytest.fixture
def sample_path(samples, tmp_path):
    """A copy of the sample."""
    return copy_file(samples / clerk.FILE_NAME, tmp_path / "ablage")


@pytest.fixture
def office(window, sample_path):
    """The open sample of the Sozialdienst: Bretzwil open, Lauwil begun, Reigoldswil declared."""
    unlock(window, sample_path)
    return window.centralWidget()


def point(workspace, name):
    start = workspace.stack.currentWidget()
    return next(line for line in start.findChildren(PointLine) if name in line.accessibleName())


def declared(window, bfs, year=2027):
    return asked(window, queries.own_row, clerk.TODAY, bfs, year)


def asked(window, query, *args):
    """The answer of a query; this desk does everything at once."""
    found = []
    window.desk.query(query, *args, done=found.append)
    return found[0]


def finish(qtbot, workspace, folder):
    """«Formular und PDF erstellen» on the open form; answers the area behind it."""
    page = workspace.stack.currentWidget()
    file_prompts.set_next_path(folder)
    page.finish_button.click()
    qtbot.waitUntil(lambda: not workspace.stack.has_sub_page(), timeout=30_000)
    return workspace.stack.currentWidget()


def test_the_start_page_says_what_is_left_and_until_when(office):
    start = office.stack.currentWidget()
    assert "Mietzinsgrenzwerte 2027: noch 16 Tage" in words(start)
    verbs = {line.text() for line in start.findChildren(PointLine)}
    assert verbs == {"Melden", "Weiter", "Nochmals ansehen", "Ansehen"}
    assert "2 Gemeinden fehlen noch" in words(start)
    item = office.navigation.item("rent_limits")
    assert item.accessibleName() == "Mietzinsgrenzwerte, 2 Punkte zu erledigen"
    assert item.toolTip().endswith("1 offen, 1 Entwurf")


def test_three_municipalities_in_a_row(qtbot, window, office, tmp_path):
    point(office, "Bretzwil").click()
    page = office.stack.currentWidget()
    assert page.head.title() == "Deklaration 2027: Bretzwil"
    page.unchanged_button.click()
    folder = tmp_path / "raus"
    folder.mkdir()
    area = finish(qtbot, office, folder)
    assert declared(window, clerk.OPEN).declared.state is ReturnState.CONFIRMED_UNCHANGED
    assert area.notice().startswith("Formular und PDF für Bretzwil liegen im Ordner «raus».")

    button(area, "Nächste Gemeinde: Lauwil ›").click()
    page = office.stack.currentWidget()
    page.form["amount_p1"].set_value(905_00)
    page.form["amount_p2"].set_value(1_120_00)
    area = finish(qtbot, office, folder)
    lauwil = declared(window, clerk.DRAFT).declared.declaration
    assert (lauwil.amounts[Category.P1], lauwil.amounts[Category.P2]) == (905_00, 1_120_00)
    assert area.head.title() == "Mietzinsgrenzwerte 2027: gemeldet"
    assert office.navigation.item("rent_limits").accessibleName() == "Mietzinsgrenzwerte"

    area.clear_notice()
    together = tmp_path / "zusammen"
    together.mkdir()
    file_prompts.set_next_path(together)
    button(area, "Alle &zusammen erstellen …").click()
    qtbot.waitUntil(lambda: bool(area.notice()), timeout=30_000)
    (form,) = together.glob("*.xlsx")
    towns = asked(window, offices.all_municipalities)
    read = files.read_paths([form], year=2027, municipalities=towns)
    assert {one.declaration.bfs_number for one in read} == set(clerk.OWN)
    assert len(list(together.glob("*.pdf"))) == 3


def test_a_declaration_that_was_sent_is_corrected(qtbot, window, office, tmp_path):
    point(office, "Reigoldswil").click()
    area = office.stack.currentWidget()
    assert area.detail.row.municipality.short_name == "Reigoldswil"
    area.detail.declare_button.click()
    page = office.stack.currentWidget()
    assert page.head.title() == "Berichtigung 2027: Reigoldswil"
    page.form["unchanged"].set_value(False)
    page.form["amount_p5"].set_value(1_500_00)
    area = finish(qtbot, office, tmp_path)
    assert "Berichtigung (Version 2) für Reigoldswil" in area.notice()
    newest, before = declared(window, clerk.DONE).revisions
    assert newest.declaration.amounts[Category.P5] == 1_500_00
    assert before.documents != ()


def test_a_change_on_1_july_stands_in_the_list_when_its_files_are_written(
    qtbot, real_window, sample_path, tmp_path
):
    unlock(real_window, sample_path)
    qtbot.waitUntil(lambda: isinstance(real_window.centralWidget(), Workspace), timeout=30_000)
    workspace = real_window.centralWidget()
    workspace.open_area("rent_limits")
    area = workspace.stack.currentWidget()
    qtbot.waitUntil(lambda: area.data is not None, timeout=30_000)
    area.select((clerk.DONE, 2027, None))
    area.detail.change_wanted.emit()
    page = workspace.stack.currentWidget()
    qtbot.waitUntil(lambda: page.known is not None, timeout=30_000)
    page.form["amount_p1"].set_value(960_00)
    page.form["valid_from"].set_value(JULY)
    assert finish(qtbot, workspace, tmp_path) is area
    qtbot.waitUntil(lambda: bool(area.notice()), timeout=30_000)
    assert area.notice().startswith("Formular und PDF für Reigoldswil liegen im Ordner")
    assert area.table.current_row().key == (clerk.DONE, 2027, JULY)
    assert len(list(tmp_path.glob("*.pdf"))) == 1


def test_the_beschluss_of_last_year_is_two_clicks_away(window, office):
    number = declared(window, clerk.DONE, 2026).declared.declaration.decision.number
    point(office, "Reigoldswil").click()
    area = office.stack.currentWidget()
    button(area, "Alle Jahre").click()
    (table,) = visible(area.detail, TableView)
    lines = {row[0]: row for row in table.shown_text().rows}
    assert number in lines["Beschluss-Nr."]


def test_the_beschluss_of_last_year_is_found_by_its_number(qtbot, window, office):
    number = declared(window, clerk.DONE, 2026).declared.declaration.decision.number
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(qtbot, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(office.top.search, number)
    titles = office.top.search.results()
    assert f"Beschluss {number}, Reigoldswil" in titles
    for _ in range(titles.index(f"Beschluss {number}, Reigoldswil")):
        press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    area = office.stack.currentWidget()
    assert office.stack.area == "rent_limits"
    assert area.table.current_row().key == (clerk.DONE, 2026, None)


def test_a_new_search_overtypes_the_old_one(qtbot, window, office):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for word in ("Lauwil", "Bretzwil"):
        press(qtbot, Qt.Key.Key_K, CONTROL)
        QTest.keyClicks(office.top.search, word)
        assert office.top.search.text() == word


def test_the_name_of_a_municipality_leads_to_its_declarations(qtbot, window, office):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(qtbot, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(office.top.search, "Lauwil")
    assert office.top.search.results().count("Lauwil") == 2  # its page, and its declarations


def test_unchanged_is_declared_without_the_mouse(qtbot, window, office, tmp_path):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(qtbot, Qt.Key.Key_2, CONTROL)
    assert office.stack.currentWidget().table.hasFocus()
    press(qtbot, Qt.Key.Key_M, CONTROL)
    page = office.stack.currentWidget()
    press(qtbot, Qt.Key.Key_G, ALT)
    qtbot.waitUntil(page.form["last_reviewed_on"].input.focus_target().hasFocus)
    file_prompts.set_next_path(Path(tmp_path))
    press(qtbot, Qt.Key.Key_P, ALT)
    qtbot.waitUntil(lambda: not office.stack.has_sub_page(), timeout=30_000)
    assert declared(window, clerk.OPEN).declared.state is ReturnState.CONFIRMED_UNCHANGED


def test_the_window_is_locked_over_a_form_and_nothing_is_lost(qtbot, window, office):
    point(office, "Bretzwil").click()
    page = office.stack.currentWidget()
    page.form["amount_p1"].set_value(911_00)
    path = window.desk.file.path
    window.lock()
    unlock(window, path)
    workspace = window.centralWidget()
    assert workspace.stack.area == "rent_limits"
    workspace.stack.currentWidget().next_button.click()
    page = workspace.stack.currentWidget()
    assert page.opened.bfs_number == clerk.OPEN
    assert page.form["amount_p1"].value() == 911_00
    assert page.notice() == "Ihr Entwurf von vorher ist wieder da."
