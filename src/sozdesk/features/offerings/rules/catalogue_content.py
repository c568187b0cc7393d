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
from sozdesk.features.offerings.texts import catalogue as texts
from sozdesk.kernel import german

_KEYS: Final = frozenset({"as_of", "encryption_key", "limits", "tables"})
_MAX_YEARS: Final = 100
_MAX_KEY: Final = 200
_LONGEST_NAME: Final = 60


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


def place_words(stored: Mapping[str, Any], place: WrongPlace) -> str:
    """«Angebot 12: Kategorie», «Preis, Angebot 12: Betrag», «Tarif, Zeile 3»; any JSON will do."""
    table = texts.TABLES.get(place.part, "")
    if not table:
        return texts.PARTS.get(place.part, "")
    columns = german.enumeration([texts.COLUMNS.get(one, one) for one in place.columns])
    subject = _subject(stored, place, table)
    return f"{subject}: {columns}" if columns else subject


def _subject(stored: Mapping[str, Any], place: WrongPlace, table: str) -> str:
    if not place.row:
        return table
    row = _row_of(stored, place.part, place.row)
    number = row.get("number") if place.part == "offering" else _offering_number(stored, row)
    if type(number) is int:
        return f"{table} {number}" if place.part == "offering" else f"{table}, Angebot {number}"
    name = row.get("name") or row.get("programme")
    if isinstance(name, str):
        return f"{table} «{german.clean(name)[:_LONGEST_NAME]}»"
    return f"{table}, Zeile {place.row}"


def _row_of(stored: Mapping[str, Any], table: str, number: int) -> Mapping[str, Any]:
    row = stored["tables"][table][number - 1]
    return row if isinstance(row, dict) else {}


def _offering_number(stored: Mapping[str, Any], row: Mapping[str, Any]) -> object:
    wanted = row.get("offering_id")
    rows = stored["tables"]["offering"]
    known = rows if isinstance(rows, list) else []
    same = (one for one in known if isinstance(one, dict) and one.get("id") == wanted)
    return next((one.get("number") for one in same), None) if wanted else None


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
            return WrongPlace(name, number)
        row: dict[str, Cell] = {}
        for column, parse in schema.columns.items():
            try:
                row[column] = parse(one[column])
            except WrongCell:
                return WrongPlace(name, number, (column,))
        rows.append(row)
    return tuple(rows)


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
                    yield WrongPlace(name, number, (column,))
        yield from _turned_round(name, rows)


def _repeated(
    name: str, rows: Sequence[CatalogueRow], columns: tuple[str, ...]
) -> Iterator[WrongPlace]:
    seen: set[tuple[Cell, ...]] = set()
    for number, row in enumerate(rows, start=1):
        key = tuple(row[column] for column in columns)
        if key in seen and None not in key:
            yield WrongPlace(name, number, columns)
        seen.add(key)


def _turned_round(name: str, rows: Sequence[CatalogueRow]) -> Iterator[WrongPlace]:
    for number, row in enumerate(rows, start=1):
        for first, last in SPANS:
            begins, ends = row.get(first), row.get(last)
            if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
                yield WrongPlace(name, number, (last,))
