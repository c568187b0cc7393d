"""What the start page of a Sozialdienst says about its cases; and what the search leads to."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

import case_kit
from sozdesk.archive.store import Archive
from sozdesk.features.cases import records
from sozdesk.features.cases.terms.work import CaseDueKind, CaseDueRow, ExpiredRemedy
from sozdesk.features.cases.usecases import AddCaseTask, AddNote, add_case_task, add_note
from sozdesk.shell import file_facts, start_cases, start_query
from sozdesk.shell.search_query import find

TODAY = date(2027, 1, 5)


def due(kind: CaseDueKind, days: int, what: str, number: int | None = 12) -> CaseDueRow:
    return CaseDueRow(
        kind=kind,
        key=UUID(int=days + 1000),
        version=1,
        day=TODAY + timedelta(days=days),
        what=what,
        case_id=None if number is None else UUID(int=number),
        case_number=number,
        responsible_id=None,
        responsible="",
    )


def said(rows):
    return [
        (point.title, point.detail, point.chip) for point in start_cases.case_points(rows, TODAY)
    ]


def test_what_is_late_is_said_once_for_each_kind_and_what_comes_is_not() -> None:
    rows = [
        due(CaseDueKind.TASK, -1, "Mietvertrag verlangen"),
        due(CaseDueKind.TASK, 0, "heute"),
        due(CaseDueKind.ORDER, -1, "günstigere Wohnung suchen", 3),
        due(CaseDueKind.ORDER, -2, "günstigere Wohnung suchen", 4),
        due(CaseDueKind.ENDING, 20, "Tagesstruktur"),
    ]
    assert said(rows) == [
        ("2 Auflagen zur Wohnung sind abgelaufen", "Fälle 3 und 4", "late"),
        ("1 Aufgabe ist überfällig", "Fall 12: Mietvertrag verlangen", "late"),
        ("1 Angebot endet in den nächsten 4 Wochen", "Fall 12: Tagesstruktur", "month"),
    ]


def test_fristen_that_ran_out_are_one_proposal_and_nothing_late() -> None:
    rows = [
        ExpiredRemedy(
            ruling_id=UUID(int=number),
            version=1,
            number=f"2026-{number:03}",
            case_number=number,
            last=date(2026, 12, 21),
        )
        for number in (3, 4)
    ]
    (point,) = start_cases.expired_points(rows)
    assert point.title == "2 Verfügungen lassen sich als rechtskräftig eintragen"
    assert point.detail == "Fälle 3 und 4: Frist ohne Anfechtung abgelaufen"
    assert (point.symbol, point.page) == ("note", "week_page")
    assert start_cases.expired_points(()) == ()


def test_the_start_page_proposes_what_ran_out_and_the_navigation_does_not_count_it(
    service_archive,
) -> None:
    case = case_kit.case(service_archive, [case_kit.person(service_archive)], number=12)
    case_kit.ruling(service_archive, case, remedy_days=10, final_on=None)
    points = start_query.start_facts(service_archive).cases
    assert [one.title for one in points] == ["1 Verfügung lässt sich als rechtskräftig eintragen"]
    assert start_query.case_points(service_archive) == ()


def test_many_cases_are_named_by_four_and_how_many_more() -> None:
    rows = [due(CaseDueKind.TASK, -1, "x", number) for number in (7, 3, 1, 2, 6, 5, 4)]
    assert said(rows)[0][1] == "Fälle 1, 2, 3, 4 und 3 weitere"
    assert said([*rows[:1], due(CaseDueKind.TASK, -1, "y", 7)])[0][1] == "Fall 7"
    alone = [due(CaseDueKind.TASK, -1, "Sitzung", None)]
    assert said(alone)[0][1] == "Sitzung"
    assert said([*alone, *alone])[0][1] == "ohne Fall"


def test_the_next_eight_days_are_fristen_with_what_they_are_about() -> None:
    rows = [due(CaseDueKind.TASK, days, f"Nr. {days}") for days in range(-1, 12)]
    lines = start_cases.case_deadlines(rows, TODAY)
    assert [line.day.day for line in lines] == [5, 6, 7, 8, 9, 10, 11, 12]
    assert (lines[0].title, lines[0].detail, lines[0].left) == (
        "Fall 12: Aufgabe",
        "Nr. 0",
        "heute",
    )


@pytest.fixture
def town(service_archive: Archive) -> Archive:
    case = case_kit.case(service_archive, [case_kit.person(service_archive)], number=12)
    add = AddCaseTask(case_id=case, title="Mietvertrag verlangen", due_on=date(2027, 1, 4))
    service_archive.run(add_case_task, add)
    note = AddNote(case_id=case, noted_on=TODAY, title="Telefon", text="Kaution ist bezahlt")
    service_archive.run(add_note, note)
    return service_archive


def test_start_page_and_navigation_count_what_is_late(town: Archive) -> None:
    facts = start_query.start_facts(town)
    assert [point.title for point in facts.cases] == ["1 Aufgabe ist überfällig"]
    counts = {count.area: (count.number, count.tip) for count in file_facts.facts(town).counts}
    assert counts["cases"] == (1, "1 Aufgabe ist überfällig")


def test_the_ksa_has_no_points_about_cases(archive: Archive) -> None:
    assert start_query.case_points(archive) == ()


def test_the_search_leads_to_notes_tasks_files_and_rulings_of_a_case(town: Archive) -> None:
    def case_id(session):
        return session.query(records.CaseRecord).one().id

    case = town.query(case_id)
    case_kit.ruling(town, case, subject="Kaution der Wohnung")
    case_kit.row(
        town,
        records.CaseAttachmentRecord,
        case_id=case,
        owner_kind="case",
        owner_id=case,
        name="Beleg.pdf",
        size=10,
        sha256="0" * 64,
        added_on=TODAY,
        text="Quittung über die Kaution",
    )
    case_kit.row(town, records.CaseTaskRecord, case_id=None, title="Kaution buchen", due_on=TODAY)
    found = {result.title: (result.detail, dict(result.target)) for result in find(town, "kaution")}
    assert found["Telefon"] == ("Aktennotiz, Fall 12", {"case": case, "part": "notes_part"})
    assert found["Beleg.pdf"][0] == "Anhang, Fall 12"
    assert found["Kaution der Wohnung"] == (
        "Verfügung, Fall 12",
        {"case": case, "part": "rulings_part"},
    )
    assert found["Kaution buchen"] == ("Aufgabe, ohne Fall", {"page": "week_page"})


def test_a_grundsatzentscheid_is_found_at_the_ksa_behind_the_abrechnung(archive: Archive) -> None:
    case_kit.row(
        archive,
        records.PolicyDecisionRecord,
        bfs_number=2829,
        topic="Zahnbehandlung",
        decision="Bis zum Betrag",
        decided_on=TODAY,
        valid_from=TODAY,
        origin="declared",
    )
    (result,) = find(archive, "zahnbehandlung")
    assert (result.area, dict(result.target)) == ("billing", {"page": "policies_page"})
