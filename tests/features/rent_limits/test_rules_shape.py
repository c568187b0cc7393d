"""The amounts of one declaration beside each other, with the edges of every limit."""

from __future__ import annotations

import pytest
from rules_examples import check, codes, declared, only, with_group

from sozdesk.features.rent_limits.terms import AncillaryMode, Category, Interval, RentKind


def test_less_for_more_persons_is_a_hint_at_the_larger_size():
    finding = only(check(declared(1000, 1200, 1190, 1370, 1500, 100)), "not_monotone")
    assert (finding.field, finding.subject, finding.value) == ("amount_p3", "p3", 119000)
    assert finding.message.startswith("1'190 für 3 Personen sind weniger als 1'200 für 2 Personen.")


def test_a_step_of_five_percent_is_usual_and_a_hair_less_is_not():
    # 5 % of 1'000.00 is 50.00
    assert codes(check(declared(1000, 1050, 1250, 1450, 1600, 150))) == []
    finding = only(check(declared(1000, 1049.99, 1250, 1450, 1600, 150)), "step_small")
    assert finding.field == "amount_p2"
    assert finding.message == (
        "1'049.99 für 2 Personen gegenüber 1'000 für 1 Person (+5,0 %). "
        "Üblich sind mindestens 5 % mehr."
    )


def test_a_step_of_nothing_is_told_without_a_percentage():
    finding = only(check(declared(1000, 1250, 1250, 1450, 1600, 150)), "step_small")
    assert finding.field == "amount_p3"
    assert finding.message == (
        "1'250 für 3 Personen, gleich viel wie für 2 Personen. Üblich sind mindestens 5 % mehr."
    )


def test_a_step_of_45_percent_is_usual_and_a_hair_more_is_not():
    assert codes(check(declared(1000, 1450, 1650, 1850, 2000, 150))) == []
    finding = only(check(declared(1000, 1450.01, 1650, 1850, 2000, 150)), "step_large")
    assert (finding.field, finding.value) == ("amount_p2", 145001)


def test_all_sizes_equal_is_one_finding_and_not_four_small_steps():
    findings = check(declared(1200, 1200, 1200, 1200, 1200, None))
    assert codes(findings) == ["all_equal", "further_missing"]
    assert findings[0].message.startswith("1'200 für alle Haushalte von 1 bis 5 Personen.")


def test_a_gap_in_the_sizes_is_not_compared_across():
    assert codes(check(declared(1000, 1200, None, 1100, 1250, 100))) == ["missing_amount"]


def test_nothing_is_divided_by_an_amount_of_zero():
    findings = check(declared(0, 1200, 1400, 1600, 1750, 150))
    assert codes(findings) == ["month_year"]


@pytest.mark.parametrize("further", [0, -50])
def test_an_increment_that_is_not_positive_is_a_hint(further):
    finding = only(check(declared(1000, 1200, 1400, 1600, 1750, further)), "further_not_positive")
    assert finding.value == further * 100


def test_an_increment_above_the_step_from_four_to_five_is_a_hint():
    assert check(declared(1000, 1200, 1400, 1600, 1750, 150)) == ()
    finding = only(check(declared(1000, 1200, 1400, 1600, 1750, 151)), "further_above_step")
    assert finding.message.startswith("151 für jede weitere Person, von 4 zu 5 Personen aber 150.")


def test_without_both_sizes_the_increment_is_not_compared():
    assert codes(check(declared(1000, 1200, 1400, None, 1750, 900))) == ["missing_amount"]
    assert codes(check(declared(1000, 1200, 1400, 1600, None, 900))) == ["missing_amount"]


@pytest.mark.parametrize(
    ("group", "code"), [("young_adult", "young_above_single"), ("shared", "shared_above_single")]
)
def test_groups_above_the_limit_for_one_person(group, code):
    assert check(with_group(declared(), **{group: 1000})) == ()
    finding = only(check(with_group(declared(), **{group: 1001})), code)
    assert (finding.field, finding.value) == (f"amount_{group}", 100_100)
    assert "aber 1'000" in finding.message


def test_groups_are_not_compared_with_a_missing_limit():
    without_single = declared(None, 1200, 1400, 1600, 1750, 150)
    assert codes(check(with_group(without_single, shared=900))) == ["missing_amount"]


def test_an_emergency_flat_may_cost_more_than_the_limit_for_one_person():
    assert check(with_group(declared(), emergency=2000)) == ()


# ------------------------------------------------------------------ net and gross, Nebenkosten


def test_declared_net_above_the_stated_gross():
    stated = declared(extras={"counter_amounts": {Category.P2: 119_900}})
    finding = only(check(stated), "net_above_gross")
    assert (finding.field, finding.subject) == ("counter_p2", "p2")
    assert "Netto 1'200 für 2 Personen ist mehr als brutto 1'199." in finding.message


