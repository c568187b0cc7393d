"""One municipality: what it declared, earlier revisions, reasons, the Rückfrage, its documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from page_kit import (
    AESCH,
    BOECKTEN,
    ITINGEN,
    LIESTAL,
    SCAN,
    SISSACH,
    area,
    button,
    cells,
    desk,
    hand_in,
    look,
    navigation,
    plain,
    shown,
    words,
)
from PySide6.QtGui import QGuiApplication
from returns_examples import MISSING, declared, entry, incomplete, record, revisions, tracked

from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import (
    Category,
    EntryDecision,
    Extras,
    Interval,
    RentKind,
)
from sozdesk.features.rent_limits.ui import detail as detail_tabs
from sozdesk.features.rent_limits.ui.declaration_view import basis_line
from sozdesk.features.rent_limits.ui.detail import MunicipalityDetail
from sozdesk.features.rent_limits.ui.hints_view import NOTE, QUERY
from sozdesk.features.rent_limits.ui.undecided import Undecided
from sozdesk.widgets import accessibility, file_prompts, theme
from sozdesk.widgets.table import TableView

__all__ = ["area", "desk", "look", "navigation"]

BUUS = 2844
CHANGED, CONTACT = "change_large/p3/168000", "no_contact//"


def opened(area, bfs):
    area.open_target(bfs=bfs)
    return area.round.detail


def amounts(detail):
    return detail.findChildren(TableView)[-1]


def reason(detail, key, text):
    detail.choose_tab(detail_tabs.HINTS)
    detail.hints.form[key].set_value(text)


def test_the_amounts_stand_beside_last_year(area):
    table = amounts(opened(area, BOECKTEN))
    assert cells(table, 0)[:4] == ("1 Person", "1'000.00", "1'060.00", "+6,0 %")
    assert cells(table, 5)[:4] == ("jede weitere Person", "150.00", "150.00", "gleich")


def test_the_facts_say_where_the_amounts_come_from(area):
    seen = words(opened(area, LIESTAL))
    assert "CHF netto pro Monat. Kein Vorjahr erfasst." in seen
    assert "Inserate, Beobachtung des Wohnungsmarkts" in seen
    assert "10.11.2026, Nr. 2026-118" in seen
    assert "03.01.2027 als Datei, nach der Frist, erfasst von Anna Muster" in seen


def test_amounts_on_the_other_basis_stand_in_their_own_column_only_where_they_are_known(
    archive, area, desk
):
    assert "umgerechnet" not in amounts(opened(area, BOECKTEN)).shown_text().titles
    ancillary = {Category.P1: 120_00, Category.P2: 150_00}
    record(archive, entry(declared(LIESTAL, 1200, extras=Extras(ancillary_amounts=ancillary))))
    desk.changed.emit(frozenset({"rent_limits"}))
    seen = amounts(opened(area, LIESTAL)).shown_text()
    column = seen.titles.index("umgerechnet")
    assert [row[column] for row in seen.rows[:3]] == ["1'320.00", "1'590.00", ""]


def test_a_copy_for_reading_offers_no_decision(area, qtbot, desk, navigation):
    data = replace(opened(area, ITINGEN).data, read_only=True)
    detail = MunicipalityDetail(desk, navigation, data, Undecided(area, desk))
    qtbot.addWidget(detail)
    detail.fill(detail_tabs.HINTS)
    assert detail.record_button is None
    assert detail.hints.form.keys() == ()
    assert not detail._commands()[0].isEnabled()


def test_a_hint_stands_beside_its_amount(area):
    table = amounts(opened(area, ITINGEN))
    assert cells(table, 2) == ("3 Personen", "", "1'680.00", "", "Änderung")


def test_who_did_not_answer_is_said_with_the_deadline(area):
    detail = opened(area, 2763)
    assert "Ohne Antwort. Die Frist war am 31.12.2026, seit 5 Tagen." in words(detail)


def test_an_incomplete_return_says_what_it_lacks_and_is_asked_about(archive, area, desk):
    record(archive, entry(incomplete(BUUS), MISSING, decision="keep"))
    desk.changed.emit(frozenset({"rent_limits"}))
    detail = opened(area, BUUS)
    assert "Der Betrag für 3 Personen fehlt." in words(detail)
    assert detail.record_button.text() == "Rückf&rage …"

    detail.record()
    assert "Welcher Betrag gilt für 3 Personen?" in detail.query.text()
    button(detail, "Rückfrage gestellt").click()

    assert tracked(archive, BUUS).state.value == "queried"
    assert area.round.detail.record_button.text() == "Rückf&rage …"


def test_an_incomplete_return_is_completed_by_hand_from_what_was_declared(
    archive, area, desk, navigation
):
    record(archive, entry(incomplete(BUUS), MISSING, decision="keep"))
    desk.changed.emit(frozenset({"rent_limits"}))
    button(opened(area, BUUS), "Von Hand ergänzen …").click()
    (page,) = navigation.subpages
    assert page.form["amount_p2"].value() == 1_200_00
    page.form["amount_p3"].set_value(1_400_00)
    page.record()
    newest, before = revisions(archive, BUUS)
    assert (newest.state.value, before.state.value) == ("recorded", "received")
    assert newest.declaration == declared(BUUS)


def test_an_earlier_revision_stays_readable(area):
    detail = opened(area, AESCH)
    assert cells(amounts(detail), 0)[2] == "1'100.00"
    detail.version.set_value(1)
    assert "Version 1 ist ersetzt. Sie bleibt zum Nachlesen." in words(detail)
    assert "1'000.00" in cells(amounts(detail), 0)
    assert detail.record_button is None


def test_recording_asks_first_for_every_reason(archive, area):
    detail = opened(area, ITINGEN)
    detail.record_button.click()
    assert detail.tabs.current() == detail_tabs.HINTS
    found = dict(detail.hints.form.findings())
    assert set(found) == {CHANGED, CONTACT}
    assert found[CONTACT].message == "Begründen Sie, oder wählen Sie «Rückfrage»."
    assert tracked(archive, ITINGEN).state.value == "received"


def test_a_return_is_recorded_with_its_reasons(archive, area, navigation):
    detail = opened(area, ITINGEN)
    reason(detail, CHANGED, "Neubau bezogen")
    reason(detail, CONTACT, "Telefon bekannt")
    detail.record_button.click()
    (row,) = revisions(archive, ITINGEN)
    assert row.state.value == "recorded"
    assert {note.key: note.reason for note in row.notes} == {
        CHANGED: "Neubau bezogen",
        CONTACT: "Telefon bekannt",
    }
    assert navigation.said == ["Itingen erfasst, Version 1."]
    area.round.detail.choose_tab(detail_tabs.HINTS)
    assert "Zur Kenntnis genommen: Neubau bezogen" in words(area.round.detail)


def test_the_counts_follow_a_decision(area):
    detail = opened(area, ITINGEN)
    reason(detail, CHANGED, "Neubau bezogen")
    reason(detail, CONTACT, "Telefon bekannt")
    detail.record_button.click()
    shown_now = {made.chip.key: made.chip.count for made in area.round.chips.buttons()}
    assert (shown_now["received"], shown_now["recorded"]) == (0, 4)


def test_one_reason_can_be_given_to_all(area):
    detail = opened(area, ITINGEN)
    reason(detail, CHANGED, "Telefonisch geklärt")
    button(detail, "Gleiche Begründung für alle").click()
    assert detail.hints.reasons() == {
        CHANGED: "Telefonisch geklärt",
        CONTACT: "Telefonisch geklärt",
    }


def test_a_query_asks_only_about_the_chosen_hint_and_is_noted(archive, area, navigation):
    detail = opened(area, ITINGEN)
    detail.choose_tab(detail_tabs.HINTS)
    detail.hints._choices[CONTACT].set_value(QUERY)
    assert plain(detail.record_button.text()) == "Rückfrage …"
    detail.record_button.click()
    assert detail.tabs.current() == detail_tabs.QUERY
    assert "Wen können wir bei Fragen anrufen oder anschreiben?" in detail.query.text()
    assert "20,0 %" not in detail.query.text()
    detail.query.asked_button.click()
    (row,) = revisions(archive, ITINGEN)
    assert row.state.value == "queried"
    assert "Wen können wir" in row.query_text
    assert navigation.said == ["Itingen: Rückfrage gestellt."]


def test_a_reason_that_was_typed_beside_the_query_is_kept(archive, area):
    detail = opened(area, ITINGEN)
    reason(detail, CHANGED, "Neubau bezogen")
    detail.hints._choices[CONTACT].set_value(QUERY)
    detail.record_button.click()
    detail.query.asked_button.click()
    (row,) = revisions(archive, ITINGEN)
    assert [note.reason for note in row.notes] == ["Neubau bezogen"]


def test_own_words_are_sent_instead_of_the_draft(archive, area):
    detail = opened(area, ITINGEN)
    detail.choose_tab(detail_tabs.QUERY)
    detail.query.field.set_value("Guten Tag\nBitte rufen Sie uns an.")
    detail.query.asked_button.click()
    assert revisions(archive, ITINGEN)[0].query_text == "Guten Tag\nBitte rufen Sie uns an."


def test_the_answer_to_a_query_is_recorded_as_reason(archive, area):
    detail = opened(area, SISSACH)
    detail.choose_tab(detail_tabs.QUERY)
    assert "Stimmt das so?" in words(detail.query)
    reason(detail, CHANGED, "Von der Gemeinde bestätigt")
    detail.record_button.click()
    assert tracked(archive, SISSACH).state.value == "recorded"


def test_the_text_of_the_query_is_copied(area):
    detail = opened(area, ITINGEN)
    detail.choose_tab(detail_tabs.QUERY)
    button(detail.query, "Text kopieren").click()
    assert QGuiApplication.clipboard().text().startswith("Guten Tag")


def test_what_is_typed_stays_while_looking_at_another_municipality(area):
    detail = opened(area, ITINGEN)
    reason(detail, CHANGED, "Neubau bezogen")
    opened(area, LIESTAL)
    again = opened(area, ITINGEN)
    assert again.hints.form[CHANGED].value() == "Neubau bezogen"
    assert again.hints._choices[CHANGED].value() == NOTE


def test_what_is_typed_survives_a_lock_as_a_draft(qtbot, area, desk, navigation):
    reason(opened(area, ITINGEN), CHANGED, "Neubau bezogen")
    assert area.has_changes()
    area.store_draft()
    later = shown(qtbot, desk, navigation)
    assert later.has_changes()
    detail = opened(later, ITINGEN)
    detail.choose_tab(detail_tabs.HINTS)
    assert detail.hints.form[CHANGED].value() == "Neubau bezogen"


def test_a_reload_keeps_what_is_being_typed(area, desk):
    detail = opened(area, ITINGEN)
    reason(detail, CHANGED, "Neub")
    desk.changed.emit(frozenset({"rent_limits"}))
    assert area.round.detail is detail


def test_a_decision_about_an_outdated_return_says_what_it_is_now(archive, area, monkeypatch):
    detail = opened(area, ITINGEN)
    row = detail.data.revisions[0]
    reason(detail, CHANGED, "Neubau bezogen")
    reason(detail, CONTACT, "Telefon bekannt")
    archive.run(  # somebody else was faster; this page has not heard of it
        usecases.decide_return,
        usecases.DecideReturn(
            declaration_id=row.id, base_version=row.version, decision=EntryDecision.QUERY
        ),
    )
    detail.record_button.click()
    assert "Sie ist jetzt «Rückfrage»" in area.round.notice()
    button(area.round, "Neu laden").click()
    assert area.round.table.current_row().tracking.state.value == "queried"


def test_a_document_is_saved_where_the_person_wants_it(qtbot, area, navigation, tmp_path):
    detail = opened(area, BOECKTEN)
    file_prompts.set_next_path(tmp_path / "auszug.pdf")
    button(detail, "Protokollauszug.pdf …").click()
    qtbot.waitUntil(lambda: navigation.said == ["«auszug.pdf» ist gespeichert."])
    assert (tmp_path / "auszug.pdf").read_bytes() == SCAN


def test_the_history_of_the_revision_is_one_command_away(area, navigation):
    detail = opened(area, AESCH)
    next(entry for entry in detail._commands() if entry.text() == "Verlauf …").trigger()
    title, table, row_id = navigation.histories[0]
    assert (title, table) == ("Aesch 2027, Version 2 vom 20.12.2026, erfasst", "declaration")
    assert row_id == detail.data.revisions[0].id


@pytest.mark.parametrize(("mode", "factor"), [("light", 1.0), ("dark", 1.3)])
def test_every_tab_can_be_read_and_operated(qtbot, qapp, archive, desk, navigation, mode, factor):
    theme.apply(qapp, mode, factor)
    hand_in(archive)
    area = shown(qtbot, desk, navigation)
    area.resize(1280, 900)
    detail = opened(area, ITINGEN)
    for tab in (detail_tabs.DECLARATION, detail_tabs.HINTS, detail_tabs.QUERY):
        detail.choose_tab(tab)
        qapp.processEvents()
        assert accessibility.problems(area) == []


def test_only_net_beside_gross_is_a_mixed_basis():
    monthly, last_year = declared(), declared(year=2026)
    assert basis_line(monthly, last_year) == "CHF netto pro Monat"
    assert basis_line(monthly, replace(last_year, interval=Interval.YEAR)) == (
        "CHF netto pro Monat. Vorjahr: CHF netto pro Jahr. Verglichen über ein ganzes Jahr."
    )
    assert basis_line(monthly, replace(last_year, rent_kind=RentKind.GROSS)) == (
        "CHF netto pro Monat. Vorjahr: CHF brutto pro Monat. Basis gemischt, deshalb ohne Änderung."
    )


# ------------------------------------------------------------------ Änderungen


def changed(archive, area, **values):
    july = date(2027, 7, 1)
    record(archive, entry(declared(BOECKTEN, 1100, valid_from=july), change_from=july, **values))
    return opened(area, BOECKTEN)


def test_a_change_is_read_beside_the_return_with_what_held_until_then(archive, area):
    detail = changed(archive, area)
    words_of = [detail.version.itemText(number) for number in range(detail.version.count())]
    assert words_of == ["Version 1 vom 08.12.2026, erfasst", "Änderung ab 01.07.2027, erfasst"]
    detail.version.set_value(1)
    table = amounts(detail)
    assert table.shown_text().titles[:3] == ("Haushalt", "bisher", "neu")
    # 1'060 francs until June, 1'100 from July: 3,8 % more
    assert table.shown_text().rows[0][:4] == ("1 Person", "1'060.00", "1'100.00", "+3,8 %")


def test_a_change_that_waits_is_decided_like_a_return(archive, area):
    detail = changed(archive, area, decision="keep")
    assert not detail.record_button.isVisibleTo(detail)
    detail.version.set_value(1)
    assert detail.record_button.isVisibleTo(detail)
    detail.record_button.click()
    (row,) = archive.query(queries.revisions, 2027, BOECKTEN, date(2027, 7, 1))
    assert row.state.value == "recorded"


def test_by_hand_a_recorded_return_is_corrected_and_another_one_entered(area):
    first = {}
    for bfs in (BOECKTEN, ITINGEN):  # recorded, waiting
        area.round.open_municipality(bfs)
        row = area.round.table.current_row()
        first[bfs] = (
            area.round.detail._commands()[0].text(),
            area.round._row_commands(row)[0].text(),
        )
    assert first == {
        BOECKTEN: ("Berichtigung von Hand erfassen …",) * 2,
        ITINGEN: ("Rückmeldung von Hand erfassen …",) * 2,
    }
