"""Settings of the procedure: windows, kinds of enclosures, criteria, Rechtsmittelbelehrung."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.offerings.records import (
    AssessmentRecord,
    CriteriaVersionRecord,
    CriterionRecord,
    EnclosureKindRecord,
    RecognitionWindowRecord,
    RemedyRecord,
    RequestRecord,
)
from sozdesk.features.offerings.terms import (
    CriteriaVersionRow,
    CriterionRow,
    EnclosureKindRow,
    EnclosureScope,
    RemedyRow,
    WindowRow,
)
from sozdesk.kernel.dated import on


def windows(session: Session) -> tuple[WindowRow, ...]:
    """Every window, newest first."""
    found = session.scalars(
        select(RecognitionWindowRecord).order_by(RecognitionWindowRecord.opens.desc())
    )
    return tuple(
        WindowRow(
            id=row.id, version=row.version, opens=row.opens, closes=row.closes, source=row.source
        )
        for row in found
    )


def enclosure_kinds(session: Session) -> tuple[EnclosureKindRow, ...]:
    """The checklist: those of the provider first, then by position."""
    found = session.scalars(
        select(EnclosureKindRecord).order_by(
            EnclosureKindRecord.scope.desc(), EnclosureKindRecord.position, EnclosureKindRecord.name
        )
    )
    return tuple(
        EnclosureKindRow(
            id=row.id,
            version=row.version,
            code=row.code,
            position=row.position,
            name=row.name,
            scope=EnclosureScope(row.scope),
            required=row.required,
            inspected_only=row.inspected_only,
            valid_months=row.valid_months,
            source=row.source,
        )
        for row in found
    )


def criteria_versions(session: Session) -> tuple[CriteriaVersionRow, ...]:
    """Every version of the criteria with its criteria, newest first."""
    criteria = _criteria(session)
    used = set(
        session.scalars(
            select(CriterionRecord.version_id).join(
                AssessmentRecord, AssessmentRecord.criterion_id == CriterionRecord.id
            )
        )
    )
    found = session.scalars(
        select(CriteriaVersionRecord).order_by(
            CriteriaVersionRecord.valid_from.desc(), CriteriaVersionRecord.name
        )
    )
    return tuple(
        CriteriaVersionRow(
            id=row.id,
            version=row.version,
            name=row.name,
            valid_from=row.valid_from,
            ended_on=row.ended_on,
            sample=row.sample,
            source=row.source,
            criteria=criteria.get(row.id, ()),
            used=row.id in used,
        )
        for row in found
    )


def _criteria(session: Session) -> Mapping[UUID, tuple[CriterionRow, ...]]:
    grouped: dict[UUID, list[CriterionRow]] = defaultdict(list)
    for row in session.scalars(select(CriterionRecord).order_by(CriterionRecord.number)):
        grouped[row.version_id].append(
            CriterionRow(
                id=row.id,
                version=row.version,
                version_id=row.version_id,
                number=row.number,
                text=row.text,
                weight=row.weight,
                mandatory=row.mandatory,
            )
        )
    return {key: tuple(rows) for key, rows in grouped.items()}


def criteria_on(session: Session, day: date) -> CriteriaVersionRow | None:
    """The version of a day; one of the office's own goes before the sample."""
    rows = criteria_versions(session)
    own = on(day, [row for row in rows if not row.sample])
    return own or on(day, rows)


def remedies(session: Session) -> tuple[RemedyRow, ...]:
    """Every Rechtsmittelbelehrung, newest first."""
    found = session.scalars(select(RemedyRecord).order_by(RemedyRecord.valid_from.desc()))
    return tuple(
        RemedyRow(
            id=row.id,
            version=row.version,
            valid_from=row.valid_from,
            ended_on=row.ended_on,
            text=row.text,
            source=row.source,
            checked=row.checked,
        )
        for row in found
    )


def requests_in(session: Session) -> Mapping[UUID, int]:
    """Window → how many Gesuche came in it."""
    counted: dict[UUID, int] = defaultdict(int)
    for window_id in session.scalars(select(RequestRecord.window_id)):
        if window_id is not None:
            counted[window_id] += 1
    return counted
