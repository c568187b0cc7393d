"""Persons and what belongs to them, in a real encrypted file."""

from __future__ import annotations

from datetime import date

import pytest

import case_kit as kit
from sozdesk.archive.journal_history import recent
from sozdesk.archive.store import Archive
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms import (
    Need,
    Permit,
    PersonPart,
    RepresentativeKind,
    Sex,
)
from sozdesk.features.offerings.terms import CefrLevel
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation

AHV = "756.9217.0769.85"
TODAY = date(2027, 1, 5)


def add(archive: Archive, **values):
    values = {"last_name": "Muster", "ahv_missing_because": "neu zugezogen", **values}
    return archive.run(usecases.add_person, usecases.AddPerson(**values)).value


def add_part(archive: Archive, person, part: PersonPart, **values):
    command = usecases.AddPersonPart(kind=part, person_id=person, values=values)
    return archive.run(usecases.add_person_part, command).value


def refused(archive: Archive, usecase, command) -> list[tuple[str, str]]:
    with pytest.raises(RuleViolation) as caught:
        archive.run(usecase, command)
    return [(one.code, one.field) for one in caught.value.findings]


def test_a_person_is_entered_whole_and_read_back(casework: Archive) -> None:
    made = add(
        casework,
        first_name=" Anna  Maria ",
        birth_date=date(1990, 5, 17),
        sex=Sex.FEMALE,
        ahv_number=AHV,
        nationality="Schweiz",
        address="Dorfstrasse 1\n4410 Liestal",
        education="Lehre",
        goals="Stelle 50 %",
        early_language_need=Need.OPEN,
    )
    row = casework.query(queries.person, made)
    assert (row.last_name, row.first_name, row.ahv_number) == (
        "Muster",
        "Anna Maria",
        "7569217076985",
    )
    assert (row.sex, row.early_language_need) == (Sex.FEMALE, Need.OPEN)
    assert row.address == "Dorfstrasse 1\n4410 Liestal"
    assert row.ahv_missing_because == "", "a number needs no reason"
    assert casework.query(recent, 1)[0].summary == "Person ohne Fall erfasst", "no name in it"


def test_what_is_wrong_stands_at_its_field(casework: Archive) -> None:
    command = usecases.AddPerson(
        last_name=" ", birth_date=date(2027, 1, 6), ahv_number="756.9217.0769.84"
    )
    assert refused(casework, usecases.add_person, command) == [
        ("name_missing", "last_name"),
        ("born_later", "birth_date"),
        ("ahv_checksum", "ahv_number"),
    ]


def test_an_ahv_number_belongs_to_one_person(casework: Archive) -> None:
    mine = add(casework, first_name="Anna", ahv_number=AHV)
    command = usecases.AddPerson(last_name="Muster", first_name="Beat", ahv_number=AHV)
    with pytest.raises(RuleViolation, match="Diese AHV-Nummer hat schon Muster Anna"):
        casework.run(usecases.add_person, command)
    again = usecases.ChangePerson(id=mine, base_version=1, changes={"ahv_number": AHV})
    casework.run(usecases.change_person, again)


def test_two_windows_the_second_hears_what_changed(casework: Archive) -> None:
    made = add(casework, first_name="Anna")
    first = usecases.ChangePerson(id=made, base_version=1, changes={"address": "Gasse 1"})
    casework.run(usecases.change_person, first)
    second = usecases.ChangePerson(id=made, base_version=1, changes={"address": "Weg 2"})
    with pytest.raises(Outdated, match="die Adresse ist jetzt «Gasse 1»"):
        casework.run(usecases.change_person, second)
    assert casework.query(queries.person, made).address == "Gasse 1"


def test_the_file_of_the_ksa_holds_no_persons(archive: Archive) -> None:
    command = usecases.AddPerson(last_name="Muster", ahv_missing_because="Test")
    with pytest.raises(RuleViolation, match="nur die Datei einer Gemeinde"):
        archive.run(usecases.add_person, command)


def test_a_person_entered_by_mistake_goes_with_its_parts_and_comes_back(casework: Archive) -> None:
    made = add(casework)
    add_part(casework, made, PersonPart.RESIDENCE, valid_from=TODAY, permit=Permit.F, refugee=True)
    casework.run(usecases.remove_person, usecases.RemoveRow(id=made, base_version=1))
    assert casework.query(queries.person, made) is None
    casework.undo_last()
    (stay,) = casework.query(queries.residences, [made])[made]
    assert (stay.permit, stay.refugee) == (Permit.F, True)


def test_a_person_in_a_household_stays_and_says_why(casework: Archive) -> None:
    made = add(casework)
    kit.case(casework, [made], number=12)
    command = usecases.RemoveRow(id=made, base_version=1)
    with pytest.raises(RuleViolation, match="Es verweisen darauf 1 Zeile eines Haushalts"):
        casework.run(usecases.remove_person, command)
    change = usecases.ChangePerson(id=made, base_version=1, changes={"goals": "Stelle"})
    casework.run(usecases.change_person, change)
    assert casework.query(recent, 1)[0].summary == "Fall 12: Person geändert"


