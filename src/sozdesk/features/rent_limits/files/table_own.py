"""The overview files that SozDesk writes itself: recognised and read without any question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sozdesk.documents.sheets import Cell, Sheet, cell_text
from sozdesk.exchange.form_reader import FoundCell
from sozdesk.exchange.forms import Field, label_key
from sozdesk.exchange.mapping import Columns, Head, Scheme, find_head
from sozdesk.exchange.table_cells import found_cell, says_nothing
from sozdesk.exchange.table_rows import MappedRow
from sozdesk.features.rent_limits.files import fields
from sozdesk.features.rent_limits.files import table_fields as keys
from sozdesk.features.rent_limits.terms import Code, LeftOut, ReturnState, TableLine
from sozdesk.features.rent_limits.texts import tables, word
from sozdesk.kernel.findings import Finding, Severity

_OVERVIEW = re.compile(r"^Mietzinsgrenzwerte (20\d\d) · Grenzwerte$")
_GROUNDS = re.compile(r"^Mietzinsgrenzwerte 20\d\d · Basis und Beschluss$")
_CHANGES = re.compile(r"^Mietzinsgrenzwerte 20\d\d · Änderungen$")
_BEHIND = re.compile(r"\s*\(.*\)$")
"""«netto (Beispieldaten – frei erfunden)» says net."""
_HEADS = frozenset({"BFS-Nr.", "Gemeinde", "Stand", "netto/brutto", "pro Monat/Jahr"})
_PENDING = re.compile(r"(?:^|; )Beschluss ausstehend(?:, Sitzung vom (.+))?$")
_FROM = re.compile(r"(?:^|[(])gültig ab (\d\d\.\d\d\.\d{4})(?=$|;|[)])")
"""In the remark of a workbook, and behind net or gross in open data: another first day."""
_GROUND_HEADS = {
    "BFS-Nr.": None,
    "gültig ab": fields.VALID_FROM,
    "Basis": fields.METHOD,
    "unverändert, überprüft am": fields.LAST_REVIEWED_ON,
    "Beschluss vom": fields.DECIDED_ON,
    "Beschluss durch": fields.DECISION_BODY,
    "Nummer": fields.DECISION_NUMBER,
}
"""Heads of the sheet «Basis und Beschluss», and what stands below them."""


# ------------------------------------------------------------------ the workbook


def is_overview(sheet: Sheet) -> bool:
    """Whether it is the first sheet of an overview that SozDesk wrote."""
    return year_of(sheet) is not None


def year_of(sheet: Sheet) -> int | None:
    """The year of an overview that SozDesk wrote; None for any other sheet."""
    title = _OVERVIEW.match(cell_text(sheet.at(0, 0)))
    return int(title[1]) if title else None


def is_table(head: Head) -> bool:
    """Whether a head is that of the first table of an overview, for example saved as csv."""
    return {levels[-1] for levels in head.levels if levels} >= _HEADS


def unread(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """Sheets of an overview with content that is not read in: changes outside the Erhebung."""
    return tuple(sheet.name for sheet in sheets if _CHANGES.match(cell_text(sheet.at(0, 0))))


def completed(
    rows: Sequence[MappedRow], sheet: Sheet, sheets: Iterable[Sheet], scheme: Scheme
) -> tuple[MappedRow, ...]:
    """The rows of the first sheet with what its «Stand» and the sheet «Basis und Beschluss» say."""
    grounds: dict[int, dict[str, FoundCell]] = {}
    for other in sheets:
        if _GROUNDS.match(cell_text(other.at(0, 0))):
            grounds |= _grounds(other, scheme)
    head = _by_head(sheet, scheme)
    return tuple(
        replace(row, cells={**_told(row, sheet, head), **grounds.get(_number(row) or 0, {})})
        for row in rows
    )


def _told(row: MappedRow, sheet: Sheet, head: Mapping[str, int]) -> dict[str, FoundCell]:
    """The remark of the overview as what it is: a reason, or a Beschluss that is to come."""
    cells = {key: cell for key, cell in row.cells.items() if key != keys.REMARK}
    remark = row.cells[keys.REMARK].raw if keys.REMARK in row.cells else ""
    line, column = row.number - 1, head.get("Stand", -1)
    state = cell_text(sheet.at(line, column))
    told: list[tuple[Field, Cell]] = []
    if state == word(ReturnState.NO_LIMITS):
        told.append((fields.NO_LIMITS_REASON, remark or state))
    if pending := _PENDING.search(remark):
        told += [(fields.DECISION_PENDING, "ja"), (fields.MEETING_ON, pending[1] or "")]
    if since := _FROM.search(remark):
        told.append((fields.VALID_FROM, since[1]))
    found = {f.key: found_cell(f, sheet.name, line, column, value) for f, value in told}
    return {**cells, **found}


def _number(row: MappedRow) -> int | None:
    cell = row.cells.get(keys.BFS_NUMBER)
    return None if cell is None else keys.whole(cell.value)


def _grounds(sheet: Sheet, scheme: Scheme) -> dict[int, dict[str, FoundCell]]:
    by_head = _by_head(sheet, scheme)
    found: dict[int, dict[str, FoundCell]] = {}
    for row in range(len(sheet.rows)):
        number = keys.whole(sheet.at(row, by_head.get("BFS-Nr.", 0)))
        if number is not None:
            found[number] = dict(_ground_cells(sheet, row, by_head))
    return found


def _by_head(sheet: Sheet, scheme: Scheme) -> dict[str, int]:
    levels = find_head(sheet, scheme).levels
    return {lines[-1]: column for column, lines in enumerate(levels) if lines}


def _ground_cells(
    sheet: Sheet, row: int, by_head: Mapping[str, int]
) -> Iterable[tuple[str, FoundCell]]:
    for words, field in _GROUND_HEADS.items():
        if field is None or words not in by_head:
            continue
        cell = sheet.at(row, by_head[words])
        if not says_nothing(cell, field.kind):
            yield field.key, found_cell(field, sheet.name, row, by_head[words], cell)


# ------------------------------------------------------------------ open data


@dataclass(frozen=True, slots=True)
class LongColumns:
    """Where the columns of an open data file stand."""

    row: int
    """Of the heads, from 0."""
    heads: tuple[str, ...]
    columns: Columns


def long_columns(sheet: Sheet) -> LongColumns | None:
    """The columns of the open data file by their heads, in whatever order; else None."""
    for number, row in enumerate(sheet.rows[:10]):
        names = [_name(cell) for cell in row]
        if all(head in names for head in keys.LONG_HEADS):
            pairs = zip(keys.LONG_KEYS, keys.LONG_HEADS, strict=True)
            columns = {key: names.index(head) for key, head in pairs}
            if keys.LONG_FROM in names:
                columns[keys.VALID_FROM] = names.index(keys.LONG_FROM)
            return LongColumns(number, tuple(names), columns)
    return None


def _name(cell: Cell) -> str:
    return cell.strip().lower() if isinstance(cell, str) else ""


def years_of(rows: Iterable[MappedRow]) -> tuple[int, ...]:
    """The years that the file holds."""
    found = (keys.whole(row.cells[keys.YEAR].value) for row in rows if keys.YEAR in row.cells)
    return tuple(sorted({year for year in found if year is not None}))


def without_values(rows: Iterable[MappedRow]) -> list[LeftOut]:
    """The rows that say why there are no limits, instead of one."""
    return [
        LeftOut(row.number, "no_amounts", tables.WITHOUT_AMOUNTS, row.text)
        for row in rows
        if not _says_a_value(row)
    ]


def _says_a_value(row: MappedRow) -> bool:
    return keys.CATEGORY in row.cells or keys.VALUE in row.cells


def other_years(rows: Iterable[MappedRow], year: int) -> list[LeftOut]:
    """The rows about other years."""
    return [
        LeftOut(row.number, "other_year", tables.OTHER_YEAR, row.text)
        for row in rows
        if not _is_of(row, year) and _says_a_value(row)
    ]


def _is_of(row: MappedRow, year: int) -> bool:
    cell = row.cells.get(keys.YEAR)
    return cell is not None and keys.whole(cell.value) == year


def gathered(
    rows: Iterable[MappedRow], year: int
) -> tuple[list[MappedRow], Mapping[int, tuple[Finding, ...]]]:
    """One row per municipality from one row per amount; its number is that of its first row.

    The second part tells what is wrong with rows that cannot be put together.
    """
    whole: dict[str, MappedRow] = {}
    odd: dict[int, tuple[Finding, ...]] = {}
    for row in rows:
        if not _is_of(row, year) or not _says_a_value(row):
            continue
        named = row.cells.get(keys.BFS_NUMBER) or row.cells.get(keys.MUNICIPALITY)
        key = named.raw if named else str(row.number)
        first = whole.get(key) or replace(row, cells=_shared(row.cells))
        whole[key], findings = _joined(first, row)
        odd[first.number] = (*odd.get(first.number, ()), *findings)
    return list(whole.values()), odd


def _shared(cells: Mapping[str, FoundCell]) -> dict[str, FoundCell]:
    """What all rows of a municipality share; behind net or gross what every row must say.

    That may be another first day than that of the year.
    """
    shared = {key: cell for key, cell in cells.items() if key not in (keys.CATEGORY, keys.VALUE)}
    basis = shared.get(keys.RENT_KIND)
    if basis is not None:
        said = cell_text(basis.value)
        if since := _FROM.search(said):
            shared[keys.VALID_FROM] = replace(basis, field=fields.VALID_FROM, value=since[1])
        plain = _BEHIND.sub("", said)
        shared[keys.RENT_KIND] = replace(basis, value=plain)
    return shared


def _joined(first: MappedRow, row: MappedRow) -> tuple[MappedRow, tuple[Finding, ...]]:
    """The municipality with one amount more."""
    said, value = row.cells.get(keys.CATEGORY), row.cells.get(keys.VALUE)
    key = keys.CATEGORIES.get(label_key(said.raw)) if said else None
    if key is None or value is None:
        cell = said or value
        words = tables.unknown_category(said.raw if said else "")
        where = cell.where if cell else ""
        return first, (Finding(Code.UNREADABLE_FIELD, Severity.STOP, words, cell=where),)
    field = replace(value.field, key=key, label=said.raw if said else value.field.label)
    amount = replace(value, field=field)
    again = first.cells.get(key)
    findings = tuple(
        Finding(Code.UNREADABLE_FIELD, Severity.STOP, words, field=key, cell=value.where)
        for words in _contradictions(first, row, amount, again)
    )
    return replace(first, cells={**first.cells, key: again or amount}), findings


def _contradictions(
    first: MappedRow, row: MappedRow, amount: FoundCell, again: FoundCell | None
) -> Iterable[str]:
    """Another basis than in the rows before, or the same amount once more and different."""
    shared = _shared(row.cells)
    for key in (keys.RENT_KIND, keys.INTERVAL, keys.VALID_FROM):
        one, other = first.cells.get(key), shared.get(key)
        if (one.raw if one else "") != (other.raw if other else ""):
            yield tables.rows_differ(one.raw if one else "", other.raw if other else "")
    if again is not None and again.raw != amount.raw:
        yield tables.rows_differ(again.raw, amount.raw)


def with_odd_rows(
    lines: Iterable[TableLine], odd: Mapping[int, tuple[Finding, ...]]
) -> tuple[TableLine, ...]:
    """The municipalities with what is wrong between their rows."""
    return tuple(replace(line, findings=(*line.findings, *odd.get(line.row, ()))) for line in lines)
