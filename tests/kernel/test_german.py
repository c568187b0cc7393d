"""Swiss High German: sorting, searching, figures, days."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.kernel import german


def test_umlauts_sort_like_their_vowel():
    names = ["Zwingen", "Bottmingen", "Blauen", "Äsch", "Böckten", "Arlesheim", "Aesch (BL)"]
    assert sorted(names, key=german.sort_key) == [
        "Aesch (BL)",
        "Arlesheim",
        "Äsch",
        "Blauen",
        "Böckten",
        "Bottmingen",
        "Zwingen",
    ]


def test_sorting_has_no_ties_between_different_names():
    assert german.sort_key("Muller") < german.sort_key("Müller")
    assert german.sort_key("muller")[0] == german.sort_key("Müller")[0]


@pytest.mark.parametrize("typed", ["Böckten", "boeckten", "BOCKTEN", " böckten ", "bo\u0308ckten"])
def test_searching_finds_a_name_with_and_without_its_umlaut(typed):
    assert german.search_key(typed) == german.search_key("Böckten")


@pytest.mark.parametrize(
    ("one", "other"), [("Strasse", "Straße"), ("Øster", "Oster"), ("Łukas", "Lukas")]
)
def test_searching_folds_letters_of_other_languages(one, other):
    assert german.search_key(one) == german.search_key(other)


@given(st.text())
def test_search_keys_are_stable_and_without_capitals(text):
    key = german.search_key(text)
    assert key == key.casefold()
    assert german.search_key(german.clean(text)) == key


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("rue", ["Rü", "rue"]),
        ("rück", ["Rück", "rueck"]),
        ("RUCK", ["Rück", "rueck"]),
        ("frage", ["frage", "frage"]),
        ("nichts", []),
        ("", []),
    ],
)
def test_a_found_word_is_marked_as_it_is_written(typed, marked):
    text = "Rückfrage, auch rueckfrage"
    spans = german.search_spans(text, typed)
    assert [text[begin:end] for begin, end in spans] == marked


@given(st.text(), st.text(min_size=1).filter(str.strip))
def test_a_word_is_marked_exactly_where_the_search_finds_it(text, word):
    clean = german.clean(text)
    spans = german.search_spans(clean, word)
    found = bool(german.search_key(word)) and german.search_key(word) in german.search_key(clean)
    assert bool(spans) == found
    for begin, end in spans:
        assert german.search_key(word.strip()) in german.search_key(clean[begin:end])


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    once = german.clean(text)
    assert german.clean(once) == once
    assert once == once.strip()
    assert "\u00a0" not in once
    assert "  " not in once


@pytest.mark.parametrize(
    ("rappen", "long", "short"),
    [
        (0, "0.00", "0"),
        (5, "0.05", "0.05"),
        (123_450, "1'234.50", "1'234.50"),
        (123_400, "1'234.00", "1'234"),
        (-105_000, "-1'050.00", "-1'050"),
        (123_456_789, "1'234'567.89", "1'234'567.89"),
    ],
)
def test_amounts(rappen, long, short):
    assert german.amount(rappen) == long
    assert german.short_amount(rappen) == short


def test_counts():
    assert german.count(86) == "86"
    assert german.count(8730) == "8'730"


@pytest.mark.parametrize(
    ("hundredths", "plain", "signed"),
    [
        (1804, "18,0 %", "+18,0 %"),
        (-1804, "-18,0 %", "-18,0 %"),
        (0, "0,0 %", "0,0 %"),
        (4, "0,0 %", "0,0 %"),
        (-4, "0,0 %", "0,0 %"),
        (5, "0,1 %", "+0,1 %"),
        (-5, "-0,1 %", "-0,1 %"),
        (123_456, "1'234,6 %", "+1'234,6 %"),
    ],
)
def test_percentages(hundredths, plain, signed):
    assert german.percent(hundredths) == plain
    assert german.percent(hundredths, signed=True) == signed


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [(110_000, 129_800, "+18,0 %"), (100, 95, "-5,0 %"), (100, 100, "gleich"), (0, 100, "")],
)
def test_changes(old, new, written):
    assert german.change(old, new) == written


@given(st.integers(1, 10**9), st.integers(-(10**9), 10**9))
def test_a_change_is_rounded_to_the_nearest_hundredth_away_from_zero(old, new):
    exact = Fraction((new - old) * 10_000, old)
    rounded = german.change_in_hundredths(old, new)
    assert abs(rounded - exact) <= Fraction(1, 2)
    if abs(rounded - exact) == Fraction(1, 2):
        assert abs(rounded) > abs(exact)


def test_halves_of_a_change_go_away_from_zero():
    # 1 of 20'000 is half a hundredth of a percent
    assert german.change_in_hundredths(20_000, 20_001) == 1
    assert german.change_in_hundredths(20_000, 19_999) == -1


def test_days():
    assert german.day(date(2026, 12, 31)) == "31.12.2026"
    assert german.day(date(2027, 1, 5)) == "05.01.2027"
    assert german.long_day(date(2027, 1, 5)) == "Dienstag, 5. Januar 2027"


@pytest.mark.parametrize(
    ("name", "number"),
    [("Januar", 1), ("jan", 1), ("Jan.", 1), ("März", 3), ("Maerz", 3), ("Mrz", 3), ("mar", 3),
     ("Mai", 5), ("Juni", 6), ("Jul", 7), ("Sept.", 9), ("DEZEMBER", 12)],
)  # fmt: skip
def test_months(name, number):
    assert german.month_number(name) == number


@pytest.mark.parametrize("name", ["", "Ju", "Ja", "Montag", "Januarius", "may"])
def test_words_that_are_no_month(name):
    assert german.month_number(name) is None


@pytest.mark.parametrize(
    ("today", "written"),
    [
        (date(2026, 12, 21), "noch 10 Tage"),
        (date(2026, 12, 30), "noch 1 Tag"),
        (date(2026, 12, 31), "heute"),
        (date(2027, 1, 1), "seit 1 Tag überfällig"),
        (date(2027, 1, 5), "seit 5 Tagen überfällig"),
    ],
)
def test_days_left(today, written):
    assert german.days_left(date(2026, 12, 31), today) == written


def test_enumerations_and_plurals():
    assert german.enumeration([]) == ""
    assert german.enumeration(["a"]) == "a"
    assert german.enumeration(["a", "b"]) == "a und b"
    assert german.enumeration(["a", "b", "c"]) == "a, b und c"
    assert german.plural(1, "Gemeinde", "Gemeinden") == "1 Gemeinde"
    assert german.plural(1200, "Gemeinde", "Gemeinden") == "1'200 Gemeinden"
    assert german.plural(0, "Gemeinde", "Gemeinden") == "0 Gemeinden"


def test_numbers_of_papers_are_compared_by_letters_and_digits():
    assert {german.number_key(one) for one in ("R-12", "r 12", "R12", " R/12. ")} == {"r12"}
    assert german.number_key("R-13") != german.number_key("R-12")
    assert german.number_key("1-12") != german.number_key("11-2")
    assert german.number_key("2026 / 12") == german.number_key("2026-12")


def test_one_persons_name_is_the_same_however_it_is_written():
    assert german.same_name("Anna Müller", " anna  MUELLER ")
    assert not german.same_name("Anna Müller", "Anne Müller")


@pytest.mark.parametrize(
    ("hundredths", "written"),
    [(800, "8"), (1_250, "12.5"), (25, "0.25"), (0, "0"), (10_000, "100"), (123_450, "1'234.5")],
)
def test_units_have_the_decimal_point_of_amounts_and_no_needless_digits(hundredths, written):
    assert german.units(hundredths) == written
