"""The sheet for the person: plain sentences, one page, nothing about anybody."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from pypdf import PdfReader
from search_examples import DAY, SISSACH, german, place, row

from docx_kit import paragraphs
from sozdesk.features.offerings.reports.client_sheet import (
    SheetContent,
    client_sheet,
    sheet_name,
    write_sheet,
)
from sozdesk.features.offerings.terms import (
    Childcare,
    OrganisationType,
    ProviderContactRow,
    ProviderRow,
)

PROVIDER = ProviderRow(
    id=UUID(int=3),
    version=1,
    name="Kurszentrum Muster",
    legal_form="",
    organisation_type=OrganisationType.ASSOCIATION,
    address="",
    email="info@example.ch",
    phone="061 000 00 00",
    website="https://www.example.ch",
    iban="",
    closed_on=None,
    note="",
)
CONTACT = ProviderContactRow(
    id=UUID(int=9),
    version=1,
    provider_id=UUID(int=3),
    name="Rita Beispiel",
    function="Leitung",
    email="",
    phone="061 000 00 01",
    main=True,
)
WHOLE = row(
    12,
    "Rechnen im Alltag",
    content="Sie üben Rechnen.",
    goals="Sie füllen Formulare aus.",
    languages=(german("A2", "B1"), german(name="Englisch")),
    childcare=Childcare.YES,
    starts=(date(2027, 1, 4), date(2027, 1, 26), date(2027, 4, 6)),
    places=(place(wheelchair=True), place(SISSACH)),
    age_from=18,
    age_to=25,
    for_women=True,
)


def content(one=WHOLE, contact=CONTACT, provider=PROVIDER, office=""):
    return SheetContent(
        row=one,
        provider=provider,
        contact=contact,
        office=office,
        now=datetime(2027, 1, 5, 10, tzinfo=UTC),
        today=DAY,
        sample=False,
    )


def facts(one=WHOLE, **more):
    blocks = client_sheet(content(one, **more)).body
    lines = [line for block in blocks for line in getattr(block, "lines", ())]
    return {line.label: line.value for line in lines}


def test_the_sheet_says_where_when_language_children_and_whom_to_ask():
    assert facts(replace(WHOLE, weeks_min=4, weeks_max=12, workload_note="2 Halbtage")) == {
        "Ort": "Kurslokal, Liestal (mit Rollstuhl erreichbar)\nKurslokal, Sissach",
        "Beginn": "26.01.2027 oder 06.04.2027",
        "Dauer": "4 bis 12 Wochen",
        "Wie oft": "2 Halbtage",
        "Sprache": "Deutsch. Sie brauchen A2. Sie kommen bis B1.\nEnglisch.",
        "Kinder": "Ihre Kinder werden betreut.",
        "Alter": "18 bis 25 Jahre",
        "Für wen": "Nur oder vor allem für Frauen",
        "Kosten": "Ihre Gemeinde klärt, wer bezahlt. Sprechen Sie zuerst mit ihr.",
        "Anbieter/in": "Kurszentrum Muster",
        "Name": "Rita Beispiel",
        "Telefon": "061 000 00 01",
        "E-Mail": "info@example.ch",
        "Internet": "https://www.example.ch",
    }


@pytest.mark.parametrize(
    ("more", "label", "value"),
    [
        ({"places": ()}, "Ort", "Fragen Sie nach dem Ort."),
        ({"starts": ()}, "Beginn", "Fragen Sie nach dem nächsten Beginn."),
        ({"starts_any_time": True}, "Beginn", "Sie können jederzeit anfangen."),
        ({"weeks_min": 1}, "Dauer", "1 Woche"),
        ({"workload_from": 50, "workload_to": 80}, "Wie viel", "50 bis 80 % einer vollen Woche"),
        ({"workload_to": 50}, "Wie viel", "50 % einer vollen Woche"),
        ({"languages": ()}, "Sprache", "Keine Angabe"),
        ({"childcare": Childcare.NO}, "Kinder", "Es gibt dort keine Kinderbetreuung."),
        ({"age_to": None}, "Alter", "ab 18 Jahren"),
        ({"age_from": None}, "Alter", "bis 25 Jahre"),
        ({"includes_meals": True}, "Essen", "Das Essen ist dabei."),
        ({"includes_travel": True}, "Fahrt", "Die Fahrt ist bezahlt."),
        ({"link": "https://kurs.example.ch"}, "Internet", "https://kurs.example.ch"),
    ],
)
def test_what_is_not_known_is_to_be_asked_for(more, label, value):
    assert facts(replace(WHOLE, **more))[label] == value


def test_an_address_is_named_with_its_town_once():
    addressed = replace(place(), address="Rathausstrasse 1\n4410 Liestal")
    where = facts(replace(WHOLE, places=(addressed,)))["Ort"]
    assert where == "Kurslokal, Rathausstrasse 1, 4410 Liestal"


def test_without_phone_and_mail_the_municipality_is_asked():
    silent = replace(PROVIDER, phone="", email="", website="")
    found = facts(contact=None, provider=silent)
    assert found["Hinweis"] == "Fragen Sie bei Ihrer Gemeinde nach der Telefonnummer."


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Ein Satz. " * 100, "Satz."),
        ("wort " * 200, "wort …"),
        ("", "Fragen Sie nach, was Sie dort tun."),
    ],
)
def test_a_long_text_ends_with_a_whole_sentence_or_word(text, end):
    body = client_sheet(content(replace(WHOLE, content=text, goals=""))).body
    assert body[1].text.endswith(end)
    assert len(body[1].text) <= 610


def test_no_word_of_law_and_no_share_stands_on_it():
    said = str(client_sheet(content()))
    assert not [word for word in ("§", "SHG", "Verfügung", "Kanton", "Tarif") if word in said]


def test_the_pdf_is_one_page_and_says_it_all():
    reader = PdfReader(io.BytesIO(write_sheet(content(), "pdf")))
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    assert "Rechnen im Alltag" in text
    assert "Was Sie dort lernen oder tun" in text
    assert "Inhalt" not in text
    assert "061 000 00 01" in text


def test_the_docx_says_the_same_without_a_table_of_contents():
    lines = paragraphs(write_sheet(content(), "docx"))
    assert lines[:3] == ["Rechnen im Alltag", "Kurszentrum Muster", "Was Sie dort lernen oder tun"]
    assert "Inhalt" not in lines


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_same_offering_gives_the_same_bytes(ending):
    assert write_sheet(content(), ending) == write_sheet(content(), ending)


def test_the_name_of_the_file_names_the_offering_only():
    assert sheet_name(WHOLE) == "Blatt_Rechnen_im_Alltag_12"
    risky = replace(WHOLE, title="Deutsch: A1/A2 «für alle» " + "x" * 80)
    assert sheet_name(risky) == f"Blatt_Deutsch_A1_A2_für_alle_{'x' * 37}_12"


def test_the_office_that_hands_it_out_is_named():
    said = facts(office="Sozialdienst Sissach")["Kosten"]
    assert said == "Wir klären, wer bezahlt. Sprechen Sie zuerst mit uns: Sozialdienst Sissach."
