"""One declaration beside those of the other municipalities."""

from __future__ import annotations

from dataclasses import replace

from rules_examples import LIMITS, amounts, check_all, codes, declared, facts_of, only

from sozdesk.features.rent_limits.terms import Category, Interval, RentKind


def district(singles, **changes):
    """One municipality per limit for one person; the other sizes go up in the usual steps."""
    return [
        declared(single, single + 200, single + 400, single + 600, single + 750, 150,
                 bfs=2841 + i, **changes)
        for i, single in enumerate(singles)
    ]  # fmt: skip


def facts_for(declarations, **changes):
    return {
        one.bfs_number: facts_of(one.bfs_number, f"Gemeinde {one.bfs_number}", **changes)
        for one in declarations
    }


def outliers(declarations, **options):
    found = check_all(declarations, facts=facts_for(declarations), **options)
    return [
        (declarations[i].bfs_number, finding.subject)
        for i, findings in enumerate(found)
        for finding in findings
        if finding.code == "far_from_median"
    ]


# 960 970 980 990 1010 1020 1030 and x above: the median lies between 990 and 1010 = 1000,
# the distances 40 30 20 10 10 20 30 have the median (20 + 30) / 2 = 25 with x far away;
# the limit 3.5 is reached at a distance of 3.5 * 25 / 0.6745 = 129.73
SEVEN = [960, 970, 980, 990, 1010, 1020, 1030]


def test_a_modified_z_score_above_three_and_a_half_is_far_from_the_median():
    assert outliers(district([*SEVEN, 1129])) == []
    assert (2848, "p1") in outliers(district([*SEVEN, 1130]))


def test_a_score_of_exactly_three_and_a_half_is_not_yet_far():
    # median 1'000.00, distances in Rappen 0 100 200 300 1349 1349 1400 1500 and 7000:
    # 0.6745 * 7000 / 1349 is 3.5 without a remainder
    towns = [1000, 999, 1002, 997, 986.51, 1013.49, 986, 1015]
    assert (2849, "p1") not in outliers(district([*towns, 1070]))
    assert (2849, "p1") in outliers(district([*towns, 1070.01]))


def test_the_sentence_names_the_median_and_the_distance():
    found = check_all(towns := district([*SEVEN, 1160]), facts=facts_for(towns))
    finding = next(one for one in found[7] if one.code == "far_from_median")
    # the median of 8 is (990 + 1010) / 2; 129.73 away from it is not yet far
    assert finding.message == (
        "1'160 für 1 Person, Median im Bezirk Sissach 1'000 aus 8 Gemeinden. "
        "Üblich sind dort 871 bis 1'129."
    )
    assert finding.detail == "Median im Bezirk Sissach 1'000"


def test_seven_values_are_too_few():
    assert outliers(district([*SEVEN[1:], 1300])) == []


def test_the_line_of_comparison_names_no_median_of_seven():
    towns = district([*SEVEN[1:], 1300])
    # from 1'300 to 1'320 for 2 persons are 1,5 %: a hint beside an amount, without a median
    towns[6] = replace(towns[6], amounts={**towns[6].amounts, Category.P2: 132_000})
    found = check_all(towns, facts=facts_for(towns))
    assert only(found[6], "step_small").detail == ""


def test_a_district_where_most_are_equal_has_no_outliers():
    assert outliers(district([1000] * 8 + [1300])) == []


def test_only_equal_bases_make_a_median():
    gross = [replace(one, rent_kind=RentKind.GROSS) for one in district([*SEVEN, 1130])[4:]]
    assert outliers(district([*SEVEN, 1130])[:4] + gross) == []


def test_another_district_is_another_median():
    towns = district([*SEVEN, 1130])
    facts = facts_for(towns) | {2848: facts_of(2848, "Laufen", district="Laufen")}
    assert "far_from_median" not in codes(check_all(towns, facts=facts)[7])


def test_yearly_amounts_count_as_monthly_ones():
    town = district([*SEVEN, 1130])
    as_year = replace(
        town[7],
        interval=Interval.YEAR,
        amounts={category: 12 * rappen for category, rappen in town[7].amounts.items()},
    )
    found = check_all(mixed := [*town[:7], as_year], facts=facts_for(mixed))
    finding = next(one for one in found[7] if one.code == "far_from_median")
    assert (finding.value, "13'560 für 1 Person" in finding.message) == (1_356_000, True)
    assert "Median im Bezirk Sissach 12'000 aus 8 Gemeinden." in finding.message
    # 12 times 129.73 are 1'556.7
    assert finding.message.endswith("Üblich sind dort 10'444 bis 13'556.")


def test_recorded_declarations_count_beside_incoming_ones():
    *others, new = district([*SEVEN, 1130])
    known = {one.bfs_number: one for one in others}
    (findings,) = check_all([new], known=known, facts=facts_for([*others, new]))
    assert "far_from_median" in codes(findings)


def test_an_incoming_correction_takes_the_place_of_what_was_recorded():
    towns = district([*SEVEN, 1000])
    known = {one.bfs_number: one for one in towns} | {2848: district([*SEVEN, 5000])[7]}
    (findings,) = check_all([towns[7]], known=known, facts=facts_for(towns))
    assert "far_from_median" not in codes(findings)


