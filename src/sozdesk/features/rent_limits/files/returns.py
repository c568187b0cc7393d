"""Sheets of a workbook → one return per municipality: whose it is, for which year, what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sozdesk.documents.sheets import Cell, Sheet, cell_text
from sozdesk.exchange.answers import Answers
from sozdesk.exchange.form_reader import FormPart, FoundCell, find_part, hidden_facts
from sozdesk.exchange.form_writer import PROMPT
from sozdesk.features.rent_limits.files import fields
from sozdesk.features.rent_limits.files.declarations import declaration_of, remarks
from sozdesk.features.rent_limits.files.recognition import Recognised, Register, Seen
from sozdesk.features.rent_limits.terms import (
    Category,
    Code,
    ReadCell,
    Recognition,
    ReturnFile,
    SheetExcerpt,
    amount_field,
)
from sozdesk.features.rent_limits.texts import sentence
from sozdesk.kernel.findings import Finding, Severity

_FIRST_AMOUNT = amount_field(Category.P1)
_TABLE = frozenset({*(field.key for field in fields.AMOUNTS), "rent_kind", "interval"})
_EXCERPT_ROWS, _EXCERPT_COLUMNS = 30, 8
_TITLE_ROWS = 6
_YEAR = re.compile(r"\b(20\d\d)\b")


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What the hidden sheet says."""

    year: int | None = None
    numbers: tuple[int, ...] = ()
    by_sheet: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FoundForm:
    """The sheets of one municipality in one workbook; the first one has the table."""

    seen: Seen
    parts: list[FormPart]


def read_forms(
    sheets: Sequence[Sheet], register: Register, year: int, base: ReturnFile
) -> tuple[ReturnFile, ...]:
    """One return per municipality in a workbook; ``base`` brings what all of them share."""
    found, facts = found_forms(sheets)
    if not found:
        return (refused(base, Code.NOT_A_FORM),)
    return tuple(_return_of(one, facts, register, year, base) for one in found)


def found_forms(sheets: Sequence[Sheet]) -> tuple[list[FoundForm], FormFacts]:
    """The forms in a workbook, one per municipality, and what its hidden sheet says."""
    facts = _facts(hidden_facts(sheets))
    parts = [part for sheet in sheets if (part := find_part(sheet, fields.LAYOUTS))]
    return _by_municipality(parts, facts), facts


def refused(base: ReturnFile, code: Code, **figures: object) -> ReturnFile:
    """The return of a file that cannot be used."""
    return replace(base, findings=(_stop(code, **figures),))


def _stop(code: Code, **figures: object) -> Finding:
    return Finding(code, Severity.STOP, sentence(code, **figures))


# ------------------------------------------------------------------ whose sheets


def _facts(rows: Sequence[Sequence[Cell]]) -> FormFacts:
    year = None
    by_sheet: dict[str, int] = {}
    numbers: dict[int, None] = {}
    for word, *values in filter(None, rows):
        number = _whole(values[0]) if values else None
        if word == "jahr":
            year = number
        if word == "gemeinde" and number is not None:
            numbers[number] = None
            by_sheet |= {str(name): number for name in values[1:]}
    return FormFacts(year, tuple(numbers), by_sheet)


def _by_municipality(parts: Sequence[FormPart], facts: FormFacts) -> list[FoundForm]:
    """Sheets put together by municipality; only a sheet with the table of limits starts one."""
    groups: dict[int | str, FoundForm] = {}
    mains = [part for part in parts if _FIRST_AMOUNT in part.cells]
    for part in mains:
        seen = _seen(part, facts)
        key = seen.number or seen.hidden or part.sheet.name
        groups.setdefault(key, FoundForm(seen, [])).parts.append(part)
    for part in parts:
        owner = None if _FIRST_AMOUNT in part.cells else _owner(part, groups, facts)
        if owner is not None:
            owner.parts.append(part)
    return list(groups.values())


def _owner(
    part: FormPart, groups: Mapping[int | str, FoundForm], facts: FormFacts
) -> FoundForm | None:
    """Whose second sheet this is."""
    if len(groups) == 1:
        return next(iter(groups.values()))
    seen = _seen(part, facts)
    return groups.get(seen.number or seen.hidden or "")


