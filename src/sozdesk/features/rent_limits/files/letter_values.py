"""What a letter is filled with: one text per field, for one or several municipalities; its forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sozdesk.documents.report import SAMPLE_MARK
from sozdesk.documents.template_text import fill
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.terms import (
    Category,
    Declaration,
    FormRequest,
    LetterField,
    LetterJob,
    LetterOffice,
    LetterTarget,
    LetterTemplate,
)
from sozdesk.features.rent_limits.texts import due_sentence, method_words, word
from sozdesk.kernel import german

Values = Mapping[str, str]
"""Name of a field → its text; every field has one."""

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
        LetterField.VALID_FROM: _valid_from(job, first),
        LetterField.CALLED_ON: german.day(first.called_on),
        LetterField.SALUTATION: _salutation(first.addressee.name),
        LetterField.ADDRESS: "\n".join(first.addressee.lines),
        LetterField.ENCLOSURES: ", ".join(enclosures),
        **_returned_values(first),
    }


def common_values(job: LetterJob, targets: Sequence[LetterTarget]) -> Values:
    """The fields of one text for all these municipalities, which share deadline and call."""
    return {
        **values(job, targets[:1], ()),
        LetterField.MUNICIPALITY: YOUR_MUNICIPALITY,
        LetterField.SALUTATION: _GREETING,
        LetterField.ADDRESS: "",
    }


def mail_words(job: LetterJob, template: LetterTemplate, filled: Values) -> tuple[str, str]:
    """Subject and text of an e-mail; those of a sample say so."""
    body = fill(template.body, filled).strip()
    body = f"{SAMPLE_MARK}\n\n{body}" if job.sample else body
    return german.clean(fill(template.subject, filled)), body


def sharing(job: LetterJob, target: LetterTarget) -> Sequence[LetterTarget]:
    """Who is on the same draft."""
    found = (group for group in rules.grouped(job.targets) if target in group)
    return next(found, (target,))


def attached_forms(job: LetterJob, group: Sequence[LetterTarget]) -> list[FormRequest]:
    """The common form of a service that answers for all of its municipalities, else single ones."""
    numbers = {target.bfs_number for target in group}
    together = rules.answers_for_all(group)
    return [
        request
        for request in job.forms
        if request.pages
        and (len(request.pages) > 1) is together
        and {page.municipality.bfs_number for page in request.pages} <= numbers
    ]


def _office_values(office: LetterOffice, day: date) -> Values:
    written = german.long_day(day).partition(", ")[2]
    return {
        LetterField.OFFICE: office.name,
        LetterField.OFFICE_ADDRESS: office.address,
        LetterField.OFFICE_CONTACT: ", ".join(filter(None, (office.phone, office.email))),
        LetterField.PERSON: office.person,
        LetterField.FUNCTION: office.function,
        LetterField.DATE: written,
        LetterField.PLACE_AND_DATE: german.place_and_day(office.address, day),
    }


def _valid_from(job: LetterJob, target: LetterTarget) -> str:
    """Empty where a return says that no limits are set: nothing holds from any day."""
    declared = target.returned.declaration if target.returned else None
    if declared is None:
        return german.day(job.round.valid_from)
    return german.day(declared.valid_from or job.round.valid_from) if declared.amounts else ""


def _salutation(name: str) -> str:
    return f"{_GREETING} {name}" if rules.names_a_person(name) else _GREETING


def _returned_values(target: LetterTarget) -> Values:
    row = target.returned
    return {
        LetterField.RECEIVED_ON: german.day(row.received_on) if row else "",
        LetterField.AMOUNTS: _amounts(row.declaration) if row else "",
        LetterField.METHOD: _method(row.declaration) if row else "",
    }


def _method(declared: Declaration) -> str:
    """Of the limits, where there are any."""
    return method_words(declared) if declared.amounts else ""


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
