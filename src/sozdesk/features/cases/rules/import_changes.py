"""What a row of a list says otherwise than the file, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sozdesk.features.cases.rules.persons import is_swiss
from sozdesk.features.cases.terms import CaseRow, PersonRow, ResidenceRow
from sozdesk.features.cases.terms.importing import ImportRow, StaffFact
from sozdesk.features.cases.texts import importing as words
from sozdesk.features.cases.texts import permit_words
from sozdesk.kernel import german
from sozdesk.kernel.listed import NO_VALUE, ListChange

CASE_LABELS: Final = {
    **{key: words.LABELS[key] for key in ("opened_on", "closed_on", "support_ended_on")},
    "dossier_number": words.LABELS["dossier"],
    "bfs_number": words.LABELS["municipality"],
    "responsible_id": words.LABELS["responsible"],
}
"""Column of the case → words."""


def other_values(said: Mapping[str, object], known: object | None) -> Mapping[str, object]:
    """What a row says otherwise than a record; all of it about one that is not there."""
    if known is None:
        return said
    return {key: value for key, value in said.items() if not _same(key, getattr(known, key), value)}


def _same(key: str, known: object, said: object) -> bool:
    """An address may be written in one line or in several, «Schweiz» as «CH»."""
    if key == "nationality" and is_swiss(str(known)) and is_swiss(str(said)):
        return True
    if key == "address":
        return german.address_lines(str(known)) == german.address_lines(str(said))
    return known == said


def told_changes(
    row: ImportRow,
    residence: ResidenceRow | None,
    regimes: tuple[str, str] | None,
    staff: Sequence[StaffFact],
) -> tuple[ListChange, ...]:
    """«Feld: bisher, neu» about somebody who is there; nothing about a new person.

    ``regimes`` are the names of the regime before and after, if another permit changes it.
    """
    if row.person is None:
        return ()
    return (
        *_of_person(row, row.person),
        *_of_permit(row, residence),
        *([ListChange(words.REGIME, *map(words.value, regimes))] if regimes else ()),
        *(_of_case(row, row.case, staff) if row.case else [_case(words.NEW_CASE)]),
        *_of_member(row),
    )


def _case(after: str) -> ListChange:
    return ListChange(words.CASE, NO_VALUE, after)


def _of_person(row: ImportRow, person: PersonRow) -> Iterator[ListChange]:
    for key, value in row.person_values.items():
        yield ListChange(words.LABELS[key], words.value(getattr(person, key)), words.value(value))


def _of_permit(row: ImportRow, now: ResidenceRow | None) -> Iterator[ListChange]:
    if row.permit is not None:
        before = permit_words(now.permit, refugee=now.refugee) if now else NO_VALUE
        yield ListChange(words.LABELS["permit"], before, words.permit(row.permit))


def _of_case(row: ImportRow, case: CaseRow, staff: Sequence[StaffFact]) -> Iterator[ListChange]:
    names = {one.id: one.name for one in staff}
    for key, value in row.case_values.items():
        before: object = getattr(case, key)
        shown = value
        if key == "responsible_id":
            before = case.responsible
            shown = next(name for one, name in names.items() if one == value)
        yield ListChange(CASE_LABELS[key], words.value(before), words.value(shown))
    if row.member is None:
        yield _case(words.case(case.number))


def _of_member(row: ImportRow) -> Iterator[ListChange]:
    if row.member is not None:
        for key, value in row.member_values.items():
            before = words.value(getattr(row.member, key))
            yield ListChange(words.LABELS[key], before, words.value(value))
