"""More time for single municipalities, and what follows from it."""

from __future__ import annotations

from datetime import date

import pytest
from letters_kit import BOECKTEN, BRETZWIL, LAUWIL, SISSACH, extend
from returns_examples import TODAY, declared, entry, open_round, record, tracked

from sozdesk.features.rent_limits import queries, usecases
from sozdesk.kernel.errors import NotFound, RuleViolation

LATER = date(2027, 1, 15)


@pytest.fixture(autouse=True)
def erhebung(archive):
    open_round(archive)


def withdraw(archive, *numbers):
    command = usecases.WithdrawExtension(year=2027, bfs_numbers=numbers)
    return archive.run(usecases.withdraw_extension, command)


def findings(archive, *numbers, **values):
    with pytest.raises(RuleViolation) as refused:
        extend(archive, *numbers, **values)
    return [(one.field, one.message) for one in refused.value.findings]


def test_more_time_with_day_reason_and_person(archive):
    outcome = extend(archive, BRETZWIL, LAUWIL, until=LATER, reason="  Sitzung am 12. Januar ")
    assert outcome.summary == "Frist für Bretzwil und Lauwil erstreckt bis 15.01.2027"
    row = archive.query(queries.extensions, 2027)[BRETZWIL]
    assert (row.until, row.reason) == (LATER, "Sitzung am 12. Januar")
    assert (row.granted_on, row.granted_by) == (TODAY, "Anna Muster")


def test_who_has_more_time_is_not_overdue_and_not_late_before_it_is_over(archive):
    extend(archive, BOECKTEN, until=LATER)
    found = tracked(archive)
    assert (found.due_on, found.extended, found.overdue_days, found.days_left) == (
        LATER,
        True,
        0,
        10,
    )
    assert tracked(archive, today=date(2027, 1, 16)).overdue_days == 1
    record(archive, entry(declared(), received_on=date(2027, 1, 10)))
    assert tracked(archive).late is False
    assert (tracked(archive, SISSACH).extended, tracked(archive, SISSACH).overdue_days) == (
        False,
        5,
    )


def test_another_day_replaces_the_first_and_can_be_undone(archive):
    extend(archive, BOECKTEN, until=LATER)
    extend(archive, BOECKTEN, until=date(2027, 1, 31), reason="Ferien")
    assert tracked(archive).due_on == date(2027, 1, 31)
    archive.undo_last()
    assert tracked(archive).due_on == LATER


def test_an_extension_is_taken_back_and_that_can_be_undone(archive):
    extend(archive, BOECKTEN, SISSACH)
    gone = withdraw(archive, BOECKTEN, LAUWIL)
    assert gone.summary == "Erstreckung der Frist für Böckten zurückgenommen"
    assert tracked(archive).extended is False
    assert tracked(archive, SISSACH).extended is True
    archive.undo_last()
    assert tracked(archive).extended is True
    assert withdraw(archive, LAUWIL).changed == frozenset()


@pytest.mark.parametrize("until", [date(2026, 12, 30), date(2026, 12, 31)])
def test_a_day_that_does_not_lie_after_the_deadline_is_refused(archive, until):
    ((field, message),) = findings(archive, BOECKTEN, until=until)
    assert field == "until"
    assert message == "Wählen Sie einen Tag nach der Frist der Erhebung, dem 31.12.2026."


def test_a_reason_and_somebody_are_needed(archive):
    assert findings(archive, BOECKTEN, reason="  ") == [
        ("reason", "Schreiben Sie, warum die Frist erstreckt wird.")
    ]
    assert findings(archive) == [("municipalities", "Wählen Sie mindestens eine Gemeinde.")]


def test_a_foreign_number_is_refused_and_nothing_is_granted(archive):
    ((field, message),) = findings(archive, BOECKTEN, 1)
    assert field == "municipalities"
    assert message.startswith("Die BFS-Nummer 1 gehört zu keiner Gemeinde der Erhebung 2027.")
    assert archive.query(queries.extensions, 2027) == {}


def test_without_an_erhebung_there_is_no_deadline_to_extend(archive):
    with pytest.raises(NotFound):
        extend(archive, BOECKTEN, year=2030)


def test_a_deadline_that_moves_beyond_the_extension_holds_for_all(archive):
    extend(archive, BOECKTEN, until=LATER)
    version = archive.query(queries.round_of, 2027).version
    moved = usecases.ChangeRound(year=2027, base_version=version, due_on=date(2027, 1, 31))
    archive.run(usecases.change_round, moved)
    found = tracked(archive)
    assert (found.due_on, found.extended) == (date(2027, 1, 31), False)
