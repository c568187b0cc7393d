"""Grundsatzentscheide on screen: entered by the municipality, side by side at the KSA."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest
import work_kit as kit

import case_kit
from navigation_kit import Navigation, dialog_of, words_of
from sozdesk.features.cases import queries
from sozdesk.features.cases.texts.work import standing_words
from sozdesk.features.cases.ui import policies_page
from sozdesk.features.cases.ui.policies_page import PoliciesPage
from sozdesk.features.cases.ui.policy_parts import StandingPane
from sozdesk.features.cases.usecases import DeclarePolicies, declare_policies
from sozdesk.runtime.desk import InlineDesk
from sozdesk.shell.areas import KSA, areas_for
from sozdesk.widgets import file_prompts, messages


@pytest.fixture
def navigation():
    return Navigation()


@pytest.fixture
def town(desk, casework):
    kit.serves(casework, case_kit.BFS, 2823)
    return casework


def rows(table):
    return [row.municipality for row in table.model.rows()]


def test_the_first_decision_is_entered_with_everything_it_needs(
    desk, navigation, shown, town
) -> None:
    page = shown(policies_page.build(desk, navigation))
    assert "Noch kein Grundsatzentscheid" in words_of(page)
    page.main_button.click()
    dialog = dialog_of(page)
    dialog.accept()
    assert "Schreiben Sie, wann beschlossen wurde." in words_of(dialog)
    dialog.form["bfs_number"].set_value(2829)
    dialog.form["topic"].set_value("Zahnbehandlung")
    dialog.form["decision"].set_value("Bis zum Betrag ohne Antrag")
    dialog.form["amount"].set_value(50_000)
    dialog.form["decided_on"].set_value(date(2026, 11, 10))
    dialog.accept()
    (row,) = town.query(queries.policies)
    assert (row.topic, row.amount, row.valid_from) == ("Zahnbehandlung", 50_000, date(2027, 1, 5))
    assert "Bis zum Betrag ohne Antrag" in words_of(page)


def test_what_held_earlier_is_seen_under_all(desk, navigation, shown, town) -> None:
    kit.policy(town, "Zahnbehandlung", date(2025, 1, 1))
    kit.policy(town, "Zahnbehandlung", date(2027, 1, 1))
    page = shown(policies_page.build(desk, navigation))
    assert len(page.shown()) == 1
    page.chips.choose("all")
    assert len(page.shown()) == 2
    assert len(page.part.table.model.rows()) == 2


def test_a_decision_is_changed_and_removed(desk, navigation, shown, town) -> None:
    kit.policy(town, "Zahnbehandlung")
    page = shown(policies_page.build(desk, navigation))
    page.part.change_button.click()
    dialog = dialog_of(page)
    dialog.form["amount"].set_value(60_000)
    dialog.accept()
    assert town.query(queries.policies)[0].amount == 60_000
    messages.set_next_answer(True)
    page.part.remove_button.click()
    assert town.query(queries.policies) == ()
    assert "Noch kein Grundsatzentscheid" in words_of(page)


def test_the_file_for_the_ksa_is_saved(desk, navigation, shown, town, tmp_path, qtbot) -> None:
    kit.policy(town, "Zahnbehandlung")
    page = shown(policies_page.build(desk, navigation))
    target = tmp_path / "meldung.szg"
    file_prompts.set_next_path(target)
    page.declare_button.click()
    qtbot.waitUntil(lambda: not page.files.work.is_busy() and target.exists())
    assert target.read_bytes().startswith(b"SOZDESK-EXCHANGE 1\n")


@pytest.fixture
def canton(qapp, archive):
    made = InlineDesk()
    made.adopt(archive)
    return made


@pytest.fixture
def declared(town, tmp_path):
    kit.policy(town, "Zahnbehandlung")
    kit.policy(town, "Zahnbehandlung", bfs_number=2823, amount=30_000)
    kit.policy(town, "Lager", amount=None, amount_note="")
    path = tmp_path / "grundsatzentscheide.szg"
    path.write_bytes(town.run(declare_policies, DeclarePolicies()).value.content)
    return path


def opened(page, path, qtbot):
    file_prompts.set_next_path(path)
    page.main_button.click()
    qtbot.waitUntil(lambda: not page.files.work.is_busy())
    return dialog_of(page)


def test_the_ksa_compares_the_key_once_and_sees_the_towns_side_by_side(
    canton, navigation, shown, archive, declared, qtbot, tmp_path
) -> None:
    page = shown(policies_page.build(canton, navigation))
    assert "Noch keine Gemeinde hat gemeldet" in words_of(page)
    dialog = opened(page, declared, qtbot)
    assert "3 Änderungen" in words_of(dialog)
    messages.set_next_answer(None)
    dialog.accept()
    assert archive.query(queries.policies) == ()
    dialog.form["compared"].set_value(True)
    dialog.accept()
    assert navigation.said == [
        "Meldung von Sozialdienst Beispieltal eingelesen: 3 Grundsatzentscheide geändert."
    ]
    assert [topic.name for topic in page.model.rows()] == ["Lager", "Zahnbehandlung"]
    page.table.select_key("Zahnbehandlung")
    assert rows(page.part.table) == ["Bubendorf", "Liestal"]
    page.town.set_value(2823)
    assert [topic.name for topic in page.model.rows()] == ["Zahnbehandlung"]
    target = tmp_path / "Übersicht.csv"
    file_prompts.set_next_path(target)
    page.export_button.click()
    qtbot.waitUntil(lambda: not page.files.work.is_busy() and target.exists())
    text = target.read_text("utf-8-sig")
    assert "Bubendorf" in text
    assert "Liestal" not in text
    again = opened(page, declared, qtbot)
    assert "Nichts ändert sich." in words_of(again)
    again.accept()
    assert navigation.said[-1] == "Diese Meldung ist schon eingelesen."


def test_the_ksa_sees_who_declared_none_and_who_has_not_declared(
    canton, navigation, shown, archive, town, qtbot, tmp_path
) -> None:
    path = tmp_path / "keine.szg"
    path.write_bytes(town.run(declare_policies, DeclarePolicies()).value.content)
    page = shown(policies_page.build(canton, navigation))
    dialog = opened(page, path, qtbot)
    assert "Nichts ändert sich." in words_of(dialog)
    dialog.form["compared"].set_value(True)
    dialog.accept()
    (pane,) = page.findChildren(StandingPane)
    lines = {
        row.municipality: (standing_words(row), row.declared_at is not None)
        for row in pane.table.rows_model.rows()
    }
    assert lines["Liestal"] == ("keine Grundsatzentscheide", True)
    assert lines["Aesch"] == ("noch nicht gemeldet", False)
    assert "2 von 86 Gemeinden haben gemeldet, davon 2 ohne Grundsatzentscheid" in words_of(page)
    target = tmp_path / "Übersicht.xlsx"
    file_prompts.set_next_path(target)
    page.export_button.click()
    qtbot.waitUntil(lambda: not page.files.work.is_busy() and target.exists())
    sheets = openpyxl.load_workbook(target)
    cells = {cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row}
    assert {"keine Grundsatzentscheide", "noch nicht gemeldet"} <= cells


def test_a_file_that_cannot_be_used_is_said_in_words(
    canton, navigation, shown, declared, qtbot
) -> None:
    declared.write_bytes(declared.read_bytes().replace(b"Lager", b"Lagen"))
    page = shown(policies_page.build(canton, navigation))
    messages.set_next_answer(None)
    file_prompts.set_next_path(declared)
    page.main_button.click()
    said: list[str] = []
    qtbot.waitUntil(lambda: bool(said.extend(messages.shown()) or said))
    assert "beschädigt, oder jemand hat sie verändert" in " ".join(said)


def test_the_page_opens_from_the_abrechnung_of_the_ksa(canton, navigation, qtbot) -> None:
    (area,) = [one for one in areas_for(KSA) if one.key == "billing"]
    bills = area.factory(canton, navigation)
    qtbot.addWidget(bills)
    bills.open_target(page="policies_page")
    (page,) = navigation.subpages
    qtbot.addWidget(page)
    assert isinstance(page, PoliciesPage)
    assert page.head.title() == "Grundsatzentscheide der Gemeinden"
