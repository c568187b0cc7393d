"""Reading in a list of persons on the real page over a real file."""

from __future__ import annotations

from datetime import date

import pytest
from casework_kit import serve
from person_list_kit import ANNA, BEN, TODAY, workbook
from PySide6.QtWidgets import QApplication, QLabel

import case_kit
from navigation_kit import Navigation, words_of
from sozdesk.features.cases import queries
from sozdesk.features.cases.terms.importing import ImportResult, RowDecision
from sozdesk.features.cases.texts import importing as words
from sozdesk.features.cases.ui import import_words
from sozdesk.features.cases.ui.import_page import AssignDialog, build
from sozdesk.features.cases.ui.subpages import SUBPAGES
from sozdesk.widgets import accessibility, theme


@pytest.fixture
def navigation():
    return Navigation()


@pytest.fixture
def page(desk, casework, navigation, shown):
    serve(casework, 2829)
    return shown(build(desk, navigation))


@pytest.fixture
def read(qtbot, page, tmp_path):
    """Writes a file, reads it on the page and waits for the preview."""

    def reading(content, name="faelle.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        asked = page._asked
        page.open(path)
        qtbot.waitUntil(lambda: page._asked > asked and not page._work.is_busy(), timeout=20_000)
        QApplication.processEvents()

    return reading


def decide(page, value):
    """Answer the dialog of the current row."""
    page.assign_button.click()
    (dialog,) = [one for one in page.findChildren(AssignDialog) if one.isVisible()]
    dialog._choice.set_value(value)
    dialog.accept()
    QApplication.processEvents()


def test_the_empty_page_says_what_is_read(page) -> None:
    said = " ".join(words_of(page))
    assert "Zeilen mit derselben Dossiernummer sind ein Haushalt" in said
    assert "Sie ist nicht verschlüsselt" in said
    assert accessibility.problems(page) == []
    assert ("Personen und Fälle ein&lesen …", "import_page") in SUBPAGES


def test_a_household_is_shown_and_recorded(page, read, casework, navigation) -> None:
    read(workbook(ANNA, BEN))
    assert page.bar.message() == "2 Zeilen werden erfasst"
    assert page.record_button.text() == "2 &erfassen"
    assert not page.assign_button.isEnabled()
    assert page.day.isHidden()
    assert accessibility.problems(page) == []
    page.record_button.click()
    assert navigation.said == ["Liste eingelesen: 2 neu. 1 Fall ist eröffnet."]
    assert len(casework.query(queries.persons)) == 2
    read(workbook(ANNA, BEN))
    assert page.bar.message() == "Nichts zu erfassen 2 unverändert"


def test_nothing_of_the_list_is_offered_as_a_plain_file(page, read) -> None:
    read(workbook(ANNA))
    assert "Liste exportieren …" not in [
        button.text()
        for button in page.list.pane.findChildren(type(page.list.pane._export))
        if button.isVisibleTo(page)
    ]


def test_cases_without_first_day_wait_for_one(page, read, casework) -> None:
    read(workbook({**ANNA, "opened_on": None}))
    assert page.bar.message() == f"1 Zeile bereit {words.DAY_NEEDED}"
    assert page.day.isVisible()
    page.day_input.setText("1.9.2026")
    page.day_input.editingFinished.emit()
    page.record_button.click()
    (case,) = casework.query(queries.cases, TODAY)
    assert case.opened_on == date(2026, 9, 1)


def test_who_is_meant_is_said_in_a_dialog_and_can_be_taken_back(page, read, casework) -> None:
    known = case_kit.person(casework, birth_date=None)
    read(workbook({**ANNA, "ahv_number": None}))
    assert page.plan.rows[0].result is ImportResult.AMBIGUOUS
    assert page.bar.message().startswith("1 Zeile ist nicht klar")
    assert not page.record_button.isEnabled()
    assert page.assign_button.isEnabled()
    decide(page, known)
    assert page.plan.rows[0].result is ImportResult.CHANGED
    assert page.assign_button.isEnabled()
    decide(page, "as_read")
    assert page.plan.rows[0].result is ImportResult.AMBIGUOUS
    decide(page, RowDecision.NEW_PERSON)
    assert page.plan.rows[0].result is ImportResult.NEW
    read(workbook({**ANNA, "ahv_number": None}), "andere.xlsx")
    assert page.plan.rows[0].result is ImportResult.AMBIGUOUS


def test_a_row_that_cannot_be_read_may_be_left_out(page, read, casework) -> None:
    read(workbook(ANNA, {**BEN, "ahv_number": "756.9217.0769.84"}))
    page.list.table.select_key(3)
    told = import_words.WORDS.said(page.plan.rows[1])
    assert told.sentences[0][1].startswith("Zelle F3: Die Prüfziffer")
    decide(page, RowDecision.SKIP)
    assert page.bar.message() == "1 Zeile wird erfasst"
    page.record_button.click()
    assert [one.first_name for one in casework.query(queries.persons)] == ["Anna"]


def test_the_dialog_wants_an_answer(page, read, casework, shown) -> None:
    case_kit.person(casework, birth_date=None)
    read(workbook({**ANNA, "ahv_number": None}))
    dialog = AssignDialog(page, page.plan.rows[0], None)
    dialog.accept()
    assert [one.message for one in dialog.check()] == ["Wählen Sie, wer gemeint ist."]
    assert accessibility.problems(dialog) == []
    dialog.close()


def test_a_row_that_cannot_be_read_is_not_asked_who_is_meant(page, read) -> None:
    read(workbook(ANNA, {**BEN, "ahv_number": "756.9217.0769.84"}))
    dialog = AssignDialog(page, page.plan.rows[1], None)
    assert dialog.form["who"].label_text == "Was geschieht mit der Zeile?"
    assert [one.message for one in dialog.check()] == ["Wählen Sie, was mit der Zeile geschieht."]
    dialog.close()


def test_below_the_list_stand_the_head_and_two_sentences_at_least(page, read) -> None:
    read(workbook({**ANNA, "permit": "Z", "birth_date": "gestern"}))
    page.columns_button.click()
    lines = [*page.list.below.findChildren(QLabel)]
    assert any("kein Ausweis" in one.text() for one in lines)
    assert page.list.below.height() >= theme.px(92)


def test_what_changes_is_named_with_old_and_new(page, read) -> None:
    read(workbook(ANNA))
    page.record_button.click()
    read(workbook({**ANNA, "last_name": "Muster-Frei"}))
    assert page.list.table.shown_text().rows[0][-1] == "geändert: Name"
    told = import_words.WORDS.said(page.plan.rows[0])
    assert told.sentences == (("hint", "Name: bisher «Muster», neu «Muster-Frei»."),)
    assert (told.place, told.more) == ("Zeile 2: geändert", "Fall 1")
