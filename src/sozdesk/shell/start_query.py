"""Everything the start page shows, read in one go on the archive thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sozdesk.archive.journal_history import ActRow, recent
from sozdesk.archive.store import Archive
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import queries, texts
from sozdesk.features.rent_limits.terms import RoundRow, Standing, TrackingRow
from sozdesk.shell import files, start_rows
from sozdesk.shell.start_rows import Deadline, Figure, Point

_RECENT = 6
_NEXT_YEAR_FROM_MONTH = 9
"""From September on «the next Erhebung» is the one for next year."""


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """The newest Erhebung."""

    year: int
    due_on: date
    extended: str
    """«für 22 Gemeinden erstreckt bis 15.01.2027»; empty if for none."""
    sentence: str
    standings: tuple[tuple[Standing, int], ...]
    """How many municipalities stand where, in the order of the bar."""
    points: tuple[Point, ...]
    deadlines: tuple[Deadline, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class StartFacts:
    """The start page; ``round`` is None before the first Erhebung and at a service."""

    today: date
    next_year: int
    """Year of the Erhebung that would be opened next."""
    round: RoundFacts | None
    recent: tuple[ActRow, ...]
    municipalities: tuple[str, ...]
    """A service's own municipalities."""
    lacks_sheet: bool = False
    """Nobody ever saved a recovery sheet of this file."""


def start_facts(archive: Archive) -> StartFacts:
    """Read what the start page shows for this office."""
    today = archive.context().today
    round_ = _newest_round(archive)
    return StartFacts(
        today=today,
        next_year=today.year + (1 if today.month >= _NEXT_YEAR_FROM_MONTH else 0),
        round=_round_facts(archive, round_, today) if round_ else None,
        recent=archive.query(recent, _RECENT),
        municipalities=_own_municipalities(archive, today),
        lacks_sheet=files.lacks_sheet(archive),
    )


def points(archive: Archive) -> tuple[Point, ...]:
    """Only what needs attention, for the number in the navigation."""
    today = archive.context().today
    round_ = _newest_round(archive)
    if round_ is None:
        return ()
    return start_rows.points(_tracking(archive, round_, today))


def _newest_round(archive: Archive) -> RoundRow | None:
    if archive.info.office_kind != "ksa":
        return None
    return next(iter(archive.query(queries.rounds)), None)


def _tracking(archive: Archive, round_: RoundRow, today: date) -> tuple[TrackingRow, ...]:
    return archive.query(queries.return_tracking, round_.year, today)


def _round_facts(archive: Archive, round_: RoundRow, today: date) -> RoundFacts:
    rows = _tracking(archive, round_, today)
    tally = queries.tally(rows)
    overview = archive.query(queries.overview, round_.year, today)
    return RoundFacts(
        year=round_.year,
        due_on=round_.due_on,
        extended=texts.extended_words(rows),
        sentence=texts.progress_sentence(tally),
        standings=queries.standings(rows),
        points=start_rows.points(rows),
        deadlines=start_rows.deadlines(round_, rows, today),
        figures=start_rows.figures(overview),
    )


def _own_municipalities(archive: Archive, today: date) -> tuple[str, ...]:
    """Names of the municipalities that a service works for; the KSA has no own ones."""
    if archive.info.office_kind == "ksa":
        return ()
    services = archive.query(offices.services, today)
    own = [row for row in services if row.name == archive.info.office_name] or services
    numbers = {number for service in own for number in service.bfs_numbers}
    rows = archive.query(offices.municipalities, today)
    return tuple(row.short_name for row in rows if row.bfs_number in numbers)
