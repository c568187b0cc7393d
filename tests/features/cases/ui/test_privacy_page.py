"""The page of data protection, over a real encrypted file."""

from __future__ import annotations

import json
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtWidgets import QLabel

import case_kit
from navigation_kit import Navigation
from privacy_page_kit import (
    answer_tables,
    approve_as_second_person,
    ask,
    dialog,
    list_and_offer,
    primary,
    row,
)
from sozdesk.exchange.locked import unlock
from sozdesk.features.cases import queries
from sozdesk.features.cases.terms.privacy import DeletionStep
from sozdesk.features.cases.ui import access, privacy_page
from sozdesk.features.cases.ui.privacy_dialogs import (
    RecipientDialog,
    RetentionDialog,
)
from sozdesk.features.cases.usecases import CASES
from sozdesk.runtime import worker
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import file_prompts, messages


@pytest.fixture
def old_case(casework):
    person = case_kit.person(casework, "Muster", "Anna")
    return case_kit.case(
        casework, [person], 12, opened_on=date(2014, 1, 1), closed_on=date(2015, 3, 31)
    )


@pytest.fixture
def page(qtbot, casework, old_case):
    desk = InlineDesk()
    desk.adopt(casework)
    made = privacy_page.build(desk, Navigation(), CASES)
    qtbot.addWidget(made)
    made.resize(1064, 740)
    made.show()
    made.deletions.select_first()
    return made


def test_a_case_goes_from_the_list_to_its_deletion_in_five_steps(page, casework, monkeypatch):
    assert page.deletions.shown_text().rows[0][0] == "Fall 12"
    list_and_offer(page, "Gemeindearchiv Liestal")

    messages.set_next_answer(None)
    primary(page).click()
    assert row(page).step is DeletionStep.ANSWERED
    assert "zweite Person" in " ".join(messages.shown())

    approve_as_second_person(page, casework, monkeypatch)

    messages.set_next_answer("yes")
    primary(page).click()
    assert row(page).step is DeletionStep.DELETED
    assert casework.query(queries.persons) == ()


def test_what_comes_next_can_be_read_in_full_below_the_list(page):
    chosen = row(page)
    said = [one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page)]
    assert f"{chosen.name}: vormerken" in said
    QCoreApplication.processEvents()
    told, table = page._next, page.deletions
    assert told.mapTo(page, QPoint(0, 0)).y() >= table.mapTo(page, QPoint(0, table.height())).y()


def test_the_deletion_asks_first_and_enter_does_not_delete(page, casework, monkeypatch):
    asked = []
    monkeypatch.setattr(messages, "ask_loss", lambda *args, **_words: asked.append(args) or False)
    page.delete()
    assert "nicht rückgängig" in asked[0][2]
    assert row(page).step is DeletionStep.DUE


def test_the_answer_to_a_person_is_a_json_with_everything_and_leaves_a_line(
    page, casework, tmp_path
):
    tables = answer_tables(page, page.data.people[0].id, tmp_path)
    assert tables["person"][0]["Name"] == "Muster"
    assert tables["support_case"][0]["Nummer"] == "12"
    (line,) = casework.query(queries.accesses)
    assert (line.recipient, line.purpose) == ("Anna Muster", "Auskunftsgesuch")


def test_namesakes_are_told_apart_and_a_name_that_nobody_bears_chooses_nobody(page, casework):
    case_kit.case(casework, [case_kit.person(casework, "Muster", "Anna", birth_date=None)], 77)
    page.reload()
    page.answer()
    form = dialog(page, RecipientDialog).form
    choice = form["person"].input
    form["search"].set_value("muster anna")
    offered = [choice.itemText(place) for place in range(choice.count())]
    assert "Muster Anna, ohne Geburtsdatum, Fall 77" in offered
    assert any(line.endswith("1990, Fall 12") for line in offered)
    assert choice.value() is None, "two of them"
    form["search"].set_value("Muster F")
    assert (choice.value(), choice.currentText()) == (None, "niemand gefunden")
    form["search"].set_value("anna 77")
    assert choice.value() is not None
    assert form["recipient"].value() == "Muster Anna"


@pytest.mark.parametrize("place", [None, "fehlt/auskunft.json"])
def test_an_answer_that_was_not_written_is_not_among_the_accesses(page, casework, tmp_path, place):
    messages.set_next_answer(*([True] if place else []))  # what failed is said
    ask(page, page.data.people[0].id, tmp_path / place if place else None)
    assert casework.query(queries.accesses) == ()


def test_all_persons_leave_only_behind_a_password_of_twelve_signs(page, casework, tmp_path):
    page.hand_out()
    asked = dialog(page, RecipientDialog)
    asked.form["recipient"].set_value("Revision")
    asked.form["purpose"].set_value("Prüfung 2026")
    asked.form["password"].set_value("kurz")
    asked.form["again"].set_value("kurz")
    asked.accept()
    assert asked.isVisible()
    assert casework.query(queries.accesses) == ()

    asked.form["password"].set_value("vier Wörter im Mai")
    asked.form["again"].set_value("vier Wörter im Mai")
    file_prompts.set_next_path(tmp_path / "personen.age")
    asked.accept()
    worker.wait_for_all()
    QCoreApplication.processEvents()
    data = (tmp_path / "personen.age").read_bytes()
    assert b"Muster" not in data
    told = json.loads(unlock(data, "vier Wörter im Mai"))
    assert len(told["persons"]) == 1


