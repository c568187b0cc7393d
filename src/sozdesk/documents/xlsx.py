"""Workbooks: one way to open a deterministic one in memory, and Report → xlsx.

The same report gives the same bytes: the day of creation comes from the report, and nothing is
written to a temporary file on the way (XlsxWriter would, without ``in_memory``).
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from sozdesk.documents import palette, xlsx_charts
from sozdesk.documents.report import (
    RIGHT,
    SAMPLE_MARK,
    Column,
    Group,
    Kind,
    Report,
    Row,
    Table,
    Value,
    cell_text,
    is_total,
)
from sozdesk.kernel import german

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

AMOUNT_FORMAT = "[<1000]0.00;[<1000000]#'##0.00;#'###'##0.00"
"""Money with apostrophes on every computer: ``#,##0.00`` would follow the language of Windows."""
_COUNT_FORMAT = "[<1000]0;[<1000000]#'##0;#'###'##0"
CHANGE_FORMAT = '+0.0%;-0.0%;"gleich"'
DATE_FORMAT = "dd.mm.yyyy"

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = {0xFFFE: None, 0xFFFF: None}
_LONGEST = 32_767
"""Characters in a cell; XlsxWriter would leave out a longer text without a word."""
_WIDE = 28
"""Characters; longer texts wrap."""
_WIDEST = 48
"""The same for the columns that hold long texts."""
_BOLD = 3
"""Characters less in a head: it is bold and holds the arrow of the filter."""
_CHART_COLUMN = 5
"""Where charts stand, right of the figures of at most three series."""
_REMARK = 84
"""Width of the sentences on the sheet «Erläuterungen»."""
_LINE = 15
"""Height of a line of text in points."""
_HIGHEST = 405
"""Excel takes no higher row."""


def new_workbook(created: datetime, title: str = "") -> tuple[Workbook, Callable[[], bytes]]:
    """An empty workbook in memory, and the function that closes it and answers its bytes.

    ``created`` is the instant in the file's properties. Text is never turned into formulas,
    numbers or links, whatever it starts with.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - heavy, only when a workbook is written

    buffer = BytesIO()
    workbook = Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    instant = created.astimezone(UTC)
    workbook.set_properties({"created": instant, "author": "SozDesk", "title": title})

    def finish() -> bytes:
        workbook.close()
        return buffer.getvalue()

    return workbook, finish


def write_xlsx(report: Report) -> bytes:
    """The report as a workbook: one sheet per table, the charts, and all that is said besides."""
    workbook, finish = new_workbook(report.created, report.title)
    formats = _formats(workbook)
    for table in report.tables:
        sheet = workbook.add_worksheet(_sheet_name(table.title))
        _write_table(sheet, report, table, formats)
    if report.charts:
        _write_charts(workbook, workbook.add_worksheet("Diagramme"), report, formats)
    _write_remarks(workbook.add_worksheet("Erläuterungen"), report, formats)
    return finish()


@dataclass(frozen=True, slots=True)
class _Formats:
    """The looks of cells; XlsxWriter wants each one made once per workbook."""

    title: Format
    plain: Format
    sample: Format
    head: Format
    head_right: Format
    group: Format
    text: Format
    quoted: Format
    bold: Format
    instead: Format
    figures: dict[Kind, Format]
    sums: dict[Kind, Format]
    """The same figures in bold, for the row «Total»."""


def _formats(workbook: Workbook) -> _Formats:
    def make(**properties: object) -> Format:
        return workbook.add_format({"valign": "top", **properties})

    head = {
        "bold": True,
        "text_wrap": True,
        "bg_color": palette.HEAD,
        "bottom": 1,
        "valign": "bottom",
    }
    return _Formats(
        title=make(bold=True, font_size=14),
        plain=make(),
        sample=make(bold=True, font_color=palette.WARN),
        head=make(**head),
        head_right=make(**head, align="right", indent=1),
        group=make(bold=True, bg_color=palette.GROUP),
        text=make(text_wrap=True),
        quoted=make(text_wrap=True, quote_prefix=True),
        bold=make(bold=True),
        instead=make(align="right", indent=1, text_wrap=True, font_color=palette.GREY),
        figures={kind: make(**look) for kind, look in _FIGURES.items()},
        sums={kind: make(**look, bold=True) for kind, look in _FIGURES.items()},
    )


_RIGHT_LOOK: Final = {"align": "right", "indent": 1}
_FIGURES: Final[Mapping[Kind, Mapping[str, object]]] = {
    Kind.AMOUNT: {"num_format": AMOUNT_FORMAT, **_RIGHT_LOOK},
    Kind.CHANGE: {"num_format": CHANGE_FORMAT, **_RIGHT_LOOK},
    Kind.DATE: {"num_format": DATE_FORMAT, "align": "left"},
    Kind.INTEGER: {"num_format": "0", "align": "left"},
    Kind.COUNT: {"num_format": _COUNT_FORMAT, **_RIGHT_LOOK},
}


def _sheet_name(title: str) -> str:
    """Excel takes at most 31 characters: what stands in brackets goes first."""
    return title if len(title) <= 31 else title.split(" (", maxsplit=1)[0][:31]


def _write_table(sheet: Worksheet, report: Report, table: Table, formats: _Formats) -> None:
    head_row = _write_title(sheet, report, table, formats)
    widths = [_width(column, table.values(), i) for i, column in enumerate(table.columns)]
    _write_head(sheet, head_row, table.columns, widths, formats)
    for offset, row in enumerate(table.rows, 1):
        _write_row(sheet, head_row + offset, row, table.columns, formats)
        sheet.set_row(head_row + offset, _height(row, table.columns, widths))
    last_row = head_row + len(table.rows)
    sheet.autofilter(head_row, 0, max(last_row, head_row + 1), len(table.columns) - 1)
    sheet.freeze_panes(head_row + 1, _name_columns(table))
    _write_lines(sheet, last_row + 2, (*table.notes, *_source_lines(report)), formats.plain)
    _set_print(sheet, report, head_row)


def _write_head(
    sheet: Worksheet,
    row: int,
    columns: tuple[Column, ...],
    widths: Sequence[int],
    formats: _Formats,
) -> None:
    for index, (column, width) in enumerate(zip(columns, widths, strict=True)):
        look = formats.head_right if column.kind in RIGHT else formats.head
        sheet.write_string(row, index, column.title, look)
        sheet.set_column(index, index, width)
    titles = zip((column.title for column in columns), widths, strict=True)
    lines = max(_lines(title, width - _BOLD) for title, width in titles)
    sheet.set_row(row, _LINE * lines + 3)


def _write_title(sheet: Worksheet, report: Report, table: Table, formats: _Formats) -> int:
    """Title, «Stand», stamp and sample mark above the table; answers the row of the table's head."""
    named = f"{report.title} · {table.title}" if table.title != report.title else report.title
    sheet.write_string(0, 0, named, formats.title)
    lines = [" · ".join(part for part in (report.subtitle, *_stand(report)) if part)]
    lines += [table.intro] if table.intro else []
    _write_lines(sheet, 1, lines, formats.plain)
    row = 1 + len(lines)
    if report.sample:
        sheet.write_string(row, 0, SAMPLE_MARK, formats.sample)
        row += 1
    return row + 1


