"""Whom a row of a list means: by AHV number, then dossier and name, then name and birth date.

Nobody is taken for somebody else in silence: where two fit, or one fits badly, a person decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sozdesk.features.cases.terms import PersonRow
from sozdesk.features.cases.terms.importing import (
    Decision,
    ImportBase,
    ImportLine,
    RowDecision,
)
from sozdesk.features.cases.texts import importing as words
from sozdesk.kernel import german
from sozdesk.kernel.municipality import Municipality


@dataclass(frozen=True, slots=True)
class Match:
    """The person that is meant; or why that is not certain, and who may be meant."""

    person: PersonRow | None = None
    unclear: str = ""
    candidates: tuple[PersonRow, ...] = ()
    may_be_new: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """The persons of the file by what a row may say about them."""

    by_id: Mapping[UUID, PersonRow]
    by_ahv: Mapping[str, Sequence[PersonRow]]
    by_name: Mapping[str, Sequence[PersonRow]]
    dossiers: Mapping[UUID, frozenset[str]]
    """Person → keys of the dossiers of its cases."""

    @classmethod
    def of(cls, base: ImportBase) -> People:
        """Index the persons of a file."""
        by_ahv, by_name = defaultdict(list), defaultdict(list)
        for person in base.persons:
            by_name[name_key(person.last_name, person.first_name)].append(person)
            if person.ahv_number:
                by_ahv[person.ahv_number].append(person)
        known = {case.id: dossier_key(case.dossier_number) for case in base.cases}
        dossiers: dict[UUID, set[str]] = defaultdict(set)
        for member in base.members:
            dossiers[member.person_id].add(known[member.case_id])
        return cls(
            {person.id: person for person in base.persons},
            by_ahv,
            by_name,
            {key: frozenset(found - {""}) for key, found in dossiers.items()},
        )

    def in_dossier(self, person: PersonRow, dossier: str) -> bool:
        """Whether a case of the person bears this number."""
        return dossier in self.dossiers.get(person.id, ())


def name_key(last_name: str, first_name: str) -> str:
    """Names without case, marks and the way umlauts are written."""
    return german.search_key(f"{last_name} {first_name}")


def dossier_key(number: str) -> str:
    """Dossier numbers without case and spaces."""
    return "".join(number.split()).casefold()


def match(line: ImportLine, people: People, decision: Decision | None) -> Match:
    """The person that a row means; a decision counts only where the row itself is not clear."""
    found = _found(line, people)
    if not found.unclear or decision is None:
        return found
    if decision is RowDecision.NEW_PERSON and found.may_be_new:
        return Match()
    chosen = [one for one in found.candidates if one.id == decision]
    return Match(chosen[0]) if chosen else found


def _found(line: ImportLine, people: People) -> Match:
    ahv, born = line.person.get("ahv_number"), line.person.get("birth_date")
    if with_ahv := people.by_ahv.get(str(ahv), ()):
        return _by_ahv(line, with_ahv)
    same = people.by_name.get(_name_of(line), ())
    fitting = [one for one in same if _fits(one, ahv, born)]
    dossier = dossier_key(line.dossier)
    if inside := [one for one in same if dossier and people.in_dossier(one, dossier)]:
        return _in_dossier([one for one in inside if one in fitting], inside, born)
    return _by_birth(same, fitting, born)


def _by_ahv(line: ImportLine, found: Sequence[PersonRow]) -> Match:
    if len(found) > 1:
        return Match(None, words.AHV_TWICE, tuple(found))
    (one,) = found
    other_name = name_key(one.last_name, one.first_name) != _name_of(line)
    born = line.person.get("birth_date")
    if other_name and born is not None and born != one.birth_date:
        return Match(None, words.OTHER_PERSON, (one,))
    return Match(one)


def _in_dossier(fitting: Sequence[PersonRow], inside: Sequence[PersonRow], born: object) -> Match:
    exact = [one for one in fitting if born is not None and one.birth_date == born]
    best = exact if len(exact) == 1 else fitting
    if len(best) == 1:
        return Match(best[0])
    if best:
        return Match(None, words.SAME_NAME, tuple(best), may_be_new=True)
    return Match(None, words.OTHER_BIRTH, tuple(inside), may_be_new=True)


def _by_birth(same: Sequence[PersonRow], fitting: Sequence[PersonRow], born: object) -> Match:
    dated = [one for one in same if born is not None and one.birth_date == born]
    good = [one for one in dated if one in fitting]
    if len(good) == 1:
        return Match(good[0])
    if good:
        return Match(None, words.SAME_NAME, tuple(good), may_be_new=True)
    if dated:
        return Match(None, words.OTHER_AHV, tuple(dated), may_be_new=True)
    if fitting:  # the name alone, and one side does not say the birth date
        return Match(None, words.SAME_NAME, tuple(fitting), may_be_new=True)
    return Match()


def _name_of(line: ImportLine) -> str:
    said = line.person
    return name_key(str(said.get("last_name", "")), str(said.get("first_name", "")))


def _fits(person: PersonRow, ahv: object, born: object) -> bool:
    """Nothing that both sides say differs."""
    other_ahv = bool(ahv and person.ahv_number and ahv != person.ahv_number)
    other_birth = isinstance(born, date) and person.birth_date not in (None, born)
    return not other_ahv and not other_birth


def identity(line: ImportLine, person: PersonRow | None) -> object:
    """Rows with the same one mean the same person."""
    if person is not None:
        return person.id
    if ahv := line.person.get("ahv_number"):
        return ahv
    return _name_of(line), line.person.get("birth_date") or dossier_key(line.dossier) or line.row


def named_town(said: str, known: Iterable[Municipality]) -> Municipality | None:
    """The municipality that a name, a number or «4418 Reigoldswil» means."""
    key = german.search_key(re.sub(r"^\d{4}\s+(?=\D)", "", said))
    for one in known:
        if key in map(german.search_key, (one.short_name, one.official_name, str(one.bfs_number))):
            return one
    return None
