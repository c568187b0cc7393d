"""A list of providers and offerings comes in as one act: the rows, the cells, the undo."""

from __future__ import annotations

from datetime import date

from list_kit import COURSE, PRICES, record, workbook

from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import (
    Childcare,
    DecisionKind,
    OfferingState,
    OrganisationType,
    PriceUnit,
    Vat,
)
from sozdesk.features.offerings.terms.list_import import ListCounts

TODAY = date(2027, 1, 5)
ONLY_PROVIDER = {
    "name": "Stiftung Erfunden",
    "organisation_type": "Stiftung",
    "phone": "061 000 00 00",
}


def offering(archive, title="Deutsch im Alltag"):
    (found,) = [row for row in archive.query(queries.offerings, TODAY) if row.title == title]
    return found


def test_a_whole_row_becomes_provider_offering_price_and_recognition(platform) -> None:
    done = record(platform, workbook(COURSE, ONLY_PROVIDER))
    assert done.value == ListCounts(2, 0, 0)
    first, second = platform.query(queries.providers)
    assert (first.name, first.iban, first.address) == (
        "Kurszentrum Muster",
        "CH9300762011623852957",
        "Musterweg 1, 4410 Liestal",
    )
    assert (second.name, second.organisation_type) == (
        "Stiftung Erfunden",
        OrganisationType.FOUNDATION,
    )
    row = offering(platform)
    assert row.category_code == "basic_skills"
    assert (row.workload_from, row.workload_to, row.weeks_min, row.weeks_max) == (50, 100, 8, 12)
    assert (row.capacity, row.free_places, row.childcare) == (12, 3, Childcare.YES)
    assert (row.for_women, row.for_mothers, row.state) == (True, False, OfferingState.DRAFT)
    (place,) = row.places
    assert (place.town, place.bfs_number, place.wheelchair) == ("Liestal", 2829, True)
    (language,) = row.languages
    assert (language.language, language.needed, language.reached) == ("Deutsch", "A2", "B1")
    assert (row.price.amount, row.price.unit, row.price.vat) == (
        120_000,
        PriceUnit.COURSE,
        Vat.EXEMPT,
    )
    assert row.price.valid_from == PRICES
    assert (row.recognition.since, row.recognition.until) == (date(2025, 1, 1), date(2027, 12, 31))
    assert row.recognition.by.kind is DecisionKind.RECOGNISED


def test_the_same_table_twice_changes_nothing(platform) -> None:
    content = workbook(COURSE, ONLY_PROVIDER)
    record(platform, content)
    again = record(platform, content)
    assert again.value == ListCounts(0, 0, 2)
    assert again.changed == frozenset()
    assert len(platform.query(queries.offerings, TODAY)) == 1


def test_one_undo_takes_all_of_it_back(platform) -> None:
    record(platform, workbook(COURSE, ONLY_PROVIDER))
    platform.undo()
    assert platform.query(queries.providers) == ()
    assert platform.query(queries.offerings, TODAY) == ()
    assert platform.query(queries.remembered_list_columns) == {}
