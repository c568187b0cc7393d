"""What the map page shows of a year, read on the archive thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from sozdesk.documents.choropleth import Choropleth
from sozdesk.documents.municipal_map import MunicipalMap
from sozdesk.features.rent_limits import queries, rules
from sozdesk.features.rent_limits.reports.map_content import (
    MapLine,
    MapQuestion,
    choropleth,
    map_lines,
)
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Category,
    MapClassesRow,
    MapSubject,
    OverviewRow,
    ProposedClasses,
    RentKind,
    RoundRow,
)
from sozdesk.features.rent_limits.ui.map_file import chosen_map

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

ClassesOf = Mapping[tuple[RentKind, Category], MapClassesRow]
Proposals = Mapping[tuple[RentKind, Category], ProposedClasses]


@dataclass(frozen=True, slots=True)
class Common:
    """What is the same for every year."""

    rounds: tuple[RoundRow, ...]
    """Newest first."""
    proposed: Proposals
    drawn: MunicipalMap
    map_problem: str
    """Why the chosen map file is not shown; empty if it is."""
    today: date
    sample: bool
    read_only: bool


@dataclass(frozen=True, slots=True)
class MapYear:
    """One year on the map."""

    common: Common
    round: RoundRow
    rows: tuple[OverviewRow, ...]
    classes: ClassesOf
    """Set by the office, as they hold on the first day of the year."""

    def shown(self, subject: MapSubject, size: Category) -> Shown:
        """The map of one household size."""
        found = map_lines(self.rows, subject, size)
        return Shown(found, self._question(found, subject, size))

    def sizes(self, subject: MapSubject) -> tuple[Shown, ...]:
        """The maps of all household sizes."""
        return tuple(self.shown(subject, size) for size in MAIN_CATEGORIES)

    def _question(
        self, found: Sequence[MapLine], subject: MapSubject, size: Category
    ) -> MapQuestion:
        year = self.round.year
        asked = MapQuestion(year=year, subject=subject, size=size, limits=())
        if subject is MapSubject.CHANGE:
            return asked
        key = (RentKind(subject.value), size)
        if key in self.classes:
            return replace(asked, limits=self.classes[key].limits)
        if key in self.common.proposed:
            proposed = self.common.proposed[key]
            return replace(asked, limits=proposed.limits, proposed_from=proposed.year)
        values = [line.shown.value for line in found if line.shown.value is not None]
        return replace(asked, limits=rules.proposed_limits(values), proposed_from=year)


@dataclass(frozen=True)
class Shown:
    """One map: the lines of the table, and what the map is about."""

    lines: tuple[MapLine, ...]
    asked: MapQuestion

    @cached_property
    def content(self) -> Choropleth:
        """Fills, legend, notes."""
        return choropleth(self.lines, self.asked)


def load(archive: Archive, year: int | None, common: Common | None = None) -> MapYear | None:
    """A year (None: the newest), or None as long as nothing is recorded in the whole file."""
    common = common or _common(archive)
    wanted = [row for row in common.rounds if row.year == year] or list(common.rounds[:1])
    if not wanted or not _anything_recorded(archive, common):
        return None
    round_ = wanted[0]
    return MapYear(
        common=common,
        round=round_,
        rows=archive.query(queries.overview, round_.year, common.today),
        classes=archive.query(queries.map_classes_on, round_.valid_from),
    )


def _common(archive: Archive) -> Common:
    context = archive.context()
    drawn, problem = chosen_map()
    return Common(
        rounds=archive.query(queries.rounds),
        proposed=archive.query(queries.proposed_map_classes),
        drawn=drawn,
        map_problem=problem,
        today=context.today,
        sample=context.sample,
        read_only=archive.read_only,
    )


def _anything_recorded(archive: Archive, common: Common) -> bool:
    """Enough for classes is enough; else each year is asked."""
    return bool(common.proposed) or any(
        archive.query(queries.declared_last, row.year) for row in common.rounds
    )
