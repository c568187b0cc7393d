"""Where an Erhebung stands, and what it brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.queries.declarations import (
    Revisions,
    recorded,
    recorded_changes,
    revisions_of_year,
    year_beside_last,
)
from sozdesk.features.rent_limits.queries.following_up import extensions, letters
from sozdesk.features.rent_limits.queries.rounds import opened_round
from sozdesk.features.rent_limits.terms import (
    RECORDED_STATES,
    REMINDERS,
    DeclarationRow,
    ExtensionRow,
    LetterRow,
    OverviewRow,
    ReceivedVia,
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
    return _rows(session, _known(session, year, revisions_of_year(session, year)), today)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the file holds of one Erhebung."""

    round: RoundRow
    answers: Revisions
    extensions: Mapping[int, ExtensionRow]
    letters: Mapping[int, tuple[LetterRow, ...]]


def _known(session: Session, year: int, answers: Revisions) -> _Known:
    round_ = opened_round(session, year)
    return _Known(round_, answers, extensions(session, year), letters(session, year))


def _rows(session: Session, known: _Known, today: date) -> tuple[TrackingRow, ...]:
    return tuple(
        _tracking_row(row, known, today)
        for row in offices.municipalities(session, known.round.valid_from)
    )


def _tracking_row(municipality: Municipality, known: _Known, today: date) -> TrackingRow:
    number = municipality.bfs_number
    revisions = known.answers.get(number, ())
    newest = revisions[0] if revisions else None
    due_on = _due_on(known, number)
    reminders = sum(letter.kind in REMINDERS for letter in known.letters.get(number, ()))
    received_on = min((row.received_on for row in revisions), default=None)
    return TrackingRow(
        bfs_number=number,
        name=municipality.short_name,
        official_name=municipality.official_name,
        district=municipality.district,
        state=newest.state if newest else _unanswered(reminders),
        due_on=due_on,
        extended=due_on > known.round.due_on,
        reminders=reminders,
        received_on=received_on,
        counts_from=_counts_from(revisions),
        late=rules.late(_answered_on(revisions), due_on),
        overdue_days=rules.overdue_days(due_on, today, received_on),
        days_left=rules.days_left(due_on, today, received_on),
        open_hints=_open_hints(newest) if newest else 0,
        hints=len(hints(newest.findings)) if newest else 0,
        lacking=len(stops(newest.findings)) if newest else 0,
        declaration_id=newest.id if newest else None,
    )


def _due_on(known: _Known, number: int) -> date:
    """The deadline of a municipality; a day that was granted never shortens that of all."""
    extension = known.extensions.get(number)
    due_on = known.round.due_on
    return max(extension.until, due_on) if extension else due_on


def _counts_from(revisions: Sequence[DeclarationRow]) -> date | None:
    """Day of receipt of the newest recorded revision, else of the newest one."""
    recorded_ones = (row for row in revisions if row.state in RECORDED_STATES)
    counts = next(recorded_ones, revisions[0] if revisions else None)
    return counts.received_on if counts else None


def _answered_on(revisions: Sequence[DeclarationRow]) -> date | None:
    """Day of the first answer; what was read from an earlier overview says nothing about it."""
    answers = (row.received_on for row in revisions if row.via is not ReceivedVia.OVERVIEW)
    return min(answers, default=None)


def _unanswered(reminders: int) -> ReturnState:
    return ReturnState.REMINDED if reminders else ReturnState.OPEN


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
        reminded=sum(row.state is ReturnState.REMINDED for row in rows),
    )


def overview(session: Session, year: int, today: date) -> tuple[OverviewRow, ...]:
    """What every municipality declared, as recorded, beside last year; in German order.

    While a correction waits, the recorded revision keeps standing here.
    Raises NotFound if the Erhebung was not opened.
    """
    return tracked_overview(session, year, today)[1]


def tracked_overview(
    session: Session, year: int, today: date
) -> tuple[tuple[TrackingRow, ...], tuple[OverviewRow, ...]]:
    """Where the municipalities stand and what they declared, from one reading of the file.

    Raises NotFound if the Erhebung was not opened.
    """
    found = year_beside_last(session, year)
    tracking = _rows(session, _known(session, year, found.returns), today)
    overviews = tuple(
        OverviewRow(
            bfs_number=row.bfs_number,
            official_name=row.official_name,
            name=row.name,
            district=row.district,
            state=row.state,
            current=recorded(found.returns.get(row.bfs_number, ())),
            previous=found.held_last.get(row.bfs_number),
            changes=tuple(
                change.declaration
                for change in recorded_changes(found.changes.get(row.bfs_number, ()))
            ),
        )
        for row in tracking
    )
    return tracking, overviews
