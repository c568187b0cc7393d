"""A list of providers and offerings comes in as one act: the rows, the cells, the undo."""

from __future__ import annotations

from datetime import date

import platform_kit as kit
import pytest
from list_kit import COURSE, ONLY_PROVIDER, PRICES, record, table_of, workbook

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
from sozdesk.features.offerings.texts.list_import import LABELS
from sozdesk.features.offerings.usecases import ImportLists, import_lists
from sozdesk.kernel.errors import RuleViolation

TODAY = date(2027, 1, 5)


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
    platform.undo_last()
    assert platform.query(queries.providers) == ()
    assert platform.query(queries.offerings, TODAY) == ()
    assert platform.query(queries.remembered_list_columns) == {}
    record(platform, workbook(COURSE, ONLY_PROVIDER))
    assert len(platform.query(queries.providers)) == 2


def test_changes_are_recorded_and_the_price_before_stays(platform) -> None:
    record(platform, workbook(COURSE))
    later = date(2027, 7, 1)
    changed = {
        **COURSE,
        "phone": "061 000 00 00",
        "capacity": 14,
        "town": "Liestal, Sissach",
        "wheelchair": None,
        "amount": 1300,
        "recognised_from": date(2026, 1, 1),
    }
    assert record(platform, workbook(changed), later).value == ListCounts(0, 1, 0)
    (row,) = platform.query(queries.offerings, later)
    assert (row.capacity, row.price.amount, row.recognition.since) == (
        14,
        130_000,
        date(2026, 1, 1),
    )
    assert [(place.town, place.wheelchair) for place in row.places] == [
        ("Liestal", True),
        ("Sissach", False),
    ]
    assert offering(platform).price.amount == 120_000
    (provider,) = platform.query(queries.providers)
    assert provider.phone == "061 000 00 00"
    platform.undo_last()
    assert offering(platform).capacity == 12


def test_a_price_of_the_very_day_is_changed_and_other_terms_go_on(platform) -> None:
    made = kit.offering(platform, kit.provider(platform))
    kit.price(
        platform, made, 100_000, PRICES, vat=Vat.EXCLUDED, vat_rate=810, notice_period="1 Monat"
    )
    named = {"name": "Kurszentrum Muster", "title": "Deutsch im Alltag"}
    record(platform, workbook({**named, "amount": 1100}))
    price = offering(platform).price
    assert (price.amount, price.valid_from, price.vat_rate) == (110_000, PRICES, 810)
    later = date(2027, 9, 1)
    record(platform, workbook({**named, "amount": 1100, "vat": "inkl."}), later)
    (row,) = platform.query(queries.offerings, later)
    assert (row.price.vat, row.price.vat_rate) == (Vat.INCLUDED, None)
    assert row.price.notice_period == "1 Monat"


def test_a_second_row_adds_to_the_provider_that_the_first_one_made(platform) -> None:
    second = {
        **COURSE,
        "title": "Rechnen",
        "phone": "061 000 00 00",
        "recognised_from": None,
        "recognised_to": None,
    }
    record(platform, workbook(COURSE, second))
    (provider,) = platform.query(queries.providers)
    assert provider.phone == "061 000 00 00"
    assert len(platform.query(queries.places)[provider.id]) == 1
    assert not offering(platform, "Rechnen").recognition.recognised


def test_wheelchair_access_of_a_place_that_is_there_is_recorded(platform) -> None:
    record(platform, workbook({**COURSE, "wheelchair": "nein"}))
    record(platform, workbook(COURSE))
    assert [place.wheelchair for place in offering(platform).places] == [True]


def test_one_row_that_cannot_be_read_keeps_all_of_them_out(platform) -> None:
    with pytest.raises(RuleViolation) as refused:
        record(platform, workbook(COURSE, {**ONLY_PROVIDER, "iban": "CH00"}))
    assert [finding.cell for finding in refused.value.findings] == ["Angebote!H3"]
    assert platform.query(queries.providers) == ()


def test_prices_without_a_day_are_refused(platform) -> None:
    with pytest.raises(RuleViolation) as refused:
        record(platform, workbook(COURSE), None)
    assert [finding.field for finding in refused.value.findings] == ["prices_from"]


def test_a_sozialdienst_reads_the_catalogue_instead(service_platform) -> None:
    with pytest.raises(RuleViolation):
        record(service_platform, workbook(COURSE))


def test_the_columns_are_remembered_for_the_next_table_with_the_same_heads(platform) -> None:
    heads = {**LABELS, "name": "Wer macht es"}
    content = workbook(COURSE, heads=heads)
    assert [one.field for one in table_of(content).findings if one.field] == ["name"]
    table = table_of(content, choice={"name": 0})
    platform.run(import_lists, ImportLists(table=table, prices_from=PRICES))
    again = table_of(content, memory=platform.query(queries.remembered_list_columns))
    assert again.remembered
    assert again.lines == table.lines
    assert again.findings == ()
