"""The letter of the KSA's answer: who gets it, and what it does not say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import docx
import pytest
from pypdf import PdfReader
from test_bill_answers import release

import bill_kit as kit
from sozdesk.archive.store import Archive
from sozdesk.documents.report import LetterHead, Paragraph
from sozdesk.features.billing.reports import answer as letters
from sozdesk.features.billing.reports.figures import Imprint
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.usecases import ChangeMunicipality, change_municipality

NOW = datetime(2027, 1, 5, 10, tzinfo=UTC)
IMPRINT = Imprint(now=NOW, today=date(2027, 1, 5), office="Kantonales Sozialamt", sample=False)


def head(archive: Archive, bill) -> LetterHead:
    (found,) = [
        one
        for one in letters.answer_report(kit.detail(archive, bill), IMPRINT).body
        if isinstance(one, LetterHead)
    ]
    return found


def paragraphs(archive: Archive, bill) -> list[str]:
    report = letters.answer_report(kit.detail(archive, bill), IMPRINT)
    return [one.text for one in report.body if isinstance(one, Paragraph)]


def test_the_letter_goes_to_the_postal_address_of_the_municipality(archive: Archive) -> None:
    bill = kit.bill(archive)
    kit.decide(archive, bill, kit.ACCEPT, kit.REFUSE)
    assert head(archive, bill) == LetterHead(
        "Kantonales Sozialamt", "Gemeinde Liestal", "05.01.2027"
    )
    row = archive.query(offices.details, kit.LIESTAL, date(2027, 1, 5)).row
    address = "Rathausstrasse 36\n4410 Liestal"
    archive.run(
        change_municipality,
        ChangeMunicipality(id=row.id, base_version=row.version, changes={"address": address}),
    )
    assert head(archive, bill).address == "Gemeinde Liestal\nRathausstrasse 36\n4410 Liestal"


def test_only_where_others_are_accepted_the_letter_says_so(archive: Archive) -> None:
    bill = kit.bill(archive)
    kit.decide(archive, bill, kit.ACCEPT, kit.REFUSE)
    rest = "Alle übrigen Zeilen sind anerkannt. Was nicht anerkannt ist, bleibt bei der Gemeinde."
    assert rest in paragraphs(archive, bill)
    kit.decide(archive, bill, kit.REFUSE, kit.REFUSE)
    assert "Was nicht anerkannt ist, bleibt bei der Gemeinde." in paragraphs(archive, bill)


def test_a_draft_names_the_day_for_the_statement_only_if_it_is_known(archive: Archive) -> None:
    bill = kit.bill(archive)
    kit.decide(archive, bill, kit.ACCEPT, kit.REFUSE)
    said = " ".join(paragraphs(archive, bill))
    assert "Sie können dazu Stellung nehmen. Ohne" in said
    kit.value(archive, "hearing_days", 20)
    said = " ".join(paragraphs(archive, bill))
    assert "Sie können dazu Stellung nehmen bis 25.01.2027. Ohne" in said


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_letter_is_the_same_bytes_for_the_same_data(archive: Archive, ending: str) -> None:
    bill = kit.bill(archive)
    kit.decide(archive, bill, kit.ACCEPT, kit.reduce(10_000))
    detail = kit.detail(archive, bill)
    first, second = (letters.write_answer(detail, IMPRINT, ending) for _ in range(2))
    assert first == second
    assert b"Muster" not in first


def first_page(archive: Archive, bill, ending: str) -> str:
    """All that is printed on the first page, its head and foot included."""
    content = letters.write_answer(kit.detail(archive, bill), IMPRINT, ending)
    if ending == "pdf":
        return PdfReader(BytesIO(content)).pages[0].extract_text()
    document = docx.Document(BytesIO(content))
    return "\n".join(one.text for one in document.sections[0].first_page_header.paragraphs)


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_draft_is_stamped_on_its_first_page_until_it_is_final(
    archive: Archive, service_archive: Archive, ending: str
) -> None:
    kit.know_each_other(archive, service_archive)
    bill = kit.bill(archive)
    kit.decide(archive, bill, kit.ACCEPT, kit.ACCEPT)
    assert first_page(archive, bill, ending).splitlines()[0].strip() == "Entwurf"
    kit.check(archive, bill)
    release(archive, bill)
    assert "Entwurf" not in first_page(archive, bill, ending)
