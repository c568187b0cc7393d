"""Files of a case lie inside the encrypted file, are found by their words, and come back with Ctrl+Z."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

import case_kit
from sozdesk.archive.search import search
from sozdesk.archive.store import Archive
from sozdesk.features.cases import queries, records
from sozdesk.features.cases.terms import CasePart
from sozdesk.features.cases.usecases import (
    AttachToCase,
    MergePersons,
    RemoveRow,
    attach_to_case,
    merge_persons,
    remove_case_attachment,
    remove_person,
    remove_tenancy,
)
from sozdesk.kernel.errors import NotFound, RuleViolation

PDF = b"%PDF-1.7\nZeugnis"


def attach(archive: Archive, kind: CasePart, owner: UUID, content: bytes = PDF, text: str = ""):
    command = AttachToCase(
        owner_kind=kind, owner_id=owner, name="Zeugnis.pdf", content=content, text=text
    )
    return archive.run(attach_to_case, command)


def case_id_of(archive: Archive, attachment: UUID) -> UUID | None:
    def ask(session):
        return session.get_one(records.CaseAttachmentRecord, attachment).case_id

    return archive.query(ask)


def owners(archive: Archive) -> tuple[UUID, dict[CasePart, UUID]]:
    """A case, and something of each kind that belongs to it."""
    who = case_kit.person(archive)
    case = case_kit.case(archive, [who], number=12)
    ruling = case_kit.ruling(archive, case)
    tenancy = case_kit.tenancy(archive, case, 120_000)
    application = case_kit.row(
        archive,
        records.ApplicationRecord,
        case_id=case,
        kind="offering",
        title="Tagesstruktur",
        submitted_on=date(2026, 1, 1),
        decider="authority",
    )
    return case, {
        CasePart.CASE: case,
        CasePart.RULING: ruling,
        CasePart.TENANCY: tenancy,
        CasePart.APPLICATION: application,
    }


def test_a_file_of_each_part_belongs_to_the_case(casework: Archive) -> None:
    case, parts = owners(casework)
    for kind, owner in parts.items():
        made = attach(casework, kind, owner)
        assert made.summary == "Fall 12: Anhang erfasst"
        (row,) = casework.query(queries.attachments, kind, owner)
        assert (row.name, row.size, row.added_on) == ("Zeugnis.pdf", 16, date(2027, 1, 5))
        assert casework.query(queries.attachment_content, row.id) == PDF
        assert case_id_of(casework, row.id) == case


def test_a_file_of_a_person_belongs_to_no_single_case_and_names_nobody(casework: Archive) -> None:
    who = case_kit.person(casework, "Beispiel", "Berta")
    made = attach(casework, CasePart.PERSON, who)
    assert made.summary == "Person: Anhang erfasst"
    assert case_id_of(casework, made.value) is None


def test_its_words_are_found_in_any_spelling(casework: Archive) -> None:
    case, _ = owners(casework)
    made = attach(casework, CasePart.CASE, case, text="Arbeitsunfähigkeit bis März")
    (hit,) = casework.query(search, "arbeitsunfaehig")
    assert (hit.kind, hit.row_id) == ("case_attachment", made.value)


def test_the_same_file_is_attached_once(casework: Archive) -> None:
    case, _ = owners(casework)
    attach(casework, CasePart.CASE, case)
    with pytest.raises(RuleViolation, match="schon angehängt"):
        attach(casework, CasePart.CASE, case)


def test_a_program_is_refused(casework: Archive) -> None:
    case, _ = owners(casework)
    with pytest.raises(RuleViolation, match="weder PDF noch Word"):
        attach(casework, CasePart.CASE, case, content=b"MZ\x90")


def test_removing_comes_back_with_undo(casework: Archive) -> None:
    case, _ = owners(casework)
    attach(casework, CasePart.CASE, case)
    (row,) = casework.query(queries.attachments, CasePart.CASE, case)
    done = casework.run(remove_case_attachment, RemoveRow(id=row.id, base_version=row.version))
    assert done.summary == "Fall 12: Anhang entfernt"
    with pytest.raises(NotFound, match="gibt es nicht mehr"):
        casework.query(queries.attachment_content, row.id)
    casework.undo_last()
    assert casework.query(queries.attachment_content, row.id) == PDF


def test_the_canton_attaches_nothing_to_cases(archive: Archive) -> None:
    with pytest.raises(RuleViolation, match="nur die Datei einer Gemeinde"):
        attach(archive, CasePart.CASE, UUID(int=1))


def test_merging_gives_the_files_of_a_person_and_keeps_what_both_have_once(
    casework: Archive,
) -> None:
    keep, drop = case_kit.person(casework), case_kit.person(casework, "Muster", "Ana")
    attach(casework, CasePart.PERSON, keep)
    attach(casework, CasePart.PERSON, drop)
    attach(casework, CasePart.PERSON, drop, b"%PDF-1.7\nPass")
    merge = MergePersons(keep_id=keep, keep_version=1, drop_id=drop, drop_version=1)
    casework.run(merge_persons, merge)
    assert len(casework.query(queries.attachments, CasePart.PERSON, keep)) == 2
    assert casework.query(queries.attachments, CasePart.PERSON, drop) == ()


def test_files_go_with_the_person_or_the_dwelling_that_is_removed(casework: Archive) -> None:
    lonely = case_kit.person(casework, "Muster", "Ana")
    _case, known = owners(casework)
    dwelling = known[CasePart.TENANCY]
    attach(casework, CasePart.PERSON, lonely)
    attach(casework, CasePart.TENANCY, dwelling)
    casework.run(remove_person, RemoveRow(id=lonely, base_version=1))
    casework.run(remove_tenancy, RemoveRow(id=dwelling, base_version=1))
    assert casework.query(queries.attachments, CasePart.PERSON, lonely) == ()
    assert casework.query(queries.attachments, CasePart.TENANCY, dwelling) == ()
    casework.undo_last()
    (file,) = casework.query(queries.attachments, CasePart.TENANCY, dwelling)
    assert casework.query(queries.attachment_content, file.id) == PDF
