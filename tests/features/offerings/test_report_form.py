"""The form of the yearly report: written, filled in by people, read back."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import reports_kit as kit
from hypothesis import given, settings
from hypothesis import strategies as st

from sozdesk.features.offerings import files
from sozdesk.features.offerings.terms import (
    MunicipalFigures,
    OfferingFigures,
    ReportingYear,
    Vat,
)
from sozdesk.kernel.errors import Cancelled
from sozdesk.kernel.findings import Severity


@pytest.fixture
def made(platform):
    """Kurszentrum Muster with two offerings."""
    return kit.provider_with_offerings(platform)


def edited(path: Path, change) -> Path:
    """The workbook as somebody changed it."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def cell_of(path: Path, label: str, sheet: str, column: int = 3):
    page = openpyxl.load_workbook(path)[sheet]
    row = next(row for row in range(1, 200) if page.cell(row, 1).value == label)
    return page.cell(row, column)


def test_a_filled_in_form_comes_back_as_it_was_typed(platform, made, tmp_path):
    (one,) = kit.read(platform, kit.form(platform, tmp_path))
    assert one.findings == ()
    assert one.usable
    assert one.received_on == kit.TODAY
    report = one.report
    assert (report.provider_id, report.year, report.vat) == (made.id, 2026, Vat.EXEMPT)
    assert (report.participants, report.assignments, report.amount) == (30, 24, 3_480_000)
    assert report.strengths == "Hohe Verbindlichkeit."
    assert report.offerings == (
        OfferingFigures(
            offering_id=made.course,
            places=12,
            utilisation=8750,
            participants=18,
            assignments=16,
            units=1600,
            amount=1_920_000,
        ),
        OfferingFigures(
            offering_id=made.programme,
            places=8,
            utilisation=10_000,
            participants=12,
            assignments=8,
            units=3120,
            amount=1_560_000,
        ),
    )
    assert report.municipalities == (
        MunicipalFigures(bfs_number=kit.LIESTAL, assignments=20, amount=3_000_000),
        MunicipalFigures(bfs_number=kit.SISSACH, assignments=4, amount=480_000),
    )


def test_the_same_form_has_the_same_bytes(platform, made):
    asked = kit.asked(platform)
    assert files.report_form(asked, asked.providers[0]) == files.report_form(
        asked, asked.providers[0]
    )


def test_the_form_names_provider_year_day_offerings_and_units(platform, made, tmp_path):
    path = kit.form(platform, tmp_path)
    first = openpyxl.load_workbook(path)["Jahresbericht"]
    texts = [cell.value for row in first.iter_rows() for cell in row if cell.value is not None]
    assert "Kurszentrum Muster" in texts
    assert any("bis 30.04.2027 an: Kantonales Sozialamt" in str(text) for text in texts)
    assert cell_of(path, "1 Verrechnete Einheiten", "Angebote", 4).value == "in Kursen pro Person"
    assert cell_of(path, "2 Verrechnete Einheiten", "Angebote", 4).value == "in Monaten"
    towns = openpyxl.load_workbook(path)["Gemeinden"]
    labels = [towns.cell(row, 1).value for row in range(1, 120)]
    assert "Aesch (BL)" in labels
    assert labels.count("Liestal") == 1
    assert labels.index("Bezirk Arlesheim") < labels.index("Bezirk Waldenburg")


def test_a_sheet_with_all_municipalities_prints_on_several_pages(platform, made, tmp_path):
    book = openpyxl.load_workbook(kit.form(platform, tmp_path))
    tall = {sheet.title: sheet.page_setup.fitToHeight for sheet in book if sheet.title[0] != "_"}
    assert tall["Gemeinden"] in (0, "0")
    assert tall["Jahresbericht"] in (1, None)


def test_last_years_figures_stand_beside(platform, made, tmp_path):
    before = kit.form(platform, tmp_path, 2025)
    assert kit.record(platform, before, year=2025) == 1
    path = kit.form(platform, tmp_path)
    assert cell_of(path, "1 Auslastung in %", "Angebote", 2).value == 87.5
    assert cell_of(path, "2 Verrechneter Betrag", "Angebote", 2).value == 15_600
    assert cell_of(path, "Teilnehmende", "Jahresbericht", 2).value == 30
    assert cell_of(path, "Liestal", "Gemeinden", 2).value == 20


