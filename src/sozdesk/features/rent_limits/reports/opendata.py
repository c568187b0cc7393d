"""Open data: one limit per row, in the columns that data.bl.ch uses for such tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sozdesk.documents.report import SAMPLE_MARK, Column, Kind, Row, Table
from sozdesk.features.rent_limits.terms import Category, Declaration, OverviewRow
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


def open_data(rows: Sequence[OverviewRow], *, sample: bool, published: bool = False) -> Table:
    """One row per municipality and category, as declared and recorded.

    ``einheit`` is «CHF pro Monat» or «CHF pro Jahr», ``basis`` «netto» or «brutto». What every row
    must say stands behind it in brackets, because the columns stay exactly these: in a sample file
    that it is invented, in a publication that it is a Selbstdeklaration.
    """
    ordered = sorted(rows, key=lambda row: row.bfs_number)
    marks = [*([SAMPLE_MARK] if sample else []), *([SELF_DECLARED] if published else [])]
    behind = f" ({'; '.join(marks)})" if marks else ""
    found = [line for row in ordered for line in _lines(row, behind)]
    return Table(title="Open Data", columns=_COLUMNS, rows=tuple(found))


def _lines(row: OverviewRow, behind: str) -> Iterator[Row]:
    current = row.current
    if current is None or current.rent_kind is None or current.interval is None:
        return
    basis = f"{word(current.rent_kind)}{behind}"
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
