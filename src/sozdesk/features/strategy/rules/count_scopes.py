"""What a count of measures is about: Handlungsfeld, priority, Armutsstrategie, and which state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sozdesk.features.strategy import texts
from sozdesk.features.strategy.rules.count_claims import Claim
from sozdesk.features.strategy.rules.counting import Tally, tally
from sozdesk.features.strategy.rules.figures import (
    CONTINUED,
    DONE,
    IN_PROGRESS,
    PLANNED,
    POVERTY,
    TOTAL,
    field_scope,
)
from sozdesk.features.strategy.terms import FieldRow, MeasureState, PeriodView
from sozdesk.features.strategy.texts import checks


@dataclass(frozen=True, slots=True)
class Scope:
    """Which measures are counted; None = that does not narrow them."""

    field: int | None = None
    priority: int | None = None
    poverty: bool = False

    def tally(self, view: PeriodView) -> Tally:
        """The counts of these measures on the day of the view."""
        return tally(
            row
            for row in view.measures
            if self.field in {None, row.field_number}
            and self.priority in {None, row.priority}
            and (row.from_poverty_strategy or not self.poverty)
        )

    def prefix(self, view: PeriodView) -> str | None:
        """How fields name this scope («hf3.»); None if no field does."""
        parts = [field_scope(row) for row in view.fields if row.number == self.field]
        parts += [f"prio{self.priority}"] if self.priority else []
        parts += [POVERTY] if self.poverty else []
        return None if len(parts) > 1 else "".join(f"{part}." for part in parts)

    def words(self, view: PeriodView) -> str:
        """«Handlungsfeld 3, Erste Priorität»."""
        found = [_field_words(row) for row in view.fields if row.number == self.field]
        found += [f"{texts.priority(self.priority).lower()} Priorität"] if self.priority else []
        found += [texts.POVERTY_STRATEGY] if self.poverty else []
        return ", ".join(found) or checks.ALL_MEASURES


def _field_words(row: FieldRow) -> str:
    return row.name if row.preventive else f"Handlungsfeld {row.number}"


# ------------------------------------------------------------------ where a scope is named


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a sentence that names a Handlungsfeld, a priority or the Armutsstrategie."""

    start: int
    end: int
    field: int | None = None
    priority: int | None = None
    poverty: bool = False
    everything: bool = False
    """«Umsetzungsagenda»: all fields."""


_PRIORITY_WORDS = {"erst": 1, "zweit": 2, "dritt": 3}
_PRIORITY = re.compile(
    r"(?i)\b(?:(erst|zweit|dritt)e[nrs]?\s+Priorität|Priorität\s+([123])|([123])\.\s+Priorität)\b"
)
_PRIORITY_ALONE = re.compile(
    r"(?i)\b(?:in|aus|auf|von|bei)\s+der\s+(erst|zweit|dritt)en\b(?!\s+(?-i:[A-ZÄÖÜ]))"
)
_FIELD_NUMBER = re.compile(r"\b(?:Handlungsfeld(?:e?s)?|HF)\s*([1-9])\b")
_PREVENTIVE = re.compile(r"(?i)\bpräventive[nrms]?\s+(?:Bereich\w*|Massnahmen?)")
_POVERTY = re.compile(r"\bArmutsstrategie\b")
_EVERYTHING = re.compile(
    r"\b(?:Umsetzungsagenda|Sozialhilfestrategie|(?:alle[nr]?|sechs)\s+Handlungsfelder\w*)\b"
)


def mentions(sentence: str, fields: Sequence[FieldRow]) -> tuple[Mention, ...]:
    """All of them in the order of the sentence."""
    found = [*_fields_in(sentence, fields), *_priorities_in(sentence)]
    found += [Mention(one.start(), one.end(), poverty=True) for one in _POVERTY.finditer(sentence)]
    found += [
        Mention(one.start(), one.end(), everything=True) for one in _EVERYTHING.finditer(sentence)
    ]
    return tuple(sorted(found, key=lambda one: one.start))


