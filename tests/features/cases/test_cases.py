"""Cases: opened, changed, opened again, moved, removed; and who bills on which day."""

from __future__ import annotations

from datetime import date

import pytest
from casework_kit import LIESTAL, OPENED, PRATTELN, SISSACH, TODAY, opened, serve

import case_kit as kit
from sozdesk.archive.journal_history import recent
from sozdesk.archive.store import Archive
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.records import CaseNoteRecord
from sozdesk.features.cases.usecases import NewMember, OpenCase, RemoveRow
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation


def changed(archive: Archive, case_id, version: int = 1, **changes):
    command = usecases.ChangeCase(id=case_id, base_version=version, changes=changes)
    return archive.run(usecases.change_case, command)


def refused(archive: Archive, usecase, command) -> list[tuple[str, str]]:
    with pytest.raises(RuleViolation) as caught:
        archive.run(usecase, command)
    return [(one.code, one.field) for one in caught.value.findings]


def numbers(archive: Archive) -> list[int]:
    return [row.number for row in archive.query(queries.case_lines, TODAY)]


# ------------------------------------------------------------------ opening


def test_a_case_gets_the_next_number_and_the_name_of_its_first_member(casework: Archive) -> None:
    anna, beat = kit.person(casework), kit.person(casework, "Muster", "Beat")
    made = opened(casework, anna, beat, dossier_number=" D-7 ")
    (line,) = casework.query(queries.case_lines, TODAY)
    assert (line.id, line.number, line.name, line.dossier_number) == (made, 1, "Muster Anna", "D-7")
    assert (line.persons, line.supported, line.municipality) == (2, 2, "Liestal")
    assert line.people == "Muster Anna, Muster Beat"
    assert casework.query(recent, 1)[0].summary == "Fall 1 erfasst"


def test_a_number_is_never_given_twice_also_after_removal_and_undo(casework: Archive) -> None:
    first = opened(casework)
    casework.run(usecases.remove_case, RemoveRow(id=first, base_version=1))
    opened(casework)
    assert numbers(casework) == [2]
    casework.undo_last()
    opened(casework)
    assert numbers(casework) == [3]


def test_the_number_of_a_case_that_was_deleted_for_good_stays_taken(casework: Archive) -> None:
    from sozdesk.features.cases.records import DeletionRecord

    kit.row(
        casework,
        DeletionRecord,
        kind="case",
        subject_id=kit.person(casework),
        number=41,
        bfs_number=LIESTAL,
        closed_on=OPENED,
        persons=1,
        listed_on=TODAY,
        listed_by="Anna Muster",
    )
    opened(casework)
    assert numbers(casework) == [42]


def test_who_had_a_case_here_gets_another_one_only_with_a_reason(casework: Archive) -> None:
    anna = kit.person(casework)
    first = opened(casework, anna)
    changed(casework, first, closed_on=date(2026, 6, 30))
    again = OpenCase(
        bfs_number=LIESTAL, opened_on=date(2026, 9, 1), members=(NewMember(person_id=anna),)
    )
    with pytest.raises(RuleViolation, match=r"bis 30\.06\.2026 im Fall 1 dieser Gemeinde"):
        casework.run(usecases.open_case, again)
    second = opened(casework, anna, day=date(2026, 9, 1), new_because="andere Notlage")
    row = casework.query(queries.case, second, TODAY)
    assert (row.number, row.predecessor_id) == (2, first)
    (note,) = casework.query(_notes)
    assert note == (second, "Neuer Fall statt Wiedereröffnung von Fall 1", "andere Notlage")


def _notes(session):
    from sqlalchemy import select

    table = CaseNoteRecord
    return [tuple(row) for row in session.execute(select(table.case_id, table.title, table.text))]


def test_another_municipality_or_a_child_of_then_asks_nothing(casework: Archive) -> None:
    anna, child = kit.person(casework), kit.person(casework, "Muster", "Carla")
    first = opened(casework, anna, child)
    changed(casework, first, closed_on=date(2026, 6, 30))
    opened(casework, anna, day=date(2026, 7, 1), bfs=SISSACH)
    own = opened(casework, child, day=date(2026, 9, 1))
    assert casework.query(queries.case, own, TODAY).predecessor_id is None


