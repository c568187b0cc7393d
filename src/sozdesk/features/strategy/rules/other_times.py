"""Sentences about another period or another day: the data of the day do not say what happened then."""

from __future__ import annotations

import re
from datetime import date

from sozdesk.features.strategy.rules.sentences import MONTHS
from sozdesk.features.strategy.terms import PeriodView
from sozdesk.kernel import german

_RANGE = re.compile(r"\b((?:19|20)\d\d)\s*[–—-]\s*((?:19|20)\d\d)\b")
_NEXT = re.compile(
    r"(?i)\b(?:nächst|neu|kommend|künftig|zukünftig|nachfolgend|folgend)e[nrs]?\s+"
    r"(?:Umsetzungs|Strategie|Sozialhilfe)?(?:periode|agenda|strategie)\b|\bFolge(?:periode|agenda|strategie)\b"
)
_YEAR = re.compile(
    r"(?P<stand>\b(?:per|bis|am|Stand|seit)?\s*(?:Ende|(?:\d{1,2}\.\s?)(?:\d{1,2}\.|[A-Z]\w+))\s?)?"
    r"(?<![\d/–—-])(?P<year>(?:19|20)\d\d)(?![\d/–—-])"
)
_EARLY = r"(?:Anfang|Mitte|im|seit|ab)"
_DAY = re.compile(
    rf"(?i)(?:(?P<day>\b\d{{1,2}})\.\s?|\bEnde\s+|\b(?P<early>{_EARLY})\s+)(?-i:(?P<name>{MONTHS}))\b"
    r"|\b(?:am|per|bis|seit|vom)\s+(?P<of>\d{1,2})\.\s?(?P<month>\d{1,2})\."
)
_MONTHS_SHORT = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_MONTH_NUMBERS = {**{key: number for number, key in enumerate(_MONTHS_SHORT, 1)}, "mrz": 3}


def names_another_period(sentence: str, view: PeriodView) -> bool:
    """«2025–2028» somewhere: its counts may be those of that period, even beside the own one."""
    return any(code != view.period.code for code in _codes(sentence))


def is_only_about_another_period(sentence: str, view: PeriodView) -> bool:
    """«In der Agenda 2025–2028 (9.1)»: its numbers name measures of that period, not of this one."""
    codes = _codes(sentence)
    return bool(codes) and view.period.code not in codes and "Massnahme" not in sentence


def names_the_next_period(sentence: str) -> bool:
    """«Die neue Umsetzungsagenda enthält …»."""
    return _NEXT.search(sentence) is not None


def names_another_day(sentence: str, view: PeriodView) -> bool:
    """«Im Jahr 2023 …», «bis Ende 2028 …», «Am 3. Mai wurden …»."""
    ends = {german.day(view.as_of)[6:]} if (view.as_of.month, view.as_of.day) == (12, 31) else set()
    if any(not (one["stand"] and one["year"] in ends) for one in _YEAR.finditer(sentence)):
        return True
    return any(_is_other_day(one, view.as_of) for one in _DAY.finditer(sentence))


def _codes(sentence: str) -> tuple[str, ...]:
    return tuple(f"{one[1]}-{one[2]}" for one in _RANGE.finditer(sentence))


def _is_other_day(said: re.Match[str], as_of: date) -> bool:
    """Without a year; «Ende Dezember» is the last day of the month that the data are of."""
    if said["early"]:
        return True
    month = _MONTH_NUMBERS[said["name"][:3].lower()] if said["name"] else int(said["month"])
    day = said["day"] or said["of"]
    return month != as_of.month or (day is not None and int(day) != as_of.day)
