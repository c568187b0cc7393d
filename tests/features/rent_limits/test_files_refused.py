"""Files that cannot be used: one clear sentence each, never an exception."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook as OpenWorkbook
from returns_kit import (
    BOECKTEN,
    DECLARED,
    MUNICIPALITIES,
    RETURNS,
    TYPED,
    YEAR,
    edited,
    form,
    page,
    read,
    read_one,
    request,
    stop_of,
)

from sozdesk.documents.sheets import Cell, Sheet
from sozdesk.features.rent_limits.files import form_workbook, read_paths
from sozdesk.features.rent_limits.files.recognition import Register
from sozdesk.features.rent_limits.files.returns import read_forms
from sozdesk.features.rent_limits.terms import ReturnFile


def bomb() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", bytes(20_000_000))
    return buffer.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    buffer = BytesIO(form())
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr(name, data)
    return buffer.getvalue()


def other_workbook() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Budget"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def last_years_form() -> bytes:
    return form_workbook(request(page(), year=YEAR - 1))


def form_of_a_stranger() -> bytes:
    def edit(workbook: OpenWorkbook) -> None:
        workbook["Erhebung"]["B3"] = "Olten"
        workbook["Erhebung"]["B4"] = 2581

    return edited(form(), edit)


@pytest.mark.parametrize(
    ("name", "content", "code", "word"),
    [
        ("a.xlsx", (RETURNS / "password.xlsx").read_bytes(), "password_protected", "Passwort"),
        ("a.xls", (RETURNS / "old_excel.xls").read_bytes(), "old_excel", ".xls"),
        ("a.xlsx", (RETURNS / "old_excel.xls").read_bytes(), "old_excel", ".xls"),
        ("a.xls", form(), "old_excel", ".xls"),
        ("a.xlsm", form(), "macros", "Makros"),
        ("a.xlsx", with_part("xl/vbaProject.bin", b"x"), "macros", "Makros"),
        ("a.xlsx", bomb(), "zip_bomb", "Entpacken"),
        ("a.zip", bomb(), "zip_bomb", "Entpacken"),
        ("a.xlsx", with_part("xl/x.xml", b"<!DOCTYPE x>"), "doctype", "DOCTYPE"),
        ("a.xlsx", with_part("../x.xml", b"x"), "unsafe_path", "Entpacken"),
        ("a.xlsx", form() + bytes(6_000_000), "too_big", "5 MB"),
        ("a.xlsx", form()[:5_000], "unreadable", "lesen"),
        ("a.msg", b"kein Outlook", "unreadable", "lesen"),
        ("a.xlsx", other_workbook(), "not_a_form", "Formular"),
        ("a.txt", b"Guten Tag", "not_a_form", "Formular"),
        ("a.csv", b"a;b", "not_a_form", "Formular"),
        ("a.xlsx", b"", "not_a_form", "Formular"),
        ("a.xlsx", last_years_form(), "wrong_year", "2026"),
        ("a.xlsx", form_of_a_stranger(), "foreign_number", "2581"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(
    tmp_path: Path, name: str, content: bytes, code: str, word: str
) -> None:
    answer = read_one(tmp_path, content, name)
    assert stop_of(answer) == code
    assert word in answer.findings[-1].message
    assert answer.declaration is None
    assert not answer.manual


def test_a_password_hides_behind_any_ending(tmp_path: Path) -> None:
    content = (RETURNS / "password.xlsx").read_bytes()
    assert stop_of(read_one(tmp_path, content, "a.xls")) == "password_protected"


def test_a_form_for_another_year_still_says_whose_it_is(tmp_path: Path) -> None:
    answer = read_one(tmp_path, last_years_form())
    assert (answer.name_seen, answer.suggested_bfs) == ("Böckten", BOECKTEN)


@pytest.mark.parametrize(
    ("content", "cell"), [(last_years_form(), "Erhebung!C6"), (form_of_a_stranger(), "Erhebung!B4")]
)
def test_what_keeps_a_form_out_names_its_cell(tmp_path: Path, content: bytes, cell: str) -> None:
    """The year stands above the answers, the number of the municipality below its name."""
    assert read_one(tmp_path, content).findings[-1].cell == cell


def test_good_files_between_bad_ones_are_read(tmp_path: Path) -> None:
    for name, content in (("1.xlsx", bomb()), ("2.xlsx", form()), ("3.xlsx", b"x"), ("4.pdf", b"")):
        (tmp_path / name).write_bytes(content)
    answers = read_paths([tmp_path], municipalities=MUNICIPALITIES, year=YEAR)
    assert [one.declaration == DECLARED for one in answers] == [False, True, False, False]


def test_a_path_that_does_not_exist_is_a_finding(tmp_path: Path) -> None:
    (answer,) = read_paths([tmp_path / "weg.xlsx"], municipalities=MUNICIPALITIES, year=YEAR)
    assert stop_of(answer) == "not_found"
    assert answer.findings[0].message.startswith("Die Datei gibt es nicht mehr.")


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert read_paths([tmp_path], municipalities=MUNICIPALITIES, year=YEAR) == ()


# ------------------------------------------------------------------ junk

WORDS = [
    "Haushalt",
    "Angabe",
    "Haushaltsgrösse",
    "Grenzwert",
    "1 Person",
    "2 Personen",
    "Gemeinde",
    "BFS-Nummer",
    "Böckten",
    "netto oder brutto",
    "keine Grenzwerte festgelegt, weil …",
    "davon über dem Grenzwert",
    "gültig ab",
    "ja",
    "2027",
    "2842",
    "sozdesk-formular",
    "gemeinde",
    "jahr",
]
CELL: st.SearchStrategy[Cell] = st.one_of(
    st.sampled_from(WORDS),
    st.just(""),
    st.floats(),
    st.integers(-10, 3000),
    st.text(max_size=8),
    st.booleans(),
    st.dates(),
    st.times(),
)
GRID = st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=8)
REGISTER = Register(MUNICIPALITIES)


@given(grids=st.lists(GRID, min_size=1, max_size=3))
@settings(max_examples=300)
def test_any_grid_of_cells_is_a_return_or_a_finding(grids: list[list[list[Cell]]]) -> None:
    sheets = [Sheet(f"Blatt {number}", True, grid) for number, grid in enumerate(grids)]
    for answer in read_forms(sheets, REGISTER, YEAR, ReturnFile(file="a.xlsx")):
        assert answer.declaration is not None or answer.findings


def test_cells_of_a_form_in_disorder_never_raise(tmp_path: Path) -> None:
    """Twenty forms in which twenty random cells were overwritten with something random."""
    chance = random.Random(11)
    junk = [None, "x", -1, 1e9, True, "1.250", "–", "2027", "=1/0", "Haushalt", "1 Person"]

    def edit(workbook: OpenWorkbook) -> None:
        for _ in range(20):
            sheet = chance.choice(workbook.worksheets)
            row, column = chance.randint(1, 40), chance.randint(1, 5)
            if type(sheet.cell(row, column)).__name__ == "Cell":
                sheet.cell(row, column).value = chance.choice(junk)

    for _ in range(20):
        for answer in read(tmp_path, edited(form(TYPED), edit)):
            assert answer.declaration is not None or answer.findings
