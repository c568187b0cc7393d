"""What may be enacted, which amount follows, where taking part stands: by hand, with their sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.cases import rules
from sozdesk.features.cases.terms import (
    EnactmentDraft,
    EnactmentFacts,
    ParticipationState,
    Running,
)
from sozdesk.features.cases.texts import enactments as said_texts
from sozdesk.features.offerings.terms import Financing, PriceUnit
from sozdesk.kernel.findings import Severity

JANUARY, DECEMBER = date(2027, 1, 1), date(2027, 12, 31)
DRAFT = EnactmentDraft(
    case_id=UUID(int=1),
    person_id=UUID(int=2),
    offering_id=UUID(int=3),
    first_day=JANUARY,
    last_day=DECEMBER,
    workload=50,
    unit=PriceUnit.MONTH,
    price=90_000,
    approved=1_080_000,
    ruling_id=UUID(int=4),
)
FACTS = EnactmentFacts(
    draft=DRAFT,
    known=True,
    recognised=True,
    catalogue_unit=PriceUnit.MONTH,
    catalogue_price=90_000,
    regime_code="social_assistance",
    regime_name="Sozialhilfe",
    case_first=date(2026, 1, 1),
)


def found(facts: EnactmentFacts = FACTS, **draft: object) -> dict[str, tuple[Severity, str]]:
    """Code → severity and field of what is found when some of the draft differs."""
    changed = replace(facts, draft=replace(facts.draft, **draft))
    return {one.code: (one.severity, one.field) for one in rules.may_enact(changed)}


def sentence(facts: EnactmentFacts, code: str, **draft: object) -> str:
    changed = replace(facts, draft=replace(facts.draft, **draft))
    return next(one.message for one in rules.may_enact(changed) if one.code == code)


def test_nothing_stands_against_a_recognised_offering_at_its_price() -> None:
    assert found() == {}


def test_all_offerings_of_a_verfugung_stay_within_what_it_grants() -> None:
    within = replace(FACTS, ruling_limit=1_500_000, ruling_approved=420_000)
    ruling = {"ruling_id": UUID(int=9)}
    # 4'200.00 and 10'800.00 are 15'000.00
    assert "over_limit" not in found(within, **ruling)
    above = replace(within, ruling_approved=420_005)
    assert found(above, **ruling)["over_limit"] == (Severity.HINT, "approved")
    assert sentence(above, "over_limit", **ruling) == (
        "Alle Angebote dieser Verfügung zusammen ergeben 15'000.05. Sie spricht 15'000.00 gut, also 0.05 "
        "weniger."
    )
    assert "over_limit" not in found(above, ruling_id=UUID(int=9), approved=None)
    assert "over_limit" not in found(replace(above, ruling_limit=None), **ruling)
    assert "over_limit" not in found(above, ruling_id=None)


def test_nothing_typed_yet_says_what_is_missing_and_nothing_else_stops() -> None:
    empty = EnactmentFacts(draft=EnactmentDraft(case_id=UUID(int=1)))
    fields = {one.field for one in rules.may_enact(empty) if one.severity is Severity.STOP}
    assert fields == {
        "offering_id", "person_id", "first_day", "last_day", "unit", "price", "approved",
    }  # fmt: skip


def test_days_workload_and_amounts_that_cannot_be_are_stopped() -> None:
    assert found(last_day=date(2026, 12, 31))["days_turned"] == (Severity.STOP, "last_day")
    assert found(workload=0)["workload"] == (Severity.STOP, "workload")
    assert found(workload=101)["workload"] == (Severity.STOP, "workload")
    assert "workload" not in found(workload=1) | found(workload=100) | found(workload=None)
    assert found(price=-1)["negative"] == (Severity.STOP, "price")
    assert found(approved=-1)["negative"] == (Severity.STOP, "approved")
    assert found(units_possible=0)["units"] == (Severity.STOP, "units_possible")


def test_what_is_not_recognised_on_the_first_day_needs_the_municipality_to_bear_all() -> None:
    lost = replace(FACTS, recognised=False)
    assert found(lost)["not_recognised"] == (Severity.STOP, "without_share")
    assert "Am 01.01.2027 ist das Angebot nicht anerkannt" in sentence(lost, "not_recognised")
    assert found(lost, without_share=True) == {"own_cost": (Severity.NOTE, "without_share")}
    gone = replace(FACTS, known=False)
    assert found(gone)["unknown_offering"] == (Severity.STOP, "offering_id")
    assert "unknown_offering" not in found(gone, without_share=True)


def test_a_recognition_that_ends_before_the_last_day_is_a_hint() -> None:
    ending = replace(FACTS, recognised_until=date(2027, 6, 30))
    assert found(ending) == {"recognition_ends": (Severity.HINT, "last_day")}
    assert "endet am 30.06.2027" in sentence(ending, "recognition_ends")
    assert found(replace(FACTS, recognised_until=DECEMBER)) == {}


@pytest.mark.parametrize(
    ("financing", "words"),
    [(Financing.PER_AGREEMENT, "§ 25c SHV"), (Financing.FREE, "kostenlos")],
)
def test_what_costs_nothing_per_person_says_that_nothing_is_billed(financing, words) -> None:
    facts = replace(FACTS, financing=financing)
    assert found(facts) == {"not_billable": (Severity.NOTE, "offering_id")}
    assert words in sentence(facts, "not_billable")


def test_the_free_offer_under_the_gfs_is_proposed_only_in_the_early_language_category() -> None:
    early = replace(FACTS, early_language=True, gfs_municipality="Liestal")
    assert found(early) == {"gfs_proposed": (Severity.HINT, "gfs_free")}
    assert sentence(early, "gfs_proposed").startswith("Liestal hat")
    assert found(early, gfs_free=True) == {"gfs_free": (Severity.NOTE, "gfs_free")}
    assert found(replace(early, gfs_municipality="")) == {}
    assert found(gfs_free=True)["gfs_only"] == (Severity.STOP, "gfs_free")


def test_a_price_beside_the_catalogue_and_an_amount_beside_the_price_are_hints() -> None:
    both = found(price=95_000)
    assert both == {
        "price_differs": (Severity.HINT, "price"),
        "approved_differs": (Severity.HINT, "approved"),
    }
    assert sentence(FACTS, "price_differs", price=95_000) == (
        "Der Katalog nennt 900.00 pro Monat (mit MWST)."
    )
    # 12 months at 950.00 are 11'400.00
    assert sentence(FACTS, "approved_differs", price=95_000) == (
        "Aus dem Preis ergeben sich 11'400.00 (12 Monate × 950.00)."
    )
    assert "price_differs" in found(unit=PriceUnit.COURSE)
    unpriced = replace(FACTS, catalogue_price=None)
    assert found(unpriced) == {"no_price": (Severity.NOTE, "price")}


def test_refugees_and_provisionally_admitted_persons_need_a_word_of_the_zif() -> None:
    refugee = replace(FACTS, regime_code="refugees", regime_name="Flüchtlinge")
    assert found(refugee) == {"zif_missing": (Severity.HINT, "zif_recommended_on")}
    assert "«Flüchtlinge»" in sentence(refugee, "zif_missing")
    assert found(refugee, zif_recommended_on=JANUARY) == {}
    assert "zif_missing" in found(replace(FACTS, regime_code="provisional"))


def test_an_unknown_regime_and_somebody_who_is_not_supported_are_hints() -> None:
    assert found(replace(FACTS, regime_code=None)) == {
        "regime_unknown": (Severity.HINT, "person_id")
    }
    assert found(replace(FACTS, supported=False)) == {"not_supported": (Severity.HINT, "person_id")}


def test_days_outside_the_case_are_hints_with_the_day() -> None:
    late = replace(FACTS, case_first=date(2027, 2, 1))
    assert found(late) == {"before_case": (Severity.HINT, "first_day")}
    over = replace(FACTS, case_last=date(2027, 8, 31))
    assert found(over) == {"after_case": (Severity.HINT, "last_day")}
    assert "31.08.2027" in sentence(over, "after_case")


def test_two_offerings_above_a_hundred_percent_are_a_hint_from_the_day_on() -> None:
    other = Running(
        title="Deutschkurs", first_day=date(2027, 3, 1), last_day=date(2027, 3, 31), workload=60
    )
    busy = replace(FACTS, others=(other,))
    assert found(busy) == {"overlap": (Severity.HINT, "workload")}
    assert sentence(busy, "overlap").startswith(
        "Zusammen mit «Deutschkurs» sind es am 01.03.2027 110 %."
    )
    assert found(busy, workload=40) == {}
    unknown = replace(other, workload=None)
    assert found(replace(FACTS, others=(unknown,))) == {}
    before = replace(other, first_day=date(2026, 1, 1), last_day=date(2026, 12, 31))
    assert found(replace(FACTS, others=(before,))) == {}


def test_without_a_ruling_it_is_said_that_nothing_is_billed() -> None:
    assert found(ruling_id=None) == {"no_ruling": (Severity.NOTE, "ruling_id")}


# ------------------------------------------------------------------ the amount


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2027, 1, 1), date(2027, 12, 31), 12),
        (date(2027, 1, 15), date(2027, 4, 14), 3),
        (date(2027, 1, 15), date(2027, 4, 15), 4),
        (date(2027, 1, 31), date(2027, 2, 27), 1),
        (date(2027, 1, 31), date(2027, 2, 28), 2),
        (date(2028, 1, 31), date(2028, 2, 28), 1),
        (date(2027, 5, 5), date(2027, 5, 5), 1),
        (date(2026, 11, 1), date(2027, 1, 31), 3),
    ],
)
def test_months_begin_on_their_day(first, last, months) -> None:
    assert rules.months_begun(first, last) == months


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 900), st.integers(0, 900))
def test_more_days_are_never_fewer_months(first, some, more) -> None:
    near, far = (date.fromordinal(first.toordinal() + n) for n in (some, some + more))
    assert 1 <= rules.months_begun(first, near) <= rules.months_begun(first, far)


@pytest.mark.parametrize(
    ("draft", "amount", "how"),
    [
        ({}, 1_080_000, "12 Monate × 900.00"),
        ({"unit": PriceUnit.COURSE, "price": 150_000}, 150_000, "1 Kurs × 1'500.00"),
        ({"unit": PriceUnit.FLAT, "price": 150_000, "first_day": None}, 150_000, None),
        (
            {"unit": PriceUnit.DAY, "price": 12_000, "units_possible": 800},
            1_152_000,  # 8 days × 12 months × 120.00
            "8 Tage pro Monat × 12 Monate × 120.00",
        ),
        (
            {"unit": PriceUnit.HOUR, "price": 9_050, "units_possible": 250,
             "last_day": date(2027, 1, 31)},
            22_625,  # 2.5 × 90.50
            "2.5 Stunden pro Monat × 1 Monat × 90.50",
        ),
        ({"unit": PriceUnit.DAY}, None, None),
        ({"price": None}, None, None),
        ({"unit": None}, None, None),
        ({"last_day": None}, None, None),
        ({"last_day": date(2026, 1, 1)}, None, None),
    ],
)  # fmt: skip
def test_the_amount_is_price_times_units_and_says_how(draft, amount, how) -> None:
    proposal = rules.proposed_amount(replace(DRAFT, **draft))
    assert proposal.amount == amount
    assert how is None or proposal.how == how


def test_half_a_rappen_is_rounded_up() -> None:
    assert rules.price_times(101, 50) == 51
    assert rules.price_times(90_000, 200) == 180_000


# ------------------------------------------------------------------ taking part


@pytest.mark.parametrize(
    ("day", "participation", "state"),
    [
        (date(2026, 12, 31), (None, None), ParticipationState.PLANNED),
        (date(2027, 1, 10), (date(2027, 2, 1), None), ParticipationState.PLANNED),
        (date(2027, 3, 1), (date(2027, 2, 1), None), ParticipationState.RUNNING),
        (date(2027, 3, 1), (None, None), ParticipationState.RUNNING),
        (date(2027, 5, 5), (JANUARY, None), ParticipationState.INTERRUPTED),
        (date(2027, 9, 9), (JANUARY, None), ParticipationState.INTERRUPTED),
        (date(2027, 6, 1), (JANUARY, date(2027, 5, 31)), ParticipationState.ENDED),
        (date(2028, 1, 1), (JANUARY, None), ParticipationState.ENDED),
    ],
)
def test_where_taking_part_stands(day, participation, state) -> None:
    breaks = [(date(2027, 5, 1), date(2027, 5, 10)), (date(2027, 9, 1), None)]
    assert rules.participation_state(day, (JANUARY, DECEMBER), participation, breaks) is state


@pytest.mark.parametrize(
    ("began", "ended", "result", "codes"),
    [
        (JANUARY, DECEMBER, True, {}),
        (None, None, False, {}),
        (None, DECEMBER, False, {"no_begin": "began_on"}),
        (date(2027, 5, 1), date(2027, 4, 1), False, {"ended_before": "ended_on"}),
        (JANUARY, None, True, {"no_end": "ended_on"}),
        (date(2026, 12, 1), None, False, {"outside": "began_on"}),
        (JANUARY, date(2028, 1, 1), False, {"outside": "ended_on"}),
        (date(2027, 6, 30), None, False, {}),
        (date(2027, 7, 1), None, False, {"in_future": "began_on"}),
    ],
)
def test_begin_end_and_result_fit_each_other(began, ended, result, codes) -> None:
    said = rules.participation_findings(
        began, ended, has_result=result, days=(JANUARY, DECEMBER), today=date(2027, 6, 30)
    )
    assert {one.code: one.field for one in said} == codes


@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [
        (date(2027, 5, 1), date(2027, 5, 31), []),
        (date(2027, 5, 31), date(2027, 5, 1), ["days_turned"]),
        (date(2028, 2, 1), date(2028, 2, 5), ["outside"]),
        (date(2026, 2, 1), date(2026, 2, 5), ["outside"]),
        (date(2027, 3, 9), None, ["twice"]),
        (date(2027, 3, 11), None, []),
        (date(2027, 2, 1), date(2027, 3, 1), ["twice"]),
        (date(2027, 2, 1), date(2027, 2, 28), []),
    ],
)
def test_an_interruption_lies_inside_and_takes_no_day_twice(first, last, codes) -> None:
    others = [(date(2027, 3, 1), date(2027, 3, 10))]
    said = rules.interruption_findings(first, last, (JANUARY, DECEMBER), others)
    assert [one.code for one in said] == codes


def test_an_interruption_without_an_end_meets_every_later_one() -> None:
    others = [(date(2027, 3, 1), None)]
    said = rules.interruption_findings(date(2027, 6, 1), None, (JANUARY, DECEMBER), others)
    assert [one.code for one in said] == ["twice"]


def test_follow_ups_fall_on_the_day_or_the_last_one_of_a_short_month() -> None:
    assert rules.follow_up_days(date(2026, 11, 30), [3, 6, 12, 6]) == (
        date(2027, 2, 28), date(2027, 5, 30), date(2027, 11, 30),
    )  # fmt: skip


def test_a_follow_up_is_made_after_the_ablosung_and_not_in_the_future() -> None:
    ended, today = date(2027, 1, 31), date(2027, 6, 1)
    assert rules.follow_up_findings(None, ended, today) == ()
    assert rules.follow_up_findings(date(2027, 5, 1), ended, today) == ()
    assert rules.follow_up_findings(date(2027, 5, 1), None, today) == ()
    for wrong in (ended, date(2027, 6, 2)):
        (one,) = rules.follow_up_findings(wrong, ended, today)
        assert one.field == "done_on"


def test_an_incentive_names_employer_amount_days_and_evidence() -> None:
    complete = {
        "employer": "Bäckerei Muster", "first": JANUARY, "last": None,
        "amount": 40_000, "evidence": "Lohnabrechnung",
    }  # fmt: skip
    assert rules.incentive_findings(**complete) == ()
    wrong = {**complete, "employer": "", "amount": 0, "last": date(2026, 1, 1), "evidence": ""}
    said = rules.incentive_findings(**wrong)
    assert [(one.code, one.severity) for one in said] == [
        ("employer", Severity.STOP),
        ("amount", Severity.STOP),
        ("days_turned", Severity.STOP),
        ("evidence", Severity.HINT),
    ]
    (missing,) = rules.incentive_findings(**{**complete, "amount": None})
    assert missing.field == "amount"


def test_soon_is_from_today_to_so_many_days() -> None:
    today = date(2027, 1, 5)
    assert rules.ends_soon(date(2027, 2, 4), today, 30)
    assert not rules.ends_soon(date(2027, 2, 5), today, 30)
    assert not rules.ends_soon(date(2027, 1, 4), today, 30)


@pytest.mark.parametrize(
    ("span", "told"),
    [
        ((50, 50), "Der Preis des Katalogs gilt für ein Pensum von 50 %."),
        ((50, None), "Der Preis des Katalogs gilt für ein Pensum von 50 %."),
        ((50, 100), "Preis wie vereinbart: Das Pensum ändert ihn nicht."),
        ((None, None), "Preis wie vereinbart: Das Pensum ändert ihn nicht."),
    ],
)
def test_the_price_says_for_which_pensum_it_is(span, told) -> None:
    assert said_texts.price_for(*span) == told
