"""Which column is which: by the words of the heads, by the look of the values, else nobody guesses."""

from __future__ import annotations

import pytest
from table_examples import SCHEME, columns_of, head_of, sheet

from sozdesk.exchange import head_words
from sozdesk.exchange.mapping import (
    columns_named,
    find_head,
    head_points,
    propose,
    stated,
    values_in,
)

PLAIN = ("Gemeinde", "1 Personen", "2 Personen", "3 Personen")
ROW = ("Aesch", 900, 1100, 1300)


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("1-Pers.-Haushalt", "1 Pers", True),
        ("1 Personen", "1 Pers", True),
        ("21 Personen", "1 Personen", False),
        ("1 bis 2 Personen", "2 Personen", False),
        ("1-2 Personen", "2 Personen", False),
        ("5+ Personen", "5 Personen", False),
        ("Gemeindename", "Gemeinde", True),
        ("Abgabe", "ab", False),
        ("gültig ab", "ab", True),
        ("", "Gemeinde", False),
        ("Gemeinde", "", False),
    ],
)
def test_words_stand_in_a_head_or_not(text, word, expected):
    assert head_words.holds(head_words.tokens(text), head_words.tokens(word)) is expected


def test_a_long_text_is_no_head():
    assert head_words.tokens("Gemeinde " * 40) == ()


def test_the_exact_word_fits_best_then_the_one_that_is_held():
    exact = head_words.fit(("Gemeinde",), ("Gemeinde",))
    together = head_words.fit(("Beschluss", "vom"), ("Beschluss vom",))
    above = head_words.fit(("Gemeinde", "Name"), ("Gemeinde",))
    held = head_words.fit(("Name der Gemeinde",), ("Gemeinde",))
    spread = head_words.fit(("Grenzwert für 2", "Personen"), ("2 Personen",))
    assert exact > together > above > held > spread > 0


def test_a_figure_below_a_telling_head_is_sure_and_a_bare_one_is_not():
    words = ("Personen / 2", "2")
    assert head_words.fit(("Personen", "2"), words) == 100
    assert head_words.fit(("2",), words) == 50
    assert head_words.fit(("Betrag 2",), words) == 0


def test_words_that_mean_something_else_keep_a_column_out():
    assert head_words.fit(("Veränderung", "2 Personen"), ("2 Personen",), ("Veränderung",)) == 0
    assert head_words.fit((), ("2 Personen",)) == 0


# ------------------------------------------------------------------ the head


def test_the_head_is_found_below_titles():
    head = head_of(sheet(("Grenzwerte",), (), PLAIN, ROW))
    assert (head.first, head.end) == (2, 3)
    assert head.words(1) == "1 Personen"
    assert head.words(99) == ""


def test_a_head_of_two_lines_with_merged_cells_spans_its_columns():
    grid = sheet(
        ("Gemeinde", "Grenzwerte Personen", None, None, "Bemerkung"),
        (None, 1, 2, 3.0, None),
        ROW,
    )
    head = head_of(grid)
    assert (head.first, head.end) == (0, 2)
    assert head.levels == (
        ("Gemeinde",),
        ("Grenzwerte Personen", "1"),
        ("Grenzwerte Personen", "2"),
        ("Grenzwerte Personen", "3"),
        ("Bemerkung",),
    )
    assert columns_of(grid) == {"place": 0, "p1": 1, "p2": 2, "p3": 3, "remark": 4}


def test_a_head_of_three_lines_is_read():
    grid = sheet(
        ("Ort", "Grenzwerte", None, None),
        (None, "Personen", None, None),
        (None, "1", "2", "3"),
        ROW,
    )
    assert head_of(grid).words(3) == "Grenzwerte · Personen · 3"
    assert columns_of(grid)["p3"] == 3


def test_the_first_of_heads_that_repeat_counts():
    grid = sheet(PLAIN, ROW, PLAIN, ROW)
    assert head_of(grid).end == 1


def test_without_telling_words_the_line_above_the_figures_is_the_head():
    grid = sheet(("Titel",), ("Wer", "A", "B"), ("Aesch", 900, 1100), ("Liestal", 950, 1150))
    head = head_of(grid)
    assert (head.first, head.end) == (1, 2)
    assert head.words(1) == "A"


def test_a_table_of_figures_has_no_head():
    head = head_of(sheet((), ("Aesch", 900, 1100), ("Liestal", "950", "1'150")))
    assert (head.first, head.end, head.levels) == (1, 1, ())
    assert head.key == ""


def test_an_empty_sheet_has_an_empty_head():
    head = find_head(sheet(), SCHEME)
    assert (head.first, head.end) == (0, 0)
    assert propose(sheet(), head, SCHEME).columns == {}