def test_nobody_is_in_two_cases_of_a_municipality_at_once(casework: Archive) -> None:
    anna = kit.person(casework)
    opened(casework, anna)
    command = OpenCase(
        bfs_number=LIESTAL,
        opened_on=date(2026, 9, 1),
        members=(NewMember(person_id=anna),),
        new_because="trotzdem",
    )
    with pytest.raises(RuleViolation, match="noch im Fall 1"):
        casework.run(usecases.open_case, command)


def test_who_left_the_household_gets_a_case_of_his_own_the_day_after(casework: Archive) -> None:
    anna, beat = kit.person(casework), kit.person(casework, "Muster", "Beat")
    first = opened(casework, anna, beat)
    member = next(row for row in casework.query(queries.members_of, first) if row.person.id == beat)
    command = usecases.ChangeMember(
        id=member.id, base_version=1, changes={"ended_on": date(2026, 8, 31)}
    )
    casework.run(usecases.change_member, command)
    opened(casework, beat, day=date(2026, 9, 1))
    assert numbers(casework) == [1, 2]


def test_a_closed_case_goes_on_with_the_same_number(casework: Archive) -> None:
    anna = kit.person(casework)
    first = opened(casework, anna)
    changed(casework, first, closed_on=date(2026, 6, 30), support_ended_on=date(2026, 6, 30))
    command = usecases.ReopenCase(id=first, base_version=2)
    casework.run(usecases.reopen_case, command)
    row = casework.query(queries.case, first, TODAY)
    assert (row.closed_on, row.support_ended_on) == (None, None)
    assert casework.query(recent, 1)[0].summary == "Fall 1: wieder geöffnet"
    assert refused(
        casework, usecases.reopen_case, usecases.ReopenCase(id=first, base_version=3)
    ) == [("open", "")]


def test_only_the_offices_own_municipalities_have_cases(service_archive: Archive) -> None:
    serve(service_archive, LIESTAL)
    command = OpenCase(bfs_number=SISSACH, opened_on=OPENED)
    assert refused(service_archive, usecases.open_case, command) == [("foreign", "bfs_number")]
    opened(service_archive)
    assert numbers(service_archive) == [1]


def test_a_person_who_is_gone_has_no_case(casework: Archive) -> None:
    anna = kit.person(casework)
    casework.undo_last()
    casework.undo_last()
    with pytest.raises(NotFound):
        opened(casework, anna)


# ------------------------------------------------------------------ changing


def test_what_is_wrong_with_a_case_stands_at_its_field(casework: Archive) -> None:
    made = opened(casework, kit.person(casework))
    command = usecases.ChangeCase(
        id=made,
        base_version=1,
        changes={"closed_on": date(2026, 3, 9), "support_ended_on": date(2026, 6, 15)},
    )
    found = refused(casework, usecases.change_case, command)
    assert ("closed_before", "closed_on") in found
    assert ("no_month_end", "support_ended_on") in found


def test_who_came_with_the_opening_follows_another_day_of_it(casework: Archive) -> None:
    made = opened(casework, kit.person(casework))
    changed(casework, made, opened_on=date(2026, 4, 1))
    (member,) = casework.query(queries.members_of, made)
    assert member.valid_from == date(2026, 4, 1)


def test_nobody_is_left_outside_the_days_of_the_case(casework: Archive) -> None:
    made = opened(casework, kit.person(casework))
    late = usecases.AddMember(
        case_id=made, person=kit.person(casework, "Neu", "Eva"), valid_from=date(2026, 5, 1)
    )
    casework.run(usecases.add_member, late)
    after = usecases.ChangeCase(id=made, base_version=1, changes={"opened_on": date(2026, 6, 1)})
    assert refused(casework, usecases.change_case, after) == [("outside", "opened_on")]
    before = usecases.ChangeCase(id=made, base_version=1, changes={"closed_on": date(2026, 4, 30)})
    assert refused(casework, usecases.change_case, before) == [("outside", "closed_on")]


def test_two_windows_editing_one_case_the_second_hears_what_changed(casework: Archive) -> None:
    made = opened(casework)
    changed(casework, made, dossier_number="D-1")
    with pytest.raises(Outdated, match="die Dossiernummer ist jetzt «D-1»"):
        changed(casework, made, dossier_number="D-2")


