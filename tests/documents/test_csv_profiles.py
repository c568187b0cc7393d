"""Two profiles: what Excel opens by double click, and what machines read."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_reports import small_report

from sozdesk.documents.csv import excel_csv, open_data_csv
from sozdesk.documents.report import Column, Kind, Table


def excel_lines(*, sample: bool = False) -> list[str]:
    report = small_report(sample=sample)
    return excel_csv(report, report.tables[0]).decode("utf-8-sig").split("\r\n")


SOURCE = "Selbstdeklaration der Gemeinden"
"""Of the small report."""


def test_excel_gets_a_bom_semicolons_and_german_heads() -> None:
    report = small_report()
    content = excel_csv(report, report.tables[0])
    assert content.startswith(b"\xef\xbb\xbfBFS-Nr.;Gemeinde;4 Personen;")
    assert content.endswith(b"\r\n")


def test_excel_gets_swiss_days_and_amounts_without_apostrophes() -> None:
    assert excel_lines()[2] == f"2763;Arlesheim;1234567.50;0.00;01.07.2026;;{SOURCE}"


def test_text_that_excel_would_calculate_stays_text() -> None:
    assert excel_lines()[3] == f"2781;Blauen;900.00;-12.50;;'=1+1;{SOURCE}"
    assert excel_lines()[4] == f"2788;Liesberg;;Basis gemischt;;'+41 61 552 00 00;{SOURCE}"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("+2,4\xa0% bis +10,0\xa0%", "plus 2,4\xa0% bis plus 10,0\xa0%"),
        ("-1'002,5 %", "minus 1'002,5 %"),
        ("-5,0 % bis gleich", "minus 5,0 % bis gleich"),
        ("gleich bis +5,3 %", "gleich bis +5,3 %"),
        ("+2,4 % bis =1+1", "'+2,4 % bis =1+1"),
    ],
)
def test_a_change_in_percent_needs_no_apostrophe(change: str, words: str) -> None:
    table = Table(title="t", columns=(Column("t", "T"),), rows=((change,),))
    written = excel_csv(small_report(), table).decode("utf-8-sig")
    assert next(csv.reader(written.splitlines()[1:], delimiter=";"))[0] == words


def test_every_row_names_the_source() -> None:
    lines = excel_lines()
    assert lines[0].endswith(";Quelle")
    assert all(line.endswith(f";{SOURCE}") for line in lines[1:-1])


def test_every_row_of_a_sample_says_so() -> None:
    lines = excel_lines(sample=True)
    assert lines[0].endswith(";Hinweis")
    assert all(line.endswith(";Beispieldaten – frei erfunden") for line in lines[1:-1])


def test_open_data_has_commas_iso_days_points_and_snake_case_heads() -> None:
    content = open_data_csv(small_report().tables[0]).decode()
    assert content.splitlines()[:3] == [
        "bfs_gemeindenummer,gemeinde,wert,veraenderung,gueltig_ab,bemerkung",
        "2762,Allschwil,1234.50,5.26,2027-01-01,neu",
        "2763,Arlesheim,1234567.50,0.00,2026-07-01,",
    ]


def test_open_data_keeps_text_as_it_is() -> None:
    table = Table(title="t", columns=(Column("text", "Text"),), rows=(("=A1, «b»",),))
    assert open_data_csv(table) == 'text\n"=A1, «b»"\n'.encode()


@given(st.text(), st.dates(), st.integers(min_value=-(10**12), max_value=10**12))
def test_no_text_breaks_a_row_or_becomes_a_formula(text: str, day: date, rappen: int) -> None:
    columns = (Column("t", "T"), Column("d", "D", Kind.DATE), Column("w", "W", Kind.AMOUNT))
    table = Table(title="t", columns=columns, rows=((text.replace("\x00", ""), day, rappen),))
    content = excel_csv(small_report(), table).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))
    assert len(rows) == 2
    assert len(rows[1]) == 3 + 1  # the source
    assert not rows[1][0].startswith(("=", "+", "-", "@", "\t", "\r"))
