"""Rows of a table → what each says about a measure, or which cell cannot be read. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from sozdesk.exchange.answers import MAX_TEXT, Answers
from sozdesk.exchange.form_reader import FoundCell, Place
from sozdesk.exchange.table_rows import MappedRow
from sozdesk.features.strategy.files.measure_fields import NUMBER
from sozdesk.features.strategy.terms import (
    ClosingReason,
    Horizon,
    MeasureLine,
    MeasureState,
    PovertyStrategy,
)
from sozdesk.features.strategy.texts import importing as words
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity

_TEXTS = ("title", "action_field", "aim", "responsible_body", "responsible_people")
_APART = re.compile(r"\s*(?:[,;/\n]|\bund\b|\s)\s*")


def line_of(row: MappedRow, places: Mapping[str, str], formulas: Collection[Place]) -> MeasureLine:
    """One row; a cell with a formula, or one that cannot be read, says nothing but why.

    ``places`` says of every field, also an empty one, where it stands.
    """
    calculated = {key for key, cell in row.cells.items() if _is_formula(cell, formulas)}
    cells = {key: cell for key, cell in row.cells.items() if key not in calculated}
    answers = Answers(cells)
    line = _read(row.number, answers, cells)
    found = (
        *(_stop(row.cells[key], words.formula(row.cells[key].field.label)) for key in calculated),
        *line.findings,
        *(_stop(problem.cell, problem.sentence) for problem in answers.problems),
        *(_stop(cell, words.too_long(cell.field.label, MAX_TEXT)) for cell in _too_long(cells)),
    )
    return replace(line, cells=places, findings=found)


def _is_formula(cell: FoundCell, formulas: Collection[Place]) -> bool:
    """In a csv, and where somebody typed it as text, the sign tells."""
    return cell.place in formulas or (isinstance(cell.value, str) and cell.raw.startswith("="))


def _read(number: int, answers: Answers, cells: Mapping[str, FoundCell]) -> MeasureLine:
    numbered, odd = _number(cells.get("number"))
    continued, unread = _continued(cells.get("continues"))
    priority = answers.choice("priority")
    horizon = answers.choice("horizon")
    poverty = answers.choice("poverty_strategy")
    state, reason = answers.choice("state"), answers.choice("reason")
    return MeasureLine(
        row=number,
        number=numbered,
        title=answers.text("title"),
        action_field=answers.text("action_field"),
        aim=answers.text("aim"),
        responsible_body=answers.text("responsible_body"),
        responsible_people=answers.text("responsible_people"),
        priority=int(priority) if priority else None,
        horizon=Horizon(horizon) if horizon else None,
        poverty_strategy=PovertyStrategy(poverty) if poverty else None,
        continues=continued,
        state=MeasureState(state) if state else None,
        reason=ClosingReason(reason) if reason else None,
        as_of=answers.day("as_of"),
        findings=(*odd, *unread),
    )


def _number(cell: FoundCell | None) -> tuple[str, tuple[Finding, ...]]:
    """The number as written; a day is what Excel makes of «1.3»."""
    if cell is None:
        return "", ()
    if isinstance(cell.value, date | datetime):
        return "", (_stop(cell, words.number_is_a_day(_day(cell.value))),)
    return german.clean(cell.raw).rstrip("."), ()


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _continued(cell: FoundCell | None) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Numbers of the period before: «1.6, 1.7», «1.6 und 1.7»; the same twice counts once."""
    if cell is None:
        return (), ()
    if isinstance(cell.value, date | datetime):
        return (), (_stop(cell, words.number_is_a_day(_day(cell.value))),)
    parts = [part for part in _APART.split(german.clean(cell.raw)) if part]
    if not all(map(NUMBER.fullmatch, parts)):
        return (), (_stop(cell, words.no_numbers(german.clean(cell.raw)[:80])),)
    return tuple(dict.fromkeys(parts)), ()


def _too_long(cells: Mapping[str, FoundCell]) -> Iterator[FoundCell]:
    return (cells[key] for key in _TEXTS if key in cells and len(cells[key].raw) > MAX_TEXT)


def _stop(cell: FoundCell, message: str) -> Finding:
    key = cell.field.key
    return Finding(f"unreadable_{key}", Severity.STOP, message, field=key, cell=cell.where)
