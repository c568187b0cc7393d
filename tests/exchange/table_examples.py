"""A neutral scheme: persons per place, with a day and a choice; nothing about any feature."""

from __future__ import annotations

from sozdesk.documents.sheets import Cell, Sheet
from sozdesk.exchange.forms import Field, Kind
from sozdesk.exchange.mapping import Head, Scheme, Wanted, find_head, propose
from sozdesk.exchange.table_rows import Reading, read_rows

PLACES = ("Aesch", "Liestal", "Sissach", "Waldenburg")
NUMBERS = (2761, 2829, 2861, 2895)


def amount(number: int) -> Wanted:
    return Wanted(
        field=Field(key=f"p{number}", label=f"{number} Personen", kind=Kind.AMOUNT),
        heads=(f"{number} P", f"Personen / {number}", str(number)),
        never=("Veränderung",),
    )


SCHEME = Scheme(
    (
        Wanted(
            field=Field(key="place", label="Ort", kind=Kind.TEXT),
            heads=("Gemeinde",),
            names_row=True,
            known=lambda cell: cell in PLACES,
        ),
        Wanted(
            field=Field(key="number", label="Nummer", kind=Kind.COUNT),
            heads=("Nr.",),
            names_row=True,
            known=lambda cell: cell in NUMBERS,
        ),
        *(amount(number) for number in range(1, 4)),
        Wanted(
            field=Field(
                key="kind",
                label="netto oder brutto",
                kind=Kind.CHOICE,
                choices={"net": "netto", "gross": "brutto"},
            ),
            heads=("Basis",),
        ),
        Wanted(field=Field(key="day", label="gültig ab", kind=Kind.DAY)),
        Wanted(field=Field(key="remark", label="Bemerkung", kind=Kind.TEXT)),
    ),
    groups=("Bezirk",),
)


def sheet(*rows: tuple[Cell | None, ...]) -> Sheet:
    """A sheet with equally long rows."""
    width = max(map(len, rows), default=0)
    filled = [
        tuple("" if cell is None else cell for cell in (*row, *[""] * (width - len(row))))
        for row in rows
    ]
    return Sheet("Tabelle1", True, filled)


def head_of(grid: Sheet) -> Head:
    return find_head(grid, SCHEME)


def columns_of(grid: Sheet) -> dict[str, int]:
    return dict(propose(grid, head_of(grid), SCHEME).columns)


def read(grid: Sheet) -> Reading:
    return read_rows(grid, head_of(grid), columns_of(grid), SCHEME)


def values(reading: Reading) -> list[dict[str, Cell]]:
    return [{key: cell.value for key, cell in row.cells.items()} for row in reading.rows]


def reasons(reading: Reading) -> dict[int, str]:
    return {row.number: row.reason.value for row in reading.skipped}
