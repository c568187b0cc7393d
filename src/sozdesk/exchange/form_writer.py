"""Writes a :class:`Form` as a protected workbook that prints on A4.

Column A holds the labels, B last time's answers, C the answers, D the change or a second answer,
E a hint. Only answers are unlocked, so that the Tab key walks through them in reading order.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sozdesk.documents.sheets import address
from sozdesk.documents.xlsx import AMOUNT_FORMAT, DATE_FORMAT, new_workbook
from sozdesk.exchange.forms import (
    MARK,
    Fact,
    Field,
    Form,
    FormSheet,
    Heading,
    Kind,
    Line,
    Note,
    Pick,
    Question,
    Raw,
    TableHead,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

PROMPT = "Gemeinde wählen"
"""Stands in a blank form until somebody picks."""
HIDDEN_SHEET = "_sozdesk"

_BLUE, _TEXT, _GREY, _LINE, _CONTROL = "#1B5E8C", "#1C2126", "#545D66", "#DFE2E5", "#7C858E"
_INPUT, _HEAD, _WARN = "#EEF5FA", "#F3F4F5", "#8A5200"
_WIDTHS = (34, 14, 16, 14, 24)
_LAST = len(_WIDTHS) - 1
_ROW_HEIGHT, _HEADING_HEIGHT = 20, 28
_ROWS_OF_A_PAGE = 60
"""More of them on one page would be too small to read: then a sheet runs over several."""
_CHANGE_FORMAT = '+0.0 %;-0.0 %;"gleich"'
_FORMATS = {
    Kind.AMOUNT: AMOUNT_FORMAT,
    Kind.DAY: DATE_FORMAT,
    Kind.DECIMAL: "0.0##",
    Kind.COUNT: "0",
}
_RIGHT = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.DECIMAL})


def write_form(form: Form) -> bytes:
    """The workbook; the same form gives the same bytes."""
    workbook, finish = new_workbook(form.created)
    workbook.set_properties({"title": form.title, "author": "SozDesk", "created": form.created})
    styles = _Styles(workbook)
    list_range = _list_range(form)
    for sheet in form.sheets:
        _SheetWriter(workbook.add_worksheet(sheet.name), styles, list_range).write(sheet, form)
    _write_hidden(workbook.add_worksheet(HIDDEN_SHEET), form)
    return finish()


def _list_range(form: Form) -> str:
    """Where the hidden sheet lists what a blank form offers."""
    picks = [line for sheet in form.sheets for line in sheet.lines if isinstance(line, Pick)]
    first = len(form.facts) + 2
    last = first + len(picks[0].choices) - 1 if picks else first
    return f"='{HIDDEN_SHEET}'!$A${first}:$A${last}"


def _write_hidden(sheet: Worksheet, form: Form) -> None:
    sheet.write_string(0, 0, MARK)
    rows: list[tuple[Raw, ...]] = list(form.facts)
    for form_sheet in form.sheets:
        for line in form_sheet.lines:
            if isinstance(line, Pick):
                rows.extend((choice,) for choice in line.choices)
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, row)
    sheet.hide()
    sheet.protect()


class _Styles:
    """Cell formats by their properties, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def __call__(self, **properties: object) -> Format:
        base: dict[str, Any] = {
            "font_name": "Calibri",
            "font_size": 11,
            "font_color": _TEXT,
            "valign": "vcenter",
        }
        base.update(properties)
        key = tuple(sorted(base.items(), key=lambda item: item[0]))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(base)
        return self._made[key]

    def answer(self, field: Field, answer: Raw) -> Format:
        """An unlocked cell; a day looks like a day wherever somebody typed it."""
        usual = _FORMATS.get(field.kind, "@" if field.kind is Kind.TEXT else "General")
        return self(
            locked=False,
            bg_color=_INPUT,
            border=1,
            border_color=_CONTROL,
            align="right" if field.kind in _RIGHT else "left",
            text_wrap=field.kind in (Kind.TEXT, Kind.OPEN_CHOICE),
            indent=1,
            num_format=DATE_FORMAT if isinstance(answer, date) else usual,
        )


