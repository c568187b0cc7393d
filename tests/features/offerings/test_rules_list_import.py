"""What becomes of the rows of a list, over real rows of the file; values by hand."""

from __future__ import annotations

from datetime import date

import pytest
from list_kit import COURSE, ONLY_PROVIDER, PRICES, plan_of, record, workbook
from platform_kit import offering, price, provider

from sozdesk.features.offerings.terms import LanguageRow, PriceUnit, Vat
from sozdesk.features.offerings.terms.list_import import ListResult
from sozdesk.features.offerings.texts import list_import as words

LATER = date(2027, 7, 1)


def without(*keys):
    return {key: value for key, value in COURSE.items() if key not in keys}


def row_of(archive, *rows, place=0, day=PRICES):
    return plan_of(archive, workbook(*rows), day).rows[place]


def said(row):
    return [finding.message for finding in row.findings]


def changes(row):
    return [(one.label, one.before, one.after) for one in row.changes]


# ------------------------------------------------------------------ what is there already


def test_names_are_compared_without_case_and_accents(platform) -> None:
    record(platform, workbook(COURSE))
    row = row_of(platform, {**COURSE, "name": "KURSZENTRUM  MUSTER", "title": "deutsch im alltag"})
    assert row.result is ListResult.UNCHANGED
    assert row.changes == ()


def test_what_is_empty_changes_nothing(platform) -> None:
    record(platform, workbook(COURSE))
    row = row_of(platform, {"name": COURSE["name"], "title": COURSE["title"], "capacity": 12})
    assert row.result is ListResult.UNCHANGED


def test_every_value_that_is_other_stands_with_old_and_new(platform) -> None:
    record(platform, workbook(COURSE))
    row = row_of(
        platform,
        {
            **COURSE,
            "phone": "061 000 00 00",
            "organisation_type": "Stiftung",
            "capacity": 14,
            "childcare": "nein",
            "workload": "80 %",
            "reached": "B2",
            "town": "Liestal, Sissach",
        },
    )
    assert row.result is ListResult.CHANGED
    assert sorted(changes(row)) == [
        ("Art", "Verein", "Stiftung"),
        ("Kinderbetreuung", "mit Kinderbetreuung", "keine Kinderbetreuung"),
        ("Ort", "Liestal", "Liestal und Sissach"),
        ("Pensum ab", "50", "80"),
        ("Pensum bis", "100", "80"),
        ("Plätze", "12", "14"),
        ("Sprache", "Deutsch (verlangt A2, erreicht B1)", "Deutsch (verlangt A2, erreicht B2)"),
        ("Telefon", "leer", "061 000 00 00"),
    ]


def test_another_language_comes_beside_the_one_there_is(platform) -> None:
    record(platform, workbook(COURSE))
    row = row_of(platform, {**without("needed", "reached"), "language": "Albanisch"})
    assert row.offering_values["languages"] == (
        LanguageRow(language="Albanisch", needed=None, reached=None),
        LanguageRow(language="Deutsch", needed="A2", reached="B1"),
    )
    assert words.language(row.offering_values["languages"][0]) == "Albanisch"


def test_two_providers_or_offerings_of_one_name_are_not_guessed_at(platform) -> None:
    first = provider(platform)
    offering(platform, first)
    offering(platform, first)
    row = row_of(platform, COURSE)
    assert words.several_offerings("Deutsch im Alltag") in said(row)
    provider(platform)
    row = row_of(platform, COURSE)
    assert said(row) == [words.several_providers("Kurszentrum Muster")]
    assert row.result is ListResult.UNUSABLE


# ------------------------------------------------------------------ rows of one provider


