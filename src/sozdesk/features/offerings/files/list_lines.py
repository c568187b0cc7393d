"""Rows of a list → what each says about provider and offering, or which cell cannot be read. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from sozdesk.documents.sheets import cell_text
from sozdesk.exchange.answers import MAX_TEXT, Answers
from sozdesk.exchange.form_reader import FoundCell, Place
from sozdesk.exchange.forms import label_key
from sozdesk.exchange.listed import is_formula
from sozdesk.exchange.table_rows import MappedRow
from sozdesk.features.offerings.terms import (
    Audience,
    CefrLevel,
    Childcare,
    LanguageRow,
    OrganisationType,
    PriceUnit,
    Vat,
)
from sozdesk.features.offerings.terms.list_import import ListLine, ListPrice
from sozdesk.features.offerings.texts import list_import as words
from sozdesk.kernel import german, listed
from sozdesk.kernel.findings import Finding, Severity

_Values = dict[str, object]
_PROVIDER_TEXTS = ("legal_form", "address", "email", "phone", "website", "iban")
_TEXTS = ("name", *_PROVIDER_TEXTS, "title", "category", "town", "goals", "content", "link")
_APART = re.compile(r"\s*[,;/\n]\s*")
_AUDIENCE_APART = re.compile(r"\s*(?:[,;/\n]|\bund\b)\s*", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,3})(?:\s*%)?(?:\s*(?:-|–|—|bis)\s*(\d{1,3})(?:\s*%)?)?")
_WEEKS = re.compile(r"(?:ca\.?\s*)?(.*?)\s*(?:wochen?|wo\.?)?", re.IGNORECASE)
_GROUPS: Mapping[str, tuple[str, object]] = {
    **{
        label_key(said): ("audience", audience)
        for said, audience in {
            "Sozialhilfe": Audience.SOCIAL_ASSISTANCE,
            "Personen in der Sozialhilfe": Audience.SOCIAL_ASSISTANCE,
            "Asylbereich": Audience.ASYLUM,
            "Asyl": Audience.ASYLUM,
            "beide": Audience.BOTH,
            "alle": Audience.BOTH,
        }.items()
    },
    **{
        label_key(said): (column, True)
        for said, column in {
            "Flüchtlinge": "for_refugees",
            "Geflüchtete": "for_refugees",
            "Frauen": "for_women",
            "Mütter": "for_mothers",
        }.items()
    },
}
"""Word of a Zielgruppe → column and value."""


class _Unreadable(ValueError):
    """A cell that says nothing the platform knows; the message is the German sentence."""


def line_of(row: MappedRow, places: Mapping[str, str], formulas: Collection[Place]) -> ListLine:
    """One row; a cell with a formula, or one that cannot be read, says nothing but why.

    ``places`` says of every field, also an empty one, where it stands.
    """
    calculated = {key for key, cell in row.cells.items() if is_formula(cell, formulas)}
    cells = {key: cell for key, cell in row.cells.items() if key not in calculated}
    answers = Answers(cells)
    line, unread = _read(row.number, answers, cells)
    found = (
        *(_stop(row.cells[key], listed.formula(row.cells[key].field.label)) for key in calculated),
        *unread,
        *(_stop(problem.cell, problem.sentence) for problem in answers.problems),
        *(_stop(cell, listed.too_long(cell.field.label, MAX_TEXT)) for cell in _too_long(cells)),
    )
    return replace(line, cells=places, findings=found)


def _read(
    number: int, answers: Answers, cells: Mapping[str, FoundCell]
) -> tuple[ListLine, tuple[Finding, ...]]:
    offering, unread = _offering(answers, cells)
    language, alone = _language(answers, cells)
    line = ListLine(
        row=number,
        name=answers.text("name"),
        provider=_provider(answers),
        title=answers.text("title"),
        category=answers.text("category"),
        offering=offering,
        towns=_towns(answers.text("town")),
        wheelchair=answers.yes("wheelchair"),
        language=language,
        price=_price(answers),
        recognised_from=answers.day("recognised_from"),
        recognised_to=answers.day("recognised_to"),
    )
    return line, (*unread, *alone)


def _provider(answers: Answers) -> _Values:
    said: _Values = {key: text for key in _PROVIDER_TEXTS if (text := answers.text(key))}
    kind = answers.choice("organisation_type")
    return {**said, "organisation_type": OrganisationType(kind)} if kind else said


def _offering(
    answers: Answers, cells: Mapping[str, FoundCell]
) -> tuple[_Values, tuple[Finding, ...]]:
    said: _Values = {
        key: text for key in ("goals", "content", "link") if (text := answers.text(key))
    }
    for key in ("capacity", "free_places"):
        if (count := answers.count(key)) is not None:
            said[key] = count
    if childcare := answers.choice("childcare"):
        said["childcare"] = Childcare(childcare)
    found = []
    readers: Mapping[str, Callable[[FoundCell], _Values]] = {
        "audience": _audience,
        "workload": _workload,
        "weeks": _weeks,
    }
    for key, read in readers.items():
        if (cell := cells.get(key)) is not None:
            try:
                said.update(read(cell))
            except _Unreadable as error:
                found.append(_stop(cell, str(error)))
    return said, tuple(found)


def _towns(text: str) -> tuple[str, ...]:
    """«Liestal, Sissach»; the same twice counts once."""
    return tuple(dict.fromkeys(part for part in _APART.split(text) if part))


def _price(answers: Answers) -> ListPrice | None:
    """A unit without an amount is no price: free offerings have one, too."""
    amount, unit, vat = answers.amount("amount"), answers.choice("unit"), answers.choice("vat")
    if amount is None:
        return None
    return ListPrice(amount, PriceUnit(unit) if unit else None, Vat(vat) if vat else None)


def _language(
    answers: Answers, cells: Mapping[str, FoundCell]
) -> tuple[LanguageRow | None, tuple[Finding, ...]]:
    name = answers.text("language")
    needed, reached = answers.choice("needed"), answers.choice("reached")
    if name:
        levels = [CefrLevel(level) if level else None for level in (needed, reached)]
        return LanguageRow(language=name, needed=levels[0], reached=levels[1]), ()
    key = "needed" if needed else "reached" if reached else ""
    return None, (_stop(cells[key], words.LANGUAGE_MISSING),) if key else ()


# ------------------------------------------------------------------ cells with words of their own


def _audience(cell: FoundCell) -> _Values:
    said: _Values = {}
    for part in _AUDIENCE_APART.split(_text(cell, "Sozialhilfe")):
        if not part:
            continue
        known = _GROUPS.get(label_key(part))
        if known is None:
            raise _Unreadable(words.no_audience(part[:80]))
        column, value = known
        said[column] = Audience.BOTH if said.get(column, value) != value else value
    return said


def _workload(cell: FoundCell) -> _Values:
    """«50–100 %» as figures, 0.5 as Excel keeps 50 %; other words as a note."""
    value = cell.value
    if isinstance(value, float) and 0 < value <= 1:
        percent = round(value * 100)
        return {"workload_from": percent, "workload_to": percent}
    text = _text(cell, "50–100 %")
    if (span := _span(text)) is None:
        return {"workload_note": text[:MAX_TEXT]}
    return {"workload_from": span[0], "workload_to": span[1]}


def _weeks(cell: FoundCell) -> _Values:
    """Weeks only: a month is no number of weeks, and nobody knows which was meant."""
    text = _text(cell, "8–12 Wochen")
    found = _WEEKS.fullmatch(text)
    span = _span(found[1]) if found else None
    if span is None or "%" in text:
        raise _Unreadable(words.no_weeks(text[:80]))
    return {"weeks_min": span[0], "weeks_max": span[1]}


def _text(cell: FoundCell, example: str) -> str:
    if isinstance(cell.value, date | datetime):
        raise _Unreadable(words.is_a_day(cell.field.label, example))
    return german.clean(cell_text(cell.value))


def _span(text: str) -> tuple[int, int] | None:
    """«50», «50–100», «50 bis 100»."""
    found = _SPAN.fullmatch(german.clean(text))
    return (int(found[1]), int(found[2] or found[1])) if found else None


def _too_long(cells: Mapping[str, FoundCell]) -> Iterator[FoundCell]:
    return (cells[key] for key in _TEXTS if key in cells and len(cells[key].raw) > MAX_TEXT)


def _stop(cell: FoundCell, message: str) -> Finding:
    key = cell.field.key
    return Finding(f"unreadable_{key}", Severity.STOP, message, field=key, cell=cell.where)
