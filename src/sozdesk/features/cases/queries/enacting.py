"""What a draft of an enactment is compared with: catalogue, regime, household, other offerings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from sozdesk.features.cases import rules
from sozdesk.features.cases.queries.persons import regime_days
from sozdesk.features.cases.records import (
    CaseMemberRecord,
    CaseRecord,
    EnactmentRecord,
    ParticipationRecord,
    RulingRecord,
)
from sozdesk.features.cases.terms import (
    EnactmentCheck,
    EnactmentDraft,
    EnactmentFacts,
    Running,
)
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import OfferedOn

EARLY_LANGUAGE: Final = "early_language"
"""Code of the category of the frühe Sprachförderung, for which municipalities have free offers."""


def enactment_check(
    session: Session, draft: EnactmentDraft, enactment_id: UUID | None = None
) -> EnactmentCheck:
    """Everything that the rules need for a draft; ``enactment_id`` is itself, if it is changed."""
    facts = EnactmentFacts(
        draft=draft,
        **_of_catalogue(session, draft),
        **_of_person(session, draft, enactment_id),
        **_of_case(session, draft.case_id),
        **_of_ruling(session, draft, enactment_id),
    )
    return EnactmentCheck(facts=facts, proposal=rules.proposed_amount(draft))


def _of_catalogue(session: Session, draft: EnactmentDraft) -> dict[str, Any]:
    if draft.offering_id is None or draft.first_day is None:
        return {}
    offered = offerings.offered_on(session, draft.offering_id, draft.first_day)
    if offered is None:
        return {}
    recognition, price = offered.row.recognition, offered.row.price
    return {
        "known": True,
        "recognised": recognition.recognised,
        "recognised_until": recognition.until,
        "financing": offered.row.financing,
        "catalogue_unit": price.unit if price else None,
        "catalogue_price": offered.cost,
        "early_language": EARLY_LANGUAGE in offered.lineage,
        "gfs_municipality": _gfs(session, offered, draft.case_id),
    }


def _of_ruling(
    session: Session, draft: EnactmentDraft, enactment_id: UUID | None
) -> dict[str, Any]:
    if draft.ruling_id is None:
        return {}
    table = EnactmentRecord
    others = select(func.coalesce(func.sum(table.approved), 0)).where(
        table.ruling_id == draft.ruling_id
    )
    if enactment_id is not None:
        others = others.where(table.id != enactment_id)
    limit = select(RulingRecord.limit_amount).where(RulingRecord.id == draft.ruling_id)
    return {
        "ruling_limit": session.scalar(limit),
        "ruling_approved": int(session.scalar(others) or 0),
    }


def _gfs(session: Session, offered: OfferedOn, case_id: UUID) -> str:
    """The case's municipality, if it recognised the provider."""
    own = session.scalar(select(CaseRecord.bfs_number).where(CaseRecord.id == case_id))
    return next((one.municipality for one in offered.recognised_by if one.bfs_number == own), "")


def _of_person(
    session: Session, draft: EnactmentDraft, enactment_id: UUID | None
) -> dict[str, Any]:
    person_id, day = draft.person_id, draft.first_day
    if person_id is None or day is None:
        return {}
    (regime,) = regime_days(session, [person_id], day, day)[person_id]
    names = {row.code: row.name for row in offerings.regimes(session, day)}
    code = regime.regime_code
    return {
        "regime_code": code,
        "regime_name": names.get(code or "", code or ""),
        "others": _others(session, person_id, enactment_id),
        "supported": _is_supported(session, draft.case_id, person_id, day),
    }


def _others(session: Session, person_id: UUID, enactment_id: UUID | None) -> tuple[Running, ...]:
    table, part = EnactmentRecord, ParticipationRecord
    query = (
        select(
            table.offering_title,
            func.coalesce(part.began_on, table.first_day),
            func.coalesce(part.ended_on, table.last_day),
            table.workload,
        )
        .outerjoin(part, part.enactment_id == table.id)
        .where(table.person_id == person_id)
        .order_by(table.first_day, table.id)
    )
    if enactment_id is not None:
        query = query.where(table.id != enactment_id)
    return tuple(
        Running(title=title, first_day=first, last_day=last, workload=workload)
        for title, first, last, workload in session.execute(query)
    )


def _is_supported(session: Session, case_id: UUID, person_id: UUID, day: date) -> bool:
    table = CaseMemberRecord
    there = select(table.id).where(
        table.case_id == case_id,
        table.person_id == person_id,
        table.supported,
        table.valid_from <= day,
        or_(table.ended_on.is_(None), table.ended_on >= day),
    )
    return session.scalars(there).first() is not None


def _of_case(session: Session, case_id: UUID) -> dict[str, Any]:
    row = session.get(CaseRecord, case_id)
    if row is None:
        return {}
    before_move = row.moved_on - timedelta(days=1) if row.moved_on else None
    ends = [day for day in (row.closed_on, row.support_ended_on, before_move) if day]
    return {"case_first": row.opened_on, "case_last": min(ends, default=None)}
