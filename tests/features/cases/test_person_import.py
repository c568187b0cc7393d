"""Recording a list of persons in a real file: one act or none, the same again changes nothing."""

from __future__ import annotations

from datetime import date

import pytest
from casework_kit import serve
from person_list_kit import (
    ANNA,
    BEN,
    TODAY,
    plan_of,
    record,
    said,
    table_of,
    told,
    workbook,
)
from sqlalchemy import text

import case_kit
from sozdesk.features.cases import queries
from sozdesk.features.cases.terms import Permit, RulingNature, Sex
from sozdesk.features.cases.terms.importing import ImportCounts, RowDecision
from sozdesk.features.cases.texts import importing as words
from sozdesk.features.cases.usecases import (
    ChangePerson,
    DraftRuling,
    ImportPersons,
    RemoveRow,
    change_person,
    draft_ruling,
    import_persons,
    remove_case,
)
from sozdesk.kernel.errors import RuleViolation


@pytest.fixture
def office(casework):
    """A Sozialdienst for Liestal."""
    serve(casework, 2829)
    return casework


def people(archive):
    return {one.first_name: one for one in archive.query(queries.persons)}


def household(archive):
    (case,) = archive.query(queries.cases, TODAY)
    return archive.query(queries.members_of, case.id)


def test_a_household_is_recorded_whole(office) -> None:
    done = record(office, workbook(ANNA, BEN))
    assert done.value == ImportCounts(new=2, changed=0, unchanged=0, cases=1)
    (case,) = office.query(queries.cases, TODAY)
    assert (case.number, case.dossier_number, case.bfs_number) == (1, "2026-014", 2829)
    assert (case.opened_on, case.name) == (date(2026, 3, 1), "Muster Anna")
    assert (case.persons, case.supported, case.responsible) == (2, 2, "Anna Muster")
    anna, ben = people(office)["Anna"], people(office)["Ben"]
    assert (anna.sex, anna.ahv_number) == (Sex.FEMALE, "7569217076985")
    assert (ben.ahv_number, ben.ahv_missing_because) == (None, words.AHV_NOT_LISTED)
    permits = office.query(queries.residences, [anna.id])[anna.id]
    assert [(one.valid_from, one.permit, one.refugee) for one in permits] == [
        (date(2026, 3, 1), Permit.F, True)
    ]
    assert [(one.person.first_name, one.main) for one in household(office)] == [
        ("Anna", True),
        ("Ben", False),
    ]


def test_the_same_list_again_changes_nothing_and_is_no_act(office) -> None:
    record(office, workbook(ANNA, BEN))
    acts = case_acts(office)
    done = record(office, workbook(ANNA, BEN))
    assert done.value == ImportCounts(new=0, changed=0, unchanged=2, cases=0)
    assert done.changed == frozenset()
    assert case_acts(office) == acts


def test_another_first_day_of_a_case_takes_its_household_along(office) -> None:
    record(office, workbook(ANNA, BEN))
    record(office, workbook({**ANNA, "opened_on": date(2026, 2, 1)}))
    (case,) = office.query(queries.cases, TODAY)
    assert case.opened_on == date(2026, 2, 1)
    assert {one.valid_from for one in household(office)} == {date(2026, 2, 1)}


def test_a_case_closed_before_it_was_opened_is_not_recorded(office) -> None:
    record(office, workbook(ANNA))
    with pytest.raises(RuleViolation):
        record(office, workbook({**ANNA, "closed_on": date(2020, 1, 31)}))
    (case,) = office.query(queries.cases, TODAY)
    assert case.closed_on is None


def case_acts(archive) -> int:
    return archive.query(lambda session: session.execute(text("SELECT count(*) FROM act")).scalar())