def test_a_sheet_without_any_of_the_words_gets_no_points():
    assert head_points(head_of(sheet(("Angebot", "Preis"), ("Kurs", 12))), SCHEME) == 0
    assert head_points(head_of(sheet(PLAIN, ROW)), SCHEME) > 0


def test_the_key_of_the_heads_is_the_same_next_year():
    this = head_of(sheet((*PLAIN, "Veränderung zu 2025"), (*ROW, 0.01)))
    next_ = head_of(sheet((*PLAIN, "Veränderung zu 2026"), (*ROW, 0.02)))
    other = head_of(sheet((*PLAIN, "Bemerkung"), (*ROW, "neu")))
    assert this.key == next_.key
    assert this.key != other.key


# ------------------------------------------------------------------ columns


def test_columns_are_found_in_any_order():
    grid = sheet(("3 P", "Bemerkung", "1 P", "Ort", "2 P"), (1300, "x", 900, "Aesch", 1100))
    assert columns_of(grid) == {"p3": 0, "remark": 1, "p1": 2, "place": 3, "p2": 4}


def test_two_columns_that_fit_equally_well_are_left_to_a_person():
    grid = sheet(("Gemeinde", "1 Personen", "1 Personen"), ("Aesch", 900, 950))
    proposal = propose(grid, head_of(grid), SCHEME)
    assert proposal.columns == {"place": 0}
    assert proposal.unsure == {"p1": (1, 2)}


def test_the_wanted_year_decides_between_equal_columns():
    grid = sheet(
        ("Gemeinde", "2025", None, "2026", None),
        (None, "1 Personen", "2 Personen", "1 Personen", "2 Personen"),
        ("Aesch", 850, 1050, 900, 1100),
    )
    proposal = propose(grid, head_of(grid), SCHEME, prefer="2026")
    assert (proposal.columns["p1"], proposal.columns["p2"]) == (3, 4)
    assert proposal.unsure == {}


def test_a_head_whose_values_look_wrong_is_not_believed():
    grid = sheet(
        ("Nr.", "Gemeinde", "1 Personen"), (1, "Aesch", "siehe Anhang"), (2, "Liestal", "x")
    )
    assert columns_of(grid) == {"place": 1}


def test_the_values_decide_what_one_word_means():
    by_choice = sheet(("Gemeinde", "Basis", "1 P"), ("Aesch", "netto", 900))
    by_text = sheet(("Gemeinde", "Basis", "1 P"), ("Aesch", "Inserate", 900))
    assert columns_of(by_choice)["kind"] == 1
    assert "kind" not in columns_of(by_text)


def test_names_that_are_known_need_no_head():
    grid = sheet(("Wo", "1 P", "2 P", "3 P"), ROW, ("Liestal", 950, 1150, 1350))
    assert columns_of(grid)["place"] == 0


def test_two_columns_of_known_names_need_a_person():
    grid = sheet(("Von", "Nach", "1 P", "2 P"), ("Aesch", "Liestal", 900, 1000))
    assert "place" not in columns_of(grid)


def test_an_empty_column_is_believed_by_its_head():
    grid = sheet(PLAIN, ("Aesch", 900, 1100, "–"))
    assert columns_of(grid)["p3"] == 3


# ------------------------------------------------------------------ said for the whole table


WORDS = {"netto": "net", "ohne Nebenkosten": "net", "brutto": "gross"}


def test_the_title_says_what_holds_for_all():
    grid = sheet(("Nettomieten ohne Nebenkosten",), PLAIN, ROW)
    found = stated(grid, head_of(grid), WORDS)
    assert found is not None
    assert (found.value, found.place, found.words) == (
        "net",
        (0, 0),
        "Nettomieten ohne Nebenkosten",
    )


def test_a_title_that_names_both_says_nothing():
    grid = sheet(("netto oder brutto, wie deklariert",), PLAIN, ROW)
    assert stated(grid, head_of(grid), WORDS) is None


def test_what_stands_in_the_rows_does_not_hold_for_all():
    grid = sheet(PLAIN, ("Aesch", 900, 1100, "brutto"))
    assert stated(grid, head_of(grid), WORDS) is None


def test_values_are_found_in_a_sentence():
    assert values_in("Gilt netto, also ohne Nebenkosten.", WORDS) == {"net"}


# ------------------------------------------------------------------ columns by name


def test_a_column_is_named_by_letter_or_head():
    heads = ("Gemeinde", "Grenzwerte · 1 Person", "Grenzwerte · 2 Personen")
    assert columns_named(heads, "b") == (1,)
    assert columns_named(heads, "2 personen") == (2,)
    assert columns_named(heads, "Grenzwerte 1 Person") == (1,)
    assert columns_named(heads, "Grenzwerte") == (1, 2)
    assert columns_named(heads, "Z") == ()
    assert columns_named(heads, "AA") == ()
    assert columns_named(heads, "!") == ()
