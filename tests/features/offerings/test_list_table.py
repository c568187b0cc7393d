"""Cells and columns of a list of providers and offerings: what is read, what is refused and why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from list_kit import COURSE, file_of, table_of, workbook

from sozdesk.documents.sheets import Sheet
from sozdesk.features.offerings.files import ListFile, list_table, read_list
from sozdesk.features.offerings.terms import Audience, Childcare, OrganisationType, PriceUnit, Vat
from sozdesk.features.offerings.texts import list_import as words
from sozdesk.features.offerings.texts.list_import import LABELS
from sozdesk.kernel import listed
from sozdesk.kernel.errors import ReturnFileError

OTHERS = {
    "name": "Trägerschaft",
    "organisation_type": "Art der Organisation",
    "address": "Anschrift",
    "email": "E-Mail-Adresse",
    "phone": "Tel.",
    "website": "Homepage",
    "title": "Angebot",
    "category": "Art des Angebots",
    "town": "Kursort",
    "audience": "Zielpublikum",
    "goals": "Ziel",
    "content": "Beschreibung",
    "workload": "Pensum in %",
    "weeks": "Dauer in Wochen",
    "capacity": "Anzahl Plätze",
    "free_places": "davon frei",
    "amount": "Kosten",
    "unit": "Preis pro",
    "vat": "Mehrwertsteuer",
    "language": "Kurssprache",
    "needed": "Eingangsniveau",
    "reached": "Zielniveau",
    "childcare": "Hütedienst",
    "wheelchair": "barrierefrei",
    "link": "Link zum Angebot",
    "recognised_from": "Anerkannt ab",
    "recognised_to": "Befristet bis",
}


def line(**changes):
    (read,) = table_of(workbook({**COURSE, **changes})).lines
    return read


def refused(**changes):
    """Field and sentence of what cannot be read."""
    return [(finding.field, finding.message) for finding in line(**changes).findings]


# ------------------------------------------------------------------ columns


def test_heads_in_other_words_are_recognised() -> None:
    table = table_of(workbook(COURSE, heads=OTHERS, above=("Angebote 2026", "Stand 1.9.2026")))
    assert table.columns == {key: place for place, key in enumerate(OTHERS)}
    assert table.findings == ()
    assert len(table.lines) == 1


def test_columns_that_nobody_reads_are_named() -> None:
    heads = {"name": "Anbieter/in", "phone": "Telefon", "note": "Interne Notiz"}
    table = table_of(workbook({"name": "A", "phone": "1", "note": "x"}, heads=heads))
    assert [one.message for one in table.findings] == [
        "Nicht eingelesen: Spalte C «Interne Notiz»."
    ]


def test_columns_that_fit_equally_well_are_not_guessed_at() -> None:
    heads = {"name": "Anbieter/in", "phone": "Telefon", "other": "Telefon"}
    content = workbook({"name": "A", "phone": "1", "other": "2"}, heads=heads)
    table = table_of(content)
    assert "phone" not in table.columns
    assert table.findings[0].message == listed.several_columns(
        "Telefon", "B «Telefon» und C «Telefon»"
    )
    chosen = table_of(content, choice={"phone": 2})
    assert chosen.lines[0].provider == {"phone": "2"}


def test_a_chosen_column_means_nothing_else_any_more() -> None:
    content = workbook(COURSE)
    table = table_of(content, choice={"goals": 0})
    assert table.columns["goals"] == 0
    assert "name" not in table.columns
    assert table.lines == ()


def test_a_second_sheet_that_looks_like_a_list_is_named() -> None:
    file = file_of(workbook(COURSE))
    (sheet,) = file.sheets
    twice = ListFile(file.name, (sheet, Sheet("Alt", True, sheet.rows)), file.formulas)
    assert listed.unread_sheet("Alt") in [one.message for one in list_table(twice, {}, {}).findings]


def test_totals_and_bare_names_are_left_out_with_their_row() -> None:
    table = table_of(
        workbook({"name": "Grundkompetenzen"}, COURSE, {"name": "Total", "capacity": 12}, {})
    )
    assert [(one.row, one.words) for one in table.left_out] == [
        (2, listed.ONLY_NAME),
        (4, "Total oder Kennzahl"),
    ]
    assert [read.row for read in table.lines] == [3]


# ------------------------------------------------------------------ cells


def test_a_whole_row_is_read() -> None:
    read = line()
    assert read.findings == ()
    assert read.provider["organisation_type"] is OrganisationType.ASSOCIATION
    assert read.offering["audience"] is Audience.SOCIAL_ASSISTANCE
    assert read.offering["childcare"] is Childcare.YES
    assert (read.price.amount, read.price.unit, read.price.vat) == (
        120_000,
        PriceUnit.COURSE,
        Vat.EXEMPT,
    )
    assert (read.recognised_from, read.wheelchair) == (date(2025, 1, 1), True)
    assert read.cells["iban"] == "Angebote!H2"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("50 %", {"workload_from": 50, "workload_to": 50}),
        ("50 bis 80%", {"workload_from": 50, "workload_to": 80}),
        (0.5, {"workload_from": 50, "workload_to": 50}),
        (80, {"workload_from": 80, "workload_to": 80}),
        ("nach Absprache", {"workload_note": "nach Absprache"}),
    ],
)
def test_a_workload_is_read_as_people_write_it(cell, said) -> None:
    read = line(workload=cell).offering
    assert {key: value for key, value in read.items() if key.startswith("workload")} == said


@pytest.mark.parametrize(
    ("cell", "said"), [(12, (12, 12)), ("8–12 Wochen", (8, 12)), ("ca. 10 Wochen", (10, 10))]
)
def test_weeks_are_read_as_people_write_them(cell, said) -> None:
    read = line(weeks=cell).offering
    assert (read["weeks_min"], read["weeks_max"]) == said


def test_what_is_no_number_of_weeks_is_not_converted() -> None:
    assert refused(weeks="3 Monate") == [("weeks", words.no_weeks("3 Monate"))]
    assert refused(weeks="50 %") == [("weeks", words.no_weeks("50 %"))]
    day = date(2026, 12, 8)
    assert refused(weeks=day) == [("weeks", words.is_a_day("Dauer", "8–12 Wochen"))]


def test_groups_of_people_are_read_from_words() -> None:
    read = line(audience="Sozialhilfe, Asyl und Mütter,").offering
    assert (read["audience"], read["for_mothers"]) == (Audience.BOTH, True)
    assert refused(audience="Senioren") == [("audience", words.no_audience("Senioren"))]


def test_a_unit_without_an_amount_is_no_price() -> None:
    assert line(amount=None).price is None


def test_a_level_without_a_language_is_refused_at_its_cell() -> None:
    assert refused(language=None) == [("needed", words.LANGUAGE_MISSING)]
    assert refused(language=None, needed=None) == [("reached", words.LANGUAGE_MISSING)]
    assert refused(language=None, needed=None, reached=None) == []


def test_towns_are_told_apart() -> None:
    assert line(town="Liestal, Sissach; Liestal").towns == ("Liestal", "Sissach")


def test_cells_that_calculate_or_are_too_long_or_wrong_say_why() -> None:
    assert refused(capacity="=6*2") == [("capacity", listed.formula("Plätze"))]
    assert refused(goals="x" * 2001) == [("goals", listed.too_long("Ziele", 2000))]
    wrong = {"title": "Rechnen", "unit": "pro Sack", "recognised_from": "bald"}
    _right, read = table_of(workbook(COURSE, {**COURSE, **wrong})).lines
    assert {finding.field for finding in read.findings} == {"unit", "recognised_from"}


def test_a_column_of_which_nothing_can_be_read_is_named_as_unread() -> None:
    table = table_of(workbook({**COURSE, "unit": "pro Sack"}))
    assert [one.message for one in table.findings] == ["Nicht eingelesen: Spalte T «Einheit»."]


def test_a_row_that_only_calculates_is_not_lost() -> None:
    table = table_of(workbook(COURSE, {"title": '="Kurs"'}))
    assert [read.row for read in table.lines] == [2, 3]


# ------------------------------------------------------------------ files


def test_a_csv_is_read_like_a_workbook(tmp_path) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes("Anbieter/in;Art;Telefon\r\nÜberbau;Verein;061\r\n".encode("cp1252"))
    (read,) = list_table(read_list(path), {}, {}).lines
    assert (read.name, read.provider["phone"]) == ("Überbau", "061")


def test_files_that_are_no_table_say_what_to_do(tmp_path) -> None:
    with pytest.raises(ReturnFileError, match="gibt es nicht"):
        read_list(tmp_path / "fehlt.xlsx")
    with pytest.raises(ReturnFileError, match="nicht sicher lesen"):
        read_list(tmp_path)
    big = tmp_path / "gross.csv"
    big.write_bytes(b"x" * (5 * 1024 * 1024 + 1))
    with pytest.raises(ReturnFileError, match="zu gross"):
        read_list(big)


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_list_that_libreoffice_saved_says_the_same(libreoffice, tmp_path, kind) -> None:
    path = tmp_path / "angebote.xlsx"
    path.write_bytes(workbook(COURSE, above=("Angebote 2026",)))
    saved = libreoffice(path, kind)
    (before,) = list_table(read_list(path), {}, {}).lines
    (after,) = list_table(read_list(saved), {}, {}).lines
    assert after == before


_CELLS = st.one_of(
    st.text(max_size=40),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)


@given(st.lists(st.lists(_CELLS, min_size=len(LABELS), max_size=len(LABELS)), max_size=4))
def test_no_cell_makes_the_reader_fail_and_no_row_is_lost(rows) -> None:
    sheet = Sheet("Angebote", True, (tuple(LABELS.values()), *map(tuple, rows)))
    table = list_table(
        ListFile("a.xlsx", (sheet,), {}), {}, {key: place for place, key in enumerate(LABELS)}
    )
    seen = [*(read.row for read in table.lines), *(one.row for one in table.left_out)]
    assert len(seen) == len(set(seen))
    assert set(seen) <= set(range(2, len(rows) + 2))
    for read in table.lines:
        assert all(finding.cell and finding.message for finding in read.findings)


def test_an_empty_file_says_nothing_about_columns(tmp_path) -> None:
    path = tmp_path / "leer.xlsx"
    path.write_bytes(workbook(heads={}))
    table = list_table(read_list(path), {}, {})
    assert (table.findings, table.lines, table.heads) == ((), (), ())