def test_a_provider_is_said_once_and_then_only_what_is_new(platform) -> None:
    second = {**COURSE, "title": "Rechnen", "phone": "061 000 00 00"}
    rows = plan_of(platform, workbook(COURSE, second, ONLY_PROVIDER, ONLY_PROVIDER)).rows
    assert [row.result for row in rows] == [
        ListResult.NEW,
        ListResult.NEW,
        ListResult.NEW,
        ListResult.UNCHANGED,
    ]
    assert set(rows[0].provider_values) == {
        *("legal_form", "organisation_type", "address", "email", "iban")
    }
    assert rows[1].provider_values == {"phone": "061 000 00 00"}
    assert rows[1].new_places == ()


def test_rows_that_contradict_each_other_are_refused(platform) -> None:
    second = {**COURSE, "title": "Rechnen", "email": "andere@muster.example", "wheelchair": "nein"}
    row = row_of(platform, COURSE, second, place=1)
    assert said(row) == [
        words.said_otherwise("E-Mail", 2),
        words.said_otherwise("Rollstuhlgängig, Liestal", 2),
    ]


def test_one_offering_on_two_rows_is_refused_on_both(platform) -> None:
    plan = plan_of(platform, workbook(COURSE, COURSE))
    assert [said(row) for row in plan.rows] == [[words.stated_twice([2, 3])]] * 2


def test_what_is_missing_stands_at_its_cell(platform) -> None:
    row = row_of(platform, without("name"))
    assert (said(row), row.findings[0].cell) == ([words.NAME_MISSING], "Angebote!A2")
    row = row_of(platform, without("title"))
    assert (said(row), row.findings[0].cell) == ([words.TITLE_NEEDED], "Angebote!I2")
    row = row_of(platform, without("category"))
    assert said(row) == [words.CATEGORY_MISSING]
    row = row_of(platform, {**COURSE, "category": "Yoga"})
    assert said(row)[0].startswith("«Yoga» ist keine Kategorie von heute. Es gibt ")
    row = row_of(platform, without("organisation_type"))
    assert (said(row), row.result) == ([words.TYPE_MISSING], ListResult.NEW)


def test_the_code_of_a_category_is_understood_too(platform) -> None:
    row = row_of(platform, {**COURSE, "category": "basic_skills"})
    assert (row.result, row.category_code) == (ListResult.NEW, "basic_skills")


def test_an_offering_that_contradicts_itself_is_refused_at_its_cell(platform) -> None:
    row = row_of(platform, {**COURSE, "free_places": 13})
    assert [(one.field, one.cell) for one in row.findings] == [("free_places", "Angebote!R2")]
    row = row_of(platform, {**COURSE, "workload": "120 %"})
    assert {one.field for one in row.findings} == {"workload"}
    row = row_of(platform, {**COURSE, "needed": "C1"})
    assert {one.field for one in row.findings} == {"language"}


# ------------------------------------------------------------------ places


def test_wheelchair_access_of_a_place_that_is_there_is_changed_once(platform) -> None:
    record(platform, workbook({**COURSE, "wheelchair": None}))
    other = {**COURSE, "title": "Rechnen"}
    rows = plan_of(platform, workbook(COURSE, other)).rows
    assert changes(rows[0]) == [("Rollstuhlgängig, Liestal", "nein", "ja")]
    assert rows[1].accessible == ()


def test_wheelchair_access_without_a_town_means_the_places_of_the_offering(platform) -> None:
    row = row_of(platform, without("town"))
    assert said(row) == [words.TOWN_MISSING]
    record(platform, workbook({**COURSE, "wheelchair": None}))
    row = row_of(platform, without("town"))
    assert changes(row) == [("Rollstuhlgängig, Liestal", "nein", "ja")]


# ------------------------------------------------------------------ prices


def test_a_price_needs_its_day_its_unit_and_its_vat(platform) -> None:
    plan = plan_of(platform, workbook(COURSE), None)
    assert plan.asks_day
    row = row_of(platform, without("unit", "vat"))
    assert said(row) == [words.UNIT_MISSING, words.VAT_MISSING]
    row = row_of(platform, {**COURSE, "amount": -5})
    assert {one.field for one in row.findings} == {"amount"}


