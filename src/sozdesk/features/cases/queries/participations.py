"""«Teilnahmen»: where each one stands, and which of them need somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, func, or_, select, true, type_coerce
from sqlalchemy.orm import Session

from sozdesk.features.cases import rules
from sozdesk.features.cases.queries.enactments import LATEST_FIRST
from sozdesk.features.cases.records import (
    CaseRecord,
    EnactmentRecord,
    InterruptionRecord,
    InvoiceLineRecord,
    ParticipationRecord,
    PersonRecord,
    RulingRecord,
)
from sozdesk.features.cases.terms import ParticipationLine, ParticipationState, RecognitionLoss
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import RecognitionOn
from sozdesk.features.offices import queries as offices

SOON_DAYS = 30
"""«Endet bald»: within so many days."""
_UNINVOICED = timedelta(days=60)
"""«Ohne Rechnung»: more days of service than this that nobody has invoiced."""
_RUNNING = frozenset({ParticipationState.RUNNING, ParticipationState.INTERRUPTED})


def participations(
    session: Session,
    today: date,
    *,
    since: date | None = None,
    also: Collection[UUID] = (),
    first: int | None = None,
) -> tuple[ParticipationLine, ...]:
    """Enacted offerings as they stand today, the latest first; a few questions for thousands.

    ``since`` leaves out what ended before that day, but for ``also`` (ids); ``first``: only so many.
    """
    only: ColumnElement[bool] = true()
    if since is not None:
        only = or_(EnactmentRecord.last_day >= since, EnactmentRecord.id.in_(also))
    rows = session.execute(_query(only).limit(first)).all()
    some = only
    if first is not None:
        some = type_coerce(EnactmentRecord.id, String).in_([row[0] for row in rows])
    known = _Known(
        today=today,
        places={row.bfs_number: row.short_name for row in offices.all_municipalities(session)},
        recognised=_ends(session, {row.offering_key for row in rows}, today),
        breaks=_breaks(session),
        invoiced=_invoiced(session, some),
    )
    return tuple(_line(row, known) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is asked once for all; keys are ids as they are stored."""

    today: date
    places: Mapping[int, str]
    recognised: Mapping[str, RecognitionOn]
    """Of an offering."""
    breaks: Mapping[str, Sequence[tuple[date, date | None]]]
    """Of a participation."""
    invoiced: Mapping[str, tuple[int, date]]
    """Enactment → sum of its invoices, and the last day that they cover."""


def _query(only: ColumnElement[bool]) -> Select[Any]:
    """Ids stay as they are stored: making some 20'000 of them takes longer than reading the rows."""
    table, case, who = EnactmentRecord, CaseRecord, PersonRecord
    ruling, part = RulingRecord, ParticipationRecord
    return (
        select(
            type_coerce(table.id, String).label("key"),
            table.id,
            type_coerce(table.case_id, String).label("case_key"),
            type_coerce(table.provider_id, String).label("provider_key"),
            type_coerce(table.offering_id, String).label("offering_key"),
            type_coerce(part.id, String).label("part_key"),
            case.number,
            case.bfs_number,
            func.trim(who.last_name + " " + who.first_name).label("person_name"),
            table.offering_title,
            table.provider_name,
            table.first_day,
            table.last_day,
            part.began_on,
            part.ended_on,
            table.workload,
            ruling.id.is_not(None).label("has_ruling"),
            func.coalesce(ruling.number, "").label("ruling_number"),
            ruling.notified_on,
            table.approved,
            table.without_share,
            table.gfs_free,
        )
        .join(case, case.id == table.case_id)
        .join(who, who.id == table.person_id)
        .outerjoin(ruling, ruling.id == table.ruling_id)
        .outerjoin(part, part.enactment_id == table.id)
        .where(only)
        .order_by(*LATEST_FIRST)
    )


