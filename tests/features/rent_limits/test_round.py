"""One Erhebung per year, with last year's blocks."""

from __future__ import annotations

from datetime import date

import pytest
from returns_examples import open_round

from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import Audience, Block
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation
from sozdesk.kernel.ids import natural_id


def change(archive, base_version, **values):
    command = usecases.ChangeRound(year=2027, base_version=base_version, **values)
    return archive.run(usecases.change_round, command)


def test_the_call_goes_out_in_november_and_answers_are_due_at_the_end_of_the_year(archive):
    open_round(archive)
    row = archive.query(queries.round_of, 2027)
    assert (row.call_on, row.due_on) == (date(2026, 11, 1), date(2026, 12, 31))
    assert row.valid_from == date(2027, 1, 1)
    assert row.blocks == frozenset()
    assert row.id == natural_id("round", 2027)


def test_a_year_has_one_erhebung(archive):
    open_round(archive)
    with pytest.raises(RuleViolation, match="Die Erhebung 2027 gibt es schon"):
        open_round(archive, due_on=date(2027, 1, 15))
    assert [row.due_on for row in archive.query(queries.rounds)] == [date(2026, 12, 31)]


def test_a_sozialdienst_opens_no_erhebung(service_archive):
    with pytest.raises(RuleViolation, match="Die Erhebung führt das Kantonale Sozialamt"):
        open_round(service_archive)
    assert service_archive.query(queries.rounds) == ()


def test_a_sozialdienst_neither_calls_nor_extends_nor_publishes(service_archive):
    """Its file has years of its own, made by its declarations."""
    service_archive.run(
        usecases.set_deadline, usecases.SetDeadline(year=2027, due_on=date(2026, 12, 31))
    )
    assert [row.year for row in service_archive.query(queries.rounds)] == [2027]
    commands = (
        (usecases.log_letters, usecases.LogLetters(year=2027, entries=())),
        (
            usecases.extend_deadline,
            usecases.ExtendDeadline(
                year=2027, bfs_numbers=(2842,), until=date(2027, 1, 15), reason="später"
            ),
        ),
        (
            usecases.publish_limits,
            usecases.PublishLimits(
                year=2027,
                audience=Audience.MUNICIPALITIES,
                number=1,
                content_sha256="",
                files=(),
            ),
        ),
    )
    for function, command in commands:
        with pytest.raises(RuleViolation, match="Die Erhebung führt das Kantonale Sozialamt"):
            service_archive.run(function, command)


def test_a_new_erhebung_takes_over_the_blocks_of_the_last_one(archive):
    chosen = frozenset({Block.ANCILLARY, Block.INDEX})
    open_round(archive, 2027, blocks=chosen)
    open_round(archive, 2028)
    open_round(archive, 2029, blocks=frozenset())
    rows = archive.query(queries.rounds)
    assert [(row.year, row.blocks) for row in rows] == [
        (2029, frozenset()),
        (2028, chosen),
        (2027, chosen),
    ]


@pytest.mark.parametrize("year", [27, 1999, 2101, 20270])
def test_a_year_that_is_a_slip_of_the_keyboard_is_refused(archive, year):
    with pytest.raises(RuleViolation, match=f"Das Jahr {year} ist nicht möglich"):
        open_round(archive, year)


def test_nobody_can_answer_before_being_asked(archive):
    with pytest.raises(RuleViolation, match="liegt vor dem Versand"):
        open_round(archive, call_on=date(2026, 11, 2), due_on=date(2026, 11, 1))
    assert archive.query(queries.rounds) == ()


def test_dates_and_blocks_can_be_changed_and_what_is_left_out_stays(archive):
    open_round(archive, blocks=frozenset({Block.INDEX}))
    change(archive, 1, due_on=date(2027, 1, 15))
    row = archive.query(queries.round_of, 2027)
    assert (row.due_on, row.call_on) == (date(2027, 1, 15), date(2026, 11, 1))
    assert row.blocks == {Block.INDEX}
    change(archive, row.version, blocks=frozenset())
    assert archive.query(queries.round_of, 2027).blocks == frozenset()


def test_whoever_changes_second_reads_what_the_dates_are_now(archive):
    open_round(archive)
    change(archive, 1, due_on=date(2027, 1, 15))
    with pytest.raises(Outdated, match="Frist 15"):
        change(archive, 1, due_on=date(2027, 1, 31))


def test_an_erhebung_that_was_not_opened_cannot_be_changed_or_shown(archive):
    assert archive.query(queries.round_of, 2027) is None
    with pytest.raises(NotFound, match="2027"):
        change(archive, 1, due_on=date(2027, 1, 15))
    with pytest.raises(NotFound, match="Eröffnen Sie die Erhebung zuerst"):
        archive.query(queries.return_tracking, 2027, date(2027, 1, 5))


def test_opening_can_be_undone_while_nothing_builds_on_it(archive):
    open_round(archive)
    archive.undo_last()
    assert archive.query(queries.round_of, 2027) is None
