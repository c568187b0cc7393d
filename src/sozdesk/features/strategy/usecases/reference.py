"""The measures that public sources name: loaded into a new file, or into an older one on demand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.base import Record
from sozdesk.features.strategy import rules
from sozdesk.features.strategy.records import (
    ActionFieldRecord,
    CarryOverRecord,
    ChapterTextRecord,
    MeasureRecord,
    MeasureReferenceRecord,
    MeasureRelationRecord,
    MeasureStatusRecord,
    PeriodRecord,
)
from sozdesk.features.strategy.terms import period_name
from sozdesk.features.strategy.usecases.common import CHANGED
from sozdesk.kernel import german, places
from sozdesk.kernel.context import Context
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase

_Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadStrategy:
    """Nothing to say: what is missing is loaded."""


@usecase(undoable=True)
def load_strategy(session: Session, command: LoadStrategy, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a command and a context
    """Load the periods of ``db/reference/strategy.json`` that the file does not hold yet.

    A period that is there stays as it is, whatever the office made of it. ``Outcome.value`` is how
    many measures came in.
    """
    known = set(session.scalars(select(PeriodRecord.code)))
    new = [one for one in _reference()["periods"] if one["code"] not in known]
    if not new:
        return Outcome(value=0)
    for make in (_period, _fields, _measures, _parts, _chapters):
        session.add_all(row for period in new for row in make(period))
        session.flush()
    session.add_all(_carry_overs(new))
    session.flush()
    count = sum(len(one["measures"]) for one in new)
    words = german.plural(count, "Massnahme", "Massnahmen")
    names = german.enumeration([period_name(one["code"]) for one in new])
    return Outcome(CHANGED, f"Massnahmen geladen: {words}, Perioden {names}", count)


def _reference() -> _Json:
    content: _Json = json.loads(places.database("reference", "strategy.json").read_text("utf-8"))
    return content


def period_id(code: str) -> UUID:
    """The id of a period, the same in every file."""
    return natural_id("strategy_period", code)


def field_id(code: str, number: int) -> UUID:
    """The id of a Handlungsfeld, the same in every file."""
    return natural_id("action_field", code, number)


def measure_id(code: str, number: str) -> UUID:
    """The id of a measure, the same in every file."""
    return natural_id("measure", code, number)


def _period(period: _Json) -> Iterator[Record]:
    yield PeriodRecord(
        id=period_id(period["code"]),
        code=period["code"],
        begins=date.fromisoformat(period["begins"]),
        ends=date.fromisoformat(period["ends"]),
        expected=period["expected"],
        adopted=_day(period["adopted"]),
        source=period["source"],
    )


def _fields(period: _Json) -> Iterator[Record]:
    for field in period["fields"]:
        yield ActionFieldRecord(
            id=field_id(period["code"], field["number"]),
            period_id=period_id(period["code"]),
            **field,
        )


def _measures(period: _Json) -> Iterator[Record]:
    code = period["code"]
    for measure in period["measures"]:
        position = rules.position_of(measure["number"])
        assert position is not None
        yield MeasureRecord(
            id=measure_id(code, measure["number"]),
            period_id=period_id(code),
            field_id=field_id(code, position // 1000),
            number=measure["number"],
            position=position,
            title=measure["title"],
            aim=measure["aim"],
            priority=measure["priority"],
            horizon=measure["horizon"],
            poverty_strategy=measure["poverty_strategy"],
            responsible_body=measure["responsible_body"],
        )


def _parts(period: _Json) -> Iterator[Record]:
    for measure in period["measures"]:
        key = measure_id(period["code"], measure["number"])
        for state in measure["states"]:
            values = {**state, "as_of": date.fromisoformat(state["as_of"])}
            row_id = natural_id("measure_status", str(key), state["as_of"])
            yield MeasureStatusRecord(id=row_id, measure_id=key, **values)
        for position, reference in enumerate(measure["references"]):
            values = {**reference, "dated": _day(reference["dated"])}
            row_id = natural_id("measure_reference", str(key), position)
            yield MeasureReferenceRecord(id=row_id, measure_id=key, **values)
        for relation in measure["relations"]:
            yield MeasureRelationRecord(
                id=natural_id("measure_relation", str(key), relation["to"], relation["kind"]),
                measure_id=key,
                other_id=measure_id(period["code"], relation["to"]),
                kind=relation["kind"],
            )


def _chapters(period: _Json) -> Iterator[Record]:
    code = period["code"]
    for key, text in period["chapters"].items():
        yield ChapterTextRecord(
            id=chapter_id(code, key), period_id=period_id(code), key=key, text=text
        )


def chapter_id(code: str, key: str) -> UUID:
    """The id of a text of the report, the same in every file."""
    return natural_id("strategy_chapter", code, key)


def _carry_overs(periods: Sequence[_Json]) -> Iterator[Record]:
    """What the source says about the period after it; which measure it becomes is not recorded yet."""
    for before, after in pairwise(periods):
        for measure in before["measures"]:
            if measure["carry_over"] is None:
                continue
            key = measure_id(before["code"], measure["number"])
            yield CarryOverRecord(
                id=natural_id("measure_carry_over", str(key), ""),
                measure_id=key,
                period_id=period_id(after["code"]),
                target_id=None,
                **measure["carry_over"],
            )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
