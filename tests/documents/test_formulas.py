"""Where formulas stand in a workbook, whoever saved it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from sozdesk.documents.formulas import formula_cells


def workbook() -> bytes:
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = "Ziele & Mittel"
    first["A1"] = "kein =Formel"
    first["C5"] = '=A1&"x"'
    first["AA2"] = "=1+1"
    first["D1"] = ArrayFormula("D1:E2", "=A1:B2")
    book.create_sheet("Zweites")["B2"] = "=1"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


EXPECTED = {
    "Ziele & Mittel": {(4, 2), (1, 26), (0, 3), (0, 4), (1, 3), (1, 4)},
    "Zweites": {(1, 1)},
}


def test_every_cell_of_a_formula_is_named_with_its_sheet() -> None:
    assert formula_cells(workbook()) == EXPECTED


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_the_same_cells_are_found_after_libreoffice_saved_it(
    kind: str, tmp_path: Path, libreoffice: Callable[[Path, str], Path]
) -> None:
    source = tmp_path / "formeln.xlsx"
    source.write_bytes(workbook())
    assert formula_cells(libreoffice(source, kind).read_bytes()) == EXPECTED


def test_a_csv_and_a_workbook_without_sheets_hold_none() -> None:
    assert formula_cells(b"Titel;=1+1") == {}
    assert formula_cells(_zip({"xl/workbook.xml": b""})) == {}


def test_an_ods_tells_repeated_cells_and_matrices() -> None:
    rows = (
        b'<table:table table:name="A &amp; B">'
        b'<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        b'<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        b'<table:table-cell table:formula="of:=1" table:number-columns-repeated="2"/>'
        b'<table:table-cell table:number-matrix-columns-spanned="1" '
        b'table:number-matrix-rows-spanned="2" table:formula="of:=2"/></table:table-row>'
        b"</table:table>"
    )
    content = _zip({"content.xml": rows})
    assert formula_cells(content) == {"A & B": {(3, 2), (3, 3), (3, 4), (4, 4)}}


def _zip(parts: dict[str, bytes]) -> bytes:
    import zipfile

    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()
