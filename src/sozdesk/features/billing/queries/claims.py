"""The input of a draft, read from the cases and the catalogue: the same rows that travel to the KSA."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from sozdesk.features.billing import rules
from sozdesk.features.billing.queries.earlier import (
    billed_amounts,
    deducted_amounts,
    earlier,
    standing,
)
from sozdesk.features.billing.records import BillLineCostRecord, BillLineRecord
from sozdesk.features.billing.rules import Catalogue
from sozdesk.features.billing.terms import (
    Absence,
    BillingFigures,
    BillRow,
    Claim,
    ClaimCost,
    ClaimEnactment,
    ClaimPerson,
    ClaimRuling,
    Deduction,
    Earlier,
    FinancingSpan,
    OfferingFacts,
    Period,
    PriceSpan,
    RegimeSpan,
    ResidenceSpan,
    Span,
    SupportSpan,
)
from sozdesk.features.cases import queries as cases
from sozdesk.features.cases.terms import (
    Claimable,
    CostFact,
    EnactedFact,
    Permit,
    ResidenceFact,
    RulingDays,
)
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import OfferingDays, PriceUnit, ValueKey
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import Job
from sozdesk.kernel.dated import ended_before
from sozdesk.kernel.municipality import Municipality


class DraftInput(NamedTuple):
    """Everything that ``rules.draft`` asks for, in its order."""

    claims: tuple[Claim, ...]
    offerings: Mapping[UUID, OfferingFacts]
    catalogue: Catalogue
    period: Period
    figures: BillingFigures
    earlier: Earlier


def draft_input(session: Session, bfs_number: int, period: Period) -> DraftInput:
    """What a municipality can claim for a period, as the file stands."""
    claims = claims_of(session, bfs_number, period)
    return DraftInput(
        claims=claims,
        offerings=offering_facts(session, {one.offering_id for one in claims}),
        catalogue=catalogue(session, period),
        period=period,
        figures=figures(session, period),
        earlier=earlier(session, bfs_number),
    )


def catalogue(session: Session, period: Period) -> Catalogue:
    """Rates and tariffs of all days; categories as they stand on the last day of the period."""
    return Catalogue(
        rates=offerings.rates(session),
        tariffs=offerings.tariffs(session),
        parents=offerings.parents(session, period.last),
    )


def figures(session: Session, period: Period) -> BillingFigures:
    """The KSA's figures of the last day of the period."""
    row = offerings.value_on(session, ValueKey.RUNNING_MONTH_COUNTS, period.last)
    if row is None:
        return BillingFigures(running_month_counts=None)
    return BillingFigures(running_month_counts=bool(row.value), running_month_source=row.source)


def needs_release(session: Session, day: date) -> bool:
    """Whether a second person releases bills before they are issued."""
    row = offerings.value_on(session, ValueKey.BILLING_SECOND_PERSON, day)
    return row is not None and row.value == 1


def municipalities(session: Session, day: date) -> tuple[Municipality, ...]:
    """Whom this office bills for: as the Ämter say, and every municipality that it holds cases of."""
    own = {one.bfs_number for one in offices.own_municipalities(session, day, Job.BILLS)}
    own |= cases.municipalities_with_cases(session)
    return tuple(one for one in offices.all_municipalities(session) if one.bfs_number in own)


USUAL_MONTHS = 3
"""A quarter, while the KSA has not said otherwise."""


def proposed(session: Session, today: date, count: int = 8) -> tuple[Period, ...]:
    """The last periods that are over, with their cut-off, the latest first."""
    found = rules.periods_before(today, _months(session, today), count)
    return tuple(cut_off(session, one) for one in found)


def running(session: Session, today: date) -> Period:
    """The period that is not over yet."""
    return rules.period_around(today, _months(session, today))


def unbilled(session: Session, own: Iterable[BillRow], period: Period) -> frozenset[int]:
    """Municipalities with something enacted in a period that none of their ``own`` bills covers."""
    enacting = cases.municipalities_enacting(session, period.first, period.last)
    return enacting - rules.billed_in(own, period)


def _months(session: Session, today: date) -> int:
    months = offerings.value_on(session, ValueKey.BILLING_MONTHS, today)
    return months.value if months else USUAL_MONTHS


def cut_off(session: Session, period: Period) -> Period:
    """The period with the cut-off that the KSA's figure of its last day gives."""
    days = offerings.value_on(session, ValueKey.BILLING_CUT_OFF_DAYS, period.last)
    return rules.with_cut_off(period, days.value if days else None)


def offering_facts(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, OfferingFacts]:
    """What the own catalogue says of offerings; those that it does not know are missing."""
    return {key: _facts(one) for key, one in offerings.offering_days(session, ids).items()}


def _facts(one: OfferingDays) -> OfferingFacts:
    return OfferingFacts(
        id=one.id,
        number=one.number,
        title=one.title,
        provider_id=one.provider_id,
        provider_name=one.provider_name,
        category_code=one.category_code,
        recognised=tuple(Span(first=first, last=last) for first, last in one.recognised),
        financing=tuple(
            FinancingSpan(first=first, last=last, financing=how)
            for (first, last), how in one.financing
        ),
        prices=tuple(
            PriceSpan(
                first=row.valid_from,
                last=ended_before(row, one.prices),
                amount=row.amount,
                unit=row.unit,
            )
            for row in one.prices
        ),
        municipal=tuple(
            (bfs_number, Span(first=first, last=last))
            for bfs_number, (first, last) in one.municipal
        ),
    )


def claims_of(session: Session, bfs_number: int, period: Period) -> tuple[Claim, ...]:
    """One claim per person and offering, by name of the person and number of the offering."""
    before = cases.BilledBefore(billed_amounts(bfs_number), deducted_amounts(bfs_number))
    found = cases.claimable(session, bfs_number, period.first, period.last, before)
    return as_claims(found, _earlier_ids(session, bfs_number))


