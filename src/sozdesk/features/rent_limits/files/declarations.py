"""Answers of a form → the declaration, exactly as declared, and what was read with effort."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from sozdesk.documents.sheets import Cell
from sozdesk.exchange.answers import Answers, Conversion, Problem
from sozdesk.exchange.form_reader import FoundCell
from sozdesk.features.rent_limits.files import fields
from sozdesk.features.rent_limits.files.prefill import whole_contents
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    OPTIONAL_CATEGORIES,
    AncillaryMode,
    Category,
    Code,
    Contact,
    Decision,
    DecisionBody,
    Declaration,
    Extras,
    Interval,
    Method,
    RentKind,
    amount_field,
)
from sozdesk.features.rent_limits.texts import sentence
from sozdesk.kernel.findings import Finding, Severity

_Choice = TypeVar("_Choice", bound=StrEnum)

_BOTH = (
    "Das Formular nennt neue Grenzwerte und zugleich einen Grund, weshalb keine festgelegt sind. "
    "Fragen Sie nach, was gilt."
)


def declaration_of(answers: Answers, bfs_number: int, year: int) -> Declaration:
    """The declaration of one municipality; unreadable answers stay empty and are remembered."""
    method, method_words = answers.open_choice("method")
    return Declaration(
        bfs_number=bfs_number,
        year=year,
        amounts=_limits(answers),
        rent_kind=_member(RentKind, answers.choice("rent_kind")),
        interval=_member(Interval, answers.choice("interval")),
        valid_from=answers.day("valid_from"),
        decision=_decision(answers),
        method=Method(method) if method else Method.OTHER if method_words else None,
        method_text="; ".join(filter(None, (method_words, answers.text("method_text")))),
        unchanged=bool(answers.yes("unchanged")),
        last_reviewed_on=answers.day("last_reviewed_on"),
        no_limits_reason=answers.reason("no_limits_reason") or None,
        contact=Contact(
            name=answers.text("contact_name"),
            email=answers.text("contact_email"),
            phone=answers.text("contact_phone"),
        ),
        remark=answers.text("remark"),
        extras=_extras(answers),
    )


def with_typed(
    declaration: Declaration, typed: Mapping[str, str]
) -> tuple[Declaration, list[Finding]]:
    """A declaration with some answers typed over it, field key → text as people write it.

    Reads the text as a form would; stops name what could not be read. An empty text takes an
    answer away.
    """
    contents: dict[str, Cell] = {
        key: "" if value is None else value for key, value in whole_contents(declaration).items()
    }
    cells = {
        key: FoundCell(field, "", (0, 0), typed.get(key, contents[key]), contents[key])
        for key, field in fields.EVERY.items()
    }
    answers = Answers(cells)
    read = declaration_of(answers, declaration.bfs_number, declaration.year)
    return read, [_not_understood(problem) for problem in answers.problems]


def remarks(answers: Answers) -> list[Finding]:
    """Notes about text that was understood, stops for what was not; call it last."""
    return [
        *(_understood(conversion) for conversion in answers.conversions),
        *(_not_understood(problem) for problem in answers.problems),
    ]


def _limits(answers: Answers) -> dict[Category, int]:
    """The limits; none if the form says that none are set and shows only last year's."""
    limits = _amounts(answers, "amount", (*MAIN_CATEGORIES, *OPTIONAL_CATEGORIES))
    if not answers.reason("no_limits_reason"):
        return limits
    if not all(answers.is_as_before(amount_field(category)) for category in limits):
        answers.object_to("no_limits_reason", _BOTH)
    return {}


def _amounts(answers: Answers, prefix: str, categories: Iterable[Category]) -> dict[Category, int]:
    read = {category: answers.amount(f"{prefix}_{category}") for category in categories}
    return {category: amount for category, amount in read.items() if amount is not None}


def _decision(answers: Answers) -> Decision:
    body = answers.choice("decision_body")
    return Decision(
        decided_on=answers.day("decided_on"),
        body=_member(DecisionBody, body),
        number=answers.text("decision_number"),
        pending=bool(answers.yes("decision_pending")),
        meeting_on=answers.day("meeting_on"),
    )


def _extras(answers: Answers) -> Extras:
    index, other_index = answers.open_choice("index_name")
    return Extras(
        ancillary_mode=_member(AncillaryMode, answers.choice("ancillary_mode")),
        ancillary_amounts=_amounts(answers, "ancillary", MAIN_CATEGORIES),
        counter_amounts=_amounts(answers, "counter", MAIN_CATEGORIES),
        heating_included=answers.yes("heating_included"),
        index_name=index or other_index,
        index_base=answers.decimal("index_base"),
        index_date=answers.day("index_date"),
        adverts_count=answers.count("adverts_count"),
        adverts_below=answers.count("adverts_below"),
        adverts_period=answers.text("adverts_period"),
        adverts_source=answers.text("adverts_source"),
        households_above=_households_above(answers),
    )


def _member(choices: type[_Choice], value: str | None) -> _Choice | None:
    return None if value is None else choices(value)


_FEW = frozenset({(1, 4), (4, 1)})
"""«1-4» typed into a spreadsheet becomes the first of April or the fourth of January."""


def _households_above(answers: Answers) -> str:
    """``none``, ``1-4`` or the number from 5 as digits; small numbers are never shown."""
    key = "households_above"
    cell = answers.cells.get(key)
    if cell is not None and isinstance(cell.value, date):
        if (cell.value.month, cell.value.day) in _FEW:
            return "1-4"
        answers.object_to(
            key, "Ein Datum ist keine Anzahl. Schreiben Sie keine, 1 bis 4 oder die Zahl."
        )
        return ""
    choice, words = answers.open_choice(key)
    if choice or not words:
        return choice or ""
    return _grouped(answers.count(key))


def _grouped(number: int | None) -> str:
    if number is None:
        return ""
    return "none" if number == 0 else "1-4" if number < 5 else str(number)


# ------------------------------------------------------------------ what was odd


def _understood(conversion: Conversion) -> Finding:
    code = Code.TEXT_READ_AS_DATE if conversion.value is None else Code.TEXT_READ_AS_NUMBER
    cell = conversion.cell
    words = sentence(code, raw=cell.raw, value=conversion.words)
    return Finding(
        code,
        Severity.NOTE,
        words,
        field=cell.field.key,
        cell=cell.where,
        subject=_subject(cell.field.key),
        value=conversion.value,
    )


def _not_understood(problem: Problem) -> Finding:
    cell = problem.cell
    return Finding(
        Code.UNREADABLE_FIELD,
        Severity.STOP,
        sentence(Code.UNREADABLE_FIELD, problem=problem.sentence),
        field=cell.field.key,
        cell=cell.where,
        subject=_subject(cell.field.key),
    )


_CATEGORIES = frozenset(Category)


def _subject(key: str) -> str:
    """The category of an amount field; the key itself for other fields."""
    category = key.partition("_")[2]
    return category if category in _CATEGORIES else key