def _fields_in(sentence: str, fields: Sequence[FieldRow]) -> Iterator[Mention]:
    for one in _FIELD_NUMBER.finditer(sentence):
        yield Mention(one.start(), one.end(), field=int(one[1]))
    for row in fields:
        if row.preventive:
            pattern = _PREVENTIVE
        else:
            name = r"\s+".join(map(re.escape, row.name.split()))
            pattern = re.compile(rf"(?i)[«„\"“]\s*{name}\s*[»“\"”]|Handlungsfeld\w*:?\s+{name}")
        for one in pattern.finditer(sentence):
            yield Mention(one.start(), one.end(), field=row.number)


def _priorities_in(sentence: str) -> Iterator[Mention]:
    for one in _PRIORITY.finditer(sentence):
        level = _PRIORITY_WORDS[one[1].lower()] if one[1] else int(one[2] or one[3])
        yield Mention(one.start(), one.end(), priority=level)
    if "riorität" in sentence:
        for one in _PRIORITY_ALONE.finditer(sentence):
            yield Mention(one.start(), one.end(), priority=_PRIORITY_WORDS[one[1].lower()])


_ATTRIBUTE = re.compile(
    r"\s*(?:,\s*(?:die|welche)\b[^,.;]{0,45}?|(?:der|aus|aus der|im|in der|des|mit|von|vom|zur|"
    r"mit(?: einem)? Bezug (?:zur|auf die))\s*)?[\s«„\"]*"
)


_ATTRIBUTE_BEHIND = re.compile(
    r"\s+(?:der|aus der|im|in der|mit Bezug zur|mit|von|vom)\s+[«„\"]?"
    r"(?:Handlungsfeld|HF\b|präventiv|Armutsstrategie|ersten|zweiten|dritten|Priorität)"
)


def scope_of(
    claim: Claim,
    all_claims: Sequence[Claim],
    named: Sequence[Mention],
    sentence: str,
    usual: Scope,
) -> Scope:
    """What a count is about: what is named around it, else what the text is about."""
    near = [one for one in named if _belongs(one, claim, all_claims, sentence)]
    scope = usual
    for one in near:
        if one.everything:
            scope = replace(scope, field=None)
    for one in near:
        scope = Scope(
            field=one.field or scope.field,
            priority=one.priority or scope.priority,
            poverty=one.poverty or scope.poverty,
        )
    return scope


def _belongs(one: Mention, claim: Claim, all_claims: Sequence[Claim], sentence: str) -> bool:
    owner = _owner(one, all_claims, sentence)
    if owner is claim or (owner is None and one.end <= claim.end):
        return True
    if one.end <= claim.start:
        return not _is_new(one, claim, sentence)
    later = [other for other in all_claims if other.start >= one.end]
    between = [other for other in all_claims if claim.end <= other.start < one.start]
    apart = re.search(r"[,;:]", sentence[claim.end : one.start])
    return owner is None and not (later or between or apart)


def _is_new(one: Mention, claim: Claim, sentence: str) -> bool:
    """«10 der ersten Priorität und 5 der Armutsstrategie»: the second count is about something else."""
    between = sentence[one.end : claim.start]
    own = _ATTRIBUTE_BEHIND.match(sentence, claim.end)
    return bool(re.search(r"(?i)\binsgesamt\b", between)) or own is not None


def _owner(one: Mention, all_claims: Sequence[Claim], sentence: str) -> Claim | None:
    """The count that a mention stands right behind: «10 Massnahmen der ersten Priorität»."""
    before = [other for other in all_claims if other.end <= one.start]
    if not before:
        return None
    owner = before[-1]
    return owner if _ATTRIBUTE.fullmatch(sentence, owner.end, one.start) else None


# ------------------------------------------------------------------ which state is counted


class Counted(StrEnum):
    """What is said of the measures."""

    DONE = DONE
    IMPLEMENTED = "implemented"
    """«umgesetzt» alone: what the report groups, or the finer reading."""
    CLOSED = "closed"
    """«abgeschlossen» alone."""
    WITHOUT = "without"
    """«ohne Umsetzung abgeschlossen»."""
    IN_PROGRESS = IN_PROGRESS
    PLANNED = PLANNED
    CONTINUED = CONTINUED
    OPEN = "open"
    """Not done."""
    NOT = "not"
    """«nicht umgesetzt»: not done, or closed without."""
    TOTAL = TOTAL


