"""Rents beside limits, changed limits, and what may be entered: arithmetic by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.cases import rules
from sozdesk.features.cases.terms import (
    AncillaryKind,
    RentFacts,
    RentMeasure,
    ShareBy,
    TenancyForm,
)
from sozdesk.features.cases.terms.tenancies import (
    HouseholdCount,
    LimitGap,
    RentMeasureRow,
    TenancyRow,
)
from sozdesk.features.cases.texts import tenancies as words
from sozdesk.features.rent_limits.terms import (
    Category,
    Interval,
    LimitSpanRow,
    ReceivedVia,
    RentKind,
)

TODAY = date(2027, 1, 5)
AMOUNTS = {
    Category.P1: 100_000,
    Category.P2: 125_000,
    Category.P3: 150_000,
    Category.P4: 165_000,
    Category.P5: 180_000,
    Category.FURTHER: 12_000,
}


def span(since=date(2027, 1, 1), **changes):
    values = {
        "year": since.year,
        "since": since,
        "until": date(since.year, 12, 31),
        "is_change": False,
        "rent_kind": RentKind.NET,
        "interval": Interval.MONTH,
        "amounts": AMOUNTS,
        "no_limits": False,
        "via": ReceivedVia.OWN,
        **changes,
    }
    return LimitSpanRow(**values)


def dwelling(**changes):
    values = {
        "id": UUID(int=1),
        "version": 1,
        "case_id": UUID(int=2),
        "valid_from": date(2026, 3, 1),
        "ended_on": None,
        "address": "Musterweg 1, 4410 Liestal",
        "rooms": 35,
        "net_rent": 165_000,
        "ancillary": 24_000,
        "ancillary_kind": AncillaryKind.ON_ACCOUNT,
        "form": TenancyForm.SHARED_FLAT,
        "persons": 3,
        "supported": 1,
        "share_by": ShareBy.HEADS,
        "agreed_share": None,
        **changes,
    }
    return TenancyRow(**values)


def measure(**changes):
    values = {
        "id": UUID(int=3),
        "version": 1,
        "tenancy_id": UUID(int=1),
        "kind": RentMeasure.ORDER,
        "ordered_on": date(2026, 6, 1),
        "deadline": date(2026, 12, 31),
        "reduced_to": None,
        "limit_then": 140_000,
        "lifted_on": None,
        "note": "",
        "efforts": (),
        **changes,
    }
    return RentMeasureRow(**values)


# ------------------------------------------------------------------ beside the limit


def test_a_third_of_the_limit_is_said_as_it_is_reckoned() -> None:
    row = dwelling()
    check = rules.rent_check(row, [span()], TODAY)
    assert words.comparison(row, check) == "Grenzwert 3 Personen 1'500 netto, Kopfquote 1/3 = 500"
    assert words.verdict(check) == (
        "Anteil 550: 50 über dem Grenzwert. "
        "Einzelfallprüfung: Der Grenzwert kürzt nichts von selbst."
    )
    assert check.is_above


def test_a_gross_limit_is_compared_with_the_gross_rent() -> None:
    row = dwelling(supported=3, net_rent=126_000)
    check = rules.rent_check(row, [span(rent_kind=RentKind.GROSS)], TODAY)
    assert words.comparison(row, check) == "Grenzwert 3 Personen 1'500 brutto"
    assert words.verdict(check) == "Anteil 1'500: innerhalb des Grenzwerts."
    assert not check.is_above


def test_the_limit_of_the_day_counts_and_an_old_one_says_so() -> None:
    old = span(date(2026, 1, 1), amounts={**AMOUNTS, Category.P3: 140_000})
    coming = span(date(2028, 1, 1))
    check = rules.rent_check(dwelling(), [coming, old, span()], date(2026, 12, 31))
    assert check.limit == 140_000
    assert words.source(old, date(2026, 12, 31)) == "Gilt seit 01.01.2026, eigene Meldung 2026."
    late = rules.rent_check(dwelling(), [old], TODAY)
    assert late.limit == 140_000
    assert words.source(old, TODAY) == (
        "Gilt seit 01.01.2026, eigene Meldung 2026. Für 2027 ist noch nichts gemeldet."
    )


def test_where_a_limit_comes_from_is_said() -> None:
    published = span(via=ReceivedVia.OVERVIEW)
    assert "veröffentlicht vom KSA 2027" in words.source(published, TODAY)
    assert "erfasste Rückmeldung" in words.source(span(via=ReceivedVia.EMAIL), TODAY)


@pytest.mark.parametrize(
    ("persons", "limit"), [(1, 100_000), (5, 180_000), (6, 192_000), (8, 216_000)]
)
def test_each_further_person_adds_to_the_largest_household(persons: int, limit: int) -> None:
    check = rules.rent_check(dwelling(persons=persons), [span()], TODAY)
    assert check.limit == limit


def test_further_persons_count_from_the_largest_household_that_is_declared() -> None:
    four = {key: AMOUNTS[key] for key in AMOUNTS if key is not Category.P5}
    assert rules.rent_check(dwelling(persons=5), [span(amounts=four)], TODAY).limit == 177_000


@pytest.mark.parametrize(
    ("spans", "gap", "said"),
    [
        ([], LimitGap.UNKNOWN, "Für diesen Tag ist kein Grenzwert bekannt."),
        ([span(no_limits=True, amounts={})], LimitGap.NONE_SET, "keine Grenzwerte festgelegt"),
        ([span(rent_kind=None)], LimitGap.NO_BASIS, "netto oder brutto"),
        ([span(amounts={Category.P1: 1})], LimitGap.NO_SIZE, "Für 3 Personen"),
        ([span(amounts={Category.FURTHER: 1})], LimitGap.NO_SIZE, "jede weitere Person"),
    ],
)
def test_without_a_limit_nothing_is_compared_and_it_says_why(spans, gap, said) -> None:
    row = dwelling()
    check = rules.rent_check(row, spans, TODAY)
    assert (check.gap, check.comparison, check.is_above) == (gap, None, False)
    assert said in words.comparison(row, check)
    assert words.verdict(check) == ""


def test_an_agreement_asks_to_look_at_its_basis() -> None:
    row = dwelling(share_by=ShareBy.AGREEMENT, agreed_share=48_000)
    check = rules.rent_check(row, [span()], TODAY)
    assert words.verdict(check) == "Anteil 480: innerhalb des Grenzwerts."
    assert "ob auch er netto gilt" in words.agreed(row, check)
    assert words.agreed(dwelling(), check) == ""


def test_a_value_of_its_own_for_shared_flats_is_said_and_not_applied() -> None:
    own = span(amounts={**AMOUNTS, Category.SHARED: 60_000})
    assert "meldet die Gemeinde 600;" in words.own_value(dwelling(), own)
    assert words.own_value(dwelling(form=TenancyForm.FAMILY), own) == ""


@given(
    st.integers(0, 500_000),
    st.integers(0, 100_000),
    st.integers(1, 12),
    st.integers(0, 12),
    st.integers(0, 500_000),
    st.booleans(),
)
def test_parts_by_heads_never_exceed_the_whole(net, more, persons, supported, limit, gross) -> None:
    supported = min(supported, persons)
    facts = RentFacts(
        net=net, ancillary=more, persons=persons, supported=supported, share_by=ShareBy.HEADS
    )
    found = rules.compared(facts, limit, gross=gross)
    whole = net + (more if gross else 0)
    assert 0 <= found.own <= whole
    assert 0 <= found.limit <= limit
    rest = rules.compared(replace(facts, supported=persons - supported), limit, gross=gross)
    assert abs(found.own + rest.own - whole) <= 1
    assert found.above == max(found.own - found.limit, 0)


# ------------------------------------------------------------------ changed limits


def test_what_rests_on_an_old_limit_is_listed_with_both() -> None:
    found = list(rules.limit_changes(dwelling(), [measure()], [span()], TODAY))
    assert [(one.before, one.now, one.since) for one in found] == [
        (140_000, 150_000, date(2027, 1, 1))
    ]
    assert words.changed_limit(RentMeasure.ORDER, found[0], TODAY) == (
        "Auflage beruht auf 1'400.00; seit 01.01.2027 gilt 1'500.00."
    )


def test_a_limit_that_comes_is_announced() -> None:
    coming = span(date(2028, 1, 1), amounts={**AMOUNTS, Category.P3: 155_000})
    row = measure(limit_then=150_000)
    (found,) = rules.limit_changes(dwelling(), [row], [span(), coming], TODAY)
    assert (found.now, found.since) == (155_000, date(2028, 1, 1))
    assert "ab 01.01.2028 gilt 1'550.00" in words.changed_limit(RentMeasure.REDUCTION, found, TODAY)


def test_the_same_amount_is_another_limit_when_net_becomes_gross() -> None:
    gross = span(date(2028, 1, 1), rent_kind=RentKind.GROSS)
    row = measure(limit_then=150_000, ordered_on=date(2027, 2, 1))
    (found,) = rules.limit_changes(dwelling(), [row], [span(), gross], TODAY)
    assert words.changed_limit(RentMeasure.ORDER, found, TODAY) == (
        "Auflage beruht auf 1'500.00 netto; ab 01.01.2028 gilt 1'500.00 brutto."
    )
    unsaid = span(date(2028, 1, 1), rent_kind=None)
    assert list(rules.limit_changes(dwelling(), [row], [span(), unsaid], TODAY)) == []


def test_what_was_ordered_before_a_limit_was_known_is_listed_once_one_is() -> None:
    row = measure(limit_then=None)
    (found,) = rules.limit_changes(dwelling(), [row], [span()], TODAY)
    assert words.changed_limit(RentMeasure.ORDER, found, TODAY) == (
        "Auflage ohne bekannten Grenzwert; seit 01.01.2027 gilt 1'500.00."
    )
    unsaid = span(rent_kind=None)
    assert list(rules.limit_changes(dwelling(), [row], [unsaid], TODAY)) == []


def test_what_is_lifted_or_unchanged_is_not_listed() -> None:
    rows = [measure(lifted_on=date(2026, 12, 1)), measure(limit_then=150_000)]
    assert list(rules.limit_changes(dwelling(), rows, [span()], TODAY)) == []
    assert list(rules.limit_changes(dwelling(), [measure()], [], TODAY)) == []
    none = span(amounts={})
    assert list(rules.limit_changes(dwelling(), [measure()], [none], TODAY)) == []


# ------------------------------------------------------------------ what may be entered


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"persons": 0, "supported": 0}, "persons", words.PERSONS),
        ({"supported": 4}, "supported", words.SUPPORTED),
        ({"net_rent": -1}, "net_rent", words.NEGATIVE),
        ({"ancillary": -1}, "ancillary", words.NEGATIVE),
        ({"share_by": ShareBy.AGREEMENT}, "agreed_share", words.AGREED_MISSING),
        ({"agreed_share": 1}, "agreed_share", words.AGREED_ALONE),
        (
            {"share_by": ShareBy.AGREEMENT, "agreed_share": -1},
            "agreed_share",
            words.NEGATIVE,
        ),
        (
            {"share_by": ShareBy.AGREEMENT, "agreed_share": 1, "form": TenancyForm.FAMILY},
            "share_by",
            words.NO_SHARE,
        ),
        ({"ended_on": date(2026, 2, 28)}, "ended_on", words.ENDS_FIRST),
    ],
)
def test_what_does_not_fit_about_a_dwelling_stands_at_its_field(changes, field, said) -> None:
    found = list(rules.tenancy_findings(dwelling(**changes), []))
    assert [(one.field, one.message) for one in found] == [(field, said)]


def test_two_dwellings_of_a_case_do_not_overlap() -> None:
    before = dwelling(id=UUID(int=9), valid_from=date(2025, 1, 1), ended_on=date(2026, 2, 28))
    assert list(rules.tenancy_findings(dwelling(), [before])) == []
    running = replace(before, ended_on=None)
    (found,) = rules.tenancy_findings(dwelling(), [running])
    assert (found.field, found.message) == ("valid_from", words.overlaps(date(2025, 1, 1)))
    later = dwelling(id=UUID(int=9), valid_from=date(2027, 1, 1))
    ended = dwelling(ended_on=date(2026, 12, 31))
    assert list(rules.tenancy_findings(ended, [later])) == []


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"ordered_on": date(2026, 2, 1)}, "ordered_on", words.OUTSIDE),
        ({"deadline": None}, "deadline", words.DEADLINE_NEEDED),
        ({"deadline": date(2026, 5, 31)}, "deadline", words.DEADLINE_EARLY),
        ({"kind": RentMeasure.REDUCTION}, "reduced_to", words.AMOUNT_NEEDED),
        ({"kind": RentMeasure.REDUCTION, "reduced_to": -1}, "reduced_to", words.NEGATIVE),
        ({"lifted_on": date(2026, 5, 31)}, "lifted_on", words.LIFTED_EARLY),
    ],
)
def test_what_does_not_fit_about_an_order_stands_at_its_field(changes, field, said) -> None:
    found = list(rules.measure_findings(measure(**changes), dwelling()))
    assert [(one.field, one.message) for one in found] == [(field, said)]


def test_what_fits_is_fine() -> None:
    assert list(rules.tenancy_findings(dwelling(), [])) == []
    assert list(rules.measure_findings(measure(), dwelling(ended_on=TODAY))) == []
    cut = measure(kind=RentMeasure.REDUCTION, reduced_to=120_000)
    assert list(rules.measure_findings(cut, dwelling())) == []


# ------------------------------------------------------------------ words


def test_dwellings_are_told_in_words() -> None:
    assert [words.rooms(one) for one in (None, 30, 35, 5, 32)] == [
        "",
        "3 Zimmer",
        "3½ Zimmer",
        "½ Zimmer",
        "3,2 Zimmer",
    ]
    assert words.people(dwelling()) == "3 Personen, davon 1 unterstützt"
    assert words.rent(dwelling()) == "1'650.00 netto, Nebenkosten 240.00 akonto"
    assert words.rent(dwelling(ancillary=0)) == "1'650.00 netto"
    assert words.span(date(2026, 3, 1), None) == "seit 01.03.2026"
    assert words.span(date(2026, 3, 1), TODAY) == "01.03.2026 bis 05.01.2027"


def test_orders_are_told_with_their_deadline() -> None:
    assert words.measure(measure(), TODAY) == (
        "Frist 31.12.2026, seit 5 Tagen überfällig; Grenzwert damals 1'400.00"
    )
    lifted = measure(
        kind=RentMeasure.REDUCTION,
        deadline=None,
        reduced_to=120_000,
        limit_then=None,
        lifted_on=TODAY,
    )
    assert words.measure(lifted, TODAY) == "gekürzt auf 1'200.00; aufgehoben am 05.01.2027"
    assert words.measure(measure(lifted_on=TODAY, limit_then=None), TODAY) == (
        "Frist 31.12.2026; aufgehoben am 05.01.2027"
    )


@pytest.mark.parametrize(
    ("above", "said"), [(0, "keine"), (4, "1 bis 4"), (5, "5"), (1200, "1'200")]
)
def test_small_numbers_are_never_said_to_the_canton(above: int, said: str) -> None:
    count = HouseholdCount(bfs_number=1, town="X", by_size={}, above=above, unknown=0)
    assert words.counted(count) == said
    assert words.rate(count) == ""
    assert words.sizes(count) == "keine"


def test_households_are_counted_by_size() -> None:
    count = HouseholdCount(bfs_number=1, town="X", by_size={2: 4, 1: 12}, above=6, unknown=0)
    assert words.sizes(count) == "1 Person: 12, 2 Personen: 4"
    assert words.rate(count) == "37,5 %"