def test_every_part_is_entered_changed_removed_and_each_step_taken_back(casework: Archive) -> None:
    made = add(casework)
    parts = {
        PersonPart.RESIDENCE: ({"valid_from": TODAY, "permit": Permit.N}, {"permit": Permit.F}),
        PersonPart.REGIME: (
            {"valid_from": TODAY, "regime_code": "refugees", "reason": "Entscheid SEM"},
            {"reason": "Entscheid des SEM"},
        ),
        PersonPart.LANGUAGE: ({"language": "Tigrinya"}, {"level": CefrLevel.B1}),
        PersonPart.REPRESENTATIVE: (
            {"kind": RepresentativeKind.GUARDIAN, "name": "Eva Recht", "valid_from": TODAY},
            {"phone": "061 000 00 00"},
        ),
    }

    def state():
        return (
            casework.query(queries.residences, [made]),
            casework.query(queries.regime_overrides, [made]),
            casework.query(queries.languages_of, made),
            casework.query(queries.representatives_of, made),
        )

    for kind, (values, changes) in parts.items():
        empty = state()
        part = add_part(casework, made, kind, **values)
        entered = state()
        assert entered != empty
        command = usecases.ChangePersonPart(kind=kind, id=part, base_version=1, changes=changes)
        casework.run(usecases.change_person_part, command)
        changed = state()
        assert changed != entered
        gone = usecases.RemovePersonPart(kind=kind, id=part, base_version=2)
        casework.run(usecases.remove_person_part, gone)
        assert state() == empty
        casework.undo_last()
        assert repr(state()) != repr(empty)


def test_two_permits_do_not_hold_on_one_day(casework: Archive) -> None:
    made = add(casework)
    add_part(
        casework,
        made,
        PersonPart.RESIDENCE,
        valid_from=date(2026, 1, 1),
        ended_on=date(2026, 6, 30),
        permit=Permit.N,
        refugee=False,
    )
    values = {"valid_from": date(2026, 6, 30), "permit": Permit.F, "refugee": False}
    command = usecases.AddPersonPart(kind=PersonPart.RESIDENCE, person_id=made, values=values)
    assert refused(casework, usecases.add_person_part, command) == [("overlap", "valid_from")]


def test_a_regime_by_hand_needs_a_reason_and_must_exist_on_the_day(casework: Archive) -> None:
    made = add(casework)
    values = {"valid_from": TODAY, "regime_code": "sonstwas", "reason": " "}
    command = usecases.AddPersonPart(kind=PersonPart.REGIME, person_id=made, values=values)
    assert refused(casework, usecases.add_person_part, command) == [
        ("no_regime", "regime_code"),
        ("no_reason", "reason"),
    ]


def test_a_language_has_a_name_and_stands_once(casework: Archive) -> None:
    made = add(casework)
    add_part(casework, made, PersonPart.LANGUAGE, language="Deutsch", level=CefrLevel.A2)
    for name, code in {"deutsch": "twice", "": "no_language"}.items():
        command = usecases.AddPersonPart(
            kind=PersonPart.LANGUAGE, person_id=made, values={"language": name}
        )
        assert refused(casework, usecases.add_person_part, command) == [(code, "language")]


def test_who_acts_for_a_person_has_a_name_and_an_end_after_the_beginning(casework: Archive) -> None:
    made = add(casework)
    values = {
        "kind": RepresentativeKind.PARENT,
        "name": "",
        "valid_from": TODAY,
        "ended_on": date(2027, 1, 4),
    }
    command = usecases.AddPersonPart(kind=PersonPart.REPRESENTATIVE, person_id=made, values=values)
    assert refused(casework, usecases.add_person_part, command) == [
        ("ends_before", "ended_on"),
        ("no_name", "name"),
    ]


def test_parts_of_a_person_who_is_gone_are_refused(casework: Archive) -> None:
    made = add(casework)
    part = add_part(casework, made, PersonPart.LANGUAGE, language="Deutsch")
    change = usecases.ChangePersonPart(
        kind=PersonPart.LANGUAGE, id=part, base_version=1, changes={"language": "Dari"}
    )
    casework.run(usecases.change_person_part, change)
    with pytest.raises(Outdated, match="die Sprache ist jetzt «Dari»"):
        casework.run(
            usecases.change_person_part,
            usecases.ChangePersonPart(
                kind=PersonPart.LANGUAGE, id=part, base_version=1, changes={"language": "Farsi"}
            ),
        )
    casework.run(usecases.remove_person, usecases.RemoveRow(id=made, base_version=1))
    with pytest.raises(NotFound):
        add_part(casework, made, PersonPart.LANGUAGE, language="Deutsch")
    with pytest.raises(NotFound):
        casework.run(usecases.remove_person, usecases.RemoveRow(id=made, base_version=1))


def test_a_known_person_is_found_for_who_types_the_same(casework: Archive) -> None:
    made = add(casework, first_name="José", birth_date=date(1990, 5, 17))
    (key,) = casework.query(queries.person_keys)
    assert (key.id, key.name, key.folded) == (made, "Muster José", ("muster", "jose"))


def test_names_sort_as_german_does(casework: Archive) -> None:
    for name in ("Zeller", "Ärni", "Arber"):
        add(casework, last_name=name)
    assert [row.last_name for row in casework.query(queries.persons)] == ["Arber", "Ärni", "Zeller"]
    with_new = usecases.ChangePerson(
        id=casework.query(queries.persons)[2].id, base_version=1, changes={"last_name": "Aebi"}
    )
    casework.run(usecases.change_person, with_new)
    assert casework.query(queries.persons)[0].last_name == "Aebi"