class _SheetWriter:
    """Writes the lines of one sheet from top to bottom."""

    def __init__(self, sheet: Worksheet, styles: _Styles, list_range: str) -> None:
        self.sheet = sheet
        self.style = styles
        self.list_range = list_range
        self.row = 0
        self.first_answer: tuple[int, int] | None = None

    def write(self, form_sheet: FormSheet, form: Form) -> None:
        for column, width in enumerate(_WIDTHS):
            self.sheet.set_column(column, column, width)
        self._title(form_sheet, form)
        for line in form_sheet.lines:
            self._line(line)
        self._page(form_sheet, form)

    def _title(self, form_sheet: FormSheet, form: Form) -> None:
        title = self.style(font_size=18, bold=True, font_color=_BLUE)
        self.sheet.set_row(0, 28)
        self.sheet.write_string(0, 0, form_sheet.title, title)
        if form.sample:
            mark = self.style(
                font_color=_WARN, border=3, border_color=_WARN, align="center", bold=True
            )
            self.sheet.merge_range(0, _LAST - 1, 0, _LAST, form.sample_words, mark)
        self.row = 1
        if form_sheet.subtitle:
            self._note(Note(form_sheet.subtitle, lines=2))

    def _page(self, form_sheet: FormSheet, form: Form) -> None:
        sheet = self.sheet
        sheet.set_paper(9)
        sheet.set_margins(left=0.55, right=0.55, top=0.5, bottom=0.6)
        sheet.hide_gridlines(2)
        sheet.print_area(0, 0, self.row - 1, _LAST)
        sheet.fit_to_pages(1, 1 if self.row <= _ROWS_OF_A_PAGE else 0)
        sample = f" · {form.sample_words}" if form.sample else ""
        sheet.set_footer(f"&L&8{form_sheet.footer}{sample}&R&8Seite &P von &N")
        sheet.protect("", {"format_columns": True, "format_rows": True})
        if self.first_answer:
            sheet.set_selection(address(*self.first_answer))

    def _line(self, line: Line) -> None:
        writers: dict[type, Callable[[Any], None]] = {
            Heading: self._heading,
            TableHead: self._table_head,
            Fact: self._fact,
            Pick: self._pick,
            Note: self._note,
            Question: self._question,
        }
        writers[type(line)](line)

    def _heading(self, line: Heading) -> None:
        style = self.style(
            bold=True, font_size=12, font_color=_BLUE, bottom=1, bottom_color=_BLUE, valign="bottom"
        )
        self.sheet.set_row(self.row, _HEADING_HEIGHT)
        for column in range(_LAST + 1):
            self.sheet.write_blank(self.row, column, None, style)
        self.sheet.write_string(self.row, 0, line.text, style)
        self.row += 1

    def _table_head(self, line: TableHead) -> None:
        self._next_row()
        for column in range(_LAST + 1):
            word = line.words[column] if column < len(line.words) else ""
            style = self.style(
                bold=True,
                font_color=_GREY,
                bg_color=_HEAD,
                align="right" if 0 < column < _LAST else "left",
                indent=int(0 < column < _LAST),
            )
            self.sheet.write(self.row - 1, column, word, style)

    def _fact(self, line: Fact) -> None:
        self._label(line.label)
        style = self.style(bold=True, align="left")
        self.sheet.merge_range(self.row, 1, self.row, 3, line.value, style)
        self._next_row()

    def _pick(self, line: Pick) -> None:
        self._label(line.label)
        style = self.style(
            locked=False,
            bold=True,
            bg_color=_INPUT,
            border=1,
            border_color=_CONTROL,
            align="left",
            indent=1,
        )
        self.sheet.merge_range(self.row, 1, self.row, 3, PROMPT, style)
        self.sheet.data_validation(
            self.row,
            1,
            self.row,
            1,
            {
                "validate": "list",
                "source": self.list_range,
                "input_title": line.label,
                "input_message": "Wählen Sie Ihre Gemeinde aus der Liste.",
                "error_title": "Nicht in der Liste",
                "error_message": "Wählen Sie die Gemeinde aus der Liste.",
            },
        )
        self.first_answer = self.first_answer or (self.row, 1)
        picked = address(self.row, 1)
        self._next_row()
        self._label(line.number_label)
        style = self.style(bold=True, align="left")
        self.sheet.merge_range(self.row, 1, self.row, 3, "", style)
        formula = f'=IFERROR(VALUE(RIGHT({picked},4)),"")'
        self.sheet.write_formula(self.row, 1, formula, style, "")
        self._next_row()

    def _note(self, line: Note) -> None:
        style = self.style(font_color=_GREY, text_wrap=True)
        self.sheet.set_row(self.row, _ROW_HEIGHT * line.lines)
        self.sheet.merge_range(self.row, 0, self.row, _LAST, line.text, style)
        self.row += 1

    def _question(self, line: Question) -> None:
        height = _ROW_HEIGHT * line.lines
        self.sheet.set_row(self.row, height)
        self._label(line.fields[0].label)
        self._before(line)
        for number, field in enumerate(line.fields):
            answer = line.answers[number] if number < len(line.answers) else None
            self._answer(line, field, answer)
        if line.compare:
            self._change(line)
        if line.fields[0].hint and not line.wide:
            style = self.style(font_color=_GREY, font_size=9, indent=1)
            first = 3 + line.fields[-1].column
            self.sheet.write_string(self.row, first, line.fields[0].hint, style)
        self.row += 1

    def _label(self, label: str) -> None:
        self.sheet.write_string(self.row, 0, label, self.style(text_wrap=True))

    def _before(self, line: Question) -> None:
        field = line.fields[0]
        style = self.style(
            font_color=_GREY,
            align="right",
            indent=1,
            num_format=_FORMATS.get(field.kind, "General"),
            shrink=field.kind not in _FORMATS,
        )
        _write(self.sheet, self.row, 1, line.before, style)

    def _answer(self, line: Question, field: Field, answer: Raw) -> None:
        column, style = 2 + field.column, self.style.answer(field, answer)
        if line.wide:
            self.sheet.merge_range(self.row, column, self.row, _LAST, "", style)
        _write(self.sheet, self.row, column, answer, style)
        self.first_answer = self.first_answer or (self.row, column)
        validation = _validation(field)
        if validation:
            self.sheet.data_validation(self.row, column, self.row, column, validation)

    def _change(self, line: Question) -> None:
        old, new = address(self.row, 1), address(self.row, 2)
        formula = f'=IF(AND(ISNUMBER({old}),ISNUMBER({new})),IF({old}=0,"",{new}/{old}-1),"")'
        style = self.style(font_color=_GREY, align="right", indent=1, num_format=_CHANGE_FORMAT)
        self.sheet.write_formula(self.row, 3, formula, style, _change_now(line))

    def _next_row(self) -> None:
        self.sheet.set_row(self.row, _ROW_HEIGHT)
        self.row += 1