def test_only_what_differs_is_written(office) -> None:
    record(office, workbook(ANNA, BEN))
    number = "756.1234.5678.97"
    news = {**BEN, "ahv_number": number, "supported": "nein", "permit": "B"}
    done = record(office, workbook({**ANNA, "closed_on": date(2027, 1, 31)}, news))
    assert done.value == ImportCounts(new=0, changed=2, unchanged=0, cases=0)
    assert done.summary == "Liste der Personen eingelesen: 2 geändert; 0 Fälle eröffnet"
    ben = people(office)["Ben"]
    assert (ben.ahv_number, ben.ahv_missing_because) == ("7561234567897", "")
    permits = office.query(queries.residences, [ben.id])[ben.id]
    assert [(one.valid_from, one.permit) for one in permits] == [
        (date(2026, 3, 1), Permit.F),
        (TODAY, Permit.B),
    ]
    places = [one for one in household(office) if one.person.id == ben.id]
    assert [(one.valid_from, one.ended_on, one.supported) for one in places] == [
        (date(2026, 3, 1), date(2027, 1, 4), True),
        (TODAY, None, False),
    ]
    again = record(office, workbook({**ANNA, "closed_on": date(2027, 1, 31)}, news))
    assert again.value.changed == 0


def test_a_list_that_names_the_letter_alone_leaves_flag_and_regime(office) -> None:
    record(office, workbook(ANNA, BEN))
    again = record(office, workbook({**ANNA, "permit": "Ausweis F"}, {**BEN, "permit": "F"}))
    assert again.value == ImportCounts(new=0, changed=0, unchanged=2, cases=0)
    table = table_of(workbook({**ANNA, "permit": "F", "refugee": "nein"}))
    plan = office.query(queries.import_plan, table, None, {}, TODAY)
    assert [(one.label, one.after) for one in plan.rows[0].changes] == [
        ("Ausweis", "Ausweis F, ab 05.01.2027"),
        ("Regime", "vorläufig Aufgenommene und Schutzstatus S"),
    ]


def test_what_changes_twice_on_one_day_is_changed_in_place(office) -> None:
    record(office, workbook(ANNA, BEN))
    record(office, workbook(ANNA, {**BEN, "supported": "nein", "permit": "B"}))
    record(office, workbook(ANNA, {**BEN, "supported": "ja", "permit": "C"}))
    ben = people(office)["Ben"]
    assert [one.permit for one in office.query(queries.residences, [ben.id])[ben.id]] == [
        Permit.F,
        Permit.C,
    ]
    places = [one for one in household(office) if one.person.id == ben.id]
    assert [one.supported for one in places] == [True, True]


def test_an_address_is_recorded_stands_on_the_ruling_and_a_move_is_shown(office) -> None:
    record(office, workbook({**ANNA, "address": "Gasse 1, 4410 Liestal"}))
    (anna,) = office.query(queries.persons)
    assert anna.address == "Gasse 1\n4410 Liestal"
    same = {**ANNA, "street": "Gasse", "house_number": 1, "postcode": 4410, "town": "Liestal"}
    assert plan_of(office, workbook(same)).rows[0].changes == ()
    change = ChangePerson(
        id=anna.id, base_version=anna.version, changes={"address": "Gasse 1, 4410 Liestal"}
    )
    office.run(change_person, change)
    assert plan_of(office, workbook(same)).rows[0].changes == (), "only written otherwise"
    assert plan_of(office, workbook(ANNA)).rows[0].changes == (), "says nothing"
    moved = workbook({**ANNA, "address": "Weg 2, 4410 Liestal"})
    assert told(plan_of(office, moved).rows[0]) == [
        ("Adresse", "Gasse 1, 4410 Liestal", "Weg 2, 4410 Liestal")
    ]
    record(office, moved)
    (case,) = office.query(queries.cases, TODAY)
    command = DraftRuling(case_id=case.id, nature=RulingNature.GRANT)
    drafted = office.run(draft_ruling, command).value
    assert office.query(queries.ruling_of, drafted).addressee == (
        "Anna Muster\nWeg 2\n4410 Liestal"
    )


