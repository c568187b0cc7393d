"""What a list of persons would do: who is meant, what is new or other, what nobody guesses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.cases import rules
from sozdesk.features.cases.terms import (
    CaseRow,
    Permit,
    PersonRow,
    RegimeOverrideRow,
    RegimeRule,
    ResidenceRow,
    Sex,
)
from sozdesk.features.cases.terms.importing import (
    ImportBase,
    ImportLine,
    ImportResult,
    ImportTable,
    MemberFact,
    RowDecision,
    SaidPermit,
    StaffFact,
)
from sozdesk.features.cases.texts import casework
from sozdesk.features.cases.texts import importing as words
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.municipality import Municipality

TODAY = date(2027, 1, 5)
BIRTH = date(1990, 5, 17)
AHV, OTHER_AHV = "7569217076985", "7561234567897"
LIESTAL = Municipality(2829, "Liestal", "Liestal", "Liestal")
SISSACH = Municipality(2861, "Sissach", "Sissach", "Sissach")
F_REFUGEE = SaidPermit(permit=Permit.F, refugee=True, since=None)


def uid(number: int) -> UUID:
    return UUID(int=number)


def person(number: int = 1, **changes) -> PersonRow:
    values = {
        "id": uid(number),
        "version": 1,
        "last_name": "Muster",
        "first_name": "Anna",
        "birth_date": BIRTH,
        "sex": Sex.FEMALE,
        "ahv_number": AHV,
        "ahv_missing_because": "",
        "nationality": "Eritrea",
        "address": "",
        "education": "",
        "goals": "",
        "set_aside": "",
        "early_language_need": None,
        **changes,
    }
    return PersonRow(**values)


def case(number: int = 12, **changes) -> CaseRow:
    values = {
        "id": uid(100 + number),
        "version": 1,
        "number": number,
        "dossier_number": "D1",
        "bfs_number": 2829,
        "opened_on": date(2026, 3, 1),
        "closed_on": None,
        "support_ended_on": None,
        "responsible_id": None,
        "responsible": "",
        "predecessor_id": None,
        "moved_on": None,
        "moved_to": None,
        "repayment_starts_on": None,
        "retention_class": "case",
        "name": "Muster Anna",
        "persons": 1,
        "supported": 1,
        **changes,
    }
    return CaseRow(**values)


def member(person_number: int = 1, case_number: int = 12, **changes) -> MemberFact:
    made = MemberFact(
        uid(200 + person_number),
        1,
        uid(100 + case_number),
        uid(person_number),
        date(2026, 3, 1),
        None,
        True,
        True,
    )
    return replace(made, **changes)


def residence(person_number: int = 1, permit=Permit.F, *, refugee=True) -> ResidenceRow:
    return ResidenceRow(
        id=uid(300 + person_number),
        version=1,
        person_id=uid(person_number),
        valid_from=date(2026, 3, 1),
        ended_on=None,
        permit=permit,
        refugee=refugee,
    )


EMPTY = ImportBase(
    persons=(), residences={}, cases=(), members=(), own=(LIESTAL,), staff=(), today=TODAY
)
KNOWN = replace(
    EMPTY,
    persons=(person(),),
    residences={uid(1): (residence(),)},
    cases=(case(),),
    members=(member(),),
    staff=(StaffFact(uid(9), "Beat Beispiel", "bb"),),
)
"""Anna Muster, alone in the open case 12 with the dossier D1."""


def line(row: int = 2, **changes) -> ImportLine:
    said = {
        "last_name": "Muster",
        "first_name": "Anna",
        "birth_date": BIRTH,
        "ahv_number": AHV,
        **changes.pop("person", {}),
    }
    values = {
        "row": row,
        "dossier": "D1",
        "person": {key: value for key, value in said.items() if value},
        "permit": F_REFUGEE,
        "case": {"opened_on": date(2026, 3, 1)},
        "cells": {"last_name": f"Fälle!B{row}"},
        **changes,
    }
    return ImportLine(**values)


def plan(*lines, base=KNOWN, day=None, decisions=None):
    return rules.import_plan(ImportTable(name="a.xlsx", lines=lines), base, day, decisions or {})


def only(*lines, **more):
    (row,) = plan(*lines, **more).rows
    return row


def said(row) -> list[str]:
    return [one.message for one in row.findings]


def told(row) -> list[tuple[str, str, str]]:
    return [(one.label, one.before, one.after) for one in row.changes]


# ------------------------------------------------------------------ who is meant


def test_an_ahv_number_finds_the_person_whatever_she_is_called_now() -> None:
    row = only(line(person={"last_name": "Muster-Frei"}))
    assert row.result is ImportResult.CHANGED
    assert told(row) == [("Name", "Muster", "Muster-Frei")]


def test_the_same_again_changes_nothing() -> None:
    row = only(line())
    assert (row.result, row.changes, row.findings) == (ImportResult.UNCHANGED, (), ())


def test_an_address_in_one_line_is_the_same_as_in_two_and_a_move_is_told() -> None:
    base = replace(KNOWN, persons=(person(address="Gasse 1\n4410 Liestal"),))
    assert only(line(person={"address": "Gasse 1, 4410 Liestal"}), base=base).changes == ()
    moved = only(line(person={"address": "Gasse 2, 4410 Liestal"}), base=base)
    assert [one.label for one in moved.changes] == ["Adresse"]


@pytest.mark.parametrize("written", ["CH", "Schweiz", "Schweizerin"])
def test_switzerland_is_one_country_however_it_is_written(written: str) -> None:
    base = replace(KNOWN, persons=(person(nationality="Schweiz"),))
    assert only(line(person={"nationality": written}), base=base).changes == ()
    moved = only(line(person={"nationality": "Eritrea"}), base=base)
    assert [one.label for one in moved.changes] == ["Staatsangehörigkeit"]


SILENT_F = SaidPermit(permit=Permit.F, refugee=None, since=None)


def test_a_letter_alone_does_not_take_the_refugee_flag_away() -> None:
    row = only(line(permit=SILENT_F))
    assert (row.result, row.permit) == (ImportResult.UNCHANGED, None)


def test_another_letter_keeps_the_flag_and_a_clear_no_takes_it_away() -> None:
    other = only(line(permit=replace(SILENT_F, permit=Permit.B)))
    assert (other.permit.permit, other.permit.refugee) == (Permit.B, True)
    assert only(line(permit=replace(SILENT_F, refugee=False))).permit.refugee is False
    swiss = only(line(permit=SaidPermit(permit=None, refugee=None, since=None)))
    assert (swiss.permit.permit, swiss.permit.refugee) == (None, False)
    assert only(line(permit=SILENT_F), base=EMPTY).permit.refugee is False


@given(st.sampled_from(list(Permit)), st.booleans())
def test_what_the_list_does_not_say_is_never_lost(permit: Permit, refugee: bool) -> None:
    base = replace(KNOWN, residences={uid(1): (residence(permit=permit, refugee=refugee),)})
    for letter in Permit:
        row = only(line(permit=replace(SILENT_F, permit=letter)), base=base)
        assert (row.permit.refugee if row.permit else refugee) is refugee


def test_another_permit_shows_the_regime_before_and_after() -> None:
    def rule(code, *, refugee):
        return RegimeRule(
            valid_from=date(2023, 1, 1),
            ended_on=None,
            permit=Permit.F,
            refugee=refugee,
            regime_code=code,
            citation="",
        )

    base = replace(
        KNOWN,
        regime_rules=(rule("r", refugee=True), rule("v", refugee=False)),
        regime_names={"r": "Flüchtlinge", "v": "vorläufig Aufgenommene"},
    )
    changed = only(line(permit=replace(SILENT_F, refugee=False)), base=base)
    assert told(changed) == [
        ("Ausweis", "Ausweis F, Flüchtling", "Ausweis F, ab 05.01.2027"),
        ("Regime", "Flüchtlinge", "vorläufig Aufgenommene"),
    ]
    by_hand = RegimeOverrideRow(
        id=uid(7),
        version=1,
        person_id=uid(1),
        valid_from=date(2026, 1, 1),
        ended_on=None,
        regime_code="r",
        reason="Entscheid",
    )
    kept = only(
        line(permit=replace(SILENT_F, refugee=False)),
        base=replace(base, overrides={uid(1): (by_hand,)}),
    )
    assert [one.label for one in kept.changes] == ["Ausweis"]


def test_dossier_and_name_find_a_person_without_number() -> None:
    base = replace(KNOWN, persons=(person(ahv_number=None, birth_date=None),))
    row = only(line(dossier="d 1", person={"last_name": "MUSTER"}), base=base)
    assert row.person is not None
    assert told(row) == [
        ("Name", "Muster", "MUSTER"),
        ("Geburtsdatum", "leer", "17.05.1990"),
        ("AHV-Nummer", "leer", "7569217076985"),
        ("Dossiernummer", "D1", "d 1"),
    ]


def test_name_and_birth_date_find_a_person_without_dossier() -> None:
    base = replace(KNOWN, persons=(person(ahv_number=None),))
    row = only(line(dossier="", person={"ahv_number": ""}), base=base)
    assert (row.person.id, row.result) == (uid(1), ImportResult.UNCHANGED)
    assert row.case.number == 12


def test_umlauts_and_marks_make_no_other_name() -> None:
    base = replace(KNOWN, persons=(person(last_name="Müller", ahv_number=None),))
    row = only(line(person={"last_name": "Mueller", "ahv_number": ""}), base=base)
    assert row.person is not None


@pytest.mark.parametrize(
    ("people", "row", "sentence", "may_be_new"),
    [
        # two of one number
        ((person(1), person(2)), line(), words.AHV_TWICE, False),
        # the number of somebody who is called and was born otherwise
        (
            (person(1),),
            line(person={"last_name": "Andere", "birth_date": date(1970, 1, 1)}),
            words.OTHER_PERSON,
            False,
        ),
        # two of one name and birth date
        (
            (person(1, ahv_number=None), person(2, ahv_number=None)),
            line(dossier="", person={"ahv_number": ""}),
            words.SAME_NAME,
            True,
        ),
        # the same name, birth date not known
        (
            (person(1, ahv_number=None, birth_date=None),),
            line(dossier="", person={"ahv_number": ""}),
            words.SAME_NAME,
            True,
        ),
        # the same name and birth date, another number
        ((person(1, ahv_number=OTHER_AHV),), line(dossier=""), words.OTHER_AHV, True),
        # the same dossier and name, another birth date
        (
            (person(1, ahv_number=None),),
            line(person={"birth_date": date(2015, 1, 1), "ahv_number": ""}),
            words.OTHER_BIRTH,
            True,
        ),
    ],
)
def test_nobody_is_taken_for_somebody_else_in_silence(people, row, sentence, may_be_new) -> None:
    found = only(row, base=replace(KNOWN, persons=people))
    assert found.result is ImportResult.AMBIGUOUS
    assert said(found)[0] == sentence
    assert found.findings[0].cell == "Fälle!B2"
    assert found.candidates == people
    assert found.may_be_new is may_be_new


def test_father_and_son_of_one_name_in_one_dossier_are_told_apart_by_birth() -> None:
    son = person(2, ahv_number=None, birth_date=date(2015, 1, 1))
    base = replace(
        KNOWN, persons=(person(1, ahv_number=None), son), members=(member(1), member(2, main=False))
    )
    rows = [
        line(2, person={"ahv_number": ""}),
        line(3, person={"ahv_number": "", "birth_date": date(2015, 1, 1)}),
    ]
    found = plan(*rows, base=base)
    assert [row.person.id for row in found.rows] == [uid(1), uid(2)]
    unclear = only(line(person={"ahv_number": "", "birth_date": None}), base=base)
    assert said(unclear) == [words.SAME_NAME]


def test_a_person_decides_who_is_meant() -> None:
    twins = (person(1, ahv_number=None), person(2, ahv_number=None))
    base = replace(EMPTY, persons=twins)
    row = line(dossier="", person={"ahv_number": ""})
    assert only(row, base=base, decisions={2: uid(2)}).person == twins[1]
    new = only(row, base=base, decisions={2: RowDecision.NEW_PERSON})
    assert (new.person, new.result) == (None, ImportResult.NEW)
    left = only(row, base=base, decisions={2: RowDecision.SKIP})
    assert left.result is ImportResult.SKIPPED
    assert only(row, base=base, decisions={2: uid(77)}).result is ImportResult.AMBIGUOUS


def test_a_decision_counts_only_where_the_row_is_not_clear() -> None:
    assert only(line(), decisions={2: RowDecision.NEW_PERSON}).person == person()
    twice = replace(KNOWN, persons=(person(1), person(2)))
    still = only(line(), base=twice, decisions={2: RowDecision.NEW_PERSON})
    assert still.result is ImportResult.AMBIGUOUS


def test_one_person_on_two_rows_is_named_with_both() -> None:
    known = plan(line(2), line(3))
    assert [said(row) for row in known.rows] == [[words.stated_twice([2, 3])]] * 2
    new = plan(line(2, dossier="X"), line(3, dossier="X"), base=EMPTY)
    assert [row.result for row in new.rows] == [ImportResult.UNUSABLE] * 2
    unborn = [line(n, dossier="X", person={"ahv_number": "", "birth_date": None}) for n in (2, 3)]
    assert plan(*unborn, base=EMPTY).count(ImportResult.UNUSABLE) == 2


# ------------------------------------------------------------------ the case


def test_rows_of_one_dossier_are_one_new_case() -> None:
    child = line(
        3,
        person={"first_name": "Ben", "ahv_number": "", "birth_date": date(2015, 2, 1)},
        case={},
        supported=False,
    )
    found = plan(line(2), child, base=EMPTY)
    assert [row.result for row in found.rows] == [ImportResult.NEW] * 2
    assert {row.household for row in found.rows} == {"d1"}
    assert found.rows[0].case_values == {
        "opened_on": date(2026, 3, 1),
        "dossier_number": "D1",
        "bfs_number": 2829,
    }
    assert found.rows[1].case_values == {}
    assert [row.member_values for row in found.rows] == [{"supported": True}, {"supported": False}]
    assert not found.asks_day


def test_the_main_person_may_say_so_itself_once() -> None:
    rows = [line(2), line(3, person={"first_name": "Ben", "ahv_number": ""}, main=True)]
    found = plan(
        *rows, line(4, person={"first_name": "C", "ahv_number": ""}, main=True), base=EMPTY
    )
    assert ["main" in row.member_values for row in found.rows] == [False, True, False]


def test_new_cases_without_a_first_day_ask_for_one() -> None:
    row = line(case={})
    assert plan(row, base=EMPTY).asks_day
    asked = plan(row, base=EMPTY, day=date(2026, 6, 1))
    assert not asked.asks_day
    assert asked.rows[0].case_values["opened_on"] == date(2026, 6, 1)
    assert asked.rows[0].permit.since == date(2026, 6, 1)
    assert not plan(line(case={})).asks_day


def test_two_rows_of_a_household_must_not_contradict_each_other() -> None:
    other = line(
        3,
        person={"first_name": "Ben", "ahv_number": ""},
        case={"opened_on": date(2026, 4, 1)},
    )
    found = plan(line(2), other, base=EMPTY)
    assert said(found.rows[1]) == [words.said_otherwise("Eröffnet am", 2)]
    assert found.rows[1].result is ImportResult.UNUSABLE


def test_changed_days_and_the_responsible_person_are_shown() -> None:
    row = only(
        line(
            case={"opened_on": date(2026, 3, 1), "support_ended_on": date(2026, 12, 31)},
            responsible="BB",
        )
    )
    assert told(row) == [
        ("Ablösung", "leer", "31.12.2026"),
        ("Zuständig", "leer", "Beat Beispiel"),
    ]
    assert row.case_values["responsible_id"] == uid(9)


def test_an_unknown_responsible_person_is_a_hint() -> None:
    row = only(line(responsible="Niemand"))
    assert said(row) == [words.unknown_responsible("Niemand")]
    assert row.result is ImportResult.UNCHANGED


def test_a_case_that_ends_before_it_begins_is_refused() -> None:
    days = {"opened_on": date(2026, 3, 1), "closed_on": date(2026, 2, 1)}
    assert said(only(line(case=days))) == [casework.CLOSED_BEFORE]


def test_a_running_case_is_not_closed_before_it_was_opened() -> None:
    row = only(line(case={"closed_on": date(2020, 1, 31)}, cells={"closed_on": "Fälle!K2"}))
    (finding, *more) = row.findings
    assert (finding.message, finding.cell) == (casework.CLOSED_BEFORE, "Fälle!K2")
    assert more == []
    assert row.result is ImportResult.UNUSABLE


def test_a_new_case_with_the_day_for_all_is_not_closed_before_it() -> None:
    closed = line(case={"closed_on": date(2020, 1, 31)})
    (row,) = plan(closed, base=EMPTY, day=date(2026, 6, 1)).rows
    assert casework.CLOSED_BEFORE in said(row)
    (unasked,) = plan(closed, base=EMPTY).rows
    assert casework.CLOSED_BEFORE not in said(unasked)


def test_a_case_that_opens_later_leaves_nobody_before_it() -> None:
    second = replace(member(), id=uid(99), person_id=uid(98), valid_from=date(2026, 4, 1))
    base = replace(KNOWN, members=(member(), second))
    later = {"opened_on": date(2026, 5, 1)}
    assert said(only(line(case=later), base=base)) == [casework.MEMBERS_BEFORE]
    assert only(line(case=later)).findings == ()


def test_a_case_is_not_closed_before_somebody_came_in() -> None:
    second = replace(member(), id=uid(99), person_id=uid(98), valid_from=date(2026, 12, 1))
    base = replace(KNOWN, members=(member(), second))
    row = only(line(case={"closed_on": date(2027, 1, 31)}), base=base)
    assert row.findings == ()
    early = only(line(case={"closed_on": date(2026, 11, 30)}), base=base)
    assert said(early) == [casework.MEMBERS_AFTER]


def test_an_end_of_support_that_was_wrong_before_does_not_stop_another_day() -> None:
    wrong = replace(KNOWN, cases=(case(support_ended_on=date(2026, 9, 15)),))
    assert only(line(case={"closed_on": date(2026, 12, 31)}), base=wrong).findings == ()
    later = only(line(case={"opened_on": date(2026, 10, 1)}), base=wrong)
    assert [(one.message, one.field) for one in later.findings] == [
        (casework.ENDED_BEFORE_OPENED, "opened_on")
    ]


def test_nobody_comes_into_the_household_of_a_closed_case() -> None:
    closed = replace(KNOWN, cases=(case(closed_on=date(2026, 9, 30)),), members=())
    assert words.place_after(12) in said(only(line(), base=closed))
    there = replace(closed, members=(member(ended_on=date(2026, 9, 30)),))
    assert said(only(line(), base=there)) == [words.closed_case(12)]


def test_the_municipality_is_one_of_the_office() -> None:
    two = replace(EMPTY, own=(LIESTAL, SISSACH))
    assert only(line(municipality="sissach"), base=two).case_values["bfs_number"] == 2861
    assert only(line(municipality="2829"), base=two).case_values["bfs_number"] == 2829
    foreign = words.unknown_municipality("Basel", ["Liestal", "Sissach"])
    assert said(only(line(municipality="Basel"), base=two)) == [foreign]
    assert said(only(line(), base=two)) == [words.municipality_missing(["Liestal", "Sissach"])]
    for lives in ("Sissach", "4450 Sissach"):
        assert only(line(town=lives), base=two).result is ImportResult.NEW
    assert said(only(line(town="4051 Basel"), base=two)) == [
        words.municipality_missing(["Liestal", "Sissach"])
    ]
    child = line(3, person={"first_name": "Ben", "ahv_number": ""}, municipality="Sissach")
    found = plan(line(2), child, base=two)
    assert [row.findings for row in found.rows] == [(), ()]


def test_a_new_case_says_where_and_since_when_and_from_what_it_knows() -> None:
    two = replace(EMPTY, own=(LIESTAL, SISSACH))
    told = [
        words.opens(row.opens)
        for row in plan(line(town="4450 Sissach"), line(3, case={}), base=two).rows
        if row.opens
    ]
    assert told == ["neuer Fall in Sissach (aus dem Ort der Adresse), seit 01.03.2026"] * 2
    said_so = only(line(municipality="Liestal"), base=two)
    assert words.opens(said_so.opens) == "neuer Fall in Liestal, seit 01.03.2026"
    nothing = only(line(case={}), base=two)
    assert words.opens(nothing.opens) == "neuer Fall"
    assert only(line()).opens is None


def test_a_move_is_no_matter_of_a_list() -> None:
    two = replace(KNOWN, own=(LIESTAL, SISSACH))
    assert said(only(line(municipality="Sissach"), base=two)) == [words.moved(12, "Liestal")]
    foreign = replace(KNOWN, own=(SISSACH,))
    assert said(only(line(municipality="Sissach"), base=foreign)) == [words.moved(12, "2829")]


def test_no_second_case_beside_an_open_one() -> None:
    row = only(line(dossier="D2"))
    assert row.result is ImportResult.AMBIGUOUS
    assert said(row) == [words.in_other_case(12, "D1")]
    filled = only(line(dossier="D2"), base=replace(KNOWN, cases=(case(dossier_number=""),)))
    assert told(filled) == [("Dossiernummer", "leer", "D2")]


def test_two_open_cases_of_one_dossier_are_not_guessed_at() -> None:
    base = replace(KNOWN, cases=(case(12), case(13)))
    row = only(line(), base=base)
    assert said(row) == [words.two_cases("D1")]
    assert row.result is ImportResult.AMBIGUOUS


def test_who_comes_back_gets_a_new_case_that_says_so() -> None:
    closed = case(closed_on=date(2026, 9, 30))
    gone = replace(KNOWN, cases=(closed,), members=(member(ended_on=date(2026, 9, 30)),))
    row = only(line(dossier="D9", case={"opened_on": date(2027, 1, 1)}), base=gone)
    assert said(row) == [words.again([12])]
    assert told(row) == [("Fall", "leer", "neuer Fall")]
    assert (row.case, row.result) == (None, ImportResult.CHANGED)
    same = only(line(case={"opened_on": date(2027, 1, 1)}), base=gone)
    assert (same.case, said(same)) == (None, [words.again([12])])


def test_a_row_of_a_closed_case_opens_nothing() -> None:
    closed = replace(KNOWN, cases=(case(closed_on=date(2026, 9, 30)),))
    row = only(line(), base=closed)
    assert (row.case.number, said(row)) == (12, [words.closed_case(12)])
    assert row.result is ImportResult.UNCHANGED


def test_who_left_an_open_household_is_not_in_it_any_more() -> None:
    gone = replace(KNOWN, members=(member(ended_on=date(2026, 12, 31)),))
    assert told(only(line(), base=gone)) == [("Fall", "leer", "Fall 12")]
    other = only(line(dossier="D2"), base=gone)
    assert (other.case, other.findings) == (None, ())


def test_somebody_new_in_a_known_household_is_new() -> None:
    row = only(line(person={"first_name": "Ben", "ahv_number": ""}, case={}))
    assert (row.person, row.case.number, row.result) == (None, 12, ImportResult.NEW)
    assert row.changes == ()


def test_supported_and_main_person_may_change() -> None:
    base = replace(KNOWN, members=(member(main=False),))
    row = only(line(supported=False, main=True), base=base)
    assert told(row) == [("Unterstützt", "ja", "nein"), ("Hauptperson", "nein", "ja")]
    assert row.member_values == {"supported": False, "main": True}


# ------------------------------------------------------------------ the permit


def test_another_permit_holds_from_today_unless_the_row_says_since_when() -> None:
    row = only(line(permit=SaidPermit(permit=Permit.B, refugee=True, since=None)))
    assert told(row) == [
        ("Ausweis", "Ausweis F, Flüchtling", "Ausweis B, Flüchtling, ab 05.01.2027")
    ]
    since = date(2026, 12, 1)
    row = only(line(permit=SaidPermit(permit=Permit.F, refugee=False, since=since)))
    assert row.permit.since == since


def test_a_first_permit_of_a_known_person_holds_from_today() -> None:
    row = only(line(), base=replace(KNOWN, residences={}))
    assert told(row) == [("Ausweis", "leer", "Ausweis F, Flüchtling, ab 05.01.2027")]


def test_the_permit_of_a_new_person_holds_from_the_first_day_of_the_case() -> None:
    assert only(line(), base=EMPTY).permit.since == date(2026, 3, 1)
    late = line(3, person={"first_name": "Ben", "ahv_number": ""}, case={})
    assert only(late).permit.since == TODAY


def test_a_new_person_without_permit_is_noted() -> None:
    row = only(line(permit=None), base=EMPTY)
    assert said(row) == [words.PERMIT_UNKNOWN]
    assert only(line(permit=None)).findings == ()
    unread = Finding("unreadable_permit", Severity.STOP, "«Q»", field="permit", cell="Fälle!I2")
    assert said(only(line(permit=None, findings=(unread,)), base=EMPTY)) == ["«Q»"]


# ------------------------------------------------------------------ the whole table


def test_names_must_be_there_and_a_missing_first_name_is_a_hint() -> None:
    nameless = only(line(person={"last_name": "", "first_name": "", "ahv_number": ""}), base=EMPTY)
    assert said(nameless) == [words.NAME_MISSING]
    assert nameless.result is ImportResult.UNUSABLE
    one = only(line(person={"first_name": ""}), base=EMPTY)
    assert (said(one), one.result) == ([words.FIRST_NAME_MISSING], ImportResult.NEW)


def test_an_empty_table_says_so_unless_something_else_is_wrong() -> None:
    assert [one.message for one in plan().findings] == [words.EMPTY]
    stopped = ImportTable(name="a", findings=(Finding("x", Severity.STOP, "Spalte fehlt"),))
    found = rules.import_plan(stopped, KNOWN, None, {})
    assert [one.message for one in found.findings] == ["Spalte fehlt"]


def test_the_plan_counts_what_is_to_be_done() -> None:
    found = plan(line(2), line(3, dossier="N", person={"last_name": "Neu", "ahv_number": ""}))
    assert (found.to_record, found.unclear) == (1, 0)


_NAMES = st.sampled_from(["Muster", "Müller", "Neu", ""])


@given(
    st.lists(
        st.builds(
            lambda last, ahv, born, dossier: (last, ahv, born, dossier),
            _NAMES,
            st.sampled_from(["", AHV, OTHER_AHV]),
            st.sampled_from([None, BIRTH, date(2015, 1, 1)]),
            st.sampled_from(["", "D1", "D2"]),
        ),
        max_size=6,
    )
)
def test_no_two_rows_that_are_recorded_mean_one_person(rows) -> None:
    lines = [
        line(n, dossier=dossier, person={"last_name": last, "ahv_number": ahv, "birth_date": born})
        for n, (last, ahv, born, dossier) in enumerate(rows, 2)
    ]
    found = plan(*lines)
    good = {ImportResult.NEW, ImportResult.CHANGED, ImportResult.UNCHANGED}
    known = [row.person.id for row in found.rows if row.person and row.result in good]
    assert len(known) == len(set(known))
    assert len(found.rows) == len(lines)
