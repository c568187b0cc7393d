"""Workbooks: real numbers and days, text that stays text, the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_text import pages
from sample_reports import CREATED, small_report
from workbook_text import opened, workbook_text

from sozdesk.documents.report import SAMPLE_MARK, Column, Kind, Report, Table
from sozdesk.documents.xlsx import new_workbook, write_xlsx


def sheet_of(report: Report) -> Any:
    return opened(write_xlsx(report)).worksheets[0]


def row_of(sheet: Any, name: str) -> Iterator[Any]:
    return next(row for row in sheet.iter_rows() if row[1].value == name)


def test_the_same_report_gives_the_same_bytes_whatever_the_clock_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = write_xlsx(small_report())
    later = CREATED + timedelta(days=400)
    monkeypatch.setattr("time.time", later.timestamp)
    assert write_xlsx(small_report()) == first


def test_the_properties_name_the_instant_in_utc_whatever_zone_it_came_in() -> None:
    workbook, finish = new_workbook(CREATED)
    workbook.add_worksheet("A")
    assert opened(finish()).properties.created == datetime(2027, 1, 5, 10, 0)  # noqa: DTZ001


def test_a_stamp_stands_on_every_sheet_beside_the_day_and_at_the_foot() -> None:
    stamped = replace(small_report(), subtitle="Liestal", stamp="nicht freigegeben")
    sheet = sheet_of(stamped)
    assert sheet["A2"].value == "Liestal · Stand 05.01.2027 · nicht freigegeben"
    assert sheet.oddFooter.left.text == "Stand 05.01.2027 · nicht freigegeben"


def test_amounts_are_numbers_with_apostrophes() -> None:
    cell = tuple(row_of(sheet_of(small_report()), "Allschwil"))[2]
    assert cell.value == 1234.5
    assert cell.number_format == "[<1000]0.00;[<1000000]#'##0.00;#'###'##0.00"


def test_changes_are_numbers_and_none_reads_gleich() -> None:
    sheet = sheet_of(small_report())
    assert tuple(row_of(sheet, "Allschwil"))[3].value == 0.0526
    none = tuple(row_of(sheet, "Arlesheim"))[3]
    assert none.value == 0
    assert none.number_format.endswith(';"gleich"')


def test_days_are_days() -> None:
    cell = tuple(row_of(sheet_of(small_report()), "Allschwil"))[4]
    assert cell.value == datetime(2027, 1, 1)  # noqa: DTZ001 - a cell has no zone
    assert cell.number_format == "dd.mm.yyyy"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "=cmd|' /C calc'!A0"])
def test_text_that_looks_like_a_formula_stays_text_even_after_editing(text: str) -> None:
    table = Table(title="T", columns=(Column("a", "A"),), rows=((text,),))
    report = Report(title="t", created=CREATED, dated=CREATED.date(), tables=(table,))
    cell = next(cell for row in sheet_of(report).iter_rows() for cell in row if cell.value == text)
    assert cell.data_type == "s"
    assert cell.quotePrefix


@given(st.text(min_size=1))
def test_any_text_makes_a_workbook_that_opens(text: str) -> None:
    table = Table(title="T", columns=(Column("a", "A"),), rows=((text,), ("nachher",)))
    report = Report(title="t", created=CREATED, dated=CREATED.date(), tables=(table,))
    assert "nachher" in [row[0].value for row in sheet_of(report).iter_rows()]


def test_a_text_longer_than_a_cell_is_cut_and_not_lost() -> None:
    table = Table(title="T", columns=(Column("a", "A"),), rows=(("x" * 40_000 + "\uffff",),))
    report = Report(title="t", created=CREATED, dated=CREATED.date(), tables=(table,))
    longest = max(len(str(row[0].value)) for row in sheet_of(report).iter_rows())
    assert longest == 32_767


def test_the_head_is_frozen_filtered_and_repeated_on_every_page() -> None:
    sheet = sheet_of(small_report())
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "BFS-Nr.")
    assert sheet.freeze_panes == f"C{head + 1}"
    assert sheet.auto_filter.ref == f"A{head}:F{head + 6}"
    assert sheet.print_title_rows == f"${head}:${head}"


def test_it_prints_on_landscape_a4_one_page_wide_with_page_numbers() -> None:
    sheet = sheet_of(small_report())
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert int(sheet.page_setup.fitToHeight) == 0
    assert sheet.oddFooter.right.text == "Seite &P von &N"


@pytest.mark.parametrize("number", [0, 1])
def test_every_sheet_of_a_sample_says_so_on_screen_and_on_paper(number: int) -> None:
    sheet = opened(write_xlsx(small_report(sample=True))).worksheets[number]
    assert SAMPLE_MARK in [row[0].value for row in sheet.iter_rows()]
    assert SAMPLE_MARK in sheet.oddHeader.right.text


def test_without_a_sample_nobody_reads_of_one() -> None:
    assert SAMPLE_MARK not in workbook_text(write_xlsx(small_report()))


def test_columns_are_wide_enough_for_their_cells() -> None:
    sheet = sheet_of(small_report())
    assert sheet.column_dimensions["B"].width >= len("Allschwil") + 1
    assert sheet.column_dimensions["C"].width >= len("1'234'567.50") + 1


def test_a_long_text_gets_a_row_high_enough_to_read_it() -> None:
    text = "Die Gemeinde überprüft die Beträge im Frühling noch einmal. " * 3
    table = Table(title="T", columns=(Column("a", "A", wide=True),), rows=((text.strip(),),))
    report = Report(title="t", created=CREATED, dated=CREATED.date(), tables=(table,))
    sheet = sheet_of(report)
    row = next(row[0].row for row in sheet.iter_rows() if row[0].value == text.strip())
    assert sheet.row_dimensions[row].height >= 4 * 15  # 179 characters in a column of 48


def test_a_title_too_long_for_a_sheet_loses_what_stands_in_brackets() -> None:
    table = Table(title="Jahresnettomiete (Mietzinsbeiträge)", columns=(Column("a", "A"),), rows=())
    report = Report(title="t", created=CREATED, dated=CREATED.date(), tables=(table,))
    assert opened(write_xlsx(report)).sheetnames == ["Jahresnettomiete", "Erläuterungen"]


@pytest.mark.parametrize(("title", "said"), [("Fristen", "Fristen"), ("Alle", "Fristen · Alle")])
def test_a_table_called_as_its_report_is_not_named_twice(title: str, said: str) -> None:
    table = Table(title=title, columns=(Column("a", "A"),), rows=())
    report = Report(title="Fristen", created=CREATED, dated=CREATED.date(), tables=(table,))
    assert opened(write_xlsx(report)).worksheets[0]["A1"].value == said


def test_the_workbook_says_what_was_approved(approved: Callable[[str, str], None]) -> None:
    approved("small_report.xlsx.txt", workbook_text(write_xlsx(small_report(sample=True))))


def test_nothing_is_left_or_written_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "does not exist"))
    with ZipFile(_file(tmp_path, write_xlsx(small_report()))) as package:
        assert package.testzip() is None


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "report.xlsx"
    path.write_bytes(content)
    return path


@pytest.mark.slow
@pytest.mark.libreoffice
def test_libreoffice_shows_the_same_figures_with_apostrophes(
    tmp_path: Path, libreoffice: Callable[[Path, str], Path]
) -> None:
    printed = libreoffice(_file(tmp_path, write_xlsx(small_report(sample=True))), "pdf")
    text = pages(printed.read_bytes())[0]
    for shown in ("1'234.50", "+5.3%", "01.01.2027", "1'234'567.50", "gleich", "-12.5%", "=1+1"):
        assert shown in text
    assert "Beispieldaten – frei erfunden" in text
    assert "Seite 1 von 2" in text


def test_counts_are_numbers_to_the_right_with_apostrophes_and_words_stand_there_too() -> None:
    table = Table(
        title="Zahlen",
        columns=(Column("name", "Name"), Column("anzahl", "Anzahl", Kind.COUNT)),
        rows=(("A", 2762), ("B", "n. v.")),
    )
    report = Report(title="Zahlen", created=CREATED, dated=CREATED.date(), tables=(table,))
    cells = {row[0].value: row[1] for row in sheet_of(report).iter_rows() if len(row) > 1}
    assert cells["A"].value == 2762
    assert cells["A"].number_format == "[<1000]0;[<1000000]#'##0;#'###'##0"
    assert {cells[name].alignment.horizontal for name in ("Name", "A", "B")} == {"right"}
    assert cells["B"].value == "n. v."
