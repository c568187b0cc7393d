"""Typed counts of measures against the data of the day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sozdesk.features.strategy.rules.count_claims import Claim, claims
from sozdesk.features.strategy.rules.count_scopes import (
    Counted,
    Mention,
    Scope,
    counted_in,
    counted_words,
    field_name,
    mentions,
    scope_of,
    values,
)
from sozdesk.features.strategy.rules.counting import Tally
from sozdesk.features.strategy.rules.figures import TOTAL
from sozdesk.features.strategy.rules.other_times import (
    names_another_day,
    names_another_period,
    names_the_next_period,
)
from sozdesk.features.strategy.rules.sentences import Sentence
from sozdesk.features.strategy.rules.vocabulary import ABOUT
from sozdesk.features.strategy.terms import PeriodView, TextCode, TextFinding
from sozdesk.features.strategy.texts import checks
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity

_OFFERS = re.compile(
    r"\bMassnahmen\s+(?:der|zur)\s+(?:sozialen|beruflichen|Integration)|\bIntegrationsmassnahme|"
    r"\bverfügt"
)
"""An Integrationsmassnahme is an offering, never a measure of the strategy."""
_GOES_ON = re.compile(r"(?i)\b(?:weiter|fort)(?:ge|zu)?führ|\bweiterverfolg|\bvon den\b")
"""«Von den 40 Massnahmen werden 23 in der nächsten Periode weitergeführt» speaks of this one."""
_CUT = re.compile(r"[,;:]|\bund\b|\bsowie\b")
_MEASURE = re.compile(r"\bMassnahmen?\b")
_TIGHT = 0.05
"""How far a share without «fast» or «mehr als» may be from the figure."""
_WIDE = 0.12
"""How far «fast» and «gut» reach."""


@dataclass(frozen=True, slots=True)
class Said:
    """A count with what it is about, as the words around it say."""

    claim: Claim
    scope: Scope
    counted: Counted | None


def count_findings(
    text_sentences: Sequence[Sentence], view: PeriodView, usual: Scope
) -> Iterator[TextFinding]:
    """Counts that differ (hints) and counts that are right today but typed (notes).

    ``usual`` is what the text is about: the Handlungsfeld of a chapter, or everything.
    """
    context = _Context(usual)
    for sentence in text_sentences:
        context.enter(sentence)
        if names_another_period(sentence.text, view) or _OFFERS.search(sentence.text):
            continue
        listed = context.lists
        for said in context.read(sentence, view):
            finding = _judged(said, sentence, view, listed_before=listed)
            if finding is not None:
                yield finding


class _Context:
    """What earlier sentences of a paragraph say about the next one."""

    def __init__(self, usual: Scope) -> None:
        self._usual = self._scope = usual
        self._paragraph = -1
        self._about_measures = False
        self._states: tuple[Counted, ...] = ()
        self.lists = False
        """The sentence before names measures: «alle vier» may be these."""

    def enter(self, sentence: Sentence) -> None:
        """Begin a sentence: another paragraph forgets."""
        if sentence.paragraph != self._paragraph:
            self._paragraph = sentence.paragraph
            self._scope, self._about_measures, self.lists = self._usual, False, False
            self._states = ()

    def read(self, sentence: Sentence, view: PeriodView) -> Sequence[Said]:
        """The counts of a sentence with what they are about."""
        text = sentence.text
        named = mentions(text, view.fields)
        found = claims(text)
        about = self._about_measures or bool(_MEASURE.search(text))
        usual = self._usual if _starts_over(text, named) else self._scope
        next_one = names_the_next_period(text) and not _GOES_ON.search(text)
        elsewhen = names_another_day(text, view)
        said: list[Said] = []
        for place, claim in enumerate(found):
            scope = scope_of(claim, found, named, text, usual)
            counted = _counted(claim, found, place, text, said)
            if claim.pair and counted is Counted.TOTAL:
                counted = self._state_before(claim, scope.tally(view))
            if (elsewhen and counted is not Counted.TOTAL) or (
                next_one and counted in {None, Counted.TOTAL}
            ):
                continue
            if claim.noun or (about and _stands_for_measures(claim, counted, scope, usual)):
                said.append(Said(claim, scope, counted))
        self._remember(named, text)
        whole = _completed(said, text)
        states = [one.counted for one in whole if one.counted not in {None, Counted.TOTAL}]
        self._states = tuple(filter(None, states)) or self._states
        return whole

    def _state_before(self, claim: Claim, counts: Tally) -> Counted | None:
        """«In der ersten Priorität sind es 10 von 12»: of what, the sentence before says."""
        number = claim.number.value if claim.number else None
        fitting = [state for state in self._states if number in values(state, counts)]
        return next(iter((*fitting, *self._states)), None)

    def _remember(self, named: Sequence[Mention], text: str) -> None:
        fields = {one.field for one in named if one.field is not None}
        if len(fields) == 1:
            self._scope = Scope(field=fields.pop())
        elif fields or any(one.everything for one in named):
            self._scope = self._usual
        self._about_measures = self._about_measures or bool(_MEASURE.search(text))
        self.lists = "»" in text or ")" in text


def _completed(said: Sequence[Said], text: str) -> Sequence[Said]:
    """«in der ersten 10 von 12, in der zweiten 6 von 20 umgesetzt»: the state stands at the end."""
    whole: list[Said] = []
    for one in reversed(said):
        after = whole[-1] if whole else None
        shared = after is not None and one.counted is None and _shares_state(one, after, text)
        whole.append(replace(one, counted=after.counted) if after and shared else one)
    return whole[::-1]


def _shares_state(one: Said, after: Said, text: str) -> bool:
    between = text[one.claim.end : after.claim.start]
    apart = re.search(r"(?i)\bdavon\b|\bvon denen\b|\bwovon\b|[;:]", between)
    known = after.counted not in {None, Counted.TOTAL}
    return known and not (apart or one.claim.definite or one.claim.listed)


def _starts_over(text: str, named: Sequence[Mention]) -> bool:
    """«Insgesamt …» without a Handlungsfeld speaks of everything again."""
    return bool(re.search(r"(?i)\b(?:insgesamt|gesamthaft)\b", text)) and not any(
        one.field for one in named
    )


def _stands_for_measures(claim: Claim, counted: Counted | None, scope: Scope, usual: Scope) -> bool:
    return counted is not None or (claim.pair and scope != usual)


def _counted(
    claim: Claim, found: Sequence[Claim], place: int, text: str, said: Sequence[Said]
) -> Counted | None:
    """The state: of the words inside, behind, before, or of the count before."""
    inside = counted_in(text[claim.start : claim.end])
    if inside is not None and inside is not Counted.TOTAL:
        return inside
    if claim.partitive:
        return Counted.TOTAL
    begin = found[place - 1].end if place else 0
    stop = found[place + 1].start if place + 1 < len(found) else len(text)
    behind = text[claim.end : stop]
    if place + 1 < len(found):
        behind = _CUT.split(behind)[0]
    told = counted_in(behind + _verb_before(text[begin : claim.start]))
    if told is None or told is Counted.TOTAL:
        told = counted_in(text[begin : claim.start]) or told or inside
    if told is None and claim.rest:
        return Counted.OPEN
    if told is None and place and (claim.pair or not claim.noun):
        before = said[-1] if said else None
        return before.counted if before and not before.claim.partitive else None
    return told


def _verb_before(text: str) -> str:
    """«wurden» before the count belongs to the «umgesetzt» behind it."""
    return " " + " ".join(re.findall(r"\b(?:wurden?|sind|ist|gelten|werden|wird|sollen)\b", text))


# ------------------------------------------------------------------ judging


def _judged(
    said: Said, sentence: Sentence, view: PeriodView, *, listed_before: bool
) -> TextFinding | None:
    claim, counts = said.claim, said.scope.tally(view)
    if claim.listed and claim.number is not None and not claim.more:
        return _listed(said, sentence)
    if not claim.typed and claim.share is None:
        return None
    if claim.share is not None:
        return _share(said, sentence, view, counts)
    if _is_right(said, counts, listed_before=listed_before):
        return _note(said, sentence, view)
    return _hint(said, sentence, view, counts)


def _is_right(said: Said, counts: Tally, *, listed_before: bool) -> bool:
    claim, counted = said.claim, said.counted
    total_right = claim.of is None or claim.of.value in _wholes(said, counts)
    return total_right and _number_right(claim, counted, counts, listed_before=listed_before)


def _wholes(said: Said, counts: Tally) -> tuple[int, ...]:
    """What «von …» may be: all, or where no state is told, those of one state."""
    if said.counted is None:
        return (counts.total, counts.done, counts.in_progress)
    return (counts.total,)


def _number_right(
    claim: Claim, counted: Counted | None, counts: Tally, *, listed_before: bool
) -> bool:
    if claim.number is None:
        return True
    number = claim.number.value
    if claim.about:
        return _rounded_right(claim, number, counted, counts)
    if counted is None:
        if number > counts.total:
            return False
        return not claim.whole or _may_be_all(number, counts, listed_before=listed_before)
    right = values(counted, counts)
    if claim.more or (claim.number.lower.startswith("beide") and not claim.pair):
        return number <= max(right)
    return number in right


def _rounded_right(claim: Claim, number: int, counted: Counted | None, counts: Tally) -> bool:
    right = values(counted or Counted.TOTAL, counts)
    fits = any(_is_rounded(number, figure, claim.about) for figure in right)
    return fits or (counted is None and number <= counts.total)


def _may_be_all(number: int, counts: Tally, *, listed_before: bool) -> bool:
    if listed_before:
        return number <= counts.total
    return number == counts.total


def _listed(said: Said, sentence: Sentence) -> TextFinding | None:
    claim = said.claim
    assert claim.number is not None
    if claim.number.value == claim.listed:
        return None
    words = sentence.text[claim.start : claim.end]
    message = checks.listed_differs(words, claim.listed)
    return _finding(TextCode.COUNT, Severity.HINT, message, claim, sentence, "")


def _hint(said: Said, sentence: Sentence, view: PeriodView, counts: Tally) -> TextFinding:
    claim = said.claim
    words, day = sentence.text[claim.start : claim.end], german.day(view.as_of)
    if said.counted is None and not claim.whole and claim.of is None:
        message = checks.count_impossible(words, day, counts.total, said.scope.words(view))
    else:
        message = checks.count_differs(words, day, _figure(said, counts), _what(said, view))
    replacement = _replacement(said, sentence, view)
    return _finding(TextCode.COUNT, Severity.HINT, message, claim, sentence, replacement)


def _figure(said: Said, counts: Tally) -> str:
    """«19», «19 von 40»."""
    number = values(said.counted or Counted.TOTAL, counts)[0]
    if said.claim.pair and said.counted is not None and said.claim.of is not None:
        return f"{number} von {counts.total}"
    return str(number)


def _what(said: Said, view: PeriodView) -> str:
    told = [counted_words(said.counted)] if said.counted else []
    return ", ".join(filter(None, (*told, said.scope.words(view))))


def _share(said: Said, sentence: Sentence, view: PeriodView, counts: Tally) -> TextFinding | None:
    claim = said.claim
    if said.counted in {None, Counted.TOTAL} or not counts.total:
        return None
    assert said.counted is not None
    assert claim.share is not None
    right = values(said.counted, counts)
    of_right = claim.of is None or claim.of.value == counts.total
    if of_right and any(_is_about(one / counts.total, claim.share, claim.about) for one in right):
        return None
    words, day = sentence.text[claim.start : claim.end], german.day(view.as_of)
    what = _what(said, view)
    message = checks.share_differs(words, day, right[0], counts.total, what)
    return _finding(TextCode.COUNT, Severity.HINT, message, claim, sentence, "")


def _is_about(ratio: float, share: tuple[int, int], about: str) -> bool:
    off = ratio - share[0] / share[1]
    return {
        "below": -_WIDE <= off < 0,
        "above": 0 <= off <= _WIDE,
        "more": off > 0,
        "less": off < 0,
    }.get(ABOUT.get(about, ""), abs(off) <= _TIGHT)


def _is_rounded(said: int, figure: int, about: str) -> bool:
    """«knapp 20» are 15 to 20, «rund 20» 15 to 25, «über 20» 20 and more («Bericht über 40 …»)."""
    off, reach = figure - said, _reach(said)
    return {
        "below": -reach <= off <= 0,
        "above": 0 <= off <= reach,
        "more": off >= 0,
        "less": off <= 0,
        "near": abs(off) <= reach,
    }[ABOUT[about]]


def _reach(said: int) -> int:
    """How far a number is rounded: to tens, to fives, else hardly."""
    return 5 if said % 10 == 0 else 2 if said % 5 == 0 else 1


# ------------------------------------------------------------------ fields instead of numbers


def _note(said: Said, sentence: Sentence, view: PeriodView) -> TextFinding | None:
    """Right today: one click makes it right on every day."""
    claim = said.claim
    if claim.listed or claim.more or claim.about or said.counted is None:
        return None
    replacement = _replacement(said, sentence, view)
    if not replacement or not _same(said, view):
        return None
    message = checks.typed_count(sentence.text[claim.start : claim.end], replacement)
    return _finding(TextCode.TYPED_COUNT, Severity.NOTE, message, claim, sentence, replacement)


def _same(said: Said, view: PeriodView) -> bool:
    """Whether the field shows the very number that is typed."""
    number = said.claim.number
    usual = values(said.counted or Counted.TOTAL, said.scope.tally(view))[0]
    return number is None or number.value == usual


def _replacement(said: Said, sentence: Sentence, view: PeriodView) -> str:
    """The stretch with fields in place of its typed numbers; empty if there are none for it."""
    claim, prefix = said.claim, said.scope.prefix(view)
    name = field_name(said.counted or Counted.TOTAL)
    if (
        prefix is None
        or not name
        or claim.more
        or claim.about
        or (said.counted is None and claim.of)
    ):
        return ""
    words = sentence.text[claim.start : claim.end]
    for token, field in ((claim.of, TOTAL), (claim.number, name)):
        if token is not None:
            at = token.start - claim.start
            words = f"{words[:at]}{{{prefix}{field}}}{words[at + len(token.text) :]}"
    return words


def _finding(
    code: TextCode,
    severity: Severity,
    message: str,
    claim: Claim,
    sentence: Sentence,
    replacement: str,
) -> TextFinding:
    return sentence.point(Finding(code, severity, message), claim.start, claim.end, replacement)
