"""Answers are found by their labels, wherever they have moved."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sozdesk.documents.sheets import Cell, Sheet
from sozdesk.exchange.form_reader import Layout, find_part, hidden_facts
from sozdesk.exchange.forms import MARK, Field, Kind, label_key

FIELDS = (
    Field(key="one", label="1 Person", kind=Kind.AMOUNT),
    Field(key="two", label="2 Personen", kind=Kind.AMOUNT),
    Field(key="other", label="2 Personen", kind=Kind.AMOUNT, column=1),
)
LAYOUT = Layout(version=2, anchors=("Haushalt",), answer_head=None, answer_offset=2, fields=FIELDS)
NAMED = Layout(
    version=1, anchors=("Haushalt",), answer_head="Grenzwert", answer_offset=1, fields=FIELDS[:2]
)


def sheet(rows: Sequence[Sequence[Cell]], name: str = "Blatt") -> Sheet:
    width = max(len(row) for row in rows)
    return Sheet(name, True, [[*row, *[""] * (width - len(row))] for row in rows])


TABLE: list[list[Cell]] = [
    ["Haushalt", 2026.0, 2027.0],
    ["1 Person", 850.0, 900.0],
    ["2 Personen", 1050.0, "1'100", 1200.0],
]


@given(
    above=st.integers(0, 8),
    left=st.integers(0, 4),
    between=st.lists(st.integers(1, 2), max_size=4),
)
def test_a_moved_table_gives_the_same_answers(above: int, left: int, between: list[int]) -> None:
    rows: list[list[Cell]] = [[""] * left + row for row in TABLE]
    for place in between:
        rows.insert(place, [""])
    part = find_part(sheet([["Titel"]] * above + rows), [LAYOUT])
    assert part is not None
    assert part.year == 2027
    values = {key: cell.value for key, cell in part.cells.items()}
    assert values == {"one": 900.0, "two": "1'100", "other": 1200.0}
    assert part.cells["one"].before == 850.0


def test_the_address_is_where_it_stands() -> None:
    part = find_part(sheet([[""], *TABLE]), [LAYOUT])
    assert part is not None
    assert part.cells["two"].where == "Blatt!C4"
    assert part.cells["two"].raw == "1'100"


def test_the_latest_year_is_the_one_that_is_asked() -> None:
    turned: list[list[Cell]] = [["Haushalt", "2027", "2026"], ["1 Person", 900.0, 850.0]]
    part = find_part(sheet(turned), [LAYOUT])
    assert part is not None
    assert part.cells["one"].value == 900.0


def test_without_a_head_the_usual_distance_counts() -> None:
    bare: list[list[Cell]] = [["Haushalt", "", ""], ["1 Person", 850.0, 900.0]]
    part = find_part(sheet(bare), [LAYOUT])
    assert part is not None
    assert (part.year, part.cells["one"].value) == (None, 900.0)


def test_an_older_layout_names_its_column() -> None:
    older: list[list[Cell]] = [["Haushalt", "Hinweis", "Grenzwert"], ["1 Person", "a", 900.0]]
    part = find_part(sheet(older), [NAMED])
    assert part is not None
    assert part.cells["one"].value == 900.0


def test_a_sheet_without_the_table_is_no_part() -> None:
    assert find_part(sheet([["Haushalt"], ["3 Personen", 5.0]]), [LAYOUT]) is None
    assert find_part(sheet([["1 Person", 5.0]]), [LAYOUT]) is None


def test_facts_right_of_a_label_may_stand_anywhere_in_the_row() -> None:
    part = find_part(sheet([["Gemeinde", "", "", "Buus"], *TABLE]), [LAYOUT])
    assert part is not None
    assert part.right_of("Gemeinde") == "Buus"
    assert part.right_of("BFS-Nummer") == ""


def test_the_hidden_sheet_is_found_by_its_mark() -> None:
    facts = sheet([[MARK], ["jahr", 2027.0], ["gemeinde", 2842.0, "", "Blatt"]], "Kopie")
    assert hidden_facts([sheet(TABLE), facts]) == [["jahr", 2027.0], ["gemeinde", 2842.0, "Blatt"]]
    assert hidden_facts([sheet(TABLE)]) == []


def test_labels_are_compared_without_case_marks_and_punctuation() -> None:
    assert label_key(" Beschluss-Nr.: ") == label_key("BESCHLUSS NR")
    assert label_key("gültig ab") == label_key("Gueltig  ab:")
    assert label_key("x" * 500) == ""


CELL: st.SearchStrategy[Cell] = st.one_of(
    st.just(""),
    st.sampled_from(["Haushalt", "1 Person", "2 Personen", "2027", MARK, "gemeinde", "jahr"]),
    st.floats(),
    st.text(max_size=6),
    st.booleans(),
    st.dates(),
)


@given(rows=st.lists(st.lists(CELL, min_size=1, max_size=6), min_size=1, max_size=8))
def test_any_grid_is_a_part_or_none(rows: list[list[Cell]]) -> None:
    part = find_part(sheet(rows), [LAYOUT, NAMED])
    assert part is None or set(part.cells) <= {"one", "two", "other"}
    assert isinstance(hidden_facts([sheet(rows)]), list)
