"""Pdf: for everybody to read, also with a screen reader, and the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_text import catalog, font_names, pages, reader, tags
from sample_reports import CREATED, small_report

from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.report import Group, Row, Signature


def many_rows(number: int) -> tuple[Row, ...]:
    return tuple((i, f"Ort {i}", 100_000, 0, date(2027, 1, 1), "") for i in range(1, number + 1))


def test_the_same_report_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_pdf(small_report())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert write_pdf(small_report()) == first


def test_the_text_is_what_was_approved(approved: Callable[[str, str], None]) -> None:
    approved("small_report.pdf.txt", "\f".join(pages(write_pdf(small_report(sample=True)))) + "\n")


def test_markup_in_a_cell_is_only_text() -> None:
    rows: tuple[Row, ...] = ((1, '#panic("x") *b* $ <a> \\ "', None, None, None, "«é» & [x]"),)
    text = "".join(pages(write_pdf(small_report(rows=rows))))
    assert '#panic("x") *b* $ <a> \\ "' in text.replace("\n", " ")
    assert "«é» & [x]" in text


def test_a_sign_that_no_font_has_is_a_box_and_does_not_stop_the_document() -> None:
    rows: tuple[Row, ...] = ((1, "Žluk 😀漢", None, None, None, "a\x01b\u202ec\ue000d"),)
    content = write_pdf(small_report(rows=rows))
    text = "".join(pages(content))
    assert "Žluk □□" in text
    assert "abcd" in text
    assert all(name.startswith("SourceSans3") for name in font_names(content))


@given(st.text(min_size=1))
@settings(max_examples=25)
def test_any_text_can_be_printed(text: str) -> None:
    rows: tuple[Row, ...] = ((1, text, None, None, None, text),)
    assert write_pdf(small_report(rows=rows)).startswith(b"%PDF-")


def test_it_is_tagged_german_and_has_a_title() -> None:
    content = write_pdf(small_report())
    root = catalog(content)
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("de")
    assert reader(content).metadata.title == "Grenzwerte & mehr 2027"
    assert {"/Table", "/TH", "/TD", "/H1"} <= {tag["/S"] for tag in tags(content)}


def test_it_claims_the_archive_and_accessibility_standards() -> None:
    xmp = catalog(write_pdf(small_report()))["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_it_uses_only_the_fonts_that_come_with_the_program() -> None:
    assert all(name.startswith("SourceSans3") for name in font_names(write_pdf(small_report())))
    assert font_names(write_pdf(small_report()))


def test_a_long_table_breaks_and_repeats_its_head_on_every_page() -> None:
    found = pages(write_pdf(small_report(rows=many_rows(120))))
    assert len(found) >= 2
    assert all("BFS-Nr." in page for page in found[:-1])
    assert sum(page.count("Ort ") for page in found) == 120


def test_a_group_that_goes_on_says_its_name_again_on_the_next_page() -> None:
    found = pages(write_pdf(small_report(rows=(Group("Bezirk Laufen"), *many_rows(120)))))
    with_rows = [page for page in found if "Ort " in page]
    assert len(with_rows) >= 2
    assert all("Bezirk Laufen" in page for page in with_rows)


def test_pages_are_numbered_and_carry_title_and_day() -> None:
    found = pages(write_pdf(small_report(rows=many_rows(120))))
    assert f"Seite 2 von {len(found)}" in found[1]
    assert "Stand 05.01.2027" in found[1]
    assert "Grenzwerte & mehr 2027" in found[1]


def test_every_page_of_a_sample_says_so() -> None:
    report = small_report(sample=True, rows=many_rows(120))
    assert all("Beispieldaten – frei erfunden" in page for page in pages(write_pdf(report)))
    assert "Beispieldaten" not in "".join(pages(write_pdf(small_report())))


def test_nothing_is_written_beside_or_to_a_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    write_pdf(small_report())
    assert list(tmp_path.iterdir()) == []


def test_the_instant_of_creation_is_the_one_of_the_report() -> None:
    metadata = reader(write_pdf(small_report())).metadata
    assert metadata.creation_date == CREATED


def test_whoever_signs_is_named_below_the_line_and_strangers_write_themselves() -> None:
    signatures = (Signature("Vera Vorsitz", "Präsidium"), Signature())
    text = " ".join(
        "".join(pages(write_pdf(replace(small_report(), signatures=signatures)))).split()
    )
    assert "Ort, Datum" in text
    assert "Vera Vorsitz, Präsidium" in text
    assert "Name, Funktion, Unterschrift" in text
    assert "Ort, Datum" not in "".join(pages(write_pdf(small_report())))


def test_nobody_signs_on_an_empty_page() -> None:
    """The lines stay together: whatever the length of the report, all of them on one page."""
    signatures = tuple(Signature(f"Person {number}", "Mitglied") for number in range(6))
    for number in range(26, 46, 4):
        report = replace(small_report(rows=many_rows(number)), signatures=signatures)
        last = pages(write_pdf(report))[-1]
        assert "Ort, Datum" in last
        assert all(f"Person {one}" in last for one in range(6))
