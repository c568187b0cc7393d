"""Classes of the map: dated, so that maps of several years can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.records import MapClassesRecord
from sozdesk.features.rent_limits.terms import MAIN_CATEGORIES, TOPIC, Category, RentKind
from sozdesk.features.rent_limits.usecases import map_wording, wording
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import Finding
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMapClasses:
    """Upper limits of one household size, Rappen per month, from a day on."""

    rent_kind: RentKind
    category: Category
    """``FURTHER`` stands for 6 persons."""
    valid_from: date
    limits: tuple[int, ...]
    source: str


@usecase(undoable=True)
def set_map_classes(session: Session, command: SetMapClasses, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Set the classes from a day on; the same day again replaces them.

    Raises RuleViolation if the limits do not rise or nobody says where they come from.
    """
    wording.refuse(_wrong(command))
    record = map_classes_record(
        command.rent_kind, command.category, command.valid_from, command.limits, command.source
    )
    known = session.get(MapClassesRecord, record.id)
    if known is None:
        session.add(record)
    else:
        known.limits, known.source = record.limits, record.source
    session.flush()
    summary = map_wording.map_classes_set(command.rent_kind, command.category, command.valid_from)
    return Outcome(frozenset({TOPIC}), summary)


def _wrong(command: SetMapClasses) -> list[Finding]:
    found = []
    if command.category not in MAIN_CATEGORIES:
        found.append(wording.stop("no_household", map_wording.NO_HOUSEHOLD, field="category"))
    if not rules.may_be_limits(command.limits):
        found.append(wording.stop("limits_odd", map_wording.LIMITS_ODD, field="limits"))
    if not german.clean(command.source):
        found.append(wording.stop("source_missing", map_wording.SOURCE_MISSING, field="source"))
    return found


def map_classes_record(
    kind: RentKind, category: Category, day: date, limits: Sequence[int], source: str
) -> MapClassesRecord:
    """A row with its id; ``limits`` in Rappen per month."""
    return MapClassesRecord(
        id=natural_id("map_classes", kind, category, day.isoformat()),
        rent_kind=kind.value,
        category=category.value,
        valid_from=day,
        limits=list(limits),
        source=german.clean(source),
    )
