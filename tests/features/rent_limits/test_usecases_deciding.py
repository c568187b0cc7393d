"""What waits in the file is decided later, with the same rules as in the import."""

from __future__ import annotations

from datetime import date

import pytest
from returns_examples import (
    CHANGE,
    MISSING,
    NO_CONTACT,
    REASON,
    declared,
    entry,
    incomplete,
    open_round,
    record,
    revisions,
    tracked,
)

from sozdesk.features.rent_limits import usecases
from sozdesk.features.rent_limits.usecases import EntryDecision
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation
from sozdesk.kernel.ids import natural_id

BOTH = {**REASON, "no_contact//": "Telefon bekannt"}


@pytest.fixture
def waiting(archive):
    open_round(archive)
    record(archive, entry(declared(), CHANGE, NO_CONTACT, decision="keep", reasons=REASON))
    return revisions(archive)[0]


def decide(archive, row, decision, **values):
    command = usecases.DecideReturn(
        declaration_id=row.id,
        base_version=row.version,
        decision=EntryDecision(decision),
        **values,
    )
    return archive.run(usecases.decide_return, command)


def test_a_waiting_return_is_recorded_with_the_reasons_that_still_lacked(archive, waiting):
    outcome = decide(archive, waiting, "record", reasons={"no_contact//": "Telefon bekannt"})
    assert outcome.summary == "Böckten erfasst, Version 1"
    (row,) = revisions(archive)
    assert row.state.value == "recorded"
    assert {note.key: note.reason for note in row.notes} == BOTH


@pytest.fixture
def lacking(archive):
    open_round(archive)
    record(archive, entry(incomplete(), MISSING, decision="keep"))
    return revisions(archive)[0]


def test_an_incomplete_return_is_asked_about_later(archive, lacking):
    decide(archive, lacking, "query")
    (asked,) = revisions(archive)
    assert asked.state.value == "queried"
    assert "Welcher Betrag gilt für 3 Personen?" in asked.query_text


def test_an_incomplete_return_is_never_recorded_not_even_after_the_question(archive, lacking):
    decide(archive, lacking, "query")
    (asked,) = revisions(archive)
    with pytest.raises(RuleViolation, match="Der Betrag für 3 Personen fehlt"):
        decide(archive, asked, "record")
    assert tracked(archive).state.value == "queried"


def test_it_is_not_recorded_while_a_reason_lacks(archive, waiting):
    with pytest.raises(RuleViolation, match="Es fehlt, wer Auskunft gibt"):
        decide(archive, waiting, "record")
    assert tracked(archive).state.value == "received"


def test_a_reason_may_be_reworded(archive, waiting):
    decide(
        archive,
        waiting,
        "record",
        reasons={**BOTH, "change_large/p3/168000": "Beschluss liegt vor"},
    )
    (row,) = revisions(archive)
    assert {note.key: note.reason for note in row.notes}["change_large/p3/168000"] == (
        "Beschluss liegt vor"
    )


def test_a_question_is_put_and_the_answer_recorded(archive, waiting):
    decide(archive, waiting, "query", query_text="Stimmt der Betrag?")
    (asked,) = revisions(archive)
    assert (asked.state.value, asked.query_text) == ("queried", "Stimmt der Betrag?")
    assert asked.queried_on == date(2027, 1, 5)
    decide(archive, asked, "record", reasons=BOTH)
    (row,) = revisions(archive)
    assert (row.state.value, row.query_text) == ("recorded", "Stimmt der Betrag?")


def test_a_question_can_be_taken_back(archive, waiting):
    decide(archive, waiting, "query")
    decide(archive, revisions(archive)[0], "keep")
    assert tracked(archive).state.value == "received"


def test_a_recorded_return_is_not_decided_again(archive, waiting):
    decide(archive, waiting, "record", reasons=BOTH)
    with pytest.raises(RuleViolation, match="schon erfasst"):
        decide(archive, revisions(archive)[0], "query")


def test_an_earlier_revision_is_not_decided(archive, waiting):
    record(archive, entry(declared(first=1050)))
    with pytest.raises(RuleViolation, match="Es gibt eine neuere Rückmeldung"):
        decide(archive, revisions(archive)[1], "record", reasons=BOTH)


def test_whoever_decides_second_reads_what_it_is_now(archive, waiting):
    decide(archive, waiting, "query", query_text="Stimmt das?")
    with pytest.raises(Outdated, match="Sie ist jetzt «Rückfrage»"):
        decide(archive, waiting, "record", reasons=BOTH)


def test_a_return_that_is_gone_is_said_to_be_gone(archive, waiting):
    archive.undo_last()
    with pytest.raises(NotFound, match="Diese Rückmeldung gibt es nicht mehr"):
        decide(archive, waiting, "record", reasons=BOTH)
    assert waiting.id == natural_id("declaration", 2027, 2842, 1)


def test_a_decision_can_be_undone(archive, waiting):
    decide(archive, waiting, "record", reasons=BOTH)
    archive.undo_last()
    (row,) = revisions(archive)
    assert (row.state.value, row.recorded_at) == ("received", None)
    assert [note.key for note in row.notes] == ["change_large/p3/168000"]
