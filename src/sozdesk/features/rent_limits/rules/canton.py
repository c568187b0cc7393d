"""One declaration beside those of the other municipalities, always on the same basis.

Everything here is integer arithmetic: twice the median and four times the median absolute
deviation are whole numbers, so no score hangs on a rounding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sozdesk.features.rent_limits.rules.bases import MONTHS, in_interval, yearly_amounts
from sozdesk.features.rent_limits.rules.making import amount_hint, hint
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    SIZES,
    Category,
    Code,
    Declaration,
    Interval,
    MunicipalityFacts,
    RentKind,
    Thresholds,
    amount_field,
)
from sozdesk.features.rent_limits.texts import phrases
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding

Basis = tuple[str, RentKind, Category]
"""District, net or gross, category: what one median is made of."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Centre and spread of the yearly amounts of one basis, in Rappen."""

    count: int
    centre_doubled: int
    """Twice the median."""
    deviation_quadrupled: int
    """Four times the median of the distances from the median (MAD)."""

    @property
    def centre(self) -> int:
        """The median per year, rounded half up to the Rappen."""
        return (self.centre_doubled + 1) // 2


def median(values: Sequence[int]) -> int:
    """The middle of at least one value, or half-way between the two in the middle, rounded up."""
    return (_median_doubled(values) + 1) // 2


def spreads(
    population: Mapping[int, Declaration], facts: Mapping[int, MunicipalityFacts]
) -> Mapping[Basis, Spread]:
    """Median and spread of every district, basis and category."""
    values: defaultdict[Basis, list[int]] = defaultdict(list)
    for bfs, declaration in population.items():
        if bfs in facts and declaration.rent_kind is not None:
            for category, rappen in yearly_amounts(declaration).items():
                values[facts[bfs].district, declaration.rent_kind, category].append(rappen)
    return {basis: _spread(amounts) for basis, amounts in values.items()}


def _spread(amounts: Sequence[int]) -> Spread:
    centre = _median_doubled(amounts)
    distances = [abs(2 * amount - centre) for amount in amounts]
    return Spread(len(amounts), centre, _median_doubled(distances))


def _median_doubled(values: Sequence[int]) -> int:
    """Twice the median of at least one value."""
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]


def district_medians(
    declaration: Declaration,
    facts: MunicipalityFacts | None,
    known: Mapping[Basis, Spread],
    thresholds: Thresholds,
) -> Mapping[Category, int]:
    """District medians on the basis and in the interval of a declaration, if made of enough values."""
    kind, interval = declaration.rent_kind, declaration.interval
    if facts is None or kind is None or interval is None:
        return {}
    found = {category: known.get((facts.district, kind, category)) for category in Category}
    return {
        category: in_interval(spread.centre, interval)
        for category, spread in found.items()
        if spread and spread.count >= thresholds.outlier_min_count
    }


def outlier_hints(
    declaration: Declaration,
    facts: MunicipalityFacts | None,
    known: Mapping[Basis, Spread],
    thresholds: Thresholds,
) -> Iterator[Finding]:
    """Far from the district median: 0.6745 × distance ÷ MAD above the limit (Iglewicz, Hoaglin)."""
    kind, interval = declaration.rent_kind, declaration.interval
    if facts is None or kind is None or interval is None:
        return
    for category, rappen in yearly_amounts(declaration).items():
        spread = known.get((facts.district, kind, category))
        if spread is None or not _is_far(rappen, spread, thresholds):
            continue
        yield amount_hint(
            Code.FAR_FROM_MEDIAN,
            category,
            declaration.amounts[category],
            other=german.short_amount(in_interval(spread.centre, interval)),
            district=facts.district,
            count=str(spread.count),
            usual=_usual(spread, thresholds, interval),
        )


def _is_far(rappen: int, spread: Spread, thresholds: Thresholds) -> bool:
    if spread.count < thresholds.outlier_min_count or spread.deviation_quadrupled == 0:
        return False
    distance = abs(2 * rappen - spread.centre_doubled)
    # 0.6745 * (distance / 2) / (deviation / 4) > score / 100, without fractions
    return 2 * 6745 * distance > thresholds.outlier_score * 100 * spread.deviation_quadrupled


def _usual(spread: Spread, thresholds: Thresholds, interval: Interval) -> str:
    """«871 bis 1'129»: the whole francs that are not yet far."""
    doubled = thresholds.outlier_score * 100 * spread.deviation_quadrupled // (2 * 6745)
    months, francs = MONTHS[interval], 2 * 100
    low = -((doubled - spread.centre_doubled) // (months * francs))
    high = (spread.centre_doubled + doubled) // (months * francs)
    return phrases.span(german.short_amount(low * 100), german.short_amount(high * 100))


Fingerprint = tuple[RentKind | None, tuple[int | None, ...]]
"""Basis and yearly amounts of the main categories."""


def twins(
    population: Mapping[int, Declaration], facts: Mapping[int, MunicipalityFacts]
) -> Mapping[Fingerprint, Sequence[MunicipalityFacts]]:
    """Municipalities by their amounts, each group in German order."""
    groups: defaultdict[Fingerprint, list[MunicipalityFacts]] = defaultdict(list)
    for bfs, declaration in population.items():
        fingerprint = _fingerprint(declaration)
        if fingerprint is not None and bfs in facts:
            groups[fingerprint].append(facts[bfs])
    for members in groups.values():
        members.sort(key=lambda member: (german.sort_key(member.name), member.bfs_number))
    return groups


def _fingerprint(declaration: Declaration) -> Fingerprint | None:
    amounts = yearly_amounts(declaration)
    if declaration.rent_kind is None or not set(SIZES) <= amounts.keys():
        return None
    return declaration.rent_kind, tuple(amounts.get(category) for category in MAIN_CATEGORIES)


NAMED = 3
"""So many municipalities with the same amounts are named."""


def twin_hints(
    declaration: Declaration,
    facts: MunicipalityFacts | None,
    known: Mapping[Fingerprint, Sequence[MunicipalityFacts]],
) -> Iterator[Finding]:
    """The same amounts as a municipality outside the own Sozialdienst."""
    fingerprint = _fingerprint(declaration)
    if fingerprint is None:
        return
    service = facts.service if facts else None
    strangers = (
        member
        for member in known.get(fingerprint, ())
        if member.bfs_number != declaration.bfs_number
        and (service is None or member.service != service)
    )
    names = [member.name for member in islice(strangers, NAMED + 1)]
    if names:
        first = declaration.amounts[Category.P1]
        named = [*names[:NAMED], phrases.OTHER_MUNICIPALITIES] if len(names) > NAMED else names
        field, others = amount_field(Category.P1), german.enumeration(named)
        yield hint(Code.SAME_AS_OTHER, field, number=first, others=others)
