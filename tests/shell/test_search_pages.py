"""The search field finds pages by their names, and with a person its cases."""

from __future__ import annotations

import pytest

import case_kit
from sozdesk.archive.store import Archive
from sozdesk.shell.search_pages import pages_found
from sozdesk.shell.search_query import find


@pytest.mark.parametrize(
    ("office", "typed", "title", "area", "page"),
    [
        ("service", "Sitzung", "Sitzungen", "cases", "meetings_page"),
        ("service", "rechn anbieter", "Rechnungen der Anbieter/innen", "cases", "invoices_page"),
        ("service", "zahlungsang", "Zahlungsangaben", "billing", "payees_page"),
        ("ksa", "monitoring", "Monitoringbericht", "offerings", "monitoring_page"),
        ("ksa", "datenschutz", "Datenschutz", "billing", "privacy_page"),
    ],
)
def test_a_page_is_found_by_its_name(office, typed, title, area, page) -> None:
    (found,) = pages_found(office, typed)
    assert (found.title, found.area, dict(found.target)) == (title, area, {"page": page})


def test_an_area_is_found_and_two_letters_find_no_page() -> None:
    (found,) = pages_found("service", "Übersicht")
    assert (found.title, found.area, found.target) == ("Übersicht", "start", ())
    assert pages_found("service", "si") == ()


def test_the_name_of_a_person_leads_to_the_person_and_to_its_cases(
    service_archive: Archive,
) -> None:
    anna = case_kit.person(service_archive, "Muster", "Anna")
    case = case_kit.case(service_archive, [anna], 12)
    other = case_kit.case(service_archive, [case_kit.person(service_archive, "Bär", "Jo")], 13)

    found = [dict(one.target) for one in find(service_archive, "muster")]

    assert {"person": anna} in found
    assert {"case": case} in found
    assert {"case": other} not in found
