"""Cells and columns of a list of persons: what is read, what is refused and why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from person_list_kit import ANNA, BEN, TODAY, table_of, workbook

from sozdesk.documents.sheets import Sheet
from sozdesk.exchange.listed import TableFile, read_file
from sozdesk.features.cases.files import list_table
from sozdesk.features.cases.files.list_lines import read_permit
from sozdesk.features.cases.terms import Permit, Sex
from sozdesk.features.cases.terms.importing import SaidPermit
from sozdesk.features.cases.texts import importing as words
from sozdesk.features.cases.texts.importing import LABELS

KLIB = {
    "dossier": "Dossier-Nr.",
    "last_name": "Familienname",
    "first_name": "Vornamen",
    "birth_date": "Geb.-Datum",
    "sex": "m/w",
    "ahv_number": "AHVN13",
    "nationality": "Nationalität",
    "address": "Anschrift",
    "street": "Strasse Nr.",
    "house_number": "Haus-Nr.",
    "postcode": "Postleitzahl",
    "town": "Wohnort",
    "permit": "Bewilligung",
    "refugee": "Flüchtlingseigenschaft",
    "permit_since": "Bewilligung seit",
    "municipality": "Wohngemeinde",
    "opened_on": "Dossier eröffnet",
    "closed_on": "Dossier geschlossen",
    "support_ended_on": "Ablösedatum",
    "responsible": "Sozialarbeiter/in",
    "supported": "wird unterstützt",
    "main": "Dossierträger",
}


def line(**changes):
    (read,) = table_of(workbook({**ANNA, **changes})).lines
    return read


def refused(**changes):
    """Field and sentence of what cannot be read."""
    return [(finding.field, finding.message) for finding in line(**changes).findings]


def test_heads_in_the_words_of_a_case_system_are_recognised() -> None:
    row = {**ANNA, "main": "ja", "refugee": "ja", "permit_since": date(2026, 1, 1)}
    table = table_of(workbook(row, heads=KLIB))
    assert table.columns == {key: place for place, key in enumerate(KLIB)}
    assert table.findings == ()


def test_a_whole_row_is_read() -> None:
    read = line(closed_on="31.12.2026", support_ended_on=date(2026, 11, 30), main="x")
    assert read.dossier == "2026-014"
    assert read.person == {
        "last_name": "Muster",
        "first_name": "Anna",
        "birth_date": date(1990, 5, 17),
        "sex": Sex.FEMALE,
        "ahv_number": "7569217076985",
        "nationality": "Eritrea",
    }
    assert read.permit == SaidPermit(permit=Permit.F, refugee=True, since=None)
    assert read.case == {
        "opened_on": date(2026, 3, 1),
        "closed_on": date(2026, 12, 31),
        "support_ended_on": date(2026, 11, 30),
    }
    assert (read.municipality, read.responsible) == ("Liestal", "Anna Muster")
    assert (read.supported, read.main) == (True, True)
    assert read.cells["ahv_number"] == f"Fälle!{'ABCDEFGH'[list(LABELS).index('ahv_number')]}2"


@pytest.mark.parametrize(
    ("text", "permit", "refugee"),
    [
        ("B", Permit.B, False),
        ("Ausweis C", Permit.C, False),
        ("Ci", Permit.CI, False),
        ("F-Flüchtling", Permit.F, True),
        ("F Flü", Permit.F, True),
        ("B (anerkannter Flüchtling)", Permit.B, True),
        ("F / Flüchtling", Permit.F, True),
        ("vorläufig aufgenommen", Permit.F, False),
        ("VA", Permit.F, False),
        ("Ausweis F (vorläufig aufgenommene Ausländerinnen und Ausländer)", Permit.F, False),
        ("vorläufig aufgenommene Flüchtlinge", Permit.F, True),
        ("Ausweis N (Asylsuchende)", Permit.N, False),
        ("Schutzbedürftige", Permit.S, False),
        ("B – Aufenthaltsbewilligung", Permit.B, False),
        ("Aufenthaltsbewilligung mit Erwerbstätigkeit", Permit.CI, False),
        ("n", Permit.N, False),
        ("S", Permit.S, False),
        ("CH", None, False),
        ("Schweiz", None, False),
    ],
)
def test_permits_are_read_in_the_words_of_people(text: str, permit: object, refugee: bool) -> None:
    assert read_permit(text) == (permit, refugee)


@pytest.mark.parametrize("text", ["Q", "Flüchtling", "B oder C", "", "F Familie"])
def test_what_is_no_permit_is_not_guessed_at(text: str) -> None:
    assert read_permit(text) is None


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (("Adresse",), ("Gasse 1, 4410 Liestal",)),
        (("Adresse",), ("Gasse 1\n4410 Liestal",)),
        (("Adresse", "PLZ", "Ort"), ("Gasse 1", 4410, "Liestal")),
        (("Strasse", "Hausnummer", "PLZ", "Wohnort"), ("Gasse", 1, "4410", "Liestal")),
        (("Strasse / Nr.", "PLZ/Ort"), ("Gasse 1", "4410 Liestal")),
        (("Wohnadresse", "PLZ Ort"), ("Gasse 1, 4410 Liestal", "4410 Liestal")),
    ],
)
def test_an_address_is_read_from_one_column_or_from_several(
    heads: tuple[str, ...], cells: tuple[object, ...]
) -> None:
    names = {"last_name": "Name", "first_name": "Vorname", **dict(zip(heads, heads, strict=True))}
    row = {"last_name": "Muster", "first_name": "Anna", **dict(zip(heads, cells, strict=True))}
    (line,) = table_of(workbook(row, heads=names)).lines
    assert line.person["address"] == "Gasse 1\n4410 Liestal"


def test_a_place_without_a_street_does_not_take_the_place_of_an_address() -> None:
    heads = {"last_name": "Name", "street": "Strasse", "postcode": "PLZ", "town": "Ort"}
    row = {"last_name": "Muster", "street": None, "postcode": 4410, "town": "Liestal"}
    (line,) = table_of(workbook(row, heads=heads)).lines
    assert "address" not in line.person


def test_a_flag_in_its_own_column_counts_and_the_swiss_have_none() -> None:
    assert line(permit="F", refugee="ja").permit == SaidPermit(
        permit=Permit.F, refugee=True, since=None
    )
    assert line(permit="Ausweis F").permit == SaidPermit(permit=Permit.F, refugee=None, since=None)
    assert line(permit="F", refugee="nein").permit.refugee is False
    swiss = SaidPermit(permit=None, refugee=False, since=None)
    assert line(permit="CH", refugee="nein").permit == swiss
    assert line(permit=None, nationality="Schweiz").permit == swiss
    assert line(permit=None).permit is None
    assert refused(permit=None, refugee="ja") == [("refugee", words.REFUGEE_ALONE)]
    assert refused(permit="Q7") == [("permit", words.no_permit("Q7"))]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("17.05.1990", date(1990, 5, 17)),
        ("17.5.90", date(1990, 5, 17)),
        ("1.2.15", date(2015, 2, 1)),
        ("6.1.27", date(1927, 1, 6)),  # tomorrow cannot be meant
        ("1990-05-17", date(1990, 5, 17)),
        ("17. Mai 85", date(1985, 5, 17)),
        ("29.2.96", date(1996, 2, 29)),
        (33010, date(1990, 5, 17)),  # as Excel counts days
    ],
)
def test_a_short_year_of_birth_is_never_in_the_future(text: object, day: date) -> None:
    assert line(birth_date=text).person["birth_date"] == day


def test_what_is_no_birth_date_is_named() -> None:
    assert refused(birth_date="unklar") == [("birth_date", words.no_birth("unklar"))]
    assert refused(birth_date=date(2090, 1, 1)) == [("birth_date", words.BIRTH_IN_FUTURE)]


@pytest.mark.parametrize(
    ("said", "sex"),
    [("m", "1"), ("w", "2"), ("Frau", "2"), (1, "1"), ("2", "2"), (3, "3"), ("divers", "3")],
)
def test_sexes_are_words_letters_or_codes(said: object, sex: str) -> None:
    assert line(sex=said).person["sex"] == Sex(sex)


def test_an_ahv_number_is_read_with_and_without_points_also_as_a_figure() -> None:
    for said in ("756.9217.0769.85", "7569217076985", 7569217076985, "756 9217 0769 85"):
        assert line(ahv_number=said).person["ahv_number"] == "7569217076985"
    assert "ahv_number" not in line(ahv_number=None).person
    wrong = "Die Prüfziffer der AHV-Nummer stimmt nicht. Vergleichen Sie die Nummer."
    assert refused(ahv_number="756.9217.0769.84") == [("ahv_number", wrong)]


def test_one_column_for_both_names_needs_a_comma() -> None:
    heads = {"last_name": "Name, Vorname", "birth_date": "Geburtsdatum", "sex": "Geschlecht"}
    row = {"last_name": "Muster, Anna", "birth_date": date(1990, 5, 17), "sex": "w"}
    (read,) = table_of(workbook(row, heads=heads)).lines
    assert read.name == "Muster Anna"
    assert read.person["first_name"] == "Anna"
    (read,) = table_of(workbook({**row, "last_name": "Muster Anna"}, heads=heads)).lines
    assert [one.message for one in read.findings] == [words.NOT_APART]


def test_formulas_and_texts_that_are_too_long_are_refused() -> None:
    assert refused(dossier="=A1") == [
        (
            "dossier",
            "Dossiernummer: Hier steht eine Formel. Ersetzen Sie sie durch den Wert selbst.",
        )
    ]
    assert refused(nationality="x" * 201) == [
        (
            "nationality",
            "Staatsangehörigkeit: Der Text ist länger als 200 Zeichen. Kürzen Sie ihn.",
        )
    ]


def test_totals_and_bare_names_are_left_out() -> None:
    table = table_of(workbook(ANNA, {"last_name": "Team Nord"}, {"last_name": "Total", "sex": "w"}))
    assert [one.row for one in table.lines] == [2]
    assert [one.row for one in table.left_out] == [3, 4]


def test_a_csv_with_semicolons_is_read(tmp_path) -> None:
    path = tmp_path / "faelle.csv"
    path.write_text(
        "Dossier;Nachname;Vorname;geboren;Sex;AHV-Nr.;Nat.;Status\r\n"
        "77;Käser;Änni;1.2.1980;w;7569217076985;Schweiz;\r\n",
        "cp1252",
    )
    (read,) = list_table(read_file(path), {}, {}, TODAY).lines
    assert read.person["last_name"] == "Käser"
    assert read.person["birth_date"] == date(1980, 2, 1)
    assert read.permit == SaidPermit(permit=None, refugee=False, since=None)


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_a_list_saved_by_libreoffice_says_the_same(libreoffice, tmp_path, kind) -> None:
    path = tmp_path / "faelle.xlsx"
    path.write_bytes(workbook(ANNA, BEN))
    before = list_table(read_file(path), {}, {}, TODAY).lines
    after = list_table(read_file(libreoffice(path, kind)), {}, {}, TODAY).lines
    assert [(one.person, one.case, one.permit, one.supported) for one in after] == [
        (one.person, one.case, one.permit, one.supported) for one in before
    ]


_CELLS = st.one_of(
    st.text(max_size=30),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=True),
    st.booleans(),
    st.dates(),
)


@given(
    st.lists(st.lists(_CELLS, min_size=len(LABELS), max_size=len(LABELS)), min_size=1, max_size=4)
)
def test_the_reader_never_raises_whatever_stands_in_the_cells(rows) -> None:
    sheet = Sheet("Fälle", True, (tuple(LABELS.values()), *map(tuple, rows)))
    columns = {key: place for place, key in enumerate(LABELS)}
    table = list_table(TableFile("a.xlsx", (sheet,), {}), {}, columns, TODAY)
    assert len(table.lines) + len(table.left_out) <= len(rows)
    for read in table.lines:
        born = read.person.get("birth_date")
        assert born is None or born <= TODAY
