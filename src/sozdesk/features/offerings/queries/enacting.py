"""What cases ask the catalogue: an offering on the day it begins, and whose recognition ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.offerings import rules
from sozdesk.features.offerings.queries.agreements import municipal_recognitions
from sozdesk.features.offerings.queries.decisions import decision_facts
from sozdesk.features.offerings.queries.offerings import offering, prices_of
from sozdesk.features.offerings.queries.values import parents
from sozdesk.features.offerings.records import OfferingRecord
from sozdesk.features.offerings.terms import OfferedOn, RecognitionOn
from sozdesk.kernel.dated import on
from sozdesk.kernel.lineage import lineage


def offered_on(session: Session, offering_id: UUID, day: date) -> OfferedOn | None:
    """An offering with price, recognition and financing of a day; None if the catalogue lacks it."""
    row = offering(session, offering_id, day)
    if row is None:
        return None
    return OfferedOn(
        row=row,
        cost=rules.cost_of_unit(row.price) if row.price else None,
        lineage=lineage(row.category_code, parents(session, day)),
        recognised_by=tuple(
            one
            for one in municipal_recognitions(session)
            if one.provider_id == row.provider_id and one.recognised_on <= day <= one.valid_to
        ),
    )


def recognitions_on(session: Session, day: date) -> Mapping[UUID, RecognitionOn]:
    """Offering → whether it is recognised on a day and until when; for lists of thousands."""
    facts = decision_facts(session)
    table = OfferingRecord
    return {
        offering_id: rules.offering_recognised_on(
            day,
            facts.of_offering.get(offering_id, ()),
            facts.of_provider.get(provider_id, ()),
        )
        for offering_id, provider_id in session.execute(select(table.id, table.provider_id))
    }


def absences_invoiced(
    session: Session, days: Collection[tuple[UUID, date]]
) -> Mapping[tuple[UUID, date], bool | None]:
    """(Offering, day) → whether its price of that day invoices absences; None if it does not say."""
    known = prices_of(session, list({offering_id for offering_id, _day in days}))
    found = {}
    for offering_id, day in days:
        price = on(day, known.get(offering_id, ()))
        found[offering_id, day] = price.absences_invoiced if price else None
    return found
