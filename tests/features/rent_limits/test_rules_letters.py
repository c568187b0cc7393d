"""Who is reminded at which level, who shares an e-mail, which days go into the calendar."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.terms import (
    Addressee,
    DeadlineKind,
    LetterField,
    LetterKind,
    LetterTarget,
    RoundRow,
)

TODAY, DUE = date(2027, 1, 5), date(2026, 12, 31)
CALL, FIRST, SECOND, RECEIPT = LetterKind
ROUND = RoundRow(
    id=UUID(int=1),
    version=1,
    year=2027,
    call_on=date(2026, 11, 1),
    due_on=DUE,
    valid_from=date(2027, 1, 1),
    blocks=frozenset(),
)


def target(number, email="a@a.example", *, kind=CALL, due_on=DUE, served=()):
    return LetterTarget(
        bfs_number=number,
        name=f"Ort {number}",
        kind=kind,
        due_on=due_on,
        addressee=Addressee(name="", email=email, lines=("Gemeinde",), served=served),
        called_on=date(2026, 11, 1),
    )


def numbers(groups):
    return [[one.bfs_number for one in group] for group in groups]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ([], FIRST),
        ([(CALL, date(2026, 11, 2)), (RECEIPT, TODAY)], FIRST),
        ([(FIRST, date(2027, 1, 4))], SECOND),
        ([(FIRST, TODAY)], FIRST),
        ([(SECOND, TODAY), (FIRST, date(2027, 1, 2))], SECOND),
        ([(SECOND, date(2027, 1, 4)), (FIRST, date(2027, 1, 2))], SECOND),
        ([(FIRST, TODAY), (SECOND, TODAY)], SECOND),
    ],
)
def test_first_then_second_and_on_the_same_day_the_same_again(written, expected):
    assert rules.next_reminder(written, TODAY) is expected


@given(st.lists(st.tuples(st.sampled_from(LetterKind), st.dates()), max_size=6), st.dates())
def test_the_next_level_is_always_a_reminder_and_never_goes_back(written, today):
    level = rules.next_reminder(written, today)
    assert level in (FIRST, SECOND)
    if any(kind is SECOND for kind, day in written if day < today):
        later = [kind for kind, day in written if day >= today]
        assert level is SECOND or FIRST in later


@pytest.mark.parametrize(
    ("due_on", "extended", "expected"),
    [
        (date(2027, 1, 15), True, True),
        (TODAY, True, True),
        (date(2027, 1, 4), True, False),
        (date(2027, 1, 15), False, False),
    ],
)
def test_only_who_has_more_time_waits_until_it_is_over(due_on, extended, expected):
    assert rules.waits(due_on, TODAY, extended=extended) is expected


def test_one_e_mail_per_address_letter_and_deadline():
    later = date(2027, 1, 15)
    groups = rules.grouped(
        [
            target(1),
            target(2, "B@b.example"),
            target(3, "A@a.example"),
            target(4, ""),
            target(5, kind=FIRST),
            target(6, due_on=later),
        ]
    )
    assert numbers(groups) == [[1, 3], [2], [5], [6]]


@given(st.lists(st.tuples(st.sampled_from(["", "a@a.example", "b@b.example"]), st.booleans())))
def test_everybody_with_an_address_is_in_exactly_one_e_mail(made):
    targets = [
        target(n, email, kind=FIRST if first else CALL) for n, (email, first) in enumerate(made)
    ]
    found = [number for group in numbers(rules.grouped(targets)) for number in group]
    assert sorted(found) == [one.bfs_number for one in targets if one.addressee.email]


def test_a_service_answers_for_all_only_if_all_are_asked():
    assert rules.answers_for_all([target(1, served=(1, 2)), target(2, served=(1, 2))])
    assert not rules.answers_for_all([target(1, served=(1, 2))])
    assert not rules.answers_for_all([target(1), target(2)])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Rita Beispiel", True),
        ("Anna Muster-Gemeinder", True),
        ("Sozialhilfebehörde Böckten", False),
        ("Soziale Dienste Liestal", False),
        ("Gemeindeverwaltung Bretzwil", False),
        ("Rita", False),
        ("", False),
        ("Sozialdienst Region Laufen", False),
    ],
)
def test_people_are_greeted_by_name_and_offices_are_not(name, expected):
    assert rules.names_a_person(name) is expected


def test_of_alternatives_one_is_enough():
    about = {LetterField.MUNICIPALITY, LetterField.YEAR}
    assert rules.missing_fields(CALL, about) == (LetterField.DUE_ON,)
    assert rules.missing_fields(CALL, about | {LetterField.DUE_SENTENCE}) == ()
    assert rules.missing_fields(RECEIPT, {LetterField.AMOUNTS}) == (
        LetterField.MUNICIPALITY,
        LetterField.YEAR,
        LetterField.RECEIVED_ON,
    )


def test_the_days_of_an_erhebung_in_their_order():
    later = date(2027, 1, 15)
    found = rules.deadlines(ROUND, {later: ["Bretzwil", "Lauwil"]})
    assert [(row.kind, row.day, row.names) for row in found] == [
        (DeadlineKind.CALL, date(2026, 11, 1), ()),
        (DeadlineKind.DUE, DUE, ()),
        (DeadlineKind.VALID_FROM, date(2027, 1, 1), ()),
        (DeadlineKind.EXTENDED, later, ("Bretzwil", "Lauwil")),
        (DeadlineKind.PUBLICATION, date(2027, 1, 29), ()),  # 14 days after the last deadline
    ]
    assert rules.deadlines(ROUND, {})[-1].day == date(2027, 1, 14)


@pytest.mark.parametrize(
    ("due_on", "received_on", "left"),
    [
        (date(2027, 1, 15), None, 10),
        (TODAY, None, 0),
        (DUE, None, 0),
        (date(2027, 1, 15), TODAY, 0),
    ],
)
def test_days_are_left_until_the_due_date_while_the_answer_is_missing(due_on, received_on, left):
    assert rules.days_left(due_on, TODAY, received_on) == left
