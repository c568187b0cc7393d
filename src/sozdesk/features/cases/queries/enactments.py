"""Enacted offerings with participation, Verfügung and what was invoiced; columns only, no records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Subquery, func, literal, select, true
from sqlalchemy.orm import Session

from sozdesk.features.cases.queries.rulings import ruling_spans
from sozdesk.features.cases.records import (
    CaseRecord,
    EnactmentRecord,
    FollowUpRecord,
    IncentiveRecord,
    InterruptionRecord,
    InvoiceLineRecord,
    InvoiceRecord,
    ParticipationRecord,
    PersonRecord,
    RulingRecord,
    ThirdPartyPaymentRecord,
)
from sozdesk.features.cases.terms import (
    EnactmentRow,
    FollowUpRow,
    FoundEnactment,
    IncentiveKind,
    IncentiveRow,
    InterruptionReason,
    InterruptionRow,
    ParticipationResult,
    Payer,
    RulingChoice,
    RulingNature,
    RunningParticipation,
    ThirdPartyRow,
)
from sozdesk.features.offerings.terms import PriceUnit

UNFIT_NATURES = (RulingNature.REFUSAL, RulingNature.END)
"""A Verfügung of these natures grants no offering."""
LATEST_FIRST = (
    EnactmentRecord.first_day.desc(),
    PersonRecord.name_sort,
    EnactmentRecord.offering_number,
    EnactmentRecord.id,
)
_PLAIN = tuple(column for column in EnactmentRecord.__table__.columns if column.key not in {"unit"})
_NAMES = tuple(column.key for column in _PLAIN)
_NAMED = (
    EnactmentRecord.unit,
    CaseRecord.number.label("case_number"),
    CaseRecord.bfs_number,
    CaseRecord.support_ended_on,
    PersonRecord.last_name,
    PersonRecord.first_name,
    RulingRecord.number.label("ruling_number"),
    RulingRecord.notified_on,
    ParticipationRecord.id.label("participation_id"),
    ParticipationRecord.version.label("participation_version"),
    ParticipationRecord.began_on,
    ParticipationRecord.ended_on,
    ParticipationRecord.result,
    ParticipationRecord.result_note,
)
"""Of the unit, and of the rows around an enactment."""


def enactments(session: Session, case_id: UUID | None = None) -> tuple[EnactmentRow, ...]:
    """Every enacted offering, or those of a case; the latest first."""
    only = true() if case_id is None else EnactmentRecord.case_id == case_id
    return tuple(_row(row) for row in session.execute(_query(only)))


def enactment(session: Session, enactment_id: UUID) -> EnactmentRow | None:
    """One of them, None if it is gone."""
    found = session.execute(_query(EnactmentRecord.id == enactment_id)).first()
    return None if found is None else _row(found)


def _query(only: ColumnElement[bool]) -> Select[Any]:
    """``only`` keeps the sums small, too."""
    table, case, who = EnactmentRecord, CaseRecord, PersonRecord
    ruling, part = RulingRecord, ParticipationRecord
    wanted = select(table.id).where(only)
    invoiced, paid = _invoiced(wanted), _paid(wanted)
    return (
        select(
            *_PLAIN,
            *_NAMED,
            invoiced.c.amount.label("invoiced"),
            invoiced.c.until,
            paid.c.amount.label("third_party"),
        )
        .join(case, case.id == table.case_id)
        .join(who, who.id == table.person_id)
        .outerjoin(ruling, ruling.id == table.ruling_id)
        .outerjoin(part, part.enactment_id == table.id)
        .outerjoin(invoiced, invoiced.c.of == table.id)
        .outerjoin(paid, paid.c.of == table.id)
        .where(only)
        .order_by(*LATEST_FIRST)
    )


def _invoiced(wanted: Select[UUID]) -> Subquery:
    """Enactment → sum of its invoices, and the last day that they cover."""
    line = InvoiceLineRecord
    return (
        select(
            line.enactment_id.label("of"),
            func.sum(line.amount).label("amount"),
            func.max(line.last_day).label("until"),
        )
        .where(line.enactment_id.in_(wanted))
        .group_by(line.enactment_id)
        .subquery()
    )


def _paid(wanted: Select[UUID]) -> Subquery:
    """Enactment → sum of what third parties pay."""
    table = ThirdPartyPaymentRecord
    return (
        select(table.enactment_id.label("of"), func.sum(table.amount).label("amount"))
        .where(table.enactment_id.in_(wanted))
        .group_by(table.enactment_id)
        .subquery()
    )


def _row(row: Row[Any]) -> EnactmentRow:
    return EnactmentRow(
        **dict(zip(_NAMES, row, strict=False)),  # they come first
        unit=PriceUnit(row.unit),
        case_number=row.case_number,
        bfs_number=row.bfs_number,
        support_ended_on=row.support_ended_on,
        person_name=f"{row.last_name} {row.first_name}".strip(),
        ruling_number=row.ruling_number or "",
        ruling_notified_on=row.notified_on,
        participation_id=row.participation_id,
        participation_version=row.participation_version or 0,
        began_on=row.began_on,
        ended_on=row.ended_on,
        result=ParticipationResult(row.result) if row.result else None,
        result_note=row.result_note or "",
        invoiced=row.invoiced or 0,
        invoiced_until=row.until,
        third_party=row.third_party or 0,
    )


def running_participations(
    session: Session, offering_id: UUID, day: date
) -> tuple[RunningParticipation, ...]:
    """Who takes part in an offering on a day: asked when its recognition is withdrawn."""
    table, part, case, who = EnactmentRecord, ParticipationRecord, CaseRecord, PersonRecord
    query = (
        select(
            table.id,
            table.case_id,
            case.number,
            who.last_name,
            who.first_name,
            func.coalesce(part.began_on, table.first_day).label("first_day"),
            func.coalesce(part.ended_on, table.last_day).label("last_day"),
        )
        .join(case, case.id == table.case_id)
        .join(who, who.id == table.person_id)
        .outerjoin(part, part.enactment_id == table.id)
        .where(
            table.offering_id == offering_id,
            func.coalesce(part.began_on, table.first_day) <= day,
            func.coalesce(part.ended_on, table.last_day) >= day,
            table.last_day >= day,
        )
        .order_by(case.number, who.name_sort)
    )
    return tuple(
        RunningParticipation(
            enactment_id=row.id,
            case_id=row.case_id,
            case_number=row.number,
            person_name=f"{row.last_name} {row.first_name}".strip(),
            first_day=row.first_day,
            last_day=row.last_day,
        )
        for row in session.execute(query)
    )


def found_enactments(session: Session, ids: Collection[UUID]) -> Mapping[UUID, FoundEnactment]:
    """Ids of enactments and of invoices → what they are about, for the search."""
    what, case = EnactmentRecord, CaseRecord
    line, invoice = InvoiceLineRecord, InvoiceRecord
    named = (
        select(what.id, what.case_id, case.number, what.offering_title, literal("").label("name"))
        .join(case, case.id == what.case_id)
        .where(what.id.in_(ids))
    )
    invoiced = (
        select(invoice.id, what.case_id, case.number, what.offering_title, invoice.number)
        .join(line, line.invoice_id == invoice.id)
        .join(what, what.id == line.enactment_id)
        .join(case, case.id == what.case_id)
        .where(invoice.id.in_(ids))
    )
    return {
        row_id: FoundEnactment(
            case_id=case_id, case_number=number, offering_title=title, number=name
        )
        for query in (named, invoiced)
        for row_id, case_id, number, title, name in session.execute(query)
    }


# ------------------------------------------------------------------ what belongs to them


def interruptions_of(
    session: Session, participations: Iterable[UUID] | None = None
) -> Mapping[UUID, tuple[InterruptionRow, ...]]:
    """Participation → its interruptions, ascending; of all, or of some."""
    table = InterruptionRecord
    query = select(*table.__table__.columns).order_by(table.first_day)
    if participations is not None:
        query = query.where(table.participation_id.in_(set(participations)))
    found: dict[UUID, list[InterruptionRow]] = defaultdict(list)
    for row in session.execute(query):
        found[row.participation_id].append(
            InterruptionRow(
                id=row.id,
                version=row.version,
                participation_id=row.participation_id,
                first_day=row.first_day,
                last_day=row.last_day,
                reason=InterruptionReason(row.reason),
                note=row.note,
            )
        )
    return {key: tuple(rows) for key, rows in found.items()}


def follow_ups_of(
    session: Session, participations: Iterable[UUID]
) -> Mapping[UUID, tuple[FollowUpRow, ...]]:
    """Participation → its Nachfragen, ascending."""
    table = FollowUpRecord
    query = (
        select(*table.__table__.columns)
        .where(table.participation_id.in_(set(participations)))
        .order_by(table.due_on)
    )
    found: dict[UUID, list[FollowUpRow]] = defaultdict(list)
    for row in session.execute(query):
        found[row.participation_id].append(
            FollowUpRow(
                id=row.id,
                version=row.version,
                participation_id=row.participation_id,
                due_on=row.due_on,
                done_on=row.done_on,
                result=row.result,
            )
        )
    return {key: tuple(rows) for key, rows in found.items()}


def incentives_of(session: Session, case_id: UUID) -> tuple[IncentiveRow, ...]:
    """Anreizbeiträge of a case, the latest first."""
    table, who = IncentiveRecord, PersonRecord
    query = (
        select(*table.__table__.columns, who.last_name, who.first_name)
        .join(who, who.id == table.person_id)
        .where(table.case_id == case_id)
        .order_by(table.first_day.desc(), who.name_sort)
    )
    return tuple(
        IncentiveRow(
            id=row.id,
            version=row.version,
            case_id=row.case_id,
            person_id=row.person_id,
            person_name=f"{row.last_name} {row.first_name}".strip(),
            ruling_id=row.ruling_id,
            kind=IncentiveKind(row.kind),
            employer=row.employer,
            first_day=row.first_day,
            last_day=row.last_day,
            amount=row.amount,
            evidence=row.evidence,
        )
        for row in session.execute(query)
    )


def third_parties_of(
    session: Session, enactments: Iterable[UUID]
) -> Mapping[UUID, tuple[ThirdPartyRow, ...]]:
    """Enactment → what third parties pay of it, ascending."""
    table = ThirdPartyPaymentRecord
    query = (
        select(*table.__table__.columns)
        .where(table.enactment_id.in_(set(enactments)))
        .order_by(table.first_day, table.payer)
    )
    found: dict[UUID, list[ThirdPartyRow]] = defaultdict(list)
    for row in session.execute(query):
        found[row.enactment_id].append(
            ThirdPartyRow(
                id=row.id,
                version=row.version,
                enactment_id=row.enactment_id,
                payer=Payer(row.payer),
                first_day=row.first_day,
                last_day=row.last_day,
                amount=row.amount,
                received_on=row.received_on,
            )
        )
    return {key: tuple(rows) for key, rows in found.items()}


def ruling_choices(session: Session, case_id: UUID) -> tuple[RulingChoice, ...]:
    """Verfügungen of a case that an offering may rest on, the latest first."""
    table = RulingRecord
    query = (
        select(table.id, table.number, table.subject, table.ruled_on, table.notified_on)
        .where(
            table.case_id == case_id,
            table.nature.not_in([nature.value for nature in UNFIT_NATURES]),
        )
        .order_by(table.ruled_on.desc(), table.number.desc(), table.id)
    )
    spans = ruling_spans(session, [case_id])
    return tuple(
        RulingChoice(
            id=row.id,
            number=row.number or "",
            subject=row.subject,
            ruled_on=row.ruled_on,
            notified_on=row.notified_on,
            span=spans.get(row.id),
        )
        for row in session.execute(query)
    )


def municipalities_enacting(session: Session, first: date, last: date) -> frozenset[int]:
    """BFS numbers of the municipalities that have something enacted on some of the days."""
    enactment, case = EnactmentRecord, CaseRecord
    query = (
        select(case.bfs_number)
        .join(enactment, enactment.case_id == case.id)
        .where(enactment.first_day <= last, enactment.last_day >= first)
        .distinct()
    )
    return frozenset(session.scalars(query))