def _stand(report: Report) -> tuple[str, str]:
    return f"Stand {german.day(report.dated)}", report.stamp


def _write_charts(workbook: Workbook, sheet: Worksheet, report: Report, formats: _Formats) -> None:
    """Per chart its figures on the left, from which Excel draws it on the right."""
    head = Table(title="Diagramme", columns=(), rows=())
    row = _write_title(sheet, report, head, formats)
    sheet.set_column(0, 0, _WIDEST)
    sheet.set_column(1, _CHART_COLUMN - 1, 14)
    for chart in report.charts:
        sheet.write_string(row, 0, chart.title, formats.bold)
        sheet.write_string(row + 1, 0, chart.unit, formats.head)
        sheet.set_row(row + 1, 2 * _LINE + 3)
        for column, one in enumerate(chart.series, 1):
            sheet.write_string(row + 1, column, one.label, formats.head)
            sheet.write_column(row + 2, column, one.values, formats.figures[Kind.INTEGER])
        sheet.write_column(row + 2, 0, chart.categories, formats.text)
        below = row + 2 + len(chart.categories)
        sheet.write_string(below, 0, f"Quelle: {chart.source}", formats.plain)
        xlsx_charts.draw(workbook, sheet, chart, head=row + 1, beside=_CHART_COLUMN)
        row += max(xlsx_charts.rows_of(chart), len(chart.categories) + 3) + 3
    _set_print(sheet, report, None)


def _name_columns(table: Table) -> int:
    """How many columns stay visible on the left: up to the first wide or figure column."""
    for index, column in enumerate(table.columns):
        if column.wide or column.kind in RIGHT:
            return min(index, 2)
    return min(len(table.columns), 2)


def _write_lines(sheet: Worksheet, row: int, lines: Iterable[str], look: Format) -> None:
    for offset, line in enumerate(lines):
        sheet.write_string(row + offset, 0, line, look)


