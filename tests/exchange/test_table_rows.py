"""What each row of a free table is: read, or left out with a reason; no row is ever lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_examples import (
    NUMBERS,
    PLACES,
    SCHEME,
    columns_of,
    head_of,
    read,
    reasons,
    sheet,
    values,
)

from sozdesk.documents.sheets import Cell
from sozdesk.exchange.forms import Field, Kind
from sozdesk.exchange.mapping import Head, propose
from sozdesk.exchange.table_cells import footnote, is_readable, marks_of, says_nothing, without_mark
from sozdesk.exchange.table_rows import SKIP_WORDS, Skip, read_rows

HEAD = ("Gemeinde", "1 P", "2 P", "3 P", "Bemerkung")


# ------------------------------------------------------------------ cells


@pytest.mark.parametrize(
    ("cell", "plain", "marks"),
    [
        ("1'050 1)", "1'050", ("1",)),
        ("1'050*", "1'050", ("*",)),
        ("1'050 **", "1'050", ("**",)),
        ("900¹", "900", ("1",)),
        ("Aesch a)", "Aesch", ("a",)),
        ("Aesch 1) 2)", "Aesch", ("1", "2")),
        ("Aesch (3)", "Aesch", ("3",)),
        ("Aesch [4]", "Aesch", ("4",)),
        ("10501)", "10501)", ()),
        ("*", "*", ()),
        ("Aesch (BL)", "Aesch (BL)", ()),
        (1050, 1050, ()),
    ],
)
def test_footnote_marks_are_taken_off_and_remembered(cell, plain, marks):
    assert (without_mark(cell), marks_of(cell)) == (plain, marks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1) ohne Garage", ("1", "ohne Garage")),
        ("(1) ohne Garage", ("1", "ohne Garage")),
        ("¹ ohne Garage", ("1", "ohne Garage")),
        ("¹) ohne Garage", ("1", "ohne Garage")),
        ("* provisorisch", ("*", "provisorisch")),
        ("**provisorisch", ("**", "provisorisch")),
        ("Quelle: KSA", None),
    ],
)
def test_footnotes_are_known_by_their_mark(text, expected):
    assert footnote(text) == expected


@pytest.mark.parametrize("cell", ["", "–", "-", " ", "k. A.", "keine Angabe", "n/a", "offen"])
def test_nothing_is_said_in_many_ways(cell):
    assert says_nothing(cell, Kind.AMOUNT)


def test_a_text_may_say_offen():
    assert not says_nothing("offen", Kind.TEXT)
    assert not says_nothing(0, Kind.AMOUNT)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Kind.AMOUNT, "Fr. 1'050.–", "abc"),
        (Kind.AMOUNT, 1050.5, True),
        (Kind.DAY, "1. Januar 2026", "bald"),
        (Kind.DAY, date(2026, 1, 1), 3),
        (Kind.COUNT, 2761.0, 27.5),
        (Kind.DECIMAL, "104,5", "x"),
        (Kind.YES, "ja", "vielleicht"),
        (Kind.TEXT, "was auch immer", ""),
    ],
)
def test_values_are_readable_or_not(kind, good, bad):
    field = Field(key="f", label="Feld", kind=kind)
    assert is_readable(good, field)
    assert kind is Kind.TEXT or not is_readable(bad, field)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1e300])
def test_impossible_figures_are_not_readable(number):
    assert not is_readable(number, Field(key="f", label="Feld", kind=Kind.AMOUNT))


# ------------------------------------------------------------------ rows


def test_every_kind_of_row_is_known():
    grid = sheet(
        ("Grenzwerte 2026",),
        (),
        HEAD,
        (None, "CHF", "CHF", "CHF"),
        ("Bezirk Liestal",),
        ("Bezirk Liestal", "14 Gemeinden"),
        ("Liestal", 950, 1150, "1'350 1)", "neu"),
        HEAD,
        ("Anderswo", 1, 2, 3),
        ("Unbekannt", "–", "–", "–"),
        ("Oberes Baselbiet",),
        (None, 900, 1000, 1100),
        ("Median", 950, 1150, 1350),
        (None, "Total", None, None),
        ("Bezirk Liestal", 950, 1150, 1350),
        ("1) ohne Garage",),
        ("Quelle: Umfrage",),
        ("Ein langer Satz, der erklärt, wie die Beträge zustande gekommen sind, ohne Zahlen.",),
    )
    reading = read(grid)
    assert [row.number for row in reading.rows] == [7, 9, 10]
    assert reasons(reading) == {
        1: "title",
        2: "empty",
        3: "head",
        4: "head",
        5: "heading",
        6: "heading",
        8: "head",
        11: "heading",
        12: "nameless",
        13: "total",
        14: "total",
        15: "total",
        16: "note",
        17: "note",
        18: "note",
    }
    assert reading.rows[0].footnotes == {"1": "ohne Garage"}
    assert reading.rows[0].text == "Liestal · 950 · 1150 · 1'350 1) · neu"


def test_both_lines_of_a_head_are_known_when_they_repeat():
    lines = (("Gemeinde", "Personen", None, None), (None, "1", "2", "3"))
    reading = read(sheet(*lines, ("Aesch", 900, 1100, 1300), *lines, ("Liestal", 950, 1150, 1350)))
    assert [row.number for row in reading.rows] == [3, 6]
    assert reasons(reading) == {1: "head", 2: "head", 4: "head", 5: "head"}


def test_a_row_like_the_head_with_another_name_is_a_row():
    reading = read(sheet(("Ort", "1", "2", "3"), ("Aesch", "900", "2", "3"), ("Liestal", 1, 2, 3)))
    assert [row.number for row in reading.rows] == [2, 3]


def test_a_district_called_like_a_municipality_is_a_heading():
    grid = sheet(HEAD, ("Liestal",), ("Liestal", 950, 1150, 1350), ("Sissach",))
    reading = read(grid)
    assert [row.number for row in reading.rows] == [3, 4]
    assert reasons(reading)[2] == "heading"


def test_known_rows_above_the_head_are_read_all_the_same():
    grid = sheet(("Aesch", 900, 1000, 1100, None), HEAD, ("Liestal", 950, 1150, 1350, None))
    reading = read_rows(grid, Head(1, 2, ()), {"place": 0, "p1": 1}, SCHEME)
    assert [row.number for row in reading.rows] == [1, 3]


def test_a_footnote_without_text_is_still_a_mark():
    reading = read(sheet(HEAD, ("Aesch", "900 2)", 1000, 1100)))
    assert reading.rows[0].footnotes == {"2": ""}


def test_cells_carry_their_place():
    (row,) = read(sheet((), HEAD, ("Aesch", 900, 1000, 1100))).rows
    assert row.cells["p2"].where == "Tabelle1!C3"
    assert "remark" not in row.cells


def test_without_a_column_of_names_nothing_is_read():
    grid = sheet(HEAD, ("Aesch", 900, 1000, 1100))
    reading = read_rows(grid, head_of(grid), {"p1": 1}, SCHEME)
    assert reading.rows == ()
    assert reasons(reading) == {1: "head", 2: "nameless"}


def test_every_reason_has_a_word():
    assert set(SKIP_WORDS) == set(Skip)


# ------------------------------------------------------------------ whatever comes

CELL: st.SearchStrategy[Cell] = st.one_of(
    st.sampled_from(
        [
            *("", "–", "k. A.", "netto", "1)", "Median", "Total", "Bezirk Sissach", "1'050 1)"),
            *("Gemeinde", "1 Personen", "2 P", "Quelle: x", *PLACES, *map(str, NUMBERS)),
        ]
    ),
    st.text(max_size=8),
    st.integers(-5, 10**7),
    st.floats(),
    st.booleans(),
    st.dates(),
)


@given(
    st.integers(1, 6).flatmap(
        lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=12)
    )
)
def test_any_grid_is_read_without_losing_a_row(rows):
    grid = sheet(*map(tuple, rows))
    head = head_of(grid)
    proposal = propose(grid, head, SCHEME)
    reading = read_rows(grid, head, proposal.columns, SCHEME)
    numbers = [row.number for row in (*reading.rows, *reading.skipped)]
    assert sorted(numbers) == list(range(1, len(rows) + 1))
    assert set(proposal.columns).isdisjoint(proposal.unsure)
    assert len(set(proposal.columns.values())) == len(proposal.columns)


NOISE = st.sampled_from(
    [
        ("empty", (None,)),
        ("empty", ("–", None, " ")),
        ("head", HEAD),
        ("heading", ("Bezirk Sissach",)),
        ("total", ("Mittelwert", 950.5, 1150, 1300)),
        ("total", ("Total 4 Gemeinden", 3800)),
        ("note", ("1) provisorisch",)),
        ("note", ("Quelle: Umfrage bei den Gemeinden",)),
    ]
)
AMOUNT = st.integers(300_00, 9_999_00)


def written(rappen: int, how: int) -> Cell:
    """An amount as people write it."""
    francs, rest = divmod(rappen, 100)
    texts: list[Cell] = [
        rappen / 100,
        f"{francs}.{rest:02d}",
        f"Fr. {francs:,}.{rest:02d}".replace(",", "'"),
        f"{francs},{rest:02d} 1)",
        f"CHF {francs}.{rest:02d}*",
    ]
    return texts[how % len(texts)]


@given(
    amounts=st.lists(st.tuples(AMOUNT, AMOUNT, AMOUNT), min_size=4, max_size=4),
    noise=st.lists(st.tuples(st.integers(0, 4), NOISE), max_size=8),
    how=st.integers(0, 1000),
    shift=st.integers(0, 2),
)
def test_noise_between_the_rows_changes_no_value(amounts, noise, how, shift):
    """Blanks, repeated heads, districts, totals and footnotes anywhere; amounts in any writing."""
    lines: list[tuple[str, tuple[Cell | None, ...]]] = []
    for number, (place, three) in enumerate(zip(PLACES, amounts, strict=True)):
        lines += [what for where, what in noise if where == number]
        cells = [written(rappen, how + number + c) for c, rappen in enumerate(three)]
        lines.append(("row", (place, *cells)))
    lines += [what for where, what in noise if where == 4]
    grid = sheet(*[(*[None] * shift, *row) for row in ((), HEAD, *(row for _, row in lines))])

    reading = read(grid)

    assert [(row.cells["place"].value) for row in reading.rows] == list(PLACES)
    expected = {n: kind for n, (kind, _) in enumerate(lines, 3) if kind != "row"}
    assert reasons(reading) == {1: "empty", 2: "head", **expected}
    for row, three in zip(reading.rows, amounts, strict=True):
        from sozdesk.exchange.answers import Answers

        answers = Answers(row.cells)
        assert [answers.amount(key) for key in ("p1", "p2", "p3")] == list(three)
        assert answers.problems == []
    assert columns_of(grid)["place"] == shift
    assert values(reading)[0]["place"] == PLACES[0]
