"""Overviews as offices write them, with everything that makes them ugly; all content is invented."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
from returns_kit import MUNICIPALITIES

from sozdesk.documents.csv_read import read_tables
from sozdesk.documents.sheets import Sheet
from sozdesk.features.rent_limits.files import read_overview
from sozdesk.features.rent_limits.terms import TableChoice

TABLES = Path(__file__).parents[2] / "data" / "tables"
AESCH, ARLESHEIM, LAUFEN, LIESTAL, PRATTELN, SISSACH = 2761, 2763, 2787, 2829, 2831, 2861

UGLY = (
    ("Kantonales Sozialamt, interne Zusammenstellung",),
    ("Mietzinsgrenzwerte 2026 (netto, ohne Nebenkosten, CHF pro Monat)",),
    (),
    ("Gemeinde", "BFS", "Grenzwerte", None, None, None, None, None, "Beschluss", "Bemerkungen"),
    (
        None,
        None,
        "1 Pers.",
        "2 Pers.",
        "3 Pers.",
        "4 Pers.",
        "5 Pers.",
        "jede weitere",
        "vom",
        None,
    ),
    ("Bezirk Arlesheim",),
    ("Aesch (BL)", 2761, 1050, 1250, 1450, 1650, 1800, 150, date(2025, 11, 20), None),
    (
        "Arlesheim 1)",
        2763,
        "1'100.-",
        "Fr. 1'300",
        "1500 2)",
        "1'700",
        1850,
        "–",
        "3.12.2025",
        None,
    ),
    ("Mittelwert Bezirk", None, 1075, 1275, 1475, 1675, 1825, 150, None, None),
    ("Bezirk Liestal",),
    ("Liestal", 2829, "k. A.", 1240, 1430, 1610, 1790, 140, None, "Antwort folgt"),
    ("Pratteln", 2831, 1010, "12oo", 1400, 1600, 1750, 140, None, None),
    ("Gemeinde", "BFS", "Grenzwerte", None, None, None, None, None, "Beschluss", "Bemerkungen"),
    (
        None,
        None,
        "1 Pers.",
        "2 Pers.",
        "3 Pers.",
        "4 Pers.",
        "5 Pers.",
        "jede weitere",
        "vom",
        None,
    ),
    ("Bezirk Sissach",),
    ("Sissach", 2861, "keine Grenzwerte", None, None, None, None, None, None, "Einzelfallprüfung"),
    ("Rothenfluh", 2859, "–", "–", "–", "–", "–", "–", None, None),
    ("Gelterkindn", None, 980, 1160, 1350, 1530, 1690, 130, None, None),
    ("Median", None, 1050, 1250, 1450, 1650, 1800, 140, None, None),
    ("Total 86 Gemeinden",),
    (),
    ("1) provisorisch bis Ende März",),
    ("2) inkl. Garage",),
    ("Quelle: Selbstdeklaration der Gemeinden",),
)
"""Title, two-line merged heads that repeat, districts, footnotes, mean, median, text amounts."""


def xlsx(
    *sheets: tuple[str, tuple[tuple[object, ...], ...]], merged: tuple[str, ...] = ()
) -> bytes:
    """A workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column, value)
        for span in merged:
            sheet.merge_cells(span)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ugly() -> bytes:
    """The ugly table as Excel saves it, with merged heads."""
    return xlsx(("Übersicht", UGLY), merged=("C4:H4", "A4:A5", "B4:B5", "C13:H13"))


def sheets_of(content: bytes) -> tuple[Sheet, ...]:
    return read_tables(content)


def read(content: bytes, year: int = 2026, memory=None, **choice):
    """What the program understands of a file."""
    return read_overview(
        read_tables(content),
        municipalities=MUNICIPALITIES,
        year=year,
        choice=TableChoice(**choice),
        memory=memory,
    )


def csv_of(*lines: str, coding: str = "utf-8") -> bytes:
    return ("\r\n".join(lines) + "\r\n").encode(coding)


def by_name(table):
    """Short name → line."""
    return {line.name or line.seen: line for line in table.lines}


def left_out(table):
    """Row → the reason in words, without empty rows."""
    return {one.row: one.words for one in table.left_out if one.reason != "empty"}


def francs(line):
    """The amounts of a line in francs, in the order of the sizes."""
    return [amount / 100 for amount in line.declaration.amounts.values()]
