"""The page of a person: permit and regime per day, what belongs to it, merging."""

from __future__ import annotations

from datetime import date

import pytest
from case_pages_kit import Navigation, dialog_of, fill, words_of
from casework_kit import TODAY, opened
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

import case_kit as kit
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms import CasePart, Permit, RepresentativeKind
from sozdesk.features.cases.ui import access, person_page
from sozdesk.features.offerings.terms import CefrLevel
from sozdesk.runtime import worker
from sozdesk.widgets import file_prompts, messages

REGIME, LANGUAGES, CASES, FILES = 1, 2, 3, 4
"""Numbers of the tabs."""
PROVISIONAL = "vorläufig Aufgenommene und Schutzstatus S"


@pytest.fixture
def navigation():
    return Navigation()


@pytest.fixture
def anna(casework):
    made = kit.person(casework, permit="F", goals="Stelle 50 %")
    opened(casework, made)
    return made


@pytest.fixture
def page(desk, anna, navigation, shown):
    return shown(person_page.build(desk, navigation, person_id=anna, kinds=usecases.CASES))


def test_what_is_known_is_shown_and_opening_leaves_a_trace(
    desk, anna, navigation, shown, monkeypatch
) -> None:
    seen = []
    monkeypatch.setattr(access, "opened", lambda _desk, person_id: seen.append(person_id))
    page = shown(person_page.build(desk, navigation, person_id=anna, kinds=usecases.CASES))
    assert seen == [anna]
    said = words_of(page)
    assert {"Muster Anna", "17.05.1990", "weiblich", "Stelle 50 %", "Test"} <= set(said)


def test_the_keyboard_stays_at_its_tab_when_the_opening_is_noted_and_when_the_page_reads_again(
    desk, anna, navigation, shown, qtbot
) -> None:
    page = shown(
        person_page.build(desk, navigation, person_id=anna, kinds=usecases.CASES, regime=True)
    )
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    reloads = []
    page.reload, whole = lambda: reloads.append(1), page.reload
    tab = page.tabs.current_button()
    tab.setFocus()
    access.opened(desk, anna)
    desk.changed.emit(frozenset({"trace"}))
    assert reloads == []
    whole()
    assert QApplication.focusWidget() is tab


def test_a_person_has_files(desk, page, casework, anna, tmp_path, qtbot) -> None:
    page.tabs.choose(FILES)
    source = tmp_path / "Pass.pdf"
    source.write_bytes(b"%PDF-1.7\nPass")
    file_prompts.set_next_path([source])
    page.files.add()
    qtbot.waitUntil(lambda: [row.name for row in page.files.table.model.rows()] == ["Pass.pdf"])
    assert len(casework.query(queries.attachments, CasePart.PERSON, anna)) == 1


def test_the_regime_of_today_says_why(page) -> None:
    page.tabs.choose(REGIME)
    assert page.regime.text() == PROVISIONAL
    assert page.because.text() == "weil Ausweis F (§ 1 kAV). Berechnet, bitte prüfen."


def test_a_change_of_permit_splits_the_days(page) -> None:
    page.residences.add()
    dialog = dialog_of(page)
    fill(dialog, permit=Permit.F, refugee=True, valid_from=date(2026, 4, 15))
    dialog.accept()
    page.tabs.choose(REGIME)
    said = words_of(page)
    assert "seit 15.04.2026" in said
    assert "01.01.2023 – 14.04.2026" in said
    assert "01.01.2020 – 31.12.2022" in said, "before the first rule nothing is known"
    assert page.because.text().startswith("weil Ausweis F, Flüchtling")


def test_a_regime_by_hand_needs_a_reason_and_says_it(page) -> None:
    page.tabs.choose(REGIME)
    page.overrides.add()
    dialog = dialog_of(page)
    fill(dialog, regime_code="refugees", valid_from=TODAY)
    dialog.accept()
    assert dialog.form["reason"].finding() is not None
    fill(dialog, reason="Entscheid SEM vom 3.1.2027")
    dialog.accept()
    assert page.because.text() == "von Hand gesetzt: Entscheid SEM vom 3.1.2027"
    page.overrides.change()
    dialog = dialog_of(page)
    fill(dialog, reason="Entscheid SEM")
    dialog.accept()
    messages.set_next_answer(True)
    page.overrides.remove_current()
    assert page.regime.text() == PROVISIONAL


