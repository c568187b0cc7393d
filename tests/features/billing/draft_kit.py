"""Claims and offerings for tests of drafts: one person, one course at 900 francs a month, all of 2027."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from sozdesk.features.billing import rules
from sozdesk.features.billing.rules import Catalogue
from sozdesk.features.billing.terms import (
    BillingFigures,
    Claim,
    ClaimCost,
    ClaimedCost,
    ClaimedLine,
    ClaimEnactment,
    ClaimPerson,
    ClaimRuling,
    DraftBill,
    Earlier,
    FinancingSpan,
    OfferingFacts,
    Period,
    RegimeSpan,
    Span,
    SupportSpan,
)
from sozdesk.features.cases.terms import RulingNature
from sozdesk.features.offerings.terms import (
    Billable,
    CapKind,
    CostBearer,
    Financing,
    PriceUnit,
    ProRata,
    RegimeRateRow,
    TariffRow,
)

LONG_AGO = date(2020, 1, 1)
JANUARY, DECEMBER = date(2027, 1, 1), date(2027, 12, 31)
BFS = 2829
ENACTMENT = UUID(int=50)
OFFERING = UUID(int=60)
PERSON = ClaimPerson(
    id=UUID(int=70),
    last_name="Muster",
    first_name="Anna",
    birth_date=date(1990, 5, 17),
    ahv_number=None,
    residences=(),
)
RULING = ClaimRuling(
    number="2027-001",
    nature=RulingNature.GRANT,
    ruled_on=date(2026, 12, 10),
    in_force_from=JANUARY,
    in_force_to=None,
    limit_amount=None,
    contested=False,
)


def tariff(
    amount: int = 100_000,
    unit: PriceUnit = PriceUnit.MONTH,
    pro_rata: ProRata = ProRata.CALENDAR_DAYS,
    **more: Any,
) -> TariffRow:
    values = {
        "id": UUID(int=1000 + amount),
        "version": 1,
        "category_code": "employment",
        "regime_code": "social_assistance",
        "valid_from": LONG_AGO,
        "ended_on": None,
        "cap_kind": None,
        "cap_amount": None,
        "citation": "§ 25b SHV",
        "source": "Test",
        **more,
    }
    return TariffRow(amount=amount, unit=unit, pro_rata=pro_rata, **values)


def capped(kind: CapKind, amount: int, **more: Any) -> TariffRow:
    return tariff(cap_kind=kind, cap_amount=amount, **more)


def rate(hundredths: int = 5000, **more: Any) -> RegimeRateRow:
    values = {
        "id": UUID(int=hundredths),
        "version": 1,
        "regime_code": "social_assistance",
        "category_code": "employment",
        "valid_from": LONG_AGO,
        "ended_on": None,
        "billable": Billable.YES,
        "cost_bearer": CostBearer.MUNICIPALITY,
        "citation": "§ 25b SHV",
        "source": "Test",
        **more,
    }
    return RegimeRateRow(rate=hundredths, **values)


def catalogue(*tariffs: TariffRow, rates: tuple[RegimeRateRow, ...] = (rate(),)) -> Catalogue:
    return Catalogue(rates=rates, tariffs=tariffs or (tariff(),), parents={"employment": None})


def offering(**more: Any) -> OfferingFacts:
    values = {
        "id": OFFERING,
        "number": 12,
        "title": "Tagesstruktur",
        "provider_id": UUID(int=7),
        "provider_name": "Kurszentrum Muster",
        "category_code": "employment",
        "recognised": (Span(first=LONG_AGO, last=None),),
        "financing": (FinancingSpan(first=LONG_AGO, last=None, financing=Financing.PER_PERSON),),
        "prices": (),
        **more,
    }
    return OfferingFacts(**values)


def enactment(**more: Any) -> ClaimEnactment:
    values = {
        "id": ENACTMENT,
        "ruling": RULING,
        "first": JANUARY,
        "last": DECEMBER,
        "began_on": JANUARY,
        "ended_on": None,
        "workload": 50,
        "unit": PriceUnit.MONTH,
        "price": 90_000,
        "approved": 1_080_000,
        "units_possible": None,
        "without_share": False,
        "gfs_free": False,
        **more,
    }
    return ClaimEnactment(**values)


def cost(first: date, last: date, amount: int, number: str = "R-1", **more: Any) -> ClaimCost:
    values = {
        "invoice_line_id": uuid5(NAMESPACE_OID, f"{number} {first}"),
        "enactment_id": ENACTMENT,
        "provider_id": UUID(int=7),
        "invoiced_on": last,
        "recorded_on": last,
        "units": None,
        "possible": None,
        "absent": None,
        **more,
    }
    return ClaimCost(number=number, first=first, last=last, amount=amount, **values)


def support(**more: Any) -> SupportSpan:
    values = {
        "first": LONG_AGO,
        "last": None,
        "bfs_number": BFS,
        "support_ended_on": None,
        **more,
    }
    return SupportSpan(**values)


def claim(*costs: ClaimCost, **more: Any) -> Claim:
    values = {
        "person": PERSON,
        "offering_id": OFFERING,
        "support": (support(),),
        "regimes": (RegimeSpan(first=LONG_AGO, last=date(2030, 12, 31), code="social_assistance"),),
        "enactments": (enactment(),),
        **more,
    }
    return Claim(costs=costs, **values)


def quarter(number: int, cut_off: date | None = None) -> Period:
    ends = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}
    month, day = ends[number]
    return Period(first=date(2027, month - 2, 1), last=date(2027, month, day), cut_off=cut_off)


YEAR = Period(first=JANUARY, last=DECEMBER)


def billed(before: Earlier, bill: DraftBill) -> Earlier:
    """What stands after a bill was issued."""
    lines = tuple(
        ClaimedLine(
            person_id=one.person.id,
            offering_id=one.offering.id,
            tariff_id=one.line.tariff.id,
            month=one.month,
            regime_code=one.line.regime_code,
            bfs_number=one.line.bfs_number,
            rate=one.line.rate.rate or 0,
            third_party=one.line.third_party,
            eligible=one.line.eligible,
            canton=one.line.canton,
            costs=tuple(
                ClaimedCost(invoice_line_id=part.invoice_line_id, first=part.first, last=part.last)
                for part in one.costs
            ),
        )
        for one in bill.lines
    )
    return replace(before, lines=(*before.lines, *lines))


OTHER = UUID(int=61)
MARCH = (date(2027, 3, 1), date(2027, 3, 31))
NOTHING = Earlier()


def drafted(
    *claims: Claim,
    known: Catalogue | None = None,
    period: Period | None = None,
    counts: bool | None = False,
    earlier: Earlier = NOTHING,
    facts: Any = None,
) -> DraftBill:
    return rules.draft(
        claims,
        {OFFERING: offering(), OTHER: offering(id=OTHER, number=13)} if facts is None else facts,
        known or catalogue(),
        period or quarter(1),
        BillingFigures(running_month_counts=counts, running_month_source="Beschluss KSA"),
        earlier,
    )


def reasons(bill: DraftBill) -> list[tuple[date, date, int, tuple[str, ...]]]:
    """What is left out although there is an invoice."""
    return [(one.first, one.last, one.cost, one.reasons) for one in bill.left_out if one.number]


def figures(bill: DraftBill) -> list[tuple[int, int, int, int]]:
    return [
        (one.line.cost, one.line.eligible, one.line.canton, one.line.municipality)
        for one in bill.lines
    ]
