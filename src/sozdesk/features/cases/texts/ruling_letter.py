"""What the document of a Verfügung is filled with: one text per field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from sozdesk.features.cases.terms import (
    ApplicationRow,
    Decider,
    RulingField,
    RulingLetter,
    RulingRow,
    Signing,
)
from sozdesk.features.cases.texts.words import word
from sozdesk.kernel import german

NUMBER_TO_COME: Final = "(wird beim Fertigstellen vergeben)"
_STROKE: Final = "_" * 30
_SEVERAL: Final = 2
_NUMBERED: Final = re.compile(r"\d+[.)]\s")
"""A Ziffer at the beginning of a line."""


def letter_values(letter: RulingLetter) -> Mapping[str, str]:
    """Name of a field → its text; every field has one, perhaps an empty one."""
    ruling = letter.ruling
    return {
        RulingField.ADDRESS: ruling.addressee,
        RulingField.CASE: str(ruling.case_number),
        RulingField.CONSIDERATIONS: ruling.considerations,
        RulingField.DECIDER: word(ruling.decider),
        RulingField.DISPOSITION: _numbered(ruling.disposition),
        RulingField.FACTS: ruling.facts,
        RulingField.HEARING: _hearing(ruling),
        RulingField.LIMIT: _limit(ruling),
        RulingField.MUNICIPALITY: letter.municipality,
        RulingField.NATURE: word(ruling.nature),
        RulingField.NUMBER: ruling.number or NUMBER_TO_COME,
        RulingField.OFFICE: letter.office,
        RulingField.OFFICE_ADDRESS: letter.office_address,
        RulingField.PLACE_AND_DATE: german.place_and_day(letter.office_address, letter.dated),
        RulingField.REMEDY: letter.remedy,
        RulingField.REPLACES: _replaces(ruling),
        RulingField.RESOLUTION: _resolution(letter.application, ruling.decider),
        RulingField.SENDER: _sender(letter),
        RulingField.SIGNING: "\n\n\n".join(map(_signing, letter.signing or (_NOBODY,))),
        RulingField.SUBJECT: ruling.subject,
        RulingField.VALID_FROM: _valid_from(ruling),
    }


def _numbered(text: str) -> str:
    """Every line with its Ziffer if there are several; whoever typed Ziffern keeps them."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < _SEVERAL or any(_NUMBERED.match(line) for line in lines):
        return text
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def _sender(letter: RulingLetter) -> str:
    """Who decides, and below it the office; what the office decides itself it sends itself."""
    authority = f"{word(Decider.AUTHORITY)} {letter.municipality}".strip()
    above = {
        Decider.AUTHORITY: authority,
        Decider.PRESIDENT: f"{authority}, {word(Decider.PRESIDENT)}",
        Decider.SERVICE: "",
    }
    return "\n".join(filter(None, (above[letter.ruling.decider], letter.office)))


_NOBODY: Final = Signing(name="", function="")


def _signing(one: Signing) -> str:
    who = ", ".join(filter(None, (one.name, one.function))) or "Name, Funktion"
    return f"{_STROKE}\n{who}"


def _hearing(ruling: RulingRow) -> str:
    if ruling.heard_on is None:
        return ""
    return f"Gelegenheit zur Stellungnahme erhielten Sie am {german.day(ruling.heard_on)}."


def _limit(ruling: RulingRow) -> str:
    if ruling.limit_amount is None:
        return ""
    return f"Kostengutsprache: höchstens CHF {german.amount(ruling.limit_amount)}."


def _replaces(ruling: RulingRow) -> str:
    if not ruling.replaces:
        return ""
    return f"Diese Verfügung ersetzt die Verfügung Nr. {ruling.replaces}."


def _valid_from(ruling: RulingRow) -> str:
    if ruling.valid_from is None:
        return ""
    return f"Die Verfügung gilt ab {german.day(ruling.valid_from)}."


def _resolution(application: ApplicationRow | None, decider: Decider) -> str:
    if application is None or application.resolved_on is None:
        return ""
    number = f" Nr. {application.resolution_number}" if application.resolution_number else ""
    return f"Beschluss{number} ({word(decider)}) vom {german.day(application.resolved_on)}"
