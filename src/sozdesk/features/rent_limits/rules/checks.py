"""All checks of one declaration, and of a whole Erhebung."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.rules import (
    canton,
    completeness,
    index_move,
    last_year,
    shape,
    surroundings,
)
from sozdesk.features.rent_limits.rules.bases import in_interval, pairs
from sozdesk.features.rent_limits.rules.index_move import DEFAULT_SERIES
from sozdesk.features.rent_limits.terms import (
    Category,
    Code,
    Declaration,
    IndexValue,
    MunicipalityFacts,
    Thresholds,
    amount_field,
)
from sozdesk.kernel.findings import Finding, Severity

_SEVERITIES = tuple(Severity)
_AMOUNT_FIELDS = tuple(amount_field(category) for category in Category)


def check_declaration(
    declaration: Declaration,
    *,
    history: Sequence[Declaration] = (),
    facts: MunicipalityFacts | None = None,
    index: Sequence[IndexValue] = (),
    thresholds: Thresholds,
    today: date,
    series: str = DEFAULT_SERIES,
) -> tuple[Finding, ...]:
    """What one declaration shows by itself and beside the earlier ones of the same municipality.

    The same at the municipality before sending and at the KSA. ``history`` holds the earlier
    declarations, ``series`` the office's index for municipalities that name none. Stops come
    first, notes last, and what belongs to one amount stands together.
    """
    earlier = _newest_first(declaration, history)
    found = _single(declaration, earlier, facts, index, thresholds, today, series)
    return _finished(found, declaration, earlier, {}, "")


def check_round(
    incoming: Sequence[Declaration],
    *,
    known: Mapping[int, Declaration],
    history: Mapping[int, Sequence[Declaration]],
    facts: Mapping[int, MunicipalityFacts],
    index: Sequence[IndexValue],
    thresholds: Thresholds,
    today: date,
    series: str = DEFAULT_SERIES,
) -> list[tuple[Finding, ...]]:
    """Every incoming declaration by itself and beside the other municipalities of the year.

    ``known`` holds what is already recorded for the year; an incoming declaration takes its place
    (of several for one municipality the last). The answer runs parallel to ``incoming``.
    """
    population = _with_limits({**known, **{new.bfs_number: new for new in incoming}})
    spreads, twins = canton.spreads(population, facts), canton.twins(population, facts)
    checked = []
    for declaration in incoming:
        own = facts.get(declaration.bfs_number)
        earlier = _newest_first(declaration, history.get(declaration.bfs_number, ()))
        found = _single(declaration, earlier, own, index, thresholds, today, series)
        medians: Mapping[Category, int] = {}
        if declaration.no_limits_reason is None:
            found += canton.outlier_hints(declaration, own, spreads, thresholds)
            found += canton.twin_hints(declaration, own, twins)
            medians = canton.district_medians(declaration, own, spreads, thresholds)
        district = own.district if own else ""
        checked.append(_finished(found, declaration, earlier, medians, district))
    return checked


def _with_limits(declarations: Mapping[int, Declaration]) -> Mapping[int, Declaration]:
    """Without the municipalities that set no limits."""
    return {bfs: one for bfs, one in declarations.items() if one.no_limits_reason is None}


def _newest_first(
    declaration: Declaration, history: Sequence[Declaration]
) -> Sequence[Declaration]:
    """What was declared before; of the same year only what a later change takes the place of."""
    earlier = [former for former in history if _began(former) < _began(declaration)]
    return sorted(earlier, key=_began, reverse=True)


def _began(declaration: Declaration) -> tuple[int, date]:
    return declaration.year, declaration.valid_from or date.min


def _single(
    declaration: Declaration,
    earlier: Sequence[Declaration],
    facts: MunicipalityFacts | None,
    index: Sequence[IndexValue],
    thresholds: Thresholds,
    today: date,
    series: str,
) -> list[Finding]:
    found = list(completeness.incomplete(declaration))
    if declaration.no_limits_reason is None:
        previous = earlier[0] if earlier else None
        found += _amounts(declaration, previous, facts, thresholds, today)
        found += last_year.kind_hints(declaration, previous)
        found += last_year.difference_hints(declaration, previous)
        found += index_move.index_hints(
            declaration, earlier, index=index, thresholds=thresholds, today=today, series=series
        )
        found += completeness.unanswered(declaration)
        found += completeness.decision_hints(declaration, previous)
        found += surroundings.advert_hints(declaration, thresholds)
    found += completeness.unreachable(declaration)
    return found


def _amounts(
    declaration: Declaration,
    previous: Declaration | None,
    facts: MunicipalityFacts | None,
    thresholds: Thresholds,
    today: date,
) -> Iterator[Finding]:
    return chain(
        shape.size_hints(declaration, thresholds),
        shape.further_hints(declaration),
        shape.group_hints(declaration),
        last_year.amount_hints(
            declaration, previous, facts=facts, thresholds=thresholds, today=today
        ),
        surroundings.counter_hints(declaration),
        surroundings.ancillary_hints(declaration, thresholds),
    )


def _finished(
    found: Sequence[Finding],
    declaration: Declaration,
    earlier: Sequence[Declaration],
    medians: Mapping[Category, int],
    district: str,
) -> tuple[Finding, ...]:
    """Without what a mix-up of month and year explains, with the line of comparison, in order."""
    mixed_up = {finding.field for finding in found if finding.code == Code.MONTH_YEAR}
    kept = [
        finding
        for finding in found
        if finding.code != Code.FAR_FROM_MEDIAN or finding.field not in mixed_up
    ]
    places = {finding.field for finding in kept if _wants_comparison(finding)}
    lines = _comparisons(declaration, earlier, medians, district, places)
    compared = [
        replace(finding, detail=lines[finding.field])
        if _wants_comparison(finding) and finding.field in lines
        else finding
        for finding in kept
    ]
    return tuple(sorted(compared, key=_rank))


def _rank(finding: Finding) -> tuple[int, int]:
    """Stops, hints, notes; in each the amounts in the order of the form, then everything else."""
    on_amount = finding.field in _AMOUNT_FIELDS
    place = _AMOUNT_FIELDS.index(finding.field) if on_amount else len(_AMOUNT_FIELDS)
    return _SEVERITIES.index(finding.severity), place


def _wants_comparison(finding: Finding) -> bool:
    """A finding about one amount that says nothing in particular below its sentence."""
    return bool(finding.subject) and not finding.detail


def _comparisons(
    declaration: Declaration,
    earlier: Sequence[Declaration],
    medians: Mapping[Category, int],
    district: str,
    places: Collection[str],
) -> Mapping[str, str]:
    """Field of an amount → the amount of last year and the district median, as far as known."""
    previous, interval = (earlier[0] if earlier else None), declaration.interval
    old: dict[Category, int] = {}
    when = ""
    if previous is not None and interval is not None:
        when = texts.before(declaration.year, previous.year)
        old = {
            pair.category: in_interval(pair.old, interval) for pair in pairs(declaration, previous)
        }
    return {
        amount_field(category): texts.comparison(
            old.get(category), when, medians.get(category), district
        )
        for category in Category
        if amount_field(category) in places
    }