def _seen(part: FormPart, facts: FormFacts) -> Seen:
    name = cell_text(part.right_of(fields.MUNICIPALITY))
    name = "" if name == PROMPT else name
    visible = [_whole(part.right_of(label)) for label in fields.NUMBER_LABELS]
    head, _comma, tail = name.rpartition(",")
    picked = _whole(tail.strip())
    number = next(filter(None, visible), None) or picked
    return Seen(_hidden_number(part, number, facts), number, name if picked is None else head)


def _hidden_number(part: FormPart, number: int | None, facts: FormFacts) -> int | None:
    if number in facts.numbers:
        return number
    if len(facts.numbers) == 1:
        return facts.numbers[0]
    return facts.by_sheet.get(part.sheet.name)


def _whole(cell: Cell) -> int | None:
    text = cell_text(cell)
    return int(text) if text.isdecimal() and len(text) <= 6 else None


# ------------------------------------------------------------------ one return


def _return_of(
    found: FoundForm, facts: FormFacts, register: Register, year: int, base: ReturnFile
) -> ReturnFile:
    main = found.parts[0]
    who = register.recognise(found.seen)
    cells = {key: cell for part in reversed(found.parts) for key, cell in part.cells.items()}
    known = replace(
        base,
        form_version=main.layout.version,
        recognition=who.recognition,
        name_seen=found.seen.name,
        suggested_bfs=who.bfs_number,
        findings=tuple(_placed(finding, main) for finding in who.findings),
        cells={key: _read_cell(cell) for key, cell in cells.items()},
        excerpt=_excerpt(main),
    )
    form_year, cell = year_of(main, facts)
    if form_year not in (None, year):
        wrong = replace(_stop(Code.WRONG_YEAR, found=form_year, expected=year), cell=cell)
        return replace(known, findings=(*known.findings, wrong))
    return _declared(known, who, main, Answers(cells), year)


def _declared(
    known: ReturnFile, who: Recognised, main: FormPart, answers: Answers, year: int
) -> ReturnFile:
    if who.bfs_number is None:
        return known
    declaration = declaration_of(answers, who.bfs_number, year)
    findings = (*known.findings, *_older_form(main), *remarks(answers))
    suggested = who.bfs_number if who.recognition is Recognition.NAME else None
    return replace(known, declaration=declaration, suggested_bfs=suggested, findings=findings)


def _placed(finding: Finding, part: FormPart) -> Finding:
    """The finding about a municipality with the cell that names it."""
    name = () if finding.code == Code.FOREIGN_NUMBER else (fields.MUNICIPALITY,)
    for label in (*name, *fields.NUMBER_LABELS):
        if (place := part.place_right_of(label)) is not None:
            return replace(finding, cell=part.where(place))
    return finding


def _older_form(main: FormPart) -> tuple[Finding, ...]:
    version = main.layout.version
    if version == fields.VERSION:
        return ()
    words = sentence(Code.OLDER_FORM, version=version)
    return (Finding(Code.OLDER_FORM, Severity.NOTE, words),)


def year_of(part: FormPart, facts: FormFacts) -> tuple[int | None, str]:
    """The year of a form and the cell that says it: above the answers, in the title, else hidden."""
    if part.year is not None:
        return part.year, part.where((part.anchor[0], part.answers))
    for number, row in enumerate(part.sheet.rows[:_TITLE_ROWS]):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and (match := _YEAR.search(cell)):
                return int(match[1]), part.where((number, column))
    return facts.year, ""


def _read_cell(cell: FoundCell) -> ReadCell:
    return ReadCell(cell.sheet, cell.address, cell.raw)


def _excerpt(part: FormPart) -> SheetExcerpt:
    """The table of limits as it came, with the heads of its columns."""
    first = part.anchor[0]
    ends = [cell.place[0] for key, cell in part.cells.items() if key in _TABLE]
    last = min(max(ends), first + _EXCERPT_ROWS)
    rows = part.sheet.rows[first : last + 1]
    texts = tuple(tuple(cell_text(cell) for cell in row[:_EXCERPT_COLUMNS]) for row in rows)
    return SheetExcerpt(part.sheet.name, first + 1, texts)
