"""Providers and offerings are recorded, changed and removed; what is wrong is said at the field."""

from __future__ import annotations

from datetime import date

import pytest
from platform_kit import dated, offering, price, provider, recognised

from sozdesk.archive.store import Archive
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import DatedKind, OfferingState, PriceUnit, Vat
from sozdesk.features.offerings.usecases import SetOfferingState, set_offering_state
from sozdesk.kernel.errors import RuleViolation

DAY = date(2027, 1, 5)


def test_half_of_the_price_is_the_cantons_up_to_the_maximaltarif(platform: Archive) -> None:
    course = offering(platform, who := provider(platform))
    price(platform, course, 130_001)
    recognised(platform, who, course)
    start = date(2026, 1, 1)
    dated(
        platform,
        DatedKind.REGIME_RATE,
        start,
        regime_code="social_assistance",
        category_code="basic_skills",
        billable="yes",
        rate=5000,
        cost_bearer="municipality",
    )
    dated(
        platform,
        DatedKind.TARIFF,
        start,
        category_code="basic_skills",
        regime_code="social_assistance",
        unit="course",
        amount=120_001,
        pro_rata="none",
    )
    row = platform.query(queries.offering, course, DAY)
    shares = platform.query(queries.canton_shares, [row], DAY)[course]
    share = next(one for one in shares if one.regime_code == "social_assistance")
    assert (share.share, share.above) == (60_001, 10_000)  # 1'200.01 × 50 % = 600.005, half up
    missing = next(one for one in shares if one.regime_code == "emergency")
    assert missing.share is None
    assert missing.reasons == ("Ansatz fehlt (Nothilfe, Grundkompetenzkurs): Abrechnung gesperrt.",)


def test_only_what_is_recognised_goes_to_the_platform(platform: Archive) -> None:
    course = offering(platform, who := provider(platform))
    row = platform.query(queries.offering, course, DAY)
    command = SetOfferingState(id=course, base_version=row.version, state=OfferingState.PUBLISHED)
    with pytest.raises(RuleViolation) as caught:
        platform.run(set_offering_state, command)
    assert [one.code for one in caught.value.findings] == ["not_recognised", "no_price"]
    recognised(platform, who, course)
    price(platform, course, 50_000)
    platform.run(set_offering_state, command)
    assert platform.query(queries.offering, course, DAY).state is OfferingState.PUBLISHED


def test_two_prices_must_not_reach_into_each_other(platform: Archive) -> None:
    course = offering(platform, provider(platform))
    price(platform, course, 50_000, date(2026, 1, 1), ended_on=date(2026, 12, 31))
    with pytest.raises(RuleViolation) as caught:
        price(platform, course, 60_000, date(2026, 7, 1))
    (finding,) = caught.value.findings
    assert (finding.field, finding.message) == (
        "valid_from",
        "Überschneidet sich mit dem Wert ab 01.01.2026 (bis 31.12.2026).",
    )
    price(platform, course, 60_000, date(2027, 1, 1), unit=PriceUnit.MONTH, vat=Vat.INCLUDED)
    assert platform.query(queries.offering, course, DAY).price.amount == 60_000


def test_a_wrong_check_digit_is_said_at_the_field(platform: Archive) -> None:
    with pytest.raises(RuleViolation) as caught:
        provider(platform, iban="CH94 0076 2011 6238 5295 7")
    (finding,) = caught.value.findings
    assert (finding.field, finding.code) == ("iban", "iban_checksum")
    provider(platform, iban="CH93 0076 2011 6238 5295 7")
    assert platform.query(queries.providers)[0].iban == "CH9300762011623852957"


def test_no_rate_and_no_tariff_is_shipped(platform: Archive) -> None:
    assert platform.query(queries.rates) == ()
    assert platform.query(queries.tariffs) == ()