def test_without_a_permit_no_regime_is_invented(desk, casework, navigation, shown) -> None:
    command = usecases.AddPerson(last_name="Neu", ahv_missing_because="Test")
    made = casework.run(usecases.add_person, command).value
    page = shown(person_page.build(desk, navigation, person_id=made, kinds=usecases.CASES))
    page.tabs.choose(REGIME)
    assert page.regime.text() == "nicht bestimmt"
    assert "Es fehlt der Aufenthalt" in page.because.text()


def test_languages_and_who_acts_are_entered_in_their_lists(page) -> None:
    page.tabs.choose(LANGUAGES)
    page.languages.add()
    fill(dialog_of(page), language="Tigrinya", level=CefrLevel.B1, tested_on=date(2026, 5, 4))
    dialog_of(page).accept()
    page.representatives.add()
    fill(
        dialog_of(page),
        kind=RepresentativeKind.GUARDIAN,
        name="Eva Recht",
        phone="061 000 00 00",
        valid_from=TODAY,
    )
    dialog_of(page).accept()
    assert page.languages.table.model.cell(0, 0).text == "Tigrinya, B1"
    assert page.languages.table.model.cell(0, 0).second == "geprüft am 04.05.2026"
    assert page.representatives.table.model.cell(0, 0).text == "Eva Recht (Beistandschaft)"
    assert "061 000 00 00" in page.representatives.table.model.cell(0, 0).second


def test_the_cases_of_a_person_lead_there(page, navigation) -> None:
    page.tabs.choose(CASES)
    said = words_of(page)
    assert {"Fall 1", "Liestal", "unterstützt seit 10.03.2026"} <= set(said)
    from PySide6.QtWidgets import QPushButton

    link = next(one for one in page.findChildren(QPushButton) if one.text() == "Fall ansehen")
    link.click()
    assert navigation.areas[0][0] == "cases"


def test_a_change_is_saved_and_a_second_window_keeps_what_it_typed(page, casework, anna) -> None:
    page.change()
    dialog = dialog_of(page)
    fill(dialog, address="Gasse 1\n4410 Liestal")
    other = usecases.ChangePerson(id=anna, base_version=1, changes={"address": "Weg 2"})
    casework.run(usecases.change_person, other)
    dialog.accept()
    assert "die Adresse ist jetzt «Weg 2»" in repr(dialog.summary._rest)
    assert dialog.form["address"].value() == "Gasse 1\n4410 Liestal"
    dialog.form.mark_clean()
    dialog.reject()
    page.reload()
    page.change()
    fill(dialog_of(page), address="Gasse 1")
    dialog_of(page).accept()
    assert casework.query(queries.person, anna).address == "Gasse 1"


def test_while_changing_who_may_be_the_same_can_be_merged(page, casework, anna) -> None:
    kit.person(casework, "Muster", "Ana", goals="Lehre")
    page.reload()
    page.change()
    dialog = dialog_of(page)
    (found,) = dialog.entry.duplicates.shown
    dialog.entry.duplicates.taken.emit(found)
    merging = dialog_of(page)
    ticks = {tick.text(): tick for tick in merging._ticks.values()}
    assert set(ticks) == {"Vorname: Ana statt Anna", "Ziele: Lehre statt Stelle 50 %"}
    ticks["Ziele: Lehre statt Stelle 50 %"].setChecked(True)
    merging.accept()
    (left,) = casework.query(queries.persons)
    assert (left.id, left.first_name, left.goals) == (anna, "Anna", "Lehre")


def test_another_person_is_found_by_name_to_be_merged(page, casework) -> None:
    other = kit.person(casework, "Tekle", "Selam", birth_date=date(1995, 1, 30))
    page.reload()
    page.merge()
    dialog = dialog_of(page)
    dialog.accept()
    assert dialog.form["other"].finding() is not None, "nobody is chosen"
    fill(dialog, search="selam tek")
    assert dialog.form["other"].value() == other
    dialog.accept()
    assert len(casework.query(queries.persons)) == 1


