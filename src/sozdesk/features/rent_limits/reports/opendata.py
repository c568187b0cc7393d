"""Open data: one limit per row, in the columns that data.bl.ch uses for such tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sozdesk.documents.report import SAMPLE_MARK, Column, Kind, Row, Table
from sozdesk.features.rent_limits.terms import Category, Declaration, OverviewRow
from sozdesk.features.rent_limits.texts import word

_COLUMNS = (
    Column("jahr", "Jahr", Kind.INTEGER),
    Column("bfs_gemeindenummer", "BFS-Gemeindenummer", Kind.INTEGER),
    Column("gemeinde", "Gemeinde"),
    Column("kategorie", "Kategorie"),
    Column("wert", "Wert", Kind.AMOUNT),
    Column("einheit", "Einheit"),
    Column("basis", "Basis"),
)


def open_data(rows: Sequence[OverviewRow], *, sample: bool) -> Table:
    """One row per municipality and category, as declared and recorded.

    ``einheit`` is «CHF pro Monat» or «CHF pro Jahr», ``basis`` «netto» or «brutto». In a sample
    file ``basis`` also says so: the columns stay exactly these, and no row travels without it.
    """
    ordered = sorted(rows, key=lambda row: row.bfs_number)
    found = [line for row in ordered for line in _lines(row, sample)]
    return Table(title="Open Data", columns=_COLUMNS, rows=tuple(found))


def _lines(row: OverviewRow, sample: bool) -> Iterator[Row]:
    current = row.current
    if current is None or current.rent_kind is None or current.interval is None:
        return
    basis = word(current.rent_kind) + (f" ({SAMPLE_MARK})" if sample else "")
    unit = f"CHF {word(current.interval)}"
    for category, amount in _in_order(current):
        yield (
            current.year,
            row.bfs_number,
            row.official_name,
            word(category),
            amount,
            unit,
            basis,
        )


def _in_order(declaration: Declaration) -> Iterator[tuple[Category, int]]:
    for category in Category:
        if category in declaration.amounts:
            yield category, declaration.amounts[category]