def test_numbers_typed_as_text_are_understood_and_said(platform, made, tmp_path):
    path = kit.form(
        platform,
        tmp_path,
        amount="Fr. 34'800.–",
        offering_1_utilisation="87,5 %",
        offering_2_units="31,2",
    )
    (one,) = kit.read(platform, path)
    assert one.report.amount == 3_480_000
    assert one.report.offerings[0].utilisation == 8750
    assert one.report.offerings[1].units == 3120
    assert [f.code for f in one.findings] == ["understood"] * 3
    assert all(f.severity is Severity.NOTE and f.cell for f in one.findings)
    assert "«87,5 %» wurde als 87,5 % gelesen." in kit.sentences(one)


def test_a_figure_that_is_none_stops_at_its_cell(platform, made, tmp_path):
    path = kit.form(platform, tmp_path, offering_1_places="viele")
    (one,) = kit.read(platform, path)
    finding = one.findings[0]
    assert (finding.severity, finding.field) == (Severity.STOP, "offering_1_places")
    assert finding.cell == f"Angebote!{cell_of(path, '1 Plätze', 'Angebote').coordinate}"
    assert not one.usable


def test_a_hint_names_the_cell_it_is_about(platform, made, tmp_path):
    path = kit.form(platform, tmp_path, offering_2_utilisation=112)
    (one,) = kit.read(platform, path)
    (finding,) = one.findings
    assert finding.code == "utilisation_above"
    place = cell_of(path, "2 Auslastung in %", "Angebote").coordinate
    assert finding.cell == f"Angebote!{place}"
    assert one.usable


def test_inserted_rows_columns_and_new_names_of_sheets_do_no_harm(platform, made, tmp_path):
    path = kit.form(platform, tmp_path)

    def change(book):
        for sheet in book:
            for merged in list(sheet.merged_cells.ranges):
                sheet.unmerge_cells(str(merged))
        book["Angebote"].insert_rows(2, 3)
        book["Gemeinden"].insert_cols(1)
        book["Jahresbericht"].title = "Tabelle1"

    (one,) = kit.read(platform, edited(path, change))
    assert one.findings == ()
    assert one.report.offerings[1].units == 3120
    assert one.report.municipalities[0].assignments == 20


def test_without_the_hidden_sheet_the_visible_name_decides(platform, made, tmp_path):
    path = edited(kit.form(platform, tmp_path), lambda book: book.__delitem__("_sozdesk"))
    (one,) = kit.read(platform, path)
    assert one.report.provider_id == made.id


def test_another_name_in_the_head_is_asked_back(platform, made, tmp_path):
    kit.provider_with_offerings(platform, "Werkstatt Beispiel")
    path = kit.form(platform, tmp_path)

    def rename(book):
        book["Jahresbericht"]["B3"] = "Werkstatt Beispiel"

    (one,) = kit.read(platform, edited(path, rename))
    assert one.report is None
    assert kit.sentences(one) == [
        (
            "Das Formular wurde für Kurszentrum Muster geschrieben, im Kopf steht Werkstatt Beispiel. "
            "Fragen Sie zurück, von wem es ist."
        )
    ]
    assert one.findings[0].cell == "Jahresbericht!B3"


def test_an_unknown_name_and_no_name_are_said(platform, made, tmp_path):
    def strange(book):
        del book["_sozdesk"]
        book["Jahresbericht"]["B3"] = "Niemand"

    (one,) = kit.read(platform, edited(kit.form(platform, tmp_path), strange))
    assert kit.sentences(one) == [
        "«Niemand» gibt es in dieser Datei nicht. Vergleichen Sie den Namen."
    ]

    def silent(book):
        book["Jahresbericht"]["B3"] = None

    (one,) = kit.read(platform, edited(tmp_path / kit.form(platform, tmp_path).name, silent))
    assert one.report.provider_id == made.id  # the hidden sheet helps


def test_the_form_of_another_year_is_refused(platform, made, tmp_path):
    (one,) = kit.read(platform, kit.form(platform, tmp_path, 2025))
    assert kit.sentences(one) == [
        "Der Bericht ist für 2025, eingelesen wird 2026. Wählen Sie das Jahr 2025."
    ]
    assert one.provider_name == "Kurszentrum Muster"
    assert not one.usable


def test_figures_of_a_foreign_offering_are_not_lost_in_silence(platform, made, tmp_path):
    path = kit.form(platform, tmp_path)

    def foreign(book):
        book["Angebote"]["A40"], book["Angebote"]["C40"] = "77 Plätze", 12

    (one,) = kit.read(platform, edited(path, foreign))
    assert "Angebot 77 gehört nicht zu diesem Formular. Fragen Sie zurück." in kit.sentences(one)
    assert not one.usable


