"""Classes of the map: those that the office has set, and those that follow from its oldest values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.queries.declarations import (
    recorded_by_municipality,
    revisions_of_year,
)
from sozdesk.features.rent_limits.queries.rounds import rounds
from sozdesk.features.rent_limits.records import MapClassesRecord
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Category,
    Declaration,
    MapClassesRow,
    ProposedClasses,
    RentKind,
)
from sozdesk.kernel import dated

Key = tuple[RentKind, Category]
"""Net or gross, and the household size (``FURTHER``: 6 persons)."""


def map_classes_on(session: Session, day: date) -> Mapping[Key, MapClassesRow]:
    """The classes that the office has set and that hold on ``day``.

    Before the first day of all, the first ones: a year that comes into the file later looks like the
    others.
    """
    rows: defaultdict[Key, list[MapClassesRow]] = defaultdict(list)
    for record in session.scalars(select(MapClassesRecord)):
        row = _row(record)
        rows[row.rent_kind, row.category].append(row)
    holding = {key: dated.on(max(day, _first(of_key)), of_key) for key, of_key in rows.items()}
    return {key: row for key, row in holding.items() if row is not None}


def _first(rows: Iterable[MapClassesRow]) -> date:
    return min(row.valid_from for row in rows)


def net_limits(
    session: Session, day: date, declared: Iterable[Declaration]
) -> Mapping[Category, tuple[int, ...]]:
    """Upper limits per household size, Rappen net per month, of a map of ``declared``.

    As set for ``day``, else as they follow from the oldest year with enough values, else from
    ``declared`` itself.
    """
    shown, net = list(declared), RentKind.NET
    own = {size: rules.proposed_limits(_values(shown, net, size)) for size in MAIN_CATEGORIES}
    proposed = {key: found.limits for key, found in proposed_map_classes(session).items()}
    known = proposed | {key: row.limits for key, row in map_classes_on(session, day).items()}
    return own | {size: limits for (kind, size), limits in known.items() if kind is net}


def _row(record: MapClassesRecord) -> MapClassesRow:
    return MapClassesRow(
        rent_kind=RentKind(record.rent_kind),
        category=Category(record.category),
        valid_from=record.valid_from,
        ended_on=record.ended_on,
        limits=tuple(record.limits),
        source=record.source,
    )


def proposed_map_classes(session: Session) -> Mapping[Key, ProposedClasses]:
    """Limits from the oldest year with enough values, so that a new year does not move them.

    A key without such a year is not there.
    """
    wanted = [(kind, size) for kind in RentKind for size in MAIN_CATEGORIES]
    found: dict[Key, ProposedClasses] = {}
    for year in sorted(row.year for row in rounds(session)):
        if len(found) == len(wanted):
            break
        declared = recorded_by_municipality(revisions_of_year(session, year)).values()
        for key in wanted:
            values = _values(declared, *key)
            if key not in found and len(values) >= rules.LEAST_VALUES:
                found[key] = ProposedClasses(year, rules.proposed_limits(values))
    return found


def _values(declared: Iterable[Declaration], kind: RentKind, size: Category) -> list[int]:
    values = (rules.map_value(one, kind, size).value for one in declared)
    return [value for value in values if value is not None]
