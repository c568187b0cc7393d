"""Separated values of unknown origin: the same rows come back, and garbage is refused."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.documents.csv_read import SEPARATORS, parse_csv, read_csv, read_tables
from sozdesk.documents.untrusted import MAX_COLUMNS, MAX_FILE, MAX_ROWS, Refusal, RefusedFile

CODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
LINES = "Gemeinde;1 Person;Bemerkung\r\nBöckten;1'050.00;«gültig» – provisorisch\r\n"


def refusal(content: bytes) -> Refusal:
    with pytest.raises(RefusedFile) as refused:
        read_csv(content)
    return refused.value.reason


@pytest.mark.parametrize("coding", CODINGS)
def test_every_usual_encoding_is_read(coding: str) -> None:
    sheet = read_csv(LINES.encode(coding))
    assert [list(row) for row in sheet.rows] == [
        ["Gemeinde", "1 Person", "Bemerkung"],
        ["Böckten", "1'050.00", "«gültig» – provisorisch"],
    ]


def test_utf_16_with_the_mark_of_the_other_order_is_read() -> None:
    content = b"\xfe\xff" + LINES.encode("utf-16-be")
    assert read_csv(content).rows[1][0] == "Böckten"


@pytest.mark.parametrize("separator", list(SEPARATORS))
def test_every_separator_is_found(separator: str) -> None:
    lines = separator.join(["Gemeinde", "1 Person"]) + "\n" + separator.join(["Buus", "900"])
    assert [list(row) for row in read_csv(lines.encode()).rows] == [
        ["Gemeinde", "1 Person"],
        ["Buus", "900"],
    ]


def test_commas_in_amounts_are_no_separators() -> None:
    content = b"Gemeinde;1 Person;2 Personen\nBuus;1050,00;1250,50\nAesch;1100,00;1300,00\n"
    assert read_csv(content).rows[1] == ("Buus", "1050,00", "1250,50")


def test_a_semicolon_in_a_remark_does_not_part_a_file_with_commas() -> None:
    content = b"gemeinde,wert,bemerkung\nBuus,900,alt; neu\nAesch,950,\nLiestal,980,\n"
    assert read_csv(content).rows[1] == ("Buus", "900", "alt; neu")


def test_a_sentence_in_every_row_does_not_part_a_file_with_commas() -> None:
    content = b"gemeinde,wert,basis\nBuus,900,netto (eins; zwei)\nAesch,950,netto (eins; zwei)\n"
    assert read_csv(content).rows[1] == ("Buus", "900", "netto (eins; zwei)")


def test_amounts_alone_with_decimal_commas_are_parted_by_semicolons() -> None:
    assert read_csv(b"3,5;1450,00\n4,5;1700,00\n").rows[0] == ("3,5", "1450,00")


def test_commas_with_spaces_behind_part_where_there_is_nothing_else() -> None:
    assert read_csv(b"Buus, 900\nAesch, 950\n").rows[0] == ("Buus", " 900")


def test_separators_and_line_ends_in_quotes_belong_to_the_text() -> None:
    content = b'Gemeinde,Bemerkung\r\nBuus,"erst ab Juli,\r\ndann ""neu"""\r\n'
    assert read_csv(content).rows[1] == ("Buus", 'erst ab Juli,\r\ndann "neu"')


def test_excels_line_about_the_separator_is_no_row() -> None:
    assert read_csv(b"sep=,\r\na;1,b\r\n").rows == (("a;1", "b"),)


def test_a_pasted_text_is_read_like_a_file() -> None:
    assert parse_csv('a\t"b\tc"\n').rows == (("a", "b\tc"),)


def test_titles_above_the_table_do_not_hide_the_separator() -> None:
    content = b"Mietzinsgrenzwerte, netto\n\nGemeinde;1 Person\nBuus;900\nAesch;950\n"
    sheet = read_csv(content)
    assert sheet.rows[0] == ("Mietzinsgrenzwerte, netto", "")
    assert sheet.rows[3] == ("Buus", "900")


def test_an_open_quote_swallows_no_line() -> None:
    sheet = read_csv(b'Gemeinde;1 Person\n"Buus;900\nAesch;950\n')
    assert [row[0] for row in sheet.rows] == ["Gemeinde", '"Buus', "Aesch"]


def test_two_open_quotes_swallow_no_line_either() -> None:
    sheet = read_csv(b'Gemeinde;1 Person\n"Buus;900\nAesch;"950\n')
    assert sheet.rows[1:] == (('"Buus', "900"), ("Aesch", '"950'))


def test_an_empty_file_is_an_empty_sheet() -> None:
    assert read_csv(b"").rows == ()


def test_short_rows_are_filled_up() -> None:
    assert read_csv(b"a;b;c\n\nd\n").rows == (("a", "b", "c"), ("", "", ""), ("d", "", ""))


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4\n\x00\x01\x02",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"Gemeinde;\x07\n",
        b"caf\xe9 \x81;1\n",
        b"\xff\xfea",
    ],
    ids=["pdf", "png", "bell", "no letter of any encoding", "half a letter of UTF-16"],
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    assert refusal(content) is Refusal.NOT_A_WORKBOOK


def test_what_is_too_big_is_refused() -> None:
    assert refusal(b"a;" * (MAX_FILE // 2 + 1)) is Refusal.TOO_BIG
    assert refusal(b"a;b\n" * (MAX_ROWS + 1)) is Refusal.TOO_BIG
    assert refusal(b";".join([b"x"] * (MAX_COLUMNS + 1))) is Refusal.TOO_BIG
    assert len(read_csv(b"a;b\n" * MAX_ROWS).rows) == MAX_ROWS


def test_a_cell_that_never_ends_is_refused() -> None:
    assert refusal(b"x" * 200_000) is Refusal.UNREADABLE


def test_a_workbook_is_read_as_one_whatever_its_name() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["B2"] = 900
    buffer = io.BytesIO()
    book.save(buffer)
    (sheet,) = read_tables(buffer.getvalue())
    assert sheet.at(1, 1) == 900
    assert read_tables(b"a;b\n")[0].rows == (("a", "b"),)


CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t"), max_size=12
)


@given(
    rows=st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=8),
    separator=st.sampled_from(list(SEPARATORS)),
    coding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_what_a_program_wrote_comes_back(
    rows: list[list[str]], separator: str, coding: str, ending: str
) -> None:
    width = max(map(len, rows))
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator=ending)
    writer.writerows(rows)
    assert [list(row) for row in read_csv(buffer.getvalue().encode(coding)).rows] == rows


@given(st.binary(max_size=400))
def test_garbage_is_a_sheet_or_refused(content: bytes) -> None:
    try:
        sheets = read_tables(content)
    except RefusedFile:
        return
    for sheet in sheets:
        assert len({len(row) for row in sheet.rows}) <= 1
