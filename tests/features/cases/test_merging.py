"""Two entries of one person become one; nothing is lost, and an undo brings both back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from casework_kit import LIESTAL, TODAY, opened
from sqlalchemy import select

import case_kit as kit
from sozdesk import schema  # noqa: F401 - every table of the file
from sozdesk.archive.base import Base
from sozdesk.archive.journal_history import recent
from sozdesk.archive.store import Archive
from sozdesk.features.billing.records import BillLineRecord, BillRecord
from sozdesk.features.cases import queries, records, usecases
from sozdesk.features.cases.texts.casework import REFERRING
from sozdesk.features.cases.usecases.references import pointers
from sozdesk.kernel.errors import Outdated, RuleViolation

DAY = date(2026, 5, 1)


def merge(archive: Archive, keep, drop, *take: str, keep_version: int = 1, drop_version: int = 1):
    command = usecases.MergePersons(
        keep_id=keep,
        keep_version=keep_version,
        drop_id=drop,
        drop_version=drop_version,
        take=frozenset(take),
    )
    return archive.run(usecases.merge_persons, command)


def naming_persons() -> set[tuple[str, str]]:
    """(table, column) of all that names a person, by the metadata of the file."""
    return {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name == "person_id"
        or any(key.target_fullname == "person.id" for key in column.foreign_keys)
    }


def rows_of_every_table(archive: Archive, case_id, who) -> set[tuple[str, str]]:
    """One row in each table that names a person; answers (table, column)."""
    bill = kit.row(
        archive,
        BillRecord,
        origin="own",
        state="draft",
        bfs_number=LIESTAL,
        year=2026,
        first_day=DAY,
        last_day=DAY,
        drafted_on=TODAY,
    )
    values = {
        records.ResidenceRecord: {"valid_from": DAY, "permit": "F"},
        records.RegimeOverrideRecord: {
            "valid_from": DAY,
            "regime_code": "refugees",
            "reason": "Entscheid",
        },
        records.PersonLanguageRecord: {"language": "Dari"},
        records.RepresentativeRecord: {"kind": "parent", "name": "Eva", "valid_from": DAY},
        records.CaseMemberRecord: {"case_id": case_id, "valid_from": DAY},
        records.EnactmentRecord: {
            "case_id": case_id,
            "offering_id": who,
            "offering_number": 1,
            "offering_title": "Kurs",
            "category_code": "employment",
            "provider_id": who,
            "provider_name": "Kurszentrum",
            "first_day": DAY,
            "last_day": DAY,
            "unit": "month",
            "price": 1,
            "approved": 1,
        },
        records.IncentiveRecord: {
            "case_id": case_id,
            "kind": "social_charges",
            "employer": "Firma",
            "first_day": DAY,
            "amount": 1,
        },
        records.PersonAccessRecord: {
            "kind": "opened",
            "at": datetime(2026, 5, 1, tzinfo=UTC),
            "day": DAY,
            "staff_name": "Anna Muster",
        },
        BillLineRecord: {
            "bill_id": bill,
            "position": 1,
            "last_name": "Muster",
            "first_name": "Anna",
            "offering_id": who,
            "offering_number": 1,
            "offering_title": "Kurs",
            "provider_id": who,
            "provider_name": "Kurszentrum",
            "category_code": "employment",
            "regime_code": "refugees",
            "bfs_number": LIESTAL,
            "first_day": DAY,
            "last_day": DAY,
            "days": 1,
            "tariff_id": who,
            "tariff_unit": "month",
            "tariff_amount": 1,
            "pro_rata": "none",
            "rate": 1,
            "cost": 0,
            "third_party": 0,
            "eligible": 0,
            "canton": 0,
            "municipality": 0,
        },
    }
    for table, columns in values.items():
        kit.row(archive, table, person_id=who, **columns)
    return {(table.__tablename__, "person_id") for table in values}


def test_no_table_that_names_a_person_is_forgotten(casework: Archive) -> None:
    keep = kit.person(casework)
    drop = kit.person(casework, "Muster", "Ana")
    case_id = opened(casework)
    made = rows_of_every_table(casework, case_id, drop)
    assert made == naming_persons(), "a new table: give it a row above"
    found = {(table.__tablename__, column.key) for table, column in pointers(records.PersonRecord)}
    assert found == naming_persons()
    merge(casework, keep, drop)
    left = [
        table for table, column in naming_persons() if casework.query(_count, table, column, drop)
    ]
    assert left == ["bill_line"]  # it says what was issued


def _count(session, table: str, column: str, who) -> int:
    rows = Base.metadata.tables[table]
    return len(session.execute(select(rows.c.id).where(rows.c[column] == who)).all())


def test_what_refers_to_a_case_has_its_words() -> None:
    referring = {table.__tablename__ for table, _ in pointers(records.CaseRecord)}
    assert referring <= set(REFERRING)


def test_empty_fields_are_filled_and_what_differs_is_kept_in_a_note(casework: Archive) -> None:
    keep = kit.person(casework, address="Gasse 1", goals="Stelle")
    drop = kit.person(
        casework,
        "Muster-Meier",
        "Anna",
        address="Weg 2",
        goals="Lehre",
        nationality="Schweiz",
        ahv_number="7569217076985",
    )
    case_id = opened(casework, keep)
    merge(casework, keep, drop, "goals")
    row = casework.query(queries.person, keep)
    assert (row.last_name, row.address, row.goals, row.nationality) == (
        "Muster",
        "Gasse 1",
        "Lehre",
        "Schweiz",
    )
    assert (row.ahv_number, row.ahv_missing_because) == ("7569217076985", "")
    (note,) = casework.query(_notes, case_id)
    assert note.splitlines()[1:] == ["Name: Muster-Meier", "Adresse: Weg 2", "Ziele: Stelle"]
    assert casework.query(recent, 1)[0].summary == "Fall 1: Person zusammengeführt"


def _notes(session, case_id) -> list[str]:
    table = records.CaseNoteRecord
    return list(session.scalars(select(table.text).where(table.case_id == case_id)))


def everything(archive: Archive):
    return archive.query(
        lambda session: {
            name: [
                tuple(
                    value
                    for column, value in zip(table.columns, row, strict=True)
                    if column.name != "version"
                )
                for row in session.execute(select(table).order_by(table.c.id))
            ]
            for name, table in Base.metadata.tables.items()
            if name == "person" or name in {one for one, _ in naming_persons()} | {"case_note"}
        }
    )


def test_an_undo_brings_both_persons_back_with_all_that_was_theirs(casework: Archive) -> None:
    keep, drop = kit.person(casework), kit.person(casework, "Muster", "Ana", goals="Lehre")
    case_id = opened(casework, keep)
    other = opened(casework, drop)
    rows_of_every_table(casework, case_id, drop)
    before = everything(casework)
    merge(casework, keep, drop)
    assert casework.query(queries.person, drop) is None
    assert casework.query(queries.case, other, TODAY).name == "Muster Anna"
    casework.undo_last()
    assert everything(casework) == before


def test_two_rows_of_one_household_become_one(casework: Archive) -> None:
    keep, drop = kit.person(casework), kit.person(casework, "Muster", "Ana")
    case_id = opened(casework, drop, keep)
    merge(casework, keep, drop)
    (member,) = casework.query(queries.members_of, case_id)
    assert (member.person.id, member.main, member.supported) == (keep, True, True)
    assert casework.query(queries.case, case_id, TODAY).persons == 1


def test_rows_of_one_day_that_say_otherwise_are_kept_in_the_note(casework: Archive) -> None:
    keep = kit.person(casework, permit="B")
    drop = kit.person(casework, "Muster", "Anna", permit="F", refugee=True)
    case_id = opened(casework, keep)
    for who, level in ((keep, "A2"), (drop, "B1")):
        kit.row(
            casework, records.PersonLanguageRecord, person_id=who, language="Deutsch", level=level
        )
        kit.row(
            casework,
            records.RegimeOverrideRecord,
            person_id=who,
            valid_from=DAY,
            regime_code="refugees",
            reason=f"wegen {level}",
        )
    merge(casework, keep, drop)
    (note,) = casework.query(_notes, case_id)
    assert set(note.splitlines()[1:]) == {
        "Aufenthalt: Ausweis F, Flüchtling, seit 01.01.2020",
        "Sprache: Deutsch B1",
        "Regime von Hand: refugees, seit 01.05.2026, wegen B1",
    }
    assert len(casework.query(queries.residences, [keep])[keep]) == 1


def test_equal_rows_leave_no_note(casework: Archive) -> None:
    keep, drop = kit.person(casework), kit.person(casework)
    case_id = opened(casework, keep)
    merge(casework, keep, drop)
    assert casework.query(_notes, case_id) == []


def test_without_a_case_the_person_herself_keeps_what_differed(casework: Archive) -> None:
    keep, drop = kit.person(casework), kit.person(casework, "Muster", "Ana", goals="Lehre")
    third = kit.person(casework, "Muster-Meier", "Anna", goals="Stelle")
    merge(casework, drop, third)
    merge(casework, keep, drop, drop_version=2)
    (row,) = casework.query(queries.persons)
    assert row.first_name == "Anna"
    assert row.goals == "Lehre", "what was empty is filled"
    assert row.set_aside.splitlines() == [
        "Name: Muster-Meier",
        "Vorname: Anna",
        "Ziele: Stelle",
        "Vorname: Ana",
    ]
    casework.undo_last()
    casework.undo_last()
    assert {row.set_aside for row in casework.query(queries.persons)} == {""}
    assert len(casework.query(queries.persons)) == 3


def test_one_person_is_not_merged_with_itself_and_nobody_is_overtaken(casework: Archive) -> None:
    keep, drop = kit.person(casework), kit.person(casework, "Muster", "Ana")
    with pytest.raises(RuleViolation, match="zwei verschiedene Personen"):
        merge(casework, keep, keep)
    command = usecases.ChangePerson(id=drop, base_version=1, changes={"goals": "Stelle"})
    casework.run(usecases.change_person, command)
    with pytest.raises(Outdated):
        merge(casework, keep, drop)
