"""Open data: one limit per row, in the columns that data.bl.ch uses for such tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sozdesk.documents.report import SAMPLE_MARK, Column, Kind, Row, Table
from sozdesk.features.rent_limits.reports import lines
from sozdesk.features.rent_limits.terms import (
    Category,
    Declaration,
    PublishedRow,
    ReturnState,
    RoundRow,
)
from sozdesk.features.rent_limits.texts import SELF_DECLARED, word

_COLUMNS = (
    Column("jahr", "Jahr", Kind.INTEGER),
    Column("bfs_gemeindenummer", "BFS-Gemeindenummer", Kind.INTEGER),
    Column("gemeinde", "Gemeinde"),
    Column("kategorie", "Kategorie"),
    Column("wert", "Wert", Kind.AMOUNT),
    Column("einheit", "Einheit"),
    Column("basis", "Basis"),
)
_FROM = Column("gueltig_ab", "gültig ab", Kind.DATE)


def open_data(rows: Iterable[PublishedRow], found: RoundRow, *, sample: bool) -> Table:
    """One row per municipality and category, as published.

    ``einheit`` is «CHF pro Monat» or «CHF pro Jahr», ``basis`` «netto» or «brutto». A municipality
    without limits has one row without a value, and ``basis`` says why. What every row must say stands
    behind it in brackets, because the columns stay exactly these: another first day than that of the
    year, that it is a Selbstdeklaration, in a sample file that it is invented.
    """
    written = [
        line
        for row in _in_order(rows)
        for line in (
            _lines(row, row.declaration, lines.other_day(row.declaration, found.valid_from), sample)
            if row.declaration
            else [_without(row, found.year, _said("fehlt", row.missing_reason), sample)]
        )
    ]
    return Table(title="Open Data", columns=_COLUMNS, rows=tuple(written))


def open_data_changes(rows: Iterable[PublishedRow], *, sample: bool) -> Table:
    """The changes outside the Erhebung in the same columns, with their first day; often empty."""
    written = [
        (*line, change.valid_from)
        for row in _in_order(rows)
        for change in row.changes
        for line in _lines(row, change, "", sample)
    ]
    return Table(title="Änderungen", columns=(*_COLUMNS, _FROM), rows=tuple(written))


def _in_order(rows: Iterable[PublishedRow]) -> Sequence[PublishedRow]:
    return sorted(rows, key=lambda row: row.bfs_number)


def _lines(row: PublishedRow, declared: Declaration, day: str, sample: bool) -> Iterator[Row]:
    if declared.no_limits_reason is not None:
        said = _said(word(ReturnState.NO_LIMITS), declared.no_limits_reason)
        yield _without(row, declared.year, said, sample)
        return
    kind = word(declared.rent_kind) if declared.rent_kind else ""
    unit = f"CHF {word(declared.interval)}" if declared.interval else ""
    for category in Category:
        if category in declared.amounts:
            yield (
                declared.year,
                row.bfs_number,
                row.official_name,
                word(category),
                declared.amounts[category],
                unit,
                _behind(kind, day, sample),
            )


def _without(row: PublishedRow, year: int, said: str, sample: bool) -> Row:
    """A municipality without a value."""
    basis = _behind(said, "", sample)
    return (year, row.bfs_number, row.official_name, "", None, "", basis)


def _said(what: str, reason: str) -> str:
    return f"{what}: {reason}" if reason else what


def _behind(said: str, day: str, sample: bool) -> str:
    """«netto (gültig ab 01.03.2027; Selbstdeklaration …)»."""
    marks = filter(None, (day, SAMPLE_MARK if sample else "", SELF_DECLARED))
    return f"{said} ({'; '.join(marks)})".lstrip()