def test_another_main_person_takes_the_name_of_the_case(office) -> None:
    record(office, workbook(ANNA, BEN))
    record(office, workbook(ANNA, {**BEN, "main": "ja"}))
    assert [(one.person.first_name, one.main) for one in household(office)] == [
        ("Ben", True),
        ("Anna", False),
    ]


def test_somebody_new_joins_the_household_today(office) -> None:
    record(office, workbook(ANNA))
    record(office, workbook(ANNA, BEN))
    (ben,) = [one for one in household(office) if one.person.first_name == "Ben"]
    assert (ben.valid_from, ben.main) == (TODAY, False)


def test_rows_without_dossier_are_cases_of_their_own(office) -> None:
    lone = {key: value for key, value in ANNA.items() if key not in ("dossier", "opened_on")}
    other = {**lone, "first_name": "Zoë", "ahv_number": None, "birth_date": date(1985, 1, 1)}
    with pytest.raises(RuleViolation, match="seit wann"):
        record(office, workbook(lone, other))
    record(office, workbook(lone, other), day=date(2026, 9, 1))
    cases = office.query(queries.cases, TODAY)
    assert [(one.number, one.opened_on, one.dossier_number) for one in cases] == [
        (1, date(2026, 9, 1), ""),
        (2, date(2026, 9, 1), ""),
    ]


def test_a_new_case_never_gets_the_number_of_one_that_was_removed(office) -> None:
    first = case_kit.case(office, [], number=7)
    office.run(remove_case, RemoveRow(id=first, base_version=1))
    other = {**BEN, "dossier": "2026-020", "municipality": "Liestal"}
    record(office, workbook(ANNA, other), date(2026, 3, 1))
    assert [one.number for one in office.query(queries.cases, TODAY)] == [8, 9]


def test_one_bad_row_keeps_all_of_them_out_until_it_is_left_out(office) -> None:
    bad = {**BEN, "ahv_number": "756.9217.0769.84"}
    with pytest.raises(RuleViolation, match="Prüfziffer"):
        record(office, workbook(ANNA, bad))
    assert office.query(queries.persons) == ()
    record(office, workbook(ANNA, bad), decisions={3: RowDecision.SKIP})
    assert list(people(office)) == ["Anna"]


def test_a_person_who_is_meant_by_decision_gets_no_double(office) -> None:
    known = case_kit.person(office, birth_date=None)
    row = {**ANNA, "ahv_number": None}
    (unclear,) = plan_of(office, workbook(row)).rows
    assert said(unclear)[0] == words.SAME_NAME
    record(office, workbook(row), decisions={2: known})
    (anna,) = office.query(queries.persons)
    assert (anna.id, anna.birth_date) == (known, date(1990, 5, 17))
    (case,) = office.query(queries.cases, TODAY)
    assert case.name == "Muster Anna"


def test_the_columns_are_remembered_by_their_heads(office) -> None:
    heads = {"last_name": "Wer", "first_name": "Vorname", "birth_date": "geboren", "sex": "Sex"}
    content = workbook(ANNA, heads=heads)
    assert "last_name" not in table_of(content).columns
    table = table_of(content, choice={"last_name": 0})
    office.run(import_persons, ImportPersons(table=table, opened_on=TODAY))
    memory = office.query(queries.remembered_import_columns)
    again = table_of(content, memory=memory)
    assert again.remembered
    assert again.columns["last_name"] == 0


def test_one_undo_takes_all_of_it_back(office) -> None:
    record(office, workbook(ANNA, BEN))
    office.undo_last()
    assert office.query(queries.persons) == ()
    assert office.query(queries.cases, TODAY) == ()


def test_the_file_of_the_ksa_holds_no_cases(archive) -> None:
    with pytest.raises(RuleViolation, match="Sozialdienstes"):
        archive.run(import_persons, ImportPersons(table=table_of(workbook(ANNA))))


def test_the_history_names_no_person(office) -> None:
    done = record(office, workbook(ANNA, BEN))
    assert done.summary == "Liste der Personen eingelesen: 2 neu; 1 Fall eröffnet"
