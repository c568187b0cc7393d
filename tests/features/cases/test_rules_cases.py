"""Regime, AHV number, deadline and rent: values from the law, public test vectors and arithmetic."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.cases import rules
from sozdesk.features.cases.terms import (
    Permit,
    RegimeOverride,
    RegimeRule,
    RentFacts,
    Residence,
    ShareBy,
)

LONG_AGO = date(2020, 1, 1)
KAV = RegimeRule(
    valid_from=LONG_AGO,
    ended_on=None,
    permit=Permit.F,
    refugee=False,
    regime_code="provisional",
    citation="§ 1 kAV",
)
SHV = RegimeRule(
    valid_from=LONG_AGO,
    ended_on=None,
    permit=Permit.F,
    refugee=True,
    regime_code="refugees",
    citation="SHV",
)


def stays(permit: Permit, refugee: bool, first: date = LONG_AGO) -> Residence:
    return Residence(valid_from=first, ended_on=None, permit=permit, refugee=refugee)


def test_the_refugee_flag_decides_beside_the_same_letter() -> None:
    day = date(2027, 3, 1)
    assert rules.regime_on(day, [stays(Permit.F, False)], [], [KAV, SHV]).regime_code == (
        "provisional"
    )
    found = rules.regime_on(day, [stays(Permit.F, True)], [], [KAV, SHV])
    assert (found.regime_code, found.citation) == ("refugees", "SHV")


def test_what_the_office_set_stands_above_the_rule_with_its_reason() -> None:
    own = RegimeOverride(
        valid_from=date(2027, 3, 1),
        ended_on=date(2027, 3, 31),
        regime_code="refugees",
        reason="Entscheid SEM vom 15.02.2027",
    )
    residences = [stays(Permit.F, False)]
    inside = rules.regime_on(date(2027, 3, 31), residences, [own], [KAV])
    assert (inside.regime_code, inside.reason) == ("refugees", "Entscheid SEM vom 15.02.2027")
    assert rules.regime_on(date(2027, 4, 1), residences, [own], [KAV]).regime_code == "provisional"


def test_without_residence_or_rule_there_is_no_regime() -> None:
    day = date(2027, 3, 1)
    assert rules.regime_on(day, [], [], [KAV]).regime_code is None
    assert rules.regime_on(day, [stays(Permit.N, False)], [], [KAV]).regime_code is None


def test_a_regime_may_turn_on_first_days_and_after_last_days() -> None:
    rows = [
        stays(Permit.F, False, date(2027, 2, 10)),
        RegimeOverride(
            valid_from=date(2027, 1, 5),
            ended_on=date(2027, 2, 28),
            regime_code="refugees",
            reason="Test",
        ),
    ]
    assert rules.turning_days(date(2027, 1, 10), date(2027, 3, 31), rows) == (
        date(2027, 1, 10),
        date(2027, 2, 10),
        date(2027, 3, 1),
    )


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("756.9217.0769.85", None),  # public test vector
        ("7569217076985", None),
        ("756.9217.0769.84", "ahv_checksum"),
        ("757.9217.0769.85", "ahv_form"),
        ("756.9217.0769", "ahv_form"),
        ("756.9217.0769.8x", "ahv_form"),
        ("", "ahv_reason"),
    ],
)
def test_an_ahv_number_is_checked(number: str, code: str | None) -> None:
    assert [one.code for one in rules.ahv_findings(number, "")] == ([code] if code else [])
    assert rules.shown_ahv("7569217076985") == "756.9217.0769.85"


def test_an_ahv_number_may_be_missing_with_a_reason() -> None:
    assert rules.ahv_findings(" ", "Asylsuchend, noch nicht zugeteilt") == ()


@pytest.mark.parametrize(
    ("notified_on", "last"),
    [
        (date(2027, 3, 1), date(2027, 3, 11)),  # a Monday, ten days: a Thursday
        (date(2027, 3, 3), date(2027, 3, 15)),  # the 13th is a Saturday
        (date(2027, 3, 16), date(2027, 3, 30)),  # Good Friday 26 March, Easter Monday 29 March
    ],
)
def test_ten_days_end_on_a_working_day(notified_on: date, last: date) -> None:
    easter = {date(2027, 3, 26), date(2027, 3, 29)}
    assert rules.deadline(notified_on, 10, easter) == last


def test_a_third_of_the_limit_for_one_of_three() -> None:
    """«Grenzwert 3 Personen 1'500 netto, Kopfquote 1/3 = 500»."""
    facts = RentFacts(net=165_000, ancillary=24_000, persons=3, supported=1, share_by=ShareBy.HEADS)
    net = rules.compared(facts, 150_000, gross=False)
    assert (net.own, net.limit, net.above) == (55_000, 50_000, 5_000)
    gross = rules.compared(facts, 189_000, gross=True)
    assert (gross.own, gross.limit, gross.above) == (63_000, 63_000, 0)


def test_an_agreed_share_is_taken_as_it_is() -> None:
    facts = RentFacts(
        net=165_000,
        ancillary=0,
        persons=3,
        supported=1,
        share_by=ShareBy.AGREEMENT,
        agreed_share=48_000,
    )
    assert rules.compared(facts, 150_000, gross=False).above == 0


@given(
    st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    st.integers(1, 60),
    st.sets(st.dates(date(2026, 1, 1), date(2031, 3, 31)), max_size=30),
)
def test_a_deadline_is_a_working_day_and_never_early(
    notified_on: date, days: int, holidays: set[date]
) -> None:
    last = rules.deadline(notified_on, days, holidays)
    assert (last - notified_on).days >= days
    assert last.weekday() < 5
    assert last not in holidays