def _change_now(line: Question) -> float | str:
    """What the formula shows before anybody opened the file."""
    old, new = line.before, line.answers[0] if line.answers else None
    if isinstance(old, int | float) and isinstance(new, int | float) and old:
        return new / old - 1
    return ""


def _write(sheet: Worksheet, row: int, column: int, value: Raw, style: Format) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, date | datetime):
        sheet.write_datetime(row, column, value, style)
    else:
        sheet.write(row, column, value, style)


_ERROR_TITLES = {
    Kind.AMOUNT: "Ist das ein Betrag?",
    Kind.COUNT: "Ist das eine Zahl?",
    Kind.DECIMAL: "Ist das eine Zahl?",
    Kind.DAY: "Ist das ein Datum?",
}


def _validation(field: Field) -> dict[str, Any] | None:
    """Lists are binding; amounts and days only warn, so that nobody is kept from answering."""
    if field.kind is Kind.TEXT:
        return None
    common: dict[str, Any] = {
        "input_title": field.label[:32],
        "input_message": field.message[:255],
        "error_message": field.message[:255],
    }
    if field.choices:
        binding = field.kind is not Kind.OPEN_CHOICE
        return {
            **common,
            "validate": "list",
            "source": list(field.choices.values()),
            "error_title": "Nicht in der Liste",
            "error_type": "stop" if binding else "warning",
        }
    if field.kind is Kind.DAY:
        limits = {"minimum": date(1990, 1, 1), "maximum": date(2099, 12, 31)}
        check = {"validate": "date", "criteria": "between", **limits}
    else:
        check = {"validate": "decimal", "criteria": ">=", "value": 0}
    return {**common, **check, "error_title": _ERROR_TITLES[field.kind], "error_type": "warning"}
