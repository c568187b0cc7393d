"""What is due in the recognition: the cockpit of the KSA, the start page, ``offerings due``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.offerings import rules, texts
from sozdesk.features.offerings.queries.agreements import municipal_recognitions
from sozdesk.features.offerings.queries.decisions import decision_facts
from sozdesk.features.offerings.queries.offerings import offerings, recognised_on
from sozdesk.features.offerings.queries.procedure import enclosure_kinds
from sozdesk.features.offerings.queries.providers import providers
from sozdesk.features.offerings.queries.recognition import decisions, requests
from sozdesk.features.offerings.queries.yearly_reports import report_reminders
from sozdesk.features.offerings.records import EnclosureRecord
from sozdesk.features.offerings.terms import (
    DecisionKind,
    DecisionRow,
    DueKind,
    DueRow,
    OfferingRow,
    OfferingState,
    ProviderRow,
    RecognitionOn,
    RequestRow,
)
from sozdesk.features.offerings.texts.searching import recognised_until
from sozdesk.kernel import german
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.months import months_later

AHEAD = timedelta(days=60)
"""How long before its day an enclosure or an Auflage is shown."""
MONTHS_AHEAD = 6
"""How long before its last day a recognition is shown."""


def due(session: Session, today: date) -> tuple[DueRow, ...]:
    """Everything that needs a person, the most urgent of each kind first."""
    rows = requests(session)
    found = (
        *_open(rows),
        *_enclosures(session, rows, today),
        *_auflagen(decisions(session), today),
        *_ending_offerings(session, today),
        *_ending_providers(session, today),
        *_municipal(session, today),
        *_reports(session, today),
    )
    order = list(DueKind)
    return tuple(sorted(found, key=lambda row: (order.index(row.kind), row.day, row.title)))


def subject(row: RequestRow | DecisionRow) -> str:
    """«Kurszentrum Muster: Deutsch im Alltag», or only the provider."""
    return f"{row.provider_name}: {row.offering_title}" if row.offering_id else row.provider_name


def _open(rows: tuple[RequestRow, ...]) -> Iterator[DueRow]:
    for row in rows:
        if row.sent_on is None:
            yield DueRow(
                kind=DueKind.REQUEST,
                day=row.received_on,
                title=subject(row),
                detail=f"{texts.word(row.kind)}, {texts.window_words(row.window)}",
                key=row.id,
                request_id=row.id,
                provider_id=row.provider_id,
            )


def _enclosures(session: Session, rows: tuple[RequestRow, ...], today: date) -> Iterator[DueRow]:
    """Of each kind the latest of a subject that it still matters for; a renewed one is not due."""
    names = {kind.code: kind.name for kind in enclosure_kinds(session)}
    known = _that_matter(session, rows, today)
    latest: dict[tuple[object, object, str], EnclosureRecord] = {}
    table = EnclosureRecord
    query = select(table).where(table.expires_on.is_not(None), table.waived_because == "")
    for one in session.scalars(query.order_by(table.expires_on, table.id)):
        request = known.get(one.request_id)
        if request is not None:
            latest[request.provider_id, request.offering_id, one.kind_code] = one
    for one in latest.values():
        if one.expires_on is not None and one.expires_on <= today + AHEAD:
            request = known[one.request_id]
            yield DueRow(
                kind=DueKind.ENCLOSURE,
                day=one.expires_on,
                title=subject(request),
                detail=names.get(one.kind_code, one.kind_code),
                key=one.id,
                request_id=request.id,
                provider_id=request.provider_id,
            )


def _that_matter(
    session: Session, rows: tuple[RequestRow, ...], today: date
) -> Mapping[UUID, RequestRow]:
    """Gesuche on what is recognised or asked for; neither withdrawn nor of a closed provider."""
    withdrawn = {
        row.request_id for row in decisions(session) if row.kind is DecisionKind.REQUEST_WITHDRAWN
    }
    closed = {row.id for row in providers(session) if row.closed_on and row.closed_on < today}
    asked = [row for row in rows if row.id not in withdrawn and row.provider_id not in closed]
    facts = decision_facts(session).of_provider
    alive: set[tuple[UUID, UUID | None]] = {
        (row.provider_id, row.offering_id) for row in asked if row.sent_on is None
    }
    alive |= {(row.provider_id, row.id) for row in recognised_on(session, today)}
    alive |= {
        (key, None) for key, own in facts.items() if rules.recognised_on(today, own).recognised
    }
    return {row.id: row for row in asked if (row.provider_id, row.offering_id) in alive}


def _auflagen(rows: tuple[DecisionRow, ...], today: date) -> Iterator[DueRow]:
    for row in rows:
        for one in row.conditions if row.sent_on else ():
            if one.fulfilled_on is None and one.due_on <= today + AHEAD:
                yield DueRow(
                    kind=DueKind.CONDITION,
                    day=one.due_on,
                    title=subject(row),
                    detail=one.text,
                    key=one.id,
                    request_id=row.request_id,
                    provider_id=row.provider_id,
                )


def _ending_offerings(session: Session, today: date) -> Iterator[DueRow]:
    last = months_later(today, MONTHS_AHEAD)
    for row in offerings(session, today):
        state = row.recognition
        if state.recognised and state.until is not None and state.until <= last:
            yield _ending(row, state.until, _until(state))
        elif state.since and not state.recognised and row.state is OfferingState.PUBLISHED:
            words = f"nicht mehr anerkannt seit {german.day(state.since)}"
            yield replace(_ending(row, state.since, words), kind=DueKind.ENDED)


def _until(state: RecognitionOn) -> str:
    return f"Anerkannt{recognised_until(state, ' ')}"


def _ending(row: OfferingRow, day: date, detail: str) -> DueRow:
    return DueRow(
        kind=DueKind.ENDING,
        day=day,
        title=f"{row.provider_name}: {row.title}",
        detail=detail,
        key=row.id,
        request_id=None,
        provider_id=row.provider_id,
    )


def _ending_providers(session: Session, today: date) -> Iterator[DueRow]:
    last = months_later(today, MONTHS_AHEAD)
    facts = decision_facts(session).of_provider
    for row in providers(session):
        state = rules.recognised_on(today, facts.get(row.id, ()))
        if state.recognised and state.until is not None and state.until <= last:
            yield _of_provider(DueKind.ENDING, row, state.until, _until(state))


def _of_provider(kind: DueKind, row: ProviderRow, day: date, detail: str) -> DueRow:
    return DueRow(
        kind=kind,
        day=day,
        title=row.name,
        detail=detail,
        key=row.id,
        request_id=None,
        provider_id=row.id,
    )


def _municipal(session: Session, today: date) -> Iterator[DueRow]:
    last = months_later(today, MONTHS_AHEAD)
    seen = set()
    for row in municipal_recognitions(session):
        pair = (row.provider_id, row.bfs_number)
        if pair not in seen and row.valid_to <= last:
            yield DueRow(
                kind=DueKind.MUNICIPAL,
                day=row.valid_to,
                title=row.provider_name,
                detail=f"{row.municipality}: anerkannt bis {german.day(row.valid_to)}",
                key=row.id,
                request_id=None,
                provider_id=row.provider_id,
            )
        seen.add(pair)


def _reports(session: Session, today: date) -> Iterator[DueRow]:
    """Of the last two years: before its day nobody owes the report on the last one."""
    for year in (today.year - 2, today.year - 1):
        for one in report_reminders(session, year, today):
            yield DueRow(
                kind=DueKind.REPORT,
                day=one.due_on,
                title=one.provider.name,
                detail=f"über das Jahr {year}",
                key=natural_id("report_due", str(one.provider.id), year),
                request_id=None,
                provider_id=one.provider.id,
            )
