"""What the file knows about the overview of an earlier year: its columns, and what is there already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from sozdesk.archive.column_mappings import remembered
from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.queries.declarations import revisions_of_year
from sozdesk.features.rent_limits.terms import (
    TABLE_PURPOSE,
    DeclarationRow,
    Interval,
    Remembered,
    RentKind,
    RoundRow,
    TableLine,
    TableResult,
    TableRow,
)


def remembered_columns(session: Session) -> Mapping[str, Remembered]:
    """Heads → what somebody said of a table with these heads."""
    stored = remembered(session, TABLE_PURPOSE)
    return {heads: _remembered(columns) for heads, columns in stored.items()}


def _remembered(stored: Mapping[str, Any]) -> Remembered:
    kind, interval = stored.get("rent_kind"), stored.get("interval")
    return Remembered(
        columns=stored["columns"],
        rent_kind=RentKind(kind) if kind else None,
        interval=Interval(interval) if interval else None,
    )


def running_years(office: OfficeKind, rounds: Iterable[RoundRow], today: date) -> frozenset[int]:
    """Years whose Erhebung the cantonal office runs: what is read into them is no earlier year."""
    if office is OfficeKind.SERVICE:
        return frozenset()
    return frozenset(row.year for row in rounds if row.year >= today.year)


def table_preview(session: Session, year: int, lines: Sequence[TableLine]) -> tuple[TableRow, ...]:
    """What recording the lines into a year would do, parallel to them; nothing is written.

    Also for a year without an Erhebung: recording opens it.
    """
    stored = revisions_of_year(session, year)
    return tuple(_row(line, stored.get(line.bfs_number or 0, ())) for line in lines)


def _row(line: TableLine, revisions: Sequence[DeclarationRow]) -> TableRow:
    """``revisions`` of the municipality, newest first."""
    declared = line.declaration
    if line.bfs_number is None or not rules.may_record(line.findings):
        return TableRow(line=line, result=TableResult.REFUSED)
    if not line.sure:
        return TableRow(line=line, result=TableResult.CONFIRM)
    if not revisions:
        return TableRow(line=line, result=TableResult.READY)
    newest = revisions[0]
    same = rules.same_content(declared, newest.declaration)
    return TableRow(
        line=line,
        result=TableResult.IDENTICAL if same else TableResult.TAKEN,
        standing=newest.state,
        same_amounts=rules.same_limits(declared, newest.declaration),
    )