def test_unit_and_vat_that_are_not_said_stay_as_they_are(platform) -> None:
    record(platform, workbook(COURSE))
    assert row_of(platform, without("unit", "vat")).result is ListResult.UNCHANGED
    row = row_of(platform, {**without("unit", "vat"), "amount": 1300}, day=LATER)
    assert changes(row) == [
        (
            "Preis",
            "CHF 1'200.00 pro Kurs, von der MWST ausgenommen",
            "CHF 1'300.00 pro Kurs, von der MWST ausgenommen",
        )
    ]
    assert (row.price.unit, row.price.vat) == (PriceUnit.COURSE, Vat.EXEMPT)


def test_a_price_into_a_span_that_ends_later_is_refused(platform) -> None:
    made = offering(platform, provider(platform))
    price(platform, made, 100_000, date(2026, 1, 1), ended_on=date(2027, 12, 31))
    row = row_of(
        platform, {"name": "Kurszentrum Muster", "title": "Deutsch im Alltag", "amount": 900}
    )
    assert [(one.code, one.field) for one in row.findings] == [("overlaps_earlier", "amount")]


def test_a_price_without_known_terms_says_only_what_is_known() -> None:
    from sozdesk.features.offerings.terms.list_import import ListPrice

    assert words.price(ListPrice(50_00, None, None)) == "CHF 50.00"


# ------------------------------------------------------------------ recognition


def test_a_recognition_that_is_there_already_is_not_recorded_twice(platform) -> None:
    record(platform, workbook(COURSE))
    row = row_of(platform, without("recognised_to"))
    assert (row.recognised, row.result) == (False, ListResult.UNCHANGED)
    row = row_of(platform, {**COURSE, "recognised_to": date(2028, 12, 31)})
    assert said(row) == [words.other_end(date(2025, 1, 1))]
    row = row_of(platform, {**COURSE, "recognised_from": date(2026, 1, 1)})
    assert changes(row) == [
        ("Anerkennung", "01.01.2025 bis 31.12.2027", "01.01.2026 bis 31.12.2027")
    ]


def test_a_recognition_needs_a_first_day_that_was(platform) -> None:
    assert said(row_of(platform, without("recognised_from"))) == [words.START_MISSING]
    row = row_of(platform, {**COURSE, "recognised_from": date(2027, 2, 1)})
    assert {one.field for one in row.findings} == {"recognised_from"}
    row = row_of(platform, {**COURSE, "recognised_to": date(2024, 1, 1)})
    assert {one.field for one in row.findings} == {"recognised_to"}


def test_an_offering_that_nobody_recognised_says_so_before(platform) -> None:
    record(platform, workbook(without("recognised_from", "recognised_to")))
    row = row_of(platform, without("recognised_to"))
    assert changes(row) == [("Anerkennung", "leer", "seit 01.01.2025")]


# ------------------------------------------------------------------ the table


def test_a_table_without_rows_says_so(platform) -> None:
    plan = plan_of(platform, workbook())
    assert [finding.message for finding in plan.findings] == [words.EMPTY]
    assert plan.to_record == 0


@pytest.mark.parametrize(
    ("value", "told"), [(None, "leer"), ("", "leer"), (True, "ja"), (12, "12"), ((), "leer")]
)
def test_values_are_told_in_words(value, told) -> None:
    assert words.value(value) == told


def test_other_free_places_have_no_day_any_more(platform) -> None:
    made = provider(platform)
    offering(platform, made, free_places=2, free_as_of=date(2026, 12, 1))
    row = row_of(
        platform, {"name": "Kurszentrum Muster", "title": "Deutsch im Alltag", "free_places": 1}
    )
    assert row.offering_values == {"free_places": 1, "free_as_of": None}
    assert changes(row) == [("Freie Plätze", "2", "1")]
