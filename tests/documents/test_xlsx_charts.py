"""Charts that Excel draws by itself: from cells beside them, told apart by their filling."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from sample_reports import CREATED, small_document
from workbook_text import opened, workbook_text

from sozdesk.documents.report import Column, Report, Table
from sozdesk.documents.xlsx import write_xlsx


def parts(report: Report) -> dict[str, str]:
    with ZipFile(BytesIO(write_xlsx(report))) as package:
        return {name: package.read(name).decode() for name in package.namelist() if ".xml" in name}


def test_every_chart_is_drawn_from_the_cells_beside_it() -> None:
    sheet = opened(write_xlsx(small_document()))["Diagramme"]
    cells = {cell.value: cell.coordinate for row in sheet.iter_rows() for cell in row}
    chart = parts(small_document())["xl/charts/chart2.xml"]
    head = sheet[cells["1 Unterstützung"]].row
    assert f"<c:f>Diagramme!$A${head}:$A${head + 2}</c:f>" in chart
    assert f"<c:f>Diagramme!$B${head}:$B${head + 2}</c:f>" in chart
    assert [sheet.cell(head + at, 2).value for at in range(3)] == [3, 5, 0]
    assert [sheet.cell(head + at, 3).value for at in range(3)] == [4, 1, 4]


def test_the_ring_is_drawn_through_one_row() -> None:
    sheet = opened(write_xlsx(small_document()))["Diagramme"]
    chart = parts(small_document())["xl/charts/chart1.xml"]
    row = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == 19)
    assert f"<c:f>Diagramme!$B${row}:$C${row}</c:f>" in chart
    assert "<c:doughnutChart>" in chart


def test_filled_and_hatched_tell_parts_apart_and_words_say_the_figures() -> None:
    found = parts(small_document())
    for name in ("xl/charts/chart1.xml", "xl/charts/chart2.xml"):
        assert '<a:srgbClr val="1B5E8C"/>' in found[name]
        assert '<a:pattFill prst="wdUpDiag">' in found[name]
    assert "19 umgesetzt / abgeschlossen und 21 in Umsetzung." in found["xl/drawings/drawing1.xml"]
    assert "Am weitesten ist «Bildung &amp; Beruf»" in found["xl/charts/chart2.xml"]


def test_a_report_without_charts_has_no_sheet_for_them() -> None:
    assert "Diagramme" not in opened(write_xlsx(replace(small_document(), charts=()))).sheetnames


def test_the_workbook_says_what_was_approved(approved: Callable[[str, str], None]) -> None:
    approved("small_document.xlsx.txt", workbook_text(write_xlsx(small_document(sample=True))))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write_xlsx(small_document()) == write_xlsx(small_document())


def test_no_row_is_higher_than_excel_takes() -> None:
    text = "Ein Satz, der lang genug ist, um eine Zeile zu füllen und mehr. " * 60
    table = Table(title="T", columns=(Column("a", "A", wide=True),), rows=((text,),))
    report = Report(title="t", created=CREATED, dated=CREATED.date(), tables=(table,))
    sheet = opened(write_xlsx(report)).worksheets[0]
    assert max(row.height or 0 for row in sheet.row_dimensions.values()) <= 409