def test_the_list_knows_running_closed_and_without_an_end(casework: Archive) -> None:
    anna = kit.person(casework)
    running = opened(casework, anna)
    closed = opened(casework, kit.person(casework, "Zu", "Ende"))
    changed(casework, closed, closed_on=date(2026, 6, 30))
    ended = opened(casework, kit.person(casework, "Ab", "Gelöst"))
    changed(casework, ended, closed_on=date(2026, 6, 30), support_ended_on=date(2026, 6, 30))
    unsupported = opened(casework, kit.person(casework, "Nicht", "Mehr"))
    (member,) = casework.query(queries.members_of, unsupported)
    stop = usecases.ChangeMember(
        id=member.id, base_version=1, changes={"ended_on": date(2026, 12, 31)}
    )
    casework.run(usecases.change_member, stop)
    lines = {row.id: row for row in casework.query(queries.case_lines, TODAY)}
    assert [lines[one].is_running(TODAY) for one in (running, closed, ended, unsupported)] == [
        True,
        False,
        False,
        True,
    ]
    assert [lines[one].lacks_end(TODAY) for one in (running, closed, ended, unsupported)] == [
        False,
        True,
        False,
        True,
    ]
    assert not lines[unsupported].lacks_end(date(2026, 3, 9)), "not open yet"


def test_a_list_of_many_cases_asks_as_often_as_one_of_few(casework: Archive, statements) -> None:
    def asked() -> int:
        with statements() as seen:
            casework.query(queries.case_lines, TODAY)
        return len(seen)

    opened(casework, kit.person(casework))
    few = asked()
    for number in range(5):
        opened(casework, kit.person(casework, f"Muster{number}", "Anna"))
    assert asked() == few


# ------------------------------------------------------------------ household


def add_member(archive: Archive, case_id, person_id, day: date, **more):
    command = usecases.AddMember(case_id=case_id, person=person_id, valid_from=day, **more)
    return archive.run(usecases.add_member, command).value


def household(archive: Archive, case_id):
    return [
        (row.person.first_name, row.valid_from, row.ended_on, row.supported, row.main)
        for row in archive.query(queries.members_of, case_id)
    ]


def test_another_state_of_a_person_is_another_row(casework: Archive) -> None:
    anna = kit.person(casework)
    made = opened(casework, anna)
    add_member(casework, made, anna, date(2026, 9, 1), supported=False)
    assert household(casework, made) == [
        ("Anna", OPENED, date(2026, 8, 31), True, True),
        ("Anna", date(2026, 9, 1), None, False, True),
    ]
    casework.undo_last()
    assert household(casework, made) == [("Anna", OPENED, None, True, True)]


def test_a_case_bears_one_name(casework: Archive) -> None:
    made = opened(casework, kit.person(casework))
    add_member(casework, made, kit.person(casework, "Neu", "Eva"), OPENED, main=True)
    assert {(name, main) for name, *_, main in household(casework, made)} == {
        ("Anna", False),
        ("Eva", True),
    }
    assert casework.query(queries.case, made, TODAY).name == "Neu Eva"


def test_nobody_is_in_the_household_outside_the_case_or_twice(casework: Archive) -> None:
    anna = kit.person(casework)
    made = opened(casework, anna)
    for day, code in {date(2026, 3, 9): "outside", OPENED: "twice"}.items():
        command = usecases.AddMember(case_id=made, person=anna, valid_from=day)
        codes = [one for one, _ in refused(casework, usecases.add_member, command)]
        assert code in codes


def test_a_member_with_an_offering_stays_and_one_by_mistake_goes(casework: Archive) -> None:
    anna, eva = kit.person(casework), kit.person(casework, "Neu", "Eva")
    made = opened(casework, anna)
    wrong = add_member(casework, made, eva, OPENED)
    kit.enactment(casework, made, anna, anna, None)
    casework.run(usecases.remove_member, RemoveRow(id=wrong, base_version=1))
    (member,) = casework.query(queries.members_of, made)
    command = RemoveRow(id=member.id, base_version=member.version)
    with pytest.raises(RuleViolation, match="1 verfügtes Angebot"):
        casework.run(usecases.remove_member, command)


def test_a_case_that_something_refers_to_stays(casework: Archive) -> None:
    made = opened(casework, kit.person(casework))
    kit.ruling(casework, made)
    with pytest.raises(RuleViolation, match="Es verweisen darauf 1 Verfügung"):
        casework.run(usecases.remove_case, RemoveRow(id=made, base_version=1))


# ------------------------------------------------------------------ moves


@pytest.fixture
def office(casework: Archive) -> Archive:
    """Serves Liestal and Sissach."""
    serve(casework, LIESTAL, SISSACH)
    return casework


