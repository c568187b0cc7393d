"""What is read from the overview of an earlier year in somebody's own table, before it is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sozdesk.features.rent_limits.terms.codes import Code
from sozdesk.features.rent_limits.terms.declared import Declaration
from sozdesk.features.rent_limits.terms.words import Interval, RentKind, ReturnState
from sozdesk.kernel.findings import Finding, stops

TABLE_PURPOSE = "rent_limits.overview"
"""Under which the columns of such tables are remembered."""


class TableOrigin(StrEnum):
    """Why the columns of a table mean what they mean."""

    OWN = "own"
    """SozDesk wrote the file: nothing has to be asked."""
    REMEMBERED = "remembered"
    """Somebody said it of a table with the same heads."""
    PROPOSED = "proposed"
    """From the words of the heads; somebody looks at it."""


class TableResult(StrEnum):
    """What becomes of one municipality of the table."""

    READY = "ready"
    CONFIRM = "confirm"
    """Only a name that is nearly right: somebody must confirm the municipality."""
    REFUSED = "refused"
    TAKEN = "taken"
    """The year has another return of the municipality: that one stays."""
    IDENTICAL = "identical"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChoice:
    """What a person says about a table; None or empty = as the table or the memory says."""

    sheet: str = ""
    columns: Mapping[str, int | None] = field(default_factory=dict)
    """Field key → column from 0; None = the table has no such column."""
    rent_kind: RentKind | None = None
    interval: Interval | None = None
    valid_from: date | None = None
    places: Mapping[int, int] = field(default_factory=dict)
    """Number of the row → BFS number, where somebody confirmed or chose the municipality."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What somebody said of a table with certain heads."""

    columns: Mapping[str, int]
    rent_kind: RentKind | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class TableBasis:
    """What holds for all rows that say nothing else."""

    rent_kind: RentKind | None = None
    interval: Interval | None = None
    valid_from: date | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    """Field key → which cell of the table says so («Zelle A1: «Nettomieten»»)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """One municipality as the table states it."""

    row: int
    """As people count, from 1."""
    seen: str
    """The name as it stands."""
    bfs_number: int | None
    name: str
    """Short name; empty if the municipality is unknown."""
    sure: bool = True
    """False for a suggestion that somebody must confirm."""
    declaration: Declaration
    """With BFS number 0 if the municipality is unknown."""
    findings: tuple[Finding, ...] = ()
    """STOP for what keeps this municipality out, NOTE for the rest."""

    @property
    def lacks_only_basis(self) -> bool:
        """Whether it could be recorded if somebody said net or gross, month or year."""
        found = {finding.code for finding in stops(self.findings)}
        return bool(found) and found <= {Code.MISSING_RENT_KIND, Code.MISSING_INTERVAL}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One row that is no municipality to record, and why."""

    row: int
    reason: str
    """A key for programs."""
    words: str
    text: str
    """The row, for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewTable:
    """A table as it is understood: columns, what holds for all, municipalities, rows left out."""

    sheet: str
    sheets: tuple[str, ...]
    """All sheets that hold something."""
    rows: tuple[tuple[str, ...], ...]
    """The sheet as people see it."""
    head: tuple[int, int]
    """First line of the head and the line after it, from 0."""
    heads: tuple[str, ...]
    """Per column the words of its head."""
    heads_key: str
    """What the columns are remembered under; empty if nothing can be remembered."""
    origin: TableOrigin
    columns: Mapping[str, int]
    unsure: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Field key → columns that fit equally well."""
    basis: TableBasis = field(default_factory=TableBasis)
    years: tuple[int, ...] = ()
    """Years that the title or the table itself names."""
    unread: tuple[str, ...] = ()
    """Sheets that hold something else about the same year."""
    sample: bool = False
    """The table says that its content is invented."""
    lines: tuple[TableLine, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def asks_rent_kind(self) -> bool:
        """Whether some municipality could be net or gross."""
        return self._asks(Code.MISSING_RENT_KIND)

    @property
    def asks_interval(self) -> bool:
        """Whether some amounts could be per month or per year."""
        return self._asks(Code.MISSING_INTERVAL)

    @property
    def unread_columns(self) -> tuple[int, ...]:
        """Columns with a head and values that mean nothing here; of files of SozDesk none."""
        if self.origin is TableOrigin.OWN:
            return ()
        used = {*self.columns.values(), *(one for each in self.unsure.values() for one in each)}
        below = self.rows[self.head[1] :]
        return tuple(
            column
            for column, words in enumerate(self.heads)
            if words and column not in used and any(row[column].strip() for row in below)
        )

    @property
    def to_remember(self) -> Remembered:
        """What a person may be spared next time; what the title says it will say again."""
        kind, interval = self.basis.rent_kind, self.basis.interval
        return Remembered(
            self.columns,
            None if "rent_kind" in self.basis.sources else kind,
            None if "interval" in self.basis.sources else interval,
        )

    def _asks(self, code: Code) -> bool:
        return any(finding.code == code for line in self.lines for finding in line.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One line of the preview «Gemeinde · Beträge · Hinweis · Erfassen?»."""

    line: TableLine
    result: TableResult
    standing: ReturnState | None = None
    """Of the return that is there already."""
    same_amounts: bool = False
    """Whether that return states the same limits."""
