"""Gesuche and decisions: the lists, and one Gesuch with everything that belongs to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from sozdesk.archive.file_info import file_info
from sozdesk.features.offerings import rules
from sozdesk.features.offerings.queries.decisions import decision_facts, ever_granted
from sozdesk.features.offerings.queries.offerings import offering
from sozdesk.features.offerings.queries.procedure import (
    criteria_versions,
    enclosure_kinds,
    remedies,
    windows,
)
from sozdesk.features.offerings.queries.values import covered_needs, parents, value_on
from sozdesk.features.offerings.records import (
    AssessmentRecord,
    ConditionRecord,
    DecisionRecord,
    EnclosureRecord,
    OfferingRecord,
    ProviderRecord,
    RequestRecord,
)
from sozdesk.features.offerings.terms import (
    AssessmentRow,
    ConditionRow,
    CoveredNeedRow,
    CriteriaVersionRow,
    DecisionKind,
    DecisionLetter,
    DecisionRow,
    EnclosureKindRow,
    EnclosureRow,
    InspectionResult,
    KindChoice,
    NeedResult,
    RemedyRow,
    RequestKind,
    RequestRow,
    Score,
    StepRow,
    ValueKey,
    WindowRow,
)
from sozdesk.features.offices import queries as offices
from sozdesk.kernel.dated import on
from sozdesk.kernel.findings import Finding

# ------------------------------------------------------------------ Gesuche


def requests(session: Session) -> tuple[RequestRow, ...]:
    """Every Gesuch, the latest first."""
    return _requests(session, _named())


def request_of(session: Session, request_id: UUID) -> RequestRow | None:
    """One Gesuch, or None if it is gone."""
    rows = _requests(session, _named().where(RequestRecord.id == request_id))
    return rows[0] if rows else None


def _named() -> Select[Any]:
    return (
        select(
            *RequestRecord.__table__.columns,
            ProviderRecord.name.label("provider_name"),
            OfferingRecord.number.label("offering_number"),
            OfferingRecord.title.label("offering_title"),
            OfferingRecord.category_code,
            OfferingRecord.segment,
            DecisionRecord.id.label("decision_id"),
            DecisionRecord.sent_on,
        )
        .join(ProviderRecord, ProviderRecord.id == RequestRecord.provider_id)
        .outerjoin(OfferingRecord, OfferingRecord.id == RequestRecord.offering_id)
        .outerjoin(DecisionRecord, DecisionRecord.request_id == RequestRecord.id)
        .order_by(RequestRecord.received_on.desc(), ProviderRecord.name_sort, RequestRecord.id)
    )


def _requests(session: Session, query: Select[Any]) -> tuple[RequestRow, ...]:
    known = {row.id: row for row in windows(session)}
    return tuple(_request(row, known) for row in session.execute(query))


def _request(row: Any, known: Mapping[UUID, WindowRow]) -> RequestRow:
    return RequestRow(
        id=row.id,
        version=row.version,
        provider_id=row.provider_id,
        provider_name=row.provider_name,
        offering_id=row.offering_id,
        offering_number=row.offering_number,
        offering_title=row.offering_title or "",
        category_code=row.category_code or "",
        segment=row.segment or "",
        kind=RequestKind(row.kind),
        received_on=row.received_on,
        window=known.get(row.window_id),
        complete_on=row.complete_on,
        responsible=row.responsible,
        need=NeedResult(row.need) if row.need else None,
        need_reason=row.need_reason,
        need_checked_on=row.need_checked_on,
        criteria_version_id=row.criteria_version_id,
        note=row.note,
        decision_id=row.decision_id,
        sent_on=row.sent_on,
    )


def enclosures_of(session: Session, request: RequestRow, day: date) -> tuple[EnclosureRow, ...]:
    """The checklist of a Gesuch as it stands on a day."""
    table = EnclosureRecord
    found = session.scalars(select(table).where(table.request_id == request.id))
    known = {row.kind_code: row for row in found}
    of_offering = request.offering_id is not None
    return tuple(
        _enclosure(kind, known.get(kind.code), day)
        for kind in enclosure_kinds(session)
        if rules.belongs(kind, of_offering=of_offering)
    )


def _enclosure(kind: EnclosureKindRow, row: EnclosureRecord | None, day: date) -> EnclosureRow:
    entry = rules.EnclosureEntry() if row is None else enclosure_entry(row)
    return EnclosureRow(
        id=row.id if row else None,
        version=row.version if row else 0,
        kind=kind,
        received_on=entry.received_on,
        expires_on=entry.expires_on,
        seen_by=entry.seen_by,
        inspection=entry.inspection,
        waived_because=entry.waived_because,
        note=row.note if row else "",
        state=rules.enclosure_state(entry, day),
    )


def enclosure_entry(row: EnclosureRecord) -> rules.EnclosureEntry:
    """What a record says came of an enclosure."""
    return rules.EnclosureEntry(
        received_on=row.received_on,
        expires_on=row.expires_on,
        seen_by=row.seen_by,
        inspection=InspectionResult(row.inspection) if row.inspection else None,
        waived_because=row.waived_because,
    )


def assessments_of(session: Session, request: RequestRow) -> tuple[AssessmentRow, ...]:
    """Every criterion of the version of a Gesuch, assessed or not."""
    version = version_of(session, request)
    table = AssessmentRecord
    found = session.scalars(select(table).where(table.request_id == request.id))
    known = {row.criterion_id: row for row in found}
    return tuple(
        AssessmentRow(
            criterion=one,
            points=known[one.id].points if one.id in known else None,
            reason=known[one.id].reason if one.id in known else "",
        )
        for one in (version.criteria if version else ())
    )


def version_of(session: Session, request: RequestRow) -> CriteriaVersionRow | None:
    """The version of the criteria that a Gesuch is assessed by."""
    wanted = request.criteria_version_id
    return next((row for row in criteria_versions(session) if row.id == wanted), None)


# ------------------------------------------------------------------ decisions


def decisions(session: Session) -> tuple[DecisionRow, ...]:
    """Every decision, drafts first, then the latest."""
    rows = _decisions(session, _named_decisions())
    return tuple(sorted(rows, key=lambda row: row.sent_on or date.max, reverse=True))


def decision_of(session: Session, decision_id: UUID) -> DecisionRow | None:
    """One decision, or None if it is gone."""
    rows = _decisions(session, _named_decisions().where(DecisionRecord.id == decision_id))
    return rows[0] if rows else None


def _named_decisions() -> Any:
    chosen = select(
        DecisionRecord,
        ProviderRecord.name.label("provider_name"),
        OfferingRecord.number.label("offering_number"),
        OfferingRecord.title.label("offering_title"),
    )
    return (
        chosen.join(ProviderRecord, ProviderRecord.id == DecisionRecord.provider_id)
        .outerjoin(OfferingRecord, OfferingRecord.id == DecisionRecord.offering_id)
        .order_by(DecisionRecord.number, DecisionRecord.id)
    )


def _decisions(session: Session, query: Any) -> tuple[DecisionRow, ...]:
    conditions = _conditions(session)
    return tuple(
        _decision(row.DecisionRecord, row, conditions.get(row.DecisionRecord.id, ()))
        for row in session.execute(query)
    )


def _decision(row: DecisionRecord, named: Any, conditions: tuple[ConditionRow, ...]) -> DecisionRow:
    return DecisionRow(
        id=row.id,
        version=row.version,
        provider_id=row.provider_id,
        provider_name=named.provider_name,
        offering_id=row.offering_id,
        offering_number=named.offering_number,
        offering_title=named.offering_title or "",
        request_id=row.request_id,
        kind=DecisionKind(row.kind),
        number=row.number or "",
        decided_on=row.decided_on,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        reasons=row.reasons,
        duties=row.duties,
        heard_on=row.heard_on,
        hearing_note=row.hearing_note,
        remedy=row.remedy,
        prepared_by=row.prepared_by,
        released_by=row.released_by,
        released_at=row.released_at,
        sent_on=row.sent_on,
        conditions=conditions,
    )


def _conditions(session: Session) -> Mapping[UUID, tuple[ConditionRow, ...]]:
    grouped: dict[UUID, list[ConditionRow]] = defaultdict(list)
    query = select(ConditionRecord).order_by(ConditionRecord.due_on, ConditionRecord.id)
    for row in session.scalars(query):
        grouped[row.decision_id].append(
            ConditionRow(
                id=row.id,
                version=row.version,
                decision_id=row.decision_id,
                text=row.text,
                due_on=row.due_on,
                evidence=row.evidence,
                fulfilled_on=row.fulfilled_on,
            )
        )
    return {key: tuple(rows) for key, rows in grouped.items()}


def surroundings(session: Session, decision: DecisionRow, today: date) -> rules.Surroundings:
    """What a decision is checked against: the Rechtsmittelbelehrung of its day, other decisions."""
    facts = decision_facts(session)
    others = (
        facts.of_offering.get(decision.offering_id, ())
        if decision.offering_id
        else facts.of_provider.get(decision.provider_id, ())
    )
    request = session.get(RequestRecord, decision.request_id) if decision.request_id else None
    return rules.Surroundings(
        today=today,
        remedy=remedy_on(session, decision.decided_on or today),
        others=others,
        received_on=request.received_on if request else None,
        ever_granted=ever_granted(session, decision.provider_id, decision.offering_id),
    )


def findings_of(session: Session, decision: DecisionRow, today: date) -> tuple[Finding, ...]:
    """What keeps a draft from being sent, and what somebody should know."""
    return rules.decision_findings(decision, surroundings(session, decision, today))


def remedy_on(session: Session, day: date) -> RemedyRow | None:
    """The Rechtsmittelbelehrung of a day."""
    return on(day, remedies(session))


def needs_second_person(session: Session, day: date) -> bool:
    """Whether somebody else releases decisions on a day; no entry means no."""
    row = value_on(session, ValueKey.SECOND_PERSON, day)
    return row is not None and row.value == 1


# ------------------------------------------------------------------ one Gesuch with all of it


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDetails:
    """A Gesuch, or a decision without one, with everything that is decided by."""

    request: RequestRow
    enclosures: tuple[EnclosureRow, ...]
    covered: CoveredNeedRow | None
    """«Bedarf gedeckt» on the day of receipt."""
    criteria: CriteriaVersionRow | None
    assessments: tuple[AssessmentRow, ...]
    points: Score
    decision: DecisionRow | None
    findings: tuple[Finding, ...]
    remedy: RemedyRow | None
    kinds: tuple[KindChoice, ...]
    steps: tuple[StepRow, ...] = field(default=())
    hints: tuple[Finding, ...] = field(default=())
    """What somebody should know of the Gesuch itself."""


def request_details(
    session: Session, request_id: UUID, today: date, staff_name: str
) -> RequestDetails | None:
    """A Gesuch as it stands today for the person who asks; None if it is gone."""
    request = request_of(session, request_id)
    if request is None:
        return None
    enclosures = enclosures_of(session, request, today)
    assessments = assessments_of(session, request)
    decision = decision_of(session, request.decision_id) if request.decision_id else None
    around = surroundings(session, decision, today) if decision else None
    findings = rules.decision_findings(decision, around) if decision and around else ()
    lack, points = rules.lacking(enclosures), rules.score(assessments)
    facts = rules.RequestFacts(
        request=request,
        lack=lack,
        points=points,
        decision=decision,
        findings=findings,
        second_person=needs_second_person(session, today),
        staff_name=staff_name,
    )
    return RequestDetails(
        request=request,
        enclosures=enclosures,
        covered=covered_for(session, request),
        criteria=version_of(session, request),
        assessments=assessments,
        points=points,
        decision=decision,
        findings=findings,
        remedy=around.remedy if around else remedy_on(session, today),
        kinds=rules.kinds(request, lack, points),
        steps=rules.steps(facts),
        hints=rules.request_hints(request, requests(session)),
    )


def covered_for(session: Session, request: RequestRow) -> CoveredNeedRow | None:
    """Whether the need was covered on the day on which the Gesuch came."""
    if not request.category_code:
        return None
    day = request.received_on
    return rules.covered_on(
        day,
        request.category_code,
        request.segment,
        covered_needs(session),
        dict(parents(session, day)),
    )


def kinds_for(session: Session, request: RequestRow | None, today: date) -> Sequence[KindChoice]:
    """Every kind of decision with why it is not possible; without a Gesuch only an end is."""
    if request is None:
        return rules.kinds(None, "", rules.score(()))
    lack = rules.lacking(enclosures_of(session, request, today))
    return rules.kinds(request, lack, rules.score(assessments_of(session, request)))


def decision_letter(
    session: Session, decision: DecisionRow, now: datetime, today: date
) -> DecisionLetter:
    """What the letter of a decision says; the remedy of a sent one is the one that went out."""
    info = file_info(session)
    provider = session.get(ProviderRecord, decision.provider_id)
    remedy = remedy_on(session, decision.decided_on or today)
    return DecisionLetter(
        decision=decision,
        request=request_of(session, decision.request_id) if decision.request_id else None,
        office=info.office_name,
        office_address=next(
            (
                row.address
                for row in offices.services(session, today)
                if row.name == info.office_name
            ),
            "",
        ),
        address=provider.address if provider else "",
        category=_category_name(session, decision.offering_id, today),
        remedy=decision.remedy or (remedy.text if remedy else ""),
        second_person=needs_second_person(session, today),
        today=today,
        now=now,
        sample=info.sample,
    )


def _category_name(session: Session, offering_id: UUID | None, day: date) -> str:
    row = offering(session, offering_id, day) if offering_id else None
    return row.category_name if row else ""
