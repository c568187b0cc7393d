"""Text documents as pdf: title page, contents, numbered tables and charts, tagged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pdf_text import catalog, font_names, pages, reader, tags
from sample_reports import small_document

from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.report import SAMPLE_MARK, Paragraph, Table


def test_the_same_document_gives_the_same_bytes() -> None:
    assert write_pdf(small_document()) == write_pdf(small_document())


def test_the_text_is_what_was_approved(approved: Callable[[str, str], None]) -> None:
    text = "\f".join(pages(write_pdf(small_document(sample=True)))) + "\n"
    approved("small_document.pdf.txt", text)


def test_it_claims_the_archive_and_accessibility_standards() -> None:
    content = write_pdf(small_document())
    xmp = catalog(content)["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert str(catalog(content)["/Lang"]).startswith("de")
    kinds = {str(tag["/S"]) for tag in tags(content)}
    assert {"/H1", "/H2", "/H3", "/TOC", "/Figure", "/Caption", "/Table", "/TH"} <= kinds


def test_who_does_not_see_a_chart_hears_its_figures() -> None:
    said = [str(tag["/Alt"]) for tag in tags(write_pdf(small_document())) if "/Alt" in tag]
    assert said[0].endswith("19 umgesetzt / abgeschlossen und 21 in Umsetzung.")
    assert "2 Bildung & Beruf: 5 umgesetzt / abgeschlossen und 1 in Umsetzung" in said[1]


def test_readers_jump_along_its_outline() -> None:
    def names(items) -> list[str]:
        return [
            name
            for item in items
            for name in (names(item) if isinstance(item, list) else [item.title])
        ]

    assert names(reader(write_pdf(small_document())).outline) == [
        "1 Einleitung",
        "2 Stand",
        "2.1 Insgesamt",
        "2.2 Übersicht",
        "3 Anhang",
        "3.1 Unterstützung",
        "1.1 Grundbedarf",
    ]


def test_the_contents_name_chapters_and_their_pages() -> None:
    second = pages(write_pdf(small_document()))[1]
    lines = [" ".join(line.replace(".", " ").split()) for line in second.splitlines()]
    assert any(line.startswith("2 1 Insgesamt") and line.endswith("4") for line in lines)
    assert "1.1 Grundbedarf" not in second  # measures would fill it


def test_every_page_of_a_sample_says_so() -> None:
    assert all(SAMPLE_MARK in page for page in pages(write_pdf(small_document(sample=True))))
    assert SAMPLE_MARK not in "".join(pages(write_pdf(small_document())))


def test_a_long_table_goes_on_with_its_head_on_the_next_page() -> None:
    report = small_document()
    table = next(block for block in report.body if isinstance(block, Table))
    rows = tuple((f"1.{number}", f"Massnahme {number}", None) for number in range(1, 90))
    found = pages(write_pdf(replace(report, body=(replace(table, rows=rows),))))
    with_rows = [page for page in found if "Massnahme 1" in page or "Massnahme 8" in page]
    assert len(with_rows) >= 2
    assert all("Nr." in page for page in with_rows)


def test_markup_is_only_text() -> None:
    body = (Paragraph('#panic("x") *b* $ <a> \\ @b'),)
    assert '#panic("x") *b* $ <a> \\ @b' in "".join(
        pages(write_pdf(replace(small_document(), body=body)))
    )


def test_it_uses_only_the_fonts_that_come_with_the_program() -> None:
    assert all(name.startswith("SourceSans3") for name in font_names(write_pdf(small_document())))
