"""Rows of a list → what each says about person and case, or which cell cannot be read. Nothing raises."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from sozdesk.exchange.answers import Answers
from sozdesk.exchange.form_reader import FoundCell, Place
from sozdesk.exchange.forms import label_key
from sozdesk.exchange.listed import Shape, TableFile, is_formula, table_of
from sozdesk.exchange.mapping import Columns
from sozdesk.exchange.table_rows import MappedRow
from sozdesk.features.cases import rules
from sozdesk.features.cases.files.list_fields import MUST, ROWS, SCHEME
from sozdesk.features.cases.terms import Permit, Sex
from sozdesk.features.cases.terms.importing import ImportLine, ImportTable, SaidPermit
from sozdesk.features.cases.texts import importing as words
from sozdesk.features.cases.texts.words import PERMIT_NAMES
from sozdesk.kernel import entry, german, listed
from sozdesk.kernel.findings import Finding, Severity

_LONGEST: Final = 200
_TEXTS: Final = (
    *("dossier", "last_name", "first_name", "nationality", "municipality", "responsible"),
    *("address", "street", "house_number", "postcode", "town"),
)
_DAYS: Final = ("opened_on", "closed_on", "support_ended_on")
_PERMITS: Final = {
    **{permit.value.casefold(): permit for permit in Permit if permit is not Permit.OTHER},
    **{
        label_key(f"{letter} {name}"): permit
        for permit, name in PERMIT_NAMES.items()
        for letter in ("", permit.value)
    },
    "va": Permit.F,
    "vorlaufigaufgenommen": Permit.F,
    "vorlaufigaufgenommene": Permit.F,
    "niedergelassen": Permit.C,
    "asylsuchend": Permit.N,
    "schutzbedurftig": Permit.S,
    "schutzstatuss": Permit.S,
    "andererausweis": Permit.OTHER,
    "andere": Permit.OTHER,
}
_REFUGEE: Final = re.compile(
    r"[\s,;(/+-]*\b(?:anerk\w*\.?\s*)?fl(?:u|ue|ü)?(?:chtling\w*)?\.?\)?\s*$"
)
_BEFORE: Final = re.compile(r"^(?:ausweis|bewilligung|status)\s+")
_SHORT_YEAR: Final = re.compile(
    r"^\D*\d{1,2}\D+\d{1,2}\D+\d{2}$|^\D*\d{1,2}\.?\s*[^\W\d_]+\.?\s*\d{2}$"
)


def list_table(
    file: TableFile, memory: Mapping[str, Columns], choice: Mapping[str, int | None], today: date
) -> ImportTable:
    """What the sheets say; ``memory`` maps heads to the columns that somebody chose before."""

    def line(row: MappedRow, places: Mapping[str, str], formulas: Collection[Place]) -> ImportLine:
        return line_of(row, places, formulas, today)

    return table_of(file, Shape(SCHEME, ROWS, MUST, line), memory, choice)


def line_of(
    row: MappedRow, places: Mapping[str, str], formulas: Collection[Place], today: date
) -> ImportLine:
    """One row; a cell with a formula, or one that cannot be read, says nothing but why."""
    calculated = {key for key, cell in row.cells.items() if is_formula(cell, formulas)}
    cells = {key: cell for key, cell in row.cells.items() if key not in calculated}
    answers, unread = Answers(cells), _Unread()
    person = _person(answers, cells, unread, today, apart="first_name" in places)
    line = ImportLine(
        row=row.number,
        dossier=answers.text("dossier"),
        person=person,
        permit=_permit(answers, cells, unread, str(person.get("nationality", ""))),
        municipality=answers.text("municipality"),
        town=answers.text("town"),
        case={key: day for key in _DAYS if (day := answers.day(key)) is not None},
        responsible=answers.text("responsible"),
        supported=answers.yes("supported"),
        main=answers.yes("main"),
    )
    found = (
        *(_stop(row.cells[key], listed.formula(row.cells[key].field.label)) for key in calculated),
        *unread.findings,
        *(_stop(problem.cell, problem.sentence) for problem in answers.problems),
        *(_stop(cell, listed.too_long(cell.field.label, _LONGEST)) for cell in _too_long(cells)),
    )
    return replace(line, cells=places, findings=found)


class _Unread:
    """Cells with words of their own that could not be read."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def add(self, cell: FoundCell, message: str) -> None:
        self.findings.append(_stop(cell, message))