def test_every_field_says_what_for_and_how_long(page):
    page.tabs.choose(privacy_page.FIELDS)
    table = page._said[privacy_page.FIELDS][1]
    rows = {one[0]: one for one in table.shown_text().rows}
    assert rows["Person: AHV-Nummer"][1] == "erkennen, wer unterstützt wird; Verfügung zustellen"
    assert rows["Wohnung: Nettomiete"][2] == "§ 6 SHG, § 11 SHV"


def test_opening_a_person_shows_among_the_accesses(page, casework):
    access.opened(page.desk, page.data.people[0].id)
    page.tabs.choose(privacy_page.ACCESSES)
    table = page._said[privacy_page.ACCESSES][1]
    (line,) = table.shown_text().rows
    assert line[1:4] == ("Anna Muster", "geöffnet", "Muster Anna")


def test_a_file_without_closed_cases_says_what_will_stand_there(qtbot, casework):
    desk = InlineDesk()
    desk.adopt(casework)
    made = privacy_page.build(desk, Navigation(), CASES)
    qtbot.addWidget(made)
    words = [label.text() for label in made.findChildren(QLabel) if not label.isHidden()]
    assert any(text.startswith("Noch nichts ist abgeschlossen.") for text in words)
    assert any(text.startswith("Noch hat niemand eine Person geöffnet") for text in words)
    assert "nach der Aufbewahrung löschbar: nichts" in words
    case = case_kit.case(casework, [], 3, closed_on=date(2026, 3, 31))
    assert case
    made.reload()
    assert not any(
        label.text().startswith("Noch nichts ist abgeschlossen") and not label.isHidden()
        for label in made.findChildren(QLabel)
    )


HINT = "Die Aufbewahrung von Abrechnungen ist nicht erfasst: «Aufbewahrung erfassen»."


def test_the_ksa_sees_corrects_and_removes_how_long_bills_are_kept(qtbot, archive):
    desk = InlineDesk()
    desk.adopt(archive)
    made = privacy_page.build(desk, Navigation(), CASES)
    qtbot.addWidget(made)
    made.show()

    def commands():
        return [one.text() for one in made._retention_actions(made.data)]

    assert made._kept.text() == HINT
    assert commands() == ["Aufbewahrung erfassen …"]
    made.enter_retention()
    enter = dialog(made, RetentionDialog)
    assert enter.focusWidget() is enter.form["part"].input
    enter.form["value"].set_value(0)
    enter.form["source"].set_value("Weisung")
    enter.accept()
    assert "Schreiben Sie mindestens 1 Jahr." in enter.form["value"].finding().message
    enter.form["value"].set_value(12)
    enter.form["valid_from"].set_value(date(2010, 1, 1))
    enter.form["source"].set_value("Weisung")
    enter.accept()
    said = "Abrechnungen, Aufbewahrung: 12 Jahre ab 01.01.2010, Quelle: Weisung"
    assert made._kept.text() == said
    assert commands()[1:] == ["Aufbewahrung ändern …", "Aufbewahrung entfernen"]

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    change, remove = made._retention_actions(made.data)[1:]
    change.trigger()
    correct = dialog(made, RetentionDialog)
    assert not correct.form["valid_from"].isEnabled()
    correct.form["value"].set_value(10)
    correct.accept()
    assert made._kept.text() == said.replace("12", "10", 1)

    remove = made._retention_actions(made.data)[-1]
    remove.trigger()
    assert made._kept.text() == HINT
    archive.undo_last()
    made.reload()
    assert made._kept.text() == said.replace("12", "10", 1)


def test_the_list_of_the_accesses_leaves_with_recipient_and_purpose(page, casework, tmp_path):
    person = casework.query(queries.known_people, CASES)[0]
    access.opened(page.desk, person.id)
    path = tmp_path / "zugriffe.xlsx"
    file_prompts.set_next_path(path)

    page.export(privacy_page.ACCESSES)

    assert not path.exists()
    asked = dialog(page, RecipientDialog)
    asked.accept()
    assert not path.exists(), "neither is named"
    asked.form.set_values({"recipient": "Datenschutzaufsicht", "purpose": "Kontrolle"})
    asked.accept()
    worker.wait_for_all()
    QCoreApplication.processEvents()
    assert path.exists()
    (handed,) = [one for one in casework.query(queries.accesses) if one.recipient]
    assert (handed.recipient, handed.purpose) == ("Datenschutzaufsicht", "Kontrolle")
    assert handed.person_id == person.id


def test_the_usual_purpose_of_an_auskunft_stands_there(page):
    page.answer()
    assert dialog(page, RecipientDialog).form["purpose"].value() == "Auskunft an die Person"
