"""The declaration of a Sozialdienst before it is sent."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from rules_examples import declared, last_year, with_group

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.files import cell_contents
from sozdesk.features.rent_limits.files.prefill import known_answers, previous_answers
from sozdesk.features.rent_limits.terms import (
    ASKED_ANEW,
    OF_ONE_YEAR,
    AncillaryMode,
    Around,
    Block,
    Category,
    ComparisonBasis,
    Contact,
    Decision,
    DecisionBody,
    Derivation,
    Extras,
    FormPage,
    IndexBasis,
    IndexValue,
    Interval,
    Method,
    Offer,
    QuantileBasis,
    RentKind,
    RoomRange,
)
from sozdesk.kernel.municipality import Municipality

NOBODY = Contact()
LAUWIL = Contact(name="Lauwil", phone="061 000 00 00")
FULL = last_year(
    decision=Decision(
        decided_on=date(2025, 11, 20), body=DecisionBody.MUNICIPAL_COUNCIL, number="2025-17"
    ),
    method_text="34 Inserate",
    remark="Bitte um Bestätigung",
    extras={
        "ancillary_mode": AncillaryMode.FLAT,
        "adverts_count": 34,
        "adverts_below": 12,
        "adverts_period": "Herbst 2025",
        "adverts_source": "Portale",
        "households_above": "1-4",
    },
)


EVERYTHING = replace(
    FULL,
    decision=replace(FULL.decision, pending=True, meeting_on=date(2026, 1, 12)),
    unchanged=True,
    last_reviewed_on=date(2025, 11, 3),
    no_limits_reason="keine Miete",
)


def prefilled(previous):
    return rules.prefilled(
        previous, bfs_number=2841, year=2027, valid_from=date(2027, 1, 1), contact=LAUWIL
    )


def unchanged(previous, contact=NOBODY):
    return rules.unchanged(
        previous,
        year=2027,
        valid_from=date(2027, 1, 1),
        reviewed_on=date(2026, 12, 8),
        contact=contact,
    )


# ------------------------------------------------------------------ days


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2026, 8, 31), 2026),
        (date(2026, 9, 1), 2027),
        (date(2026, 12, 31), 2027),
        (date(2027, 1, 1), 2027),
    ],
)
def test_from_september_on_the_next_year_is_declared(today, year):
    assert rules.declaring_year(today) == year


def test_the_usual_days_are_those_of_the_cantonal_office():
    assert rules.usual_days(2027) == {
        "call_on": date(2026, 11, 1),
        "due_on": date(2026, 12, 31),
        "valid_from": date(2027, 1, 1),
    }


# ------------------------------------------------------------------ pre-filled


def test_a_new_declaration_knows_last_years_amounts_and_not_its_beschluss():
    found = prefilled(FULL)
    assert found.amounts == FULL.amounts
    assert (found.rent_kind, found.interval) == (RentKind.NET, Interval.MONTH)
    assert found.decision == Decision(body=DecisionBody.MUNICIPAL_COUNCIL)
    assert (found.method, found.method_text, found.remark) == (None, "", "")
    assert found.contact == FULL.contact
    assert found.extras == Extras(ancillary_mode=AncillaryMode.FLAT, adverts_source="Portale")


def test_it_is_filled_in_exactly_like_the_form_that_goes_out():
    page = FormPage(
        municipality=Municipality(2841, "Anwil", "Anwil", "Sissach"),
        previous=FULL,
        contact=FULL.contact,
    )
    assert previous_answers(page)
    on_form = {key: value for key, value in known_answers(page).items() if value}
    assert cell_contents(prefilled(FULL)) == {**on_form, "valid_from": date(2027, 1, 1)}


def test_without_last_year_only_the_day_and_the_contact_are_known():
    found = prefilled(None)
    assert (found.amounts, found.contact, found.valid_from) == ({}, LAUWIL, date(2027, 1, 1))
    assert prefilled(replace(FULL, contact=Contact())).contact == LAUWIL


# ------------------------------------------------------------------ unchanged


def test_unchanged_takes_limits_beschluss_and_basis_from_last_year():
    found = unchanged(FULL)
    same = {field.name for field in fields(found)} - {
        "year",
        "valid_from",
        "unchanged",
        "last_reviewed_on",
        "remark",
        "extras",
    }
    assert all(getattr(found, name) == getattr(FULL, name) for name in same)
    assert (found.year, found.valid_from, found.remark) == (2027, date(2027, 1, 1), "")
    assert (found.unchanged, found.last_reviewed_on) == (True, date(2026, 12, 8))
    assert found.extras == Extras(ancillary_mode=AncillaryMode.FLAT, adverts_source="Portale")


def test_a_beschluss_that_was_pending_last_year_is_asked_for_and_not_pending_again():
    pending = Decision(
        body=DecisionBody.MUNICIPAL_COUNCIL, pending=True, meeting_on=date(2026, 1, 12)
    )
    before = replace(FULL, decision=pending)
    found = unchanged(before)
    assert found.decision == Decision(body=DecisionBody.MUNICIPAL_COUNCIL)
    hints = rules.check_declaration(
        found, history=(before,), thresholds=LIMITS_, today=date(2026, 12, 8)
    )
    assert [str(one.code) for one in hints] == ["decision_missing"]


def test_no_answer_about_last_year_alone_is_declared_again():
    assert set(cell_contents(EVERYTHING)) >= ASKED_ANEW
    assert set(cell_contents(prefilled(EVERYTHING))) & ASKED_ANEW == {"valid_from"}
    assert set(cell_contents(unchanged(EVERYTHING))) & OF_ONE_YEAR == set()
    assert set(cell_contents(unchanged(EVERYTHING))) >= ASKED_ANEW - OF_ONE_YEAR


def test_the_confirmed_declaration_raises_no_hint_about_beschluss_basis_or_amounts():
    found = rules.check_declaration(
        unchanged(FULL), history=(FULL,), thresholds=LIMITS_, today=date(2026, 12, 8)
    )
    assert [str(one.code) for one in found] == []


LIMITS_ = rules.thresholds_on(date(2027, 1, 1), ())


def test_without_a_basis_last_year_it_is_unchanged_from_last_year():
    assert unchanged(replace(FULL, method=None)).method is Method.UNCHANGED


def test_the_contact_typed_now_stays():
    assert unchanged(FULL, LAUWIL).contact == LAUWIL
    assert unchanged(FULL).contact == FULL.contact


# ------------------------------------------------------------------ blocks


@pytest.mark.parametrize(
    ("extras", "block"),
    [
        ({"ancillary_mode": AncillaryMode.FLAT}, Block.ANCILLARY),
        ({"heating_included": False}, Block.ANCILLARY),
        ({"ancillary_amounts": {Category.P1: 1}}, Block.ANCILLARY),
        ({"counter_amounts": {Category.P1: 1}}, Block.ANCILLARY),
        ({"index_name": "LIK"}, Block.INDEX),
        ({"index_base": 0}, Block.INDEX),
        ({"index_date": date(2026, 1, 1)}, Block.INDEX),
        ({"adverts_count": 0}, Block.ADVERTS),
        ({"adverts_below": 0}, Block.ADVERTS),
        ({"adverts_period": "Herbst"}, Block.ADVERTS),
        ({"adverts_source": "Portale"}, Block.ADVERTS),
        ({"households_above": "none"}, Block.ABOVE_LIMIT),
    ],
)
def test_an_answer_needs_its_block_on_the_form(extras, block):
    assert rules.blocks_of(declared(extras=extras)) == {block}


def test_an_amount_of_a_group_needs_its_block():
    found = with_group(declared(), young_adult=700, emergency=500, shared=600)
    assert rules.blocks_of(found) == {Block.YOUNG_ADULTS, Block.EMERGENCY, Block.SHARED}
    assert rules.blocks_of(declared()) == frozenset()


# ------------------------------------------------------------------ derived

OFFERS = tuple(Offer(35, francs * 100) for francs in (900, 1000, 1100, 1300))
RANGES = (RoomRange(Category.P3, 30, 35),)


def derived(basis, interval=Interval.MONTH, **francs):
    amounts = {Category(key): value * 100 for key, value in francs.items()}
    return Derivation(amounts=amounts, rent_kind=RentKind.NET, interval=interval, basis=basis)


def test_offers_fill_amounts_basis_and_the_block_of_the_adverts():
    basis = QuantileBasis(
        percent=50,
        offers=OFFERS,
        ranges=RANGES,
        step=10_00,
        period="Sept. bis Nov. 2026",
        source="Portale",
    )
    before = declared(unchanged=True, last_reviewed_on=date(2026, 12, 1))
    found = rules.applied(before, derived(basis, p3=1000))
    assert found.amounts == {**before.amounts, Category.P3: 1_000_00}
    assert found.method is Method.PERCENTILE
    assert found.method_text == (
        "Quantil 50 % von 4 Inseraten, Sept. bis Nov. 2026, gerundet auf 10 Franken"
    )
    assert not found.unchanged
    assert found.extras == Extras(
        adverts_count=4,
        adverts_below=2,  # 900 and 1'000
        adverts_period="Sept. bis Nov. 2026",
        adverts_source="Portale",
    )


def test_one_offer_is_named_in_the_singular():
    basis = QuantileBasis(percent=40, offers=OFFERS[:1], ranges=RANGES, step=5_00)
    found = rules.applied(declared(), derived(basis, p3=900))
    assert found.method_text == "Quantil 40 % von einem Inserat, gerundet auf 5 Franken"


def test_an_index_fills_its_block_with_the_stand_that_the_new_limits_rest_on():
    then = IndexValue("Mietpreisindex", date(2021, 12, 31), 100_900)
    now = IndexValue("Mietpreisindex", date(2023, 12, 31), 104_000)
    basis = IndexBasis(old={Category.P1: 1_000_00}, base=then, now=now, step=10_00)
    found = rules.applied(declared(), derived(basis, p1=1030))
    assert found.method is Method.INDEX
    assert found.method_text == (
        "Mietpreisindex von 100,9 (31.12.2021) auf 104,0 (31.12.2023), gerundet auf 10 Franken"
    )
    extras = found.extras
    assert (extras.index_name, extras.index_base, extras.index_date) == (
        "Mietpreisindex",
        104_000,
        date(2023, 12, 31),
    )


def test_the_district_is_the_basis_of_the_neighbours():
    basis = ComparisonBasis(
        year=2026,
        around=Around.DISTRICT,
        district="Waldenburg",
        names=("Lauwil", "Titterten"),
        step=10_00,
    )
    found = rules.applied(declared(), derived(basis, p1=950))
    assert found.method is Method.NEIGHBOURS
    assert found.method_text == (
        "Median von 2 Gemeinden im Bezirk Waldenburg, Übersicht 2026, gerundet auf 10 Franken"
    )
    alone = derived(
        ComparisonBasis(
            year=2026, around=Around.DISTRICT, district="Laufen", names=("Wahlen",), step=10_00
        )
    )
    assert "Median von einer Gemeinde" in rules.applied(declared(), alone).method_text


def test_amounts_on_another_basis_do_not_stand_beside_derived_ones():
    basis = ComparisonBasis(
        year=2026, around=Around.DISTRICT, district="Waldenburg", names=("Lauwil",), step=10_00
    )
    gross = declared(rent_kind=RentKind.GROSS)
    assert rules.applied(gross, derived(basis, p1=950)).amounts == {Category.P1: 950_00}
    assert rules.applied(gross, derived(basis, p1=950)).rent_kind is RentKind.NET


def test_derived_limits_replace_the_reason_for_none():
    basis = ComparisonBasis(
        year=2026, around=Around.DISTRICT, district="Waldenburg", names=("Lauwil",), step=10_00
    )
    none = declared(amounts={}, no_limits_reason="keine Miete")
    assert rules.applied(none, derived(basis, p1=950)).no_limits_reason is None
