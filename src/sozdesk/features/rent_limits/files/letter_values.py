"""What stands in the fields of a letter: one text per field, for one or several municipalities."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.terms import (
    Category,
    Declaration,
    LetterField,
    LetterJob,
    LetterOffice,
    LetterTarget,
)
from sozdesk.features.rent_limits.texts import due_sentence, method_words, word
from sozdesk.kernel import german

Values = Mapping[str, str]
"""Name of a field → its text; every field has one."""

_PLACE = re.compile(r"^(?:CH-)?\d{4} +(\S.*)$", re.MULTILINE)
_GREETING = "Guten Tag"
_NO_LIMITS = "Keine Grenzwerte festgelegt"
YOUR_MUNICIPALITY = "Ihrer Gemeinde"
"""Where one text goes to all."""


def values(job: LetterJob, targets: Sequence[LetterTarget], enclosures: Sequence[str]) -> Values:
    """The fields of a letter to these municipalities, which share addressee and deadline."""
    first = targets[0]
    left = (first.due_on - job.day).days
    return {
        **_office_values(job.office, job.day),
        LetterField.MUNICIPALITY: german.enumeration([target.name for target in targets]),
        LetterField.YEAR: str(job.round.year),
        LetterField.DUE_ON: german.day(first.due_on),
        LetterField.DUE_SENTENCE: due_sentence(first.due_on, job.day),
        LetterField.OVERDUE_DAYS: str(-left) if left < 0 else "",
        LetterField.VALID_FROM: german.day(_valid_from(job, first)),
        LetterField.CALLED_ON: german.day(first.called_on),
        LetterField.SALUTATION: _salutation(first.addressee.name),
        LetterField.ADDRESS: "\n".join(first.addressee.lines),
        LetterField.ENCLOSURES: ", ".join(enclosures),
        **_returned_values(first),
    }


def common_values(job: LetterJob, targets: Sequence[LetterTarget]) -> Values:
    """The fields of one text for all these municipalities, with the deadline that most have."""
    days = [target.due_on for target in targets]
    usual = max(targets, key=lambda target: (days.count(target.due_on), target.due_on))
    return {
        **values(job, [usual], ()),
        LetterField.MUNICIPALITY: YOUR_MUNICIPALITY,
        LetterField.SALUTATION: _GREETING,
        LetterField.ADDRESS: "",
    }


def _office_values(office: LetterOffice, day: date) -> Values:
    written = german.long_day(day).partition(", ")[2]
    found = _PLACE.findall(office.address)
    return {
        LetterField.OFFICE: office.name,
        LetterField.OFFICE_ADDRESS: office.address,
        LetterField.OFFICE_CONTACT: ", ".join(filter(None, (office.phone, office.email))),
        LetterField.PERSON: office.person,
        LetterField.FUNCTION: office.function,
        LetterField.DATE: written,
        LetterField.PLACE_AND_DATE: f"{found[-1].strip()}, {written}" if found else written,
    }


def _valid_from(job: LetterJob, target: LetterTarget) -> date:
    declared = target.returned.declaration.valid_from if target.returned else None
    return declared or job.round.valid_from


def _salutation(name: str) -> str:
    return f"{_GREETING} {name}" if rules.names_a_person(name) else _GREETING


def _returned_values(target: LetterTarget) -> Values:
    row = target.returned
    return {
        LetterField.RECEIVED_ON: german.day(row.received_on) if row else "",
        LetterField.AMOUNTS: _amounts(row.declaration) if row else "",
        LetterField.METHOD: method_words(row.declaration) if row else "",
    }


def _amounts(declared: Declaration) -> str:
    """«CHF netto pro Monat», then a line for every amount."""
    if not declared.amounts:
        return _NO_LIMITS
    units = ["CHF"]
    units += [word(choice) for choice in (declared.rent_kind, declared.interval) if choice]
    lines = [
        f"{word(category)}: {german.amount(declared.amounts[category])}"
        for category in Category
        if category in declared.amounts
    ]
    return "\n".join([" ".join(units), *lines])
