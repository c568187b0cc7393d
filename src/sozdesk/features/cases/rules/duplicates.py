"""Who may be the same person: same AHV number, or birth date and a name that is nearly the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from sozdesk.features.cases.rules.persons import compact_ahv
from sozdesk.features.cases.terms.case_list import PersonKey
from sozdesk.kernel import german


def folded_name(last_name: str, first_name: str) -> tuple[str, str]:
    """Names as they are compared: ü = ue = u, no capitals, marks, spaces or hyphens."""
    return _folded(last_name), _folded(first_name)


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", german.search_key(name))


def possible_duplicates(
    last_name: str,
    first_name: str,
    birth_date: date | None,
    ahv_number: str,
    known: Iterable[PersonKey],
) -> tuple[PersonKey, ...]:
    """Known persons who may be the one that is being typed, the surest first.

    Same AHV number; same birth date and a name with at most one typing error, also with last and
    first name swapped; where a birth date is missing the name must be the same.
    """
    name, digits = folded_name(last_name, first_name), compact_ahv(ahv_number)
    sure = [one for one in known if digits and one.ahv_number == digits]
    likely = (
        [one for one in known if one not in sure and _resembles(name, birth_date, one)]
        if all(name)
        else []
    )
    return (*sure, *likely)


def namesakes(
    last_name: str, first_name: str, birth_date: date | None, known: Iterable[PersonKey]
) -> tuple[PersonKey, ...]:
    """Known persons of the same name with another birth date: perhaps one of the two is mistyped."""
    name = folded_name(last_name, first_name)
    if birth_date is None or not all(name):
        return ()
    return tuple(
        one
        for one in known
        if one.folded in (name, name[::-1]) and one.birth_date not in (None, birth_date)
    )


def _resembles(name: tuple[str, str], birth_date: date | None, other: PersonKey) -> bool:
    if birth_date is None or other.birth_date is None:
        return other.folded in (name, name[::-1])
    return birth_date == other.birth_date and nearly_same(name, other.folded)


def nearly_same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two names differ by at most one typing error, in this or the swapped order."""
    whole, wanted = "".join(one), "".join(other)
    return _one_error(whole, wanted) or _one_error("".join(one[::-1]), wanted)


def _one_error(one: str, other: str) -> bool:
    """At most one letter more, less or other, or two neighbours swapped."""
    short, long = sorted((one, other), key=len)
    at = next((place for place, sign in enumerate(short) if sign != long[place]), len(short))
    rest, wanted = short[at:], long[at:]
    if len(short) < len(long):
        return rest == wanted[1:]
    return rest[1:] == wanted[1:] or (rest[1::-1] == wanted[:2] and rest[2:] == wanted[2:])
