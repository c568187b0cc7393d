"""What people type into a form, as values."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.documents.sheets import Cell
from sozdesk.exchange.answers import Answers
from sozdesk.exchange.form_reader import FoundCell
from sozdesk.exchange.forms import Field, Kind
from sozdesk.kernel import german

LIST = {"net": "netto (ohne Nebenkosten)", "gross": "brutto"}


def answers(value: Cell, *, before: Cell = "") -> Answers:
    field = Field(
        key="it", label="Angabe", kind=Kind.AMOUNT, choices=LIST, other_words={"Nettomiete": "net"}
    )
    return Answers({"it": FoundCell(field, "Blatt", (4, 2), value, before)})


def written(rappen: int, style: int) -> str:
    """The same amount as different people write it."""
    francs, rest = divmod(rappen, 100)
    plain, grouped = str(francs), german.count(francs)
    return [
        f"Fr. {grouped}.{rest:02d}",
        f"CHF {plain},{rest:02d}",
        f"{grouped.replace(chr(39), '’')}.{rest:02d}",
        f"{grouped.replace(chr(39), ' ')}.{rest:02d} Fr.",
        f" {plain}.{rest:02d} ",
    ][style]


@given(rappen=st.integers(0, 99_999_99), style=st.integers(0, 4))
def test_amounts_mean_the_same_however_they_are_written(rappen: int, style: int) -> None:
    asked = answers(written(rappen, style))
    assert asked.amount("it") == rappen
    assert [one.value for one in asked.conversions] == [rappen]
    assert asked.problems == []


@given(francs=st.integers(0, 99_999), ending=st.sampled_from([".–", ".-", ",-", ".--", ",--", ""]))
def test_whole_francs_may_end_in_a_dash(francs: int, ending: str) -> None:
    assert answers(f"{francs}{ending}").amount("it") == francs * 100


@given(rappen=st.integers(0, 9_999_999))
def test_number_cells_are_exact_to_the_rappen(rappen: int) -> None:
    asked = answers(rappen / 100)
    assert asked.amount("it") == rappen
    assert asked.conversions == []


@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)), style=st.integers(0, 3))
def test_days_mean_the_same_however_they_are_written(day: date, style: int) -> None:
    text = [
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day:02d}.{day.month:02d}.{day.year % 100:02d}",
        german.long_day(day).partition(", ")[2],
        day.isoformat(),
    ][style]
    asked = answers(text)
    assert asked.day("it") == day
    assert [one.words for one in asked.conversions] == [german.day(day)]


@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_date_cells_and_serial_numbers_are_days(day: date) -> None:
    serial = float((day - date(1899, 12, 30)).days)
    assert answers(datetime.combine(day, time(12))).day("it") == day
    assert answers(serial).day("it") == day


CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.text(max_size=40),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@given(cell=CELLS)
def test_whatever_stands_in_a_cell_is_a_value_or_a_problem(cell: Cell) -> None:
    for read in ("amount", "count", "decimal", "day", "yes", "choice", "text", "reason"):
        asked = answers(cell)
        value = getattr(asked, read)("it")
        assert len(asked.problems) <= 1
        assert not (asked.problems and value is not None)
    assert answers(cell).open_choice("it")[0] in {None, "net", "gross"}


@pytest.mark.parametrize(
    "cell", ["1.250", "1,250", "neun", "12/5", float("nan"), float("inf"), 1e300, True, time(9)]
)
def test_what_is_no_amount_says_what_to_write(cell: Cell) -> None:
    asked = answers(cell)
    assert asked.amount("it") is None
    (problem,) = asked.problems
    assert problem.sentence.startswith("Angabe: ")
    assert problem.cell.where == "Blatt!C5"


@pytest.mark.parametrize("cell", ["", " ", "-", "–", "---", "..."])
def test_dashes_are_no_answer(cell: str) -> None:
    asked = answers(cell)
    assert asked.amount("it") is None
    assert asked.day("it") is None
    assert asked.text("it") == ""
    assert asked.problems == []


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("netto (ohne Nebenkosten)", "net"),
        ("  NETTO (ohne  Nebenkosten) ", "net"),
        ("Nettomiete", "net"),
        ("Brutto", "gross"),
        ("gross", "gross"),
    ],
)
def test_choices_are_found_without_case_and_spaces(cell: str, value: str) -> None:
    assert answers(cell).choice("it") == value


def test_words_outside_of_the_list_name_the_list() -> None:
    asked = answers("halb")
    assert asked.choice("it") is None
    assert "«netto (ohne Nebenkosten)» und «brutto»" in asked.problems[0].sentence
    assert answers("halb").open_choice("it") == (None, "halb")


@pytest.mark.parametrize(
    ("cell", "meant"), [("ja", True), ("X", True), (1.0, True), ("Nein", False), (False, False)]
)
def test_yes_and_no(cell: Cell, meant: bool) -> None:
    assert answers(cell).yes("it") is meant


@pytest.mark.parametrize(("cell", "value"), [(104.0, 104_000), ("104,05", 104_050), (3, 3_000)])
def test_index_values_are_thousandths(cell: Cell, value: int) -> None:
    assert answers(cell).decimal("it") == value


@pytest.mark.parametrize(("cell", "value"), [(34.0, 34), ("1'200", 1200), (0, 0)])
def test_counts_are_whole_numbers(cell: Cell, value: int) -> None:
    assert answers(cell).count("it") == value


def test_half_a_dwelling_is_no_count() -> None:
    asked = answers(3.5)
    assert asked.count("it") is None
    assert asked.problems


def test_endless_text_is_cut() -> None:
    assert len(answers("a" * 5_000).text("it")) == 2_000


def test_an_answer_knows_whether_it_is_last_times() -> None:
    assert answers(850.0, before=850.0).is_as_before("it")
    assert answers("", before=850.0).is_as_before("it")
    assert not answers(900.0, before=850.0).is_as_before("it")


def test_a_span_of_time_is_no_amount() -> None:
    assert answers(timedelta(hours=3)).amount("it") is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [(87.5, 8750), ("87,5", 8750), ("87.5 %", 8750), ("100%", 10_000), ("", None), (0, 0)],
)
def test_a_percentage_is_read_with_and_without_its_sign(value, expected):
    found = answers(value)
    assert found.percent("it") == expected
    assert found.problems == []


def test_a_word_is_no_percentage():
    found = answers("voll")
    assert found.percent("it") is None
    assert len(found.problems) == 1
