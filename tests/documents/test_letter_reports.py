"""A letter begins at once: no title page, no contents, and the lines to sign on follow its words."""

from __future__ import annotations

from datetime import UTC, date, datetime

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