def _person(
    answers: Answers,
    cells: Mapping[str, FoundCell],
    unread: _Unread,
    today: date,
    *,
    apart: bool,
) -> dict[str, object]:
    """``apart``: the first name has a column of its own."""
    last, first = answers.text("last_name"), answers.text("first_name")
    if last and not first and not apart:
        last, comma, first = (part.strip() for part in last.partition(","))
        if not comma:
            unread.add(cells["last_name"], words.NOT_APART)
    sex = answers.choice("sex")
    said: dict[str, object] = {
        "last_name": last,
        "first_name": first,
        "birth_date": _birth(cells.get("birth_date"), unread, today),
        "sex": Sex(sex) if sex else None,
        "ahv_number": _ahv(cells.get("ahv_number"), unread),
        "nationality": answers.text("nationality"),
        "address": _address(answers, cells.get("address")),
    }
    return {key: value for key, value in said.items() if value}


def _address(answers: Answers, cell: FoundCell | None) -> str:
    """Lines as on the envelope, from one column or from several; what comes twice stands once.

    A place without a street is no address: it would take the place of a whole one.
    """
    whole = german.address_lines(cell.raw if cell else "")
    street = " ".join(filter(None, (answers.text("street"), answers.text("house_number"))))
    town = " ".join(filter(None, (answers.text("postcode"), answers.text("town"))))
    if not (whole or street):
        return ""
    return "\n".join(dict.fromkeys(filter(None, (*whole, street, town))))


def _birth(cell: FoundCell | None, unread: _Unread, today: date) -> date | None:
    """Two digits of a year mean the last such year that is not in the future."""
    if cell is None:
        return None
    try:
        day = entry.day_from_cell(cell.value)
    except entry.EntryError:
        unread.add(cell, words.no_birth(cell.raw[:40]))
        return None
    if day > today and _SHORT_YEAR.match(german.clean(cell.raw)):
        day = day.replace(year=day.year - 100)  # 2000, whose leap day 1900 lacks, is never ahead
    if day > today:
        unread.add(cell, words.BIRTH_IN_FUTURE)
        return None
    return day


def _ahv(cell: FoundCell | None, unread: _Unread) -> str:
    if cell is None:
        return ""
    digits = rules.compact_ahv(cell.raw)
    for finding in rules.ahv_findings(digits, "") if digits else ():
        unread.add(cell, finding.message)
        return ""
    return digits


def _permit(
    answers: Answers, cells: Mapping[str, FoundCell], unread: _Unread, nationality: str
) -> SaidPermit | None:
    """Letter, and the flag from its own column or behind the letter; no letter for the Swiss."""
    cell, flag, since = cells.get("permit"), answers.yes("refugee"), answers.day("permit_since")
    if cell is None:
        if rules.is_swiss(nationality):
            return SaidPermit(permit=None, refugee=False, since=since)
        if flag:
            unread.add(cells["refugee"], words.REFUGEE_ALONE)
        return None
    found = read_permit(cell.raw)
    if found is None:
        unread.add(cell, words.no_permit(cell.raw[:40]))
        return None
    permit, behind = found
    refugee = True if behind else flag
    return SaidPermit(permit=permit, refugee=False if permit is None else refugee, since=since)


def read_permit(text: str) -> tuple[Permit | None, bool] | None:
    """«F», «Ausweis F», «F-Flüchtling», «B (anerkannter Flüchtling)», «CH»; None for another text."""
    plain = _BEFORE.sub("", german.clean(text).casefold())
    letter, flag = _REFUGEE.subn("", plain)
    key = label_key(letter)
    if rules.is_swiss(letter):
        return None, False
    permit = _PERMITS.get(key)
    return None if permit is None else (permit, bool(flag))


def _too_long(cells: Mapping[str, FoundCell]) -> Iterator[FoundCell]:
    return (cells[key] for key in _TEXTS if key in cells and len(cells[key].raw) > _LONGEST)


def _stop(cell: FoundCell, message: str) -> Finding:
    key = cell.field.key
    return Finding(f"unreadable_{key}", Severity.STOP, message, field=key, cell=cell.where)
