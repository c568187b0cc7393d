"""A rent beside the limit of the day: a hint for the single case, never a cut (§ 11 SHV)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final

from sozdesk.features.cases.terms import (
    RentComparison,
    RentFacts,
    RentMeasure,
    ShareBy,
    TenancyForm,
)
from sozdesk.features.cases.terms.tenancies import (
    LimitChange,
    LimitGap,
    RentCheck,
    RentMeasureRow,
    TenancyRow,
)
from sozdesk.features.cases.texts import tenancies as words
from sozdesk.features.rent_limits.terms import LimitSpanRow, RentKind
from sozdesk.kernel.findings import Finding, stop

BY_HEADS_ONLY: Final = frozenset({TenancyForm.FAMILY, TenancyForm.COUPLE, TenancyForm.BOARDING})
"""Forms in which nobody agrees on a share with others."""


def compared(facts: RentFacts, limit: int, *, gross: bool) -> RentComparison:
    """The supported persons' share of the rent beside their share of the limit of all who live there.

    ``limit`` is the amount for the size of the household in Rappen per month, net or ``gross`` as the
    municipality declared it: the rent is taken on the same basis. By heads both are divided by all
    persons and multiplied by the supported ones, rounded half up; an agreed share is compared as it is.
    """
    rent = facts.net + (facts.ancillary if gross else 0)
    own = _by_heads(rent, facts)
    if facts.share_by is ShareBy.AGREEMENT and facts.agreed_share is not None:
        own = facts.agreed_share
    allowed = _by_heads(limit, facts)
    return RentComparison(own=own, limit=allowed, above=max(own - allowed, 0))


def _by_heads(amount: int, facts: RentFacts) -> int:
    return (2 * amount * facts.supported + facts.persons) // (2 * facts.persons)


def span_on(day: date, spans: Sequence[LimitSpanRow]) -> LimitSpanRow | None:
    """What holds on a day: the last that has begun, also past its year, as nothing newer is known."""
    return max((one for one in spans if one.since <= day), key=lambda one: one.since, default=None)


def rent_check(tenancy: TenancyRow, spans: Sequence[LimitSpanRow], day: date) -> RentCheck:
    """The dwelling beside the limit of its municipality that is valid on ``day``."""
    span = span_on(day, spans)
    if span is None:
        return RentCheck(day=day, span=None, gap=LimitGap.UNKNOWN)
    gross = span.rent_kind is RentKind.GROSS
    limit = span.for_household(tenancy.persons)
    gap = _gap(span, limit)
    if gap is not None or limit is None:
        return RentCheck(day=day, span=span, gap=gap)
    return RentCheck(
        day=day,
        span=span,
        limit=limit,
        gross=gross,
        comparison=compared(tenancy.facts, limit, gross=gross),
    )


def _gap(span: LimitSpanRow, limit: int | None) -> LimitGap | None:
    if span.no_limits:
        return LimitGap.NONE_SET
    if span.rent_kind is None or span.interval is None:
        return LimitGap.NO_BASIS
    return LimitGap.NO_SIZE if limit is None else None


def limit_changes(
    tenancy: TenancyRow,
    measures: Sequence[RentMeasureRow],
    spans: Sequence[LimitSpanRow],
    today: date,
) -> Iterator[LimitChange]:
    """Running Auflagen and Kürzungen that rest on another limit than holds today, or will hold.

    Another amount, another basis (net or gross), or on none, because none was known then.
    """
    coming = sorted((one for one in spans if one.since > today), key=lambda one: one.since)
    now = span_on(today, spans)
    for measure in measures:
        if measure.lifted_on is None:
            then = span_on(measure.ordered_on, spans)
            found = (
                _changed(measure, tenancy.persons, then, span)
                for span in filter(None, (now, *coming))
            )
            yield from islice(filter(None, found), 1)


def _changed(
    measure: RentMeasureRow, persons: int, then: LimitSpanRow | None, span: LimitSpanRow
) -> LimitChange | None:
    """What is another limit than the one of the day on which it was ordered; None if it is the same."""
    limit, before = span.for_household(persons), measure.limit_then
    if limit is None or (before is None and _gap(span, limit) is not None):
        return None
    bases = (then.rent_kind if then else None, span.rent_kind)
    gross = None
    if before is not None and None not in bases and bases[0] is not bases[1]:
        gross = (bases[0] is RentKind.GROSS, bases[1] is RentKind.GROSS)
    if limit == before and gross is None:
        return None
    return LimitChange(measure.id, before, limit, span.since, gross)


# ------------------------------------------------------------------ what may be entered


def tenancy_findings(tenancy: TenancyRow, others: Sequence[TenancyRow]) -> Iterator[Finding]:
    """What does not fit about a dwelling; ``others`` are the other ones of the case."""
    if tenancy.persons < 1:
        yield stop("persons", words.PERSONS, "persons")
    if not 0 <= tenancy.supported <= max(tenancy.persons, 0):
        yield stop("supported", words.SUPPORTED, "supported")
    for key in ("net_rent", "ancillary"):
        if getattr(tenancy, key) < 0:
            yield stop("negative", words.NEGATIVE, key)
    yield from _about_share(tenancy)
    if tenancy.ended_on is not None and tenancy.ended_on < tenancy.valid_from:
        yield stop("ends_first", words.ENDS_FIRST, "ended_on")
    for other in others:
        if _meet(tenancy, other):
            yield stop("overlaps", words.overlaps(other.valid_from), "valid_from")


def _about_share(tenancy: TenancyRow) -> Iterator[Finding]:
    agreed = tenancy.share_by is ShareBy.AGREEMENT
    if agreed and tenancy.form in BY_HEADS_ONLY:
        yield stop("no_share", words.NO_SHARE, "share_by")
    elif agreed and tenancy.agreed_share is None:
        yield stop("agreed_missing", words.AGREED_MISSING, "agreed_share")
    elif not agreed and tenancy.agreed_share is not None:
        yield stop("agreed_alone", words.AGREED_ALONE, "agreed_share")
    if tenancy.agreed_share is not None and tenancy.agreed_share < 0:
        yield stop("negative", words.NEGATIVE, "agreed_share")


def _meet(one: TenancyRow, other: TenancyRow) -> bool:
    last, other_last = one.ended_on or date.max, other.ended_on or date.max
    return one.valid_from <= other_last and other.valid_from <= last


def measure_findings(measure: RentMeasureRow, tenancy: TenancyRow) -> Iterator[Finding]:
    """What does not fit about an Auflage or a Kürzung."""
    if not tenancy.valid_from <= measure.ordered_on <= (tenancy.ended_on or date.max):
        yield stop("outside", words.OUTSIDE, "ordered_on")
    if measure.kind is RentMeasure.ORDER:
        if measure.deadline is None:
            yield stop("deadline_needed", words.DEADLINE_NEEDED, "deadline")
        elif measure.deadline < measure.ordered_on:
            yield stop("deadline_early", words.DEADLINE_EARLY, "deadline")
    elif measure.reduced_to is None:
        yield stop("amount_needed", words.AMOUNT_NEEDED, "reduced_to")
    elif measure.reduced_to < 0:
        yield stop("negative", words.NEGATIVE, "reduced_to")
    if measure.lifted_on is not None and measure.lifted_on < measure.ordered_on:
        yield stop("lifted_early", words.LIFTED_EARLY, "lifted_on")