def test_municipalities_without_limits_or_facts_or_basis_do_not_count():
    towns = district([*SEVEN, 1130])
    without = replace(towns[0], no_limits_reason="Keine Haushalte")
    silent = replace(towns[0], rent_kind=None)
    facts = facts_for(towns)
    for first in (without, silent, replace(towns[0], bfs_number=9999)):
        found = check_all([first, *towns[1:]], facts=facts)
        assert all("far_from_median" not in codes(findings) for findings in found)


def test_a_municipality_without_limits_gets_no_comparison():
    towns = district([*SEVEN, 1130])
    towns[7] = replace(towns[7], no_limits_reason="Keine Haushalte")
    assert check_all(towns, facts=facts_for(towns))[7] == ()


def test_a_mix_up_of_month_and_year_is_not_also_far_from_the_median():
    towns = [*district([*SEVEN, 1000]), declared(*(100,) * 6, bfs=2900)]
    findings = check_all(towns, facts=facts_for(towns))[8]
    places = [finding.code for finding in findings if finding.field == "amount_p1"]
    assert "month_year" in places
    assert "far_from_median" not in places


def test_the_line_of_comparison_has_last_year_and_the_median():
    towns = district([*SEVEN, 1200])
    history = {2848: [replace(towns[7], year=2026, amounts=amounts(1000, 1400, 1600, 1800, 1950))]}
    found = check_all(towns, facts=facts_for(towns), history=history)
    finding = only(found[7], "change_large")
    assert finding.detail == "Im Vorjahr 1'000, Median im Bezirk Sissach 1'000"


# ------------------------------------------------------------------ the same amounts


def test_the_same_amounts_as_a_stranger_are_a_hint_for_both():
    towns = [declared(bfs=2841), declared(bfs=2842)]
    facts = {2841: facts_of(2841, "Anwil"), 2842: facts_of(2842, "Böckten")}
    first, second = check_all(towns, facts=facts)
    assert only(first, "same_as_other").message.startswith(
        "Alle Beträge sind gleich wie in Böckten."
    )
    assert "Anwil" in only(second, "same_as_other").message
    assert (first[0].field, first[0].value) == ("amount_p1", 100_000)


def test_the_same_sozialdienst_may_have_the_same_amounts():
    towns = [declared(bfs=2841), declared(bfs=2842)]
    shared = {bfs: facts_of(bfs, service="Region") for bfs in (2841, 2842)}
    assert check_all(towns, facts=shared) == [(), ()]
    apart = {2841: facts_of(2841, service="Region"), 2842: facts_of(2842, service="Andere")}
    assert [codes(findings) for findings in check_all(towns, facts=apart)] == [
        ["same_as_other"],
        ["same_as_other"],
    ]


def test_the_same_amounts_on_another_basis_are_not_the_same():
    towns = [declared(bfs=2841), declared(bfs=2842, rent_kind=RentKind.GROSS)]
    assert check_all(towns, facts=facts_for(towns)) == [(), ()]


def test_the_same_amounts_per_year_are_the_same():
    per_year = declared(12000, 14400, 16800, 19200, 21000, 1800, bfs=2842, interval=Interval.YEAR)
    towns = [declared(bfs=2841), per_year]
    assert "same_as_other" in codes(check_all(towns, facts=facts_for(towns))[1])


def test_one_other_amount_is_enough_to_differ():
    towns = [declared(bfs=2841), declared(1000, 1200, 1400, 1600, 1750, 140, bfs=2842)]
    assert check_all(towns, facts=facts_for(towns)) == [(), ()]


def test_at_most_three_others_are_named_in_german_order():
    names = {2841: "Zunzgen", 2842: "Anwil", 2843: "Tenniken", 2844: "Ölten", 2845: "Böckten"}
    towns = [declared(bfs=bfs) for bfs in names]
    facts = {bfs: facts_of(bfs, name) for bfs, name in names.items()}
    found = check_all(towns, facts=facts)
    assert "in Anwil, Böckten, Ölten und weiteren Gemeinden." in found[0][0].message


def test_an_unknown_municipality_is_compared_as_a_stranger():
    towns = [declared(bfs=2841), declared(bfs=9999)]
    facts = {2841: facts_of(2841, "Anwil", service="Region")}
    found = check_all(towns, facts=facts)
    assert [codes(findings) for findings in found] == [[], ["same_as_other"]]


def test_incomplete_amounts_have_no_twins():
    towns = [declared(1000, bfs=bfs) for bfs in (2841, 2842)]
    assert all(
        "same_as_other" not in codes(one) for one in check_all(towns, facts=facts_for(towns))
    )


def test_the_answers_run_parallel_to_what_came_in():
    towns = [
        declared(bfs=2841),
        declared(None, bfs=2842),
        declared(1300, 1500, 1700, 1900, 2050, 9, bfs=2843),
    ]
    found = check_all(towns, facts=facts_for(towns))
    assert [bool(findings) for findings in found] == [False, True, False]


def test_the_limit_of_the_score_is_a_setting():
    towns = district([*SEVEN, 1130])
    generous = replace(LIMITS, outlier_score=360)
    assert outliers(towns, thresholds=generous) == []
    assert Category.P1 in dict.fromkeys(subject for _, subject in outliers(towns))
