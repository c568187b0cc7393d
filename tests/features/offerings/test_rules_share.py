"""What the canton pays of a unit (§ 25b SHV): to the Rappen, or what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.offerings import rules, texts
from sozdesk.features.offerings.terms import (
    Audience,
    Billable,
    Childcare,
    CostBearer,
    Financing,
    OfferingRow,
    OfferingState,
    PriceRow,
    PriceUnit,
    ProRata,
    RecognitionOn,
    RegimeRateRow,
    RegimeRow,
    TariffRow,
    Vat,
)
from sozdesk.kernel.ids import natural_id

DAY = date(2027, 1, 5)
START = date(2026, 1, 1)
ID = natural_id("x")
PARENTS = {"coaching": "support", "support": None}
REGIME = RegimeRow(
    id=ID, version=1, code="social_assistance", valid_from=START, ended_on=None, position=1,
    name="Sozialhilfe", citation="SHG", source="",
)  # fmt: skip
PRICE = PriceRow(
    id=ID, version=1, offering_id=ID, valid_from=START, ended_on=None, amount=150_000,
    unit=PriceUnit.MONTH, vat=Vat.EXEMPT, vat_rate=None, minimum_units=None,
    absences_invoiced=None, notice_period="", trial_phase="", insured_by="", note="",
)  # fmt: skip
RATE = RegimeRateRow(
    id=ID, version=1, regime_code="social_assistance", category_code="support", valid_from=START,
    ended_on=None, billable=Billable.YES, rate=5000, cost_bearer=CostBearer.MUNICIPALITY,
    citation="§ 25a SHV", source="",
)  # fmt: skip
TARIFF = TariffRow(
    id=ID, version=1, category_code="support", regime_code="social_assistance",
    unit=PriceUnit.MONTH, valid_from=START, ended_on=None, amount=120_000, pro_rata=ProRata.NONE,
    cap_kind=None, cap_amount=None, citation="§ 25b SHV", source="",
)  # fmt: skip
KNOWN = RecognitionOn(recognised=True, since=START, until=None, by=None)
OFFER = OfferingRow(
    id=ID, version=1, number=1, provider_id=ID, provider_name="Muster", category_code="coaching",
    category_name="Coaching", segment="", title="Coaching", goals="", content="",
    audience=Audience.BOTH, for_refugees=False, for_women=False, for_mothers=False,
    with_health_impairment=False, age_from=None, age_to=None, workload_from=None,
    workload_to=None, workload_note="", weeks_min=None, weeks_max=None, starts_any_time=True,
    starts=(), capacity=None, free_places=None, free_as_of=None, childcare=Childcare.NO,
    includes_travel=False, includes_meals=False, contact_id=None, link="",
    state=OfferingState.PUBLISHED, checked_on=None, languages=(), places=(), price=PRICE,
    financing=Financing.PER_PERSON, recognition=KNOWN,
)  # fmt: skip


def share(offer=OFFER, rates=(RATE,), tariffs=(TARIFF,)):
    return rules.canton_share(offer, REGIME, rates, tariffs, PARENTS, DAY)


def test_a_kind_of_a_category_takes_rate_and_tariff_of_the_one_above() -> None:
    found = share()
    assert (found.share, found.above) == (60_000, 30_000)  # half of the tariff of 1'200.00
    assert found.reasons == ()
    dearer = replace(TARIFF, category_code="coaching", amount=200_000)
    assert share(tariffs=(TARIFF, dearer)).share == 75_000  # half of the price of 1'500.00


@pytest.mark.parametrize(
    ("offer", "reason"),
    [
        (replace(OFFER, financing=Financing.PER_AGREEMENT), texts.PAID_PER_AGREEMENT),
        (replace(OFFER, financing=Financing.FREE), texts.COSTS_NOTHING),
        (
            replace(OFFER, recognition=replace(KNOWN, recognised=False)),
            texts.NOT_RECOGNISED_NO_SHARE,
        ),
        (replace(OFFER, price=None), texts.PRICE_MISSING),
        (replace(OFFER, price=replace(PRICE, vat=Vat.EXCLUDED)), texts.VAT_RATE_MISSING),
    ],
)
def test_without_a_ground_there_is_no_figure_but_a_reason(offer, reason) -> None:
    found = share(offer)
    assert (found.share, found.reasons) == (None, (reason,))


@pytest.mark.parametrize(
    "rate",
    [None, replace(RATE, billable=Billable.UNKNOWN, rate=None), replace(RATE, rate=None)],
)
def test_a_missing_rate_locks_the_bill(rate) -> None:
    found = share(rates=(rate,) if rate else ())
    assert found.share is None
    assert found.reasons == ("Ansatz fehlt (Sozialhilfe, Coaching): Abrechnung gesperrt.",)


def test_what_is_not_billable_is_nothing_with_its_citation() -> None:
    found = share(rates=(replace(RATE, billable=Billable.NO, rate=None),))
    assert found.share == 0
    assert found.reasons == ("Sozialhilfe: nicht abrechenbar (§ 25a SHV).",)


def test_a_missing_tariff_locks_the_bill_and_another_unit_is_said() -> None:
    assert share(tariffs=()).reasons == (
        "Tarif fehlt (Sozialhilfe, Coaching): Abrechnung gesperrt.",
    )
    (said,) = share(tariffs=(replace(TARIFF, unit=PriceUnit.DAY),)).reasons
    assert said.startswith("Der Preis gilt pro Monat, der Maximaltarif pro Tag")


def test_vat_on_top_is_part_of_the_cost() -> None:
    """1'500.00 and 8,1 % are 1'621.50."""
    price = replace(PRICE, vat=Vat.EXCLUDED, vat_rate=810)
    assert rules.cost_of_unit(price) == 162_150
    assert share(replace(OFFER, price=price)).above == 42_150


@given(
    amount=st.integers(0, 10**7),
    tariff=st.integers(0, 10**7),
    rate=st.integers(0, 10_000),
)
def test_canton_rest_and_what_lies_above_are_the_cost(amount, tariff, rate) -> None:
    found = share(
        replace(OFFER, price=replace(PRICE, amount=amount)),
        rates=(replace(RATE, rate=rate),),
        tariffs=(replace(TARIFF, amount=tariff),),
    )
    base = min(amount, tariff)
    assert found.share is not None
    assert found.above is not None
    assert 0 <= found.share <= base
    assert found.share + (base - found.share) + found.above == amount
    assert abs(found.share * 10_000 - base * rate) <= 5_000  # never more than half a Rappen off


# ------------------------------------------------------------------ in words


def test_every_step_of_the_figure_is_said_with_its_day_and_law() -> None:
    found = share()
    assert texts.share_words(found) == "CHF 600.00 pro Monat"
    assert texts.share_steps(found, rules.cost_of_unit(PRICE)) == (
        "Preis ab 01.01.2026: CHF 1'500.00 pro Monat, von der MWST ausgenommen.",
        "Maximaltarif ab 01.01.2026: CHF 1'200.00 pro Monat (§ 25b SHV).",
        "Ansatz ab 01.01.2026: 50,0 % (§ 25a SHV).",
        "Kanton: 50,0 % von CHF 1'200.00 = CHF 600.00. Gemeinde: CHF 600.00.",
        "Über dem Maximaltarif liegen CHF 300.00: sie trägt die Gemeinde.",
    )


def test_a_figure_that_is_missing_is_said_in_its_place() -> None:
    found = share(tariffs=())
    assert texts.share_words(found) == "Tarif fehlt (Sozialhilfe, Coaching): Abrechnung gesperrt."
    assert texts.share_steps(found, 150_000)[-1] == texts.share_words(found)


def test_vat_and_a_whole_share_have_their_words() -> None:
    price = replace(PRICE, vat=Vat.EXCLUDED, vat_rate=810)
    whole = replace(RATE, rate=10_000, cost_bearer=None, citation="")
    found = share(replace(OFFER, price=price), (whole,), (replace(TARIFF, amount=200_000),))
    steps = texts.share_steps(found, rules.cost_of_unit(price))
    assert "Mit MWST: CHF 1'621.50." in steps
    assert steps[-1].endswith("= CHF 1'621.50. Rest: CHF 0.00.")
    nothing = share(rates=(replace(RATE, billable=Billable.NO, rate=None),))
    assert "Ansatz ab 01.01.2026: nicht abrechenbar (§ 25a SHV)." in texts.share_steps(nothing, 1)
    free = share(replace(OFFER, price=replace(PRICE, amount=0)))
    assert texts.share_words(free) == "nichts"
