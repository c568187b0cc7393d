"""Dated values of the catalogue: all of them, and those of a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.offerings.records import (
    CategoryRecord,
    CoveredNeedRecord,
    OfferingValueRecord,
    RegimeRateRecord,
    RegimeRecord,
    TariffRecord,
)
from sozdesk.features.offerings.terms import (
    Billable,
    CapKind,
    CategoryRow,
    CostBearer,
    CoveredNeedRow,
    Financing,
    PriceUnit,
    ProRata,
    RegimeRateRow,
    RegimeRow,
    TariffRow,
    ValueKey,
    ValueRow,
)
from sozdesk.kernel.dated import on


def all_categories(session: Session) -> tuple[CategoryRow, ...]:
    """Every row of the table of categories, by position and first day."""
    found = session.scalars(
        select(CategoryRecord).order_by(CategoryRecord.position, CategoryRecord.valid_from)
    )
    return tuple(
        CategoryRow(
            id=row.id,
            version=row.version,
            code=row.code,
            valid_from=row.valid_from,
            ended_on=row.ended_on,
            position=row.position,
            name=row.name,
            parent_code=row.parent_code,
            financing=Financing(row.financing),
            citation=row.citation,
            text=row.text,
            source=row.source,
        )
        for row in found
    )


def categories(session: Session, day: date) -> tuple[CategoryRow, ...]:
    """The categories of a day, by position."""
    rows = all_categories(session)
    codes = dict.fromkeys(row.code for row in rows)
    holding = (on(day, [row for row in rows if row.code == code]) for code in codes)
    return tuple(row for row in holding if row is not None)


def known_categories(session: Session, day: date) -> Mapping[str, CategoryRow]:
    """Code → the category of a day, or as it was last known; one to come as it will be first."""
    known: dict[str, CategoryRow] = {}
    for row in sorted(all_categories(session), key=lambda one: one.valid_from):
        if row.valid_from <= day or row.code not in known:
            known[row.code] = row
    return known


def parents(session: Session, day: date) -> Mapping[str, str | None]:
    """Category → the category above it, on a day."""
    return {row.code: row.parent_code for row in categories(session, day)}


def covered_needs(session: Session) -> tuple[CoveredNeedRow, ...]:
    """Every «Bedarf gedeckt», newest first."""
    found = session.scalars(
        select(CoveredNeedRecord).order_by(
            CoveredNeedRecord.valid_from.desc(), CoveredNeedRecord.category_code
        )
    )
    return tuple(
        CoveredNeedRow(
            id=row.id,
            version=row.version,
            category_code=row.category_code,
            segment=row.segment,
            valid_from=row.valid_from,
            ended_on=row.ended_on,
            reason=row.reason,
        )
        for row in found
    )


def all_regimes(session: Session) -> tuple[RegimeRow, ...]:
    """Every row of the table of regimes, by position and first day."""
    found = session.scalars(
        select(RegimeRecord).order_by(RegimeRecord.position, RegimeRecord.valid_from)
    )
    return tuple(
        RegimeRow(
            id=row.id,
            version=row.version,
            code=row.code,
            valid_from=row.valid_from,
            ended_on=row.ended_on,
            position=row.position,
            name=row.name,
            citation=row.citation,
            source=row.source,
        )
        for row in found
    )


def regimes(session: Session, day: date) -> tuple[RegimeRow, ...]:
    """The regimes of a day, by position."""
    rows = all_regimes(session)
    codes = dict.fromkeys(row.code for row in rows)
    holding = (on(day, [row for row in rows if row.code == code]) for code in codes)
    return tuple(row for row in holding if row is not None)


def rates(session: Session) -> tuple[RegimeRateRow, ...]:
    """Every rate, by regime, category and first day."""
    found = session.scalars(
        select(RegimeRateRecord).order_by(
            RegimeRateRecord.regime_code,
            RegimeRateRecord.category_code,
            RegimeRateRecord.valid_from,
        )
    )
    return tuple(
        RegimeRateRow(
            id=row.id,
            version=row.version,
            regime_code=row.regime_code,
            category_code=row.category_code,
            valid_from=row.valid_from,
            ended_on=row.ended_on,
            billable=Billable(row.billable),
            rate=row.rate,
            cost_bearer=CostBearer(row.cost_bearer) if row.cost_bearer else None,
            citation=row.citation,
            source=row.source,
        )
        for row in found
    )


def tariffs(session: Session) -> tuple[TariffRow, ...]:
    """Every Maximaltarif, by category, regime, unit and first day."""
    found = session.scalars(
        select(TariffRecord).order_by(
            TariffRecord.category_code,
            TariffRecord.regime_code,
            TariffRecord.unit,
            TariffRecord.valid_from,
        )
    )
    return tuple(
        TariffRow(
            id=row.id,
            version=row.version,
            category_code=row.category_code,
            regime_code=row.regime_code,
            unit=PriceUnit(row.unit),
            valid_from=row.valid_from,
            ended_on=row.ended_on,
            amount=row.amount,
            pro_rata=ProRata(row.pro_rata),
            cap_kind=CapKind(row.cap_kind) if row.cap_kind else None,
            cap_amount=row.cap_amount,
            citation=row.citation,
            source=row.source,
        )
        for row in found
    )


def values(session: Session) -> tuple[ValueRow, ...]:
    """Every figure of the procedure, by key and first day."""
    found = session.scalars(
        select(OfferingValueRecord).order_by(
            OfferingValueRecord.key, OfferingValueRecord.valid_from
        )
    )
    return tuple(
        ValueRow(
            id=row.id,
            version=row.version,
            key=ValueKey(row.key),
            valid_from=row.valid_from,
            ended_on=row.ended_on,
            value=row.value,
            source=row.source,
        )
        for row in found
    )


def value_on(session: Session, key: ValueKey, day: date) -> ValueRow | None:
    """The figure of a day; None if nobody entered one («noch nicht erfasst»)."""
    return on(day, [row for row in values(session) if row.key is key])
