"""The words of attached files are found; a broken or hostile one simply has none."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

import docx_kit
from sozdesk.documents import attached_text, packages, pdf
from sozdesk.documents.attached_text import text_of
from sozdesk.documents.report import Layout, Paragraph, Report


def pdf_with(*sentences: str) -> bytes:
    report = Report(
        title="Arztzeugnis",
        created=datetime(2027, 1, 5, 10, 0, tzinfo=timezone.utc),  # noqa: UP017 - as in a file
        dated=date(2027, 1, 5),
        body=tuple(Paragraph(one) for one in sentences),
        layout=Layout.LETTER,
    )
    return pdf.write_pdf(report)


def test_the_words_of_a_pdf_are_read() -> None:
    words = text_of(pdf_with("Die Arbeitsunfähigkeit dauert bis Ende März."))
    assert "Arbeitsunfähigkeit dauert bis Ende März" in words


def test_the_words_of_a_docx_are_read_across_runs_and_paragraphs() -> None:
    def split(letter) -> None:
        letter.paragraphs[0].add_run("vertrag & Kaution")

    words = text_of(docx_kit.docx("Miet", "Hauptstrasse 4", edit=split))
    assert words == "Mietvertrag & Kaution Hauptstrasse 4"


def test_a_picture_has_no_words() -> None:
    assert text_of(b"\x89PNG\r\n\x1a\n rest") == ""


def test_a_docx_with_instructions_of_its_own_has_no_words() -> None:
    content = docx_kit.changed(
        docx_kit.docx("Text"),
        {"word/document.xml": lambda part: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + part},
    )
    assert text_of(content) == ""


def test_a_package_that_unpacks_to_far_too_much_has_no_words() -> None:
    body = b"<w:t>" + b"a" * (51 * 1024 * 1024) + b"</w:t>"
    assert text_of(packages.pack({"word/document.xml": body})) == ""


def test_a_pdf_that_takes_too_long_keeps_what_was_read_until_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moments = iter([0.0, *[1.0] * 3])
    monkeypatch.setattr(attached_text, "monotonic", lambda: next(moments, 99.0))
    assert text_of(pdf_with("Ein Satz.")) == ""


def test_only_so_many_letters_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attached_text, "MOST_LETTERS", 12)
    assert len(text_of(docx_kit.docx("Hauptstrasse vier und mehr"))) == 12


@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04"]))
def test_random_bytes_never_raise(content: bytes, start: bytes) -> None:
    assert isinstance(text_of(start + content), str)


@given(st.data())
def test_a_damaged_pdf_never_raises(data: st.DataObject) -> None:
    content = bytearray(_SOUND)
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(5, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(text_of(bytes(content)), str)


def small_pdf() -> bytes:
    """By hand, so that every byte matters: one page with one word."""
    stream = b"BT /F1 12 Tf 72 720 Td (Mietvertrag) Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    content, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj%s\nendobj\n" % (number, one)
    start = len(content)
    content += b"xref\n0 6\n0000000000 65535 f \n"
    content += b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


_SOUND = small_pdf()


def test_a_pdf_of_one_word_has_one_word() -> None:
    assert text_of(_SOUND) == "Mietvertrag"
