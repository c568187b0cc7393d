"""The Verlauf in words: what one act did to one row. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sozdesk.archive.journal_history import FieldChange
from sozdesk.features.rent_limits.terms import AncillaryMode, Category
from sozdesk.features.rent_limits.texts import field_label, index_figure, word
from sozdesk.kernel import german
from sozdesk.shell.history_columns import ANSWERS, COLUMNS, SILENT, VALUES

_NAMED_BY = {
    "declaration_amount": ("category", "amount", "{}"),
    "finding_note": ("subject", "reason", "Prüfhinweis «{}» zur Kenntnis genommen, weil"),
}
"""Rows that are one line: the column that names the row, the one that says something, and how."""


def row_lines(table: str, fields: Iterable[FieldChange]) -> list[str]:
    """What changed in a row: «Frist: 31.12.2026 → 15.01.2027», «4 Personen: 1'650.00»."""
    known = {field.column: field for field in fields}
    if line := _one_line(table, known):
        return [line]
    lines = (_lines(table, field) for field in known.values())
    return [line for found in lines for line in found]


def _one_line(table: str, known: Mapping[str, FieldChange]) -> str:
    naming, saying, how = _NAMED_BY.get(table, ("", "", ""))
    if naming not in known or saying not in known:
        return ""
    name = value_words(table, naming, known[naming].new or known[naming].old)
    said = known[saying]
    return _changed(
        how.format(name) if name else COLUMNS[saying],
        value_words(table, saying, said.old),
        value_words(table, saying, said.new),
    )


def _lines(table: str, field: FieldChange) -> Iterator[str]:
    if f"{table}.{field.column}" == ANSWERS:
        yield from _answer_lines(field.old, field.new)
        return
    name = column_words(table, field.column)
    before = value_words(table, field.column, field.old)
    after = value_words(table, field.column, field.new)
    if name and (before or after):
        yield _changed(name, before, after)


def _changed(name: str, before: str, after: str) -> str:
    """«Frist: 31.12.2026 → 15.01.2027»; without an arrow if there was nothing before."""
    return f"{name}: {before} → {after or 'leer'}" if before else f"{name}: {after}"


def column_words(table: str, column: str) -> str:
    """What a column is called; empty for one that means nothing to people."""
    key = f"{table}.{column}"
    if column in SILENT or key in SILENT:
        return ""
    return COLUMNS.get(key) or COLUMNS[column]


def value_words(table: str, column: str, value: Any) -> str:
    """One value as people write it."""
    write = VALUES.get(f"{table}.{column}")
    if value is None or isinstance(value, UUID):
        return ""
    return write(value) if write else _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        return f"{german.day(value.astimezone().date())}, {value.astimezone():%H:%M}"
    if isinstance(value, date):
        return german.day(value)
    return str(value)


_AMOUNTS = {"ancillary_amounts": "ancillary", "counter_amounts": "counter"}
_COUNTS = {"none": "keine", "1-4": "1–4"}


def _answer_lines(old: Any, new: Any) -> Iterator[str]:
    """Changed answers to sheet 2, each under the name of its field."""
    before, after = dict(_answers(old or {})), dict(_answers(new or {}))
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            yield _changed(field_label(key), before.get(key, ""), after.get(key, ""))


def _answers(stored: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in stored.items():
        if key in _AMOUNTS:
            for category in Category:
                if category in value:
                    yield f"{_AMOUNTS[key]}_{category}", german.amount(value[category])
        else:
            yield key, _answer(key, value)


def _answer(key: str, value: Any) -> str:
    match key:
        case "ancillary_mode":
            return word(AncillaryMode(value))
        case "index_base":
            return index_figure(value)
        case "index_date":
            return german.day(date.fromisoformat(value))
        case "households_above":
            return _COUNTS.get(value) or str(value)
        case _:
            return _plain(value)
