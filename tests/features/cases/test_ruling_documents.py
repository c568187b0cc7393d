"""The documents of the decision path: the shipped template, its fields, what the prints say."""

from __future__ import annotations

import importlib.util
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

import path_kit as kit
import pytest
from docx import Document
from pypdf import PdfReader

from sozdesk.documents.report import Facts, Heading, Paragraph, Table
from sozdesk.features.cases import files, reports, texts
from sozdesk.features.cases.queries.ruling_letters import shipped_template
from sozdesk.features.cases.terms import (
    AgendaJob,
    Decider,
    MeetingRow,
    Resolved,
    RulingField,
    RulingLetter,
    Signing,
)
from sozdesk.kernel import places

NOW = datetime(2027, 1, 20, 9, tzinfo=UTC)


def letter(**more: Any) -> RulingLetter:
    values: dict[str, Any] = {
        "ruling": kit.ruling(number="2027-014"),
        "application": None,
        "office": "Sozialdienst Beispieltal",
        "office_address": "Hauptstrasse 1\n4410 Liestal",
        "municipality": "Liestal",
        "remedy": "Einsprache innert 10 Tagen.",
        "signing": (Signing(name="Petra Beispiel", function="Präsidium"),),
        "template": shipped_template(),
        "dated": date(2027, 1, 15),
        "now": NOW,
        "sample": False,
        **more,
    }
    return RulingLetter(**values)


def test_the_shipped_template_is_what_its_script_makes_and_sound() -> None:
    path = places.resource("letters", "make_templates.py")
    spec = importlib.util.spec_from_file_location("make_templates", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.make_ruling() == shipped_template()
    assert files.template_findings(shipped_template()) == ()


def test_every_field_has_a_value_and_is_explained() -> None:
    assert set(texts.letter_values(letter())) == set(RulingField)
    assert all(len(texts.word(one)) > 4 for one in RulingField)


def test_fields_without_anything_to_say_are_empty() -> None:
    said = texts.letter_values(letter())
    empty = (
        RulingField.HEARING,
        RulingField.LIMIT,
        RulingField.REPLACES,
        RulingField.RESOLUTION,
        RulingField.VALID_FROM,
    )
    assert [said[one] for one in empty] == [""] * 5
    assert said[RulingField.PLACE_AND_DATE] == "Liestal, 15. Januar 2027"


def test_sentences_name_days_amounts_and_numbers() -> None:
    ruling = kit.ruling(
        limit_amount=270_050,
        heard_on=date(2027, 1, 8),
        valid_from=date(2027, 2, 1),
        replaces="2026-007",
        decider=Decider.PRESIDENT,
    )
    application = kit.application(
        resolved=Resolved.GRANTED, resolved_on=date(2027, 1, 12), resolution_number="3"
    )
    said = texts.letter_values(letter(ruling=ruling, application=application, signing=()))
    assert said[RulingField.LIMIT] == "Kostengutsprache: höchstens CHF 2'700.50."
    assert said[RulingField.HEARING] == (
        "Gelegenheit zur Stellungnahme erhielten Sie am 08.01.2027."
    )
    assert said[RulingField.VALID_FROM] == "Die Verfügung gilt ab 01.02.2027."
    assert said[RulingField.REPLACES] == "Diese Verfügung ersetzt die Verfügung Nr. 2026-007."
    assert said[RulingField.RESOLUTION] == "Beschluss Nr. 3 (Präsidium) vom 12.01.2027"
    assert said[RulingField.NUMBER] == "(wird beim Fertigstellen vergeben)"
    assert said[RulingField.SIGNING].endswith("\nName, Funktion")


@pytest.mark.parametrize(
    ("decider", "sender"),
    [
        (Decider.AUTHORITY, "Sozialhilfebehörde Liestal\nSozialdienst Beispieltal"),
        (Decider.PRESIDENT, "Sozialhilfebehörde Liestal, Präsidium\nSozialdienst Beispieltal"),
        (Decider.SERVICE, "Sozialdienst Beispieltal"),
    ],
)
def test_whoever_decides_stands_at_the_top_as_the_sender(decider: Decider, sender: str) -> None:
    made = letter(ruling=kit.ruling(decider=decider))
    assert texts.letter_values(made)[RulingField.SENDER] == sender
    assert reports.ruling_lines(made)[0][1].startswith(sender)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Bewilligt.", "Bewilligt."),
        ("Bewilligt.\n\nDie Kosten trägt die Gemeinde.",
         "1. Bewilligt.\n2. Die Kosten trägt die Gemeinde."),
        ("1. Bewilligt.\n2. Kosten: Gemeinde.", "1. Bewilligt.\n2. Kosten: Gemeinde."),
    ],
)  # fmt: skip
def test_several_lines_of_the_dispositiv_are_ziffern(typed: str, printed: str) -> None:
    made = letter(ruling=kit.ruling(disposition=typed))
    assert texts.letter_values(made)[RulingField.DISPOSITION] == printed
    document = Document(BytesIO(reports.ruling_docx(made)))
    assert printed in [line.text for line in document.paragraphs]


