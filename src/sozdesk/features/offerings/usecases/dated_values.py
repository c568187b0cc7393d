"""Values that hold from a day on: categories, regimes, rates, tariffs, figures, texts, prices.

Three use cases for all of them: what differs between the kinds is one line of a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.offerings import rules, texts
from sozdesk.features.offerings.records import (
    CategoryRecord,
    CoveredNeedRecord,
    OfferingPriceRecord,
    OfferingRecord,
    OfferingValueRecord,
    RegimeRateRecord,
    RegimeRecord,
    RemedyRecord,
    TariffRecord,
)
from sozdesk.features.offerings.terms import DatedKind
from sozdesk.features.offerings.usecases.common import (
    CHANGED,
    change,
    existing,
    offering_of,
    refuse_service,
    uses,
)
from sozdesk.features.offerings.usecases.providers import RemoveRow
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase

_TABLES: Final[Mapping[DatedKind, tuple[Any, tuple[str, ...]]]] = {
    DatedKind.CATEGORY: (CategoryRecord, ("code",)),
    DatedKind.COVERED_NEED: (CoveredNeedRecord, ("category_code", "segment")),
    DatedKind.REGIME: (RegimeRecord, ("code",)),
    DatedKind.REGIME_RATE: (RegimeRateRecord, ("regime_code", "category_code")),
    DatedKind.TARIFF: (TariffRecord, ("category_code", "regime_code", "unit")),
    DatedKind.VALUE: (OfferingValueRecord, ("key",)),
    DatedKind.REMEDY: (RemedyRecord, ()),
    DatedKind.PRICE: (OfferingPriceRecord, ("offering_id",)),
}
"""The table of a kind, and the columns that say whose value it is."""


def value_id(kind: DatedKind, key: tuple[object, ...], valid_from: date) -> UUID:
    """The id of a dated value, the same in every file."""
    table, _ = _TABLES[kind]
    return natural_id(table.__tablename__, *(str(part) for part in key), valid_from.isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDatedValue:
    """A value of a kind from a day on; ``values`` are the other columns of its table."""

    kind: DatedKind
    valid_from: date
    values: Mapping[str, object]
    ended_on: date | None = None


@usecase(undoable=True)
def add_dated_value(session: Session, command: AddDatedValue, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Enter a value; ``Outcome.value`` is its id.

    Raises:
        RuleViolation: it ends before it starts, reaches into another one, or is not whole; each
            finding names its field.
    """
    refuse_service(session)
    table, key = _TABLES[command.kind]
    values = {name: _stored(value) for name, value in command.values.items()}
    subject = tuple(values.get(name) or "" for name in key)
    row = table(
        id=value_id(command.kind, subject, command.valid_from),
        valid_from=command.valid_from,
        ended_on=command.ended_on,
        **values,
    )
    _check(session, command.kind, row, values)
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(_name(session, command.kind, row)), row.id)


def _stored(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    return cleaned(value) if isinstance(value, str) else value


def _check(session: Session, kind: DatedKind, row: Any, values: Mapping[str, object]) -> None:
    """A new row is not in the session yet: one of the same day, with the same id, counts."""
    table, key = _TABLES[kind]
    same = [getattr(table, name) == getattr(row, name) for name in key]
    with session.no_autoflush:
        others = [one for one in session.scalars(select(table).where(*same)) if one is not row]
    refuse(
        (
            *rules.value_findings(kind, values),
            *rules.span_findings(row.valid_from, row.ended_on),
            *rules.overlap_findings(row.valid_from, row.ended_on, others),
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDatedValue:
    """New values for some columns; whose value it is and its first day stay."""

    kind: DatedKind
    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_dated_value(session: Session, command: ChangeDatedValue, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change a value; RuleViolation if it were wrong, Outdated if somebody was faster."""
    refuse_service(session)
    table, _ = _TABLES[command.kind]
    changes = {name: _stored(value) for name, value in command.changes.items()}
    row = change(
        session, table, command.id, command.base_version, changes, texts.word(command.kind)
    )
    columns = {column.key: getattr(row, column.key) for column in table.__mapper__.column_attrs}
    _check(session, command.kind, row, columns)
    session.flush()
    return Outcome(CHANGED, texts.changed(_name(session, command.kind, row)))


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveDatedValue(RemoveRow):
    """A value that is wrong altogether; to let one run out, give it a last day."""

    kind: DatedKind


@usecase(undoable=True)
def remove_dated_value(session: Session, command: RemoveDatedValue, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a value; RuleViolation if it is the last row of a code that something uses."""
    refuse_service(session)
    table, _ = _TABLES[command.kind]
    row = existing(session, table, command.id, command.base_version, texts.word(command.kind))
    name = _name(session, command.kind, row)
    _refuse_used(session, command.kind, row)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(name))


_USERS: Final[Mapping[DatedKind, tuple[Any, ...]]] = {
    DatedKind.CATEGORY: (
        OfferingRecord.category_code,
        CategoryRecord.parent_code,
        CoveredNeedRecord.category_code,
        RegimeRateRecord.category_code,
        TariffRecord.category_code,
    ),
    DatedKind.REGIME: (RegimeRateRecord.regime_code, TariffRecord.regime_code),
}
"""The columns that hold the code of a kind; there is no foreign key, because a code has many rows."""


def _refuse_used(session: Session, kind: DatedKind, row: Any) -> None:
    columns = _USERS.get(kind, ())
    if not columns:
        return
    table, _ = _TABLES[kind]
    others = select(table.id).where(table.code == row.code, table.id != row.id)
    if session.scalars(others).first() is None:
        refuse(rules.removal_findings(row.name, uses(session, columns, row.code)))


def _name(session: Session, kind: DatedKind, row: Any) -> str:
    """«Maximaltarif ab 1.1.2027», «Angebot 12: Preis ab 1.1.2027»."""
    words = f"{texts.word(kind)} ab {german.day(row.valid_from)}"
    if kind is not DatedKind.PRICE:
        return words
    return f"Angebot {offering_of(session, row.offering_id).number}: {words}"