def test_what_is_no_form_says_so(platform, made, tmp_path):
    folder = tmp_path / "eingang"
    folder.mkdir()
    (folder / "Leitbild.pdf").write_bytes(b"%PDF-1.7")
    book = openpyxl.Workbook()
    book.active["A1"] = "Angabe"
    book.save(folder / "Tabelle.xlsx")
    (folder / "kaputt.xlsx").write_bytes(b"PK\x03\x04 kaputt")
    found = kit.read(platform, folder)
    assert [one.usable for one in found] == [False] * 3
    assert kit.sentences(found[1]) == kit.sentences(found[2]) != []
    assert kit.sentences(found[0]) == [
        "Die Datei lässt sich nicht lesen. Verlangen Sie sie noch einmal."
    ]
    (gone,) = kit.read(platform, tmp_path / "weg.xlsx")
    assert kit.sentences(gone) == ["Die Datei gibt es nicht mehr. Wählen Sie sie neu."]


def test_of_two_forms_of_one_provider_only_the_later_one_can_be_recorded(platform, made, tmp_path):
    first = kit.form(platform, tmp_path).rename(tmp_path / "1.xlsx")
    second = kit.form(platform, tmp_path, participants=31).rename(tmp_path / "2.xlsx")
    one, two = kit.read(platform, first, second)
    assert not one.usable
    assert one.findings[-1].code == "twice"
    assert two.usable


def test_a_message_with_a_form_and_a_scan_is_one_report(platform, made, tmp_path):
    from email.message import EmailMessage

    message = EmailMessage()
    message["Date"] = "Mon, 04 Jan 2027 09:00:00 +0100"
    message["From"] = "info@muster.example"
    message.set_content("Bericht")
    form = kit.form(platform, tmp_path).read_bytes()
    message.add_attachment(form, maintype="application", subtype="xlsx", filename="Bericht.xlsx")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Brief.pdf")
    path = tmp_path / "post.eml"
    path.write_bytes(message.as_bytes())
    (one,) = kit.read(platform, path)
    assert one.file == "post.eml › Bericht.xlsx"
    assert one.received_on == date(2027, 1, 4)
    assert one.usable


def test_reading_can_be_cancelled(platform, made, tmp_path):
    path = kit.form(platform, tmp_path)
    with pytest.raises(Cancelled):
        files.read_reports([path], kit.asked(platform), kit.TODAY, cancelled=lambda: True)


_EMPTY = ReportingYear(
    year=2026,
    due_on=None,
    providers=(),
    municipalities=(),
    office="",
    created=kit.TODAY,  # type: ignore[arg-type]
    sample=False,
)


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_fall(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("bytes") / "x.xlsx"
    path.write_bytes(content)
    (one,) = files.read_reports([path], _EMPTY, kit.TODAY)
    assert not one.usable


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=12))
def test_whatever_stands_in_a_cell_is_read_or_refused_with_a_sentence(shared_form, text):
    asked, content, path = shared_form
    book = openpyxl.load_workbook(BytesIO(content))
    page = book["Jahresbericht"]
    row = next(row for row in range(1, 60) if page.cell(row, 1).value == "Teilnehmende")
    try:
        page.cell(row, 3).value = text
    except openpyxl.utils.exceptions.IllegalCharacterError:
        return
    if str(text).startswith("="):
        return
    book.save(path)
    (one,) = files.read_reports([path], asked, kit.TODAY)
    problem = any(f.code == "unreadable" for f in one.findings)
    assert problem or one.report.participants is None or isinstance(one.report.participants, int)


@pytest.fixture(scope="module")
def shared_form(office_files, tmp_path_factory):
    from fixtures_archive import TEST_KEY, fixed_clock
    from sozdesk.archive.file_info import OfficeKind
    from sozdesk.archive.store import open_with_key
    from sozdesk.features.offerings.usecases import (
        LoadOfferingReference,
        load_offering_reference,
    )
    from sozdesk.kernel.ids import seeded_ids

    folder = tmp_path_factory.mktemp("shared")
    path = folder / "amt.sozdesk"
    shutil.copyfile(office_files(OfficeKind.KSA), path)
    archive = open_with_key(path, TEST_KEY, clock=fixed_clock, new_id=seeded_ids(3))
    archive.run(load_offering_reference, LoadOfferingReference())
    kit.provider_with_offerings(archive)
    asked = kit.asked(archive)
    content = kit.form(archive, folder).read_bytes()
    archive.close(backup=False)
    return asked, content, folder / "form.xlsx"


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_form_saved_by_libreoffice_comes_back_right(platform, made, tmp_path, kind):
    program = shutil.which("soffice")
    assert program, "this test needs a LibreOffice"
    path = kit.form(platform, tmp_path)
    (before,) = kit.read(platform, path)
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    saved = tmp_path / "gespeichert"
    command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(saved)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=100)
    (after,) = kit.read(platform, saved)
    assert after.report == before.report
    assert after.findings == ()