def values(counted: Counted, counts: Tally) -> tuple[int, ...]:
    """The figures that are right, the usual one first."""
    left = counts.total - counts.done
    usual, *finer = {
        Counted.DONE: (counts.done,),
        Counted.IMPLEMENTED: (counts.done, counts.implemented),
        Counted.CLOSED: (counts.done, counts.closed),
        Counted.WITHOUT: (counts.closed,),
        Counted.IN_PROGRESS: (counts.in_progress,),
        Counted.PLANNED: (counts.planned,),
        Counted.CONTINUED: (counts.continued,),
        Counted.OPEN: (left,),
        Counted.NOT: (left, counts.closed),
        Counted.TOTAL: (counts.total,),
    }[counted]
    return (usual, *(figure for figure in finer if figure))


def field_name(counted: Counted) -> str:
    """The bound figure that shows the usual figure; empty if none does."""
    if counted in {Counted.IMPLEMENTED, Counted.CLOSED}:
        return DONE
    return "" if counted in {Counted.WITHOUT, Counted.OPEN, Counted.NOT} else counted.value


def counted_words(counted: Counted) -> str:
    """«umgesetzt / abgeschlossen», in brackets behind a figure; empty for the total."""
    return {
        Counted.WITHOUT: texts.word(MeasureState.CLOSED),
        Counted.IN_PROGRESS: texts.word(MeasureState.IN_PROGRESS),
        Counted.PLANNED: texts.word(MeasureState.PLANNED),
        Counted.CONTINUED: checks.CONTINUED,
        Counted.OPEN: checks.NOT_YET,
        Counted.NOT: checks.NOT_YET,
        Counted.TOTAL: "",
    }.get(counted, texts.DONE)


_REALISED = r"(?:umgesetzt|realisiert|verwirklicht|erledigt)\w*"
_CLOSED = r"abgeschlossen\w*"
_OR = r"\s*(?:/|oder|und|bzw\.?|resp\.?|beziehungsweise)\s*"
_STATES: Sequence[tuple[Counted | None, re.Pattern[str]]] = tuple(
    (counted, re.compile(pattern, re.IGNORECASE))
    for counted, pattern in (
        (None, r"\bnicht (?:mehr )?weiter(?:geführt|verfolgt)"),
        (Counted.WITHOUT, r"\bohne (?:eine )?Umsetzung\b"),
        (Counted.NOT, rf"\bnicht (?:mehr |vollständig )?(?:{_REALISED}|{_CLOSED})"),
        (Counted.DONE, rf"\b{_REALISED}{_OR}{_CLOSED}|\b{_CLOSED}{_OR}{_REALISED}"),
        (
            Counted.IN_PROGRESS,
            r"\bin (?:der )?(?:Umsetzung|Bearbeitung|Arbeit)\b|\blaufende[nr]?\b|\bhängig",
        ),
        (Counted.IMPLEMENTED, rf"\b{_REALISED}"),
        (Counted.CLOSED, rf"\b{_CLOSED}"),
        (Counted.CONTINUED, r"\b(?:weiter|fort)geführt|\bweiterverfolgt"),
        (Counted.PLANNED, r"\bgeplant"),
        (Counted.OPEN, r"\boffen(?:en?)?\b|\bpendent"),
    )
)
_TOTAL = re.compile(
    r"(?i)\b(?:umfass|umfäng|definiert|formuliert|enth[aä]lt|enthalten|beinhalt|besteh(?:t|en) aus|"
    r"zähl(?:t|en)\b|beschlossen|verabschiedet|sind es\b|es sind\b|gibt es\b|es gibt\b)"
)
_OUTLOOK = re.compile(r"\b(?:werden|wird|soll|sollen|sollten|können|müssen|würden|wollen)\b")
_FACT = re.compile(
    r"\b(?:wurden?|sind|ist|gelten|gilt|waren|als|konnten?|befinde[nt]|davon|Davon)\b"
)


def counted_in(text: str) -> Counted | None:
    """The state that some words speak of; what is only planned to be done counts as no state."""
    for counted, pattern in _STATES:
        if pattern.search(text):
            done = counted in {Counted.DONE, Counted.IMPLEMENTED, Counted.CLOSED}
            return None if done and _OUTLOOK.search(text) and not _FACT.search(text) else counted
    return Counted.TOTAL if _TOTAL.search(text) else None
