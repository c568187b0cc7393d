"""The basis of the check of a received bill, right in everything: tests change one thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import bill_file_kit as kit
from sozdesk.features.billing import rules
from sozdesk.features.billing.terms import (
    BillingFigures,
    ClaimEnactment,
    FinancingSpan,
    OfferingFacts,
    PriceSpan,
    Span,
)
from sozdesk.features.billing.terms.bill_files import BillContent, IssuedBill
from sozdesk.features.billing.terms.checks import (
    CheckAround,
    CheckBasis,
    CheckCode,
    CheckedLine,
)
from sozdesk.features.cases.terms import RegimeRule
from sozdesk.features.offerings.terms import (
    Billable,
    CostBearer,
    Financing,
    PriceUnit,
    ProRata,
    RegimeRateRow,
    TariffRow,
)
from sozdesk.kernel.findings import Finding

LONG_AGO = date(2020, 1, 1)
JANUARY, LAST = kit.JANUARY
ANNA = "7569217076985"


def tariff(amount: int = 86_000, **more: Any) -> TariffRow:
    values = {
        "id": kit.TARIFF,
        "version": 1,
        "category_code": "employment",
        "regime_code": "social_assistance",
        "unit": PriceUnit.MONTH,
        "valid_from": LONG_AGO,
        "ended_on": None,
        "pro_rata": ProRata.CALENDAR_DAYS,
        "cap_kind": None,
        "cap_amount": None,
        "citation": "§ 25b SHV",
        "source": "Test",
        **more,
    }
    return TariffRow(amount=amount, **values)


def rate(hundredths: int = 5_000) -> RegimeRateRow:
    return RegimeRateRow(
        id=UUID(int=99),
        version=1,
        regime_code="social_assistance",
        category_code="employment",
        valid_from=LONG_AGO,
        ended_on=None,
        billable=Billable.YES,
        rate=hundredths,
        cost_bearer=CostBearer.CANTON,
        citation="§ 25c SHV",
        source="Test",
    )


def facts(**changes: Any) -> OfferingFacts:
    made = OfferingFacts(
        id=kit.OFFERING,
        number=1,
        title="Tagesstruktur",
        provider_id=kit.PROVIDER,
        provider_name="Kurszentrum Muster",
        category_code="employment",
        recognised=(Span(first=LONG_AGO, last=None),),
        financing=(FinancingSpan(first=LONG_AGO, last=None, financing=Financing.PER_PERSON),),
        prices=(PriceSpan(first=LONG_AGO, last=None, amount=90_000, unit=PriceUnit.MONTH),),
    )
    return replace(made, **changes)


SWISS = RegimeRule(
    valid_from=LONG_AGO,
    ended_on=None,
    permit=None,
    refugee=False,
    regime_code="social_assistance",
    citation="§ 4 SHG",
)


def basis(**changes: Any) -> CheckBasis:
    offerings = changes.pop("offerings", (facts(),))
    values: dict[str, Any] = {"parents": {"employment": None}, "regime_rules": (SWISS,), **changes}
    return CheckBasis(offerings={one.id: one for one in offerings}, **values)


def around(**changes: Any) -> CheckAround:
    changes.setdefault("received", (IssuedBill(2026, 1, 1),))
    return CheckAround(figures=BillingFigures(running_month_counts=True), **changes)


def check(
    content: BillContent,
    of: CheckBasis | None = None,
    beside: CheckAround | None = None,
    *,
    tariffs: tuple[TariffRow, ...] = (tariff(),),
    share: RegimeRateRow | None = None,
) -> tuple[tuple[Finding, ...], tuple[CheckedLine, ...]]:
    of = of or basis()
    catalogue = rules.Catalogue(rates=(share or rate(),), tariffs=tariffs, parents=of.parents)
    return rules.check(content, of, catalogue, beside or around())


def found(content: BillContent, *more: Any, **options: Any) -> list[Finding]:
    """Everything that was found, of the bill first."""
    whole, lines = check(content, *more, **options)
    return [*whole, *(finding for line in lines for finding in line.findings)]


def only(code: CheckCode, content: BillContent, *more: Any, **options: Any) -> Finding:
    """The one finding of this check."""
    (one,) = [one for one in found(content, *more, **options) if one.code == code]
    return one


def enacted(**changes: Any) -> ClaimEnactment:
    return replace(kit.claim().enactments[0], **changes)


def with_claim(**changes: Any) -> BillContent:
    return kit.content(claims=(kit.claim(**changes),))


def with_enactment(**changes: Any) -> BillContent:
    return with_claim(enactments=(enacted(**changes),))
