"""Dated values of the case work: rules of regimes, holidays, remedies, figures, delegations.

Three use cases for all of them: what differs between the kinds is one line of a table. A change of a
Rechtsmittelbelehrung or a delegation never touches what was decided: that is frozen with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.cases import rules, texts
from sozdesk.features.cases.records import (
    ApplicationRecord,
    CaseRemedyRecord,
    CaseValueRecord,
    DelegationRecord,
    HolidayRecord,
    RegimeRuleRecord,
)
from sozdesk.features.cases.terms import CaseDated, CaseValueKey, DeletionKind
from sozdesk.features.cases.usecases.common import (
    CHANGED,
    RemoveRow,
    change,
    existing,
    refuse_cantonal,
)
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import Finding, stop
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase
from sozdesk.kernel.validity import overlap_findings, same_start, span_findings

_TABLES: Final[Mapping[CaseDated, tuple[Any, tuple[str, ...]]]] = {
    CaseDated.REGIME_RULE: (RegimeRuleRecord, ("permit", "refugee")),
    CaseDated.HOLIDAY: (HolidayRecord, ()),
    CaseDated.REMEDY: (CaseRemedyRecord, ("decider",)),
    CaseDated.VALUE: (CaseValueRecord, ("key", "part")),
    CaseDated.DELEGATION: (DelegationRecord, ("bfs_number", "kind")),
}
"""The table of a kind, and the columns that say whose value it is; a holiday is its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReferenceValue:
    """A value of a kind; ``values`` are the columns of its table («valid_from», of a holiday «day»)."""

    kind: CaseDated
    values: Mapping[str, object]


@usecase(undoable=True)
def add_reference_value(session: Session, command: AddReferenceValue, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Enter a value; ``Outcome.value`` is its id. The KSA enters how long bills are kept, no more.

    Raises:
        RuleViolation: it is not whole, ends before it starts, or reaches into another one; each
            finding names its field.
    """
    table, key = _TABLES[command.kind]
    values = {name: _stored(value) for name, value in command.values.items()}
    _refuse_office(session, command.kind, values)
    begins = values.get(_begins(command.kind))
    if begins is None:
        refuse([stop("missing", texts.MISSING, _begins(command.kind))])
    subject = (str(values.get(name)) for name in (*key, _begins(command.kind)))
    row = table(id=natural_id(table.__tablename__, *subject), **values)
    _check(session, command.kind, row, values)
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(_name(command.kind, row)), row.id)


def _refuse_office(session: Session, kind: CaseDated, values: Mapping[str, object]) -> None:
    """The KSA has no cases: of all these values it holds the retention of bills only."""
    mine = {"key": CaseValueKey.RETENTION_YEARS.value, "part": DeletionKind.BILL.value}
    if kind is not CaseDated.VALUE or {name: values.get(name) for name in mine} != mine:
        refuse_cantonal(session)


def _refuse_office_of(session: Session, kind: CaseDated, row: Any) -> None:
    _refuse_office(session, kind, {name: getattr(row, name) for name in _TABLES[kind][1]})


def _begins(kind: CaseDated) -> str:
    return "day" if kind is CaseDated.HOLIDAY else "valid_from"


def _stored(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    return cleaned(value) if isinstance(value, str) else value


def _check(session: Session, kind: CaseDated, row: Any, values: Mapping[str, object]) -> None:
    refuse((*rules.reference_findings(kind, values), *_place(session, kind, row)))


def _place(session: Session, kind: CaseDated, row: Any) -> tuple[Finding, ...]:
    """Where it lies among the others of its subject."""
    table, key = _TABLES[kind]
    same = [getattr(table, name).is_not_distinct_from(getattr(row, name)) for name in key]
    with session.no_autoflush:
        others = [one for one in session.scalars(select(table).where(*same)) if one is not row]
    if kind is CaseDated.HOLIDAY:
        twice = any(one.day == row.day for one in others)
        return (stop("same_start", same_start(row.day), "day"),) if twice else ()
    return (
        *span_findings(row.valid_from, row.ended_on),
        *overlap_findings(row.valid_from, row.ended_on, others),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeReferenceValue:
    """New values for some columns; whose value it is and its first day stay."""

    kind: CaseDated
    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_reference_value(
    session: Session,
    command: ChangeReferenceValue,
    context: Context,  # noqa: ARG001 - every use case is handed a context
) -> Outcome:
    """Change a value; RuleViolation if it were wrong, Outdated if somebody was faster."""
    table, _ = _TABLES[command.kind]
    changes = {name: _stored(value) for name, value in command.changes.items()}
    said = texts.word(command.kind)
    row: Any = existing(session, table, command.id, command.base_version, said)
    _refuse_office_of(session, command.kind, row)
    row = change(session, table, command.id, command.base_version, changes, said)
    _refuse_office_of(session, command.kind, row)
    columns = {column.key: getattr(row, column.key) for column in table.__mapper__.column_attrs}
    _check(session, command.kind, row, columns)
    session.flush()
    return Outcome(CHANGED, texts.changed(_name(command.kind, row)))


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveReferenceValue(RemoveRow):
    """A value that is wrong altogether; to let one run out, give it a last day."""

    kind: CaseDated


@usecase(undoable=True)
def remove_reference_value(
    session: Session,
    command: RemoveReferenceValue,
    context: Context,  # noqa: ARG001 - every use case is handed a context
) -> Outcome:
    """Remove a value; RuleViolation for a delegation on which something was decided."""
    table, _ = _TABLES[command.kind]
    row: Any = existing(session, table, command.id, command.base_version, texts.word(command.kind))
    _refuse_office_of(session, command.kind, row)
    if command.kind is CaseDated.DELEGATION and _decided_by(session, row.id):
        refuse([stop("in_use", texts.DELEGATION_USED)])
    name = _name(command.kind, row)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(name))


def _decided_by(session: Session, delegation_id: UUID) -> int:
    table = ApplicationRecord
    wanted = select(func.count()).select_from(table).where(table.delegation_id == delegation_id)
    return session.scalar(wanted) or 0


def _name(kind: CaseDated, row: Any) -> str:
    """«Rechtsmittelbelehrung ab 1.1.2027», «Feiertag 26.03.2027»."""
    first: date = getattr(row, _begins(kind))
    link = " " if kind is CaseDated.HOLIDAY else " ab "
    return f"{texts.word(kind)}{link}{german.day(first)}"
