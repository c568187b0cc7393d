"""The letters that come with the program: sound, made by their script, and readable as a whole."""

from __future__ import annotations

import importlib.util
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from io import BytesIO

import pytest
from docx import Document

from sozdesk.features.rent_limits import files, queries
from sozdesk.features.rent_limits.terms import (
    NEEDED_FIELDS,
    PAPER_KINDS,
    LetterField,
    LetterKind,
    LetterOffice,
    LetterTemplate,
    fields_of,
)
from sozdesk.features.rent_limits.texts import SHIPPED_LETTERS, SHIPPED_MAILS, due_sentence, word
from sozdesk.kernel import places

TODAY, MOMENT = date(2027, 1, 5), datetime(2027, 1, 5, 10, tzinfo=UTC)
OFFICE = LetterOffice(
    name="Kantonales Sozialamt",
    address="Beispielstrasse 1\n4410 Liestal",
    email="sozialamt@kanton.example",
    phone="061 000 00 00",
    person="Anna Muster",
    function="Sachbearbeitung",
)


def shipped(kind):
    mail = SHIPPED_MAILS[kind]
    return LetterTemplate(
        kind=kind, document=queries.shipped_document(kind), subject=mail.subject, body=mail.body
    )


def script():
    path = places.resource("letters", "make_templates.py")
    spec = importlib.util.spec_from_file_location("make_templates", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(content):
    """Head, letter and foot of a document as one text."""
    document = Document(BytesIO(content))
    head = [line.text for line in document.sections[0].header.paragraphs]
    return "\n".join([*head, "", *(line.text for line in document.paragraphs)])


@pytest.mark.parametrize("kind", LetterKind)
def test_every_shipped_letter_and_text_is_sound(kind):
    assert files.template_findings(shipped(kind)) == ()


@pytest.mark.parametrize("kind", PAPER_KINDS)
def test_the_documents_are_what_their_script_makes(kind):
    made = script().make(SHIPPED_LETTERS[kind])
    assert made == places.resource("letters", f"{kind}.docx").read_bytes()


def test_every_field_is_explained_and_only_a_receipt_knows_what_was_declared():
    assert all(len(word(field)) > 5 for field in LetterField)
    assert LetterField.AMOUNTS in fields_of(LetterKind.RECEIPT)
    assert LetterField.AMOUNTS not in fields_of(LetterKind.CALL)
    assert set(NEEDED_FIELDS) == set(LetterKind)


@pytest.mark.parametrize(
    ("due_on", "said"),
    [
        (date(2026, 12, 31), "Die Frist ist am 31.12.2026 abgelaufen, vor 5 Tagen."),
        (date(2027, 1, 4), "Die Frist ist am 04.01.2027 abgelaufen, vor 1 Tag."),
        (TODAY, "Die Frist läuft heute ab, am 05.01.2027."),
        (date(2027, 1, 6), "Die Frist läuft noch 1 Tag, bis 06.01.2027."),
        (date(2027, 1, 15), "Die Frist läuft noch 10 Tage, bis 15.01.2027."),
    ],
)
def test_the_deadline_is_said_as_a_sentence(due_on, said):
    assert due_sentence(due_on, TODAY) == said


def test_all_letters_read_as_they_were_approved(approved):
    """Look at the difference as the municipality that gets them."""
    parts = []
    for kind in LetterKind:
        template = shipped(kind)
        if template.document:
            _name, content = files.sample_letter(template, OFFICE, TODAY, MOMENT)
            parts.append(f"#### {word(kind)}, Brief\n{read(content)}")
        mail_only = LetterTemplate(
            kind=kind, document=b"", subject=template.subject, body=template.body
        )
        name, content = files.sample_letter(mail_only, OFFICE, TODAY, MOMENT)
        message = message_from_bytes(content, policy=policy.default)
        text = message.get_body().get_content().replace("\r\n", "\n")
        parts.append(f"#### {word(kind)}, E-Mail {name}\n{message['Subject']}\n\n{text}")
    approved("letters.txt", "\n".join(parts))


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", PAPER_KINDS)
def test_a_letter_fits_on_one_page_in_another_program(kind, libreoffice, tmp_path):
    from pypdf import PdfReader

    _name, content = files.sample_letter(shipped(kind), OFFICE, TODAY, MOMENT)
    path = tmp_path / "brief.docx"
    path.write_bytes(content)
    pages = PdfReader(libreoffice(path, "pdf")).pages
    assert len(pages) == 1
    text = pages[0].extract_text()
    assert "Gemeinde Musterwil" in text
    assert "Beispielweg 1" in text
    assert "Liestal, 5. Januar 2027" in text
    assert "Beispieldaten – frei erfunden" in text