def move(archive: Archive, case_id, day: date, to: int | None, version: int = 1):
    command = usecases.MoveCase(id=case_id, base_version=version, moved_on=day, moved_to=to)
    return archive.run(usecases.move_case, command).value


def test_a_move_within_the_office_opens_the_successor_with_the_household(office: Archive) -> None:
    anna, beat = kit.person(office), kit.person(office, "Muster", "Beat")
    gone = kit.person(office, "War", "Weg")
    made = opened(office, anna, beat, gone)
    member = next(row for row in office.query(queries.members_of, made) if row.person.id == gone)
    left = usecases.ChangeMember(
        id=member.id, base_version=1, changes={"ended_on": date(2026, 5, 31)}
    )
    office.run(usecases.change_member, left)
    successor = move(office, made, date(2026, 9, 16), SISSACH)
    old, new = (office.query(queries.case, one, TODAY) for one in (made, successor))
    assert (old.closed_on, old.moved_on, old.moved_to) == (
        date(2026, 9, 15),
        date(2026, 9, 16),
        SISSACH,
    )
    assert (new.number, new.bfs_number, new.predecessor_id) == (2, SISSACH, made)
    assert new.opened_on == date(2026, 9, 16)
    assert [name for name, *_ in household(office, successor)] == ["Anna", "Beat"]
    assert office.query(recent, 1)[0].summary == "Fall 1: Wegzug, weiter als Fall 2"
    line = next(row for row in office.query(queries.case_lines, TODAY) if row.id == made)
    assert not line.lacks_end(TODAY), "a move is no Ablösung"
    office.undo_last()
    assert numbers(office) == [1]
    assert office.query(queries.case, made, TODAY).closed_on is None


@pytest.mark.parametrize("to", [PRATTELN, None])
def test_a_move_out_of_the_office_only_closes(office: Archive, to: int | None) -> None:
    made = opened(office, kit.person(office))
    assert move(office, made, date(2026, 9, 16), to) is None
    assert numbers(office) == [1]


def test_the_day_of_the_move_decides_who_bills(office: Archive) -> None:
    anna = kit.person(office)
    made = opened(office, anna)
    move(office, made, date(2026, 9, 16), SISSACH)
    spans = office.query(queries.support_spans, [anna])[anna]
    assert [(one.bfs_number, one.first, one.last) for one in spans] == [
        (LIESTAL, OPENED, date(2026, 9, 15)),
        (SISSACH, date(2026, 9, 16), None),
    ]
    assert spans[0].moved_on == date(2026, 9, 16)


def test_days_without_support_are_in_no_span(casework: Archive) -> None:
    anna = kit.person(casework)
    made = opened(casework, anna)
    add_member(casework, made, anna, date(2026, 9, 1), supported=False)
    changed(casework, made, 1, closed_on=date(2026, 12, 31))
    (span,) = casework.query(queries.support_spans, [anna])[anna]
    assert (span.first, span.last) == (OPENED, date(2026, 8, 31))


def test_nobody_moves_twice_or_nowhere(office: Archive) -> None:
    made = opened(office, kit.person(office))
    command = usecases.MoveCase(id=made, base_version=1, moved_on=OPENED, moved_to=LIESTAL)
    assert refused(office, usecases.move_case, command) == [
        ("moved_before", "moved_on"),
        ("same_place", "moved_to"),
    ]
    move(office, made, date(2026, 9, 16), None)
    again = usecases.MoveCase(
        id=made, base_version=2, moved_on=date(2026, 10, 1), moved_to=PRATTELN
    )
    assert refused(office, usecases.move_case, again) == [("closed", "")]


def test_a_case_that_moved_on_is_not_opened_again(office: Archive) -> None:
    made = opened(office, kit.person(office))
    move(office, made, date(2026, 9, 16), SISSACH)
    command = usecases.ReopenCase(id=made, base_version=2)
    with pytest.raises(RuleViolation, match="Ihm folgt Fall 2"):
        office.run(usecases.reopen_case, command)


def test_a_move_can_be_cleared_by_opening_again(office: Archive) -> None:
    made = opened(office, kit.person(office))
    move(office, made, date(2026, 9, 16), PRATTELN)
    office.run(usecases.reopen_case, usecases.ReopenCase(id=made, base_version=2))
    row = office.query(queries.case, made, TODAY)
    assert (row.moved_on, row.moved_to, row.closed_on) == (None, None, None)
