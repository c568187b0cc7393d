"""Persons leave traces when they are looked at, and none when they are deleted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

import case_kit
from sozdesk.archive.base import Base
from sozdesk.archive.journal_tables import CHANGE
from sozdesk.features.cases import queries, records, texts, usecases
from sozdesk.features.cases.terms import ArchiveAnswer, HoldReason
from sozdesk.features.cases.terms.privacy import DeletionStep
from sozdesk.features.cases.texts import privacy as said
from sozdesk.kernel.errors import NotFound, RuleViolation

LONG_AGO = date(2015, 3, 31)
"""Closed so long ago that the ten years are over in January 2027."""


@pytest.fixture
def closed_case(casework):
    """A case closed in 2015 with a person, a Verfügung, an enactment, an invoice, a note and a file."""
    person = case_kit.person(casework, "Geheim", "Gudrun", ahv_number="7569217076985")
    case = case_kit.case(casework, [person], 12, opened_on=date(2014, 1, 1), closed_on=LONG_AGO)
    ruling = case_kit.ruling(casework, case)
    enactment = case_kit.enactment(casework, case, person, case_kit.UUID(int=9), ruling)
    case_kit.invoice(casework, enactment, 90_000, date(2015, 1, 1), date(2015, 1, 31))
    case_kit.row(
        casework,
        records.CaseNoteRecord,
        case_id=case,
        noted_on=date(2014, 5, 5),
        title="Gespräch",
        text="Gudrun Geheim kam vorbei.",
        author="Anna Muster",
    )
    return case


def at(archive, case):
    return archive.query(queries.deletion_of, case, archive.context().today, usecases.CASES)


def second_person(archive, monkeypatch):
    """Everything after this is done by somebody else."""
    context = archive.context

    def other(*_watch):
        from dataclasses import replace

        return replace(context(), staff_name="Beat Beispiel")

    monkeypatch.setattr(archive, "context", other)


def through_all_steps(archive, case, monkeypatch):
    today = archive.context().today
    archive.run(
        usecases.list_for_deletion, usecases.ListForDeletion(ids=(case,), kinds=usecases.CASES)
    )
    archive.run(
        usecases.offer_to_archive,
        usecases.OfferToArchive(ids=(case,), archive="Gemeindearchiv", offered_on=today),
    )
    archive.run(
        usecases.record_answer,
        usecases.RecordAnswer(
            ids=(case,), answer=ArchiveAnswer.DECLINES, answered_on=today, kinds=usecases.CASES
        ),
    )
    second_person(archive, monkeypatch)
    archive.run(
        usecases.approve_deletion, usecases.ListForDeletion(ids=(case,), kinds=usecases.CASES)
    )
    return archive.run(
        usecases.delete_listed, usecases.ListForDeletion(ids=(case,), kinds=usecases.CASES)
    ).value


def test_a_deleted_case_leaves_no_trace_of_its_person_in_the_file(
    casework, closed_case, monkeypatch
):
    gone = through_all_steps(casework, closed_case, monkeypatch)
    assert gone >= 8

    def everything(session):
        words = []
        for table in Base.metadata.sorted_tables:
            words += [repr(tuple(row)) for row in session.execute(select(table))]
        words += [repr(tuple(row)) for row in session.execute(text("SELECT * FROM search_entry"))]
        return words

    for line in casework.query(everything):
        assert "Geheim" not in line
        assert "7569217076985" not in line


def test_the_chain_of_the_verlauf_still_verifies_after_a_deletion(
    casework, closed_case, monkeypatch
):
    from sozdesk.archive.journal import verify_chain

    through_all_steps(casework, closed_case, monkeypatch)
    assert casework.query(verify_chain) == ()
    assert casework.query(lambda s: s.scalars(select(CHANGE.c.payload)).all()).count(None) > 5


def test_the_certificate_row_names_the_case_by_number_and_both_persons_of_the_office(
    casework, closed_case, monkeypatch
):
    through_all_steps(casework, closed_case, monkeypatch)
    (row,) = casework.query(queries.deletions, casework.context().today, usecases.CASES)
    assert row.step is DeletionStep.DELETED
    assert (row.name, row.persons) == ("Fall 12", 1)
    assert (row.listed_by, row.approved_by) == ("Anna Muster", "Beat Beispiel")
    assert (
        casework.query(queries.deletion_of, closed_case, casework.context().today, usecases.CASES)
        is None
    )


def test_a_person_of_another_case_and_its_rows_stay(casework, monkeypatch):
    person = case_kit.person(casework, "Bleibt", "Berta")
    old = case_kit.case(casework, [person], 1, closed_on=LONG_AGO, opened_on=date(2014, 1, 1))
    new = case_kit.case(casework, [person], 2, predecessor_id=old)
    through_all_steps(casework, old, monkeypatch)
    assert casework.query(queries.person, person) is not None
    case = casework.query(queries.case, new, casework.context().today)
    assert case is not None
    assert case.name == "Bleibt Berta"
    assert case.predecessor_id is None


def test_an_invoice_over_two_cases_keeps_the_line_of_the_other(casework, monkeypatch):
    one, two = case_kit.person(casework, "Eins"), case_kit.person(casework, "Zwei")
    old = case_kit.case(casework, [one], 1, closed_on=LONG_AGO, opened_on=date(2014, 1, 1))
    new = case_kit.case(casework, [two], 2)
    offering = case_kit.UUID(int=9)
    first = case_kit.enactment(casework, old, one, offering, None)
    second = case_kit.enactment(casework, new, two, offering, None)
    line = case_kit.invoice(casework, first, 100, date(2015, 1, 1), date(2015, 1, 31))
    invoice = casework.query(lambda s: s.get(records.InvoiceLineRecord, line).invoice_id)
    case_kit.row(
        casework,
        records.InvoiceLineRecord,
        invoice_id=invoice,
        enactment_id=second,
        first_day=date(2026, 1, 1),
        last_day=date(2026, 1, 31),
        amount=200,
    )
    through_all_steps(casework, old, monkeypatch)
    left = casework.query(lambda s: s.scalars(select(records.InvoiceLineRecord.amount)).all())
    assert left == [200]


def test_nothing_is_deleted_before_the_archive_answered(casework, closed_case):
    cases = usecases.ListForDeletion(ids=(closed_case,), kinds=usecases.CASES)
    casework.run(usecases.list_for_deletion, cases)
    with pytest.raises(RuleViolation) as caught:
        casework.run(usecases.delete_listed, cases)
    assert {one.code for one in caught.value.findings} >= {"not_offered", "not_answered"}
    assert at(casework, closed_case).step is DeletionStep.LISTED


def test_an_answer_before_the_offer_is_refused(casework, closed_case):
    today = casework.context().today
    casework.run(
        usecases.list_for_deletion,
        usecases.ListForDeletion(ids=(closed_case,), kinds=usecases.CASES),
    )
    casework.run(
        usecases.offer_to_archive,
        usecases.OfferToArchive(ids=(closed_case,), archive="Archiv", offered_on=today),
    )
    early = usecases.RecordAnswer(
        ids=(closed_case,),
        answer=ArchiveAnswer.TAKES,
        answered_on=today - timedelta(days=1),
        kinds=usecases.CASES,
    )
    with pytest.raises(RuleViolation) as caught:
        casework.run(usecases.record_answer, early)
    assert caught.value.findings[0].field == "answered_on"


def test_offered_anew_or_answered_otherwise_it_waits_for_answer_and_approval_again(
    casework, closed_case, monkeypatch
):
    today = casework.context().today
    ids = (closed_case,)

    def step():
        return casework.query(queries.deletion_of, closed_case, today, usecases.CASES).step

    def offer(archive):
        command = usecases.OfferToArchive(ids=ids, archive=archive, offered_on=today)
        casework.run(usecases.offer_to_archive, command)

    def answer(said):
        command = usecases.RecordAnswer(
            ids=ids, answer=said, answered_on=today, kinds=usecases.CASES
        )
        casework.run(usecases.record_answer, command)

    casework.run(
        usecases.list_for_deletion, usecases.ListForDeletion(ids=ids, kinds=usecases.CASES)
    )
    offer("Gemeindearchiv")
    answer(ArchiveAnswer.DECLINES)
    second_person(casework, monkeypatch)
    casework.run(usecases.approve_deletion, usecases.ListForDeletion(ids=ids, kinds=usecases.CASES))
    assert step() is DeletionStep.APPROVED
    answer(ArchiveAnswer.TAKES)
    assert step() is DeletionStep.ANSWERED
    casework.run(usecases.approve_deletion, usecases.ListForDeletion(ids=ids, kinds=usecases.CASES))
    offer("Staatsarchiv")
    assert step() is DeletionStep.OFFERED
    with pytest.raises(RuleViolation):
        casework.run(
            usecases.delete_listed, usecases.ListForDeletion(ids=ids, kinds=usecases.CASES)
        )


def test_a_hold_keeps_a_case_until_it_ends(casework, closed_case):
    today = casework.context().today
    held = casework.run(
        usecases.add_hold,
        usecases.AddHold(
            subject_id=closed_case, reason=HoldReason.AUDIT, valid_from=today, kinds=usecases.CASES
        ),
    ).value
    with pytest.raises(RuleViolation) as caught:
        casework.run(
            usecases.list_for_deletion,
            usecases.ListForDeletion(ids=(closed_case,), kinds=usecases.CASES),
        )
    assert caught.value.findings[0].message == "Gesperrt: Audit."
    with pytest.raises(RuleViolation):
        casework.run(
            usecases.end_hold,
            usecases.EndHold(
                id=held, base_version=1, ended_on=today - timedelta(days=1), kinds=usecases.CASES
            ),
        )
    casework.run(
        usecases.end_hold,
        usecases.EndHold(id=held, base_version=1, ended_on=today, kinds=usecases.CASES),
    )
    assert at(casework, closed_case).reasons == ("Gesperrt: Audit.",)
    assert (
        casework.query(
            queries.deletion_of, closed_case, today + timedelta(days=1), usecases.CASES
        ).reasons
        == ()
    )


def test_a_case_leaves_the_list_again_and_a_case_not_listed_is_said(casework, closed_case):
    cases = usecases.ListForDeletion(ids=(closed_case,), kinds=usecases.CASES)
    casework.run(usecases.list_for_deletion, cases)
    casework.run(usecases.take_off_list, cases)
    assert at(casework, closed_case).step is DeletionStep.DUE
    with pytest.raises(NotFound):
        casework.run(usecases.take_off_list, cases)


# ------------------------------------------------------------------ accesses


def test_opening_a_person_is_noted_once_a_day(casework):
    person = case_kit.person(casework)
    for _ in range(3):
        casework.run(usecases.record_opening, usecases.RecordOpening(person_id=person))
    (row,) = casework.query(queries.accesses, person)
    assert (row.staff_name, row.kind.value) == ("Anna Muster", "opened")


def test_an_export_is_noted_for_each_person_with_recipient_and_purpose(casework):
    people = (case_kit.person(casework), case_kit.person(casework, "Zweit"))
    command = usecases.RecordExport(
        person_ids=people, recipient="Gemeinde Sissach", purpose="Umzug"
    )
    casework.run(usecases.record_export, command)
    rows = casework.query(queries.accesses)
    assert {row.person_id for row in rows} == set(people)
    assert {(row.recipient, row.purpose, row.persons) for row in rows} == {
        ("Gemeinde Sissach", "Umzug", 2)
    }
    with pytest.raises(RuleViolation):
        casework.run(
            usecases.record_export,
            usecases.RecordExport(person_ids=people, recipient="", purpose=""),
        )


# ------------------------------------------------------------------ what is held


def test_the_answer_to_a_person_holds_every_table_that_names_it(casework, closed_case):
    (member,) = casework.query(queries.members_of, closed_case)
    held = {
        one.key: one for one in casework.query(queries.held_of, member.person.id, usecases.CASES)
    }
    assert set(held) >= {
        "person",
        "residence",
        "support_case",
        "case_member",
        "ruling",
        "enactment",
        "participation",
        "invoice_line",
        "case_note",
    }
    assert ("Name", "Geheim") in held["person"].entries[0].values
    assert ("Kostengutsprache", "10'800.00") in held["enactment"].entries[0].values
    assert ("Einheit", "Monat") in held["enactment"].entries[0].values


def test_the_answer_holds_nothing_that_names_only_somebody_else_of_the_household(casework):
    mother, child = (
        case_kit.person(casework, "Muster", "Maria"),
        case_kit.person(casework, "Muster", "Kim"),
    )
    case = case_kit.case(casework, [mother, child])
    case_kit.enactment(casework, case, mother, case_kit.UUID(int=9), None)
    held = {one.key: one for one in casework.query(queries.held_of, child, usecases.CASES)}
    assert "enactment" not in held
    assert [dict(one.values)["Vorname"] for one in held["person"].entries] == ["Kim"]


def test_every_table_that_names_a_case_or_person_is_explained_for_data_protection():
    found = set()
    waiting = ["person", "support_case"]
    while waiting:
        name = waiting.pop()
        found.add(name)
        for table in Base.metadata.sorted_tables:
            named = {
                key.column.table.name for key in table.foreign_keys if key.column.table.name == name
            }
            owns = any(
                key.column.table.name == name
                and (not key.parent.nullable or key.parent.name in ("case_id", "person_id"))
                for key in table.foreign_keys
            )
            if named and owns and table.name not in found:
                waiting.append(table.name)
    found |= {table.name for table in Base.metadata.sorted_tables if "person_id" in table.columns}
    assert found <= set(said.PROTECTED)


def test_every_personal_field_has_a_german_name():
    for field in queries.protected_fields(usecases.CASES):
        assert field.field
        assert "_" not in field.field, field
        assert field.job
        assert field.basis
        assert field.keep
    for key in said.PROTECTED.keys() & Base.metadata.tables.keys():
        for column in Base.metadata.tables[key].columns:
            label = texts.column_label(key, column.name)
            assert label is None or label != column.name, (key, column.name)
