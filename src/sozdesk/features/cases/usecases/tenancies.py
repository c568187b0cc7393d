"""Dwellings of a case, what is ordered about their rent, and what was done to find a cheaper one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.cases import queries, rules, texts
from sozdesk.features.cases.records import (
    CaseRecord,
    RentMeasureRecord,
    SearchEffortRecord,
    TenancyRecord,
)
from sozdesk.features.cases.terms import AncillaryKind, CasePart, RentMeasure, ShareBy, TenancyForm
from sozdesk.features.cases.texts import tenancies as words
from sozdesk.features.cases.usecases.attachments import drop_attachments
from sozdesk.features.cases.usecases.common import (
    CHANGED,
    RemoveRow,
    case_of,
    change,
    existing,
    found,
    refuse_cantonal,
)
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase

_DWELLING: Final = "Diese Wohnung"
_MEASURE: Final = "Diese Anordnung"
_EFFORT: Final = "Diese Suchbemühung"


def _where(session: Session, case_id: UUID) -> str:
    """«Fall 12»: the Verlauf names no person."""
    return words.where(found(session, CaseRecord, case_id, "Diesen Fall").number)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTenancy:
    """A dwelling of a case from a day on. Rappen per month, of the whole dwelling."""

    case_id: UUID
    valid_from: date
    address: str
    net_rent: int
    form: TenancyForm
    persons: int
    supported: int
    ended_on: date | None = None
    rooms: int | None = None
    """Tenths: 35 is 3½."""
    ancillary: int = 0
    ancillary_kind: AncillaryKind = AncillaryKind.ON_ACCOUNT
    share_by: ShareBy = ShareBy.HEADS
    agreed_share: int | None = None


@usecase(undoable=True)
def add_tenancy(session: Session, command: AddTenancy, context: Context) -> Outcome:
    """Enter a dwelling; ``Outcome.value`` is its id. RuleViolation names what does not fit."""
    refuse_cantonal(session)
    case = case_of(session, command.case_id)
    row = TenancyRecord(
        id=context.new_id(),
        case_id=command.case_id,
        valid_from=command.valid_from,
        ended_on=command.ended_on,
        address=cleaned(command.address),
        rooms=command.rooms,
        net_rent=command.net_rent,
        ancillary=command.ancillary,
        ancillary_kind=command.ancillary_kind.value,
        form=command.form.value,
        persons=command.persons,
        supported=command.supported,
        share_by=command.share_by.value,
        agreed_share=command.agreed_share,
        version=1,
    )
    _check(session, row)
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(words.where(case.number), "Wohnung"), row.id)


def _check(session: Session, row: TenancyRecord) -> None:
    with session.no_autoflush:
        others = queries.tenancies_of(session, row.case_id)
        rest = [one for one in others if one.id != row.id]
        refuse(list(rules.tenancy_findings(queries.tenancy_row(row), rest)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTenancy:
    """New values for some columns; its end too."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_tenancy(session: Session, command: ChangeTenancy, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change a dwelling, or let it end; RuleViolation if it were wrong, Outdated if somebody was faster."""
    refuse_cantonal(session)
    changes = {key: _stored(value) for key, value in command.changes.items()}
    with session.no_autoflush:
        row = change(session, TenancyRecord, command.id, command.base_version, changes, _DWELLING)
        _check(session, row)
    session.flush()
    return Outcome(CHANGED, texts.changed(_where(session, row.case_id), "Wohnung"))


def _stored(value: object) -> object:
    return value.value if isinstance(value, StrEnum) else value


