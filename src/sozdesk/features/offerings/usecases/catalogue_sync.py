"""Making the tables of a Sozialdienst say what the catalogue says.

Rows are changed one by one, for the Verlauf: what goes away first, then what differs, then what is
new, so that a number or a day that moved from one row to another is free when it is needed.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.base import Record
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.records import (
    OfferingPlaceRecord,
    OfferingRecord,
    ProviderContactRecord,
    ProviderPlaceRecord,
)
from sozdesk.features.offerings.terms import OfferingState
from sozdesk.features.offerings.terms.catalogue import CatalogueRow, CatalogueTables
from sozdesk.kernel import german

_STAY: Final = frozenset({"offering", "provider"})
"""Others refer to them: they stay, an offering as «gestrichen»."""
_OWNERS: Final = ("offering_id", "provider_id")
_SORTED: Final = {"provider": ("name", "name_sort"), "offering": ("title", "title_sort")}

_Stored = Mapping[str, Mapping[UUID, Any]]
_Wanted = Mapping[str, Mapping[UUID, CatalogueRow]]


def take_over(session: Session, tables: CatalogueTables) -> None:
    """Write what differs; what is the same is not touched."""
    stored: _Stored = {
        name: {row.id: row for row in session.scalars(select(record)).all()}
        for name, record in queries.CATALOGUE_RECORDS.items()
    }
    wanted: _Wanted = {
        name: {cast("UUID", row["id"]): row for row in tables[name]}
        for name in queries.CATALOGUE_RECORDS
    }
    _strike_out(stored, wanted)
    _make_way(stored, wanted)
    _delete(session, stored, wanted)
    for name, rows in wanted.items():
        for key, row in rows.items():
            if key in stored[name]:
                _update(name, stored[name][key], row)
    session.flush()
    for name, record in queries.CATALOGUE_RECORDS.items():
        _insert(session, name, record, stored, wanted)


def _strike_out(stored: _Stored, wanted: _Wanted) -> None:
    for key, row in stored["offering"].items():
        if key not in wanted["offering"] and row.state != OfferingState.REMOVED.value:
            row.state = OfferingState.REMOVED.value


def _make_way(stored: _Stored, wanted: _Wanted) -> None:
    """What was struck out gives up a number that the KSA, which began anew, has given again."""
    taken = {row["number"] for row in wanted["offering"].values()}
    numbers = [row.number for row in stored["offering"].values()]
    free = itertools.count(max([*numbers, *(cast("int", one) for one in taken)], default=0) + 1)
    for key, row in stored["offering"].items():
        if key not in wanted["offering"] and row.number in taken:
            row.number = next(free)
    given = {row["number"] for row in wanted["recognition_decision"].values()}
    for key, row in stored["recognition_decision"].items():
        if key not in wanted["recognition_decision"] and row.number in given:
            row.number = None


def _delete(session: Session, stored: _Stored, wanted: _Wanted) -> None:
    """What is gone; the parts of something that stays without being in the catalogue stay with it."""
    gone = [
        row
        for name, rows in stored.items()
        if name not in _STAY
        for key, row in rows.items()
        if key not in wanted[name] and not _stays_with_owner(row, wanted)
    ]
    _let_go(stored, {row.id for row in gone if isinstance(row, ProviderContactRecord)})
    places = {row.id for row in gone if isinstance(row, ProviderPlaceRecord)}
    links = [
        row
        for row in stored["offering_place"].values()
        if isinstance(row, OfferingPlaceRecord) and row.place_id in places and row not in gone
    ]
    for row in (*links, *gone):
        session.delete(row)
    session.flush()


def _stays_with_owner(row: Any, wanted: _Wanted) -> bool:
    """Whether a row belongs to an offering or a provider that the catalogue no longer holds."""
    for column in _OWNERS:
        owner = getattr(row, column, None)
        if owner is not None:
            return owner not in wanted[column.removesuffix("_id")]
    return False


def _let_go(stored: _Stored, contacts: set[UUID]) -> None:
    """An offering that was struck out may still name a contact that is gone."""
    for row in stored["offering"].values():
        if isinstance(row, OfferingRecord) and row.contact_id in contacts:
            row.contact_id = None


def _update(name: str, row: Any, wanted: CatalogueRow) -> None:
    for column, value in _columns(name, wanted).items():
        if getattr(row, column) != value:
            setattr(row, column, value)


def _insert(
    session: Session,
    name: str,
    record: type[Record],
    stored: _Stored,
    wanted: _Wanted,
) -> None:
    new = [row for key, row in wanted[name].items() if key not in stored[name]]
    session.add_all(record(**_columns(name, row)) for row in new)
    session.flush()


def _columns(name: str, row: CatalogueRow) -> dict[str, Any]:
    """With the sort keys, which every file makes for itself."""
    columns: dict[str, Any] = dict(row)
    if name in _SORTED:
        source, target = _SORTED[name]
        columns[target] = german.sort_key(str(row[source]))[0]
    return columns