def _source_lines(report: Report) -> tuple[str, ...]:
    return tuple(f"Quelle: {source}" for source in report.sources)


def _write_row(
    sheet: Worksheet,
    number: int,
    row: Row | Group,
    columns: tuple[Column, ...],
    formats: _Formats,
) -> None:
    if isinstance(row, Group):
        sheet.write_string(number, 0, row.title, formats.group)
        for index in range(1, len(columns)):
            sheet.write_blank(number, index, None, formats.group)
        return
    if is_total(row):  # the same cells in bold
        formats = replace(formats, text=formats.bold, figures=formats.sums)
    for index, (value, column) in enumerate(zip(row, columns, strict=True)):
        _write_cell(sheet, number, index, value, column.kind, formats)


def _write_cell(
    sheet: Worksheet, row: int, column: int, value: Value, kind: Kind, formats: _Formats
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, formats.figures[Kind.DATE])
    elif isinstance(value, str):
        text = value.translate(_NOT_IN_XML)[:_LONGEST]
        sheet.write_string(row, column, text, _text_format(text, kind, formats))
    else:
        sheet.write_number(row, column, _number(value, kind), formats.figures[kind])


def _text_format(text: str, kind: Kind, formats: _Formats) -> Format:
    """Texts that look like formulas stay text even after somebody edits the cell."""
    if text.startswith(_FORMULA_STARTS):
        return formats.quoted
    return formats.instead if kind in RIGHT else formats.text


def _number(value: int, kind: Kind) -> float:
    if kind is Kind.AMOUNT:
        return value / 100
    if kind is Kind.CHANGE:
        return value / 10_000
    return value


_WHOLE = 12
"""Signs up to which a word with a hyphen is not broken."""


def _width(column: Column, rows: Sequence[Row], index: int) -> int:
    """Column width in characters: the longest word of the head, the longest cell, within reason."""
    cells = (len(cell_text(row[index], column.kind)) for row in rows)
    longest = min(max(cells, default=0), _WIDEST if column.wide else _WIDE)
    word = max(map(len, _unbreakable(column.title)))
    return max(longest, word + 2, 8) + 2


def _unbreakable(title: str) -> list[str]:
    """The words of a head; «AHV-Nummer» stays whole, a long word may break at its hyphen."""
    words = title.split()
    return [part for one in words for part in ([one] if len(one) <= _WHOLE else one.split("-"))]


def _height(row: Row | Group, columns: tuple[Column, ...], widths: Sequence[int]) -> int:
    """Row height in points; LibreOffice does not find it by itself for wrapped text."""
    if isinstance(row, Group):
        return _LINE
    texts = (cell_text(value, column.kind) for value, column in zip(row, columns, strict=True))
    lines = max(_lines(text, width) for text, width in zip(texts, widths, strict=True))
    return min(_LINE * lines, _HIGHEST)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column, broken at its own line breaks and at spaces."""
    return sum(len(textwrap.wrap(line, width)) or 1 for line in text.split("\n"))


def _write_remarks(sheet: Worksheet, report: Report, formats: _Formats) -> None:
    """The facts, notes and sources of the whole report."""
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, _REMARK)
    sheet.write_string(0, 0, report.title, formats.title)
    row = 2
    if report.sample:
        sheet.write_string(1, 0, SAMPLE_MARK, formats.sample)
    for label, value in _remarks(report):
        sheet.write_string(row, 0, label, formats.bold)
        sheet.write_string(row, 1, value, formats.text)
        sheet.set_row(row, _LINE * _lines(value, _REMARK))
        row += 1
    _set_print(sheet, report, None)


def _remarks(report: Report) -> list[tuple[str, str]]:
    lines = [("Stand", german.day(report.dated))]
    lines += [(fact.label, fact.value) for fact in report.facts]
    lines += _labelled("Erläuterung", report.notes)
    lines += _labelled("Quelle", report.sources)
    return lines


def _labelled(label: str, lines: Iterable[str]) -> list[tuple[str, str]]:
    return [("" if index else label, line) for index, line in enumerate(lines)]


def _set_print(sheet: Worksheet, report: Report, head_row: int | None) -> None:
    """Landscape A4, one page wide, head repeated, page numbers, sample mark at the top."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    if head_row is not None:
        sheet.repeat_rows(head_row)
    title = report.title.replace("&", "&&")
    sheet.set_header(f"&L&9{title}" + (f"&R&9&B{SAMPLE_MARK}" if report.sample else ""))
    stand = " · ".join(filter(None, _stand(report))).replace("&", "&&")
    sheet.set_footer(f"&L&9{stand}&R&9Seite &P von &N")
