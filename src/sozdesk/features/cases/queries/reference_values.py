"""The dated values of the case work: rules of regimes, holidays, remedies, figures, delegations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.cases.records import (
    CaseRemedyRecord,
    CaseValueRecord,
    DelegationRecord,
    HolidayRecord,
    RegimeRuleRecord,
)
from sozdesk.features.cases.rules import deadline
from sozdesk.features.cases.terms import (
    ApplicationKind,
    CaseValueKey,
    CaseValueRow,
    Decider,
    DelegationRow,
    DeletionKind,
    HolidayRow,
    Permit,
    RegimeRuleRow,
    RemedyRow,
)


def regime_rule_rows(session: Session) -> tuple[RegimeRuleRow, ...]:
    """Which permit belongs to which regime, all days, as entered."""
    table = RegimeRuleRecord
    rows = session.scalars(select(table).order_by(table.permit, table.refugee, table.valid_from))
    return tuple(
        RegimeRuleRow(
            id=row.id,
            version=row.version,
            valid_from=row.valid_from,
            ended_on=row.ended_on,
            permit=Permit(row.permit) if row.permit else None,
            refugee=row.refugee,
            regime_code=row.regime_code,
            citation=row.citation,
            source=row.source,
            checked=row.checked,
        )
        for row in rows
    )


def holidays(session: Session) -> tuple[HolidayRow, ...]:
    """Days on which no deadline ends."""
    table = HolidayRecord
    return tuple(
        HolidayRow(id=row.id, version=row.version, day=row.day, name=row.name, source=row.source)
        for row in session.scalars(select(table).order_by(table.day))
    )


def working_day_after(session: Session, day: date, days: int) -> date:
    """Where a deadline of some days ends: no Saturday, Sunday or holiday, as far as they are entered."""
    return deadline(day, days, set(session.scalars(select(HolidayRecord.day))))


def remedies(session: Session) -> tuple[RemedyRow, ...]:
    """Every Rechtsmittelbelehrung, by deciding body."""
    table = CaseRemedyRecord
    return tuple(
        RemedyRow(
            id=row.id,
            version=row.version,
            decider=Decider(row.decider),
            valid_from=row.valid_from,
            ended_on=row.ended_on,
            text=row.text,
            days=row.days,
            citation=row.citation,
            source=row.source,
            checked=row.checked,
        )
        for row in session.scalars(select(table).order_by(table.decider, table.valid_from))
    )


def case_values(session: Session) -> tuple[CaseValueRow, ...]:
    """Every figure of the case work."""
    table = CaseValueRecord
    return tuple(
        CaseValueRow(
            id=row.id,
            version=row.version,
            key=CaseValueKey(row.key),
            part=row.part,
            valid_from=row.valid_from,
            ended_on=row.ended_on,
            value=row.value,
            citation=row.citation,
            source=row.source,
            checked=row.checked,
        )
        for row in session.scalars(select(table).order_by(table.key, table.part, table.valid_from))
    )


def retentions(session: Session) -> Mapping[DeletionKind, tuple[CaseValueRow, ...]]:
    """Kind of papers → how long they are kept, by first day; also past and coming values."""
    rows = [row for row in case_values(session) if row.key is CaseValueKey.RETENTION_YEARS]
    return {kind: tuple(row for row in rows if row.part == kind) for kind in DeletionKind}


def delegations(session: Session) -> tuple[DelegationRow, ...]:
    """What the municipalities have delegated."""
    table = DelegationRecord
    return tuple(
        DelegationRow(
            id=row.id,
            version=row.version,
            bfs_number=row.bfs_number,
            kind=ApplicationKind(row.kind),
            decider=Decider(row.decider),
            valid_from=row.valid_from,
            ended_on=row.ended_on,
            citation=row.citation,
            source=row.source,
        )
        for row in session.scalars(
            select(table).order_by(table.bfs_number, table.kind, table.valid_from)
        )
    )
