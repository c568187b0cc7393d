"""What an import would do, before anything is written."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest
from returns_examples import (
    BOECKTEN,
    CHANGE,
    IN_TIME,
    ITINGEN,
    MISSING,
    REASON,
    a_file,
    declared,
    entry,
    incomplete,
    open_round,
    previewed,
    record,
    revisions,
)

from sozdesk.archive.journal import recent
from sozdesk.features.offices import usecases as offices
from sozdesk.features.offices.terms import Job
from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.terms import (
    Category,
    Contact,
    ReadCell,
    Recognition,
    RentKind,
    ReturnFile,
)
from sozdesk.kernel.findings import Finding, Severity


@pytest.fixture(autouse=True)
def erhebung(archive):
    open_round(archive)


def results(rows):
    return [row.result.value for row in rows]


def codes(row):
    return {str(finding.code) for finding in row.findings}


def test_a_sound_return_is_ready_and_nothing_is_written(archive):
    acts = len(archive.query(recent, 100))
    (row,) = previewed(archive, a_file(declared()))
    assert (row.result.value, row.bfs_number, row.name) == ("ready", BOECKTEN, "Böckten")
    assert (row.findings, row.supersedes, row.identical_to) == ((), None, None)
    assert revisions(archive) == ()
    assert len(archive.query(recent, 100)) == acts


def test_a_hint_stands_at_its_cell(archive):
    cells = {"contact_name": ReadCell("Erhebung", "C31", "")}
    (row,) = previewed(archive, a_file(declared(contact=Contact()), cells=cells))
    assert results([row]) == ["hints"]
    assert [(finding.code, finding.cell) for finding in row.findings] == [
        ("no_contact", "Erhebung!C31")
    ]


def test_what_the_file_itself_showed_comes_before_the_checks(archive):
    read_as_number = Finding("text_read_as_number", Severity.NOTE, "Als 1000 gelesen.")
    (row,) = previewed(archive, a_file(declared(contact=Contact()), read_as_number))
    assert [finding.code for finding in row.findings] == ["text_read_as_number", "no_contact"]


def test_a_file_that_cannot_be_used_is_refused(archive):
    refused = ReturnFile(file="alt.xls", findings=(MISSING,), name_seen="Böckten?")
    (row,) = previewed(archive, refused)
    assert (row.result.value, row.bfs_number, row.name) == ("refused", None, "Böckten?")


def test_an_incomplete_return_is_refused_by_the_checks(archive):
    (row,) = previewed(archive, a_file(declared(rent_kind=None)))
    assert row.result.value == "refused"
    assert "missing_rent_kind" in codes(row)


def test_a_scan_asks_for_manual_entry(archive):
    (row,) = previewed(archive, ReturnFile(file="scan.pdf", manual=True, suggested_bfs=ITINGEN))
    assert (row.result.value, row.name) == ("manual", "Itingen")


def test_a_municipality_recognised_by_name_only_must_be_confirmed(archive):
    (row,) = previewed(archive, a_file(declared(), recognition=Recognition.NAME))
    assert row.result.value == "confirm"


def test_the_same_content_again_is_identical_and_says_since_when(archive):
    record(archive, entry(declared(), received_on=date(2026, 12, 3)))
    (row,) = previewed(archive, a_file(declared()))
    assert (row.result.value, row.identical_to) == ("identical", date(2026, 12, 3))
    assert row.supersedes is None


def test_what_was_only_kept_can_be_recorded_by_importing_it_again(archive):
    record(archive, entry(declared(contact=Contact()), CHANGE, decision="keep"))
    (row,) = previewed(archive, a_file(declared(contact=Contact())))
    assert row.result.value == "hints"


def test_other_content_names_the_revision_it_would_replace(archive):
    record(archive, entry(declared(first=1000)))
    record(archive, entry(declared(first=1050)))
    (row,) = previewed(archive, a_file(declared(first=1100)))
    assert (row.result.value, row.supersedes) == ("ready", 2)


def test_a_form_that_was_corrected_since_is_identical_when_read_again(archive):
    content = b"first form"
    record(archive, entry(declared(), content=content))
    record(archive, entry(declared(first=1050), received_on=date(2026, 12, 20), content=b"second"))
    again = a_file(declared(), content=content, sha256=sha256(content).hexdigest())
    older = a_file(declared(), received_on=date(2026, 12, 19))
    goes_back = a_file(declared(), received_on=date(2026, 12, 21))
    rows = [row for file in (again, older, goes_back) for row in previewed(archive, file)]
    assert results(rows) == ["identical", "identical", "ready"]
    assert [row.identical_to for row in rows] == [IN_TIME, IN_TIME, None]
    assert [row.supersedes for row in rows] == [None, None, 2]


def test_the_municipality_of_the_same_file_is_confirmed_only_once(archive):
    content = b"only a name"
    record(archive, entry(declared(), content=content))
    same = a_file(declared(), recognition=Recognition.NAME, sha256=sha256(content).hexdigest())
    other_bytes = a_file(declared(), recognition=Recognition.NAME, sha256="f" * 64)
    assert results(previewed(archive, same)) == ["identical"]
    assert results(previewed(archive, other_bytes)) == ["confirm"]


def test_the_form_sent_twice_is_identical_the_second_time(archive):
    first, again, other = (
        a_file(declared(), received_on=IN_TIME),
        a_file(declared(), received_on=IN_TIME),
        a_file(declared(first=1050), received_on=date(2026, 12, 20)),
    )
    rows = previewed(archive, other, first, again)
    assert results(rows) == ["ready", "ready", "identical"]
    assert [row.supersedes for row in rows] == [1, None, None]
    assert rows[2].identical_to == IN_TIME


def test_last_year_and_its_reasons_stand_beside_the_return(archive):
    open_round(archive, 2026)
    before = declared(year=2026, first=800)
    noted = Finding(
        "no_contact", Severity.HINT, "Es fehlt, wer Auskunft gibt.", field="contact_name"
    )
    reasons = {**REASON, "no_contact//": "Telefon bekannt"}
    record(archive, entry(before, CHANGE, noted, reasons=reasons), year=2026)
    (row,) = previewed(archive, a_file(declared(first=1000, contact=Contact())))
    assert row.previous == before
    assert {"change_large", "no_contact"} <= codes(row)
    assert {note.reason for note in row.earlier_notes} == {
        "Neue Erhebung der Mieten",
        "Telefon bekannt",
    }
    assert {note.year for note in row.earlier_notes} == {2026}


def test_a_return_that_only_waited_last_year_is_not_compared_with(archive):
    open_round(archive, 2026)
    record(archive, entry(declared(year=2026, first=500), CHANGE, decision="keep"), year=2026)
    (row,) = previewed(archive, a_file(declared()))
    assert (row.previous, row.result.value) == (None, "ready")


def test_all_files_are_parsed_before_any_is_checked(archive):
    """Two municipalities with the same amounts: each of them gets the hint."""
    rows = previewed(archive, a_file(declared(BOECKTEN)), a_file(declared(ITINGEN)))
    assert ["same_as_other" in codes(row) for row in rows] == [True, True]


def test_municipalities_of_one_service_may_declare_the_same(archive):
    service = archive.run(offices.add_service, offices.AddService(name="Dienst")).value
    for bfs in (BOECKTEN, ITINGEN):
        archive.run(
            offices.join_service,
            offices.JoinService(
                bfs_number=bfs,
                service_id=service,
                jobs=tuple(Job),
                valid_from=date(2027, 1, 1),
            ),
        )
    rows = previewed(archive, a_file(declared(BOECKTEN)), a_file(declared(ITINGEN)))
    assert results(rows) == ["ready", "ready"]


def test_a_refused_file_is_not_compared_with_others(archive):
    rows = previewed(archive, a_file(declared(BOECKTEN)), a_file(declared(ITINGEN), MISSING))
    assert results(rows) == ["ready", "refused"]


def test_a_kept_return_that_is_incomplete_is_not_compared_with_others(archive):
    record(archive, entry(incomplete(ITINGEN), MISSING, decision="keep"))
    (row,) = previewed(archive, a_file(incomplete(BOECKTEN)))
    assert "same_as_other" not in codes(row)


def test_an_incomplete_return_read_again_still_lacks_its_answer_until_the_complete_one_came(
    archive,
):
    first = a_file(incomplete(), MISSING, received_on=IN_TIME)
    record(archive, entry(incomplete(), MISSING, decision="keep"))
    assert results(previewed(archive, first)) == ["refused"]
    record(archive, entry(declared(), received_on=date(2027, 1, 5)))
    assert results(previewed(archive, first)) == ["identical"]


def test_an_unreadable_answer_that_is_now_left_out_can_be_recorded(archive):
    unread = Finding("unreadable_field", Severity.STOP, "Kein Datum.", field="last_reviewed_on")
    record(archive, entry(declared(), unread, decision="query"))
    (row,) = previewed(archive, a_file(declared()))
    assert results([row]) == ["ready"]
    outcome = record(archive, entry(declared()))
    assert outcome.value[0].result.value == "recorded"


def test_recorded_municipalities_count_in_the_comparison(archive):
    record(archive, entry(declared(ITINGEN)))
    (row,) = previewed(archive, a_file(declared(BOECKTEN)))
    assert "same_as_other" in codes(row)


def test_the_rules_of_the_mbg_are_known_to_the_checks(archive):
    open_round(archive, 2026)
    record(archive, entry(declared(year=2026, first=1050)), year=2026)
    archive.run(
        offices.approve_subsidy_rules,
        offices.ApproveSubsidyRules(bfs_number=BOECKTEN, approved_on=date(2024, 3, 15)),
    )
    (row,) = previewed(archive, a_file(declared(first=1000)))
    assert "lower_with_subsidy_rules" in codes(row)


def test_a_change_of_basis_against_last_year_is_seen(archive):
    open_round(archive, 2026)
    record(archive, entry(declared(year=2026)), year=2026)
    (row,) = previewed(archive, a_file(declared(rent_kind=RentKind.GROSS)))
    assert "kind_changed" in codes(row)


def test_the_preview_takes_the_same_number_of_statements_for_one_and_for_86(archive, statements):
    numbers = [row.bfs_number for row in archive.query(queries.return_tracking, 2027, IN_TIME)]
    files = [
        a_file(declared(bfs, amounts={**declared().amounts, Category.P5: 200_000 + bfs}))
        for bfs in numbers
    ]
    with statements() as for_one:
        previewed(archive, files[0])
    with statements() as for_86:
        assert len(previewed(archive, *files)) == 86
    assert len(for_86) == len(for_one)
