"""Dated rows, ids, findings, errors, use cases and places."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.kernel import dated, errors, ids, places
from sozdesk.kernel.findings import Finding, Severity, hints, stops
from sozdesk.kernel.usecase import Outcome, is_undoable, usecase

# ------------------------------------------------------------------ dated values


@dataclass(frozen=True)
class Row:
    valid_from: date
    ended_on: date | None = None


OLD = Row(date(2026, 1, 1))
NEW = Row(date(2027, 1, 1), ended_on=date(2027, 6, 30))


@pytest.mark.parametrize(
    ("day", "row"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), OLD),
        (date(2026, 12, 31), OLD),
        (date(2027, 1, 1), NEW),
        (date(2027, 6, 30), NEW),
        (date(2027, 7, 1), None),
    ],
)
def test_a_row_holds_from_its_first_to_its_last_day(day, row):
    assert dated.on(day, [NEW, OLD]) is row


def test_without_rows_nothing_holds():
    assert dated.on(date(2027, 1, 1), []) is None


DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@given(st.lists(DAYS, unique=True), DAYS, st.randoms())
def test_the_latest_started_row_holds_in_any_order(starts, day, random):
    rows = [Row(start) for start in starts]
    expected = max((start for start in starts if start <= day), default=None)
    random.shuffle(rows)
    found = dated.on(day, rows)
    assert (found.valid_from if found else None) == expected


@given(DAYS, st.integers(0, 5000), DAYS)
def test_an_ended_row_holds_exactly_between_its_days(start, length, day):
    end = start + timedelta(days=length)
    assert (dated.on(day, [Row(start, end)]) is not None) == (start <= day <= end)


# ------------------------------------------------------------------ ids


def test_new_ids_are_version_7_and_sort_by_time():
    made = [ids.new_id() for _ in range(200)]
    assert {one.version for one in made} == {7}
    assert len(set(made)) == len(made)
    milliseconds = [one.int >> 80 for one in made]
    assert milliseconds == sorted(milliseconds)


def test_seeded_ids_are_the_same_in_every_run_and_sort_as_made():
    first, again, other = ids.seeded_ids(7), ids.seeded_ids(7), ids.seeded_ids(8)
    made = [first() for _ in range(50)]
    assert made == [again() for _ in range(50)]
    assert made == sorted(made)
    assert made[0] != other()
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}


def test_a_natural_key_gives_the_same_id_everywhere():
    assert ids.natural_id("municipality", 2841) == ids.natural_id("municipality", "2841")
    assert ids.natural_id("municipality", 2841) != ids.natural_id("municipality", 2842)
    # version 5 by RFC 9562 with the fixed namespace: files in use hold it
    digest = hashlib.sha1(ids.NAMESPACE.bytes + b"municipality/2841").digest()
    assert ids.natural_id("municipality", 2841) == UUID(bytes=digest[:16], version=5)
    assert str(ids.NAMESPACE) == "6f0f1f3c-5d1b-5c7e-9a52-5a0de5c00001"


# ------------------------------------------------------------------ findings, errors, use cases


def test_findings_by_severity():
    found = tuple(Finding("code", severity, "Satz.") for severity in Severity)
    assert [one.severity for one in stops(found)] == [Severity.STOP]
    assert [one.severity for one in hints(found)] == [Severity.HINT]


def test_an_error_says_what_happened_and_what_to_do():
    error = errors.ArchiveLocked("Die Datei ist schon offen.", "Schliessen Sie sie dort.")
    assert str(error) == "Die Datei ist schon offen. Schliessen Sie sie dort."
    assert (error.sentence, error.next_step) == (
        "Die Datei ist schon offen.",
        "Schliessen Sie sie dort.",
    )
    assert str(errors.NotFound("Diese Gemeinde gibt es nicht.")) == "Diese Gemeinde gibt es nicht."


def test_a_rule_violation_carries_its_findings():
    found = [Finding("a", Severity.STOP, "Eins."), Finding("b", Severity.STOP, "Zwei.")]
    violation = errors.RuleViolation(found)
    assert str(violation) == "Eins. Zwei."
    assert violation.findings == tuple(found)


def test_cancelling_says_that_nothing_changed():
    assert str(errors.Cancelled()) == "Abgebrochen. Es wurde nichts geändert."


def test_a_use_case_says_whether_it_may_be_undone():
    @usecase(undoable=True)
    def record(session, command, context):
        return Outcome(frozenset({"topic"}), "Erfasst.")

    @usecase(undoable=False)
    def open_round(session, command, context):
        return Outcome()

    def unmarked(session, command, context):
        return Outcome()

    assert is_undoable(record)
    assert not is_undoable(open_round)
    assert record(None, None, None).changed == {"topic"}
    with pytest.raises(AttributeError):
        is_undoable(unmarked)


# ------------------------------------------------------------------ places


def test_the_programs_own_files_are_found():
    assert places.database("reference", "municipalities.csv").is_file()
    assert places.resource("fonts").is_dir()


def test_a_frozen_program_finds_its_files_beside_itself(monkeypatch, tmp_path):
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert places.resource("icons", "house.svg") == tmp_path / "resources" / "icons" / "house.svg"
    assert places.database("reference") == tmp_path / "db" / "reference"
