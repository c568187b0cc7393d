"""The amounts beside the last ones of the same municipality, on the same basis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.rules.bases import (
    Pair,
    in_interval,
    in_order,
    pairs,
    yearly,
)
from sozdesk.features.rent_limits.rules.making import amount_hint, hint
from sozdesk.features.rent_limits.terms import (
    SIZES,
    Category,
    Code,
    Declaration,
    Interval,
    Method,
    MunicipalityFacts,
    Thresholds,
)
from sozdesk.kernel.findings import Finding
from sozdesk.kernel.german import change, short_amount


def kind_hints(declaration: Declaration, previous: Declaration | None) -> Iterator[Finding]:
    """Net or gross, month or year: not the same as last time."""
    if previous is None:
        return
    when = texts.before(declaration.year, previous.year)
    kinds = (declaration.rent_kind, previous.rent_kind)
    intervals = (declaration.interval, previous.interval)
    for field, (new, old) in (("rent_kind", kinds), ("interval", intervals)):
        if new is not None and old is not None and new is not old:
            value, other, code = texts.word(new), texts.word(old), Code.KIND_CHANGED
            yield hint(code, field, subject=field, value=value, other=other, before=when)


def difference_hints(declaration: Declaration, previous: Declaration | None) -> Iterator[Finding]:
    """«unverändert», or that as the Basis, but values differ."""
    differing = _differing(declaration, previous)
    interval, by_basis = declaration.interval, declaration.method is Method.UNCHANGED
    says_so = declaration.unchanged or by_basis
    if not says_so or not differing or previous is None or interval is None:
        return
    first = differing[0]
    differences = texts.difference(
        first.category,
        in_interval(first.new, interval),
        in_interval(first.old, interval),
        more=len(differing) - 1,
        when=texts.before(declaration.year, previous.year),
    )
    number = len(differing)
    if declaration.unchanged:
        code, field = Code.UNCHANGED_BUT_DIFFERENT, "unchanged"
    else:
        code, field = Code.BASIS_BUT_DIFFERENT, "method"
    yield hint(code, field, number=number, differences=differences)


def no_longer_unchanged(declaration: Declaration, previous: Declaration | None) -> Declaration:
    """Without «unverändert», also as the Basis, once an amount is another than before."""
    if not _differing(declaration, previous):
        return declaration
    method = None if declaration.method is Method.UNCHANGED else declaration.method
    return replace(declaration, unchanged=False, method=method)


def _differing(declaration: Declaration, previous: Declaration | None) -> list[Pair]:
    return [pair for pair in pairs(declaration, previous) if pair.new != pair.old]


def amount_hints(
    declaration: Declaration,
    previous: Declaration | None,
    *,
    facts: MunicipalityFacts | None,
    thresholds: Thresholds,
    today: date,
) -> Iterator[Finding]:
    """Each amount by itself and beside the last one.

    Month and year mixed up, a slipped row and a large change are three explanations of the same
    jump: only the first that fits is given.
    """
    interval = declaration.interval
    if interval is None:
        return
    compared = {pair.category: pair for pair in pairs(declaration, previous)}
    when = texts.before(declaration.year, previous.year) if previous else ""
    for category, rappen in in_order(declaration.amounts):
        pair = compared.get(category)
        usual = _usual_instead(category, yearly(rappen, interval), pair, interval, when, thresholds)
        if usual:
            figures = {"interval": texts.word(interval), "usual": usual}
            yield amount_hint(Code.MONTH_YEAR, category, rappen, **figures)
        elif pair is not None and pair.old > 0:
            yield from _jump_hints(pair, compared, interval, when, thresholds)
            if _has_subsidy_rules(facts, today):
                yield from _lower_hints(pair, interval, when)


def _usual_instead(
    category: Category,
    rappen: int,
    pair: Pair | None,
    interval: Interval,
    when: str,
    thresholds: Thresholds,
) -> str:
    """What would be usual for a yearly amount that looks like another interval; empty if it fits."""
    if pair is not None and _twelvefold(pair, thresholds):
        return texts.about_as_before(in_interval(pair.old, interval), when)
    low, high = (12 * limit for limit in (thresholds.month_min, thresholds.month_max))
    if category not in SIZES or low <= rappen <= high:
        return ""
    return texts.span(*(short_amount(in_interval(limit, interval)) for limit in (low, high)))


def _twelvefold(pair: Pair, thresholds: Thresholds) -> bool:
    """Whether an amount is about twelve times the last one, or a twelfth of it."""
    return _close(pair.new, 12 * pair.old, thresholds) or _close(
        12 * pair.new, pair.old, thresholds
    )


def _close(new: int, old: int, thresholds: Thresholds) -> bool:
    return old > 0 and abs(new - old) * 10_000 <= thresholds.change_max * old


def _jump_hints(
    pair: Pair,
    compared: Mapping[Category, Pair],
    interval: Interval,
    when: str,
    thresholds: Thresholds,
) -> Iterator[Finding]:
    neighbour = _slipped_from(pair, compared)
    if neighbour is not None:
        slipped = texts.for_category(neighbour)
        yield _change_hint(Code.ROW_SLIP, pair, interval, when, for_neighbour=slipped)
    elif not _close(pair.new, pair.old, thresholds):
        limit = f"±{texts.share(thresholds.change_max)}"
        yield _change_hint(Code.CHANGE_LARGE, pair, interval, when, limit=limit)


_NEIGHBOURS = [*pairwise(SIZES), *((above, below) for below, above in pairwise(SIZES))]


def _slipped_from(pair: Pair, compared: Mapping[Category, Pair]) -> Category | None:
    """The neighbouring size whose last amount this size has now, if its own was another one."""
    if pair.new == pair.old:
        return None
    others = [other for size, other in _NEIGHBOURS if size is pair.category and other in compared]
    return next((other for other in others if compared[other].old == pair.new), None)


def _has_subsidy_rules(facts: MunicipalityFacts | None, today: date) -> bool:
    since = facts.rent_subsidy_rules_on if facts else None
    return since is not None and since <= today


def _lower_hints(pair: Pair, interval: Interval, when: str) -> Iterator[Finding]:
    if pair.new < pair.old:
        yield _change_hint(Code.LOWER_WITH_SUBSIDY_RULES, pair, interval, when)


def _change_hint(code: Code, pair: Pair, interval: Interval, when: str, **figures: str) -> Finding:
    return amount_hint(
        code,
        pair.category,
        in_interval(pair.new, interval),
        other=short_amount(in_interval(pair.old, interval)),
        share=change(pair.old, pair.new),
        before=when,
        **figures,
    )