def as_claims(found: Claimable, merged: Mapping[str, Iterable[UUID]]) -> tuple[Claim, ...]:
    """What was read of the cases as claims, in its order; ``merged`` are earlier ids of persons."""
    units = {unit.value: unit for unit in PriceUnit}
    persons = {
        key: (_person(found, key, merged.get(key, ())), _support(found, key), _regimes(found, key))
        for key in found.persons
    }
    claims = []
    for enacted in _pairs(found):
        person, support, regimes = persons[enacted[0].person]
        claims.append(
            Claim(
                person=person,
                offering_id=enacted[0].offering_id,
                support=support,
                regimes=regimes,
                enactments=tuple([_enactment(found, one, units) for one in enacted]),
                costs=tuple(_costs(found, enacted)),
                deductions=tuple(_deductions(found, enacted)) if found.paid else (),
            )
        )
    return tuple(claims)


def _pairs(found: Claimable) -> Iterator[list[EnactedFact]]:
    for _key, rows in groupby(found.enacted, key=itemgetter(1, 2)):  # person and offering
        yield list(rows)


def _earlier_ids(session: Session, bfs_number: int) -> Mapping[str, list[UUID]]:
    """Person → ids under which bills were issued for what it was enacted, before it was merged."""
    part, line, now = BillLineCostRecord, BillLineRecord, cases.enacted_persons()
    query = (
        select(type_coerce(now.c.person_id, String), line.person_id)
        .join(part, part.line_id == line.id)
        .join(now, now.c.id == part.enactment_id)
        .where(line.bill_id.in_(standing(bfs_number)), now.c.person_id != line.person_id)
        .distinct()
        .order_by(line.person_id)
    )
    found: dict[str, list[UUID]] = defaultdict(list)
    for person_id, earlier_id in session.execute(query):
        found[person_id].append(earlier_id)
    return found


def _person(found: Claimable, person_id: str, earlier_ids: Iterable[UUID]) -> ClaimPerson:
    who = found.persons[person_id]
    permits = found.residences.get(person_id, [])
    return ClaimPerson(
        id=who.id,
        last_name=who.last_name,
        first_name=who.first_name,
        birth_date=who.birth_date,
        ahv_number=who.ahv_number,
        residences=tuple(_residence(one, permits) for one in permits),
        earlier_ids=tuple(earlier_ids),
    )


def _residence(one: ResidenceFact, all_of: list[ResidenceFact]) -> ResidenceSpan:
    return ResidenceSpan(
        first=one.valid_from,
        last=ended_before(one, all_of),
        permit=Permit(one.permit) if one.permit else None,
        refugee=one.refugee,
    )


def _support(found: Claimable, person_id: str) -> tuple[SupportSpan, ...]:
    return tuple(
        SupportSpan(
            first=one.first,
            last=one.last,
            bfs_number=one.bfs_number,
            support_ended_on=one.support_ended_on,
            closed_on=one.closed_on,
            moved_on=one.moved_on,
        )
        for one in found.support.get(person_id, ())
    )


def _regimes(found: Claimable, person_id: str) -> tuple[RegimeSpan, ...]:
    return tuple(
        RegimeSpan(first=one.first, last=one.last, code=one.code, reason=one.reason)
        for one in found.regimes.get(person_id, ())
    )


def _enactment(
    found: Claimable, one: EnactedFact, units: Mapping[str, PriceUnit]
) -> ClaimEnactment:
    ruling = found.rulings.get(one.ruling) if one.ruling else None
    return ClaimEnactment(
        id=one.id,
        ruling=None if ruling is None else _ruling(ruling),
        first=one.first_day,
        last=one.last_day,
        began_on=one.began_on,
        ended_on=one.ended_on,
        workload=one.workload,
        unit=units[one.unit],
        price=one.price,
        approved=one.approved,
        units_possible=one.units_possible,
        without_share=one.without_share,
        gfs_free=one.gfs_free,
        interruptions=tuple(
            Absence(first=gap.first_day, last=gap.last_day, reason=gap.reason)
            for gap in found.interruptions.get(one.key, ())
        ),
    )


def _ruling(one: RulingDays) -> ClaimRuling:
    return ClaimRuling(
        number=one.number,
        nature=one.nature,
        ruled_on=one.ruled_on,
        in_force_from=one.first,
        in_force_to=one.last,
        limit_amount=one.limit_amount,
        contested=one.contested,
    )


def _costs(found: Claimable, enacted: Iterable[EnactedFact]) -> Iterator[ClaimCost]:
    for one in enacted:
        for cost in found.costs.get(one.key, ()):
            yield _cost(found, cost, one.id)


def _cost(found: Claimable, cost: CostFact, enactment_id: UUID) -> ClaimCost:
    return ClaimCost(
        invoice_line_id=cost.id,
        enactment_id=enactment_id,
        provider_id=cost.provider_id,
        number=cost.number,
        invoiced_on=cost.invoiced_on,
        recorded_on=cost.recorded_on,
        first=cost.first_day,
        last=cost.last_day,
        amount=cost.amount,
        units=cost.units,
        possible=cost.possible,
        absent=cost.absent,
        credits=cost.credits,
        voucher_sha256=tuple(found.vouchers.get(cost.invoice, ())),
    )


def _deductions(found: Claimable, enacted: Iterable[EnactedFact]) -> Iterator[Deduction]:
    for one in enacted:
        for paid in found.paid.get(one.key, ()):
            yield Deduction(
                first=paid.first_day, last=paid.last_day, amount=paid.amount, payer=paid.payer
            )
