"""Whoever opens a person's record leaves a line, once a day; it does not stand in the way of Ctrl+Z."""

from __future__ import annotations

import case_window_kit as kit
import pytest
from PySide6.QtCore import Qt

from fixtures_shell import unlock
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.ui.page import CasesPage
from sozdesk.features.cases.ui.person_page import PersonPage


@pytest.fixture
def known(tmp_path):
    path = tmp_path / "liestal.sozdesk"
    archive = kit.new_office(path)
    ids = kit.whole_case(archive)
    archive.close(backup=False)
    return path, ids


@pytest.fixture
def office(qtbot, window, known):
    unlock(window, known[0])
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window.centralWidget()


def asked(window, query, *args):
    found = []
    window.desk.query(query, *args, done=found.append)
    return found[0]


def test_the_record_of_a_person_leaves_one_line_a_day_and_ctrl_z_goes_past_it(
    qtbot, window, office, known
) -> None:
    _path, ids = known
    change = usecases.ChangeCase(id=ids.case, base_version=1, changes={"dossier_number": "D-NEU"})
    window.desk.run(usecases.change_case, change)
    office.open_area("cases", case=ids.case)
    area = office.stack.currentWidget()
    assert isinstance(area, CasesPage)
    assert area.detail.tabs.current() == 0, "the household"
    assert asked(window, queries.accesses) == (), "a list of the household is no record of a person"

    for _ in range(2):
        area.detail.parts[0].open_button.click()
        assert isinstance(office.stack.currentWidget(), PersonPage)
        office.back()
    (line,) = asked(window, queries.accesses)
    assert (line.person_id, line.staff_name) == (ids.person, "Monika Brodbeck")

    kit.press(qtbot, Qt.Key.Key_Z, kit.CONTROL)
    assert asked(window, queries.case, ids.case, kit.TODAY).dossier_number == "DOSS7"
    assert len(asked(window, queries.accesses)) == 1
