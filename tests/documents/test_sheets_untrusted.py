"""Workbooks from outside: what is read, and what is refused before anything can go wrong."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.documents.packages import unpack
from sozdesk.documents.sheets import address, cell_text, read_sheets
from sozdesk.documents.untrusted import Refusal, RefusedFile

RETURNS = Path(__file__).parents[1] / "data" / "returns"
XML = b'<?xml version="1.0" encoding="UTF-8"?>'


def workbook(**cells: object) -> bytes:
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.worksheets[0][place] = value
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_parts(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The package with some of its parts changed."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


def ods(content: str, manifest: str = "") -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    body = (
        f"<office:document-content {names}><office:body><office:spreadsheet>{content}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped(
        {
            "mimetype": kind.encode(),
            "content.xml": XML + body.encode(),
            "META-INF/manifest.xml": XML + f"<manifest>{manifest}</manifest>".encode(),
        }
    )


def reason(content: bytes) -> Refusal:
    with pytest.raises(RefusedFile) as refused:
        read_sheets(content)
    return refused.value.reason


SMALL = workbook(A1="Mietzins", B2=1050)


def is_read_or_refused(content: bytes) -> bool:
    """Anything else is raised and fails the test."""
    try:
        return read_sheets(content) is not None
    except RefusedFile as refused:
        return refused.reason in Refusal


def test_cells_keep_their_place_when_the_first_ones_are_empty() -> None:
    (sheet,) = read_sheets(workbook(C5=1050.5, D6="vier", E7=date(2027, 1, 1)))
    assert sheet.at(4, 2) == 1050.5
    assert sheet.at(5, 3) == "vier"
    assert sheet.at(6, 4) == date(2027, 1, 1)
    assert sheet.at(0, 0) == ""
    assert sheet.at(99, 99) == ""


def test_hidden_sheets_are_read_and_marked() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(A1="sichtbar")))
    book.create_sheet("_verborgen")["B2"] = "geheim"
    book["_verborgen"].sheet_state = "veryHidden"
    buffer = BytesIO()
    book.save(buffer)
    seen, hidden = read_sheets(buffer.getvalue())
    assert (seen.visible, hidden.visible) == (True, False)
    assert hidden.at(1, 1) == "geheim"


@pytest.mark.parametrize(
    ("row", "column", "name"), [(0, 0, "A1"), (14, 2, "C15"), (0, 26, "AA1"), (9, 701, "ZZ10")]
)
def test_addresses_are_what_people_see(row: int, column: int, name: str) -> None:
    assert address(row, column) == name


@pytest.mark.parametrize(
    ("cell", "text"),
    [(1050.0, "1050"), (1050.5, "1050.5"), (date(2026, 12, 31), "31.12.2026"), (True, "WAHR")],
)
def test_cells_are_written_as_people_see_them(cell: float | date | bool, text: str) -> None:
    assert cell_text(cell) == text


def test_a_password_protected_workbook_is_refused() -> None:
    assert reason((RETURNS / "password.xlsx").read_bytes()) is Refusal.PASSWORD_PROTECTED


def test_the_old_excel_format_is_refused() -> None:
    assert reason((RETURNS / "old_excel.xls").read_bytes()) is Refusal.OLD_EXCEL


def test_a_protected_calc_table_is_refused() -> None:
    content = ods("", "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>")
    assert reason(content) is Refusal.PASSWORD_PROTECTED


def test_a_protected_zip_is_refused() -> None:
    content = bytearray(zipped({"[Content_Types].xml": b"x"}))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    assert reason(bytes(content)) is Refusal.PASSWORD_PROTECTED


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros_are_refused(name: str) -> None:
    content = with_parts(workbook(A1=1), lambda parts: parts.update({name: b"<x/>"}))
    assert reason(content) is Refusal.MACROS


def test_a_workbook_that_calls_itself_macro_enabled_is_refused() -> None:
    def change(parts: dict[str, bytes]) -> None:
        types = parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = types.replace(
            b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main",
            b"vnd.ms-excel.sheet.macroEnabled.main",
        )

    assert reason(with_parts(workbook(A1=1), change)) is Refusal.MACROS


def test_macros_of_libreoffice_are_refused() -> None:
    content = with_parts(ods(""), lambda parts: parts.update({"Basic/Standard/M.xml": b"<x/>"}))
    assert reason(content) is Refusal.MACROS


@pytest.mark.parametrize("coding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/theme/theme1.xml", "_rels/.rels"])
def test_a_doctype_in_any_part_is_refused(part: str, coding: str) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts[part] = "<!DOCTYPE x [<!ENTITY a 'aa'>]>".encode(coding) + parts[part]

    assert reason(with_parts(workbook(A1=1), change)) is Refusal.DOCTYPE


@pytest.mark.parametrize("name", ["../boese.xml", "xl/../../x", "/etc/passwd", "C:/x", "a\\..\\b"])
def test_a_path_that_leaves_the_package_is_refused(name: str) -> None:
    content = with_parts(workbook(A1=1), lambda parts: parts.update({name: b"x"}))
    assert reason(content) is Refusal.UNSAFE_PATH


def test_six_megabytes_are_refused() -> None:
    assert reason(b"PK\x03\x04" + bytes(6 * 1024 * 1024)) is Refusal.TOO_BIG


def test_a_bomb_by_ratio_is_refused() -> None:
    bomb = with_parts(workbook(A1=1), lambda parts: parts.update({"xl/x.xml": bytes(10_000_000)}))
    assert reason(bomb) is Refusal.ZIP_BOMB


def test_a_bomb_by_size_is_refused() -> None:
    noise = bytes(range(256)) * 4000
    parts = {f"xl/{number}.xml": noise for number in range(60)}
    assert reason(zipped({"[Content_Types].xml": b"x", **parts})) is Refusal.ZIP_BOMB


def test_a_bomb_by_number_is_refused() -> None:
    assert reason(zipped({f"{number}.xml": b"" for number in range(201)})) is Refusal.ZIP_BOMB


def test_a_package_that_lies_about_its_sizes_is_refused_without_unpacking_it() -> None:
    """The directory says 10 bytes, the data unfolds to 20 million."""
    data = bytes(20_000_000)
    content = bytearray(zipped({"[Content_Types].xml": data}))
    place = content.rindex(b"PK\x01\x02")
    content[place + 16 : place + 20] = zlib.crc32(bytes(10)).to_bytes(4, "little")
    content[place + 24 : place + 28] = (10).to_bytes(4, "little")
    assert reason(bytes(content)) in {Refusal.ZIP_BOMB, Refusal.UNREADABLE}


@pytest.mark.parametrize("cell", ["XFD1048576", "A5001", "IW1", "AAA1", "A99999"])
def test_cells_in_far_corners_are_refused(cell: str) -> None:
    """The library would make room for the whole rectangle up to there."""
    assert reason(workbook(A1=1, **{cell: 2})) is Refusal.ZIP_BOMB


@pytest.mark.parametrize(
    "cell",
    [
        b"<c><v>1</v></c>",
        b"<c r='XFD9'><v>1</v></c>",
        b'<x:c s="1" r="XFD9"><v>1</v></x:c>',
        b"<c r='A1' s='1'/>",
    ],
)
def test_cells_that_do_not_plainly_say_where_they_are_are_refused(cell: bytes) -> None:
    def change(parts: dict[str, bytes]) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</row>", cell + b"</row>")

    assert reason(with_parts(workbook(A1=1), change)) is Refusal.ZIP_BOMB


def test_coloured_cells_far_outside_do_no_harm() -> None:
    """Somebody painted a whole column."""

    def change(parts: dict[str, bytes]) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"]
        far = b'<row r="20000"><c r="A20000" s="0"/><c r="XFD20000" s="0" /></row></sheetData>'
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", far)

    (sheet,) = read_sheets(with_parts(workbook(B2="da"), change))
    assert (sheet.at(1, 1), len(sheet.rows)) == ("da", 2)


def test_empty_rows_at_the_very_end_do_no_harm() -> None:
    """LibreOffice writes one into almost every file."""

    def change(parts: dict[str, bytes]) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"]
        end = b'<row r="1048576" ht="12.8"></row></sheetData>'
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", end)

    (sheet,) = read_sheets(with_parts(workbook(B2="da"), change))
    assert sheet.at(1, 1) == "da"


CELL = '<table:table-cell office:value-type="float" office:value="1"{}><text:p>1</text:p></table:table-cell>'


def test_repeated_cells_of_a_calc_table_unfold() -> None:
    cell = CELL.format(' table:number-columns-repeated="3"')
    row = f"<table:table-row>{cell}</table:table-row>"
    blank = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    (sheet,) = read_sheets(ods(f'<table:table table:name="T">{row}{blank}</table:table>'))
    assert list(sheet.rows[0]) == [1.0, 1.0, 1.0]
    assert len(sheet.rows) == 1


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (' table:number-rows-repeated="1000000"', ""),
        ("", ' table:number-columns-repeated="1000000"'),
        (" table:number-rows-repeated='1000000'", ""),
    ],
)
def test_a_calc_table_that_unfolds_too_far_is_refused(row: str, cell: str) -> None:
    table = f"<table:table-row{row}>{CELL.format(cell)}</table:table-row>"
    content = ods(f'<table:table table:name="T">{table}</table:table>')
    assert reason(content) is Refusal.ZIP_BOMB


def test_many_sheets_are_refused() -> None:
    book = openpyxl.Workbook()
    for _ in range(40):
        book.create_sheet()
    buffer = BytesIO()
    book.save(buffer)
    assert reason(buffer.getvalue()) is Refusal.ZIP_BOMB


def test_other_files_are_no_workbooks() -> None:
    assert reason(b"%PDF-1.7") is Refusal.NOT_A_WORKBOOK
    assert reason(b"") is Refusal.NOT_A_WORKBOOK
    assert reason(zipped({"a.txt": b"Guten Tag"})) is Refusal.NOT_A_WORKBOOK
    assert reason(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)) is Refusal.UNREADABLE


@given(cut=st.integers(4, 4000))
def test_a_cut_off_file_is_refused(cut: int) -> None:
    assert reason(SMALL[: min(cut, len(SMALL) - 1)]) is Refusal.UNREADABLE


@given(place=st.integers(0, 4500), value=st.integers(0, 255))
def test_a_flipped_byte_never_raises_anything_else(place: int, value: int) -> None:
    content = bytearray(SMALL)
    content[place % len(content)] = value
    assert is_read_or_refused(bytes(content))


@given(data=st.binary(max_size=400), part=st.sampled_from(["workbook", "sharedStrings", "styles"]))
def test_any_bytes_in_a_part_never_raise_anything_else(data: bytes, part: str) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts[f"xl/{part}.xml"] = XML + data

    assert is_read_or_refused(with_parts(SMALL, change))


def test_what_was_checked_is_what_is_read() -> None:
    """Unpacked in memory, with names as the package gives them."""
    assert unpack(zipped({"a/b.txt": b"Guten Tag"})) == {"a/b.txt": b"Guten Tag"}
