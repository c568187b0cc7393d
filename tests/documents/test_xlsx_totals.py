"""A workbook with a sum: it is bold, heads and addresses have the lines that they need."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl

from sozdesk.documents.report import Column, Fact, Kind, Report, Table
from sozdesk.documents.xlsx import write_xlsx

ADDRESS = "Einwohnergemeinde Liestal\nRathausstrasse 36\n4410 Liestal"


def workbook():
    table = Table(
        title="Nach Kategorie",
        columns=(
            Column("name", "Kategorie"),
            Column("open", "Davon offen", Kind.AMOUNT),
        ),
        rows=(("Kurs", 123_456), ("Total", 123_456)),
    )
    report = Report(
        title="Kantonsanteile 2026",
        created=datetime(2027, 1, 5, tzinfo=UTC),
        dated=date(2027, 1, 5),
        facts=(Fact("Zahlbar an", ADDRESS), Fact("IBAN", "CH93 0076 2011 6238 5295 7")),
        tables=(table,),
    )
    return openpyxl.load_workbook(BytesIO(write_xlsx(report)))


def row_of(sheet, text):
    (found,) = [row for row in sheet.iter_rows() if row[0].value == text]
    return found


def test_the_row_of_the_total_is_bold():
    sheet = workbook().worksheets[0]
    assert all(cell.font.bold for cell in row_of(sheet, "Total"))
    assert not any(cell.font.bold for cell in row_of(sheet, "Kurs"))
    assert row_of(sheet, "Total")[1].number_format == row_of(sheet, "Kurs")[1].number_format


def test_a_head_of_two_words_has_two_lines_and_an_address_three():
    first, facts = workbook().worksheets[0], workbook().worksheets[-1]
    head = row_of(first, "Kategorie")[0].row
    assert first.row_dimensions[head].height >= 30
    address = row_of(facts, "Zahlbar an")[0].row
    iban = row_of(facts, "IBAN")[0].row
    assert facts.row_dimensions[address].height == 3 * (facts.row_dimensions[iban].height or 15)
