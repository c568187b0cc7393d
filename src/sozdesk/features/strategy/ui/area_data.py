"""What the page shows, read on the archive thread: one period on a day, and one measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.traces import Trace, Traced, traces
from sozdesk.features.strategy import queries, rules, texts
from sozdesk.features.strategy.terms import (
    CarryOverRow,
    FieldRow,
    MeasureDetails,
    MeasureRow,
    PeriodRow,
    PeriodView,
    PovertyStrategy,
)
from sozdesk.kernel import german

if TYPE_CHECKING:
    from datetime import datetime

    from sozdesk.archive.store import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What shall be shown; None leaves it to the program."""

    period: str | None = None
    """Code of the period."""
    as_of: date | None = None
    measure: UUID | None = None
    """A measure whose period is shown."""


@dataclass(frozen=True, kw_only=True)
class AreaData:
    """All periods, newest first, and the one that is shown on a day."""

    periods: tuple[PeriodRow, ...]
    shown: PeriodView | None
    """None in a file that holds no period."""
    today: date
    now: datetime
    """Instant, UTC."""
    sample: bool
    service: bool
    """The file of a Sozialdienst: the measures are only read."""
    may_write: bool

    @cached_property
    def figures(self) -> Mapping[str, str]:
        """What bound figures in texts show on that day."""
        return rules.figures(self.shown) if self.shown else {}

    @cached_property
    def figure_fields(self) -> tuple[rules.FigureField, ...]:
        """The same for the menu of whoever writes such a text."""
        return rules.figure_fields(self.shown) if self.shown else ()

    @cached_property
    def fields(self) -> Mapping[int, FieldRow]:
        """The Handlungsfelder by number."""
        return {row.number: row for row in self.shown.fields} if self.shown else {}

    @cached_property
    def tallies(self) -> Mapping[int, rules.Tally]:
        """Counts by Handlungsfeld."""
        return rules.by_field(self.shown.measures if self.shown else (), self.fields)

    def is_silent(self, row: MeasureRow) -> bool:
        """Whether a measure has no entry for a year on the day."""
        assert self.shown is not None
        return rules.is_silent(row, self.shown.as_of)


@dataclass(frozen=True, kw_only=True)
class DetailData:
    """One measure with the line that it belongs to."""

    details: MeasureDetails
    lineage: tuple[CarryOverRow, ...]
    area: AreaData

    @property
    def as_of(self) -> date:
        """The day that is looked at."""
        assert self.area.shown is not None
        return self.area.shown.as_of

    @property
    def poverty_grounds(self) -> str:
        """«ja», or «aus Postulat 2020/501 erschlossen»: what is inferred says from what."""
        said = texts.word(self.details.row.poverty_strategy)
        if self.details.row.poverty_strategy is not PovertyStrategy.INFERRED:
            return said if self.details.row.from_poverty_strategy else ""
        grounds = [
            f"{texts.word(one.kind)} {one.number}"
            for one in self.details.references
            if texts.POVERTY_STRATEGY in one.title
        ]
        return f"aus {german.enumeration(grounds)} {said}" if grounds else said

    def filled(self, text: str) -> str:
        """A progress text with its figures."""
        return rules.filled(text, self.area.figures)


def measure_ids(data: AreaData | None) -> frozenset[UUID]:
    """The measures that are shown."""
    return frozenset(row.id for row in data.shown.measures) if data and data.shown else frozenset()


def load(archive: Archive, wanted: Wanted) -> AreaData:
    """Everything the page shows at once; only the shown period is asked for its measures."""
    context = archive.context()
    periods = archive.query(queries.periods)
    period = _period(archive, periods, wanted, context.today)
    view = None
    if period is not None:
        as_of = wanted.as_of or queries.default_day(period, context.today)
        view = _with_tasks_of_today(archive, archive.query(queries.view, period, as_of))
    service = archive.info.office_kind is OfficeKind.SERVICE
    return AreaData(
        periods=periods,
        shown=view,
        today=context.today,
        now=context.now,
        sample=context.sample,
        service=service,
        may_write=not (archive.read_only or service),
    )


def _with_tasks_of_today(archive: Archive, view: PeriodView) -> PeriodView:
    """States are those of the day that is looked at; what is late is late today."""
    late = archive.query(queries.overdue_tasks, view.period.id, archive.context().today)
    rows = tuple(replace(row, overdue_tasks=late.get(row.id, 0)) for row in view.measures)
    return replace(view, measures=rows)


def _period(
    archive: Archive, periods: tuple[PeriodRow, ...], wanted: Wanted, today: date
) -> PeriodRow | None:
    if wanted.measure is not None:
        found = archive.query(queries.details, wanted.measure, today)
        if found is not None:
            return found.period
    named = next((row for row in periods if row.code == wanted.period), None)
    return named or archive.query(queries.default_period, today)


def load_detail(archive: Archive, area: AreaData, measure_id: UUID) -> DetailData | None:
    """One measure on the day of the page; None if it is gone."""
    assert area.shown is not None
    details = archive.query(queries.details, measure_id, area.shown.as_of)
    if details is None:
        return None
    return DetailData(
        details=details, lineage=archive.query(queries.lineage, measure_id), area=area
    )


def load_traces(archive: Archive, details: MeasureDetails) -> tuple[Trace, ...]:
    """The Verlauf of a measure and of everything that hangs on it."""
    return traces(archive, _records(details))


def _records(details: MeasureDetails) -> Iterator[Traced]:
    name = f"Massnahme {details.row.number}"
    yield "measure", details.row.id, name
    for entry in details.history:
        yield "measure_status", entry.id, f"{name}, Stand per {german.day(entry.as_of)}"
    for reference in details.references:
        yield "measure_reference", reference.id, f"{name}, Verweis"
    for relation in details.relations:
        yield "measure_relation", relation.id, f"{name}, Verbindung"
    for line in details.carry_overs:
        yield "measure_carry_over", line.id, f"{name}, Weiterführung"
    for task in details.tasks:
        yield "measure_task", task.id, f"{name}, Aufgabe"


def load_targets(archive: Archive, period: PeriodRow) -> tuple[MeasureRow, ...] | None:
    """The measures of the next period; None if there is no next one."""
    following = archive.query(queries.next_period, period)
    if following is None:
        return None
    return archive.query(queries.view, following, following.begins).measures
