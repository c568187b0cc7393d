"""Documents for Word: headings, fields, tables as Word knows them, the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_text import pages
from sample_reports import CREATED, small_document

from docx_kit import document_text, header
from sozdesk.documents.docx import write_docx
from sozdesk.documents.report import SAMPLE_MARK, Heading, Paragraph, heading_numbers


def opened(**changes):
    return Document(BytesIO(write_docx(replace(small_document(), **changes))))


def part(name: str, **changes) -> str:
    with ZipFile(BytesIO(write_docx(replace(small_document(), **changes)))) as package:
        return package.read(name).decode()


def test_the_same_report_gives_the_same_bytes_whatever_the_clock_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = write_docx(small_document())
    monkeypatch.setattr("time.time", (CREATED + timedelta(days=400)).timestamp)
    assert write_docx(small_document()) == first


def test_it_says_what_was_approved(approved: Callable[[str, str], None]) -> None:
    approved("small_document.docx.txt", document_text(write_docx(small_document(sample=True))))


def test_headings_are_those_of_word_and_count_themselves() -> None:
    document = opened()
    found = [one for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert [(one.style.name, one.text) for one in found] == [
        ("Heading 1", "Einleitung"),
        ("Heading 1", "Stand"),
        ("Heading 2", "Insgesamt"),
        ("Heading 2", "Übersicht"),
        ("Heading 1", "Anhang"),
        ("Heading 2", "Unterstützung"),
        ("Heading 3", "1.1 Grundbedarf"),
    ]
    for level in (1, 2):
        style = document.styles[f"Heading {level}"].element
        assert style.pPr.numPr.ilvl.val == level - 1
    assert found[-1]._p.pPr.numPr.numId.val == 0  # brings a number of its own


@pytest.mark.parametrize(
    ("levels", "numbers"),
    [
        ((1, 2, 2, 1), ["1", "1.1", "1.2", "2"]),
        ((1, 1, 2, 3), ["1", "2", "2.1", "2.1.1"]),
        ((), []),
    ],
)
def test_the_numbers_are_those_that_word_will_count(levels, numbers) -> None:
    assert heading_numbers(levels) == numbers


def test_the_table_of_contents_is_a_field_that_word_updates_and_is_filled_before() -> None:
    document = opened()
    entries = [one for one in document.paragraphs if one.style.name.startswith("toc")]
    assert [one.text for one in entries] == [
        "1\tEinleitung",
        "2\tStand",
        "2.1\tInsgesamt",
        "2.2\tÜbersicht",
        "3\tAnhang",
        "3.1\tUnterstützung",
    ]
    assert 'TOC \\o "1-2" \\h \\z \\u' in "".join(
        one.text or "" for one in entries[0]._p.iter(qn("w:instrText"))
    )
    marks = {one.get(qn("w:name")) for one in document.element.body.iter(qn("w:bookmarkStart"))}
    links = {one.get(qn("w:anchor")) for one in document.element.body.iter(qn("w:hyperlink"))}
    assert links <= marks
    assert len(links) == 6
    assert document.settings.element.find(qn("w:updateFields")) is not None


def test_captions_are_numbered_by_fields() -> None:
    captions = [one for one in opened().paragraphs if one.style.name == "Caption"]
    assert [one.text for one in captions] == [
        "Abbildung 1: Fast die Hälfte ist umgesetzt",
        "Abbildung 2: Am weitesten ist «Bildung & Beruf»",
        "Tabelle 1: Alle Massnahmen",
    ]
    codes = [
        "".join(field.text or "" for field in one._p.iter(qn("w:instrText"))) for one in captions
    ]
    assert codes == [" SEQ Abbildung \\* ARABIC "] * 2 + [" SEQ Tabelle \\* ARABIC "]


def test_tables_repeat_their_head_and_never_break_a_row() -> None:
    (table,) = opened().tables
    rows = table._tbl.findall(qn("w:tr"))
    properties = [row.find(qn("w:trPr")) for row in rows]
    assert [one.find(qn("w:tblHeader")) is not None for one in properties] == [True] + [False] * 3
    assert all(one.find(qn("w:cantSplit")) is not None for one in properties)
    assert table.style.name == "SozDesk Tabelle"


def test_the_columns_of_a_table_fill_the_page_between_its_margins() -> None:
    document = opened()
    (table,) = document.tables
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    widths = [int(one.get(qn("w:w"))) * 635 for one in table._tbl.iter(qn("w:gridCol"))]
    assert sum(widths) == pytest.approx(room, rel=0.01)
    assert widths[1] == max(widths)


def test_charts_are_pictures_with_their_figures_in_words() -> None:
    document = opened()
    described = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    assert described[0].endswith("19 umgesetzt / abgeschlossen und 21 in Umsetzung.")
    assert len(document.inline_shapes) == 2
    with ZipFile(BytesIO(write_docx(small_document()))) as package:
        pictures = [name for name in package.namelist() if name.startswith("word/media/")]
        assert all(package.read(name).startswith(b"\x89PNG") for name in pictures)


def test_lines_are_as_high_as_the_charts_in_them() -> None:
    """A fixed height of lines would cut the pictures."""
    document = opened()
    for name in ("Normal", "Title", "Caption", "Angabe"):
        spacing = document.styles[name].element.pPr.find(qn("w:spacing"))
        assert spacing.get(qn("w:lineRule")) == "auto"


def test_every_page_carries_title_day_stage_and_number() -> None:
    section = opened().sections[0]
    assert section.header.paragraphs[0].text == "Umsetzungsstand & Ausblick"
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith("Stand 31.12.2024 · Entwurf\tSeite ")
    codes = [one.text.strip() for one in foot._p.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    assert section.different_first_page_header_footer


def test_every_page_of_a_sample_says_so() -> None:
    content = write_docx(small_document(sample=True))
    first = Document(BytesIO(content)).sections[0].first_page_header
    assert SAMPLE_MARK in header(content)[0]
    assert SAMPLE_MARK in first.paragraphs[0].text
    assert SAMPLE_MARK not in header(write_docx(small_document()))[0]


def test_it_is_german_and_says_nothing_of_the_template_it_was_made_from() -> None:
    document = opened()
    assert document.core_properties.title == "Umsetzungsstand & Ausblick"
    assert document.core_properties.language == "de-CH"
    assert document.core_properties.author == "SozDesk"
    assert document.core_properties.comments == ""
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"de-CH"}
    with ZipFile(BytesIO(write_docx(small_document()))) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name]


@given(st.text(min_size=1))
@settings(max_examples=20)
def test_any_text_makes_a_document_that_opens(text: str) -> None:
    body = (Heading(1, text), Paragraph(text), Paragraph("nachher"))
    document = Document(BytesIO(write_docx(replace(small_document(), title=text[:50], body=body))))
    assert document.paragraphs[-1].text == "nachher"


def test_styles_are_in_the_order_that_word_demands() -> None:
    """Word refuses a file whose parts of a paragraph stand in another order than its schema says."""
    order = [
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr",
        "pBdr", "shd", "tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl",
    ]  # fmt: skip
    document = opened()
    holders = [*document.styles.element.iter(qn("w:pPr")), *document.element.body.iter(qn("w:pPr"))]
    for holder in holders:
        names = [child.tag.split("}")[1] for child in holder]
        places = [order.index(name) for name in names if name in order]
        assert places == sorted(places), names


def test_it_is_written_without_a_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "does not exist"))
    assert write_docx(small_document()).startswith(b"PK")


@pytest.mark.slow
@pytest.mark.libreoffice
def test_a_word_processor_prints_it_with_numbers_pictures_and_page_numbers(
    tmp_path: Path, libreoffice: Callable[[Path, str], Path]
) -> None:
    path = tmp_path / "bericht.docx"
    path.write_bytes(write_docx(small_document(sample=True)))
    found = pages(libreoffice(path, "pdf").read_bytes())
    whole = " ".join("\n".join(found).split())
    assert len(found) == 5  # title, contents, three chapters
    for words in (
        "2.1 Insgesamt",
        "Abbildung 2: Am weitesten ist «Bildung & Beruf»",
        "Tabelle 1: Alle Massnahmen",
        "1'234.50",
        "1.1 Grundbedarf",
        "Seite 4 von 5",
        "Stand 31.12.2024 · Entwurf",
    ):
        assert words in whole
    assert all(SAMPLE_MARK in page for page in found)
