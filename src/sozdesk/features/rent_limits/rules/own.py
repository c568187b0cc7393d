"""The declaration of a Sozialdienst before it is sent: which year, what is known, what is left."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.rules.derivation import used_offers
from sozdesk.features.rent_limits.terms import (
    ASKED_ANEW,
    OF_ONE_YEAR,
    Block,
    Category,
    ComparisonBasis,
    Contact,
    Decision,
    Declaration,
    Derivation,
    Extras,
    IndexBasis,
    Method,
    QuantileBasis,
)

_NEXT_YEAR_FROM_MONTH = 9

_AMOUNT_BLOCKS: Mapping[Category, Block] = {
    Category.YOUNG_ADULT: Block.YOUNG_ADULTS,
    Category.SHARED: Block.SHARED,
    Category.EMERGENCY: Block.EMERGENCY,
}


def declaring_year(today: date) -> int:
    """The year that is declared: from September on the next one."""
    return today.year + (1 if today.month >= _NEXT_YEAR_FROM_MONTH else 0)


def usual_days(year: int) -> Mapping[str, date]:
    """The cantonal office's practice: call on 1 November, due on 31 December, valid from 1 January."""
    return {
        "call_on": date(year - 1, 11, 1),
        "due_on": date(year - 1, 12, 31),
        "valid_from": date(year, 1, 1),
    }


def prefilled(
    previous: Declaration | None,
    *,
    bfs_number: int,
    year: int,
    valid_from: date | None,
    contact: Contact,
) -> Declaration:
    """What stands in a new declaration: last year's values, without what is asked anew every year.

    The same as on the form that goes out. ``contact`` is who stands in where last year names nobody.
    """
    if previous is None:
        return Declaration(bfs_number=bfs_number, year=year, valid_from=valid_from, contact=contact)
    return replace(
        _without(previous, ASKED_ANEW),
        bfs_number=bfs_number,
        year=year,
        valid_from=valid_from,
        contact=previous.contact if previous.contact.name else contact,
    )


def unchanged(
    previous: Declaration,
    *,
    year: int,
    valid_from: date | None,
    reviewed_on: date | None,
    contact: Contact,
) -> Declaration:
    """«Unverändert bestätigt»: limits, Beschluss and Basis as last year, with the day of the review.

    What was counted or pending then says nothing about now. Where last year names no Basis it is
    «unverändert vom Vorjahr».
    """
    return replace(
        _without(previous, OF_ONE_YEAR),
        year=year,
        valid_from=valid_from,
        method=previous.method or Method.UNCHANGED,
        unchanged=True,
        last_reviewed_on=reviewed_on,
        contact=contact if contact.name else previous.contact,
    )


def _without(declaration: Declaration, keys: Collection[str]) -> Declaration:
    """The same with these fields of the form empty."""
    names = {key.removeprefix("decision_") for key in keys}
    return replace(
        _emptied(declaration, names),
        decision=_emptied(declaration.decision, names),
        extras=_emptied(declaration.extras, names),
    )


_Answers = TypeVar("_Answers", Declaration, Decision, Extras)


def _emptied(answers: _Answers, names: Collection[str]) -> _Answers:
    empty: dict[str, Any] = {one.name: one.default for one in fields(answers) if one.name in names}
    return replace(answers, **empty)


def blocks_of(declaration: Declaration) -> frozenset[Block]:
    """The optional blocks that a declaration answers, so that its form must have them."""
    extras = declaration.extras
    answered = {
        Block.ANCILLARY: (
            extras.ancillary_mode is not None
            or extras.heating_included is not None
            or bool(extras.ancillary_amounts)
            or bool(extras.counter_amounts)
        ),
        Block.INDEX: bool(extras.index_name)
        or extras.index_base is not None
        or extras.index_date is not None,
        Block.ADVERTS: extras.adverts_count is not None
        or extras.adverts_below is not None
        or bool(extras.adverts_period)
        or bool(extras.adverts_source),
        Block.ABOVE_LIMIT: bool(extras.households_above),
    }
    amounts = {block for one, block in _AMOUNT_BLOCKS.items() if one in declaration.amounts}
    return frozenset(amounts | {block for block, given in answered.items() if given})


def applied(declaration: Declaration, derivation: Derivation) -> Declaration:
    """The declaration with derived limits: amounts, basis, and how they were found.

    Categories that were not derived keep their amount, unless they were declared on another basis.
    """
    same = (declaration.rent_kind, declaration.interval) == (
        derivation.rent_kind,
        derivation.interval,
    )
    kept = declaration.amounts if same else {}
    method, extras = _explained(declaration.extras, derivation)
    return replace(
        declaration,
        amounts={**kept, **derivation.amounts},
        rent_kind=derivation.rent_kind,
        interval=derivation.interval,
        method=method,
        method_text=texts.how_derived(derivation, number_used(derivation)),
        unchanged=False,
        no_limits_reason=None,
        extras=extras,
    )


def number_used(derivation: Derivation) -> int:
    """Of offers or municipalities that a derivation rests on."""
    basis = derivation.basis
    if isinstance(basis, QuantileBasis):
        return used_offers(basis.offers, basis.ranges)
    return len(basis.names) if isinstance(basis, ComparisonBasis) else 0


def _explained(extras: Extras, derivation: Derivation) -> tuple[Method, Extras]:
    """The Basis, and the answers to the optional blocks that belong to it."""
    basis = derivation.basis
    if isinstance(basis, QuantileBasis):
        offers = replace(
            extras,
            adverts_count=used_offers(basis.offers, basis.ranges),
            adverts_below=used_offers(basis.offers, basis.ranges, derivation.amounts),
            adverts_period=basis.period,
            adverts_source=basis.source,
        )
        return Method.PERCENTILE, offers
    if isinstance(basis, IndexBasis):
        now = basis.now
        index = replace(extras, index_name=now.series, index_base=now.value, index_date=now.day)
        return Method.INDEX, index
    return Method.NEIGHBOURS, extras
