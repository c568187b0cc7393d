"""A table to fill in: the same fields that a free table is read by, as an empty workbook or csv.

One column per field, lists of allowed words below the heads, a sheet that explains every column.
What comes back is read like any other table (``mapping``, ``table_rows``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sozdesk.documents import palette
from sozdesk.documents.csv import excel_csv
from sozdesk.documents.report import SAMPLE_MARK, Column, Report, Table
from sozdesk.documents.sheets import column_letters
from sozdesk.documents.xlsx import DATE_FORMAT, new_workbook
from sozdesk.exchange.form_writer import HIDDEN_SHEET
from sozdesk.exchange.forms import Field, Kind

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

EXPLANATIONS = "Erläuterungen"
PREPARED = 200
"""Rows that have the lists and the look."""


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column; ``field.hint`` explains it, ``field.choices`` are the words of its list."""

    field: Field
    width: int
    """In characters."""
    must: bool = False
    """Whether every row needs it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableForm:
    """A whole table to fill in."""

    title: str
    sheet: str
    columns: tuple[FormColumn, ...]
    notes: tuple[tuple[str, str], ...]
    """What the explanations begin with: a word, and a sentence about it."""
    created: datetime
    dated: date
    sample: bool = False


def table_form_csv(form: TableForm) -> bytes:
    """The heads alone, as Excel reads a csv."""
    columns = tuple(Column(one.field.key, one.field.label) for one in form.columns)
    table = Table(title=form.sheet, columns=columns, rows=())
    report = Report(title=form.title, created=form.created, dated=form.dated, tables=(table,))
    return excel_csv(report, table)


def table_form_xlsx(form: TableForm) -> bytes:
    """The workbook; the same form gives the same bytes."""
    workbook, finish = new_workbook(form.created, form.title)
    _write_table(workbook, workbook.add_worksheet(form.sheet), form)
    _write_explanations(workbook, workbook.add_worksheet(EXPLANATIONS), form)
    _write_lists(workbook.add_worksheet(HIDDEN_SHEET), form)
    return finish()


def _write_table(workbook: Workbook, sheet: Worksheet, form: TableForm) -> None:
    for number, column in enumerate(form.columns):
        sheet.set_column(number, number, column.width, _look(workbook, column.field))
        head = workbook.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "bg_color": palette.HEAD,
                "bottom": 1,
                "valign": "vcenter",
            }
        )
        sheet.write_string(0, number, column.field.label, head)
        check = _validation(column.field, number)
        if check:
            sheet.data_validation(1, number, PREPARED, number, check)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L&8{form.title}&R&8Seite &P von &N")


def _look(workbook: Workbook, field: Field) -> Format:
    """Texts stay texts: Excel would make a day of «1.3» and drop the zero of «1.10»."""
    shape = DATE_FORMAT if field.kind is Kind.DAY else "@" if not field.choices else "General"
    return workbook.add_format({"num_format": shape, "valign": "top", "text_wrap": True})


def _validation(field: Field, column: int) -> dict[str, Any] | None:
    common = {
        "input_title": field.label[:32],
        "input_message": field.message[:255],
        "error_title": "Das passt hier nicht",
        "error_message": field.message[:255],
    }
    if field.choices:
        letters = column_letters(column)
        source = f"='{HIDDEN_SHEET}'!${letters}$1:${letters}${len(field.choices)}"
        return {**common, "validate": "list", "source": source}
    if field.kind is Kind.DAY:
        limits = {"minimum": date(1990, 1, 1), "maximum": date(2099, 12, 31)}
        check = {"validate": "date", "criteria": "between", **limits}
        return {**common, **check, "error_type": "warning"}
    return {**common, "validate": "any"} if field.message else None


def _write_lists(sheet: Worksheet, form: TableForm) -> None:
    """The words of every list, in the column that it belongs to."""
    for number, column in enumerate(form.columns):
        sheet.write_column(0, number, list(column.field.choices.values()))
    sheet.hide()


def _write_explanations(workbook: Workbook, sheet: Worksheet, form: TableForm) -> None:
    title = workbook.add_format({"bold": True, "font_size": 14, "valign": "top"})
    bold = workbook.add_format({"bold": True, "valign": "top", "text_wrap": True})
    plain = workbook.add_format({"valign": "top", "text_wrap": True})
    for column, width in enumerate((24, 62, 44)):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, form.title, title)
    row = 1
    if form.sample:
        mark = workbook.add_format({"bold": True, "font_color": palette.WARN})
        sheet.write_string(row, 0, SAMPLE_MARK, mark)
        row += 1
    for word, sentence in form.notes:
        row += 1
        sheet.write_string(row, 0, word, bold)
        sheet.merge_range(row, 1, row, 2, sentence, plain)
        sheet.set_row(row, _height((sentence, 106)))
    row += 2
    _write_rows(workbook, sheet, row, _explained(form))
    _set_page(sheet)


def _explained(form: TableForm) -> Sequence[tuple[str, str, str]]:
    """«Spalte · Was hineingehört · Erlaubte Wörter»."""
    rows = [("Spalte", "Was hineingehört", "Erlaubte Wörter")]
    for column in form.columns:
        must = "Muss ausgefüllt sein. " if column.must else ""
        rows.append(
            (
                column.field.label,
                f"{must}{column.field.hint}",
                " · ".join(column.field.choices.values()),
            )
        )
    return rows


def _write_rows(
    workbook: Workbook, sheet: Worksheet, first: int, rows: Sequence[tuple[str, str, str]]
) -> None:
    head = workbook.add_format({"bold": True, "bg_color": palette.HEAD, "bottom": 1})
    bold = workbook.add_format({"bold": True, "valign": "top", "text_wrap": True})
    plain = workbook.add_format({"valign": "top", "text_wrap": True})
    grey = workbook.add_format({"valign": "top", "text_wrap": True, "font_color": palette.GREY})
    for offset, row in enumerate(rows):
        looks = (head, head, head) if offset == 0 else (bold, plain, grey)
        for column, (text, look) in enumerate(zip(row, looks, strict=True)):
            sheet.write_string(first + offset, column, text, look)
        sheet.set_row(first + offset, _height((row[1], 62), (row[2], 44)))


def _height(*cells: tuple[str, int]) -> int:
    """Points; LibreOffice does not find the height of wrapped text by itself."""
    return 15 * max(1 + len(text) // width for text, width in cells) + 3


def _set_page(sheet: Worksheet) -> None:
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.hide_gridlines(2)