@usecase(undoable=True)
def remove_tenancy(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a dwelling that is wrong altogether, with its files and what was ordered about it."""
    row = existing(session, TenancyRecord, command.id, command.base_version, _DWELLING)
    table = RentMeasureRecord
    for measure in session.scalars(select(table).where(table.tenancy_id == row.id)):
        _remove_measure(session, measure)
    drop_attachments(session, CasePart.TENANCY, row.id)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(_where(session, row.case_id), "Wohnung"))


# ------------------------------------------------------------------ Auflage and Kürzung


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRentMeasure:
    """An Auflage with its deadline, or a Kürzung to an amount (Rappen per month)."""

    tenancy_id: UUID
    kind: RentMeasure
    ordered_on: date
    deadline: date | None = None
    reduced_to: int | None = None
    note: str = ""


@usecase(undoable=True)
def add_rent_measure(session: Session, command: AddRentMeasure, context: Context) -> Outcome:
    """Record what was ordered, with the limit of that day; ``Outcome.value`` is its id."""
    refuse_cantonal(session)
    tenancy = found(session, TenancyRecord, command.tenancy_id, _DWELLING)
    dwelling = queries.tenancy_row(tenancy)
    row = RentMeasureRecord(
        id=context.new_id(),
        tenancy_id=tenancy.id,
        kind=command.kind.value,
        ordered_on=command.ordered_on,
        deadline=command.deadline if command.kind is RentMeasure.ORDER else None,
        reduced_to=command.reduced_to if command.kind is RentMeasure.REDUCTION else None,
        limit_then=queries.limit_on(session, dwelling, command.ordered_on, context.today),
        note=cleaned(command.note),
        version=1,
    )
    refuse(list(rules.measure_findings(queries.measure_row(row), dwelling)))
    session.add(row)
    session.flush()
    where = _where(session, tenancy.case_id)
    return Outcome(CHANGED, texts.added(where, texts.word(command.kind)), row.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftRentMeasure:
    """From this day on it does not hold any more; None takes that back."""

    id: UUID
    base_version: int
    lifted_on: date | None


@usecase(undoable=True)
def lift_rent_measure(session: Session, command: LiftRentMeasure, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Lift an Auflage or a Kürzung."""
    changes = {"lifted_on": command.lifted_on}
    with session.no_autoflush:
        row = change(
            session, RentMeasureRecord, command.id, command.base_version, changes, _MEASURE
        )
        tenancy = found(session, TenancyRecord, row.tenancy_id, _DWELLING)
        dwelling = queries.tenancy_row(tenancy)
        refuse(list(rules.measure_findings(queries.measure_row(row), dwelling)))
    session.flush()
    where, what = _where(session, tenancy.case_id), texts.word(RentMeasure(row.kind))
    return Outcome(CHANGED, texts.changed(where, what))


@usecase(undoable=True)
def remove_rent_measure(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove one that was recorded by mistake, with its search efforts."""
    row = existing(session, RentMeasureRecord, command.id, command.base_version, _MEASURE)
    tenancy = found(session, TenancyRecord, row.tenancy_id, _DWELLING)
    _remove_measure(session, row)
    session.flush()
    where, what = _where(session, tenancy.case_id), texts.word(RentMeasure(row.kind))
    return Outcome(CHANGED, texts.removed(where, what))


def _remove_measure(session: Session, row: RentMeasureRecord) -> None:
    table = SearchEffortRecord
    for effort in session.scalars(select(table).where(table.measure_id == row.id)):
        session.delete(effort)
    session.flush()
    session.delete(row)
    session.flush()


# ------------------------------------------------------------------ search efforts


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSearchEffort:
    """What was done to find a cheaper dwelling, and when it was shown."""

    measure_id: UUID
    shown_on: date
    text: str


@usecase(undoable=True)
def add_search_effort(session: Session, command: AddSearchEffort, context: Context) -> Outcome:
    """Record search efforts of an Auflage; ``Outcome.value`` is the id."""
    refuse_cantonal(session)
    measure = found(session, RentMeasureRecord, command.measure_id, _MEASURE)
    if RentMeasure(measure.kind) is not RentMeasure.ORDER:
        refuse([stop("only_orders", words.ONLY_ORDERS, "text")])
    if not german.clean(command.text):
        refuse([stop("effort_missing", words.EFFORT_MISSING, "text")])
    tenancy = found(session, TenancyRecord, measure.tenancy_id, _DWELLING)
    row = SearchEffortRecord(
        id=context.new_id(),
        measure_id=measure.id,
        shown_on=command.shown_on,
        text=cleaned(command.text),
    )
    session.add(row)
    session.flush()
    where = _where(session, tenancy.case_id)
    return Outcome(CHANGED, texts.added(where, "Suchbemühungen"), row.id)


@usecase(undoable=True)
def remove_search_effort(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove one that was recorded by mistake."""
    row = existing(session, SearchEffortRecord, command.id, command.base_version, _EFFORT)
    measure = found(session, RentMeasureRecord, row.measure_id, _MEASURE)
    tenancy = found(session, TenancyRecord, measure.tenancy_id, _DWELLING)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(_where(session, tenancy.case_id), "Suchbemühungen"))
