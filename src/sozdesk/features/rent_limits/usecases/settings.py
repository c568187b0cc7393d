"""Dated settings: the limits of the Prüfhinweise, and the index series."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.rent_limits.records import IndexValueRecord, ThresholdRecord
from sozdesk.features.rent_limits.terms import TOPIC, Thresholds
from sozdesk.features.rent_limits.usecases import wording
from sozdesk.kernel import places
from sozdesk.kernel.context import Context
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase

_CHANGED = frozenset({TOPIC})


@dataclass(frozen=True, slots=True, kw_only=True)
class SetThreshold:
    """One limit from a day on; see ``Thresholds`` for keys and units."""

    key: str
    valid_from: date
    value: int
    unit: str = ""
    source: str = ""


@usecase(undoable=True)
def set_threshold(session: Session, command: SetThreshold, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Set a limit of the Prüfhinweise from a day on; the same day again replaces it."""
    if command.key not in {field.name for field in fields(Thresholds)}:
        message = wording.unknown_threshold(command.key)
        wording.refuse([wording.stop("unknown_threshold", message, field="key")])
    _refuse_negative(command.value)
    known = session.get(ThresholdRecord, _threshold(command).id)
    if known is None:
        session.add(_threshold(command))
    else:
        known.value, known.source = command.value, command.source
        known.unit = command.unit or known.unit
    session.flush()
    return Outcome(_CHANGED, wording.threshold_set(command.key, command.valid_from))


def _refuse_negative(value: int) -> None:
    if value < 0:
        message = wording.negative_value(value)
        wording.refuse([wording.stop("negative_value", message, field="value")])


def _threshold(command: SetThreshold) -> ThresholdRecord:
    return ThresholdRecord(
        id=natural_id("threshold", command.key, command.valid_from.isoformat()),
        key=command.key,
        valid_from=command.valid_from,
        value=command.value,
        unit=command.unit,
        source=command.source,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SetIndexValue:
    """One value of an index series; ``value`` in thousandths (104.0 → 104000)."""

    series: str
    day: date
    value: int
    source: str = ""


@usecase(undoable=True)
def set_index_value(session: Session, command: SetIndexValue, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Set the value of an index series for a day; the same day again replaces it."""
    _refuse_negative(command.value)
    known = session.get(IndexValueRecord, _index_value(command).id)
    if known is None:
        session.add(_index_value(command))
    else:
        known.value, known.source = command.value, command.source
    session.flush()
    return Outcome(_CHANGED, wording.index_value_set(command.series, command.day))


def _index_value(command: SetIndexValue) -> IndexValueRecord:
    return IndexValueRecord(
        id=natural_id("index_value", command.series, command.day.isoformat()),
        series=command.series,
        day=command.day,
        value=command.value,
        source=command.source,
    )


@dataclass(frozen=True, slots=True)
class LoadReference:
    """Load the thresholds and index values that come with the program."""


@usecase(undoable=False)
def load_reference(session: Session, command: LoadReference, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a command and a context
    """Add what is not in the file yet; what the office set itself stays."""
    thresholds = [_threshold(row) for row in _reference_thresholds()]
    values = [_index_value(row) for row in _reference_index_values()]
    known = {*session.scalars(select(ThresholdRecord.id))}
    known |= {*session.scalars(select(IndexValueRecord.id))}
    missing = [row for row in (*thresholds, *values) if row.id not in known]
    if not missing:
        return Outcome()
    session.add_all(missing)
    session.flush()
    return Outcome(_CHANGED, wording.reference_loaded(len(thresholds), len(values)))


def _reference_thresholds() -> Iterator[SetThreshold]:
    for row in _reference("thresholds.csv"):
        yield SetThreshold(
            key=row["key"],
            valid_from=date.fromisoformat(row["valid_from"]),
            value=int(row["value"]),
            unit=row["unit"],
            source=row["source"],
        )


def _reference_index_values() -> Iterator[SetIndexValue]:
    for row in _reference("index_values.csv"):
        yield SetIndexValue(
            series=row["series"],
            day=date.fromisoformat(row["day"]),
            value=int(row["value"]),
            source=row["source"],
        )


def _reference(name: str) -> list[dict[str, str]]:
    with places.database("reference", name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
