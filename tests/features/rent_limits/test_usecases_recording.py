"""Returns are recorded together or not at all; a correction leaves the earlier one readable."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from returns_examples import (
    BOECKTEN,
    CHANGE,
    IN_TIME,
    ITINGEN,
    MISSING,
    NO_CONTACT,
    REASON,
    SISSACH,
    WRONG_YEAR,
    declared,
    entry,
    incomplete,
    open_round,
    record,
    results,
    revisions,
    tracked,
)
from sqlalchemy import event
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.base import Record
from sozdesk.archive.journal import recent
from sozdesk.features.offices.usecases import AddMunicipalities, add_municipalities
from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.terms import (
    Attachment,
    EntryDecision,
    ReceivedVia,
    RecordingResult,
)
from sozdesk.features.rent_limits.usecases import wording
from sozdesk.kernel.errors import NotFound, RuleViolation
from sozdesk.kernel.municipality import Municipality


@pytest.fixture(autouse=True)
def erhebung(archive):
    open_round(archive)


def test_a_recorded_return_reads_back_as_it_was_declared(archive):
    outcome = record(archive, entry(declared()))
    assert results(outcome) == [(BOECKTEN, "recorded", 1)]
    assert outcome.summary == "Böckten erfasst, Version 1"
    (row,) = revisions(archive)
    assert row.declaration == declared()
    assert (row.state.value, row.received_on) == ("recorded", IN_TIME)
    assert row.recorded_at == datetime(2027, 1, 5, 10, tzinfo=UTC)
    assert row.recorded_by == "Anna Muster"


def test_the_verlauf_names_what_was_recorded(archive):
    record(archive, entry(declared()))
    assert archive.query(recent, 1)[0].summary == "Böckten erfasst, Version 1"


def test_the_form_and_its_attachments_stay_with_the_return(archive):
    protocol = Attachment("Protokoll.pdf", b"%PDF")
    record(
        archive,
        entry(
            declared(),
            file_name="Böckten.xlsx",
            content=b"PK form",
            attachments=(protocol,),
            via=ReceivedVia.EMAIL,
        ),
    )
    (row,) = revisions(archive)
    assert [(one.name, one.size) for one in row.documents] == [
        ("Böckten.xlsx", 7),
        ("Protokoll.pdf", 4),
    ]
    assert archive.query(blobs.get, row.documents[1].sha256) == b"%PDF"
    assert (row.file_name, row.via) == ("Böckten.xlsx", ReceivedVia.EMAIL)


def test_a_return_that_was_typed_in_has_no_document(archive):
    record(archive, entry(declared(), via=ReceivedVia.LETTER))
    assert revisions(archive)[0].documents == ()


def test_the_same_content_again_changes_nothing(archive):
    record(archive, entry(declared(), file_name="eins.xlsx", content=b"1"))
    acts = len(archive.query(recent, 100))
    outcome = record(archive, entry(declared(), file_name="zwei.xlsx", content=b"2"))
    assert results(outcome) == [(BOECKTEN, "identical", 1)]
    assert outcome.summary == "Böckten: identisch, nichts geändert"
    assert outcome.changed == frozenset()
    assert [row.file_name for row in revisions(archive)] == ["eins.xlsx"]
    assert len(archive.query(recent, 100)) == acts


def test_the_form_sent_twice_in_one_mail_is_recorded_once(archive):
    outcome = record(archive, entry(declared()), entry(declared()), entry(declared(ITINGEN)))
    assert results(outcome) == [
        (BOECKTEN, "recorded", 1),
        (BOECKTEN, "identical", 1),
        (ITINGEN, "recorded", 1),
    ]
    assert outcome.summary == "2 Rückmeldungen erfasst, 1 identisch"


def test_a_correction_supersedes_and_the_earlier_revision_stays_readable(archive):
    record(archive, entry(declared(first=1000)))
    outcome = record(archive, entry(declared(first=1050)))
    assert results(outcome) == [(BOECKTEN, "superseded", 2)]
    assert outcome.summary == "Böckten erfasst, Version 2"
    newest, earlier = revisions(archive)
    assert (newest.revision, newest.declaration) == (2, declared(first=1050))
    assert (earlier.revision, earlier.declaration) == (1, declared(first=1000))


def test_going_back_to_the_first_amounts_is_a_third_version(archive):
    for first in (1000, 1050, 1000):
        outcome = record(archive, entry(declared(first=first)))
    assert results(outcome) == [(BOECKTEN, "superseded", 3)]


@pytest.mark.parametrize(
    ("day", "content", "expected"),
    [
        pytest.param(20, b"first form", "identical", id="the same file again"),
        pytest.param(2, b"saved anew", "identical", id="older than the correction"),
        pytest.param(10, b"written anew", "superseded", id="the day of the correction"),
        pytest.param(20, b"written anew", "superseded", id="a later message goes back"),
    ],
)
def test_what_was_corrected_since_does_not_come_back_by_reading_it_again(
    archive, day, content, expected
):
    first = entry(declared(), received_on=date(2026, 12, 1), content=b"first form")
    correction = entry(declared(first=1050), received_on=date(2026, 12, 10), content=b"second")
    record(archive, first)
    record(archive, correction)
    again = replace(first, received_on=date(2026, 12, day), content=content)
    outcome = record(archive, again)
    revision = {"identical": 1, "superseded": 3}[expected]
    assert results(outcome) == [(BOECKTEN, expected, revision)]
    assert len(revisions(archive)) == (2 if expected == "identical" else 3)


def test_reading_a_whole_folder_again_changes_nothing(archive):
    """The two files of a municipality that corrected itself have no day: both count as of today."""
    first = entry(declared(), content=b"first form")
    correction = entry(declared(first=1050), content=b"second form")
    record(archive, first, correction)
    outcome = record(archive, first, correction)
    assert results(outcome) == [(BOECKTEN, "identical", 1), (BOECKTEN, "identical", 2)]


def test_a_file_that_was_corrected_since_is_not_decided_anew(archive):
    first = entry(declared(), CHANGE, decision="keep", content=b"first form")
    record(archive, first)
    record(archive, entry(declared(first=1050), content=b"second form"))
    outcome = record(archive, replace(first, decision=EntryDecision.RECORD, reasons=REASON))
    assert results(outcome) == [(BOECKTEN, "identical", 1)]
    assert [row.state.value for row in revisions(archive)] == ["recorded", "received"]


def test_of_two_versions_in_one_import_the_later_received_one_holds(archive):
    late, early = date(2026, 12, 20), date(2026, 12, 1)
    outcome = record(
        archive,
        entry(declared(first=1050), received_on=late),
        entry(declared(first=1000), received_on=early),
    )
    assert results(outcome) == [(BOECKTEN, "superseded", 2), (BOECKTEN, "recorded", 1)]
    assert revisions(archive)[0].declaration == declared(first=1050)


def test_a_hint_without_a_reason_keeps_everything_from_being_recorded(archive):
    with pytest.raises(RuleViolation) as refusal:
        record(archive, entry(declared(ITINGEN)), entry(declared(), CHANGE, NO_CONTACT))
    assert [finding.code for finding in refusal.value.findings] == ["reason_missing"] * 2
    assert refusal.value.findings[0].message == (
        "Böckten: Zu diesem Prüfhinweis fehlt die Begründung: "
        "Der Betrag für 3 Personen ist 20,0 % höher als im Vorjahr. "
        "Begründen Sie ihn oder stellen Sie eine Rückfrage."
    )
    assert revisions(archive, ITINGEN) == ()


def test_a_blank_reason_is_none(archive):
    with pytest.raises(RuleViolation):
        record(archive, entry(declared(), CHANGE, reasons=dict.fromkeys(REASON, "  ")))


def test_a_noted_hint_is_recorded_with_reason_person_and_moment(archive):
    record(archive, entry(declared(), CHANGE, reasons=REASON))
    (row,) = revisions(archive)
    assert row.state.value == "recorded"
    assert row.findings == (CHANGE,)
    (note,) = row.notes
    assert (note.code, note.subject, note.value) == ("change_large", "p3", 168000)
    assert (note.reason, note.noted_by) == ("Neue Erhebung der Mieten", "Anna Muster")
    assert (note.year, note.noted_at) == (2027, datetime(2027, 1, 5, 10, tzinfo=UTC))


@pytest.mark.parametrize("decision", ["record", "query", "keep"])
def test_what_is_no_answer_at_all_is_kept_out_whatever_is_decided(archive, decision):
    with pytest.raises(RuleViolation, match="Böckten: Das Formular ist für 2026"):
        record(archive, entry(declared(), WRONG_YEAR, MISSING, decision=decision))
    assert tracked(archive).state.value == "open"


def test_an_incomplete_return_is_not_recorded(archive):
    with pytest.raises(RuleViolation, match="Böckten: Der Betrag für 3 Personen fehlt"):
        record(archive, entry(declared(), MISSING))
    assert tracked(archive).state.value == "open"


def test_an_incomplete_return_is_kept_and_nobody_is_reminded_of_it(archive):
    outcome = record(archive, entry(incomplete(), MISSING, decision="keep"))
    assert results(outcome) == [(BOECKTEN, "received", 1)]
    row = tracked(archive, today=date(2027, 2, 1))
    assert (row.state.value, row.lacking, row.overdue_days) == ("received", 1, 0)


def test_a_question_about_an_incomplete_return_asks_for_what_is_missing(archive):
    record(archive, entry(incomplete(), MISSING, NO_CONTACT, decision="query"))
    (row,) = revisions(archive)
    assert (row.state.value, row.queried_on) == ("queried", date(2027, 1, 5))
    assert "1. Welcher Betrag gilt für 3 Personen?" in row.query_text
    assert row.declaration == incomplete()


def test_the_completed_return_replaces_the_incomplete_one(archive):
    record(archive, entry(incomplete(), MISSING, decision="query"))
    outcome = record(archive, entry(declared()))
    assert results(outcome) == [(BOECKTEN, "superseded", 2)]
    newest, before = revisions(archive)
    assert (newest.state.value, before.state.value) == ("recorded", "queried")
    assert tracked(archive).lacking == 0


def test_a_return_of_another_year_or_canton_is_refused(archive):
    with pytest.raises(RuleViolation, match="gilt für 2026, die Erhebung für 2027"):
        record(archive, entry(declared(year=2026)))
    with pytest.raises(RuleViolation, match="BFS-Nummer 261 gehört zu keiner Gemeinde"):
        record(archive, entry(declared(261)))


def test_returns_need_an_open_erhebung(archive):
    with pytest.raises(NotFound, match="Die Erhebung 2030 ist noch nicht eröffnet"):
        record(archive, entry(declared(year=2030)), year=2030)


def test_an_unchanged_return_is_confirmed(archive):
    record(archive, entry(declared(unchanged=True)))
    assert tracked(archive).state.value == "confirmed_unchanged"


def test_an_unchanged_return_with_other_amounts_than_last_year_is_only_recorded(archive):
    open_round(archive, 2026)
    record(archive, entry(declared(year=2026, first=900)), year=2026)
    record(archive, entry(declared(first=1000, unchanged=True)))
    assert tracked(archive).state.value == "recorded"


def test_a_municipality_may_set_no_limits(archive):
    without = replace(declared(), amounts={}, no_limits_reason="keine Fälle")
    record(archive, entry(without))
    assert tracked(archive).state.value == "no_limits"
    assert revisions(archive)[0].declaration == without


def test_a_kept_return_is_eingegangen(archive):
    outcome = record(archive, entry(declared(), CHANGE, NO_CONTACT, decision="keep"))
    assert results(outcome) == [(BOECKTEN, "received", 1)]
    assert outcome.summary == "Böckten: Rückmeldung eingegangen"
    row = tracked(archive)
    assert (row.state.value, row.hints, row.open_hints) == ("received", 2, 2)
    assert revisions(archive)[0].recorded_at is None


def test_a_reason_given_while_keeping_is_not_asked_for_again(archive):
    record(archive, entry(declared(), CHANGE, NO_CONTACT, decision="keep", reasons=REASON))
    assert (tracked(archive).hints, tracked(archive).open_hints) == (2, 1)


def test_the_same_file_again_records_what_was_kept(archive):
    record(archive, entry(declared(), CHANGE, decision="keep"))
    outcome = record(archive, entry(declared(), CHANGE, reasons=REASON))
    assert results(outcome) == [(BOECKTEN, "recorded", 1)]
    (row,) = revisions(archive)
    assert (row.state.value, row.notes[0].reason) == ("recorded", "Neue Erhebung der Mieten")


def test_keeping_what_is_kept_changes_nothing(archive):
    record(archive, entry(declared(), CHANGE, decision="keep"))
    again = record(archive, entry(declared(), CHANGE, decision="keep"))
    assert results(again) == [(BOECKTEN, "identical", 1)]


def test_a_question_is_kept_with_its_words_and_its_day(archive):
    outcome = record(
        archive, entry(declared(), CHANGE, decision="query", query_text="Stimmt 1680?")
    )
    assert results(outcome) == [(BOECKTEN, "queried", 1)]
    assert outcome.summary == "Böckten: Rückfrage gestellt"
    (row,) = revisions(archive)
    assert (row.query_text, row.queried_on) == ("Stimmt 1680?", date(2027, 1, 5))
    assert (tracked(archive).state.value, tracked(archive).open_hints) == ("queried", 0)


def test_a_question_without_words_takes_the_draft(archive):
    record(archive, entry(declared(), CHANGE, decision="query"))
    assert "Böckten" in revisions(archive)[0].query_text
    assert "2027" in revisions(archive)[0].query_text


def test_a_question_needs_a_hint_or_words(archive):
    with pytest.raises(RuleViolation, match="Die Rückfrage ist leer"):
        record(archive, entry(declared(), decision="query"))


def test_a_waiting_return_is_superseded_by_its_correction(archive):
    record(archive, entry(declared(first=1000), CHANGE, decision="query"))
    outcome = record(archive, entry(declared(first=1050)))
    assert results(outcome) == [(BOECKTEN, "superseded", 2)]
    newest, asked = revisions(archive)
    assert (newest.state.value, asked.state.value) == ("recorded", "queried")
    assert tracked(archive).state.value == "recorded"


def test_an_import_is_summed_up_in_one_line(archive):
    outcome = record(
        archive,
        entry(declared()),
        entry(declared(ITINGEN), CHANGE, decision="query"),
        entry(declared(SISSACH), CHANGE, decision="keep"),
    )
    assert outcome.summary == "1 Rückmeldung erfasst, 1 Rückfrage, 1 eingegangen"


def test_the_summary_of_a_big_import_counts_the_swiss_way():
    found = [RecordingResult.RECORDED] * 80 + [RecordingResult.SUPERSEDED] * 2
    assert wording.many_returns([*found, *[RecordingResult.QUERIED] * 3]) == (
        "82 Rückmeldungen erfasst, 3 Rückfragen"
    )


def test_undo_takes_back_the_whole_import(archive):
    record(archive, entry(declared(first=1000)))
    record(
        archive,
        entry(declared(first=1050), CHANGE, reasons=REASON, content=b"1", file_name="a.xlsx"),
        entry(declared(ITINGEN)),
    )
    archive.undo_last()
    assert [row.declaration for row in revisions(archive)] == [declared(first=1000)]
    assert tracked(archive, ITINGEN).state.value == "open"


def test_after_undo_the_same_import_can_be_recorded_again(archive):
    record(archive, entry(declared(), CHANGE, reasons=REASON))
    archive.undo_last()
    outcome = record(archive, entry(declared(), CHANGE, reasons=REASON))
    assert results(outcome) == [(BOECKTEN, "recorded", 1)]


def test_undo_of_a_decision_makes_the_return_wait_again(archive):
    record(archive, entry(declared(), CHANGE, decision="keep"))
    record(archive, entry(declared(), CHANGE, reasons=REASON))
    archive.undo_last()
    (row,) = revisions(archive)
    assert (row.state.value, row.notes, row.recorded_by) == ("received", (), "")


def test_an_import_asks_per_hundred_returns_not_per_return(archive, statements):
    numbers = [row.bfs_number for row in archive.query(queries.return_tracking, 2027, IN_TIME)]
    with statements() as for_one:
        record(archive, entry(declared(numbers[0])))
    with statements() as for_many:
        record(archive, *(entry(declared(bfs)) for bfs in numbers[1:]))
    assert len(for_many) == len(for_one)


def test_a_big_import_holds_a_hundred_returns_in_memory_at_a_time(archive):
    """A return here is nine rows: itself, six amounts, one reason, one document."""
    numbers = range(7001, 7301)
    new = tuple(Municipality(bfs, f"Ort {bfs}", f"Ort {bfs}", "Sissach") for bfs in numbers)
    archive.run(add_municipalities, AddMunicipalities(municipalities=new))
    held = []

    def count(session, _context):
        held.append(sum(isinstance(row, Record) for row in session.identity_map.values()))

    event.listen(Session, "after_flush_postexec", count)
    outcome = record(
        archive, *(entry(declared(bfs), CHANGE, reasons=REASON, content=b"1") for bfs in numbers)
    )
    event.remove(Session, "after_flush_postexec", count)
    assert outcome.summary == "300 Rückmeldungen erfasst"
    assert 100 <= max(held) <= 100 * 9


steps = st.lists(st.tuples(st.sampled_from([1000, 1050, 1100]), st.booleans()), max_size=8)


@given(steps)
def test_whatever_order_a_new_version_appears_only_where_content_changes(steps):
    """Against a model: a list of contents that grows when the newest one differs."""
    from sozdesk.features.rent_limits.usecases.recording import _remember, _step

    earlier, model = [], []
    for first, asked in steps:
        one = entry(
            declared(first=first), CHANGE, decision="query" if asked else "record", reasons=REASON
        )
        step = _step(one, earlier)
        if not model or model[-1] != first:
            model.append(first)
            assert step.new
        assert step.outcome.revision == len(model)
        _remember(earlier, step)
    assert len(earlier) == len(model)
