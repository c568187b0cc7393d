"""Measures of a period in a table: what a row says, and what would become of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sozdesk.features.strategy.terms.rows import FieldRow, MeasureRow, PeriodRow, StatusRow
from sozdesk.features.strategy.terms.words import (
    CarryOverKind,
    ClosingReason,
    Horizon,
    MeasureState,
    PovertyStrategy,
)
from sozdesk.kernel.findings import Finding


class ImportResult(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    """The measure is there and says something else; recorded only if somebody confirms it."""
    UNCHANGED = "unchanged"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """One row as it was read; what is empty says nothing and changes nothing."""

    row: int
    """As people count, from 1."""
    number: str = ""
    title: str = ""
    action_field: str = ""
    """As written: «1», «1 Materielle Unterstützung» or the name alone."""
    aim: str = ""
    priority: int | None = None
    horizon: Horizon | None = None
    poverty_strategy: PovertyStrategy | None = None
    responsible_body: str = ""
    responsible_people: str = ""
    continues: tuple[str, ...] = ()
    """Numbers of the period before."""
    state: MeasureState | None = None
    reason: ClosingReason | None = None
    as_of: date | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    """Field → where it stands, for example ``Massnahmen!C5``."""
    findings: tuple[Finding, ...] = ()
    """What could not be read."""


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row of the table that is no measure, and why."""

    row: int
    words: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureTable:
    """A table as it was read."""

    name: str
    """Of the file."""
    sheet: str = ""
    lines: tuple[MeasureLine, ...] = ()
    unread: tuple[UnreadRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    """About the table as a whole."""


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A line from the period before into this one; ``target`` empty while it is not known."""

    source: str
    target: str
    kind: CarryOverKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBase:
    """What the file holds of the period, and of the one before."""

    period: PeriodRow
    fields: tuple[FieldRow, ...]
    measures: Mapping[str, MeasureRow]
    """By number."""
    statuses: Mapping[tuple[str, date], StatusRow]
    """By number and day."""
    former: Mapping[str, str]
    """Number → title in the period before; empty if there is none."""
    former_name: str
    lines: tuple[KnownLine, ...]
    today: date


@dataclass(frozen=True, slots=True)
class ValueChange:
    """Something that the file says otherwise; ``before`` in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """What would become of a row."""

    line: MeasureLine
    result: ImportResult
    field_label: str
    """«1 Materielle Unterstützung»; as written where it is unknown."""
    changes: tuple[ValueChange, ...]
    """What is overwritten, or added to something recorded: needs somebody's consent."""
    carried: tuple[KnownLine, ...]
    """All lines from the period before into this measure, as they will be."""
    drawn: tuple[KnownLine, ...]
    """Lines that are new."""
    retold: tuple[KnownLine, ...]
    """Lines that are there and become of another kind, because one joins them."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What recording the table would do."""

    period: PeriodRow
    rows: tuple[ImportRow, ...]
    findings: tuple[Finding, ...]
    """About the table as a whole."""

    def count(self, result: ImportResult) -> int:
        """Rows of which this becomes."""
        return sum(row.result is result for row in self.rows)

    @property
    def after(self) -> int:
        """Measures of the period when it is recorded."""
        return self.period.recorded + self.count(ImportResult.NEW)

    @property
    def too_many(self) -> bool:
        """More than the Regierungsrat adopted: somebody must confirm it."""
        new = self.count(ImportResult.NEW)
        return bool(new and self.period.expected is not None and self.after > self.period.expected)

    @property
    def changes(self) -> int:
        """Rows that change something recorded: somebody must confirm it."""
        usable = (row for row in self.rows if row.result is not ImportResult.UNUSABLE)
        return sum(bool(row.changes) for row in usable)


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How many measures were recorded."""

    new: int
    changed: int
    unchanged: int
