"""Whose return is it? By the hidden sheet, else the visible number, else the name as a suggestion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sozdesk.features.rent_limits.terms import Code, Recognition
from sozdesk.features.rent_limits.texts import sentence
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.municipality import Municipality

_ALIKE = 0.75
"""From this likeness on (0 to 1) a misspelt name is a suggestion."""
_CONTRADICTION = (
    "Das Formular nennt {name} und {other}. Bestätigen Sie, dass die Rückmeldung von {name} ist."
)
_PREFIX = re.compile(r"^(?:einwohner|politische\s+)?gemeinde\s+|^stadt\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a form says about its municipality."""

    hidden: int | None
    """BFS number of the hidden sheet."""
    number: int | None
    """Visible BFS number."""
    name: str
    """Visible name."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The answer: a municipality, how it was found, and what has to be said about it."""

    bfs_number: int | None
    recognition: Recognition | None = None
    findings: tuple[Finding, ...] = ()


class Register:
    """The municipalities, ready to be looked up by number and by name as people write it."""

    def __init__(self, municipalities: Sequence[Municipality]) -> None:
        self._by_number = {town.bfs_number: town for town in municipalities}
        self._by_name = {
            _name_key(name): town
            for town in municipalities
            for name in (town.short_name, town.official_name)
        }

    def recognise(self, seen: Seen) -> Recognised:
        """Who a form is from. What is visible decides; a contradiction must be confirmed."""
        number = seen.hidden if seen.number is None else seen.number
        if number is None:
            return self._by_name_only(seen)
        if number not in self._by_number:
            return Recognised(None, findings=(_stop(Code.FOREIGN_NUMBER, number=number),))
        named = self._by_name.get(_name_key(seen.name))
        by_name = number if named is None else named.bfs_number
        if seen.hidden is None:
            return self._agreed(number, by_name, Recognition.NUMBER)
        written = by_name if number == seen.hidden else number
        return self._agreed(written, seen.hidden, Recognition.HIDDEN_SHEET)

    def _agreed(self, bfs_number: int, other: int, recognition: Recognition) -> Recognised:
        """Certain if both say the same; else what somebody wrote over the form is suggested."""
        if bfs_number == other:
            return Recognised(bfs_number, recognition)
        name = self._name(bfs_number)
        words = _CONTRADICTION.format(name=name, other=self._name(other))
        return _to_confirm(bfs_number, words)

    def _by_name_only(self, seen: Seen) -> Recognised:
        found = self.named(seen.name)
        if found is None:
            return Recognised(None, findings=(_stop(Code.UNKNOWN_MUNICIPALITY),))
        return self._suggested(found.bfs_number, seen)

    def _suggested(self, bfs_number: int, seen: Seen) -> Recognised:
        words = sentence(Code.NAME_ONLY, seen=seen.name, name=self._name(bfs_number))
        return _to_confirm(bfs_number, words)

    def _name(self, bfs_number: int) -> str:
        town = self._by_number.get(bfs_number)
        return town.short_name if town else f"Nummer {bfs_number}"

    def by_number(self, number: int | None) -> Municipality | None:
        """The municipality with this BFS number."""
        return None if number is None else self._by_number.get(number)

    def exact(self, name: str) -> Municipality | None:
        """The municipality with exactly this name, with or without «(BL)»."""
        return self._by_name.get(_name_key(name))

    def named(self, name: str) -> Municipality | None:
        """The municipality with this name, spelt right or nearly so."""
        key = _name_key(name)
        if not key:
            return None
        if key in self._by_name:
            return self._by_name[key]
        alike = get_close_matches(key, self._by_name, n=1, cutoff=_ALIKE)
        return self._by_name[alike[0]] if alike else None


def _name_key(name: str) -> str:
    plain = _PREFIX.sub("", german.clean(name)).replace("(BL)", "").replace(" BL", "")
    return german.search_key(plain).strip(" .:,")


def _to_confirm(bfs_number: int, words: str) -> Recognised:
    note = Finding(Code.NAME_ONLY, Severity.NOTE, words)
    return Recognised(bfs_number, Recognition.NAME, (note,))


def _stop(code: Code, **figures: object) -> Finding:
    return Finding(code, Severity.STOP, sentence(code, **figures))
