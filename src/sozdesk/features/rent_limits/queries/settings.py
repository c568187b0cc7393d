"""Dated settings: the limits of the Prüfhinweise, and the index series."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.records import IndexValueRecord, ThresholdRecord
from sozdesk.features.rent_limits.terms import IndexValue, ThresholdRow, Thresholds


def thresholds(session: Session, day: date) -> Thresholds:
    """The limits of the Prüfhinweise that hold on ``day``."""
    return rules.thresholds_on(day, threshold_rows(session))


def threshold_rows(session: Session) -> tuple[ThresholdRow, ...]:
    """All values of all limits, by key, newest first."""
    query = select(ThresholdRecord).order_by(ThresholdRecord.key, ThresholdRecord.valid_from.desc())
    return tuple(
        ThresholdRow(
            key=record.key,
            valid_from=record.valid_from,
            ended_on=record.ended_on,
            value=record.value,
            unit=record.unit,
            source=record.source,
        )
        for record in session.scalars(query)
    )


def index_values(session: Session) -> tuple[IndexValue, ...]:
    """All values of all index series, by series and day."""
    query = select(IndexValueRecord).order_by(IndexValueRecord.series, IndexValueRecord.day)
    return tuple(
        IndexValue(record.series, record.day, record.value, record.source)
        for record in session.scalars(query)
    )
