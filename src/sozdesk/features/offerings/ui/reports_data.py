"""What the page of the yearly reports asks of the file, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import ReportingYear, ReportLine

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_YEARS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsData:
    """Everything the page shows."""

    asked: ReportingYear
    lines: tuple[ReportLine, ...]
    today: date
    may_write: bool

    @property
    def late(self) -> tuple[ReportLine, ...]:
        """Whom one could remind."""
        due = self.asked.due_on
        late = due is not None and self.today > due
        return tuple(line for line in self.lines if late and line.row is None)


def years(today: date) -> tuple[int, ...]:
    """The years that can be reported on, newest first."""
    return tuple(range(today.year, today.year - _YEARS, -1))


def load(archive: Archive, year: int | None) -> ReportsData:
    """The reports on a year; without one the last whole year."""
    context = archive.context()
    wanted = year or context.today.year - 1
    return ReportsData(
        asked=archive.query(queries.reporting_year, wanted, context),
        lines=archive.query(queries.report_lines, wanted, context.today),
        today=context.today,
        may_write=not archive.read_only and archive.info.office_kind is OfficeKind.KSA,
    )
