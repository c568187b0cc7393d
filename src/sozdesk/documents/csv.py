"""Table → csv in two profiles: one that Excel opens with a double click, one for open data.

Excel profile: semicolon, UTF-8 with BOM, days as 31.12.2026, amounts as 1050.00, texts that Excel
would take for a formula with an apostrophe before them, changes in words («plus 2,4 %»).
Open data profile: comma, UTF-8, ISO days, decimal point, the keys of the columns as head
(openZH/ogd-handbook, Publikationsleitlinien).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

from sozdesk.documents.report import FIGURES, SAMPLE_MARK, Kind, Report, Table, Value, cell_text

_CHANGE = re.compile(r"[+-][\d',]+\s%(?: bis (?:gleich|[+-]?[\d',]+\s%))?")
"""«+2,4 % bis +10,0 %»: our own figures begin like a formula too."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def excel_csv(report: Report, table: Table, notice: str = "") -> bytes:
    """One table of a report for Excel; every row ends with its source and what must be noticed.

    That is ``notice``, and in a sample that it is invented.
    """
    kinds = [column.kind for column in table.columns]
    head = [_without_formula(column.title) for column in table.columns]
    rows = [
        [_excel_cell(value, kind) for value, kind in zip(row, kinds, strict=True)]
        for row in table.values()
    ]
    noticed = filter(None, (notice, SAMPLE_MARK if report.sample else ""))
    behind = {"Quelle": "; ".join(report.sources), "Hinweis": "; ".join(noticed)}
    said = {title: text for title, text in behind.items() if text}
    head += said
    rows = [[*row, *said.values()] for row in rows]
    return b"\xef\xbb\xbf" + _lines([head, *rows], delimiter=";", ending="\r\n")


def open_data_csv(table: Table) -> bytes:
    """A table for open data: exactly its columns, headed by their keys, nothing added."""
    kinds = [column.kind for column in table.columns]
    rows = (
        [_open_data_cell(value, kind) for value, kind in zip(row, kinds, strict=True)]
        for row in table.values()
    )
    head = [column.key for column in table.columns]
    return _lines([head, *rows], delimiter=",", ending="\n")


def _lines(rows: Iterable[Sequence[str]], *, delimiter: str, ending: str) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator=ending).writerows(rows)
    return buffer.getvalue().encode()


def _excel_cell(value: Value, kind: Kind) -> str:
    if isinstance(value, str):
        return _without_formula(value)
    if isinstance(value, int) and kind in FIGURES:
        return _decimal(value)
    return cell_text(value, kind)


def _open_data_cell(value: Value, kind: Kind) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and kind in FIGURES:
        return _decimal(value)
    return "" if value is None else str(value)


def _decimal(hundredths: int) -> str:
    """105000 → ``1050.00``, with a point and no thousands, for machines."""
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{abs(hundredths) // 100}.{abs(hundredths) % 100:02d}"


def _without_formula(text: str) -> str:
    if _CHANGE.fullmatch(text):
        return text.replace("+", "plus ").replace("-", "minus ")
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
