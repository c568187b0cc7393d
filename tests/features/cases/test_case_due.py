"""What is due comes from every table with its day; nobody's name goes into a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import work_kit as kit

import case_kit
from sozdesk.archive.store import Archive
from sozdesk.features.cases import queries, records
from sozdesk.features.cases.reports.work import Imprint, substitute_report
from sozdesk.features.cases.terms.work import CaseDueKind, CaseDueRow
from sozdesk.features.cases.texts import work as said
from sozdesk.features.cases.usecases import (
    ContestRuling,
    HandToSubstitute,
    MarkExpiredFinal,
    contest_ruling,
    hand_to_substitute,
    mark_expired_final,
    sheet_for,
)
from sozdesk.kernel.errors import Outdated, RuleViolation
from sozdesk.kernel.usecase import Outcome, usecase

TODAY = date(2027, 1, 5)
END_OF_JANUARY = date(2027, 1, 31)


def due(archive: Archive, until: date = END_OF_JANUARY):
    return archive.query(queries.case_due, TODAY, until)


def test_one_line_of_each_kind_by_day(casework: Archive) -> None:
    """Eröffnung 30.12.2026 + 10 days is Saturday 9.1.2027: the Frist ends on Monday, 11.1.2027."""
    kit.everything_due(casework)
    lines = [(row.day, row.kind, row.what) for row in due(casework)]
    assert lines == [
        (date(2027, 1, 4), CaseDueKind.TASK, "Mietvertrag verlangen"),
        (date(2027, 1, 11), CaseDueKind.REMEDY, "Verfügung 2026-031"),
        (date(2027, 1, 15), CaseDueKind.ORDER, "günstigere Wohnung suchen"),
        (date(2027, 1, 29), CaseDueKind.FOLLOW_UP, "Kurs"),
        (date(2027, 1, 31), CaseDueKind.ENDING, "Tagesstruktur"),
    ]
    assert {(row.case_number, row.responsible) for row in due(casework)} == {(12, "Anna Muster")}


def test_nothing_later_than_asked_for(casework: Archive) -> None:
    kit.everything_due(casework)
    assert [row.kind for row in due(casework, date(2027, 1, 11))] == [
        CaseDueKind.TASK,
        CaseDueKind.REMEDY,
    ]


@pytest.mark.parametrize("settled", [{"final_on": TODAY}, {"contested_on": TODAY}])
def test_a_verfuegung_that_is_settled_is_not_due(casework: Archive, settled) -> None:
    case = case_kit.case(casework, [case_kit.person(casework)])
    values = {"notified_on": date(2026, 12, 30), "remedy_days": 10, "final_on": None, **settled}
    case_kit.ruling(casework, case, **values)
    assert due(casework) == ()


# ------------------------------------------------------------------ Fristen that have run out


def expired_ruling(archive: Archive, number: str, **more) -> UUID:
    """Eröffnung 10.12.2026 + 10 days is Sunday 20.12.: the Frist ended on Monday, 21.12.2026."""
    case = case_kit.case(archive, [case_kit.person(archive)], number=int(number[-2:]))
    values = {"notified_on": date(2026, 12, 10), "remedy_days": 10, "final_on": None, **more}
    return case_kit.ruling(archive, case, number, **values)


def test_a_frist_that_ran_out_without_objection_is_proposed_and_not_overdue(
    casework: Archive,
) -> None:
    expired_ruling(casework, "2026-021")
    expired_ruling(casework, "2026-022", contested_on=date(2026, 12, 15))
    assert due(casework) == ()
    (one,) = casework.query(queries.expired_remedies, TODAY)
    assert (one.number, one.case_number, one.last) == ("2026-021", 21, date(2026, 12, 21))
    assert casework.query(queries.expired_remedies, date(2026, 12, 21)) == ()


def test_all_that_ran_out_become_final_in_one_act_that_can_be_taken_back(
    casework: Archive,
) -> None:
    ids = [expired_ruling(casework, number) for number in ("2026-021", "2026-022")]
    command = MarkExpiredFinal(expired=casework.query(queries.expired_remedies, TODAY))
    done = casework.run(mark_expired_final, command)
    assert done.summary == "2 Verfügungen als rechtskräftig eingetragen"
    rows = [casework.query(queries.ruling_of, one) for one in ids]
    assert [row.final_on for row in rows if row] == [date(2026, 12, 22)] * 2
    assert casework.query(queries.expired_remedies, TODAY) == ()
    casework.undo_last()
    assert len(casework.query(queries.expired_remedies, TODAY)) == 2


def test_one_that_was_contested_meanwhile_keeps_all_of_them_back(casework: Archive) -> None:
    for number in ("2026-021", "2026-022"):
        expired_ruling(casework, number)
    first, second = casework.query(queries.expired_remedies, TODAY)
    contest = ContestRuling(
        id=second.ruling_id, base_version=second.version, contested_on=date(2026, 12, 21)
    )
    casework.run(contest_ruling, contest)
    with pytest.raises(Outdated):
        casework.run(mark_expired_final, MarkExpiredFinal(expired=(first, second)))
    version = casework.query(queries.ruling_of, second.ruling_id).version
    with pytest.raises(RuleViolation, match="angefochten"):
        casework.run(
            mark_expired_final,
            MarkExpiredFinal(expired=(first, replace(second, version=version))),
        )
    assert casework.query(queries.expired_remedies, TODAY) == (first,)


def test_an_offering_of_a_closed_case_needs_nobody(casework: Archive) -> None:
    who = case_kit.person(casework)
    case = case_kit.case(casework, [who], closed_on=date(2026, 12, 31))
    case_kit.enactment(casework, case, who, UUID(int=1), None, last_day=END_OF_JANUARY)
    assert due(casework) == ()


def test_the_person_of_a_task_goes_before_the_one_of_the_case(casework: Archive) -> None:
    case = case_kit.case(casework, [case_kit.person(casework)])
    kit.task(casework, case, "Budget prüfen", TODAY, responsible_id=kit.clerk(casework))
    kit.task(casework, None, "Sitzung vorbereiten", TODAY)
    assert [(row.responsible, row.case_number) for row in due(casework)] == [
        ("", None),
        ("Anna Muster", 1),
    ]


def test_what_is_due_asks_as_often_for_one_case_as_for_many(casework: Archive, statements) -> None:
    kit.everything_due(casework)
    with statements() as few:
        due(casework)
    who = case_kit.person(casework, "Beispiel")
    for number in range(20, 40):
        case = case_kit.case(casework, [who], number=number)
        kit.task(casework, case, "Budget prüfen", TODAY)
    with statements() as many:
        assert len(due(casework)) == 25
    assert len(many) == len(few)


def test_a_calendar_says_number_and_kind_even_if_a_task_names_somebody(casework: Archive) -> None:
    case = case_kit.case(casework, [case_kit.person(casework)], number=12)
    kit.task(casework, case, "Anna Muster anrufen", TODAY)
    kit.task(casework, None, "Berta Beispiel anrufen", TODAY)
    assert [said.due_title(row) for row in due(casework)] == ["Aufgabe", "Fall 12: Aufgabe"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2027, 1, 4), "Überfällig"),
        (date(2027, 1, 5), "Diese Woche"),
        (date(2027, 1, 10), "Diese Woche"),
        (date(2027, 1, 11), "Nächste Woche"),
        (date(2027, 1, 20), "Woche vom 18.01.2027"),
    ],
)
def test_the_week_of_a_day_in_words(day: date, words: str) -> None:
    assert said.week_words(day, TODAY) == words


# ------------------------------------------------------------------ Stellvertretung


def test_whoever_stands_in_sees_case_contacts_offers_and_the_last_note(casework: Archive) -> None:
    case = kit.everything_due(casework)
    kit.note(casework, case, date(2026, 12, 1), "Erstgespräch")
    kit.note(casework, case, TODAY, "Telefon", "Vermieter meldet sich.")
    (member,) = casework.query(queries.members_of, case)
    case_kit.row(
        casework,
        records.RepresentativeRecord,
        person_id=member.person.id,
        kind="guardian",
        name="Rita Beispiel",
        phone="061 000 00 00",
        valid_from=date(2026, 1, 1),
    )
    sheet = casework.query(
        queries.substitute_sheet, kit.clerk(casework), "Urs Beispiel", TODAY, date(2027, 1, 15)
    )
    (one,) = sheet.cases
    assert (sheet.person, one.number, one.name, one.municipality) == (
        "Anna Muster",
        12,
        "Muster Anna",
        "Liestal",
    )
    assert one.offerings == ("Tagesstruktur, Kurszentrum Muster, bis 31.01.2027",)
    assert one.contacts == ("Beistandschaft: Rita Beispiel, 061 000 00 00",)
    assert one.last_note is not None
    assert one.last_note.title == "Telefon"
    assert [row.kind for row in one.due] == [
        CaseDueKind.TASK,
        CaseDueKind.REMEDY,
        CaseDueKind.ORDER,
    ]


@usecase(undoable=False)
def _begin_later(session, command, _context):
    session.query(records.ParticipationRecord).one().began_on = command
    return Outcome()


def test_what_begins_while_somebody_is_away_is_on_the_sheet(casework: Archive) -> None:
    me, who = kit.clerk(casework), case_kit.person(casework)
    case = case_kit.case(
        casework, [who], number=8, responsible_id=me, moved_on=date(2027, 1, 9), moved_to=2861
    )
    begins, ends = date(2027, 1, 8), date(2027, 3, 31)
    case_kit.enactment(casework, case, who, UUID(int=5), None, first_day=begins, last_day=ends)
    casework.run(_begin_later, date(2027, 1, 11))
    bill = CaseDueRow(
        kind=CaseDueKind.STATEMENT, key=UUID(int=1), version=1, day=begins, what="3/2026, Liestal",
        case_id=None, case_number=None, responsible_id=None, responsible="",
    )  # fmt: skip
    command = HandToSubstitute(staff_id=me, substitute="Urs", first=TODAY, last=date(2027, 1, 12))
    sheet = casework.query(sheet_for, command, lambda *_days: (bill,))
    (one,) = sheet.cases
    assert one.move == "09.01.2027 nach Sissach"
    assert one.offerings[0].endswith("ab 08.01.2027 bis 31.03.2027, Teilnahme ab 11.01.2027")
    assert [row.what for row in sheet.other_due] == ["3/2026, Liestal"]
    imprint = Imprint(office="x", now=datetime(2027, 1, 5, tzinfo=UTC), today=TODAY, sample=False)
    assert "'Wegzug', value='09.01.2027 nach Sissach'" in repr(
        substitute_report(sheet, imprint).body
    )


def test_closed_cases_and_those_of_others_are_not_on_the_sheet(casework: Archive) -> None:
    who, me = case_kit.person(casework), kit.clerk(casework)
    case_kit.case(casework, [who], number=1, responsible_id=me, closed_on=date(2026, 12, 31))
    other = case_kit.case(casework, [who], number=2)
    kit.task(casework, other, "Für mich", TODAY, responsible_id=me)
    sheet = casework.query(
        queries.substitute_sheet, me, "Urs Beispiel", TODAY, TODAY + timedelta(days=7)
    )
    assert sheet.cases == ()
    assert [row.what for row in sheet.other_due] == ["Für mich"]


def test_cases_without_a_responsible_person_come_along_if_asked_for(casework: Archive) -> None:
    me = kit.clerk(casework)
    case_kit.case(casework, [case_kit.person(casework)], number=1, responsible_id=me)
    case_kit.case(casework, [case_kit.person(casework, "Beispiel")], number=2)
    over = date(2026, 12, 31)
    case_kit.case(casework, [case_kit.person(casework, "Alt")], number=3, closed_on=over)
    assert casework.query(queries.unassigned_cases, TODAY) == 1
    numbers = {}
    for asked in (False, True):
        command = HandToSubstitute(
            staff_id=me, substitute="Urs", first=TODAY, last=TODAY, unassigned=asked
        )
        sheet = casework.query(sheet_for, command, queries.case_due)
        numbers[asked] = ([one.number for one in sheet.cases], sheet.unassigned)
    assert numbers == {False: ([1], 0), True: ([1, 2], 1)}


def test_handing_it_out_is_written_down_with_recipient_and_purpose(casework: Archive) -> None:
    kit.everything_due(casework)
    command = HandToSubstitute(
        staff_id=kit.clerk(casework), substitute="Urs Beispiel", first=TODAY, last=END_OF_JANUARY
    )
    outcome = casework.run(hand_to_substitute, command)
    assert outcome.summary == "Stellvertretungsblatt ausgegeben: 1 Fall"
    (who,) = [one.id for one in casework.query(queries.persons)]
    (line,) = casework.query(queries.accesses, who)
    assert line.recipient == "Urs Beispiel"

    def access(session):
        row = session.query(records.PersonAccessRecord).one()
        return row.kind, row.recipient, row.purpose, row.persons, row.staff_name, row.person_id

    assert casework.query(access) == (
        "exported",
        "Urs Beispiel",
        "Stellvertretung",
        1,
        "Anna Muster",
        who,
    )


def test_a_sheet_for_nobody_is_refused_and_nothing_is_written_down(casework: Archive) -> None:
    command = HandToSubstitute(
        staff_id=kit.clerk(casework), substitute=" ", first=TODAY, last=TODAY - timedelta(days=1)
    )
    with pytest.raises(RuleViolation, match="wer die Stellvertretung"):
        casework.run(hand_to_substitute, command)
    assert casework.query(lambda session: session.query(records.PersonAccessRecord).count()) == 0
