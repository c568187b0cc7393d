"""Checks of a line against what was enacted, the catalogue of the day, and the person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from uuid import UUID

from sozdesk.features.billing.rules.splitting import ONE_DAY, Days, clipped, pieces
from sozdesk.features.billing.terms import (
    Claim,
    ClaimEnactment,
    ClaimRuling,
    ResidenceSpan,
)
from sozdesk.features.billing.terms.bill_files import BillContent, SentLine
from sozdesk.features.billing.terms.checks import CheckBasis, CheckCode, Kindergarten
from sozdesk.features.billing.texts import checks as words
from sozdesk.features.billing.texts import contested
from sozdesk.features.cases.terms import RulingNature
from sozdesk.features.offerings.terms import Financing
from sozdesk.kernel.dated import on
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.lineage import lineage

EARLY_LANGUAGE = "early_language"
"""Category of the frühe Sprachförderung; what lies below it belongs to it."""


class Known:
    """What a bill says, found quickly: claims, enactments, costs; and the catalogue."""

    def __init__(self, content: BillContent, basis: CheckBasis) -> None:
        self.basis = basis
        self.claims = {(one.person.id, one.offering_id): one for one in content.claims}
        self.enactments = {one.id: one for claim in content.claims for one in claim.enactments}
        self.costs = {one.invoice_line_id: one for claim in content.claims for one in claim.costs}
        self.long_pause = content.last_day - content.first_day + ONE_DAY
        """A whole period without a day of taking part."""
        self._early: dict[str, bool] = {}
        self._content = content

    def claim(self, line: SentLine) -> Claim | None:
        """What the line was computed from."""
        return self.claims.get((line.person_id, line.offering_id))

    def is_early(self, category: str) -> bool:
        """Whether a category is frühe Sprachförderung or lies below it."""
        if category not in self._early:
            self._early[category] = EARLY_LANGUAGE in lineage(category, self.basis.parents)
        return self._early[category]

    def unchecked(self) -> Iterator[Finding]:
        """Said once for the bill: figures of the KSA that a check needs and nobody entered."""
        figures = self.basis.kindergarten
        missing = figures.age is None or figures.day is None
        if missing and any(self.is_early(line.category_code) for line in self._content.lines):
            code = CheckCode.KINDERGARTEN_UNCHECKED
            yield Finding(code, Severity.NOTE, words.KINDERGARTEN_UNCHECKED)


def findings(line: SentLine, known: Known, closed_years: Collection[int]) -> Iterator[Finding]:
    """Everything about one line by itself."""
    for year in range(line.first_day.year, line.last_day.year + 1):
        if year in closed_years:
            yield Finding(CheckCode.CLOSED_YEAR, Severity.STOP, words.closed_year(year))
    yield from _catalogue(line, known)
    yield from _enacted(line, known)
    yield from _contested(line, known)
    claim = known.claim(line)
    if claim is not None:
        yield from _regime(line, claim, known)
        yield from _support(line, claim, known.long_pause)
        if known.is_early(line.category_code):
            yield from _kindergarten(line, claim.person.birth_date, known.basis.kindergarten)


# ------------------------------------------------------------------ catalogue


def _catalogue(line: SentLine, known: Known) -> Iterator[Finding]:
    facts = known.basis.offerings.get(line.offering_id)
    if facts is None:
        code = CheckCode.UNKNOWN_OFFERING
        yield Finding(code, Severity.STOP, words.UNKNOWN_OFFERING, words.CATALOGUE)
        return
    days = (line.first_day, line.last_day)
    spans = [(one.first, one.last or date.max) for one in facts.recognised]
    for first, last in _outside(spans, days):
        said = words.not_recognised(facts.number, first, last)
        yield Finding(CheckCode.NOT_RECOGNISED, Severity.STOP, said, words.CATALOGUE)
    for one in facts.financing:
        for first, last in clipped([(one.first, one.last or date.max)], days):
            if one.financing is not Financing.PER_PERSON:
                financed = words.FINANCED[one.financing]
                said = words.object_financed(facts.number, first, last, financed)
                yield Finding(CheckCode.OBJECT_FINANCED, Severity.STOP, said, words.CATALOGUE)


def _enactments(line: SentLine, known: Known) -> list[ClaimEnactment]:
    ids = dict.fromkeys(cost.enactment_id for cost in line.costs)
    found = (known.enactments.get(one) for one in ids)
    return [one for one in found if one is not None]


# ------------------------------------------------------------------ what was enacted


def _enacted(line: SentLine, known: Known) -> Iterator[Finding]:
    """Every day of a cost lies in the Verfügung and in the enacted days."""
    for cost in line.costs:
        one = known.enactments.get(cost.enactment_id)
        ruling = one.ruling if one else None
        if one is None or ruling is None or ruling.nature is RulingNature.REFUSAL:
            yield Finding(CheckCode.OUTSIDE_RULING, Severity.STOP, words.NO_RULING)
            continue
        days = (cost.first_day, cost.last_day)
        in_force = (ruling.in_force_from, ruling.in_force_to or date.max)
        for first, last in _outside([in_force], days):
            said = words.outside_ruling(ruling.number, first, last)
            yield Finding(CheckCode.OUTSIDE_RULING, Severity.STOP, said)
        for first, last in _outside([(one.first, one.last)], days):
            said = words.outside_enactment(first, last, one.first, one.last)
            yield Finding(CheckCode.OUTSIDE_RULING, Severity.STOP, said)


def _contested(line: SentLine, known: Known) -> Iterator[Finding]:
    """Billable all the same: whether it suspends the Verfügung is for a person to say."""
    numbers = [
        one.ruling.number for one in _enactments(line, known) if one.ruling and one.ruling.contested
    ]
    for number in dict.fromkeys(numbers):
        yield Finding(CheckCode.RULING_CONTESTED, Severity.HINT, contested(number))


class Approved:
    """The Kostengutsprache used up line by line over all bills: of every enactment, and of the whole Verfügung."""

    def __init__(self, known: Known, billed_before: Mapping[UUID, int]) -> None:
        self._known = known
        self._billed = dict(billed_before)
        self._said: set[UUID | _Ruling] = set()
        self._together: dict[_Ruling, int] = defaultdict(int)
        for one in known.enactments.values():
            if one.ruling is not None:
                self._together[_ruling(one.ruling)] += billed_before.get(one.id, 0)

    def findings(self, line: SentLine) -> Iterator[Finding]:
        """Once per enactment or Verfügung and bill: on the line that goes above it."""
        for cost in line.costs:
            self._billed[cost.enactment_id] = self._billed.get(cost.enactment_id, 0) + cost.amount
            enactment = self._known.enactments.get(cost.enactment_id)
            if enactment is not None and enactment.ruling is not None:
                self._together[_ruling(enactment.ruling)] += cost.amount
        if any(cost.amount > 0 for cost in line.costs):
            for one in _enactments(line, self._known):
                yield from self._above(one)

    def _above(self, one: ClaimEnactment) -> Iterator[Finding]:
        yield from self._over(one.id, self._billed.get(one.id, 0), one.approved, "")
        ruling = one.ruling
        if ruling is not None and ruling.limit_amount is not None and one.id not in self._said:
            key = _ruling(ruling)
            yield from self._over(key, self._together[key], ruling.limit_amount, ruling.number)

    def _over(
        self, key: UUID | _Ruling, billed: int, approved: int, ruling: str
    ) -> Iterator[Finding]:
        if billed > approved and key not in self._said:
            self._said.add(key)
            said = words.above_approved(billed, approved, ruling)
            yield Finding(CheckCode.ABOVE_APPROVED, Severity.STOP, said)


_Ruling = tuple[str, date]
"""Number and day name a Verfügung of an office."""


def _ruling(one: ClaimRuling) -> _Ruling:
    return one.number, one.ruled_on


# ------------------------------------------------------------------ the person


def _regime(line: SentLine, claim: Claim, known: Known) -> Iterator[Finding]:
    """The regime by permit, flag and day; the first day on which it is another one is named."""
    rules = known.basis.regime_rules
    turns = [one.first for one in claim.person.residences]
    turns += [one.valid_from for one in rules]
    turns += [one.first for one in claim.regimes]
    for day, _last in pieces((line.first_day, line.last_day), turns):
        reason = next((one.reason for one in claim.regimes if one.first <= day <= one.last), "")
        if reason:
            said = words.regime_set(line.regime_code, reason)
            yield Finding(CheckCode.REGIME_SET, Severity.NOTE, said)
            return
        finding = _regime_on(day, line, claim, known)
        if finding is not None:
            yield finding
            return


def _regime_on(day: date, line: SentLine, claim: Claim, known: Known) -> Finding | None:
    residence = _residence_on(claim.person.residences, day)
    rule = None
    if residence is not None:
        kind = (residence.permit, residence.refugee)
        rules = known.basis.regime_rules
        rule = on(day, [one for one in rules if (one.permit, one.refugee) == kind])
    if residence is None or rule is None:
        said = words.regime_unknown(line.regime_code, day)
        return Finding(CheckCode.REGIME_DIFFERS, Severity.HINT, said)
    if rule.regime_code == line.regime_code:
        return None
    permit = words.permit_words(residence.permit, refugee=residence.refugee)
    said = words.regime_differs(line.regime_code, rule.regime_code, day, permit)
    return Finding(CheckCode.REGIME_DIFFERS, Severity.STOP, said, rule.citation)


def _residence_on(residences: Iterable[ResidenceSpan], day: date) -> ResidenceSpan | None:
    holding = (
        one for one in residences if one.first <= day and (one.last is None or day <= one.last)
    )
    return next(holding, None)


def _support(line: SentLine, claim: Claim, long_pause: timedelta) -> Iterator[Finding]:
    """A closed case or a long pause without a day of the Ablösung."""
    if any(one.support_ended_on is not None for one in claim.support):
        return
    for one in claim.support:
        if one.closed_on is not None and one.moved_on is None:
            said = words.closed_without_end(one.closed_on)
            yield Finding(CheckCode.SUPPORT_END_MISSING, Severity.HINT, said)
            return
    pauses = [pause for one in claim.enactments for pause in one.interruptions]
    if any((pause.last or line.last_day) - pause.first + ONE_DAY >= long_pause for pause in pauses):
        code = CheckCode.SUPPORT_END_MISSING
        yield Finding(code, Severity.HINT, words.PAUSE_WITHOUT_END)


def _kindergarten(line: SentLine, born: date | None, figures: Kindergarten) -> Iterator[Finding]:
    """A child that has the age on the Stichtag enters the Kindergarten in the same summer.

    Only looked at, never cut: some begin a year later, and the school year begins some weeks after.
    """
    if figures.age is None or figures.day is None:
        return
    if born is None:
        code = CheckCode.KINDERGARTEN_UNCHECKED
        yield Finding(code, Severity.HINT, words.BIRTH_DATE_MISSING, figures.source)
        return
    from_day = kindergarten_day(born, figures.age, figures.day)
    if line.last_day >= from_day:
        said = words.kindergarten(from_day)
        yield Finding(CheckCode.KINDERGARTEN_AGE, Severity.HINT, said, figures.source)


def kindergarten_day(born: date, age: int, reference_day: int) -> date:
    """The day after the first Stichtag on which a child has the age."""
    stichtag = divmod(reference_day, 100)
    late = (born.month, born.day) > stichtag
    return date(born.year + age + late, *stichtag) + ONE_DAY


# ------------------------------------------------------------------ small ones


def _outside(spans: Iterable[Days], days: Days) -> Iterator[Days]:
    """What of the days is in none of the spans."""
    first = days[0]
    for span in sorted(clipped(spans, days)):
        if span[0] > first:
            yield first, span[0] - ONE_DAY
        first = max(first, min(span[1], days[1]) + ONE_DAY)
    if first <= days[1]:
        yield first, days[1]
