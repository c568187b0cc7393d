"""Who may be the same person, and what must be true of cases and households. Worked out by hand."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.cases import rules
from sozdesk.features.cases.rules import Span
from sozdesk.features.cases.rules.casework import is_month_end
from sozdesk.features.cases.rules.duplicates import nearly_same
from sozdesk.features.cases.terms.case_list import PersonKey

BORN = date(1990, 5, 17)
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
AHV = "7569217076985"


def key(
    last: str, first: str, birth_date: date | None = BORN, ahv: str | None = None, number: int = 1
) -> PersonKey:
    return PersonKey(
        id=UUID(int=number),
        last_name=last,
        first_name=first,
        birth_date=birth_date,
        ahv_number=ahv,
        folded=rules.folded_name(last, first),
    )


def typed(last, first, birth_date=BORN, ahv="", known=()):
    return [one.id.int for one in rules.possible_duplicates(last, first, birth_date, ahv, known)]


# ------------------------------------------------------------------ duplicates


def test_the_same_ahv_number_is_the_surest_whatever_the_name() -> None:
    known = [key("Muster", "Anna", number=1), key("Anders", "Eva", None, AHV, number=2)]
    assert typed("Muster", "Anna", ahv="756.9217.0769.85", known=known) == [2, 1]
    assert typed("", "", None, "756.9217.0769.85", known) == [2]


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ("Müller", "José"),
        ("Mueller", "Jose"),
        ("MULLER", "jose"),
        ("José", "Müller"),
        ("Mülller", "José"),
        ("Müler", "José"),
        ("Mütler", "José"),
        ("Mülelr", "José"),
        ("Müll er", "Jo-sé"),
    ],
)
def test_with_the_same_birth_date_a_name_may_be_folded_swapped_or_have_one_error(
    last: str, first: str
) -> None:
    assert typed(last, first, known=[key("Müller", "José")]) == [1]


@pytest.mark.parametrize(
    ("last", "first"), [("Mllr", "José"), ("Müller", "Josefina"), ("Meier", "José"), ("Müller", "")]
)
def test_two_errors_or_half_a_name_are_no_resemblance(last: str, first: str) -> None:
    assert typed(last, first, known=[key("Müller", "José")]) == []


def test_without_a_birth_date_the_name_must_be_the_same() -> None:
    known = [key("Müller", "José")]
    assert typed("Mueller", "Jose", None, known=known) == [1]
    assert typed("Jose", "Mueller", None, known=known) == [1]
    assert typed("Muler", "Jose", None, known=known) == []
    assert typed("Müller", "José", known=[key("Müller", "José", None)]) == [1]


def test_another_birth_date_is_another_person() -> None:
    assert typed("Müller", "José", date(1990, 5, 18), known=[key("Müller", "José")]) == []


NAMES = st.text(alphabet="abcdeü", min_size=2, max_size=12)


@given(NAMES, NAMES, st.integers(0, 30), st.sampled_from("xyz"))
def test_one_letter_other_more_or_less_is_always_found(
    last: str, first: str, at: int, letter: str
) -> None:
    at %= len(last)
    name = rules.folded_name(last, first)
    for wrong in (
        last[:at] + letter + last[at + 1 :],
        last[:at] + letter + last[at:],
        last[:at] + last[at + 1 :],
    ):
        assert nearly_same(tuple(map(str, (wrong, first))), (last, first))
    assert nearly_same(name, name)
    assert nearly_same(name, name[::-1])


@given(NAMES, NAMES)
def test_whether_two_names_are_nearly_the_same_does_not_depend_on_which_is_first(
    one: str, other: str
) -> None:
    assert nearly_same((one, "x"), (other, "x")) == nearly_same((other, "x"), (one, "x"))


# ------------------------------------------------------------------ spans


def codes(findings) -> list[tuple[str, str]]:
    return [(one.code, one.field) for one in findings]


def test_a_row_ends_after_it_began() -> None:
    assert codes(rules.span_findings(Span(LAST, FIRST), ())) == [("ends_before", "ended_on")]
    assert codes(rules.span_findings(Span(FIRST, FIRST), ())) == []


def test_two_rows_cannot_begin_on_one_day() -> None:
    assert codes(rules.span_findings(Span(FIRST, None), [Span(FIRST, None)])) == [
        ("same_day", "valid_from")
    ]


def test_a_row_begins_after_the_last_day_of_the_one_before() -> None:
    before = Span(date(2026, 1, 1), FIRST)
    assert codes(rules.span_findings(Span(FIRST, None), [before])) == [("overlap", "valid_from")]
    assert codes(rules.span_findings(Span(date(2026, 3, 2), None), [before])) == []


def test_a_row_without_an_end_goes_on_until_the_next_one() -> None:
    assert codes(rules.span_findings(Span(FIRST, None), [Span(date(2026, 1, 1), None)])) == []
    assert codes(rules.span_findings(Span(FIRST, None), [Span(LAST, None)])) == []


def test_a_row_ends_before_the_next_one_begins() -> None:
    later = [Span(LAST, None)]
    assert codes(rules.span_findings(Span(FIRST, LAST), later)) == [("overlap", "ended_on")]
    assert codes(rules.span_findings(Span(FIRST, date(2026, 3, 30)), later)) == []


# ------------------------------------------------------------------ persons and cases


def test_a_person_needs_a_name_and_was_born() -> None:
    found = rules.person_findings("", date(2026, 3, 2), "", "neu zugezogen", FIRST)
    assert codes(found) == [("name_missing", "last_name"), ("born_later", "birth_date")]
    assert codes(rules.person_findings("Muster", FIRST, "", "neu zugezogen", FIRST)) == []
    assert codes(rules.person_findings("Muster", None, AHV, "", FIRST)) == []


def test_the_end_of_support_is_the_last_day_of_a_month_also_in_a_leap_year() -> None:
    assert is_month_end(date(2028, 2, 29))
    assert not is_month_end(date(2028, 2, 28))
    assert is_month_end(date(2026, 2, 28))
    assert codes(rules.case_findings(FIRST, None, date(2026, 3, 30))) == [
        ("no_month_end", "support_ended_on")
    ]
    assert codes(rules.case_findings(FIRST, None, LAST)) == []


def test_a_case_ends_after_it_began() -> None:
    found = rules.case_findings(FIRST, date(2026, 2, 28), date(2026, 1, 31))
    assert codes(found) == [("closed_before", "closed_on"), ("ended_before", "support_ended_on")]
    assert codes(rules.case_findings(FIRST, FIRST, None)) == []


def test_a_household_is_that_of_the_days_of_the_case() -> None:
    def found(first, last, closed=None, others=()):
        return codes(rules.member_findings(Span(first, last), others, FIRST, closed))

    assert found(FIRST, None) == []
    assert found(date(2026, 2, 28), None) == [("outside", "valid_from")]
    assert found(date(2026, 4, 1), None, LAST) == [("outside", "valid_from")]
    assert found(FIRST, date(2026, 4, 1), LAST) == [("outside", "ended_on")]
    assert found(LAST, FIRST) == [("ends_before", "ended_on")]
    assert found(FIRST, LAST, LAST) == []


@pytest.mark.parametrize(
    ("other", "twice"),
    [
        (Span(FIRST, None), True),
        (Span(date(2026, 1, 1), date(2026, 3, 9)), False),
        (Span(date(2026, 1, 1), date(2026, 3, 10)), True),
        (Span(date(2026, 3, 20), None), True),
        (Span(date(2026, 3, 21), None), False),
    ],
)
def test_nobody_is_in_a_household_twice_on_one_day(other: Span, twice: bool) -> None:
    new = Span(date(2026, 3, 10), date(2026, 3, 20))
    found = rules.member_findings(new, [other], date(2026, 1, 1), None)
    assert [one.code for one in found] == (["twice"] if twice else [])


def test_who_moves_was_here_before_and_goes_elsewhere() -> None:
    assert codes(rules.move_findings(FIRST, 2829, 2829, FIRST, None)) == [
        ("moved_before", "moved_on"),
        ("same_place", "moved_to"),
    ]
    assert codes(rules.move_findings(LAST, None, 2829, FIRST, LAST)) == [("closed", "")]
    assert codes(rules.move_findings(date(2026, 3, 2), 2831, 2829, FIRST, None)) == []


def test_the_same_name_with_another_birth_date_is_a_weaker_hint() -> None:
    born = date(1990, 5, 17)
    known = [key("Muster", "Anna"), key("Muster", "Anne", number=2)]
    found = rules.namesakes("muster", "ANNA", date(1991, 5, 17), known)
    assert [one.id.int for one in found] == [1]
    assert rules.namesakes("Muster", "Anna", born, known) == ()
    assert rules.namesakes("Muster", "", date(1991, 5, 17), known) == ()
    assert rules.namesakes("Muster", "Anna", None, known) == ()
