"""What Ctrl+K finds in the cases, and what the start page names, opens where it stands."""

from __future__ import annotations

from datetime import date

import case_window_kit as kit
import pytest

import case_kit
from fixtures_shell import unlock
from sozdesk.features.cases import records
from sozdesk.features.cases.ui.invoices_page import InvoicesPage
from sozdesk.features.cases.ui.page import CasesPage
from sozdesk.features.cases.ui.participations_page import ParticipationsPage
from sozdesk.features.cases.ui.person_page import PersonPage
from sozdesk.features.cases.ui.policies_page import PoliciesPage
from sozdesk.features.cases.ui.week_page import WeekPage
from sozdesk.shell.start_page import PointLine


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("faelle") / "liestal.sozdesk"
    archive = kit.new_office(path)
    ids = kit.whole_case(archive)
    archive.close(backup=False)
    return path, ids


@pytest.fixture
def office(qtbot, window, template, tmp_path):
    """The window over the file, ready for keys."""
    unlock(window, kit.copied(template[0], tmp_path / "ablage"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window.centralWidget()


@pytest.mark.parametrize(
    ("words", "title", "tab"),
    [
        ("DOSS7", "Fall 12, Zumbrunn Berta", 0),
        ("Ofen", "Gespräch Ofen", 4),
        ("Mietvertrag", "Mietvertrag holen", 4),
        ("Gesuch", "Gesuch Nähmaschine", 2),
        ("Velokurs", "Bewilligung Velokurs", 2),
        ("Velowerkstatt", "Velowerkstatt", 3),  # after the offering of the catalogue
    ],
)
def test_a_hit_in_a_case_opens_the_case_at_the_tab_that_holds_it(
    qtbot, office, words, title, tab
) -> None:
    found = kit.find(qtbot, office, words, place=int(tab == 3))
    if tab:
        assert found == title
    page = office.stack.currentWidget()
    assert isinstance(page, CasesPage)
    assert page.detail.data.row.number == 12
    assert page.detail.tabs.current() == tab


def test_another_hit_in_the_case_that_is_shown_turns_to_its_tab(qtbot, office) -> None:
    kit.find(qtbot, office, "Ofen")
    kit.find(qtbot, office, "Velokurs")
    page = office.stack.currentWidget()
    assert page.detail.tabs.current() == 2


def test_the_hit_of_an_invoice_opens_that_invoice(qtbot, office, template) -> None:
    assert kit.find(qtbot, office, "RX-77") == "Rechnung RX-77"
    page = office.stack.currentWidget()
    assert isinstance(page, InvoicesPage)
    assert page.table.current_row().id == template[1].invoice
    kit.find(qtbot, office, "RX-78")
    assert office.stack.currentWidget().table.current_row().number == "RX-78"


def test_a_person_a_task_of_no_case_and_a_grundsatzentscheid_open_their_pages(
    qtbot, office, template
) -> None:
    kit.find(qtbot, office, "Zumbrunn")
    page = office.stack.currentWidget()
    assert isinstance(page, PersonPage | CasesPage)
    kit.find(qtbot, office, "Statistik")
    assert isinstance(office.stack.currentWidget(), WeekPage)
    kit.find(qtbot, office, "Lagerkosten")
    assert isinstance(office.stack.currentWidget(), PoliciesPage)


@pytest.mark.parametrize(
    ("words", "page", "chip"),
    [
        ("Aufgaben sind überfällig", WeekPage, "late"),
        ("lässt sich als rechtskräftig eintragen", WeekPage, "month"),
    ],
)
def test_a_point_of_the_start_page_opens_its_list_filtered(
    qtbot, window, template, tmp_path, words, page, chip
) -> None:
    path = kit.copied(template[0], tmp_path / "ablage")
    unlock(window, path)
    office = window.centralWidget()
    window.desk.run(
        case_kit.write,
        case_kit.Write(
            records.RulingRecord,
            {
                "case_id": template[1].case,
                "number": "2026-002",
                "nature": "grant",
                "decider": "authority",
                "ruled_on": date(2026, 11, 1),
                "finalised_on": date(2026, 11, 1),
                "notified_on": date(2026, 11, 2),
                "notified_by": "registered_mail",
                "remedy_days": 10,
                "valid_from": date(2026, 11, 1),
            },
        ),
    )
    start = office.stack.currentWidget()
    lines = {one.accessibleName(): one for one in start.findChildren(PointLine)}
    next(line for name, line in lines.items() if words in name).click()
    shown = office.stack.currentWidget()
    assert isinstance(shown, page)
    assert shown.chips.current() == chip


def test_lost_recognition_on_the_start_page_opens_the_participations_filtered(
    qtbot, office
) -> None:
    office.open_area("cases", chip="recognition", page="participations_page")
    page = office.stack.currentWidget()
    assert isinstance(page, ParticipationsPage)
    assert page.chips.current() == "recognition"


def test_at_the_ksa_a_grundsatzentscheid_opens_those_of_all_municipalities(
    qtbot, window, tmp_path
) -> None:
    path = tmp_path / "ksa.sozdesk"
    archive = kit.new_office(path, kind="ksa")
    case_kit.row(
        archive,
        records.PolicyDecisionRecord,
        bfs_number=case_kit.BFS,
        topic="Lagerkosten",
        decision="Übernommen",
        decided_on=kit.TODAY,
        valid_from=kit.TODAY,
        origin="declared",
    )
    archive.close(backup=False)
    unlock(window, path)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    office = window.centralWidget()
    assert kit.find(qtbot, office, "Lagerkosten") == "Lagerkosten"
    page = office.stack.currentWidget()
    assert isinstance(page, PoliciesPage)
    assert page.head.title() == "Grundsatzentscheide der Gemeinden"
