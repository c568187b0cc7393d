"""Enacted offerings on the start page and in the search of the window."""

from __future__ import annotations

from datetime import date

import pytest

import case_kit
import enactment_kit as kit
from sozdesk.features.cases.terms import RecognitionLoss
from sozdesk.shell import search_query, start_enactments, start_query

TODAY = date(2027, 1, 5)


def loss(number: int, last: date) -> RecognitionLoss:
    return RecognitionLoss(case_number=number, offering_title="Werkstatt", last_recognised=last)


def test_nothing_is_said_while_everything_is_recognised() -> None:
    assert start_enactments.recognition_points((), TODAY) == ()


def test_one_participation_without_recognition_is_named_by_its_case() -> None:
    (point,) = start_enactments.recognition_points((loss(12, date(2027, 3, 31)),), TODAY)
    assert point.title == "1 Teilnahme läuft über das Ende der Anerkennung hinaus"
    assert point.detail == "Fall 12; «Werkstatt» bis 31.03.2027"
    assert (point.symbol, point.page, point.chip) == (
        "hint", "participations_page", "recognition",
    )  # fmt: skip


def test_many_name_three_cases_and_an_end_that_is_over_is_overdue() -> None:
    losses = [loss(number, date(2026, 12, 31)) for number in (3, 4, 5, 6, 6)]
    (point,) = start_enactments.recognition_points(losses, TODAY)
    assert (point.symbol, point.number) == ("overdue", 5)
    assert point.detail.startswith("Fall 3, Fall 4, Fall 5 und 1 weitere;")


@pytest.fixture
def taking_part(service_archive):
    who = kit.provider(service_archive)
    person = case_kit.person(service_archive)
    case = case_kit.case(service_archive, [person], 12)
    offering = kit.offering(service_archive, who, "Tagesstruktur Nord", until=date(2027, 6, 30))
    enacted = kit.enact(service_archive, case, person, offering)
    kit.invoice(service_archive, who, kit.line(enacted), number="TN-2027-17")
    return service_archive, case, enacted


def test_the_start_page_lists_who_outlasts_the_recognition(taking_part) -> None:
    archive, _case, _enacted = taking_part
    points = [one for one in start_query.start_facts(archive).offerings if one.area == "cases"]
    assert [point.detail for point in points] == ["Fall 12; «Tagesstruktur Nord» bis 30.06.2027"]


def test_the_ksa_has_no_participations(archive) -> None:
    assert start_query.recognition_points(archive) == ()


def test_the_search_leads_to_the_case_and_to_the_invoice(taking_part) -> None:
    archive, case, _enacted = taking_part
    found = search_query.find(archive, "tagesstruktur nord")
    (hit,) = [one for one in found if one.detail.startswith("verfügtes Angebot")]
    assert hit.detail == "verfügtes Angebot, Fall 12"
    assert dict(hit.target) == {"case": case, "part": "enactments_part"}
    (hit,) = search_query.find(archive, "TN-2027-17")
    assert hit.title == "Rechnung TN-2027-17"
    assert dict(hit.target)["page"] == "invoices_page"
