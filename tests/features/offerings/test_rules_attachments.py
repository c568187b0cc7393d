"""A file is attached for what it is, not for what its name says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.offerings.rules import attachment_findings
from sozdesk.kernel.attached import ATTACHMENT_LIMIT, content_kind, size_words

PDF = b"%PDF-1.7\n"
JPG = b"\xff\xd8\xff\xe0"
PNG = b"\x89PNG\r\n\x1a\n"
DOCX = b"PK\x03\x04 [Content_Types].xml word/document.xml"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Konzept.pdf", PDF),
        ("Leitbild.DOCX", DOCX),
        ("a.jpg", JPG),
        ("a.jpeg", JPG),
        ("a.png", PNG),
    ],
)
def test_pdf_word_and_pictures_are_taken(name: str, content: bytes) -> None:
    assert attachment_findings(name, content) == ()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("leer.pdf", b"", "empty"),
        ("Liste.xlsx", b"PK\x03\x04 xl/workbook.xml", "kind_unknown"),
        ("Makro.docx", DOCX + b" word/vbaProject.bin", "kind_unknown"),
        ("Programm.exe", b"MZ\x90", "kind_unknown"),
        ("Brief.pdf", PNG, "content_differs"),
        ("ohne Endung", PDF, "content_differs"),
        ("gross.pdf", PDF + bytes(ATTACHMENT_LIMIT), "too_large"),
    ],
)
def test_anything_else_is_refused_with_its_reason(name: str, content: bytes, code: str) -> None:
    (finding,) = attachment_findings(name, content)
    assert finding.code == code
    assert f"«{name}»" in finding.message


def test_twenty_megabytes_are_just_allowed() -> None:
    assert attachment_findings("a.pdf", PDF + bytes(ATTACHMENT_LIMIT - len(PDF))) == ()


def test_what_is_only_inspected_is_never_kept() -> None:
    (finding,) = attachment_findings("Auszug.pdf", PDF, inspected_only=True)
    assert finding.message.startswith("Strafregisterauszüge werden nur eingesehen")


@given(st.binary(max_size=64), st.text(max_size=20))
def test_any_bytes_under_any_name_have_an_answer(content: bytes, name: str) -> None:
    found = attachment_findings(name, content)
    assert bool(found) or content_kind(content) is not None


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 KB"), (320 * 1024, "320 KB"), (4_718_592, "4.5 MB"), (20 * 1024 * 1024, "20 MB")],
)
def test_a_size_is_said_in_words(size: int, words: str) -> None:
    assert size_words(size) == words
