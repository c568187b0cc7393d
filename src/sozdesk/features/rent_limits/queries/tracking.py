"""Where an Erhebung stands, and what it brought."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.queries.declarations import (
    Revisions,
    recorded,
    recorded_by_municipality,
    revisions_of_year,
)
from sozdesk.features.rent_limits.queries.rounds import opened_round
from sozdesk.features.rent_limits.terms import (
    RECORDED_STATES,
    DeclarationRow,
    OverviewRow,
    ReturnState,
    RoundRow,
    RoundTally,
    TrackingRow,
)
from sozdesk.kernel.findings import hints, stops
from sozdesk.kernel.municipality import Municipality


def return_tracking(session: Session, year: int, today: date) -> tuple[TrackingRow, ...]:
    """Every municipality of an Erhebung with its state, in German order.

    ``received_on`` is the day of the first answer: a correction makes nobody late.
    Raises NotFound if the Erhebung was not opened.
    """
    return _rows(session, opened_round(session, year), revisions_of_year(session, year), today)


def _rows(
    session: Session, round_: RoundRow, answers: Revisions, today: date
) -> tuple[TrackingRow, ...]:
    return tuple(
        _tracking_row(row, answers.get(row.bfs_number, ()), round_, today)
        for row in offices.municipalities(session, round_.valid_from)
    )


def _tracking_row(
    municipality: Municipality,
    revisions: Sequence[DeclarationRow],
    round_: RoundRow,
    today: date,
) -> TrackingRow:
    newest = revisions[0] if revisions else None
    received_on = min((row.received_on for row in revisions), default=None)
    return TrackingRow(
        bfs_number=municipality.bfs_number,
        name=municipality.short_name,
        official_name=municipality.official_name,
        district=municipality.district,
        state=newest.state if newest else ReturnState.OPEN,
        due_on=round_.due_on,
        received_on=received_on,
        late=rules.late(received_on, round_.due_on),
        overdue_days=rules.overdue_days(round_.due_on, today, received_on),
        open_hints=_open_hints(newest) if newest else 0,
        hints=len(hints(newest.findings)) if newest else 0,
        lacking=len(stops(newest.findings)) if newest else 0,
        declaration_id=newest.id if newest else None,
    )


def _open_hints(row: DeclarationRow) -> int:
    """Hints of a return that waits, without those that were noted already."""
    if row.state is not ReturnState.RECEIVED:
        return 0
    return len(rules.open_hints(row.findings, {note.key for note in row.notes}))


def tally(rows: Sequence[TrackingRow]) -> RoundTally:
    """Counts of an Erhebung from its list."""
    answered = [row for row in rows if row.received_on is not None]
    return RoundTally(
        total=len(rows),
        received=len(answered),
        recorded=sum(row.state in RECORDED_STATES for row in rows),
        queried=sum(row.state is ReturnState.QUERIED for row in rows),
        missing=len(rows) - len(answered),
        late=sum(row.late for row in rows),
        overdue=sum(row.overdue_days > 0 for row in rows),
    )


def overview(session: Session, year: int, today: date) -> tuple[OverviewRow, ...]:
    """What every municipality declared, as recorded, beside last year; in German order.

    While a correction waits, the recorded revision keeps standing here.
    Raises NotFound if the Erhebung was not opened.
    """
    round_, answers = opened_round(session, year), revisions_of_year(session, year)
    previous = recorded_by_municipality(revisions_of_year(session, year - 1))
    return tuple(
        OverviewRow(
            bfs_number=row.bfs_number,
            official_name=row.official_name,
            name=row.name,
            district=row.district,
            state=row.state,
            current=recorded(answers.get(row.bfs_number, ())),
            previous=previous.get(row.bfs_number),
        )
        for row in _rows(session, round_, answers, today)
    )
