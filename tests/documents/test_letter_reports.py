"""A letter begins at once: no title page, no contents, and the lines to sign on follow its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

from docx import Document
from pdf_text import catalog, pages

from docx_kit import document_text
from sozdesk.documents.docx import write_docx
from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.report import Heading, Layout, Paragraph, Report, Signature

LETTER = Report(
    title="Entscheid 2027-001",
    created=datetime(2027, 1, 5, 10, tzinfo=UTC),
    dated=date(2027, 1, 5),
    body=(
        Paragraph("Kurszentrum Muster\nMusterstrasse 1"),
        Heading(1, "Entscheid 2027-001", numbered=False),
        Paragraph("Das Angebot wird anerkannt."),
    ),
    signatures=(Signature("Anna Muster", "Leiterin"), Signature()),
    layout=Layout.LETTER,
)


def test_word_shows_the_letter_and_who_signs_side_by_side() -> None:
    said = document_text(write_docx(LETTER))
    assert said.startswith("Normal: Kurszentrum Muster\nMusterstrasse 1\n")
    assert "Inhalt" not in said
    assert said.index("Ort, Datum") < said.index("Anna Muster, Leiterin")
    assert "Anna Muster, Leiterin\tName, Funktion, Unterschrift" in said


def test_the_pdf_is_one_tagged_page_without_contents() -> None:
    content = write_pdf(LETTER)
    (page,) = pages(content)
    assert page.index("Kurszentrum Muster") < page.index("Das Angebot wird anerkannt.")
    assert "Inhalt" not in page
    assert page.index("Ort, Datum") < page.index("Anna Muster, Leiterin")
    assert catalog(content)["/MarkInfo"]["/Marked"]
    assert write_pdf(LETTER) == content


def test_a_draft_of_one_page_says_so_at_its_foot() -> None:
    draft = replace(LETTER, stamp="Entwurf")
    (page,) = pages(write_pdf(draft))
    assert "Stand 05.01.2027 · Entwurf" in page
    assert "Seite 1 von 1" in page
    foot = Document(BytesIO(write_docx(draft))).sections[0].first_page_footer
    assert foot.paragraphs[0].text == "Stand 05.01.2027 · Entwurf\tSeite 1 von "
    assert "Seite" not in pages(write_pdf(LETTER))[0]


def test_a_letter_of_two_pages_counts_the_first_too() -> None:
    many = tuple(Paragraph(f"Absatz {number}.") for number in range(60))
    first, second = pages(write_pdf(replace(LETTER, body=many)))
    assert "Seite 1 von 2" in first
    assert "Seite 2 von 2" in second