def test_what_an_entry_without_a_case_held_otherwise_is_seen_until_it_is_settled(
    desk, casework, navigation, shown
) -> None:
    keep = kit.person(casework, address="Gasse 1")
    drop = kit.person(casework, "Muster", "Ana", address="Weg 2")
    page = shown(person_page.build(desk, navigation, person_id=keep, kinds=usecases.CASES))
    assert not page.set_aside.isVisibleTo(page)
    command = usecases.MergePersons(keep_id=keep, keep_version=1, drop_id=drop, drop_version=1)
    desk.run(usecases.merge_persons, command)
    assert page.set_aside.isVisibleTo(page)
    assert page.set_aside.lines.text() == "Vorname: Ana\nAdresse: Weg 2"
    assert "Beim Zusammenführen anders" in words_of(page)
    page.set_aside.done_button.click()
    assert not page.set_aside.isVisibleTo(page)
    casework.undo_last()
    page.reload()
    assert page.set_aside.lines.text() == "Vorname: Ana\nAdresse: Weg 2"


def test_a_person_with_a_case_stays_and_one_by_mistake_goes(
    page, desk, casework, navigation, shown
) -> None:
    messages.set_next_answer(True, True)
    page.remove()
    assert any("Es verweisen darauf" in said for said in messages.shown())
    made = kit.person(casework, "Falsch", "Erfasst")
    wrong = shown(person_page.build(desk, navigation, person_id=made, kinds=usecases.CASES))
    messages.set_next_answer(True)
    wrong.remove()
    assert navigation.left == [wrong]
    assert casework.query(queries.person, made) is None


def test_who_is_gone_is_said(desk, casework, navigation, shown) -> None:
    made = kit.person(casework)
    page = shown(person_page.build(desk, navigation, person_id=made, kinds=usecases.CASES))
    command = usecases.RemoveRow(id=made, base_version=1)
    desk.run(usecases.remove_person, command)
    assert page.notice() == "Diese Person gibt es nicht mehr."


def test_a_letter_chooses_the_permit_and_its_words_follow(page) -> None:
    page.residences.add()
    choice = dialog_of(page).form["permit"].input
    said = [choice.itemText(place) for place in range(choice.count())]
    assert said == [  # as the Staatssekretariat für Migration calls them
        "Schweizer Bürgerrecht",
        "B – Aufenthaltsbewilligung",
        "C – Niederlassungsbewilligung",
        "Ci – Aufenthaltsbewilligung mit Erwerbstätigkeit",
        "F – vorläufig aufgenommene Ausländerinnen und Ausländer",
        "G – Grenzgängerbewilligung",
        "L – Kurzaufenthaltsbewilligung",
        "N – Asylsuchende",
        "S – Schutzbedürftige",
        "anderer Ausweis",
    ]
    QTest.keyClicks(choice, "f")
    assert choice.currentText() == said[4]
    assert choice.value() is Permit.F


def test_the_reason_of_a_missing_number_is_not_optional_and_settles_the_error(page) -> None:
    page.change()
    dialog = dialog_of(page)
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Falls sie &fehlt, warum" in labels
    fill(dialog, ahv_number="", ahv_missing_because="")
    dialog.accept()
    assert dialog.form["ahv_number"].finding() is None
    assert dialog.form["ahv_missing_because"].finding() is not None, "the field that is empty"
    assert dialog.summary.isVisible()
    fill(dialog, ahv_number="756.9217.0769.85")
    assert dialog.form["ahv_missing_because"].finding() is None
    assert not dialog.summary.isVisible()


def test_the_verlauf_names_no_person(page, navigation, anna) -> None:
    page.show_history()
    assert navigation.histories == [("Person", "person", anna)]


def test_the_auskunft_about_this_very_person_is_written_and_noted(
    page, casework, anna, tmp_path
) -> None:
    kit.person(casework, "Andere")
    page.answer()
    dialog = dialog_of(page)
    assert "person" not in dialog.form.values()
    path = tmp_path / "auskunft.json"
    file_prompts.set_next_path(path)
    fill(dialog, recipient="Anna Muster", purpose="Auskunft nach § 24 IDG")
    dialog.accept()
    worker.wait_for_all()
    QCoreApplication.processEvents()
    assert "Muster" in path.read_text(encoding="utf-8")
    (trace,) = [one for one in casework.query(queries.accesses) if one.recipient]
    assert (trace.person_id, trace.purpose) == (anna, "Auskunft nach § 24 IDG")
