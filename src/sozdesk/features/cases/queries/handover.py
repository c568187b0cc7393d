"""What is handed over with a case: its household, dwelling, Verfügungen and offerings of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sozdesk.archive.file_info import file_info
from sozdesk.features.cases.queries.persons import (
    case,
    languages_of,
    members_of,
    regime_days,
    representatives_of,
    residences,
)
from sozdesk.features.cases.queries.reference_values import holidays
from sozdesk.features.cases.records import (
    CaseRecord,
    CaseValueRecord,
    EnactmentRecord,
    HandoverDraftRecord,
    ParticipationRecord,
    PersonRecord,
    RulingRecord,
    TenancyRecord,
)
from sozdesk.features.cases.rules import deadline
from sozdesk.features.cases.terms import (
    AncillaryKind,
    CaseValueKey,
    RulingNature,
    TenancyForm,
)
from sozdesk.features.cases.terms.handover import (
    HandedDwelling,
    HandedOffering,
    HandedPerson,
    HandedRuling,
    Handover,
    HandoverDraft,
    HandoverState,
)
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import PriceUnit
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import Job
from sozdesk.kernel.context import Context
from sozdesk.kernel.dated import Dated, on


def handover(session: Session, case_id: UUID, context: Context) -> Handover | None:
    """The content of the Übergabeblatt, as of today or the last day of a closed case."""
    row = case(session, case_id, context.today)
    if row is None:
        return None
    day = min(filter(None, (row.closed_on, context.today)))
    return Handover(
        case=row,
        municipality=_place(session, row.bfs_number),
        moved_to=_place(session, row.moved_to),
        office=file_info(session).office_name,
        day=day,
        persons=_persons(session, case_id, day),
        dwelling=_dwelling(session, case_id, day),
        rulings=_rulings(session, case_id),
        offerings=_offerings(session, case_id, row.closed_on, day),
        now=context.now,
        today=context.today,
        sample=context.sample,
    )


def handover_state(session: Session, case_id: UUID, day: date) -> HandoverState:
    """How the sheet of a case leaves the office on a day."""
    table = HandoverDraftRecord
    row = session.scalar(select(table).where(table.case_id == case_id))
    two = second_person_releases(session, day)
    proposed = _recipient(session, case_id, day)
    if row is None:
        return HandoverState(second_person=two, draft=None, recipient=proposed)
    draft = HandoverDraft(
        recipient=row.recipient,
        purpose=row.purpose,
        prepared_by=row.prepared_by,
        prepared_on=row.prepared_on,
    )
    return HandoverState(second_person=two, draft=draft, recipient=proposed)


def _recipient(session: Session, case_id: UUID, day: date) -> str:
    case = session.get(CaseRecord, case_id)
    place = _place(session, case.moved_to) if case is not None else ""
    if case is None or case.moved_to is None or not place:
        return ""
    known = offices.service_of(session, case.moved_to, Job.ENACTS, day)
    return known.name if known else f"Sozialdienst der Gemeinde {place}"


def second_person_releases(session: Session, day: date) -> bool:
    """Whether on a day somebody else than who drafted must release what is handed over."""
    table = CaseValueRecord
    rows = session.scalars(select(table).where(table.key == CaseValueKey.SECOND_PERSON.value))
    row = on(day, rows)
    return row is not None and row.value == 1


def _place(session: Session, bfs_number: int | None) -> str:
    row = offices.municipality(session, bfs_number) if bfs_number is not None else None
    return row.official_name if row else ""


def _persons(session: Session, case_id: UUID, day: date) -> tuple[HandedPerson, ...]:
    there = [row for row in members_of(session, case_id) if _holds(row, day)]
    ids = [row.person.id for row in there]
    permits, regimes = residences(session, ids), regime_days(session, ids, day, day)
    names = {one.code: one.name for one in offerings.regimes(session, day)}
    return tuple(
        HandedPerson(
            member=row,
            residence=on(day, permits.get(row.person.id, ())),
            regime=names.get(regimes[row.person.id][0].regime_code or "", ""),
            languages=languages_of(session, row.person.id),
            representatives=tuple(
                one for one in representatives_of(session, row.person.id) if _holds(one, day)
            ),
        )
        for row in there
    )


def _holds(row: Dated, day: date) -> bool:
    return row.valid_from <= day and (row.ended_on is None or row.ended_on >= day)


def _dwelling(session: Session, case_id: UUID, day: date) -> HandedDwelling | None:
    table = TenancyRecord
    row = on(day, session.scalars(select(table).where(table.case_id == case_id)))
    if row is None:
        return None
    return HandedDwelling(
        address=row.address,
        rooms=row.rooms,
        net_rent=row.net_rent,
        ancillary=row.ancillary,
        ancillary_kind=AncillaryKind(row.ancillary_kind),
        form=TenancyForm(row.form),
        persons=row.persons,
        valid_from=row.valid_from,
    )


def _rulings(session: Session, case_id: UUID) -> tuple[HandedRuling, ...]:
    """Finalised ones that no later one has replaced."""
    table = RulingRecord
    query = select(table).where(table.case_id == case_id, table.finalised_on.is_not(None))
    rows: Sequence[RulingRecord] = session.scalars(
        query.order_by(table.ruled_on, table.number)
    ).all()
    replaced = {row.replaces_id for row in rows}
    free = {row.day for row in holidays(session)}
    return tuple(
        HandedRuling(
            number=row.number or "",
            nature=RulingNature(row.nature),
            subject=row.subject,
            ruled_on=row.ruled_on,
            notified_on=row.notified_on,
            final_on=row.final_on,
            contested_on=row.contested_on,
            deadline=deadline(row.notified_on, row.remedy_days, free)
            if row.notified_on and row.remedy_days
            else None,
            limit_amount=row.limit_amount,
        )
        for row in rows
        if row.id not in replaced
    )


def _offerings(
    session: Session, case_id: UUID, closed_on: date | None, day: date
) -> tuple[HandedOffering, ...]:
    """What goes on after the last day of a closed case; of an open one what runs, or comes."""
    table, who, taking_part = EnactmentRecord, PersonRecord, ParticipationRecord
    first = day if closed_on is None else day + timedelta(days=1)
    query = (
        select(table, who)
        .join(who, who.id == table.person_id)
        .outerjoin(taking_part, taking_part.enactment_id == table.id)
        .where(
            table.case_id == case_id,
            table.last_day >= first,
            or_(taking_part.ended_on.is_(None), taking_part.ended_on >= first),
        )
        .order_by(table.first_day, table.offering_number)
    )
    return tuple(
        HandedOffering(
            person=f"{person.last_name} {person.first_name}".strip(),
            title=row.offering_title,
            provider=row.provider_name,
            first_day=row.first_day,
            last_day=row.last_day,
            price=row.price,
            unit=PriceUnit(row.unit),
            approved=row.approved,
        )
        for row, person in session.execute(query)
    )
