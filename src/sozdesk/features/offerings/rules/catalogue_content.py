"""A catalogue's content as JSON and back: checked whole, or not used at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sozdesk.features.offerings.rules.catalogue_schema import (
    MAX_ROWS,
    SCHEMA,
    SPANS,
    TableSchema,
    WrongCell,
    parse_day,
)
from sozdesk.features.offerings.terms.catalogue import (
    CatalogueContent,
    CatalogueRow,
    CatalogueTables,
    Cell,
    WrongPlace,
)

_KEYS: Final = frozenset({"as_of", "encryption_key", "limits", "tables"})
_MAX_YEARS: Final = 100
_MAX_KEY: Final = 200


def content_to_json(content: CatalogueContent) -> dict[str, Any]:
    """What goes into the file; tables in the order of the schema, rows by id."""
    return {
        "as_of": content.as_of.isoformat(),
        "encryption_key": content.encryption_key,
        "limits": list(content.limits),
        "tables": {
            name: [_row_to_json(row) for row in sorted(content.tables[name], key=_by_id)]
            for name in SCHEMA
        },
    }


def _by_id(row: CatalogueRow) -> str:
    return str(row["id"])


def _row_to_json(row: CatalogueRow) -> dict[str, Any]:
    return {key: _cell_to_json(value) for key, value in row.items()}


def _cell_to_json(value: Cell) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def content_from_json(stored: Mapping[str, Any]) -> CatalogueContent | WrongPlace:
    """The content if all of it fits the schema; else the first place that does not."""
    if frozenset(stored) != _KEYS:
        return WrongPlace("Teile")
    try:
        as_of = parse_day(stored["as_of"])
    except WrongCell:
        return WrongPlace("as_of")
    key, limits = stored["encryption_key"], stored["limits"]
    if not isinstance(key, str) or not 0 < len(key) <= _MAX_KEY:
        return WrongPlace("encryption_key")
    if not isinstance(limits, list) or len(limits) > _MAX_YEARS or not all(map(_is_object, limits)):
        return WrongPlace("limits")
    tables = _tables(stored["tables"])
    if isinstance(tables, WrongPlace):
        return tables
    return CatalogueContent(as_of=as_of, tables=tables, limits=tuple(limits), encryption_key=key)


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _tables(stored: object) -> CatalogueTables | WrongPlace:
    if not isinstance(stored, dict) or set(stored) != set(SCHEMA):
        return WrongPlace("tables")
    tables: dict[str, tuple[CatalogueRow, ...]] = {}
    for name, schema in SCHEMA.items():
        rows = _rows(name, schema, stored[name])
        if isinstance(rows, WrongPlace):
            return rows
        tables[name] = rows
    wrong = next(_inconsistent(tables), None)
    return wrong or tables


def _rows(name: str, schema: TableSchema, stored: object) -> tuple[CatalogueRow, ...] | WrongPlace:
    if not isinstance(stored, list) or len(stored) > MAX_ROWS:
        return WrongPlace(name)
    rows: list[CatalogueRow] = []
    for number, one in enumerate(stored, start=1):
        if not isinstance(one, dict) or set(one) != set(schema.columns):
            return WrongPlace(_place(name, number))
        row: dict[str, Cell] = {}
        for column, parse in schema.columns.items():
            try:
                row[column] = parse(one[column])
            except WrongCell:
                return WrongPlace(_place(name, number, column))
        rows.append(row)
    return tuple(rows)


def _place(table: str, number: int, column: str = "") -> str:
    return ", ".join(filter(None, (table, f"Zeile {number}", column)))


def _inconsistent(tables: CatalogueTables) -> Iterator[WrongPlace]:
    """Rows that repeat, point to nothing, or end before they begin."""
    for name, schema in SCHEMA.items():
        rows = tables[name]
        for columns in (("id",), *schema.unique):
            yield from _repeated(name, rows, columns)
        for column, (table, target) in (schema.refers or {}).items():
            known = {row[target] for row in tables[table]}
            for number, row in enumerate(rows, start=1):
                if row[column] is not None and row[column] not in known:
                    yield WrongPlace(_place(name, number, column))
        yield from _turned_round(name, rows)


def _repeated(
    name: str, rows: Sequence[CatalogueRow], columns: tuple[str, ...]
) -> Iterator[WrongPlace]:
    seen: set[tuple[Cell, ...]] = set()
    for number, row in enumerate(rows, start=1):
        key = tuple(row[column] for column in columns)
        if key in seen and None not in key:
            yield WrongPlace(_place(name, number, ", ".join(columns)))
        seen.add(key)


def _turned_round(name: str, rows: Sequence[CatalogueRow]) -> Iterator[WrongPlace]:
    for number, row in enumerate(rows, start=1):
        for first, last in SPANS:
            begins, ends = row.get(first), row.get(last)
            if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
                yield WrongPlace(_place(name, number, last))
