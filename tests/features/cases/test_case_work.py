"""Notes and tasks are written, changed, taken back; the Verlauf names the case and nobody."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
import work_kit as kit

import case_kit
from sozdesk.archive.search import search
from sozdesk.archive.store import Archive
from sozdesk.features.cases import queries
from sozdesk.features.cases.usecases import (
    AddCaseTask,
    AddNote,
    ChangeCaseTask,
    ChangeNote,
    RemoveRow,
    add_case_task,
    add_note,
    change_case_task,
    change_note,
    remove_case_task,
    remove_note,
)
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation

TODAY = date(2027, 1, 5)


@pytest.fixture
def case(casework: Archive) -> UUID:
    return case_kit.case(casework, [case_kit.person(casework)], number=12)


def test_a_note_bears_its_author_and_the_newest_comes_first(casework: Archive, case: UUID) -> None:
    kit.note(casework, case, date(2026, 12, 1), "Erstgespräch", "Wohnt allein.\n\nSucht Arbeit.")
    kit.note(casework, case, TODAY, "Telefon")
    newest, oldest = casework.query(queries.notes_of, case)
    assert (newest.title, newest.noted_on, newest.author) == ("Telefon", TODAY, "Anna Muster")
    assert oldest.text == "Wohnt allein.\n\nSucht Arbeit."


def test_a_note_is_found_by_its_words(casework: Archive, case: UUID) -> None:
    made = kit.note(casework, case, TODAY, "Telefon", "Kündigung der Wohnung erhalten")
    (hit,) = casework.query(search, "kuendig")
    assert (hit.kind, hit.row_id) == ("case_note", made)


def test_an_act_names_the_case_and_never_the_title(casework: Archive, case: UUID) -> None:
    command = AddNote(case_id=case, noted_on=TODAY, title="Anna Muster, Telefon", text="x")
    assert casework.run(add_note, command).summary == "Fall 12: Aktennotiz erfasst"
    task = AddCaseTask(case_id=case, title="Muster anrufen", due_on=TODAY)
    assert casework.run(add_case_task, task).summary == "Fall 12: Aufgabe erfasst"


def test_a_note_without_text_or_from_tomorrow_is_refused(casework: Archive, case: UUID) -> None:
    command = AddNote(case_id=case, noted_on=date(2027, 1, 6), title="Telefon", text=" ")
    with pytest.raises(RuleViolation) as refused:
        casework.run(add_note, command)
    assert [one.field for one in refused.value.findings] == ["text", "noted_on"]


def test_a_note_is_changed_removed_and_brought_back(casework: Archive, case: UUID) -> None:
    made = kit.note(casework, case, TODAY, "Telefon")
    change = ChangeNote(id=made, base_version=1, changes={"text": "Mietvertrag verlangt."})
    assert casework.run(change_note, change).summary == "Fall 12: Aktennotiz geändert"
    with pytest.raises(Outdated, match="in der Zwischenzeit geändert"):
        casework.run(change_note, ChangeNote(id=made, base_version=1, changes={"text": "Anders."}))
    casework.run(remove_note, RemoveRow(id=made, base_version=2))
    assert casework.query(queries.notes_of, case) == ()
    casework.undo_last()
    (row,) = casework.query(queries.notes_of, case)
    assert row.text == "Mietvertrag verlangt."


def test_open_tasks_come_before_those_that_are_done(casework: Archive, case: UUID) -> None:
    first = kit.task(casework, case, "Mietvertrag verlangen", date(2027, 1, 4))
    kit.task(casework, case, "Budget prüfen", date(2027, 2, 1))
    done = ChangeCaseTask(id=first, base_version=1, changes={"done_on": TODAY})
    assert casework.run(change_case_task, done).summary == "Fall 12: Aufgabe erledigt"
    rows = casework.query(queries.tasks_of, case)
    assert [(row.title, row.done_on) for row in rows] == [
        ("Budget prüfen", None),
        ("Mietvertrag verlangen", TODAY),
    ]
    again = ChangeCaseTask(id=first, base_version=2, changes={"title": "Vertrag verlangen"})
    assert casework.run(change_case_task, again).summary == "Fall 12: Aufgabe geändert"


def test_a_task_may_belong_to_no_case_and_to_a_person_of_the_office(casework: Archive) -> None:
    who = kit.clerk(casework)
    made = kit.task(casework, None, "Sitzung vorbereiten", TODAY, responsible_id=who)
    (row,) = casework.query(queries.tasks_of, None)
    assert (row.id, row.responsible) == (made, "Anna Muster")
    done = casework.run(remove_case_task, RemoveRow(id=made, base_version=1))
    assert done.summary == "Aufgabe entfernt"


def test_a_task_without_words_or_for_nobody_known_is_refused(casework: Archive, case: UUID) -> None:
    with pytest.raises(RuleViolation, match="was zu tun ist"):
        kit.task(casework, case, " ", TODAY)
    with pytest.raises(NotFound):
        kit.task(casework, case, "Anrufen", TODAY, responsible_id=UUID(int=9))


def test_the_canton_writes_no_notes_and_no_tasks(archive: Archive) -> None:
    with pytest.raises(RuleViolation, match="nur die Datei einer Gemeinde"):
        kit.note(archive, UUID(int=1), TODAY, "x")
    with pytest.raises(RuleViolation, match="nur die Datei einer Gemeinde"):
        kit.task(archive, None, "x", TODAY)
