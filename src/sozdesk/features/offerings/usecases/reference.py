"""What public sources say about the procedure: loaded into a new file, or an older one on demand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.base import Record
from sozdesk.features.offerings.records import (
    CategoryRecord,
    CriteriaVersionRecord,
    CriterionRecord,
    EnclosureKindRecord,
    OfferingValueRecord,
    RecognitionWindowRecord,
    RegimeRecord,
    RemedyRecord,
)
from sozdesk.features.offerings.terms import DatedKind
from sozdesk.features.offerings.usecases.common import CHANGED
from sozdesk.features.offerings.usecases.dated_values import value_id
from sozdesk.kernel import german, places
from sozdesk.kernel.context import Context
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase

_Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadOfferingReference:
    """Nothing to say: what is missing is loaded."""


@usecase(undoable=True)
def load_offering_reference(
    session: Session,
    command: LoadOfferingReference,  # noqa: ARG001 - every use case is handed a command
    context: Context,  # noqa: ARG001 - and a context
) -> Outcome:
    """Load the rows of ``db/reference/offerings.json`` that the file does not hold yet.

    Categories, regimes without rates, windows, kinds of enclosures, a sample of criteria, figures
    with their source. **No rate and no tariff**: none was found in public sources.
    ``Outcome.value`` is how many rows came in.
    """
    new = [row for row in _rows() if session.get(type(row), row.id) is None]
    known = set(session.scalars(select(CriteriaVersionRecord.id)))
    new = [
        row for row in new if not isinstance(row, CriterionRecord) or row.version_id not in known
    ]
    if not new:
        return Outcome(value=0)
    session.add_all(row for row in new if not isinstance(row, CriterionRecord))
    session.flush()
    session.add_all(row for row in new if isinstance(row, CriterionRecord))
    session.flush()
    words = german.plural(len(new), "Angabe", "Angaben")
    return Outcome(CHANGED, f"Grundlagen der Angebote geladen: {words}", len(new))


def _rows() -> Iterator[Record]:
    content: _Json = json.loads(places.database("reference", "offerings.json").read_text("utf-8"))
    tables = (
        (DatedKind.CATEGORY, CategoryRecord, ("code",), "categories"),
        (DatedKind.REGIME, RegimeRecord, ("code",), "regimes"),
        (DatedKind.VALUE, OfferingValueRecord, ("key",), "values"),
        (DatedKind.REMEDY, RemedyRecord, (), "remedies"),
    )
    for kind, table, key, name in tables:
        for position, one in enumerate(content[name], start=1):
            first = date.fromisoformat(one["valid_from"])
            placed = {"position": position} if hasattr(table, "position") else {}
            row_id = value_id(kind, tuple(one[part] for part in key), first)
            yield table(**{**one, **placed, "id": row_id, "valid_from": first})
    yield from _windows(content)
    yield from _enclosures(content)
    yield from _criteria(content)


def _windows(content: _Json) -> Iterator[Record]:
    for one in content["windows"]:
        opens, closes = date.fromisoformat(one["opens"]), date.fromisoformat(one["closes"])
        yield RecognitionWindowRecord(
            id=natural_id("recognition_window", one["opens"]),
            opens=opens,
            closes=closes,
            source=one["source"],
        )


def _enclosures(content: _Json) -> Iterator[Record]:
    for position, one in enumerate(content["enclosures"], start=1):
        yield EnclosureKindRecord(
            id=natural_id("enclosure_kind", one["code"]), position=position, **one
        )


def _criteria(content: _Json) -> Iterator[Record]:
    for one in content["criteria"]:
        version = natural_id("criteria_version", one["name"])
        yield CriteriaVersionRecord(
            id=version,
            name=one["name"],
            valid_from=date.fromisoformat(one["valid_from"]),
            sample=one["sample"],
            source=one["source"],
        )
        for number, criterion in enumerate(one["criteria"], start=1):
            yield CriterionRecord(
                id=natural_id("criterion", one["name"], number),
                version_id=version,
                number=number,
                **criterion,
            )
