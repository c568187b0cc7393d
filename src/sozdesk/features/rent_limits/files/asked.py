"""The form as the KSA sent it: last year's values, the deadline and the questions, before anybody answers.

A Sozialdienst that begins with SozDesk has nothing of last year in its file; the form has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sozdesk.documents.containers import open_file
from sozdesk.documents.sheets import Sheet, cell_text, read_sheets
from sozdesk.documents.untrusted import RefusedFile
from sozdesk.exchange.answers import Answers
from sozdesk.exchange.form_reader import FormPart, FoundCell
from sozdesk.features.rent_limits.files import fields
from sozdesk.features.rent_limits.files.declarations import declaration_of
from sozdesk.features.rent_limits.files.recognition import Register
from sozdesk.features.rent_limits.files.returns import FormFacts, FoundForm, found_forms, year_of
from sozdesk.features.rent_limits.terms import (
    ASKED_ANEW,
    SIZES,
    AskedForm,
    AskedPage,
    Block,
    Code,
    Declaration,
    amount_field,
)
from sozdesk.features.rent_limits.texts import sentence
from sozdesk.kernel import entry
from sozdesk.kernel.errors import ReturnFileError
from sozdesk.kernel.municipality import Municipality

_TITLE_ROWS = 4
_DEADLINE = re.compile(r"\bbis\s+(\d{1,2}\.\d{1,2}\.\d{4})")


def read_asked(path: Path, municipalities: Sequence[Municipality]) -> AskedForm:
    """What a form, or the mail it came with, asks of whom.

    Raises:
        ReturnFileError: it is no form of the KSA, or cannot be read; the sentence says why.
    """
    refusal = ""
    for delivery in open_file(path):
        if delivery.refusal is not None:
            refusal = delivery.refusal.reason
        for file in delivery.files:
            try:
                found, facts = found_forms(read_sheets(file.content))
            except RefusedFile as error:
                refusal = refusal or error.reason
                continue
            if found:
                return _asked(file.name, found, facts, Register(municipalities))
    raise _not_usable(path.name, refusal)


def _not_usable(name: str, refusal: str) -> ReturnFileError:
    if refusal and refusal != Code.NOT_A_FORM:
        return ReturnFileError(f"«{name}»: {sentence(Code(refusal))}")
    return ReturnFileError(
        f"«{name}» ist nicht das Formular des Kantonalen Sozialamts.",
        "Wählen Sie die Excel-Datei oder die E-Mail, mit der das Formular kam.",
    )


def _asked(
    name: str, found: Sequence[FoundForm], facts: FormFacts, register: Register
) -> AskedForm:
    main = found[0].parts[0]
    year, _cell = year_of(main, facts)
    if year is None:
        raise _not_usable(name, "")
    cells = {key: cell for one in found for part in one.parts for key, cell in part.cells.items()}
    pages = (
        AskedPage(bfs_number=number, previous=_previous(one, number, year - 1))
        for one in found
        if (number := register.recognise(one.seen).bfs_number) is not None
    )
    return AskedForm(
        file_name=name,
        year=year,
        due_on=_deadline(main.sheet),
        valid_from=Answers(main.cells).day("valid_from"),
        blocks=frozenset(block for block in Block if _asks(block, cells.keys())),
        pages=tuple(pages),
    )


def _asks(block: Block, keys: Collection[str]) -> bool:
    _title, rows = fields.BLOCKS[block]
    return any(field.key in keys for row in rows for field in row)


def _deadline(sheet: Sheet) -> date | None:
    """«… bis 31.12.2026 an das Kantonale Sozialamt», above the table."""
    for row in sheet.rows[:_TITLE_ROWS]:
        for cell in row:
            if match := _DEADLINE.search(cell_text(cell)):
                try:
                    return entry.day(match[1])
                except entry.EntryError:
                    return None
    return None


def _previous(found: FoundForm, bfs_number: int, year: int) -> Declaration | None:
    """Last year's declaration: beside the answers, or filled in already."""
    cells = {key: cell for part in reversed(found.parts) for key, cell in _as_before(part).items()}
    if not any(cells[key].value != "" for size in SIZES if (key := amount_field(size)) in cells):
        return None
    return declaration_of(Answers(cells), bfs_number, year)


def _as_before(part: FormPart) -> dict[str, FoundCell]:
    """The cells of a sheet with last year's answer as their value."""
    return {
        key: cell if _is_filled_in(cell) else replace(cell, value=cell.before)
        for key, cell in part.cells.items()
        if not (fields.is_wide(cell.field) and key in ASKED_ANEW)
    }


def _is_filled_in(cell: FoundCell) -> bool:
    """Where last year's answer is not shown beside it, it stands in the answer itself."""
    return fields.is_wide(cell.field) or cell.field.column > 0
