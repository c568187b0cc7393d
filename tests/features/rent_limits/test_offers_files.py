"""Lists of offers from files, the rooms that are proposed, and answers as somebody types them."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import Workbook
from own_examples import own_declared
from returns_examples import declared

from sozdesk.features.rent_limits import files, rules
from sozdesk.features.rent_limits.files.fields import field_named
from sozdesk.features.rent_limits.terms import (
    Category,
    Interval,
    Offer,
    RoomRange,
)
from sozdesk.kernel.errors import ReturnFileError

TODAY = date(2026, 12, 8)
THREE = (Offer(15, 800_00), Offer(35, 1_450_50), Offer(25, 1_100_00))


def workbook(path, *sheets):
    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def read(path):
    return rules.read_offers(files.pasted_rows(files.offers_text(path))).offers


# ------------------------------------------------------------------ lists of offers


def test_a_workbook_is_read_like_a_pasted_list(tmp_path):
    rows = (["Zimmer", "Ort", "Nettomiete"], [1.5, "a", 800], [3.5, "b", 1450.5], ["2½", "c", 1100])
    path = workbook(tmp_path / "liste.xlsx", rows)
    assert read(path) == THREE


def test_the_first_sheet_with_something_on_it_counts(tmp_path):
    path = workbook(tmp_path / "liste.xlsx", [], [[1.5, 800]], [[9, 900]])
    assert read(path) == (Offer(15, 800_00),)
    assert files.offers_text(workbook(tmp_path / "leer.xlsx", [])) == ""


def test_a_tab_or_a_break_in_a_cell_makes_no_new_column_or_line(tmp_path):
    path = workbook(tmp_path / "liste.xlsx", [["3.5", "1450", "Dorf\tMitte\n1. Stock"]])
    assert len(files.offers_text(path).splitlines()) == 1
    assert files.offers_text(path).count("\t") == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["liste.csv", "Liste.TXT"])
def test_a_csv_is_read_in_the_encodings_of_excel(tmp_path, encoding, name):
    path = tmp_path / name
    path.write_bytes("Zimmer;Nettomiete (März)\n1.5;800\n3.5;1450.50\n2.5;1'100".encode(encoding))
    assert "März" in files.offers_text(path)
    assert read(path) == THREE


def test_quotes_and_commas_of_a_csv_are_understood(tmp_path):
    path = tmp_path / "liste.csv"
    lines = ["Zimmer,Ort,Nettomiete", '"1,5","Dorf, Mitte",800', '3.5,a,"1\'450.50"', '2½,b,"1100"']
    path.write_text("\n".join(lines), encoding="utf-8")
    assert read(path) == THREE
    assert rules.read_offers(files.pasted_rows(path.read_text("utf-8"))).offers == THREE


def test_marks_in_the_cells_of_a_file_part_no_cells(tmp_path):
    cells = ["Zimmer", "Ort", "Nettomiete"], ["3.5", '"Dorf" | oben; "links', "1'450.50"]
    path = workbook(tmp_path / "liste.xlsx", cells)
    assert read(path) == (Offer(35, 1_450_50),)
    assert [len(row) for row in files.pasted_rows(files.offers_text(path))] == [3, 3]


def test_a_list_that_is_too_long_to_paste_is_refused():
    with pytest.raises(ReturnFileError, match=r"«Liste» ist zu gross\."):
        files.pasted_rows("1.5\t800\n" * 5_001)


def test_a_file_that_is_no_table_is_named(tmp_path):
    path = tmp_path / "bild.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    with pytest.raises(ReturnFileError, match=r"«bild\.xlsx» ist keine Tabelle\."):
        files.offers_text(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "gross.csv"
    path.write_bytes(b"1.5;800\n" * 5_001)
    with pytest.raises(ReturnFileError, match=r"«gross\.csv» ist zu gross\."):
        files.offers_text(path)


def test_a_file_that_is_gone_is_named(tmp_path):
    with pytest.raises(ReturnFileError, match=r"«weg\.csv» gibt es nicht\."):
        files.offers_text(tmp_path / "weg.csv")


def test_a_dangerous_workbook_is_refused_with_the_reason(tmp_path):
    path = tmp_path / "alt.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))  # encrypted or old Excel
    with pytest.raises(ReturnFileError, match=r"«alt\.xlsx»"):
        files.offers_text(path)


# ------------------------------------------------------------------ rooms


def test_the_proposed_rooms_are_those_of_the_domain_notes_with_their_source():
    table = files.room_table(TODAY)
    assert table.ranges == (
        RoomRange(Category.P1, 10, 20),
        RoomRange(Category.P2, 20, 30),
        RoomRange(Category.P3, 30, 35),
        RoomRange(Category.P4, 35, 45),
        RoomRange(Category.P5, 45, 50),
    )
    assert "frei änderbar" in table.source


def test_before_the_first_table_that_one_is_proposed():
    assert files.room_table(date(1990, 1, 1)) == files.room_table(TODAY)


# ------------------------------------------------------------------ answers that are typed


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("amount_p4", "amount_p4"),
        ("4 Personen", "amount_p4"),
        ("4 PERSONEN:", "amount_p4"),
        ("gültig ab", "valid_from"),
        ("Beschluss vom", "decided_on"),
        ("Nummer des Beschlusses", "decision_number"),  # as the screen says
        ("Beschluss-Nr.", "decision_number"),  # as the form says
        ("Betrag auf der anderen Basis, 1 Person", "counter_p1"),
        ("Nebenkosten 1 Person", "ancillary_p1"),
    ],
)
def test_a_field_is_found_as_form_and_screen_call_it(name, key):
    assert field_named(name).key == key


def test_another_word_is_no_field():
    assert field_named("Lieblingsfarbe") is None
    assert field_named("") is None


def test_answers_are_typed_over_a_declaration_and_the_others_stay():
    changed, unread = files.with_typed(
        own_declared(), {"amount_p1": "1'010.50", "interval": "pro Jahr", "remark": "neu"}
    )
    assert unread == []
    assert changed.amounts == {**own_declared().amounts, Category.P1: 1_010_50}
    assert (changed.interval, changed.remark) == (Interval.YEAR, "neu")
    assert changed.decision == own_declared().decision


def test_an_empty_answer_takes_the_old_one_away():
    changed, unread = files.with_typed(declared(), {"amount_further": "", "method": ""})
    assert unread == []
    assert Category.FURTHER not in changed.amounts
    assert changed.method is None


def test_what_cannot_be_read_is_said_with_its_field():
    _changed, (problem,) = files.with_typed(declared(), {"amount_p4": "viel"})
    assert problem.field == "amount_p4"
    assert "viel" in problem.message
