"""Notes, tasks, the week list and the Stellvertretungsblatt, as a clerk uses them."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
import work_kit as kit
from pypdf import PdfReader
from PySide6.QtWidgets import QAbstractButton

import case_kit
from navigation_kit import Navigation, dialog_of, words_of
from sozdesk.features.cases import queries, records
from sozdesk.features.cases.ui import note_page, notes_page, notes_part, week_page
from sozdesk.features.cases.ui.note_page import NotePage
from sozdesk.features.cases.ui.notes_page import NotesPage
from sozdesk.widgets import file_prompts, messages

TODAY = date(2027, 1, 5)


@pytest.fixture
def navigation():
    return Navigation()


@pytest.fixture
def case(casework):
    made = case_kit.case(casework, [case_kit.person(casework)], number=12)
    return casework.query(queries.case, made, TODAY)


@pytest.fixture
def part(desk, navigation, shown, case):
    made = notes_part.build(desk, navigation)
    shown(made.widget)
    desk.changed.connect(lambda _topics: made.show_case(case))
    made.show_case(case)
    return made


def texts(table):
    model = table.view.model()
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def pdf_words(path):
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages)


# ------------------------------------------------------------------ the tab


def test_an_empty_case_says_so_in_each_section(part) -> None:
    seen = words_of(part.widget)
    assert {"Keine Aufgabe offen.", "Noch keine Aktennotiz.", "Noch kein Anhang."} <= set(seen)
    assert not part.notes.read_button.isEnabled()


def test_a_task_is_entered_and_ticked_off(part, casework, case) -> None:
    part.tasks.add_button.click()
    dialog = dialog_of(part.tasks)
    dialog.form["title"].set_value("Mietvertrag verlangen")
    dialog.accept()
    assert words_of(dialog).count("Schreiben Sie, bis wann.") >= 1
    dialog.form["due_on"].set_value(date(2027, 1, 12))
    dialog.accept()
    assert texts(part.tasks.table) == ["Mietvertrag verlangen"]
    (row,) = casework.query(queries.tasks_of, case.id)
    part.tasks.tick(row, True)
    (row,) = casework.query(queries.tasks_of, case.id)
    assert row.done_on == TODAY
    part.tasks.tick(row, False)
    assert casework.query(queries.tasks_of, case.id)[0].done_on is None


def test_a_task_is_changed_and_removed(part, casework, case) -> None:
    kit.task(casework, case.id, "Anrufen", date(2027, 1, 4))
    part.show_case(case)
    part.tasks.change_button.click()
    dialog = dialog_of(part.tasks)
    dialog.form["note"].set_value("vormittags")
    dialog.accept()
    assert casework.query(queries.tasks_of, case.id)[0].note == "vormittags"
    messages.set_next_answer(True)
    part.tasks.remove_button.click()
    assert casework.query(queries.tasks_of, case.id) == ()


def test_notes_are_opened_on_pages_of_their_own_and_removed_here(
    part, casework, case, navigation
) -> None:
    kit.note(casework, case.id, TODAY, "Telefon")
    part.show_case(case)
    assert texts(part.notes.table) == ["Telefon"]
    part.notes.add_button.click()
    part.notes.change_button.click()
    part.notes.read_button.click()
    new, change, read = navigation.subpages
    assert isinstance(new, NotePage)
    assert new.known.row is None
    assert change.known.row.title == "Telefon"
    assert isinstance(read, NotesPage)
    messages.set_next_answer(True)
    part.notes.remove_button.click()
    assert casework.query(queries.notes_of, case.id) == ()
    for page in navigation.subpages:
        page.deleteLater()


# ------------------------------------------------------------------ writing and reading


def test_a_note_is_written_and_says_what_is_missing(
    desk, navigation, shown, casework, case
) -> None:
    page = shown(note_page.build(desk, navigation, case_id=case.id, number=12))
    page.form["title"].set_value("Erstgespräch")
    assert page.has_changes()
    page.save()
    assert (
        page.form["text"].finding().message == "Schreiben Sie, was besprochen oder gesehen wurde."
    )
    page.form["text"].set_value("Wohnt allein.")
    page.save_button.click()
    assert navigation.said == ["Fall 12: Aktennotiz erfasst."]
    assert navigation.left == [page]
    (row,) = casework.query(queries.notes_of, case.id)
    assert (row.noted_on, row.author) == (TODAY, "Anna Muster")


def test_a_half_written_note_is_there_again_after_a_lock(
    desk, navigation, shown, casework, case
) -> None:
    page = shown(note_page.build(desk, navigation, case_id=case.id, number=12))
    page.form["text"].set_value("Angefangen")
    page.store_draft()
    again = shown(note_page.build(desk, navigation, case_id=case.id, number=12))
    assert again.form["text"].value() == "Angefangen"
    assert again.notice() == "Ihr Entwurf von vorher ist wieder da."
    again._forget_draft()
    assert again.form["text"].value() == ""


def test_the_second_of_two_windows_is_told_and_loses_nothing(
    desk, navigation, shown, casework, case
) -> None:
    made = kit.note(casework, case.id, TODAY, "Telefon")
    page = shown(note_page.build(desk, navigation, case_id=case.id, number=12, note_id=made))
    from sozdesk.features.cases.usecases import ChangeNote, change_note

    casework.run(change_note, ChangeNote(id=made, base_version=1, changes={"title": "Anruf"}))
    page.form["title"].set_value("Besuch")
    messages.set_next_answer(None)
    page.save()
    assert any(
        "in der Zwischenzeit geändert" in said for said in [*messages.shown(), *words_of(page)]
    )
    assert page.form["title"].value() == "Besuch"
    assert casework.query(queries.notes_of, case.id)[0].title == "Anruf"


def test_leaving_asks_about_what_is_not_saved(desk, navigation, shown, case) -> None:
    page = shown(note_page.build(desk, navigation, case_id=case.id, number=12))
    page.form["title"].set_value("Telefon")
    messages.set_next_answer(messages.Unsaved.DISCARD)
    page.leave()
    assert navigation.left == [page]


def test_all_notes_are_read_newest_first_and_printed_for_somebody(
    desk, navigation, shown, casework, case, tmp_path, qtbot
) -> None:
    kit.note(casework, case.id, date(2026, 12, 1), "Erstgespräch", "Wohnt allein.")
    kit.note(casework, case.id, TODAY, "Telefon", "Vermieter meldet sich.")
    page = shown(notes_page.build(desk, navigation, case_id=case.id, number=12))
    seen = words_of(page)
    assert seen.index("05.01.2027: Telefon") < seen.index("01.12.2026: Erstgespräch")
    page.print_button.click()
    dialog = dialog_of(page)
    dialog.form["recipient"].set_value("Sozialhilfebehörde")
    dialog.accept()
    assert "Schreiben Sie, wozu die Angaben gebraucht werden." in words_of(dialog)
    dialog.form["purpose"].set_value("Sitzung")
    target = tmp_path / "notizen.pdf"
    file_prompts.set_next_path(target)
    dialog.accept()
    qtbot.waitUntil(target.exists, timeout=20_000)
    qtbot.waitUntil(lambda: not page.work.work.is_busy(), timeout=20_000)
    assert "Vermieter meldet sich." in pdf_words(target)

    def access(session):
        row = session.query(records.PersonAccessRecord).one()
        return row.recipient, row.purpose, row.persons

    assert casework.query(access) == ("Sozialhilfebehörde", "Sitzung", 1)


def test_many_notes_are_laid_out_in_steps(desk, navigation, shown, casework, case) -> None:
    for number in range(45):
        kit.note(casework, case.id, TODAY, f"Notiz {number}")
    page = shown(notes_page.build(desk, navigation, case_id=case.id, number=12))
    assert sum(text.startswith("05.01.2027: Notiz") for text in words_of(page)) == 40
    from PySide6.QtWidgets import QPushButton

    (more,) = [one for one in page.findChildren(QPushButton) if one.text() == "5 ältere zeigen"]
    more.click()
    assert sum(text.startswith("05.01.2027: Notiz") for text in words_of(page)) == 45


# ------------------------------------------------------------------ the week list


@pytest.fixture
def week(desk, navigation, shown, casework):
    case_id = kit.everything_due(casework)
    page = shown(week_page.build(desk, navigation))
    page.case_id = case_id
    return page


def test_the_week_list_counts_what_is_late_and_shows_four_weeks(week) -> None:
    counts = {chip.chip.key: chip.chip.count for chip in week.chips.buttons()}
    assert counts == {"late": 1, "week": 2, "month": 5, "all": 5}
    assert [row.what for row in week.shown()] == [
        "Mietvertrag verlangen",
        "Verfügung 2026-031",
        "günstigere Wohnung suchen",
        "Kurs",
        "Tagesstruktur",
    ]
    week.chips.choose("late")
    assert [row.what for row in week.model.rows()] == ["Mietvertrag verlangen"]


def test_a_task_is_finished_in_the_list_a_frist_is_not(week) -> None:
    assert week.done_button.isEnabled()
    week.table.select_key(week.model.rows()[1].key)
    assert not week.done_button.isEnabled()
    week.table.select_key(week.model.rows()[0].key)
    week.done_button.click()
    assert "Mietvertrag verlangen" not in [row.what for row in week.shown()]


def test_expired_fristen_are_entered_as_final_by_one_link(
    desk, navigation, shown, casework
) -> None:
    for number in (1, 2):
        case = case_kit.case(casework, [case_kit.person(casework)], number=number)
        name = f"2025-00{number}"
        case_kit.ruling(casework, case, name, remedy_days=10, final_on=None)
    page = shown(week_page.build(desk, navigation))
    assert page.notice().startswith("2 Rechtsmittelfristen sind ohne Anfechtung abgelaufen")
    assert page.shown() == ()
    messages.set_next_answer(False)
    page.enter_final()
    assert len(casework.query(queries.expired_remedies, date(2027, 1, 5))) == 2
    (link,) = [one for one in page.findChildren(QAbstractButton) if one.text() == week_page._ENTER]
    messages.set_next_answer(True)
    link.click()
    assert casework.query(queries.expired_remedies, date(2027, 1, 5)) == ()
    assert page.notice() == ""


def test_enter_leads_to_the_case_and_the_person_filters(week, navigation) -> None:
    week.open_case(week.model.rows()[1])
    assert navigation.areas == [("cases", {"case": week.case_id})]
    (person,) = week.data.people
    week.person.set_value(person[0])
    assert len(week.shown()) == 5


def test_a_task_of_no_case_is_entered_here(week, casework) -> None:
    week.add_button.click()
    dialog = dialog_of(week)
    dialog.form["title"].set_value("Sitzung vorbereiten")
    dialog.form["due_on"].set_value(TODAY)
    dialog.accept()
    assert casework.query(queries.tasks_of, None)[0].title == "Sitzung vorbereiten"
    assert len(week.shown()) == 6


def test_the_calendar_holds_no_words_of_a_task(week, tmp_path, qtbot) -> None:
    target = tmp_path / "Fristen.ics"
    file_prompts.set_next_path(target)
    week.write_calendar()
    qtbot.waitUntil(lambda: not week.files.work.is_busy() and target.exists(), timeout=20_000)
    text = target.read_text("utf-8")
    assert "SUMMARY:Fall 12: Rechtsmittelfrist" in text
    assert "Mietvertrag" not in text
    assert "Muster" not in text


def test_the_week_list_is_written_as_a_document(week, tmp_path, qtbot) -> None:
    target = tmp_path / "woche.pdf"
    file_prompts.set_next_path(target)
    week.write_list()
    qtbot.waitUntil(lambda: not week.files.work.is_busy() and target.exists(), timeout=20_000)
    words = pdf_words(target)
    assert "Nächste Woche" in words
    assert "Fall 12: Rechtsmittelfrist" in words


def test_the_stellvertretungsblatt_asks_who_stands_in_and_is_confidential(
    week, tmp_path, qtbot
) -> None:
    week.substitute()
    dialog = dialog_of(week)
    dialog.accept()
    assert "Schreiben Sie, wer die Stellvertretung übernimmt." in words_of(dialog)
    dialog.form["substitute"].set_value("Urs Beispiel")
    target = tmp_path / "blatt.pdf"
    file_prompts.set_next_path(target)
    dialog.accept()
    qtbot.waitUntil(lambda: not week.files.work.is_busy() and target.exists(), timeout=20_000)
    words = pdf_words(target)
    assert "Fall 12: Muster Anna" in words
    assert "Vertraulich." in words
    assert "Urs Beispiel" in words


def test_the_sheet_takes_cases_of_nobody_along_by_a_tick(week, casework, tmp_path, qtbot) -> None:
    case_kit.case(casework, [case_kit.person(casework, "Niemandes")], number=77)
    week.reload()
    week.substitute()
    dialog = dialog_of(week)
    assert "1 Fall ohne Zuständige" in words_of(dialog)
    dialog.form["substitute"].set_value("Urs Beispiel")
    dialog.form["unassigned"].set_value(True)
    target = tmp_path / "blatt.pdf"
    file_prompts.set_next_path(target)
    dialog.accept()
    qtbot.waitUntil(lambda: not week.files.work.is_busy() and target.exists(), timeout=20_000)
    words = pdf_words(target)
    assert "Fall 77: Niemandes" in words
    assert "2, davon 1 ohne Zuständige" in words


def test_an_empty_week_says_where_things_come_from(desk, navigation, shown, casework) -> None:
    page = shown(week_page.build(desk, navigation, chip="late"))
    assert "Nichts ist fällig" in words_of(page)
    assert page.chips.current() == "late"
