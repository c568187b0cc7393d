"""Providers with their contacts, places and offerings."""

from __future__ import annotations

from datetime import date

import pytest
from offering_pages_kit import dialog_of, words_of
from openpyxl import load_workbook
from platform_kit import offering, provider

from sozdesk.features.offerings import queries, usecases
from sozdesk.features.offerings.terms import DecisionKind
from sozdesk.features.offerings.ui import providers_page
from sozdesk.widgets import file_prompts, messages


@pytest.fixture
def page(desk, platform, navigation, shown):
    desk.adopt(platform)
    return shown(providers_page.build(desk, navigation))


@pytest.fixture
def one(page, platform):
    who = provider(platform, iban="CH93 0076 2011 6238 5295 7", note="nur vormittags")
    offering(platform, who)
    page.reload()
    return page


def test_a_provider_is_entered_and_a_wrong_iban_is_said_at_the_field(page, platform) -> None:
    assert any("Noch niemand erfasst" in said for said in words_of(page))
    page.add()
    dialog = dialog_of(page)
    dialog.form["name"].set_value("Kurszentrum Muster")
    dialog.form["iban"].set_value("CH94 0076 2011 6238 5295 7")
    dialog.accept()
    assert "Prüfziffer" in dialog.form["iban"].finding().message
    dialog.form["iban"].set_value("CH93 0076 2011 6238 5295 7")
    dialog.accept()
    assert [line.row.name for line in page.model.rows()] == ["Kurszentrum Muster"]
    assert "CH93 0076 2011 6238 5295 7" in words_of(page.detail)
    page.add()
    dialog = dialog_of(page)
    dialog.form["name"].set_value("Werkstatt Beispiel")
    dialog.accept()
    assert page.table.current_row().row.name == "Werkstatt Beispiel"


def test_facts_and_a_change(one, platform) -> None:
    assert "nur vormittags" in words_of(one.detail)
    one.change()
    dialog = dialog_of(one)
    dialog.form["legal_form"].set_value("Verein")
    dialog.accept()
    assert platform.query(queries.providers)[0].legal_form == "Verein"


def test_contacts_and_places_are_added_changed_and_removed(one, platform) -> None:
    one.detail.tabs.choose(providers_page.CONTACTS)
    one.detail.contacts.add()
    dialog = dialog_of(one)
    dialog.accept()
    assert dialog.form["name"].finding().message == "Der Name fehlt."
    dialog.form["name"].set_value("Anna Muster")
    dialog.form["main"].set_value(True)
    dialog.accept()
    one.detail.places.add()
    dialog = dialog_of(one)
    dialog.form["bfs_number"].set_value(2861)
    assert dialog.form["town"].value() == "Sissach"
    dialog.accept()
    ((contact,),) = platform.query(queries.provider_contacts).values()
    ((place,),) = platform.query(queries.places).values()
    assert (contact.name, contact.main) == ("Anna Muster", True)
    assert (place.name, place.bfs_number) == ("Sissach", 2861)
    one.detail.contacts.change()
    dialog = dialog_of(one)
    dialog.form["phone"].set_value("061 000 00 00")
    dialog.accept()
    one.detail.places.change()
    dialog = dialog_of(one)
    dialog.form["wheelchair"].set_value(True)
    dialog.accept()
    assert "Hauptkontakt, 061 000 00 00" in _seconds(one.detail.contacts)
    assert "Sissach, rollstuhlgängig" in _seconds(one.detail.places)
    messages.set_next_answer(True, True)
    one.detail.contacts.remove_current()
    one.detail.places.remove_current()
    assert platform.query(queries.provider_contacts) == {}
    assert platform.query(queries.places) == {}


def _seconds(part) -> list[str]:
    (column,) = part.table.model.columns
    return [column.second(row) for row in part.table.model.rows()]


def test_the_offerings_lead_to_their_place_in_the_area(one, navigation) -> None:
    opened = []
    navigation.open_area = lambda key, **target: opened.append((key, target))
    one.detail.tabs.choose(providers_page.OFFERED)
    row = one.detail.offered.table.current()
    one.detail.offered.wanted.emit(row.id)
    assert opened == [("offerings", {"offering": row.id})]
    one.detail.offered.new_wanted.emit()
    assert navigation.subpages[-1].head.title() == "Neues Angebot"


def test_who_offers_something_is_not_removed(one, platform) -> None:
    messages.set_next_answer(True, None)
    one.remove()
    assert "1 Angebot" in " ".join(messages.shown())
    assert len(platform.query(queries.providers)) == 1


def test_files_and_history_have_their_tabs(one) -> None:
    one.detail.tabs.choose(providers_page.ATTACHMENTS)
    assert one.detail.attachments.empty.isVisible()
    one.detail.tabs.choose(providers_page.HISTORY)
    said = [trace.act.summary for trace in one.detail.history.model.rows()]
    assert said == ["Kurszentrum Muster erfasst"]


def test_the_list_goes_into_a_file(one, tmp_path, navigation, qtbot) -> None:
    target = tmp_path / "Anbieter.xlsx"
    file_prompts.set_next_path(target)
    one.export()
    qtbot.waitUntil(lambda: bool(navigation.said))
    cells = [cell.value for row in load_workbook(target).active.iter_rows() for cell in row]
    assert "Kurszentrum Muster" in cells


def test_who_is_recognised_under_the_gfs_stands_in_the_facts(one, platform) -> None:
    assert not one.detail.facts.municipal.view.isVisible()
    who = one.table.current_row().id
    command = usecases.AddMunicipal(
        provider_id=who,
        bfs_number=2861,
        recognised_on=date(2025, 8, 1),
        valid_to=date(2029, 7, 31),
    )
    platform.run(usecases.add_municipal, command)
    one.reload()
    table = one.detail.facts.municipal
    assert table.view.isVisible()
    cell = table.model.cell(0, 0)
    assert (cell.text, cell.second) == (
        "Sissach",
        "01.08.2025–31.07.2029, dem Kanton noch nicht gemeldet",
    )


def test_an_earlier_decision_is_recorded_on_the_provider(one, platform) -> None:
    entry = {action.text(): action for action in one.commands()}
    entry["Früheren Entscheid erfassen …"].trigger()
    dialog = dialog_of(one)
    dialog.form["decided_on"].set_value(date(2025, 12, 1))
    dialog.form["valid_from"].set_value(date(2026, 1, 1))
    dialog.accept()
    assert "Anerkennung" in " ".join(words_of(one.detail))
    assert one.table.current_row().recognition_words == "anerkannt"
    (row,) = platform.query(queries.decisions)
    assert (row.offering_id, row.sent_on) == (None, date(2025, 12, 1))


def test_the_end_of_a_recognition_is_drafted_from_the_menu(one, platform, navigation) -> None:
    entry = {action.text(): action for action in one.commands()}
    entry["Anerkennung beenden …"].trigger()
    dialog = dialog_of(one)
    dialog.form["valid_from"].set_value(date(2027, 1, 5))
    dialog.accept()
    (row,) = platform.query(queries.decisions)
    assert (row.kind, row.offering_id, row.sent_on) == (DecisionKind.REVOKED, None, None)
    assert navigation.said == ["Der Entscheid ist entworfen und steht unter «Anerkennung»."]


def test_a_sozialdienst_changes_nothing(desk, service_platform, navigation, shown) -> None:
    desk.adopt(service_platform)
    page = shown(providers_page.build(desk, navigation))
    assert page.commands() == []