def test_the_document_has_no_title_over_an_empty_section() -> None:
    document = Document(BytesIO(reports.ruling_docx(letter())))
    lines = [line.text for line in document.paragraphs]
    assert "Sachverhalt" not in lines
    assert "Erwägungen" in lines
    assert [line.text for line in document.sections[0].header.paragraphs] == [
        "Sozialhilfebehörde Liestal\nSozialdienst Beispieltal",
        "Hauptstrasse 1\n4410 Liestal",
    ]
    (foot,) = document.sections[0].footer.paragraphs
    assert foot.text == "Verfügung Nr. 2027-014, Seite 1 von 1"
    full = reports.ruling_docx(letter(ruling=kit.ruling(facts="Frau Muster sucht Arbeit.")))
    assert "Sachverhalt" in [line.text for line in Document(BytesIO(full)).paragraphs]


def test_the_pdf_is_laid_out_as_the_letter_for_a_window_envelope() -> None:
    ruling = kit.ruling(number="2027-014", addressee="Anna Muster\nDorfstrasse 3\n4410 Liestal")
    page = PdfReader(BytesIO(reports.ruling_files(letter(ruling=ruling))[1])).pages[0]
    places: dict[str, float] = {}

    def see(text: str, outer: Any, inner: Any, _font: Any, _size: Any) -> None:
        places.setdefault(text.strip(), outer[5] + outer[3] * inner[5])

    text = page.extract_text(visitor_text=see)
    top = float(page.mediabox.height)
    millimetres = {one: (top - y) / 72 * 25.4 for one, y in places.items()}
    assert millimetres["Sozialdienst Beispieltal"] < 45
    assert 48 < millimetres["Anna Muster"] < 62
    lines = [one.strip() for one in text.splitlines()]
    assert "Liestal, 15. Januar 2027" in lines
    assert "Liestal, Sozialhilfebehörde" in lines
    assert "Ort, Datum" not in lines


def test_a_sample_says_so_on_the_page() -> None:
    document = Document(BytesIO(reports.ruling_docx(letter(sample=True))))
    header = "\n".join(line.text for line in document.sections[0].header.paragraphs)
    assert "Beispieldaten – frei erfunden" in header


def test_the_screen_reads_what_the_pdf_says() -> None:
    lines = reports.ruling_lines(letter())
    assert (1, "Verfügung: Tagesstruktur") in lines
    assert [words for level, words in lines if level == 2] == [
        "Erwägungen",
        "Es wird verfügt",
        "Rechtsmittelbelehrung",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [("{{ adresse }}", "missing_field"), ("{% for x in y %}{% endfor %}", "not_allowed")],
)
def test_a_template_without_what_a_ruling_needs_is_refused(text: str, code: str) -> None:
    document, buffer = Document(), BytesIO()
    document.add_paragraph(text)
    document.save(buffer)
    assert code in {one.code for one in files.template_findings(buffer.getvalue())}


def test_what_is_no_document_is_refused() -> None:
    (finding,) = files.template_findings(b"%PDF-1.7")
    assert finding.message.startswith("Die Datei ist kein Word-Dokument (.docx).")


def job() -> AgendaJob:
    meeting = MeetingRow(
        id=UUID(int=50),
        version=1,
        bfs_number=kit.BFS,
        municipality="Liestal",
        held_on=date(2027, 1, 19),
        place="Rathaus",
        minutes_number="",
        items=1,
        resolved=0,
    )
    row = kit.application(agenda_number=1, reasons="Weil.", proposal="Bewilligen.")
    return AgendaJob(
        meeting=meeting,
        applications=(row,),
        office="Sozialdienst Beispieltal",
        now=NOW,
        today=kit.TODAY,
        sample=False,
    )


def test_the_agenda_names_case_and_person_and_is_confidential() -> None:
    report = reports.agenda_report(job())
    (table,) = [block for block in report.body if isinstance(block, Table)]
    assert table.rows == ((1, "1", "Muster Anna", "Integrationsangebot", "Tagesstruktur"),)
    assert (report.title, report.stamp) == (
        "Traktandenliste: Sitzung vom 19.01.2027",
        "Vertraulich",
    )
    said = " ".join(block.text for block in report.body if isinstance(block, Paragraph))
    assert "Weil." not in said


def test_the_applications_say_why_and_what_shall_be_decided() -> None:
    report = reports.applications_report(job())
    said = [block.text for block in report.body if isinstance(block, Heading | Paragraph)]
    assert said[:2] == [
        "Sozialdienst Beispieltal\nVertraulich",
        "Anträge: Sitzung vom 19.01.2027",
    ]
    assert said[2:5] == ["1. Tagesstruktur", "Weil.", "Antrag: Bewilligen."]
    assert sum(isinstance(block, Facts) for block in report.body) == 2


def test_the_same_meeting_gives_the_same_bytes() -> None:
    for ending in ("docx", "pdf"):
        made = [reports.write_meeting(reports.agenda_report(job()), ending) for _ in range(2)]
        assert made[0] == made[1]