def test_stated_net_above_the_declared_gross():
    stated = declared(rent_kind=RentKind.GROSS, extras={"counter_amounts": {Category.P2: 120_100}})
    assert "Netto 1'201" in only(check(stated), "net_above_gross").message


def test_net_equal_to_gross_is_no_hint():
    assert check(declared(extras={"counter_amounts": {Category.P2: 120_000}})) == ()


def test_the_other_basis_alone_says_nothing():
    counter = {"counter_amounts": {Category.P2: 1, Category.SHARED: 1}}
    unknown = declared(rent_kind=None, extras=counter)
    assert codes(check(unknown)) == ["missing_rent_kind"]
    shared_only = declared(extras={"counter_amounts": {Category.SHARED: 1}})
    assert check(shared_only) == ()


@pytest.mark.parametrize(("francs", "hinted"), [(50, False), (49, True), (350, False), (351, True)])
def test_nebenkosten_between_5_and_35_percent_of_net_are_usual(francs, hinted):
    stated = declared(extras={"ancillary_amounts": {Category.P1: francs * 100}})
    assert ("ancillary_share" in codes(check(stated))) is hinted


def test_nebenkosten_are_measured_on_the_net_part_of_a_gross_rent():
    # 260 of 1'000 gross leaves 740 net: 260 / 740 = 35.135 %
    stated = declared(rent_kind=RentKind.GROSS, extras={"ancillary_amounts": {Category.P1: 26_000}})
    finding = only(check(stated), "ancillary_share")
    assert finding.field == "ancillary_p1"
    assert finding.message == (
        "260 Nebenkosten für 1 Person bei 740 netto (35,1 %). Üblich sind 5 % bis 35 %."
    )


def test_nebenkosten_as_high_as_the_gross_rent_have_no_share():
    stated = declared(
        rent_kind=RentKind.GROSS, extras={"ancillary_amounts": {Category.P1: 100_000}}
    )
    assert "(mehr als die Nettomiete)" in only(check(stated), "ancillary_share").message


def test_nebenkosten_without_a_rent_or_a_basis_are_not_measured():
    lonely = declared(extras={"ancillary_amounts": {Category.SHARED: 1}})
    assert check(lonely) == ()
    unknown = declared(rent_kind=None, extras={"ancillary_amounts": {Category.P1: 1}})
    assert codes(check(unknown)) == ["missing_rent_kind"]


def test_heating_that_costs_nothing_is_one_finding():
    stated = declared(
        extras={
            "heating_included": True,
            "ancillary_mode": AncillaryMode.FLAT,
            "ancillary_amounts": {Category.P1: 0, Category.P2: 0},
        }
    )
    findings = check(stated)
    assert codes(findings) == ["heating_without_ancillary"]
    assert findings[0].field == "heating_included"


def test_nebenkosten_of_zero_without_heating_are_below_the_usual_share():
    stated = declared(extras={"heating_included": False, "ancillary_amounts": {Category.P1: 0}})
    assert codes(check(stated)) == ["ancillary_share"]


def test_heating_included_without_stated_nebenkosten_is_no_hint():
    assert check(declared(extras={"heating_included": True})) == ()


@pytest.mark.parametrize(("below", "hinted"), [(9, True), (10, False), (None, False)])
def test_few_adverts_below_the_limit(below, hinted):
    findings = check(declared(extras={"adverts_below": below}))
    assert codes(findings) == (["few_adverts_below"] if hinted else [])


# ------------------------------------------------------------------ month and year


@pytest.mark.parametrize(
    ("single", "interval", "hinted"),
    [
        (300, Interval.MONTH, False),
        (299.99, Interval.MONTH, True),
        (3600, Interval.YEAR, False),
        (3599.99, Interval.YEAR, True),
    ],
)
def test_a_size_below_300_francs_a_month_is_suspicious(single, interval, hinted):
    findings = check(declared(single, 1200, 1400, 1600, 1750, 150, interval=interval))
    fields = [finding.field for finding in findings if finding.code == "month_year"]
    assert ("amount_p1" in fields) is hinted


def test_a_size_above_5000_francs_a_month_is_suspicious():
    assert codes(check(declared(3000, 3500, 4000, 4500, 5000, 150))) == []
    finding = only(check(declared(3000, 3500, 4000, 4500, 5000.01, 150)), "month_year")
    assert finding.message.startswith(
        "5'000.01 pro Monat für 5 Personen. Üblich sind 300 bis 5'000."
    )


def test_a_small_increment_per_further_person_is_no_mix_up():
    assert check(declared(1000, 1200, 1400, 1600, 1750, 50)) == ()


def test_the_usual_span_of_yearly_amounts_is_twelve_times_as_large():
    yearly = declared(3000, 14400, 16800, 19200, 21000, 1800, interval=Interval.YEAR)
    assert "Üblich sind 3'600 bis 60'000." in only(check(yearly), "month_year").message
