"""What the page shows of an Erhebung and of one municipality, read on the archive thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING
from uuid import UUID

from sozdesk.features.rent_limits import queries, rules
from sozdesk.features.rent_limits.reports.subsidy import AncillaryShare, ancillary_share
from sozdesk.features.rent_limits.terms import (
    RECORDED_STATES,
    Category,
    Declaration,
    DeclarationRow,
    ExtensionRow,
    LetterRow,
    NoteRow,
    OverviewRow,
    RoundRow,
    RoundTally,
    TrackingRow,
)
from sozdesk.features.rent_limits.texts import word
from sozdesk.kernel import german

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_LEAST_COMPARED = 3
"""With fewer municipalities of equal basis a median of the district says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One line of the lists: where a municipality stands, and what it declared."""

    tracking: TrackingRow
    overview: OverviewRow

    @property
    def bfs_number(self) -> int:
        """What identifies the line."""
        return self.tracking.bfs_number


@dataclass(frozen=True, kw_only=True)
class RoundData:
    """One Erhebung with all its municipalities, in German order."""

    round: RoundRow
    rows: tuple[ListRow, ...]
    tally: RoundTally
    subsidy: AncillaryShare
    called: bool = False
    """The call was written."""

    @cached_property
    def tracking(self) -> tuple[TrackingRow, ...]:
        """Where they stand."""
        return tuple(row.tracking for row in self.rows)

    @cached_property
    def overview(self) -> tuple[OverviewRow, ...]:
        """What they declared."""
        return tuple(row.overview for row in self.rows)

    @cached_property
    def missing(self) -> tuple[OverviewRow, ...]:
        """Municipalities of which nothing is recorded."""
        return tuple(row for row in self.overview if row.current is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaData:
    """All Erhebungen, newest first, and the one that is shown."""

    rounds: tuple[RoundRow, ...]
    shown: RoundData | None
    today: date
    sample: bool
    read_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailData:
    """One municipality: every revision of its return, and last year's."""

    tracking: TrackingRow
    year: int
    revisions: tuple[DeclarationRow, ...]
    """Of the return, newest first."""
    changes: tuple[DeclarationRow, ...] = ()
    """Änderungen of the year with all their revisions, newest first."""
    previous: Declaration | None
    earlier_notes: tuple[NoteRow, ...]
    """Reasons of the year before."""
    comparison: str
    read_only: bool
    letters: tuple[LetterRow, ...] = ()
    """What was written to it, newest first."""
    extension: ExtensionRow | None = None
    asked_by: Mapping[UUID, str] = field(default_factory=dict)
    """Id of a return → who asked back about it."""

    @property
    def all(self) -> tuple[DeclarationRow, ...]:
        """Everything that was declared for the year: the return, then the changes."""
        return (*self.revisions, *self.changes)

    def is_newest(self, row: DeclarationRow) -> bool:
        """Whether no later revision of the same return or change came in."""
        series = [one for one in self.all if one.change_from == row.change_from]
        return bool(series) and series[0].id == row.id

    def before(self, row: DeclarationRow) -> Declaration | None:
        """What a row is compared with: last year, a change with what held until then."""
        if row.change_from is None:
            return self.previous
        held = [one for one in self.all if one.state in RECORDED_STATES and one is not row]
        earlier = [one for one in held if (one.change_from or date.min) < row.change_from]
        newest = max(
            earlier, key=lambda one: (one.change_from or date.min, one.revision), default=None
        )
        return newest.declaration if newest else self.previous


def load(archive: Archive, year: int | None) -> AreaData:
    """Everything the page shows; ``year`` None or unknown means the newest Erhebung."""
    context = archive.context()
    rounds = archive.query(queries.rounds)
    wanted = [row for row in rounds if row.year == year] or list(rounds[:1])
    return AreaData(
        rounds=rounds,
        shown=_round_data(archive, wanted[0], context.today) if wanted else None,
        today=context.today,
        sample=context.sample,
        read_only=archive.read_only,
    )


def _round_data(archive: Archive, round_: RoundRow, today: date) -> RoundData:
    tracking, overview = archive.query(queries.tracked_overview, round_.year, today)
    return RoundData(
        round=round_,
        rows=tuple(
            ListRow(tracking=stands, overview=declared)
            for stands, declared in zip(tracking, overview, strict=True)
        ),
        tally=queries.tally(tracking),
        subsidy=ancillary_share(round_.valid_from),
        called=archive.query(queries.is_called, round_.year),
    )


def load_detail(archive: Archive, data: RoundData, row: TrackingRow) -> DetailData:
    """What the detail shows of one municipality of an Erhebung."""
    year = data.round.year
    revisions = archive.query(queries.revisions, year, row.bfs_number)
    earlier = archive.query(queries.revisions, year - 1, row.bfs_number)
    declared = revisions[0].declaration if revisions else None
    changes = archive.query(queries.changes_of_year, year, row.bfs_number).get(row.bfs_number, ())
    return DetailData(
        tracking=row,
        year=year,
        revisions=revisions,
        changes=changes,
        previous=archive.query(queries.declared_last, year - 1, row.bfs_number).get(row.bfs_number),
        earlier_notes=tuple(note for revision in earlier for note in revision.notes),
        comparison=district_comparison(data, row, declared) if declared else "",
        read_only=archive.read_only,
        letters=archive.query(queries.letters, year).get(row.bfs_number, ()),
        extension=archive.query(queries.extensions, year).get(row.bfs_number),
        asked_by=archive.query(queries.asked_by, [one.id for one in (*revisions, *changes)]),
    )


def district_comparison(data: RoundData, row: TrackingRow, declared: Declaration) -> str:
    """«Median im Bezirk Sissach, 3 Personen: 1'450 (12 Gemeinden, netto pro Monat)».

    Only declarations of equal basis are compared; empty if there are too few.
    """
    kind, interval = declared.rent_kind, declared.interval
    if kind is None or interval is None:
        return ""
    same = [
        rules.yearly(other.current.amounts[Category.P3], other.current.interval)
        for other in data.overview
        if other.district == row.district
        and other.current is not None
        and other.current.interval is not None
        and rules.comparable(declared, other.current)
        and Category.P3 in other.current.amounts
    ]
    if len(same) < _LEAST_COMPARED:
        return ""
    middle = rules.in_interval(round(median(same)), interval)
    return (
        f"Median im Bezirk {row.district}, {word(Category.P3)}: {german.short_amount(middle)} "
        f"({german.plural(len(same), 'Gemeinde', 'Gemeinden')}, {word(kind)} {word(interval)})"
    )