def _ends(session: Session, keys: Iterable[str], today: date) -> Mapping[str, RecognitionOn]:
    recognised = offerings.recognitions_on(session, today)
    ids = {key: UUID(key) for key in keys}
    return {key: recognised[one] for key, one in ids.items() if one in recognised}


def _breaks(session: Session) -> Mapping[str, Sequence[tuple[date, date | None]]]:
    table = InterruptionRecord
    query = select(type_coerce(table.participation_id, String), table.first_day, table.last_day)
    found: dict[str, list[tuple[date, date | None]]] = defaultdict(list)
    for key, first, last in session.execute(query):
        found[key].append((first, last))
    return found


def _invoiced(session: Session, only: ColumnElement[bool]) -> Mapping[str, tuple[int, date]]:
    line = InvoiceLineRecord
    query = (
        select(
            type_coerce(line.enactment_id, String), func.sum(line.amount), func.max(line.last_day)
        )
        .where(line.enactment_id.in_(select(EnactmentRecord.id).where(only)))
        .group_by(line.enactment_id)
    )
    return {key: (amount, until) for key, amount, until in session.execute(query)}


def _line(row: Sequence[Any], known: _Known) -> ParticipationLine:
    (key, row_id, case_key, provider_key, offering_key, part_key, number, bfs_number, person, title,
     provider, first_day, last_day, began_on, ended_on, workload, has_ruling, ruling_number,
     notified_on, approved, without_share, gfs_free) = row  # fmt: skip
    state = rules.participation_state(
        known.today, (first_day, last_day), (began_on, ended_on), known.breaks.get(part_key, ())
    )
    runs = state in _RUNNING
    first = began_on or first_day
    last = last_day if ended_on is None else min(ended_on, last_day)
    amount, until = known.invoiced.get(key, (0, None))
    recognised = None if without_share else known.recognised.get(offering_key)
    return ParticipationLine(
        id=row_id,
        case_key=case_key,
        provider_key=provider_key,
        case_number=number,
        municipality=known.places.get(bfs_number, str(bfs_number)),
        person_name=person,
        offering_title=title,
        provider_name=provider,
        first=first,
        last=last,
        workload=workload,
        has_ruling=has_ruling,
        ruling_number=ruling_number,
        ruling_notified_on=notified_on,
        approved=approved,
        invoiced=amount,
        state=state,
        recognition_ends=_recognition_ends(recognised, last, known.today),
        ends_soon=runs and rules.ends_soon(last, known.today, SOON_DAYS),
        without_ruling=state is not ParticipationState.ENDED and notified_on is None,
        without_invoice=runs and not gfs_free and known.today - (until or first) > _UNINVOICED,
    )


def recognition_losses(session: Session, today: date) -> tuple[RecognitionLoss, ...]:
    """Who still takes part with a share of the canton when it is no longer recognised; by day."""
    table, part, case = EnactmentRecord, ParticipationRecord, CaseRecord
    query = (
        select(table.offering_id, table.offering_title, table.last_day, part.ended_on, case.number)
        .join(case, case.id == table.case_id)
        .outerjoin(part, part.enactment_id == table.id)
        .where(table.last_day >= today, table.without_share.is_(False))
    )
    rows = session.execute(query).all()
    recognised = offerings.recognitions_on(session, today) if rows else {}
    found = [
        (
            row,
            _recognition_ends(
                recognised.get(row.offering_id),
                min(row.ended_on or row.last_day, row.last_day),
                today,
            ),
        )
        for row in rows
    ]
    losses = [
        RecognitionLoss(
            case_number=row.number, offering_title=row.offering_title, last_recognised=day
        )
        for row, day in found
        if day is not None
    ]
    return tuple(sorted(losses, key=lambda one: (one.last_recognised, one.case_number)))


def _recognition_ends(known: RecognitionOn | None, last: date, today: date) -> date | None:
    """The last recognised day, if somebody still takes part after it."""
    if last < today or known is None:
        return None
    if not known.recognised:
        return known.since - timedelta(days=1) if known.since else None
    return known.until if known.until is not None and known.until < last else None
