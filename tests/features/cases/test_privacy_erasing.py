"""A deletion for good also takes what had been removed before and stood in the Verlauf alone."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select, text
from test_privacy import LONG_AGO, through_all_steps

import case_kit
from sozdesk.archive import drafts
from sozdesk.archive.base import Base
from sozdesk.archive.journal import verify_chain
from sozdesk.features.billing import usecases as billing
from sozdesk.features.billing.records import BillLineRecord, BillRecord
from sozdesk.features.cases import queries, records, usecases
from sozdesk.features.cases.terms import CasePart, PersonPart
from sozdesk.features.cases.usecases.common import RemoveRow

SECRET = "Geheim"


def everything(session):
    """Every word of every table."""
    words = []
    for table in Base.metadata.sorted_tables:
        words += [repr(tuple(row)) for row in session.execute(select(table))]
    return words + [repr(tuple(row)) for row in session.execute(text("SELECT * FROM search_entry"))]


def traces(archive, *words):
    return [line for line in archive.query(everything) for word in words if word in line]


@pytest.fixture
def person(casework):
    return case_kit.person(casework, SECRET, "Gudrun", ahv_number="7569217076985")


@pytest.fixture
def case(casework, person):
    return case_kit.case(casework, [person], 12, opened_on=date(2014, 1, 1), closed_on=LONG_AGO)


def note(archive, case, words):
    return case_kit.row(
        archive,
        records.CaseNoteRecord,
        case_id=case,
        noted_on=date(2014, 5, 5),
        title="Gespräch",
        text=words,
        author="Anna Muster",
    )


def test_a_note_removed_before_leaves_no_word(casework, case, monkeypatch):
    removed = note(casework, case, "Gudrun Geheim kam vorbei.")
    casework.run(usecases.remove_note, RemoveRow(id=removed, base_version=1))
    assert traces(casework, "kam vorbei")
    through_all_steps(casework, case, monkeypatch)
    assert traces(casework, "kam vorbei", SECRET) == []
    assert casework.query(verify_chain) == ()


def test_a_person_merged_away_leaves_no_word_nor_does_one_merged_into_it(
    casework, case, person, monkeypatch
):
    for name in ("Altgeheim", "Urgeheim"):
        twin = case_kit.person(casework, name, "Gudi")
        case_kit.row(
            casework,
            records.CaseMemberRecord,
            case_id=case,
            person_id=twin,
            valid_from=date(2014, 2, 1),
            ended_on=date(2014, 2, 3),
            supported=True,
            main=False,
        )
        version = casework.query(lambda s: s.get(records.PersonRecord, person).version)
        casework.run(
            usecases.merge_persons,
            usecases.MergePersons(
                keep_id=person, keep_version=version, drop_id=twin, drop_version=1, take=frozenset()
            ),
        )
    table = records.CaseNoteRecord
    for kept in casework.query(lambda s: list(s.scalars(select(table.id)))):
        casework.run(usecases.remove_note, RemoveRow(id=kept, base_version=1))
    assert traces(casework, "Altgeheim", "Urgeheim")
    through_all_steps(casework, case, monkeypatch)
    assert traces(casework, "Altgeheim", "Urgeheim", "Gudi", SECRET) == []


def taken_out_again(casework, case, person):
    """Somebody who stood in the household by mistake."""
    place = case_kit.row(
        casework,
        records.CaseMemberRecord,
        case_id=case,
        person_id=person,
        valid_from=date(2014, 2, 1),
        supported=True,
        main=False,
    )
    casework.run(usecases.remove_member, RemoveRow(id=place, base_version=1))


def test_a_member_taken_out_again_goes_with_the_only_case_it_was_in(casework, case, monkeypatch):
    other = case_kit.person(casework, "Verirrt", "Vera")
    taken_out_again(casework, case, other)
    through_all_steps(casework, case, monkeypatch)
    assert traces(casework, "Verirrt", "Vera") == []
    assert casework.query(queries.person, other) is None


def test_a_member_taken_out_again_stays_with_another_case(casework, case, monkeypatch):
    other = case_kit.person(casework, "Woanders", "Willi")
    case_kit.case(casework, [other], 13)
    taken_out_again(casework, case, other)
    through_all_steps(casework, case, monkeypatch)
    assert casework.query(queries.person, other).last_name == "Woanders"


def test_a_permit_taken_back_leaves_no_word(casework, case, person, monkeypatch):
    permit = case_kit.row(
        casework,
        records.ResidenceRecord,
        person_id=person,
        valid_from=date(2014, 3, 17),
        permit="F",
        refugee=True,
    )
    casework.run(
        usecases.remove_person_part,
        usecases.RemovePersonPart(kind=PersonPart.RESIDENCE, id=permit, base_version=1),
    )
    assert traces(casework, "2014-03-17")
    through_all_steps(casework, case, monkeypatch)
    assert traces(casework, "2014-03-17") == []


def test_a_file_removed_before_is_gone_with_its_bytes(casework, case, monkeypatch):
    attach = usecases.AttachToCase(
        owner_kind=CasePart.CASE, owner_id=case, name="brief.pdf", content=b"%PDF-1.4 geheim"
    )
    made = casework.run(usecases.attach_to_case, attach).value
    casework.run(usecases.remove_case_attachment, RemoveRow(id=made, base_version=1))
    assert traces(casework, "%PDF-1.4 geheim")
    through_all_steps(casework, case, monkeypatch)
    assert traces(casework, "%PDF-1.4 geheim", "brief.pdf") == []


def test_open_forms_of_the_case_and_of_its_person_are_forgotten(
    casework, case, person, monkeypatch
):
    for form, record_id, content in (
        ("cases.note", case, {"text": "Entwurf Geheim"}),
        ("cases.invoice", None, {"person": str(person), "text": "Entwurf zwei"}),
        ("cases.other", None, {"text": "bleibt stehen"}),
    ):
        command = drafts.SaveDraft(form=form, record_id=record_id, content=content)
        casework.run(drafts.save_draft, command)
    through_all_steps(casework, case, monkeypatch)
    assert traces(casework, "Entwurf") == []
    assert traces(casework, "bleibt stehen")


def draft_bill(archive, **more):
    """A bill without lines, as billing keeps it."""
    values = {
        "origin": "own",
        "state": "draft",
        "bfs_number": case_kit.BFS,
        "year": 2015,
        "first_day": date(2015, 1, 1),
        "last_day": date(2015, 3, 31),
        "drafted_on": date(2015, 4, 1),
        **more,
    }
    return case_kit.row(archive, BillRecord, **values)


def line(archive, bill, person, last_name, **more):
    values = {
        "position": 1,
        "last_name": last_name,
        "first_name": "Gudrun",
        "birth_date": None,
        "ahv_number": "7569217076985",
        "offering_id": UUID(int=9),
        "offering_number": 1,
        "offering_title": "Kurs",
        "provider_id": UUID(int=7),
        "provider_name": "Kurszentrum",
        "category_code": "employment",
        "regime_code": "",
        "bfs_number": case_kit.BFS,
        "first_day": date(2015, 1, 1),
        "last_day": date(2015, 1, 31),
        "days": 31,
        "tariff_id": UUID(int=8),
        "tariff_unit": "month",
        "tariff_amount": 100,
        "pro_rata": "calendar_days",
        "rate": 5000,
        "month": date(2015, 1, 1),
        "cost": 100,
        "third_party": 0,
        "eligible": 100,
        "canton": 50,
        "municipality": 50,
        **more,
    }
    return case_kit.row(archive, BillLineRecord, bill_id=bill, person_id=person, **values)


def left_out(person):
    return [{"person_id": str(person), "last_name": SECRET, "first_name": "Gudrun"}]


def test_drafts_of_bills_that_name_the_person_go_and_an_issued_bill_stays(
    casework, case, person, monkeypatch
):
    other = case_kit.person(casework, "Andere")
    by_line = draft_bill(casework)
    line(casework, by_line, person, SECRET)
    draft_bill(casework, accrual=True, left_out=left_out(person))
    untouched = draft_bill(casework)
    line(casework, untouched, other, "Andere")
    issued = draft_bill(casework, state="issued", number=1)
    line(casework, issued, person, "Beleg")
    through_all_steps(casework, case, monkeypatch)
    left = casework.query(lambda s: set(s.scalars(select(BillRecord.id))))
    assert left == {untouched, issued}
    assert traces(casework, SECRET) == []
    assert traces(casework, "Beleg")


def test_a_draft_of_a_bill_removed_before_leaves_no_name(casework, case, person, monkeypatch):
    bill = draft_bill(casework, left_out=left_out(person))
    line(casework, bill, person, SECRET)
    casework.run(billing.remove_draft, billing.PassBill(id=bill, base_version=1))
    through_all_steps(casework, case, monkeypatch)
    assert traces(casework, SECRET, "7569217076985") == []
    assert casework.query(verify_chain) == ()


def test_to_whom_and_why_a_person_was_handed_out_is_forgotten_that_it_happened_stays(
    casework, case, person, monkeypatch
):
    other = case_kit.person(casework, "Anders", "Beat")
    case_kit.case(casework, [other], 13)
    to_her = {"recipient": "Gudrun Geheim, Dorfweg 3", "purpose": "Gesuch von Gudrun Geheim"}
    casework.run(usecases.record_export, usecases.RecordExport(person_ids=(person,), **to_her))
    casework.run(
        usecases.record_export,
        usecases.RecordExport(person_ids=(other,), recipient="Revision", purpose="Prüfung 2026"),
    )
    assert traces(casework, "Dorfweg", "Gesuch von")
    through_all_steps(casework, case, monkeypatch)
    assert traces(casework, "Dorfweg", "Gesuch von", SECRET) == []
    table = records.PersonAccessRecord
    query = select(table.person_id, table.kind, table.recipient, table.purpose)
    kept = {tuple(row) for row in casework.query(lambda session: session.execute(query).all())}
    assert (person, "exported", "", "") in kept
    assert (other, "exported", "Revision", "Prüfung 2026") in kept
    assert casework.query(verify_chain) == ()
